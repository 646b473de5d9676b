import type { PackCell } from './pack';
import type { Submission, SubmittedCell } from './read';
import { declarations, type Declaration } from './statements';

/** A piece of the learner's module and where it comes from. */
export interface Segment {
  text: string;
  names: string[];
  /** Where the text comes from: a cell of the submission, or the pack. */
  origin: { cell: number; line: number } | 'pack';
  /** Task whose cell it is. */
  task?: string;
}

export interface Assembly {
  segments: Segment[];
  /** Tasks of which the submission has no cell and no function. */
  missing: Set<string>;
  /** What the grader noticed and did, in words. */
  notes: string[];
}

/**
 * Puts the learner's module together: given cells from the pack, graded cells from the submission, and the learner's own declarations from all other
 * cells. The pack's helpers cannot be replaced; of several declarations of a name the last in the document counts, as it does when a notebook is run.
 */
export function assemble(pack: readonly PackCell[], submission: Submission): Assembly {
  const notes: string[] = [];
  const given = pack.filter((cell) => cell.role === 'given').flatMap((cell) => fromPack(cell));
  const givenNames = new Set(given.flatMap((segment) => segment.names));
  const tasks = new Map(pack.filter((cell) => cell.role === 'task').map((cell) => [cell.id, cell.task!]));
  const roles = new Map(pack.map((cell) => [cell.id, cell]));
  noteTampering(submission, roles, notes);
  const own = submission.cells.flatMap((cell) => fromLearner(cell, roles.get(cell.id ?? ''), tasks.get(cell.id ?? ''), submission.kind, notes));
  const kept = lastOfEach(withoutGiven(own, givenNames, notes), notes);
  noteDuplicates(submission, tasks, notes);
  const present = new Set(kept.flatMap((segment) => segment.names));
  const missing = new Set<string>();
  for (const cell of pack)
    if (cell.role === 'task' && !packDeclarations(cell).some((d) => d.names.some((name) => present.has(name)))) missing.add(cell.task!);
  return { segments: [...given, ...kept], missing, notes: shortened(notes) };
}

const MAX_NOTES = 100;
const MAX_NOTE = 300;

/** Notes quote the learner's names: many or long ones would make a result of many megabytes. */
function shortened(notes: string[]): string[] {
  const kept = notes.slice(0, MAX_NOTES).map((note) => (note.length > MAX_NOTE ? `${note.slice(0, MAX_NOTE - 1)}…` : note));
  return notes.length > MAX_NOTES ? [...kept, `and ${notes.length - MAX_NOTES} more notes`] : kept;
}

const segment = (d: Declaration, origin: Segment['origin'], task?: string): Segment => ({ text: d.text, names: d.names, origin, ...(task ? { task } : {}) });

function fromPack(cell: PackCell): Segment[] {
  return packDeclarations(cell).map((d) => segment(d, 'pack'));
}

const parsed = new WeakMap<PackCell, Declaration[]>();

/** The declarations of a cell of the pack, parsed once. */
function packDeclarations(cell: PackCell): Declaration[] {
  if (!parsed.has(cell)) parsed.set(cell, declarations(cell.text, 'all'));
  return parsed.get(cell)!;
}

function fromLearner(cell: SubmittedCell, packCell: PackCell | undefined, task: string | undefined, kind: Submission['kind'], notes: string[]): Segment[] {
  if (packCell?.role === 'given' || packCell?.role === 'check') return [];
  const keep = task || kind === 'module' ? 'all' : 'harmless';
  try {
    return declarations(cell.text, keep).map((d) => segment(d, { cell: cell.number, line: d.line }, task));
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    notes.push(`cell ${cell.number} is nested too deeply to be read and was left out`); // the parser's own calls nest as deeply
    return [];
  }
}

function withoutGiven(segments: Segment[], given: Set<string>, notes: string[]): Segment[] {
  return segments.filter((s) => {
    const taken = s.names.filter((name) => given.has(name));
    if (taken.length === 0) return true;
    const isImport = s.text.startsWith('import');
    if (!isImport && s.origin !== 'pack') notes.push(`cell ${s.origin.cell} declares ${taken.join(', ')}, which the pack gives: the pack's own was used`);
    return false;
  });
}

/** Keeps the last declaration of each name; function overloads stand together in one cell and stay. */
function lastOfEach(segments: Segment[], notes: string[]): Segment[] {
  const last = new Map<string, Segment>();
  for (const s of segments) for (const name of s.names) last.set(name, s);
  const sameCell = (a: Segment, b: Segment): boolean => a.origin !== 'pack' && b.origin !== 'pack' && a.origin.cell === b.origin.cell;
  return segments.filter((s) => {
    const replaced = s.names.filter((name) => last.get(name) !== s);
    if (replaced.length === 0 || replaced.every((name) => sameCell(last.get(name)!, s) && s.text.startsWith('function') && !s.text.includes('{'))) return true;
    if (s.origin !== 'pack' && !s.text.startsWith('import')) notes.push(`${replaced.map((n) => n.replace('type ', '')).join(', ')} is declared more than once: the last one, in cell ${(last.get(replaced[0])!.origin as { cell: number }).cell}, counts`);
    return false;
  });
}

const tidy = (text: string): string => text.replace(/\r\n/g, '\n').trim();

function noteTampering(submission: Submission, pack: Map<string, PackCell>, notes: string[]): void {
  for (const cell of submission.cells) {
    const original = pack.get(cell.id ?? '');
    if ((original?.role === 'given' || original?.role === 'check') && tidy(original.text) !== tidy(cell.text)) notes.push(`the locked cell "${original.id}" (cell ${cell.number}) was changed: the pack's own was used`);
  }
}

function noteDuplicates(submission: Submission, tasks: Map<string, string>, notes: string[]): void {
  const count = new Map<string, number>();
  for (const { id } of submission.cells) if (id && tasks.has(id)) count.set(id, (count.get(id) ?? 0) + 1);
  for (const [id, n] of count) if (n > 1) notes.push(`the cell of task ${tasks.get(id)} is there ${n} times: the last one counts`);
}
