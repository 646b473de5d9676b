import type ts from 'typescript';
import { CELL_FILE, EARLIER_FILE, typescript as t } from './typescript';

type Sources = ts.SourceFile & { imports?: readonly ts.StringLiteralLike[]; locals?: unknown };

/** TypeScript's binder, which fills `locals`; not among its public types. */
const { bindSourceFile } = t as unknown as { bindSourceFile(file: ts.SourceFile, options: ts.CompilerOptions): void };

/**
 * A program of a cell without the records that TypeScript's own builder keeps of which file refers to which: it makes them anew for some 700 files, twice a cell, for tslab to ask for
 * the files of one.
 */
export const createBuilder: ts.CreateProgram<ts.BuilderProgram> = (...args) => {
  const builder = t.createAbstractBuilder(...(args as Parameters<typeof t.createAbstractBuilder>));
  const program = builder.getProgram();
  for (const name of [CELL_FILE, EARLIER_FILE]) {
    const file = program.getSourceFiles().find(({ fileName }) => fileName.endsWith(name));
    if (file) bindSourceFile(file, program.getCompilerOptions()); // tslab reads a cell's names before it asks for types
  }
  builder.getAllDependencies = (file) => sourcesOf(program, file);
  return builder;
};

/** A file and the files that it imports, directly or not; declarations (.d.ts), which nobody compiles, are not looked into. */
function sourcesOf(program: ts.Program, first: ts.SourceFile): string[] {
  const checker = program.getTypeChecker();
  const found = new Set<ts.SourceFile>([first]);
  for (const file of found) {
    for (const literal of file.isDeclarationFile ? [] : ((file as Sources).imports ?? [])) {
      for (const declaration of checker.getSymbolAtLocation(literal)?.declarations ?? []) found.add(declaration.getSourceFile());
    }
  }
  return [...found].map((file) => file.fileName);
}
