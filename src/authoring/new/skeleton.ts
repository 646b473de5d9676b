import fs from 'node:fs';
import path from 'node:path';
import { exercises, type Exercise, type Piece } from './exercises';
import type { NewOptions } from './options';
import { fill } from './template';

/** A file of the skeleton, relative to the pack. */
export interface NewFile {
  path: string;
  content: string;
}

const COUNTS = ['', 'one function', 'two functions', 'three functions', 'four functions', 'five functions'];

/** The folder of the wrong solutions. */
const WRONG = 'src/authoring/mutants/wrong';

/** What `npm run new` writes. */
export function skeleton(options: NewOptions): NewFile[] {
  const { slug, title, tasks, dataset } = options;
  const number = Number(slug.slice(0, 2));
  const made = exercises(number, tasks);
  const all = (piece: Piece): string => made.map((exercise) => exercise.piece(piece)).join('');
  const values = { slug, title, number: String(number), ...(dataset ? datasetValues(dataset, number) : { seed: String(number) }) };
  return [
    { path: `notebooks/source/${slug}.ts`, content: fill('notebook.ts.txt', { ...values, ...dataCells(dataset, values), count: COUNTS[tasks], exercises: all('notebook') }) },
    { path: `src/lib/check/public/${slug}.ts`, content: fill('public.ts.txt', { ...values, tasks: all('public') }) },
    { path: `src/lib/check/public/${slug}.json`, content: `${JSON.stringify(Object.fromEntries(made.map(({ fn, fixture }) => [fn, fixture])), null, 1)}\n` },
    { path: `src/lib/check/hints/${slug}.md`, content: fill('hints.md.txt', { ...values, sections: made.map((e) => e.piece('hints')).join('\n').trimEnd() }) }, // prettier-ignore
    { path: `src/graders/assignments/${slug}.ts`, content: fill('hidden.ts.txt', { ...values, tests: all('hidden'), tasks: made.map(hiddenTask).join('') }) },
    { path: `${WRONG}/${slug}.ts`, content: fill('wrong.ts.txt', { ...values, rows: all('wrong') }) },
    { path: `test/fixtures/${slug}/generate.py`, content: fill('generate.py.txt', { ...values, functions: made.map((e) => `${e.piece('python')}\n`).join(''), calls: all('calls') }) },
    ...(dataset ? datasetFiles(dataset, values) : []),
  ];
}

const hiddenTask = ({ values }: Exercise): string => fill('hidden-task.txt', values);

const datasetValues = (dataset: string, seed: number): Record<string, string> => ({ dataset, Dataset: dataset[0].toUpperCase() + dataset.slice(1), seed: String(seed) });

/** How the notebook comes by its data: from a data set, or made by itself. */
function dataCells(dataset: string | undefined, values: Record<string, string>): Record<string, string> {
  if (dataset) return { imports: fill('dataset/import.txt', values), data: fill('dataset/cell.txt', values).trimEnd(), dataText: `What the numbers are and where they come from: [datasets/${dataset}](../datasets/${dataset}/README.md).` };
  return { imports: '', data: fill('data.txt', values).trimEnd(), dataText: 'What the numbers are and where they come from. These are invented.' };
}

function datasetFiles(dataset: string, values: Record<string, string>): NewFile[] {
  return [
    { path: `datasets/${dataset}/README.md`, content: fill('dataset/README.md.txt', values) },
    { path: `datasets/${dataset}/generate.ts`, content: fill('dataset/generate.ts.txt', values) },
    { path: `src/lib/data/${dataset}.ts`, content: fill('dataset/loader.ts.txt', values) },
  ];
}

/** Files that list assignments or data sets, with a line more: the README's table, the exports of gradus/data. */
export function listings(options: NewOptions, root: string): NewFile[] {
  const { slug, title, tasks, dataset } = options;
  const number = Number(slug.slice(0, 2));
  const row = `| ${number} | [${title}](notebooks/${slug}.ipynb) | ${exercises(number, tasks).map(({ values }) => values.label.toLowerCase()).join(', ')} |`; // prettier-ignore
  const lines = dataset ? [{ file: 'src/lib/data/index.ts', line: fill('dataset/export.txt', datasetValues(dataset, number)).trimEnd(), behind: /^export .*$/gm }] : [];
  return [{ file: 'README.md', line: row, behind: /^\| \d+ \| \[.*$/gm }, ...lines].flatMap(({ file, line, behind }) => {
    const target = path.join(root, file);
    if (!fs.existsSync(target)) return [];
    const text = fs.readFileSync(target, 'utf8');
    const last = [...text.matchAll(behind)].pop();
    if (!last) return [];
    const end = last.index + last[0].length;
    return [{ path: file, content: `${text.slice(0, end)}\n${line}${text.slice(end)}` }];
  });
}
