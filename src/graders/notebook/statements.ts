import ts from 'typescript';
import { declaredNames } from './names';

/** A declaration of a cell, with the names it gives. */
export interface Declaration {
  names: string[];
  text: string;
  /** Line of its first character in the cell, from 1. */
  line: number;
}

/** Calls that a learner's own constants may make outside of the graded cells: they build values, they do not train or draw. */
const HARMLESS_CALL = /^(Math|Number|np|tf)\b/;

/** Which declarations of a cell are kept: all, or only those that plainly do no work. */
export function declarations(text: string, keep: 'all' | 'harmless'): Declaration[] {
  const tree = ts.createSourceFile('cell.ts', text, ts.ScriptTarget.ES2022, true);
  return tree.statements.flatMap((statement) => {
    const names = declaredNames(statement);
    if (names === null || ts.isEmptyStatement(statement)) return [];
    if (keep === 'harmless' && ts.isVariableStatement(statement) && !isHarmless(statement)) return [];
    const start = statement.getStart(tree);
    return [{ names: [...names, ...typeNames(statement)], text: withoutExport(text.slice(start, statement.end)), line: tree.getLineAndCharacterOfPosition(start).line + 1 }];
  });
}

/** Types are declared by name, too: two of one name would clash. Imports give names as well. */
function typeNames(statement: ts.Statement): string[] {
  if (ts.isInterfaceDeclaration(statement) || ts.isTypeAliasDeclaration(statement)) return [`type ${statement.name.text}`];
  if (!ts.isImportDeclaration(statement) || !statement.importClause) return [];
  const { name, namedBindings } = statement.importClause;
  const named = !namedBindings ? [] : ts.isNamespaceImport(namedBindings) ? [namedBindings.name.text] : namedBindings.elements.map((e) => e.name.text);
  return [...(name ? [name.text] : []), ...named];
}

/** `export` in a .ts submission is taken off: the grader exports what it needs itself. */
const withoutExport = (text: string): string => text.replace(/^export\s+(default\s+)?(?=(async\s+)?(function|class|const|let|var|interface|type|enum|abstract)\b)/, '');

function isHarmless(statement: ts.VariableStatement): boolean {
  let harmless = true;
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node)) return; // its body does not run here
    if (ts.isAwaitExpression(node)) harmless = false;
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && !HARMLESS_CALL.test(node.expression.getText())) harmless = false;
    ts.forEachChild(node, visit);
  };
  visit(statement);
  return harmless;
}
