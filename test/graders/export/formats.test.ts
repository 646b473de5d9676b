import Ajv from 'ajv';
import { parse } from 'csv-parse/sync';
import fs from 'node:fs';
import path from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { exporterOf, listFormats, parseFormats, writeExports } from '../../../src/graders/export';
import { apportion } from '../../../src/graders/export/score';
import type { ExportContext } from '../../../src/graders/export/types';
import { schemaErrors } from '../../../src/graders/report/write';
import type { Result } from '../../../src/graders/schemas/result';
import { classResults, HOSTILE, oddResults } from '../../support/classResults';
import { makeResult } from '../../support/makeResult';

const CONTEXT: ExportContext = { env: {}, source: () => null };
const ALL = [...classResults(), ...oddResults()];
const [HOSTILE_ONE, UNREADABLE] = oddResults();
const LATE = ALL.find(({ late }) => late !== null)!;

const filesOf = (name: string, results: readonly Result[] = ALL, context = CONTEXT) => exporterOf(name).files(results, context);
/* eslint-disable-next-line @typescript-eslint/no-explicit-any */
const jsonOf = (name: string, result: Result, file: string, context = CONTEXT): any => JSON.parse(filesOf(name, [result], context).find(({ path: p }) => p.endsWith(file))!.text);

test('the made-up results are results', () => {
  for (const result of ALL) expect(schemaErrors(result)).toEqual([]);
});

test('formats are found by their files; names are checked', () => {
  expect(listFormats()).toEqual(['annotations', 'classroom50', 'coursera', 'csv', 'exercism', 'github-classroom', 'gradescope', 'html', 'json', 'junit', 'markdown']);
  for (const name of listFormats()) expect(exporterOf(name)).toMatchObject({ name, description: expect.stringMatching(/: \S/) as string });
  expect(parseFormats(['csv,junit', 'csv'])).toEqual(['csv', 'junit']);
  expect(parseFormats(['all'])).toEqual(listFormats());
  expect(parseFormats([])).toEqual([]);
  for (const wrong of [['xls'], [''], ['csv,../x']]) expect(() => parseFormats(wrong)).toThrow('--format: expected all, or some of annotations,');
});

test.each(['classroom50', 'coursera', 'exercism', 'github-classroom', 'gradescope'])('%s: every JSON fits the schema, and no result of a broken grader becomes 0 points', (name) => {
  const schema = JSON.parse(fs.readFileSync(path.join(__dirname, `../../../src/graders/schemas/${name}.schema.json`), 'utf8')) as object;
  const validate = new Ajv({ allowUnionTypes: true }).compile(schema);
  const main = filesOf(name).filter(({ path: p }) => /\/(results?|feedback)\.json$/.test(p));
  expect(main).toHaveLength(name === 'exercism' ? ALL.length : ALL.length - 1);
  expect(new Set(main.map(({ path: p }) => p)).size).toBe(main.length);
  for (const { text } of main) expect([validate(JSON.parse(text)), validate.errors]).toEqual([true, null]);
  expect(validate({ ...(JSON.parse(main[0].text) as object), surprise: 1 })).toBe(false);
});

test('gradescope: the final score stands on top, tests keep their visibility, hidden ones tell the staff all', () => {
  const late = jsonOf('gradescope', LATE, 'results.json');
  expect(late).toMatchObject({ score: LATE.late!.finalScore, execution_time: 2.34, stdout_visibility: 'hidden' });
  expect(late.output).toContain('Late by 9.02 h: 4 points off');
  const [first, second] = jsonOf('gradescope', HOSTILE_ONE, 'results.json').tests;
  expect(first).toMatchObject({ number: '2.1.1', visibility: 'visible', status: 'failed', score: 0, max_score: 5, tags: ['task 2.1', 'failed'] });
  expect(second).toMatchObject({ number: '2.1.2', visibility: 'hidden' });
  expect(second.output).toContain('SECRET-INPUT');
  const shownLater = structuredClone(HOSTILE_ONE);
  shownLater.tasks[0].tests[1].visibility = 'after_due_date';
  expect(JSON.stringify(jsonOf('gradescope', shownLater, 'results.json'))).not.toContain('SECRET-INPUT');
});

test('exercism: output at most 500 characters, messages where they must be, errors when nothing ran', () => {
  const long = makeResult('a', '01-x', { '1.1': ['passed', 'timeout'], '1.10': ['failed'] });
  long.tasks[0].tests[0].output = 'x'.repeat(2000);
  const report = jsonOf('exercism', long, 'results.json');
  expect(report).toMatchObject({ version: 3, status: 'fail', message: null });
  expect(report.tests.map((t: { status: string; task_id: number }) => [t.status, t.task_id])).toEqual([['pass', 1], ['error', 1], ['fail', 2]]); // prettier-ignore
  expect(report.tests[0].output).toHaveLength(500);
  expect(report.tests[0].output).toContain('cut to 500');
  expect(jsonOf('exercism', makeResult('a', '01-x', { '1.1': ['compile-error', 'compile-error'] }), 'results.json')).toEqual({ version: 3, status: 'error', message: 'does not hold', tests: [] });
  expect(jsonOf('exercism', UNREADABLE, 'results.json')).toMatchObject({ status: 'error', message: 'the file is no text' });
  expect(jsonOf('exercism', makeResult('a', '01-x', { '1.1': ['passed'] }), 'results.json').status).toBe('pass');
});

