import fs from 'node:fs';
import path from 'node:path';
import { writeWhole } from '../files/writeWhole';
import { PACK, packNotebooks, type PackNotebook } from './pack';
import { readRecord, type LearnerRecord } from './record';

/** What a learner has reached in one assignment. */
export interface Standing extends PackNotebook {
  record: LearnerRecord;
  /** Exercises whose public tests all passed at the last check. */
  passing: number;
  /** From `npm run grade`, if it was run. */
  graded: { score: number; maxScore: number; at: string } | null;
}

function readGraded(file: string): Standing['graded'] {
  try {
    const { score, maxScore, late, provenance } = JSON.parse(fs.readFileSync(file, 'utf8')) as { score: number; maxScore: number; late: { finalScore: number } | null; provenance: { gradedAt: string } };
    return { score: late?.finalScore ?? score, maxScore, at: provenance.gradedAt };
  } catch {
    return null; // not graded yet
  }
}

/** All assignments with what the learner of a folder has reached; `results` is where `npm run grade` puts its grades. */
export function standings(folder: string, pack = PACK, results = path.join(pack, 'results')): Standing[] {
  return packNotebooks(pack).map((notebook) => {
    const record = readRecord(folder, notebook.slug);
    const passing = notebook.tasks.filter(({ task }) => record.tasks[task] && record.tasks[task].passed === record.tasks[task].tests).length;
    return { ...notebook, record, passing, graded: readGraded(path.join(results, `${notebook.slug}.json`)) };
  });
}

const day = (iso: string): string => iso.slice(0, 16).replace('T', ' ');
const points = (x: number): string => String(Math.round(x * 10) / 10);

/** Text, not colour, says how far: ■■■□ 3 of 4. */
function state({ record, passing, tasks }: Standing): string {
  if (passing === 0 && Object.keys(record.tasks).length === 0) return 'not begun';
  return `${'■'.repeat(passing)}${'□'.repeat(tasks.length - passing)} ${passing} of ${tasks.length}`;
}

/** Where to go on: what was worked on last and is not done yet, else the first that is not done. */
function nextOne(all: readonly Standing[]): Standing | undefined {
  const open = all.filter((s) => s.passing < s.tasks.length);
  const latest = (s: Standing): string => Object.values(s.record.tasks).map((t) => t.at).sort().at(-1) ?? ''; // prettier-ignore
  const begun = open.filter((s) => latest(s) !== '').sort((a, b) => (latest(a) < latest(b) ? 1 : -1));
  return begun[0] ?? open[0];
}

/** The start page as Markdown. */
export function startPage(all: readonly Standing[]): string {
  const next = nextOne(all);
  const rows = all.map((s) => {
    const { record, graded } = s;
    const submitted = record.submitted ? `${day(record.submitted.at)}, public tests ${points(record.submitted.score)} of ${points(record.submitted.maxScore)}` : '';
    return `| [${s.title}](${s.slug}.ipynb) | ${s.minutes} | ${state(s)} | ${submitted} | ${graded ? `${points(graded.score)} of ${points(graded.maxScore)}` : ''} |`;
  });
  const begin = next ? `**${Object.keys(next.record.tasks).length > 0 ? 'Go on with' : 'Begin with'}** [${next.title}](${next.slug}.ipynb), about ${next.minutes} minutes in all.` : '**All exercises pass their public tests.** `npm run grade` runs the hidden ones too.';
  return [
    '# Gradus',
    'Ten assignments on deep learning. Each is a notebook: read, write the marked pieces of code, run what you wrote, hand in.',
    '',
    begin,
    '',
    '| assignment | minutes | exercises that pass | handed in | graded |',
    '|:--|--:|:--|:--|--:|',
    ...rows,
    '',
    '**In a notebook** `check` tells what is wrong, `hint(\'1.1\')` shows one step towards an exercise at a time, and `await submit()` hands in. More: [learning with notebooks](../docs/learning.md) · [glossary](glossary.md) · [when something does not work](../docs/setup.md)',
    '',
    'This page is written anew with every check, and shows the latest state when you come back to it.',
    '',
  ].join('\n');
}

/** Writes START.md beside the notebooks; gives its path. */
export function writeStartPage(folder: string, pack = PACK, results?: string): string {
  const file = path.join(folder, 'START.md');
  writeWhole(file, startPage(standings(folder, pack, results)));
  return file;
}
