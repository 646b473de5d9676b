/**
 * The TypeScript that tslab compiles cells with, and a way into it: tslab has no hooks of its own, but takes all of TypeScript through one module object. A
 * stand-in for that object, put in place before tslab is loaded, lets a rewriting be added to what tslab emits (rewrite.ts, awaits.ts) and its last step,
 * from an ES module to CommonJS, be replaced (module.ts).
 */
import { createRequire } from 'node:module';
import type ts from 'typescript';

const fromTslab = createRequire(require.resolve('tslab'));
const FILE = fromTslab.resolve('@tslab/typescript-for-tslab');

/** tslab's TypeScript (5.0). */
export const typescript = fromTslab(FILE) as typeof ts;

/** Names of the files that tslab makes up: the cell, and the declarations of the cells before it. */
export const CELL_FILE = '__tslab__.ts';
export const EARLIER_FILE = '__prev__.d.ts';

export interface Hooks {
  /** Rewritings of a cell's syntax tree before it is emitted. */
  before(program: ts.Program): ts.TransformerFactory<ts.SourceFile>[];
  /** From the emitted ES module to CommonJS. */
  toCommonJs(code: string, options: ts.TranspileOptions): ts.TranspileOutput;
  /** What makes a program. */
  createProgram: ts.CreateProgram<ts.BuilderProgram>;
  /** The program of the cell at hand. */
  onProgram(program: ts.Program): void;
}

/**
 * What cells are compiled with beside tslab's own options. Left alone, TypeScript takes in every package of node_modules/@types, those of the tests too: the first cell waits half as
 * long without, and `expect` or `d3` are no names that a cell sees.
 */
const OPTIONS: ts.CompilerOptions = { inlineSourceMap: true, types: ['node'] };

type WatchHost = ts.WatchCompilerHostOfFilesAndCompilerOptions<ts.BuilderProgram>;

/** Adds the rewritings to every emit of a cell's file. */
function hookEmit(builder: ts.BuilderProgram, hooks: Hooks): void {
  const emit = builder.emit.bind(builder);
  builder.emit = (file, write, token, declarationsOnly, custom) => {
    const before = file?.fileName.endsWith(CELL_FILE) ? hooks.before(builder.getProgram()) : [];
    return emit(file, write, token, declarationsOnly, { ...custom, before: [...(custom?.before ?? []), ...before] });
  };
}

const LOOKUPS_CHANGED = 'invalidateResolutionsOfFailedLookup';

/** tslab knows of one timer only, and fails when TypeScript sets its second, as it does when a file appears in a folder that it looked into (a notebook that is saved). */
function addTimer(host: WatchHost): void {
  const [set, clear] = [host.setTimeout!.bind(host), host.clearTimeout!.bind(host)];
  const own = new Set<unknown>();
  host.setTimeout = (callback, ms, ...args) => {
    if (callback.name !== LOOKUPS_CHANGED) return set(callback, ms, ...args);
    const timer = setTimeout(() => own.delete(timer) && callback(...args), ms).unref();
    own.add(timer);
    return timer;
  };
  host.clearTimeout = (timer: unknown) => (own.delete(timer) ? clearTimeout(timer as NodeJS.Timeout) : clear(timer));
}

function hookHost(host: WatchHost, hooks: Hooks): WatchHost {
  addTimer(host);
  const created = host.afterProgramCreate?.bind(host);
  host.afterProgramCreate = (builder) => {
    hookEmit(builder, hooks);
    hooks.onProgram(builder.getProgram());
    created?.(builder);
  };
  return host;
}

const AWAIT_IN_PLAIN_FUNCTION = 1308;
const FOR_AWAIT_IN_PLAIN_FUNCTION = 1103;

/** tslab lets `await` pass at the top of a cell, but not `for await`, which is reported with another number; and lets it pass in methods, where it cannot work. */
function correctAwaits(diagnostics: readonly ts.Diagnostic[]): ts.Diagnostic[] {
  return diagnostics.map((d) => {
    if (!d.file?.fileName.endsWith(CELL_FILE) || (d.code !== AWAIT_IN_PLAIN_FUNCTION && d.code !== FOR_AWAIT_IN_PLAIN_FUNCTION)) return d;
    return { ...d, code: insideMethod(d.file, d.start ?? 0) ? FOR_AWAIT_IN_PLAIN_FUNCTION : AWAIT_IN_PLAIN_FUNCTION };
  });
}

function insideMethod(file: ts.SourceFile, position: number): boolean {
  const contains = (node: ts.Node): boolean => {
    if (position < node.getStart(file) || position >= node.end) return false;
    if (typescript.isMethodDeclaration(node) || typescript.isConstructorDeclaration(node) || typescript.isAccessor(node)) return true;
    return typescript.forEachChild(node, (child) => contains(child) || undefined) ?? false;
  };
  return contains(file);
}

/** Puts the stand-in in place; to be called before tslab's converter is loaded. */
export function hookTypeScript(hooks: Hooks): void {
  const standIn: Record<string, unknown> = {};
  const real = typescript as unknown as Record<string, unknown>;
  for (const name of Object.keys(real)) Object.defineProperty(standIn, name, { enumerable: true, configurable: true, get: () => real[name] });
  const replace = (name: string, value: unknown): void => void Object.defineProperty(standIn, name, { enumerable: true, value });
  type Make = (files: string[], options: ts.CompilerOptions, system: ts.System, createProgram: ts.CreateProgram<ts.BuilderProgram>, ...rest: unknown[]) => WatchHost;
  const make = typescript.createWatchCompilerHost as unknown as Make;
  replace('createWatchCompilerHost', ((files, options, system, _, ...rest) => make(files, { ...options, ...OPTIONS }, system, hooks.createProgram, ...rest)) satisfies Make);
  replace('createWatchProgram', (host: WatchHost) => typescript.createWatchProgram(hookHost(host, hooks)));
  replace('transpileModule', (code: string, options: ts.TranspileOptions) => hooks.toCommonJs(code, options));
  type Diagnose = (...args: unknown[]) => ts.Diagnostic[];
  replace('getPreEmitDiagnosticsOfFiles', (...args: unknown[]) => correctAwaits((real.getPreEmitDiagnosticsOfFiles as Diagnose)(...args)));
  require.cache[FILE]!.exports = standIn;
}
