import path from 'node:path';
import { readSource } from '../build/build';
import type { Finding } from './find';
import { generateMutants } from './generate';
import { recordFile, totals, type Count, type Survivor } from './record';

const percent = (rate: number): string => `${(100 * rate).toFixed(1)} %`;

/** A line an assignment, with `verbose` one a task, and below each its survivors with their reasons. */
export function table(findings: readonly Finding[], root: string, verbose: boolean): string[] {
  const head = row('', 'mutants', 'caught', 'by hidden', 'equivalent', 'of the others');
  const all = totals(findings.map(({ record }) => record));
  return [head, ...findings.flatMap((finding) => [assignmentRow(finding), ...(verbose ? details(finding, root) : [])]), row('all', all.mutants, all.caught, all.hidden, all.equivalent, percent(all.rate)), ...effort(findings)];
}

/** What was judged anew, and what it cost. */
function effort(findings: readonly Finding[]): string[] {
  const anew = findings.filter(({ cpuMs }) => cpuMs > 0);
  const seconds = anew.reduce((sum, { cpuMs }) => sum + cpuMs, 0) / 1000;
  return anew.length === 0 ? [] : [`judged anew: ${anew.map(({ slug }) => slug.slice(0, 2)).join(', ')}; ${seconds.toFixed(0)} s of CPU time`];
}

const row = (name: string, ...cells: (string | number)[]): string => `${name.padEnd(26)}${cells.map((cell) => String(cell).padStart(14)).join('')}`;

function assignmentRow({ slug, record }: Finding): string {
  const { mutants, caught, hidden, equivalent, rate } = totals([record]);
  return row(slug, mutants, caught, hidden, equivalent, percent(rate));
}

function details({ slug, record }: Finding, root: string): string[] {
  const lines = linesOf(slug, root);
  return Object.entries(record.tasks).flatMap(([task, { mutants, caught, hidden }]: [string, Count]) => {
    const survivors = record.survivors.filter(({ key }) => key.startsWith(`${task} `));
    const equivalent = survivors.filter(({ kind }) => kind === 'equivalent').length;
    return [row(`  ${task}`, mutants, caught, hidden, equivalent, percent(caught / Math.max(1, mutants - equivalent))), ...survivors.filter(({ reason }) => reason).flatMap((survivor) => described(slug, survivor, lines).map((line) => `      ${line}`))];
  });
}

/** Where a survivor stands, what changes, and why it may. */
function described(slug: string, { key, before, after, kind, reason }: Survivor, lines: ReadonlyMap<string, number>): string[] {
  return [`notebooks/source/${slug}.ts:${lines.get(key) ?? '?'}: ${key}`, `  - ${before}`, `  + ${after}`, `  ${kind}: ${reason}`];
}

const linesOf = (slug: string, root: string): Map<string, number> => new Map(generateMutants(readSource(slug, root)).map(({ key, line }) => [key, line]));

/** A survivor that nobody has given a reason for, with what to do. */
export function unexplained({ slug, record }: Finding, root: string): string[] {
  const open = record.survivors.filter(({ kind, reason }) => !kind || !reason);
  if (open.length === 0) return [];
  const lines = linesOf(slug, root);
  const file = path.relative(root, recordFile(slug, root));
  return open.map((survivor) => {
    const [where, before, after] = described(slug, survivor, lines);
    return `${where} is caught by no test:\n        ${before}\n        ${after}\n          add or sharpen a test in src/graders/assignments/${slug}.ts; or, if it does the same or is as right, write kind and reason into ${file} (npm run check -- --write puts it there)`;
  });
}
