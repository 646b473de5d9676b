import type ts from 'typescript';
import { stopAtAwaits } from './awaits';
import { createBuilder } from './builder';
import { declaredValues } from './names';
import { cellMap, toCommonJs, type Locate } from './module';

export type { Locate };
import { shareVariables } from './rewrite';
import { hookTypeScript, typescript as t } from './typescript';

/** A place in a cell as tslab's converter reports it: lines and characters from 0. */
export interface Place {
  line: number;
  character: number;
}

/** What the compiler found wrong. */
export interface Diagnostic {
  start: Place;
  end: Place;
  messageText: string;
  code: number;
  fileName?: string;
}

interface Converted {
  output?: string;
  declOutput?: string;
  diagnostics: Diagnostic[];
  hasToplevelAwait?: boolean;
  lastExpressionVar?: string;
  sideOutputs?: unknown[];
}

export interface Completions {
  start: number;
  end: number;
  candidates: string[];
  original?: { entries: { name: string; kind: string }[] };
}

/** tslab's converter. */
export interface Converter {
  convert(declarations: string, code: string): Converted;
  inspect(declarations: string, code: string, position: number): ts.QuickInfo | undefined;
  complete(declarations: string, code: string, position: number): Completions;
  addModule(name: string, code: string, meta?: unknown): Diagnostic[];
  close(): void;
}

/** What is known of the last cell that was compiled. */
export interface Compiled {
  locate: Locate;
  /** Names of values that the cell stores as its declarations run. */
  stored: ReadonlySet<string>;
}

/** tslab's converter with the pack's rewritings; also gives the program, for completions with types. */
export class Compiler {
  program: ts.Program | null = null;
  last: Compiled = { locate: () => null, stored: new Set() };
  private stored = new Set<string>();
  private converter: Converter | null = null;

  constructor() {
    hookTypeScript({
      before: (program) => [shareVariables(program, (names) => (this.stored = names)), stopAtAwaits],
      toCommonJs: (code, options) => this.toCommonJs(code, options),
      createProgram: createBuilder,
      onProgram: (program) => (this.program = program),
    });
  }

  /** tslab's own, made at the first call, which takes a second. */
  get tslab(): Converter {
    const { createConverter } = require('tslab/dist/converter') as { createConverter: (options: object) => Converter };
    return (this.converter ??= createConverter({ isJS: false, isBrowser: false }));
  }

  private toCommonJs(code: string, options: ts.TranspileOptions): ts.TranspileOutput {
    const map = cellMap(code);
    if (!map) return t.transpileModule(code, options); // a module of the notebook's folder that a cell imports
    const { output, locate } = toCommonJs(code, map, this.stored, options);
    this.last = { locate, stored: this.stored };
    return output;
  }
}

/** `export` before a declaration means nothing in a cell, and would collide with tslab's own exports: it becomes as many spaces. */
export function withoutExportKeywords(code: string): string {
  if (!/\bexport\b/.test(code)) return code;
  const file = t.createSourceFile('cell.ts', code, t.ScriptTarget.ES2022, true);
  let out = code;
  for (const statement of file.statements) {
    const modifiers = t.canHaveModifiers(statement) ? (t.getModifiers(statement) ?? []) : [];
    const named = declaredValues(statement).length > 0 || t.isInterfaceDeclaration(statement) || t.isTypeAliasDeclaration(statement);
    for (const m of named ? modifiers : []) {
      if (m.kind === t.SyntaxKind.ExportKeyword || m.kind === t.SyntaxKind.DefaultKeyword) out = out.slice(0, m.getStart(file)) + ' '.repeat(m.getWidth(file)) + out.slice(m.end);
    }
  }
  return out;
}

/** Whether the cell's value is to be shown: it ends in an expression without a semicolon. */
export function endsInValue(code: string): boolean {
  const file = t.createSourceFile('cell.ts', code, t.ScriptTarget.ES2022, true);
  const last = file.statements.at(-1);
  return last !== undefined && t.isExpressionStatement(last) && !last.getText(file).endsWith(';');
}

/** What ends a text too early, in the compiler's numbers: a template or a comment without its end. */
const UNTERMINATED = [1160, 1010];

/** Whether a cell's text is TypeScript, whatever its names and types: 'complete', 'incomplete' if it ends within a template or a comment, or 'invalid'. */
export function syntaxOf(code: string): 'complete' | 'incomplete' | 'invalid' {
  const file = t.createSourceFile('cell.ts', code, t.ScriptTarget.ES2022, true) as ts.SourceFile & { parseDiagnostics: readonly ts.Diagnostic[] };
  if (file.parseDiagnostics.length === 0) return 'complete';
  return file.parseDiagnostics.some((d) => UNTERMINATED.includes(d.code)) ? 'incomplete' : 'invalid';
}

/** Whether a cell has a `for await` outside functions, which makes it asynchronous as `await` does; tslab looks for `await` only. */
export function loopsOverAwaits(code: string): boolean {
  if (!/\bfor\s+await\b/.test(code)) return false;
  const found = (node: ts.Node): boolean => {
    if (t.isForOfStatement(node) && node.awaitModifier) return true;
    return !t.isFunctionLike(node) && (t.forEachChild(node, (child) => found(child) || undefined) ?? false);
  };
  return found(t.createSourceFile('cell.ts', code, t.ScriptTarget.ES2022, true));
}
