import fs from 'node:fs';
import path from 'node:path';
import { schemaErrors } from '../../src/graders/report/write';
import { allAttacks, type Attack, type AttackClass } from '../fixtures/attacks';
import { gradeIn, honestNotebook, readResult, withoutTimes, writeAttack, writeSubmission, type CliRun } from '../support/attackRuns';
import { ANSWERS, leftProcesses, makePlaces, SECRETS, snapshot } from '../support/canaries';
import { describeIf, hasBwrap } from '../support/requires';

/** Classes that are graded at the same time. */
const ROUNDS: AttackClass[][] = [['forge', 'read'], ['exit', 'write'], ['patch', 'state'], ['nothing', 'hang']];
const LIMITS = ['--task', '1.1', '--task', '8.4', '--timeout', '1', '--memory', '256', '--sandbox', 'bwrap'];
const NOWHERE = { root: '/r', home: '/h', out: '/o', submissions: '/s', port: 1 };
const NAMES = allAttacks(NOWHERE).map(({ name, class: kind, statuses }) => [kind, name, statuses] as const);

test('there are at least 60 attacks, some of each class, no two of a name', () => {
  expect(NAMES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(NAMES.map(([kind, name]) => `${kind} ${name}`)).size).toBe(NAMES.length);
  for (const kind of ROUNDS.flat()) expect(NAMES.filter(([k]) => k === kind).length).toBeGreaterThanOrEqual(5);
});

describeIf(hasBwrap(), 'bubblewrap')('attacks by learner code, beside an honest learner', () => {
  let setup: Awaited<ReturnType<typeof makePlaces>>;
  let honestAlone: string;
  const runs: CliRun[] = [];
  const left: Record<string, { files: string[][]; processes: string[] }> = {};
  const outOf = (kind: string, name: string): string => path.join(setup.places.out, kind, name);

  async function gradeClass(kind: AttackClass, attacks: Attack[], honest: string): Promise<void> {
    const folders = attacks.filter((attack) => attack.class === kind).map((attack) => path.join(setup.places.submissions, attack.name));
    runs.push(await gradeIn(setup.base, [...folders, honest, ...LIMITS, '--verbose', '--out', path.join(setup.places.out, kind)]));
  }

  beforeAll(async () => {
    setup = await makePlaces();
    const attacks = allAttacks(setup.places);
    for (const attack of attacks) writeAttack(setup.places.submissions, attack);
    const honest = writeSubmission(path.join(setup.places.submissions, 'honest'), honestNotebook());
    await gradeIn(setup.base, [honest, ...LIMITS, '--out', path.join(setup.places.out, 'alone')]);
    honestAlone = readResult(outOf('alone', 'honest')).text;
    for (const round of ROUNDS) {
      const before = snapshot(setup.base);
      await Promise.all(round.map((kind) => gradeClass(kind, attacks, honest)));
      left[round.join()] = { files: [before, snapshot(setup.base)], processes: await leftProcesses() };
    }
  }, 600_000);
  afterAll(() => setup?.close());

  test('grading works to the end, and says nothing but its progress', () => {
    expect(runs.map(({ status }) => status)).toEqual(runs.map(() => 0));
    for (const { stderr } of runs) expect(stderr.split('\n').filter((line) => line && !line.startsWith('grading: '))).toEqual([]);
  });

  test.each(NAMES)('%s: %s', (kind, name, statuses) => {
    const { text, result } = readResult(outOf(kind, name));
    expect(schemaErrors(result)).toEqual([]);
    expect(statuses).toContain(result.tasks[0].status);
    expect(result.tasks.map(({ score }) => score)).toEqual([0]);
    for (const secret of [...Object.values(SECRETS), ...ANSWERS]) expect(text).not.toContain(secret);
    expect(result.tasks[0].tests.map(({ output }) => output).join('\n')).not.toMatch(/CANARY-|WROTE \/(?!tmp\/)|LOADED |CONNECTED|LEFT .*98765/);
  });

  test.each(ROUNDS.flat())("%s: the honest learner's result is the same as without the attackers, byte by byte", (kind) => {
    expect(JSON.parse(honestAlone)).toMatchObject({ score: 20, status: 'graded' });
    expect(withoutTimes(readResult(outOf(kind, 'honest')).text)).toBe(withoutTimes(honestAlone));
  });

  test.each(ROUNDS.map((round) => round.join()))('%s: no file and no process is left', (round) => {
    const [before, after] = left[round].files;
    expect(after.filter((line) => !before.includes(line))).toEqual([]);
    expect(before.filter((line) => !after.includes(line))).toEqual([]);
    expect(left[round].processes).toEqual([]);
  });

  test('only results were written, one a learner', () => {
    const learners = (kind: string): string[] => [...NAMES.filter(([k]) => k === kind).map(([, name]) => name), 'honest'].sort();
    const ofTheClass = ['gradebook.sqlite', 'statistics.json'];
    for (const kind of ROUNDS.flat()) expect(fs.readdirSync(path.join(setup.places.out, kind)).sort()).toEqual([...learners(kind), ...ofTheClass].sort());
    expect(fs.readdirSync(setup.places.out).sort()).toEqual(['alone', ...ROUNDS.flat()].sort());
  });

  test('nobody reached the network', () => expect(setup.hits()).toBe(0));

  test("no learner's text passes for a line of the report", () => {
    for (const { stdout } of runs) {
      expect(stdout.split('\n').filter((line) => /^\s*✔ 1\.1/.test(line))).toHaveLength(1); // the honest learner's
      expect(stdout).not.toMatch(/[\u001b\u202e]/);
    }
  });
});
