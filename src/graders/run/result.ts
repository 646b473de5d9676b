import fs from 'node:fs';
import path from 'node:path';
import { ROOT } from '../root';
import type { Limits } from '../sandbox/command';
import type { Result, Status, Subtotal, TestResult } from '../schemas/result';

/** Points are shown and stored to four decimals. */
const round = (x: number): number => Math.round(x * 1e4) / 1e4;

/** Version of the pack. */
export const packVersion = (): string => (JSON.parse(fs.readFileSync(path.join(ROOT, 'package.json'), 'utf8')) as { version: string }).version;

/** A result before anything is known. */
export function emptyResult(file: string, learner: string | null, limits: Limits): Result {
  const nothing: Subtotal = { score: 0, maxScore: 0, passed: 0, tests: 0 };
  return {
    schema: 'gradus/result/v1',
    learner,
    assignment: null,
    title: '',
    file: path.relative(process.cwd(), path.resolve(file)),
    status: 'graded',
    message: '',
    score: 0,
    maxScore: 0,
    public: nothing,
    hidden: { ...nothing },
    late: null,
    tasks: [],
    notes: [],
    provenance: {
      pack: packVersion(),
      node: process.version,
      platform: `${process.platform}-${process.arch}`,
      gradedAt: new Date().toISOString(),
      ms: 0,
      submissionSha256: null,
      limits: { timeoutS: limits.timeoutS, memoryMb: limits.memoryMb, outputChars: limits.outputChars },
      layers: [],
    },
  };
}

/** passed, or the status of the first test that did not pass. A task without tests has not passed. */
export function taskStatus(tests: readonly TestResult[]): Status {
  return tests.find((test) => test.status !== 'passed')?.status ?? (tests.length > 0 ? 'passed' : 'missing');
}

function subtotal(tests: readonly TestResult[]): Subtotal {
  const sum = (pick: (test: TestResult) => number): number => round(tests.reduce((total, test) => total + pick(test), 0));
  return { score: sum((t) => t.points), maxScore: sum((t) => t.maxPoints), passed: tests.filter((t) => t.status === 'passed').length, tests: tests.length };
}

/** Scores of tasks, of public and hidden tests, and of the whole, from the tests. A task whose tests all passed has exactly its points. */
export function fillTotals(result: Result): void {
  for (const task of result.tasks) task.score = task.status === 'passed' ? task.maxScore : round(task.tests.reduce((sum, test) => sum + test.points, 0));
  const tests = result.tasks.flatMap((task) => task.tests);
  result.public = subtotal(tests.filter((test) => test.visibility === 'visible'));
  result.hidden = subtotal(tests.filter((test) => test.visibility !== 'visible'));
  for (const test of tests) [test.points, test.maxPoints] = [round(test.points), round(test.maxPoints)];
  result.score = round(result.tasks.reduce((sum, task) => sum + task.score, 0));
  result.maxScore = round(result.tasks.reduce((sum, task) => sum + task.maxScore, 0));
}
