import path from 'node:path';
import type * as typescript from 'typescript';
import { readSource } from '../build/build';
import { listSlugs } from '../paths';
import type { CodeCell, Source } from '../source/cell';
import { withoutSolution, withSolution } from '../source/solution';

type TypeScript = typeof typescript;

/** The compiler that tslab brings: older than ours, and the one that learners meet. */
function tslabTypeScript(root: string): TypeScript {
  return require(require.resolve('@tslab/typescript-for-tslab', { paths: [root, path.join(root, 'node_modules', 'tslab')] })) as TypeScript;
}

/** As tslab compiles cells: not strict, plain Node resolution, so that gradus/* is read from the built declarations. */
function tslabOptions(ts: TypeScript, root: string): typescript.CompilerOptions {
  return {
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2022.d.ts'],
    module: ts.ModuleKind.ESNext,
    moduleResolution: ts.ModuleResolutionKind.Node10,
    esModuleInterop: true,
    types: ['node'],
    typeRoots: [path.join(root, 'node_modules', '@types')],
    noEmit: true,
  };
}

/** A notebook's code as one module, and which cell each line comes from. */
function moduleOf(source: Source, variant: 'learner' | 'solved'): { text: string; cellAt: (line: number) => CodeCell } {
  const starts: { line: number; cell: CodeCell }[] = [];
  const lines: string[] = [];
  for (const cell of source.cells) {
    if (cell.kind !== 'code') continue;
    starts.push({ line: lines.length, cell });
    const cut = variant === 'learner' ? withoutSolution : withSolution;
    lines.push(...(cell.role === 'task' ? cut(source.file, cell) : cell.text).split('\n'));
  }
  return { text: `${lines.join('\n')}\nexport {};\n`, cellAt: (line) => starts.filter((s) => s.line <= line).pop()!.cell };
}

/** Compiles each notebook as learners get it, gaps and all, and as it is with solutions, the way tslab does. */
export function checkCompiles(root: string): string[] {
  const ts = tslabTypeScript(root);
  const options = tslabOptions(ts, root);
  const modules = new Map<string, { source: Source; variant: 'learner' | 'solved'; module: ReturnType<typeof moduleOf> }>();
  for (const slug of listSlugs(root))
    for (const variant of ['learner', 'solved'] as const) {
      const source = readSource(slug, root);
      modules.set(path.join(root, 'notebooks', `${slug}.${variant}.ts`), { source, variant, module: moduleOf(source, variant) });
    }
  const host = ts.createCompilerHost(options);
  const [getSourceFile, fileExists] = [host.getSourceFile.bind(host), host.fileExists.bind(host)];
  host.getSourceFile = (name, version, onError) => {
    const own = modules.get(path.normalize(name));
    return own ? ts.createSourceFile(name, own.module.text, version) : getSourceFile(name, version, onError);
  };
  host.fileExists = (name) => modules.has(path.normalize(name)) || fileExists(name);
  const program = ts.createProgram([...modules.keys()], options, host);
  return [...modules].flatMap(([name, { source, variant, module }]) => {
    const file = program.getSourceFile(name)!;
    return [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)].slice(0, 10).map((d) => {
      const cell = module.cellAt(file.getLineAndCharacterOfPosition(d.start ?? 0).line);
      const copy = variant === 'learner' ? "the learner's copy" : 'the copy with solutions';
      return `${source.file}:${cell.line}: in ${copy}, tslab's compiler says of the cell "${cell.id}": ${ts.flattenDiagnosticMessageText(d.messageText, ' ')}`;
    });
  });
}
