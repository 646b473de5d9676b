import fs from 'node:fs';
import path from 'node:path';
import { readSource } from '../build/build';
import { listSlugs, paths } from '../paths';
import type { Source } from '../source/cell';

/** Pages that are made when JupyterLab starts. */
const MADE = new Set(['START.md']);

/** Each notebook says how long it takes and what it is good for, leads on, and can be handed in. The glossary leads to notebooks that are there. */
export function checkOpenings(root: string): string[] {
  const glossary = path.join(paths(root).notebooks, 'glossary.md');
  return [
    ...listSlugs(root).flatMap((slug) => openingProblems(readSource(slug, root), root)),
    ...(fs.existsSync(glossary) ? brokenLinks(fs.readFileSync(glossary, 'utf8'), glossary).map((to) => `notebooks/glossary.md: there is no ${to}`) : ['notebooks/glossary.md is missing']),
  ];
}

function openingProblems(source: Source, root: string): string[] {
  const [title] = source.cells;
  if (title?.kind !== 'markdown') return [`${source.file}: expected a text cell at the beginning`];
  const wanted: [string, RegExp][] = [
    ['a title such as "# 4 Image segmentation"', /^# \d+ \S/],
    ['"**Minutes**: about 60"', /\*\*Minutes\*\*: about \d+/],
    ['goals: "By the end you can" and a list', /By the end you can\n- .+\n- /],
    ['how it works and links: import `hint` and `submit` from gradus/check in the packages cell', /\*\*Go to\*\*/],
  ];
  return [
    ...wanted.filter(([, pattern]) => !pattern.test(title.text)).map(([what]) => `${source.file}:${title.line}: the opening lacks ${what}`),
    ...brokenLinks(title.text, path.join(paths(root).notebooks, 'x.ipynb')).map((to) => `${source.file}:${title.line}: the opening leads to ${to}, which is not there`),
  ];
}

/** Relative links in a Markdown text that lead nowhere, seen from a file. */
export function brokenLinks(text: string, file: string): string[] {
  const targets = [...text.matchAll(/\]\(([^)#\s]+)[^)]*\)/g)].map((m) => m[1]).filter((to) => !/^[a-z]+:/.test(to) && !MADE.has(to));
  return [...new Set(targets)].filter((to) => !fs.existsSync(path.resolve(path.dirname(file), to)));
}
