import ts from 'typescript';
import type { CodeCell, Source } from '../source/cell';
import { solutionText } from '../source/module';
import { withoutSolution } from '../source/solution';
import { changesNothing, prints } from './equivalent';
import { keyOf, type Mutant } from './mutant';
import { OPERATORS } from './operators';
import type { Edit, Site } from './operators/operator';
import { WRONG, type Wrong } from './wrong';

/** All wrong variants of a source's solutions, listed by hand and made by the operators, that differ from them and from each other; some may not compile. */
export function generateMutants(source: Source): Mutant[] {
  return source.cells.flatMap((cell) => (cell.kind === 'code' && cell.role === 'task' ? cellMutants(source.slug, cell) : []));
}

/**
 * The TypeScript module of a mutant: the source's solutions with the one cell changed. With `gaps` the other tasks are as learners get them: enough for the
 * compiler, which is quicker then.
 */
export function mutantText(source: Source, mutant: Pick<Mutant, 'task' | 'cell'>, others: 'solved' | 'gaps' = 'solved'): string {
  const cells = source.cells.map((cell) => {
    if (cell.kind !== 'code' || cell.role !== 'task') return cell;
    if (cell.task === mutant.task) return { ...cell, text: mutant.cell };
    return others === 'gaps' ? { ...cell, role: 'given' as const, text: withoutSolution(source.file, cell) } : cell;
  });
  return solutionText({ ...source, cells });
}

/** The module of a wrong solution that is listed by hand. */
export function wrongText(source: Source, wrong: Wrong): string {
  const cell = source.cells.find((c): c is CodeCell => c.kind === 'code' && c.role === 'task' && c.task === wrong.task)!;
  return mutantText(source, { task: wrong.task, cell: edited(cell.text, listedEdit(wrong, cell)) });
}

function cellMutants(slug: string, cell: CodeCell): Mutant[] {
  const file = ts.createSourceFile('cell.ts', cell.text, ts.ScriptTarget.ES2022, true);
  const site: Site = { file, ...namesOf(file) };
  const blocks = solutionBlocks(cell.text);
  const seen = new Set([tidy(cell.text)]);
  const times = new Map<string, number>();
  return [...listed(slug, cell), ...changes(file, site, blocks)].flatMap(({ operator, edit }) => {
    const text = edited(cell.text, edit);
    const plain = tidy(text);
    if (seen.has(plain)) return []; // two operators may come to the same
    seen.add(plain);
    const where = { task: cell.task!, operator, ...changedLines(cell.text, edit) };
    const id = JSON.stringify([operator, where.before, where.after]);
    times.set(id, (times.get(id) ?? 0) + 1);
    const line = cell.line + file.getLineAndCharacterOfPosition(edit.start).line + 1;
    return [{ slug, ...where, key: keyOf(where, times.get(id)!), line, cell: text }];
  });
}

/** The wrong solutions of a task that are listed by hand. */
function listed(slug: string, cell: CodeCell): Change[] {
  return WRONG.filter((wrong) => wrong.slug === slug && wrong.task === cell.task).map((wrong) => ({ operator: 'listed', edit: listedEdit(wrong, cell) }));
}

function listedEdit({ name, slug, task, from, to }: Wrong, { text }: CodeCell): Edit {
  const start = text.indexOf(from);
  if (start < 0) throw new Error(`src/authoring/mutants/wrong/${slug}.ts: ${name} does not fit the solution of ${task} any more`);
  return { start, end: start + from.length, text: to };
}

const edited = (text: string, edit: Edit): string => text.slice(0, edit.start) + edit.text + text.slice(edit.end);

interface Change {
  operator: string;
  edit: Edit;
}

/** What the operators do to the nodes between the marks, in the order of the text. */
function changes(file: ts.SourceFile, site: Site, blocks: [number, number][]): Change[] {
  const found: Change[] = [];
  const visit = (node: ts.Node): void => {
    if (prints(node) || ts.isTypeNode(node)) return; // what a solution prints is not graded, and types are gone when it runs
    const inside = blocks.some(([start, end]) => node.getStart(file) >= start && node.end <= end);
    if (inside) for (const { name, edits } of OPERATORS) if (!changesNothing(name, node)) for (const edit of edits(node, site)) found.push({ operator: name, edit });
    ts.forEachChild(node, visit);
  };
  visit(file);
  return found;
}

function namesOf(file: ts.SourceFile): Pick<Site, 'names' | 'defaults'> {
  const names = new Set<string>();
  const defaults = new Map<string, string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    if (ts.isParameter(node) && node.initializer) defaults.set(node.name.getText(file), node.initializer.getText(file));
    ts.forEachChild(node, visit);
  };
  visit(file);
  return { names, defaults };
}

/** Where the solution stands in a cell. */
function solutionBlocks(text: string): [number, number][] {
  return [...text.matchAll(/\/\/ BEGIN SOLUTION\n([\s\S]*?)\/\/ END SOLUTION/g)].map((m) => [m.index, m.index + m[0].length]);
}

const tidy = (text: string): string => text.replace(/\s*\/\/.*$/gm, '').replace(/\s+/g, ' ').trim(); // prettier-ignore

/** The lines that an edit touches, as one line, before and after. */
function changedLines(text: string, { start, end, text: inserted }: Edit): { before: string; after: string } {
  const from = text.lastIndexOf('\n', start - 1) + 1;
  const to = text.indexOf('\n', end) < 0 ? text.length : text.indexOf('\n', end);
  return { before: tidy(text.slice(from, to)), after: tidy(text.slice(from, start) + inserted + text.slice(end, to)) };
}