test('coursera: the share of the points, late ones after what it cost, and feedback within its limit', () => {
  expect(jsonOf('coursera', LATE, 'feedback.json').fractionalScore).toBeCloseTo(LATE.late!.finalScore / LATE.maxScore, 12);
  expect(jsonOf('coursera', UNREADABLE, 'feedback.json')).toMatchObject({ fractionalScore: 0, feedback: 'Not graded: the file is no text' });
  const big = makeResult('a', '01-x', { '1.1': Array.from({ length: 500 }, () => 'failed' as const) });
  for (const [i, test] of big.tasks[0].tests.entries()) test.message = `${i} ${'<'.repeat(390)}`;
  const html = filesOf('coursera', [big])[1].text;
  expect(html.length).toBeLessThan(60_000);
  expect(html).toContain('0 of 500 tests passed');
});

test('whole points: parts sum to the rounded total, never above their limits', () => {
  expect(apportion([2.5, 2.5, 2.5])).toEqual([3, 3, 2]);
  expect(apportion([1 / 3, 1 / 3, 1 / 3])).toEqual([1, 0, 0]);
  expect(apportion([9.9999999, 0.2])).toEqual([10, 0]);
  expect(apportion([2.4, 2.4], [2, 2])).toEqual([2, 2]);
  for (const result of ALL.filter(({ status }) => status === 'graded')) {
    const { score, tests, 'max-score': max } = jsonOf('classroom50', result, 'result.json');
    const sum = (key: string): number => tests.reduce((total: number, t: Record<string, number>) => total + t[key], 0);
    expect(sum('max-score')).toBe(max);
    expect(Math.abs(score - (result.late?.finalScore ?? result.score))).toBeLessThanOrEqual(0.5);
    if (!result.late) expect(sum('score')).toBe(score);
    for (const t of tests) expect(t.score).toBeLessThanOrEqual(t['max-score']);
  }
});

test("classroom50: takes identity from the runner's variables, and says what is unknown", () => {
  const env = { CLASSROOM: 'cs', ASSIGNMENT: 'hw1', OWNER: 'octocat', SUBMISSION_TAG: 'submit/x-1', COMMIT_URL: 'https://e.org/c', RELEASE_URL: 'https://e.org/r' };
  expect(jsonOf('classroom50', LATE, 'result.json', { ...CONTEXT, env })).toMatchObject({ classroom: 'cs', assignment: 'hw1', owner: 'octocat', submission: 'submit/x-1', review: 'https://e.org/c', datetime: '2026-11-19T08:00:00Z', graded_at: '2026-11-20T09:30:00Z' });
  expect(jsonOf('classroom50', LATE, 'result.json')).toMatchObject({ owner: 'emre', assignment: '02-optimization-methods' });
  const [first] = filesOf('classroom50', classResults(), { ...CONTEXT, env });
  expect(JSON.parse(first.text)).toMatchObject({ owner: 'ada' }); // many results: one owner is not all of them
});

test('github-classroom: base64 holds the result, totals are final', () => {
  const files = filesOf('github-classroom', [LATE]);
  const text = (name: string): string => files.find(({ path: p }) => p.endsWith(name))!.text;
  expect(JSON.parse(Buffer.from(text('.base64'), 'base64').toString('utf8'))).toEqual(JSON.parse(text('result.json')));
  expect(JSON.parse(text('totals.json'))).toEqual({ totalPoints: LATE.late!.finalScore, maxPoints: 40 });
});

