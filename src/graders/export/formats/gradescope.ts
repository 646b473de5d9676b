import { number, wholeMessage } from '../../report/text';
import type { Result, TestResult } from '../../schemas/result';
import schema from '../../schemas/gradescope.schema.json';
import { document } from '../document';
import { messageFor, outputFor, verdict } from '../learner';
import { foldersOf } from '../paths';
import { finalScore, hasScore } from '../score';
import type { Exporter } from '../types';

/** What Gradescope shows with a test. One that is `hidden` only the staff ever see: it may tell them all; others come before learners' eyes some day. */
function outputOf(test: TestResult): string {
  const [message, output] = test.visibility === 'hidden' ? [wholeMessage(test), test.output] : [messageFor(test), outputFor(test)];
  return [message || (test.status === 'passed' ? 'Passed.' : ''), ...(output ? [`Printed:\n${output}`] : [])].filter(Boolean).join('\n\n');
}

function contentOf(result: Result): object {
  const { provenance, late } = result;
  const head = result.status === 'graded' ? [] : [`Not graded: ${result.message}`];
  const lateness = late ? [`Late by ${number(late.seconds / 3600)} h: ${number(late.penalty)} points off ${number(result.score)}.`] : [];
  return {
    score: finalScore(result), // stands above the sum of the tests
    execution_time: provenance.ms / 1000,
    output: [...head, ...lateness, ...result.notes].join('\n'),
    output_format: 'text',
    test_output_format: 'text',
    test_name_format: 'text',
    visibility: 'visible',
    stdout_visibility: 'hidden', // a hidden test's inputs could be printed
    tests: result.tasks.flatMap((task) =>
      task.tests.map((test, i) => ({
        score: test.points,
        max_score: test.maxPoints,
        status: verdict(test) === 'pass' ? 'passed' : 'failed',
        name: `${task.id} ${task.fn}: ${test.name}`,
        name_format: 'text',
        number: `${task.id}.${i + 1}`,
        output: outputOf(test),
        output_format: 'text',
        tags: [`task ${task.id}`, test.status],
        visibility: test.visibility,
        extra_data: { status: test.status, ms: test.ms, ...(test.where ?? {}) },
      })),
    ),
    extra_data: { assignment: result.assignment, status: result.status, rawScore: result.score, maxScore: result.maxScore, pack: provenance.pack, sha256: provenance.submissionSha256 },
  };
}

export default {
  name: 'gradescope',
  description: 'results.json of Gradescope autograders: gradescope/[LEARNER/]NN-slug/results.json',
  files: (results) => {
    const scored = results.filter(hasScore);
    return foldersOf(scored).map((folder, i) => ({ path: `gradescope/${folder}/results.json`, text: document(schema, contentOf(scored[i])) }));
  },
} satisfies Exporter as Exporter;
