import { number } from '../../report/text';
import type { Result, TaskResult, TestResult } from '../../schemas/result';
import { messageFor, nameOf, outputFor, verdict } from '../learner';
import type { Exporter } from '../types';

/** XML 1.0 has no place for most control characters and for halves of surrogate pairs, escaped or not. */
const FORBIDDEN = /\u001b\[[\d;]*[A-Za-z]|[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g; // eslint-disable-line no-control-regex
const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;', '\r': '&#13;', '\t': '&#9;' };

const content = (text: string): string => text.replace(FORBIDDEN, '').replace(/[&<>]/g, (c) => ENTITIES[c]);
const attributes = (values: Record<string, string | number>): string => Object.entries(values).map(([name, value]) => ` ${name}="${String(value).replace(FORBIDDEN, '').replace(/[&<>"\n\r\t]/g, (c) => ENTITIES[c])}"`).join(''); // prettier-ignore
const seconds = (ms: number): string => (ms / 1000).toFixed(3);

interface Case {
  name: string;
  verdict: 'pass' | 'fail' | 'error';
  type: string;
  message: string;
  output: string;
  ms: number;
}

interface Suite {
  name: string;
  cases: Case[];
  properties: Record<string, string>;
  timestamp: string;
}

const caseOf = (test: TestResult): Case => ({ name: test.name, verdict: verdict(test), type: test.status, message: messageFor(test), output: outputFor(test), ms: test.ms });

function suiteOf(result: Result, task: TaskResult): Suite {
  const points = task.tests.map((test) => [`points: ${test.name}`, `${number(test.points)} of ${number(test.maxPoints)}`]);
  const properties = { learner: result.learner ?? '', assignment: result.assignment ?? '', points: number(task.score), 'max-points': number(task.maxScore), ...Object.fromEntries(points) };
  return { name: `${nameOf(result)} ${task.id} ${task.fn}`, cases: task.tests.map(caseOf), properties, timestamp: result.provenance.gradedAt };
}

/** A submission that could not be graded is one error: each of its tests would only say the same. */
function ungraded(result: Result): Suite {
  const only: Case = { name: 'the submission can be graded', verdict: 'error', type: result.status, message: result.message, output: '', ms: result.provenance.ms };
  return { name: nameOf(result), cases: [only], properties: { learner: result.learner ?? '', points: number(result.score), 'max-points': number(result.maxScore) }, timestamp: result.provenance.gradedAt };
}

const counts = (cases: readonly Case[]): Record<string, string | number> => ({
  tests: cases.length,
  failures: cases.filter((c) => c.verdict === 'fail').length,
  errors: cases.filter((c) => c.verdict === 'error').length,
  time: seconds(cases.reduce((sum, { ms }) => sum + ms, 0)),
});

function caseXml({ name, verdict, type, message, output, ms }: Case, suite: string): string {
  const element = verdict === 'fail' ? 'failure' : 'error';
  const fault = verdict === 'pass' ? '' : `      <${element}${attributes({ message: message.split('\n')[0], type })}>${content(message)}</${element}>\n`;
  const printed = output ? `      <system-out>${content(output)}</system-out>\n` : '';
  const head = `    <testcase${attributes({ name, classname: suite, time: seconds(ms) })}`;
  return fault || printed ? `${head}>\n${fault}${printed}    </testcase>\n` : `${head}/>\n`;
}

function suiteXml(suite: Suite): string {
  const properties = Object.entries(suite.properties).map(([name, value]) => `      <property${attributes({ name, value })}/>\n`).join(''); // prettier-ignore
  const cases = suite.cases.map((c) => caseXml(c, suite.name)).join('');
  return `  <testsuite${attributes({ name: suite.name, ...counts(suite.cases), skipped: 0, timestamp: suite.timestamp.replace(/(\.\d+)?Z$/, '') })}>\n    <properties>\n${properties}    </properties>\n${cases}  </testsuite>\n`;
}

export default {
  name: 'junit',
  description: 'JUnit XML, a suite a question, points as properties: junit.xml',
  files: (results) => {
    const suites = results.flatMap((result) => (result.status === 'graded' ? result.tasks.map((task) => suiteOf(result, task)) : [ungraded(result)]));
    const head = attributes({ name: 'Gradus', ...counts(suites.flatMap(({ cases }) => cases)) });
    return [{ path: 'junit.xml', text: `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites${head}>\n${suites.map(suiteXml).join('')}</testsuites>\n` }];
  },
} satisfies Exporter as Exporter;
