/**
 * Type-checks and compiles learners' modules, in a process of its own: types can be written that keep the compiler busy for ever. Requests and answers are
 * messages of node:child_process. Declarations of libraries are read once and kept.
 */
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../root';

export interface CheckRequest {
  id: number;
  text: string;
  /** What is wanted of the module: its mistakes, or its JavaScript. */
  want: 'diagnostics' | 'code';
}

export interface Diagnostic {
  /** Line in the module, from 1. */
  line: number;
  message: string;
  /** Names that the compiler could not find. */
  unknown?: string;
}

export interface Checked {
  diagnostics: Diagnostic[];
  /** There were more mistakes than are told. */
  cut: boolean;
}

export interface Translated {
  code: string;
  map: string;
}

export type CheckReply = { id: number } & (Checked | Translated);

const FILE = path.join(ROOT, 'notebooks', 'learner-module.ts');

/** As tslab compiles cells: not strict, plain Node resolution, modules to CommonJS. */
const OPTIONS: ts.CompilerOptions = {
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2022.d.ts'],
  module: ts.ModuleKind.CommonJS,
  moduleResolution: ts.ModuleResolutionKind.Node10,
  esModuleInterop: true,
  strict: false,
  skipLibCheck: true,
  types: ['node'],
  typeRoots: [path.join(ROOT, 'node_modules', '@types')],
};

const MAX_DIAGNOSTICS = 50;
const CANNOT_FIND_NAME = new Set([2304, 2552, 2503, 2663]);

/** What a module may import: packages and the pack's library. A path to anything else would show the types, and so the constants, of files on this machine. */
const READABLE = ['node_modules', 'dist/lib', 'package.json'].map((name) => path.join(ROOT, name));

const isReadable = (name: string): boolean => READABLE.some((folder) => path.resolve(name) === folder || path.resolve(name).startsWith(folder + path.sep));

const files = new Map<string, ts.SourceFile | undefined>();
let previous: ts.Program | undefined;

function hostFor(text: string): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, onError) => {
    if (path.resolve(name) === FILE) return ts.createSourceFile(name, text, version, true);
    if (!isReadable(name)) return undefined;
    if (!files.has(name)) files.set(name, readFile(name, version, onError));
    return files.get(name);
  };
  const [exists, read] = [host.fileExists.bind(host), host.readFile.bind(host)];
  host.fileExists = (name) => path.resolve(name) === FILE || (isReadable(name) && exists(name));
  host.readFile = (name) => (isReadable(name) ? read(name) : undefined);
  return host;
}

/** The mistakes of a module. All that is kept from one module to the next is the files of libraries and how they hang together; symbols and types are made anew. */
export function checkModule(text: string): Checked {
  const program = ts.createProgram([FILE], OPTIONS, hostFor(text), previous);
  previous = program;
  const file = program.getSourceFile(FILE)!;
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].filter((d) => d.category === ts.DiagnosticCategory.Error);
  const diagnostics = found.slice(0, MAX_DIAGNOSTICS).map((d) => ({
    line: file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1,
    message: ts.flattenDiagnosticMessageText(d.messageText, ' ').slice(0, 400),
    ...(CANNOT_FIND_NAME.has(d.code) ? { unknown: /'([^']+)'/.exec(String(d.messageText))?.[1] } : {}),
  }));
  return { diagnostics, cut: found.length > MAX_DIAGNOSTICS };
}

/** The JavaScript of a module, whatever its types, and the way back to its lines: a source map as JSON. */
export function transpile(text: string): Translated {
  const { outputText, sourceMapText } = ts.transpileModule(text, { compilerOptions: { ...OPTIONS, sourceMap: true }, fileName: FILE });
  return { code: outputText, map: sourceMapText! };
}

if (process.send) {
  process.on('message', ({ id, text, want }: CheckRequest) => process.send!({ id, ...(want === 'code' ? transpile(text) : checkModule(text)) } satisfies CheckReply));
  process.on('disconnect', () => process.exit(0));
  checkModule(''); // reads the language's own declarations while the grader is still reading the submission
}
