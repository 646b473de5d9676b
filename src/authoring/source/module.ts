import ts from 'typescript';
import { declaredNames } from '../../graders/notebook/names';
import { SourceError, type CodeCell, type Source } from './cell';
import { withSolution } from './solution';

/** The CommonJS module that exports the reference solution and the given helpers by name; importing it runs declarations only. */
export const solutionModule = (source: Source): string => transpile(solutionText(source), `${source.slug}.ts`);

/** The same in TypeScript. */
export function solutionText(source: Source): string {
  const cells = source.cells.filter((cell): cell is CodeCell => cell.kind === 'code' && (cell.role === 'given' || cell.role === 'task'));
  const names = cells.flatMap((cell) => exportedNames(source.file, cell));
  const twice = names.find((name, i) => names.indexOf(name) !== i);
  if (twice) throw new SourceError(source.file, 1, `\`${twice}\` is declared in two given or task cells`);
  const text = cells.map((cell) => (cell.role === 'task' ? withSolution(source.file, cell) : cell.text)).join('\n\n');
  return `${text}\nexport { ${names.join(', ')} };\n`;
}

/** TypeScript as CommonJS, without a check of its types. */
export function transpile(text: string, fileName = 'cell.ts', transformers?: ts.CustomTransformers): string {
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.CommonJS, esModuleInterop: true };
  return ts.transpileModule(text, { fileName, compilerOptions, transformers }).outputText;
}

/** Names that a given or task cell adds to the solution module. */
export function exportedNames(file: string, cell: CodeCell): string[] {
  const tree = ts.createSourceFile('cell.ts', cell.text, ts.ScriptTarget.ES2022, true);
  return tree.statements.flatMap((statement) => {
    if (ts.isImportDeclaration(statement)) return importedHelpers(statement);
    const names = declaredNames(statement);
    if (names) return names;
    const line = cell.line + 1 + tree.getLineAndCharacterOfPosition(statement.getStart()).line;
    throw new SourceError(file, line, `${cell.role} cells hold declarations only; move this statement to a cell with role="run"`);
  });
}

/** Helpers that a notebook is given by importing them belong to the solution module as well; the notebook's tools (display, plots, checks) do not. */
function importedHelpers(statement: ts.ImportDeclaration): string[] {
  const from = (statement.moduleSpecifier as ts.StringLiteral).text;
  const bindings = statement.importClause?.namedBindings;
  if (/^gradus\/(display|plot|check|tf|np)$/.test(from) || !bindings || !ts.isNamedImports(bindings)) return [];
  return bindings.elements.filter((e) => !e.isTypeOnly).map((e) => e.name.text);
}
