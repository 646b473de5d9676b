import fs from 'node:fs';
import path from 'node:path';
import { alike, type Sketch } from './sketch';

/** What came of one public test: it passed, or this came instead; null when that cannot be told. */
export type Outcome = 'pass' | Sketch | null;

/** A wrong solution that learners write, by what it gives in the public tests. No code, right or wrong, is kept. */
export interface Mistake {
  name: string;
  /** In the learner's terms: what was done, and where to look. */
  hint: string;
  outcomes: Outcome[];
}

/** The known mistakes of an exercise. */
export interface TaskMistakes {
  /** Names of the public tests that the outcomes are of. */
  tests: string[];
  mistakes: Mistake[];
}

const FOLDER = path.join(__dirname, 'mistakes');

/** The mistakes of an assignment by exercise; empty where none were recorded. */
export function loadMistakes(slug: string): Record<string, TaskMistakes> {
  const file = path.join(FOLDER, `${slug}.json`);
  return fs.existsSync(file) ? (JSON.parse(fs.readFileSync(file, 'utf8')) as Record<string, TaskMistakes>) : {};
}

const sameOutcome = (a: Outcome, b: Outcome): boolean => (a === 'pass' || b === 'pass' ? a === b : a !== null && b !== null && alike(a, b));

const MOST_SHOWN = 2;

/**
 * Hints of the mistakes that give just these outcomes, in all public tests of the exercise.
 * @param tests names of the tests, as they were run
 */
export function recognize(slug: string, task: string, tests: readonly string[], outcomes: readonly Outcome[]): string[] {
  if (outcomes.every((o) => o === 'pass')) return [];
  const known = loadMistakes(slug)[task];
  if (!known || known.tests.join('\n') !== tests.join('\n')) return [];
  const found = known.mistakes.filter((mistake) => mistake.outcomes.every((o, i) => sameOutcome(o, outcomes[i])));
  return [...new Set(found.map((mistake) => mistake.hint))].slice(0, MOST_SHOWN);
}
