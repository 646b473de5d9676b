import { fill, type Gender, type Slots } from './fill';
import { Choices } from './random';
import { topics, type Topic } from './topics';

/** How often a sentence takes a thing of another topic of its kind, and of any. */
const STRAY = { kind: 0.15, any: 0.1 };

/** The slots that may stray. */
const LOOSE = ['thing', 'did', 'quality', 'act', 'tool', 'noun'];

/** Sentences of lower-case words with blanks between, the same for the same seed. */
export function* corpus(sentences: number, seed: number): Generator<string> {
  const choices = new Choices(seed);
  const all = topics();
  const ends = cumulative(all);
  const strays = new Map([...new Set(all.map((topic) => topic.kind)), 'any'].map((kind) => [kind, union(all.filter((topic) => kind === 'any' || topic.kind === kind))]));
  for (let i = 0; i < sentences; i++) {
    const topic = all[find(ends, choices.next() * ends[ends.length - 1])];
    const gender: Gender = choices.next() < (topic.female ?? 0.5) ? 'her' : 'him';
    const chance = choices.next();
    const stray = chance < STRAY.any ? strays.get('any') : chance < STRAY.any + STRAY.kind ? strays.get(topic.kind) : undefined;
    const slots: Slots = { ...topic.slots, ...topic.by?.[gender], ...stray };
    yield fill(choices.pick(topic.lines), slots, gender, choices);
  }
}

/** What may stray, of all these topics together. */
function union(all: readonly Topic[]): Slots {
  return Object.fromEntries(LOOSE.map((slot) => [slot, [...new Set(all.flatMap((topic) => topic.slots[slot] ?? []))]]).filter(([, list]) => list.length > 0));
}

function cumulative(all: readonly Topic[]): number[] {
  let sum = 0;
  return all.map((topic) => (sum += topic.weight));
}

/** Index of the first end above x. */
function find(ends: readonly number[], x: number): number {
  let [low, high] = [0, ends.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ends[middle] > x) high = middle;
    else low = middle + 1;
  }
  return low;
}
