/** Type-checks and compiles modules as tslab would. Declarations of libraries are read once and kept. */
import path from 'node:path';
import ts from 'typescript';
import { ROOT } from '../root';

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

export interface Emitted {
  code: string;
  /** The way back to the text's lines: a source map as JSON. */
  map: string;
}

/** Where the modules seem to be; the first is a learner's, further ones are checked beside it. */
const fileOf = (i: number): string => path.join(ROOT, 'notebooks', i === 0 ? 'learner-module.ts' : `learner-module-${i}.ts`);

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

function hostFor(modules: ReadonlyMap<string, string>): ts.CompilerHost {
  const host = ts.createCompilerHost(OPTIONS);
  const readFile = host.getSourceFile.bind(host);
  host.getSourceFile = (name, version, onError) => {
    const own = modules.get(path.resolve(name));
    if (own !== undefined) return ts.createSourceFile(name, own, version, true);
    if (!isReadable(name)) return undefined;
    if (!files.has(name)) files.set(name, readFile(name, version, onError));
    return files.get(name);
  };
  const [exists, read] = [host.fileExists.bind(host), host.readFile.bind(host)];
  host.fileExists = (name) => modules.has(path.resolve(name)) || (isReadable(name) && exists(name));
  host.readFile = (name) => (isReadable(name) ? read(name) : undefined);
  return host;
}

/**
 * What the compiler says of each module. Many at once share what takes longest: the declarations of the libraries. All that is kept from one call to the next is the
 * files of libraries and how they hang together; symbols and types are made anew.
 */
export function checkModules(texts: readonly string[]): Checked[] {
  const modules = new Map(texts.map((text, i) => [fileOf(i), text]));
  const program = ts.createProgram([...modules.keys()], OPTIONS, hostFor(modules), previous);
  previous = program;
  return texts.map((_, i) => checkedOf(program, program.getSourceFile(fileOf(i))!));
}

function checkedOf(program: ts.Program, file: ts.SourceFile): Checked {
  const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].filter((d) => d.category === ts.DiagnosticCategory.Error);
  const diagnostics = found.slice(0, MAX_DIAGNOSTICS).map((d) => ({
    line: file.getLineAndCharacterOfPosition(d.start ?? 0).line + 1,
    message: ts.flattenDiagnosticMessageText(d.messageText, ' ').slice(0, 400),
    ...(CANNOT_FIND_NAME.has(d.code) ? { unknown: /'([^']+)'/.exec(String(d.messageText))?.[1] } : {}),
  }));
  return { diagnostics, cut: found.length > MAX_DIAGNOSTICS };
}

/** A module as CommonJS, without a check of its types. */
export function emit(text: string): Emitted {
  const { outputText, sourceMapText } = ts.transpileModule(text, { compilerOptions: { ...OPTIONS, sourceMap: true }, fileName: fileOf(0) });
  return { code: outputText, map: sourceMapText! };
}
