import ts from 'typescript';
import { SourceError, type CodeCell } from './cell';

const BEGIN = /^(?<indent>\s*)\/\/ BEGIN SOLUTION\s*$/;
const END = /^\s*\/\/ END SOLUTION\s*$/;

/** The name of the function or class that a task cell is about: the first it declares. */
export function taskFunction(file: string, cell: CodeCell): string {
  const tree = ts.createSourceFile('cell.ts', cell.text, ts.ScriptTarget.ES2022, false);
  for (const statement of tree.statements)
    if ((ts.isFunctionDeclaration(statement) || ts.isClassDeclaration(statement)) && statement.name) return statement.name.text;
  throw new SourceError(file, cell.line, `the task cell "${cell.id}" declares no function or class`);
}

/** The cell as learners get it: each marked block becomes a gap that throws. */
export function withoutSolution(file: string, cell: CodeCell): string {
  const label = `${cell.task} ${taskFunction(file, cell)}`;
  return mapBlocks(file, cell, (indent) => [`${indent}// YOUR CODE HERE`, `${indent}throw new NotImplemented('${label}');`]);
}

/** The cell with the solution, without the marks. */
export function withSolution(file: string, cell: CodeCell): string {
  return mapBlocks(file, cell, (_, block) => block);
}

function mapBlocks(file: string, cell: CodeCell, replace: (indent: string, block: string[]) => string[]): string {
  const out: string[] = [];
  let open: { indent: string; at: number; block: string[] } | null = null;
  let blocks = 0;
  cell.text.split('\n').forEach((line, i) => {
    const at = cell.line + 1 + i;
    const begin = BEGIN.exec(line);
    if (begin) {
      if (open) throw new SourceError(file, at, `BEGIN SOLUTION inside the block of line ${open.at}`);
      open = { indent: begin.groups!.indent, at, block: [] };
    } else if (END.test(line)) {
      if (!open) throw new SourceError(file, at, 'END SOLUTION without BEGIN SOLUTION');
      out.push(...replace(open.indent, open.block));
      open = null;
      blocks++;
    } else (open ? open.block : out).push(line);
  });
  const left = open as { at: number } | null;
  if (left) throw new SourceError(file, left.at, 'BEGIN SOLUTION without END SOLUTION');
  if (blocks === 0) throw new SourceError(file, cell.line, `the task cell "${cell.id}" marks no solution: put it between \`// BEGIN SOLUTION\` and \`// END SOLUTION\``);
  return out.join('\n');
}
