import { SourceMap, type SourceMapPayload } from 'node:module';
import type ts from 'typescript';
import { CELL_FILE, typescript as t } from './typescript';

const MAP_COMMENT = /\n\/\/# sourceMappingURL=(?:data:application\/json;base64,(\S+)|\S+)\s*$/;

/** Finds a place of the code that runs in the cell as it was written. Lines and columns from 1. */
export type Locate = (line: number, column: number) => { line: number; column: number } | null;

export interface CellModule {
  output: ts.TranspileOutput;
  locate: Locate;
}

/** The source map at the end of emitted code, if that code is a cell's. */
export function cellMap(code: string): SourceMapPayload | null {
  const encoded = MAP_COMMENT.exec(code)?.[1];
  if (!encoded) return null;
  const map = JSON.parse(Buffer.from(encoded, 'base64').toString('utf8')) as SourceMapPayload;
  return map.sources.some((source) => source.endsWith(CELL_FILE)) ? map : null;
}

/**
 * tslab's last step, from the emitted ES module to CommonJS, for a cell: names that were stored when they were declared (rewrite.ts) need no export; the others - imports, `var` in a loop -
 * are shared as properties that read them where they are. The last expression goes to `__kernel__.value`.
 */
export function toCommonJs(code: string, map: SourceMapPayload, stored: ReadonlySet<string>, options: ts.TranspileOptions): CellModule {
  const { body, imported, others } = withoutExports(code.replace(MAP_COMMENT, '\n'), stored);
  const shared = [...imported.map((name) => `get ${name}() { return ${name}; }`), ...others.map((name) => `get ${name}() { return ${name}; }, set ${name}(value) { ${name} = value; }`)];
  const head = shared.length > 0 ? `__kernel__.share({ ${shared.join(', ')} });` : '';
  const output = t.transpileModule(`${head}\n${body}`, { ...options, compilerOptions: { ...options.compilerOptions, sourceMap: true } });
  const [emitted, written] = [new SourceMap(JSON.parse(output.sourceMapText!) as SourceMapPayload), new SourceMap(map)];
  const outputText = output.outputText.replace(MAP_COMMENT, '\n');
  const lines = outputText.split('\n').length; // behind them is the call of the cell itself
  return { output: { ...output, outputText }, locate: (line, column) => (line < lines ? locate(emitted, written, line, column) : null) };
}

function locate(emitted: SourceMap, written: SourceMap, line: number, column: number): { line: number; column: number } | null {
  const middle = emitted.findEntry(line - 1, column - 1);
  if (!('originalLine' in middle) || middle.originalLine < 1) return null;
  const entry = written.findEntry(middle.originalLine - 1, middle.originalColumn); // the head is one line
  if (!('originalLine' in entry) || entry.originalLine < 1) return null;
  return { line: entry.originalLine, column: entry.originalColumn + 1 }; // tslab's `export {};` is one line too, lines count from 0
}

/** Takes the exports out, every other character staying at its place. */
function withoutExports(code: string, stored: ReadonlySet<string>): { body: string; imported: string[]; others: string[] } {
  const file = t.createSourceFile('cell.js', code, t.ScriptTarget.ES2022, true);
  const imports = new Set(file.statements.flatMap(importedNames));
  let body = code;
  const names: string[] = [];
  for (const statement of file.statements) {
    if (t.isExportDeclaration(statement) && !statement.moduleSpecifier) {
      if (statement.exportClause && t.isNamedExports(statement.exportClause)) names.push(...statement.exportClause.elements.map((e) => e.name.text));
      body = blank(body, statement.getStart(file), statement.end);
    } else if (t.isVariableStatement(statement) && statement.modifiers?.some((m) => m.kind === t.SyntaxKind.ExportKeyword)) {
      const [start, end] = [statement.getStart(file), statement.declarationList.declarations[0].initializer!.getStart(file)];
      body = `${body.slice(0, start)}${'__kernel__.value ='.padEnd(end - start)}${body.slice(end)}`;
    }
  }
  const left = names.filter((name) => !stored.has(name));
  return { body, imported: left.filter((name) => imports.has(name)), others: left.filter((name) => !imports.has(name)) };
}

const blank = (text: string, start: number, end: number): string => text.slice(0, start) + text.slice(start, end).replace(/[^\n]/g, ' ') + text.slice(end);

function importedNames(statement: ts.Statement): string[] {
  const clause = t.isImportDeclaration(statement) ? statement.importClause : undefined;
  if (!clause) return [];
  const bindings = clause.namedBindings;
  const named = !bindings ? [] : t.isNamespaceImport(bindings) ? [bindings.name.text] : bindings.elements.map((e) => e.name.text);
  return clause.name ? [clause.name.text, ...named] : named;
}
