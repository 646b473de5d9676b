import fs from 'node:fs';
import path from 'node:path';
import { zipSync } from 'fflate';
import { schemaErrors } from '../../src/graders/report/write';
import { ARCHIVE_ATTACKS } from '../fixtures/attacks/archives';
import { FILE_ATTACKS } from '../fixtures/attacks/notebooks';
import { gradeIn, honestNotebook, readResult, withoutTimes, writeSubmission, type CliRun } from '../support/attackRuns';
import { leftProcesses, makePlaces, snapshot } from '../support/canaries';
import { describeIf, hasBwrap } from '../support/requires';

const LIMITS = ['--task', '1.1', '--timeout', '2', '--memory', '256', '--sandbox', 'bwrap'];
const SLUG = '01-regularization';

describeIf(hasBwrap(), 'bubblewrap')('attacks by files and archives, beside honest learners', () => {
  let setup: Awaited<ReturnType<typeof makePlaces>>;
  let before: string[];
  let after: string[];
  let runs: CliRun[];
  const at = (...names: string[]): string => path.join(setup.places.submissions, ...names);
  const out = (...names: string[]): string => path.join(setup.places.out, ...names);

  beforeAll(async () => {
    setup = await makePlaces();
    for (const { name, file, content } of FILE_ATTACKS) writeSubmission(at('files', name), content(), file);
    for (const { name, file, content } of ARCHIVE_ATTACKS) writeSubmission(at('archives', name), content(honestNotebook()), file ?? `${SLUG}.zip`);
    writeSubmission(at('files', 'zz-honest'), honestNotebook());
    writeSubmission(at('archives', 'zz-honest'), Buffer.from(zipSync({ [`work/${SLUG}.ipynb`]: Buffer.from(honestNotebook()), '__MACOSX/x.ipynb': Buffer.from('{}'), 'work/plot.png': new Uint8Array(9) })), 'work.zip');
    fs.symlinkSync(at('files', 'zz-honest'), at('files', 'linked-folder'));
    fs.mkdirSync(at('files', 'linked-file'));
    fs.symlinkSync(at('files', 'zz-honest', `${SLUG}.ipynb`), at('files', 'linked-file', `${SLUG}.ipynb`));
    const classFiles = { [`class/anna/${SLUG}.ipynb`]: Buffer.from(honestNotebook()), 'class/bert/inner.zip': Buffer.from('PK'), [`class/bert/${SLUG}.ipynb`]: Buffer.from(honestNotebook()), [`class/carl/${SLUG}.ipynb`]: Buffer.from('no notebook') };
    writeSubmission(at('whole'), Buffer.from(zipSync(classFiles)), 'class.zip');
    before = snapshot(setup.base);
    runs = await Promise.all([
      gradeIn(setup.base, [at('files'), ...LIMITS, '--out', out('files')]),
      gradeIn(setup.base, [at('archives'), ...LIMITS, '--out', out('archives')]).then(async (run) => [run, await gradeIn(setup.base, [at('whole', 'class.zip'), ...LIMITS, '--out', out('whole')])]),
    ]).then((found) => found.flat());
    after = snapshot(setup.base);
  }, 400_000);
  afterAll(() => setup?.close());

  test('grading works to the end', () => expect(runs.map(({ status, stderr }) => [status, stderr.split('\n').filter((line) => line && !line.startsWith('grading: '))])).toEqual(runs.map(() => [0, []])));

  test.each(FILE_ATTACKS.map((attack) => [attack.name, attack] as const))('file: %s', (name, { status, tasks }) => {
    const { text, result } = readResult(out('files', name));
    expect(schemaErrors(result)).toEqual([]);
    expect([result.status, result.score]).toEqual([status, 0]);
    expect(tasks).toContain(result.tasks[0].status);
    expect(text.length).toBeLessThan(200_000);
  });

  test.each(ARCHIVE_ATTACKS.map((attack) => [attack.name, attack] as const))('archive: %s', (name, { says }) => {
    const { result } = readResult(out('archives', name));
    expect(schemaErrors(result)).toEqual([]);
    expect([result.status, result.score]).toEqual(['unreadable', 0]);
    expect(result.message).toMatch(says);
  });

  test('an honest learner scores the same, from an archive too, and the report names the archive', () => {
    const [plain, packed] = ['files', 'archives'].map((kind) => readResult(out(kind, 'zz-honest')));
    expect([plain.result.score, packed.result.score]).toEqual([20, 20]);
    expect(packed.result.file).toMatch(/zz-honest\/work\.zip\/work\/01-regularization\.ipynb$/);
    expect(withoutTimes(packed.text).replace(packed.result.file, '')).toBe(withoutTimes(plain.text).replace(plain.result.file, ''));
  });

  test("a class's archive: one folder a learner, and what is wrong with one is wrong with that one", () => {
    const results = ['anna', 'bert', 'carl'].map((name) => readResult(out('whole', name)).result);
    expect(results.map(({ learner, status, score }) => [learner, status, score])).toEqual([['anna', 'graded', 20], ['bert', 'unreadable', 0], ['carl', 'unreadable', 0]]); // prettier-ignore
    expect(results[1].message).toMatch(/archives in archives/);
    expect(fs.readdirSync(out('whole')).sort()).toEqual(['anna', 'bert', 'carl', 'statistics.json']);
  });

  test('links are passed over', () => expect(fs.readdirSync(out('files')).filter((name) => name.startsWith('linked'))).toEqual([]));

  test('no file and no process is left', async () => {
    expect(after).toEqual(before);
    expect(await leftProcesses()).toEqual([]);
  });
});
