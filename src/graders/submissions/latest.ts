import path from 'node:path';
import type { HandIn } from './handIn';

/** Two files' times that are this near come from one copying or unpacking, and say nothing, in milliseconds. */
const SAME_TIME_MS = 2000;

/** The counter that browsers and systems add: `name (2).ipynb`, `name-2.ipynb`. */
const counter = (file: string): number => Number(/[ _]?\((\d+)\)$|-(\d+)$/.exec(path.basename(file).replace(/\.[a-z]+$/, ''))?.slice(1).find(Boolean) ?? 0); // prettier-ignore

const byTime = (a: HandIn, b: HandIn): number => {
  const apart = a.order - b.order;
  return Math.abs(apart) >= SAME_TIME_MS ? apart : counter(a.file) - counter(b.file) || apart || a.file.localeCompare(b.file);
};

/** Of several files of one learner for one assignment the latest counts; its notes name the others. Files of nobody, or for nothing known, all stay. */
export function latestOfEach(handIns: readonly HandIn[]): HandIn[] {
  const groups = new Map<string, HandIn[]>();
  for (const one of handIns) {
    const key = one.learner === null || one.assignment === null ? `file\0${one.file}` : `${one.learner}\0${one.assignment}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].map((group) => {
    const [last, ...others] = [...group].sort(byTime).reverse();
    if (others.length === 0) return last;
    const passedOver = others.map((other) => `${path.basename(other.file)} (${time(other)})`).join(', ');
    return { ...last, notes: [...last.notes, `${group.length} files were handed in: ${path.basename(last.file)} (${time(last)}) is the latest and counts; passed over: ${passedOver}`] };
  });
}

const time = ({ order }: HandIn): string => new Date(order).toISOString().slice(0, 16).replace('T', ' ');
