import type { Result, TestResult } from '../../schemas/result';
import schema from '../../schemas/exercism.schema.json';
import { document } from '../document';
import { messageFor, outputFor, testsOf, verdict } from '../learner';
import { foldersOf } from '../paths';
import type { Exporter } from '../types';

const MAX_OUTPUT = 500;
const CUT = '\n[... cut to 500 characters]';
const MAX_MESSAGE = 65535;

/** At most 500 characters, and it says so when it was more. */
function cut(output: string): string | null {
  if (output === '') return null;
  return output.length <= MAX_OUTPUT ? output : `${output.slice(0, MAX_OUTPUT - CUT.length)}${CUT}`;
}

function testOf(test: TestResult, taskId: number): object {
  const status = verdict(test);
  return { name: `${test.task}: ${test.name}`, task_id: taskId, status, message: status === 'pass' ? null : messageFor(test) || `It ended with the status ${test.status}.`, output: cut(outputFor(test)), test_code: '' };
}

/** Nothing that stops every test is told test by test: the platform shows one message for it. */
function stopped(result: Result): string | null {
  if (result.status !== 'graded') return result.message;
  const tests = testsOf(result);
  if (tests.length === 0) return 'No test was run.';
  return tests.every((test) => verdict(test) === 'error') ? [...new Set(tests.map(messageFor))].join('\n') : null;
}

function contentOf(result: Result): object {
  const message = stopped(result);
  const tests = result.tasks.flatMap((task, i) => task.tests.map((test) => testOf(test, i + 1)));
  if (message !== null) return { version: 3, status: 'error', message: (message || 'The submission could not be graded.').slice(0, MAX_MESSAGE), tests: [] };
  return { version: 3, status: testsOf(result).every(({ status }) => status === 'passed') ? 'pass' : 'fail', message: null, tests };
}

export default {
  name: 'exercism',
  description: "Exercism's test-runner interface, version 3: exercism/[LEARNER/]NN-slug/results.json",
  files: (results) => foldersOf(results).map((folder, i) => ({ path: `exercism/${folder}/results.json`, text: document(schema, contentOf(results[i])) })),
} satisfies Exporter as Exporter;