test('csv: what was written is read back, names are no formulas, no score is not 0', () => {
  const { text } = filesOf('csv')[0];
  expect(text.split('\r\n').at(-1)).toBe('');
  const rows: Record<string, string>[] = parse(text, { columns: true });
  expect(Object.keys(rows[0]).slice(0, 11).join()).toBe('assignment,duedate,timestamp,student_id,last_name,first_name,email,raw_score,late_submission_penalty,score,max_score');
  expect(Object.keys(rows[0]).slice(-4)).toEqual(['2.1 fn21', '2.2 fn22', '2.3 fn23', '2.4 fn24']);
  expect(rows).toHaveLength(ALL.length);
  expect(rows[4]).toMatchObject({ student_id: 'emre', duedate: LATE.late!.due, raw_score: String(LATE.score), late_submission_penalty: '4', score: String(LATE.late!.finalScore) });
  expect(rows.at(-3)!.student_id).toBe(HOSTILE.html);
  expect(rows.at(-1)).toMatchObject({ student_id: `'${HOSTILE.formula}`, score: '', raw_score: '', status: 'grader-failure' });
  const known: ExportContext = { ...CONTEXT, people: [{ id: 'emre', name: 'Emre Demir', email: 'emre@example.org' }] };
  expect(parse(filesOf('csv', [LATE], known)[0].text, { columns: true })[0]).toMatchObject({ student_id: 'emre', last_name: 'Emre Demir', email: 'emre@example.org' });
  const cell = (learner: string): string => filesOf('csv', [makeResult(learner, '01-x', { '1.1': ['passed'] })])[0].text;
  for (const start of ['=', '+', '-', '@', '\t=', ' =']) expect(parse(cell(`${start}1`), { columns: true, ltrim: false })[0]).toMatchObject({ student_id: `'${start}1` });
});

test('junit: fits the XSD, counts are right, failures are told from errors, forbidden characters are gone', async () => {
  const { text } = filesOf('junit')[0];
  const xsd = fs.readFileSync(path.join(__dirname, 'junit.xsd'), 'utf8');
  const check = (contents: string) => validateXML({ xml: [{ fileName: 'junit.xml', contents }], schema: [xsd] });
  expect(await check(text)).toMatchObject({ valid: true, errors: [] });
  expect((await check(text.replace(' failures="', ' faults="'))).valid).toBe(false);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f]/); // eslint-disable-line no-control-regex
  const count = (pattern: RegExp): number => (text.match(pattern) ?? []).length;
  const head = /<testsuites name="Gradus" tests="(\d+)" failures="(\d+)" errors="(\d+)"/.exec(text)!.slice(1).map(Number);
  expect(head).toEqual([count(/<testcase /g), count(/<failure /g), count(/<error /g)]);
  expect(head[1]).toBeGreaterThan(10);
  expect(text).toContain('<property name="points" value="10"/>');
  expect(text).toContain('<error message="does not hold" type="timeout">');
  expect(text).toContain('<error message="the file is no text" type="unreadable">');
  expect(text).not.toContain('SECRET-INPUT');
});

test('markdown: text stays text, hidden tests show their property only', () => {
  const { text } = filesOf('markdown', [HOSTILE_ONE])[0];
  expect(text.replace(/^(```+)text\n[\s\S]*?\n\1$/gm, '')).not.toMatch(/(?<!\\)[<`]/);
  expect(text).toContain('- hidden: The mean is right.');
  expect(text).not.toContain('SECRET-INPUT');
  expect(text.split('\n').filter((line) => line.startsWith('::') || line.startsWith('@'))).toEqual([]);
  expect(text.split('\n').find((line) => line.startsWith('| \\<script'))!.match(/(?<!\\)\|/g)).toHaveLength(7);
  const fences = structuredClone(HOSTILE_ONE);
  fences.tasks[0].tests[0].output = 'a\n```\n# not a heading\n````';
  expect(filesOf('markdown', [fences])[0].text).toContain('`````text\na\n```\n# not a heading\n````\n`````\n');
  const many = Array.from({ length: 3000 }, (_, i) => makeResult(`learner ${i}`, '01-x', { '1.1': Array.from({ length: 9 }, () => 'failed' as const) }));
  for (const result of many) for (const t of result.tasks[0].tests) t.message = `${t.name} ${'x'.repeat(300)}`;
  expect(filesOf('markdown', many)[0].text.length).toBeLessThan(1 << 20);
});

test('files land where their names say, whole, and nowhere else', () => {
  const out = fs.mkdtempSync(path.join(__dirname, '../../../dist/export-'));
  try {
    const evil = makeResult('../../..', '../../../etc', { '1.1': ['failed'] });
    const twins = [makeResult('Ann', '01-x', { '1.1': ['passed'] }), makeResult('ann', '01-x', { '1.1': ['failed'] })];
    const files = writeExports([evil, ...twins], listFormats(), out, CONTEXT);
    expect(new Set(files.map((file) => file.toLowerCase())).size).toBe(files.length);
    for (const file of files) expect(fs.realpathSync(file).startsWith(`${fs.realpathSync(out)}${path.sep}`)).toBe(true);
    expect(fs.readdirSync(out).sort()).toEqual(['annotations.txt', 'classroom50', 'coursera', 'exercism', 'github-classroom', 'grades.csv', 'gradescope', 'html', 'junit.xml', 'results.json', 'summary.md']);
    expect(fs.readFileSync(path.join(out, 'gradescope/ann/01-x-2/results.json'), 'utf8')).toContain('"score": 0');
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
});
