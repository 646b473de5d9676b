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
}

export interface Diagnostic {
  /** Line in the module, from 1. */
  line: number;
  message: string;
  /** Names that the compiler could not find. */
  unknown?: string;
}

export interface CheckReply {
  id: number;
  code: string;
  /** Source map of the code, as JSON. */
  map: string;
  diagnostics: Diagnostic[];
}

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

export function checkModule(text: string): Omit<CheckReply, 'id'> {
  const program = ts.createProgram([FILE], OPTIONS, hostFor(text), previous);
  previous = program;
  const file = program.getSourceFile(FILE)!;
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].filter((d) => d.category === ts.DiagnosticCategory.Error);
  const diagnostics = found.slice(0, MAX_DIAGNOSTICS).map((d) => ({
    line: file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1,
    message: ts.flattenDiagnosticMessageText(d.messageText, ' ').slice(0, 400),
    ...(CANNOT_FIND_NAME.has(d.code) ? { unknown: /'([^']+)'/.exec(String(d.messageText))?.[1] } : {}),
  }));
  const { outputText, sourceMapText } = ts.transpileModule(text, { compilerOptions: { ...OPTIONS, sourceMap: true }, fileName: FILE });
  return { code: outputText, map: sourceMapText!, diagnostics };
}

if (process.send) {
  process.on('message', ({ id, text }: CheckRequest) => process.send!({ id, ...checkModule(text) } satisfies CheckReply));
  process.on('disconnect', () => process.exit(0));
}
