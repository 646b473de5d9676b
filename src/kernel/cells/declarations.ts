import type ts from 'typescript';
import { boundNames } from '../compile/names';
import { typescript as t } from '../compile/typescript';

/** The declarations (.d.ts) of which `wanted` says yes to the name; imports and all that has no one name stay when `others` does. */
function select(declarations: string, wanted: (name: string) => boolean, others: boolean): string {
  const file = t.createSourceFile('declarations.d.ts', declarations, t.ScriptTarget.ES2022, true);
  const printer = t.createPrinter();
  const kept = file.statements.flatMap((statement): ts.Statement[] => {
    if (t.isVariableStatement(statement)) {
      const list = statement.declarationList.declarations.filter((d) => boundNames(d.name).some((name) => wanted(name.text)));
      return list.length > 0 ? [t.factory.updateVariableStatement(statement, statement.modifiers, t.factory.updateVariableDeclarationList(statement.declarationList, list))] : [];
    }
    const name = t.isClassDeclaration(statement) || t.isEnumDeclaration(statement) || t.isFunctionDeclaration(statement) ? statement.name?.text : undefined;
    return (name === undefined ? others : wanted(name)) ? [statement] : [];
  });
  return kept.map((statement) => `${printer.printNode(t.EmitHint.Unspecified, statement, file)}\n`).join('');
}

/**
 * What is declared after a cell that failed half-way: all that it declares, except values whose declaration it did not reach; of those what was there before.
 * @param missing names of those values
 */
export function declarationsOfFailed(before: string, after: string, missing: ReadonlySet<string>): string {
  if (missing.size === 0) return after;
  return select(after, (name) => !missing.has(name), true) + select(before, (name) => missing.has(name), false);
}
