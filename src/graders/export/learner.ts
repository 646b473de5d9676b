/** What of a test its learner may see. Printed and thrown text may hold the inputs of a hidden test: it is shown of public tests only. */
import { wholeMessage } from '../report/text';
import type { Result, TestResult } from '../schemas/result';

export const isPublic = (test: TestResult): boolean => test.visibility === 'visible';

export const messageFor = (test: TestResult): string => (isPublic(test) ? wholeMessage(test) : test.message);

export const outputFor = (test: TestResult): string => (isPublic(test) ? test.output : '');

/** All tests of a submission, in the order in which they were run. */
export const testsOf = (result: Result): TestResult[] => result.tasks.flatMap((task) => task.tests);

/** Statuses that mean that the function did not get to give a result. */
const BROKEN: ReadonlySet<TestResult['status']> = new Set(['timeout', 'crashed', 'out-of-memory', 'no-reply', 'compile-error']);

/** As test runners tell them apart: a wrong result is a failure, a breakdown is an error. */
export const verdict = ({ status }: Pick<TestResult, 'status'>): 'pass' | 'fail' | 'error' => (status === 'passed' ? 'pass' : BROKEN.has(status) ? 'error' : 'fail');

/** 'anna 01-regularization', for people. */
export const nameOf = (result: Result): string => [result.learner, result.assignment ?? result.file].filter(Boolean).join(' ');
