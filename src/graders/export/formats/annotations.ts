import { number, printable } from '../../report/text';
import type { Result, TaskResult, TestResult } from '../../schemas/result';
import { messageFor, nameOf } from '../learner';
import { fileLine } from '../lines';
import type { ExportContext, Exporter } from '../types';

/** What GitHub shows of one annotation. */
const MAX_MESSAGE = 4000;

/** A workflow command ends at the end of its line, so no text can start another one once its line ends are escaped. */
const data = (text: string): string => printable(text).replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
const property = (text: string): string => data(text).replace(/:/g, '%3A').replace(/,/g, '%2C');

function command(properties: Record<string, string | number | undefined>, message: string): string {
  const given = Object.entries(properties).filter(([, value]) => value !== undefined);
  return `::error ${given.map(([name, value]) => `${name}=${property(String(value))}`).join(',')}::${data(message.slice(0, MAX_MESSAGE))}\n`;
}

/** Tests of a task that failed in the same place are one annotation: GitHub shows ten of a step. */
function byPlace(task: TaskResult): TestResult[][] {
  const groups = new Map<string, TestResult[]>();
  for (const test of task.tests.filter(({ status }) => status !== 'passed')) {
    const place = JSON.stringify(test.where ?? null);
    groups.set(place, [...(groups.get(place) ?? []), test]);
  }
  return [...groups.values()];
}

function annotate(result: Result, context: ExportContext): string[] {
  const line = fileLine(result, context);
  if (result.status !== 'graded') return [command({ file: result.file, title: `${nameOf(result)}: not graded` }, result.message)];
  return result.tasks.flatMap((task) =>
    byPlace(task).map((tests) => {
      const title = `${task.id} ${task.fn}: ${tests.length} of ${task.tests.length} tests not passed (task: ${number(task.score)} of ${number(task.maxScore)} points)`;
      const different = new Set(tests.map(messageFor));
      const messages = different.size === 1 ? [...different] : tests.map((test) => `${test.name}: ${messageFor(test)}`);
      return command({ file: result.file, line: line(tests[0].where ?? task.where), title }, messages.join('\n'));
    }),
  );
}

export default {
  name: 'annotations',
  description: 'GitHub Actions annotations on the failing lines, to be printed in a step: annotations.txt',
  files: (results, context) => [{ path: 'annotations.txt', text: results.flatMap((result) => annotate(result, context)).join('') }],
} satisfies Exporter as Exporter;
