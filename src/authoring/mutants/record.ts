import fs from 'node:fs';
import path from 'node:path';
import { writeIfChanged } from '../paths';
import type { Judged } from './run';

/** A mutant that no test catches, and why that is right. */
export interface Survivor {
  key: string;
  before: string;
  after: string;
  /** 'equivalent' does what the solution does for every input; 'accepted' does not, but is as right. '' until somebody has looked. */
  kind: 'equivalent' | 'accepted' | '';
  reason: string;
}

export interface Count {
  mutants: number;
  caught: number;
  /** Caught by hidden tests: without public ones, too. */
  hidden: number;
}

/** What was found of an assignment's mutants, and of which state of solutions, tests and operators. Committed; reasons are written by hand. */
export interface MutantRecord {
  hash: string;
  tasks: Record<string, Count>;
  survivors: Survivor[];
}

const folder = (root: string): string => path.join(root, 'src', 'authoring', 'mutants', 'survivors');

/** The committed record, relative to the pack. */
export const recordFile = (slug: string, root: string): string => path.join(folder(root), `${slug}.json`);

/** What was found since, on this machine only: `npm run check` does not write committed files unless told to. */
export const cacheFile = (slug: string, root: string): string => path.join(root, 'dist', 'mutants', `${slug}.json`);

export function readRecord(file: string): MutantRecord | null {
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as MutantRecord) : null;
}

export const writeRecord = (file: string, record: MutantRecord): boolean => writeIfChanged(file, `${JSON.stringify(record, null, 2)}\n`);

/** A record of judged mutants, with the reasons of an earlier one. */
export function makeRecord(hash: string, judged: readonly Judged[], earlier: MutantRecord | null): MutantRecord {
  const tasks: Record<string, Count> = {};
  for (const { task, verdict } of judged) {
    const count = (tasks[task] ??= { mutants: 0, caught: 0, hidden: 0 });
    count.mutants++;
    if (verdict.by !== null) count.caught++;
    if (verdict.by === 'hidden') count.hidden++;
  }
  const survivors = judged.filter(({ verdict }) => verdict.by === null).map(({ key, before, after }) => ({ key, before, after, kind: '' as const, reason: '' }));
  return withReasons({ hash, tasks, survivors }, earlier);
}

/** The record with the reasons that another one has for the same survivors. */
export function withReasons(record: MutantRecord, other: MutantRecord | null): MutantRecord {
  const known = new Map(other?.survivors.map((survivor) => [survivor.key, survivor]));
  return { ...record, survivors: record.survivors.map((survivor) => ({ ...survivor, kind: known.get(survivor.key)?.kind ?? '', reason: known.get(survivor.key)?.reason ?? '' })) };
}

/** Sums over tasks; `equivalent` are those survivors that no test could catch. */
export function totals(records: readonly MutantRecord[]): Count & { equivalent: number; rate: number } {
  const counts = records.flatMap(({ tasks }) => Object.values(tasks));
  const sum = (pick: (count: Count) => number): number => counts.reduce((total, count) => total + pick(count), 0);
  const [mutants, caught] = [sum((c) => c.mutants), sum((c) => c.caught)];
  const equivalent = records.flatMap(({ survivors }) => survivors).filter(({ kind }) => kind === 'equivalent').length;
  return { mutants, caught, hidden: sum((c) => c.hidden), equivalent, rate: caught / Math.max(1, mutants - equivalent) };
}
