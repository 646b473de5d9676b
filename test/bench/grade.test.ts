import fs from 'node:fs';
import { gradeFile } from '../../src/graders';
import { pythonNotebook, tslabNotebook } from '../../src/bench/grade/course';
import type { Cost } from '../../src/bench/grade/cost';
import { costHead, costLine, memoryLines, nbgraderLines, throughputLines } from '../../src/bench/grade/lines';
import { fit } from '../../src/bench/grade/memory';
import { slugOf, Submissions } from '../../src/bench/grade/submissions';
import { cpuMs, memoryMb, slope } from '../../src/bench/grade/usage';
import { readSubmission } from '../../src/graders/notebook/read';

test('slope of a line and its error', () => {
  expect(slope([0, 1, 2, 3], [5, 7, 9, 11])).toEqual({ slope: 2, error: 0 });
  expect(slope([0, 1, 2, 3], [0, 1, 1, 2])).toEqual({ slope: 0.6, error: expect.closeTo(Math.sqrt(0.1 / 5), 12) });
  expect(() => slope([1], [1])).toThrow('at least 3');
});

test('memory is flat when it levels off or only swings, and leaks when it goes on growing', () => {
  const series = (f: (i: number) => number): number[] => Array.from({ length: 400 }, (_, i) => f(i));
  expect(fit('grader', series((i) => (i < 100 ? i : 100 + (i % 7))))).toMatchObject({ flat: true, mb: 103 });
  const leak = fit('grader', series((i) => 100 + 0.05 * i + (i % 7)));
  expect(leak.flat).toBe(false);
  expect(leak.growth).toBeCloseTo(50, -1);
});

test('this process has used CPU time and memory', () => {
  const before = cpuMs([process.pid]);
  for (const end = process.cpuUsage().user + 50_000; process.cpuUsage().user < end; );
  expect(cpuMs([process.pid]) - before).toBeGreaterThan(40);
  expect(memoryMb(process.pid)).toBeGreaterThan(20);
  expect(cpuMs([2 ** 30])).toBe(0);
});

test('submissions differ in their text and have all points', async () => {
  const made = new Submissions();
  const files = [made.make(slugOf('01')), made.make(slugOf('01'))];
  expect(readSubmission(files[0]).sha256).not.toBe(readSubmission(files[1]).sha256);
  const result = await gradeFile(files[1], { sandbox: 'process' });
  expect([result.assignment, result.score]).toEqual(['01-regularization', 100]);
  made.close();
  expect(fs.existsSync(files[0])).toBe(false);
  expect(() => slugOf('99')).toThrow('expected the number of an assignment');
});

test('the course for nbgrader: each test that is one call is a graded cell', () => {
  const { text, tests } = pythonNotebook();
  const { cells, metadata } = JSON.parse(text) as { cells: { source: string; metadata: { nbgrader: { grade: boolean; solution: boolean } } }[]; metadata: { kernelspec: { name: string } } };
  expect(metadata.kernelspec.name).toBe('python3');
  expect(cells.filter((cell) => cell.metadata.nbgrader.grade)).toHaveLength(tests);
  expect(tests).toBeGreaterThan(20);
  const called = new Set(cells.slice(2).map((cell) => /same\((\w+)\(/.exec(cell.source)![1]));
  for (const name of called) expect(cells[0].source).toContain(`def ${name}(`);
  expect(called.size).toBe(4);
  expect(tslabNotebook(true)).toContain('2 * x');
  expect(tslabNotebook(false)).not.toContain('2 * x');
});

describe('the tables', () => {
  const cost: Cost = { assignment: '01-regularization', tensorflow: false, submissions: 5, wall: 400, grader: 50, checker: 120, learner: 150, own: 30, beside: 290, target: 600 };

  test('what is met and what is not', () => {
    expect(costLine(cost)).toMatch(/^01-regularization +0.40 +0.05 +0.12 +0.15 +0.03 +0.29 +< 0.6 {2}ok$/);
    expect(costLine({ ...cost, beside: 700 })).toContain('MISSED');
    expect(costHead().indexOf('beside') + 6).toBe(costLine(cost).indexOf('0.29') + 4);
    const throughput = { assignments: ['01-regularization'], one: 2, two: 3.8, growth: 1.9, target: 1.8, cores: 2, busy: 0 };
    expect(throughputLines(throughput)).toEqual(['submissions a second (01): one job 2.00, two jobs 3.80: 1.90 times, target >= 1.8  ok']);
    expect(throughputLines({ ...throughput, growth: 1.2, busy: 3 }).join()).toMatch(/MISSED.*an idle machine only/);
    expect(memoryLines({ assignments: [], submissions: 200, processes: [{ process: 'grader', mb: 150, growth: -3, error: 2, flat: true }] })).toEqual(['memory of the grader, 200 submissions: 150 MB, -3 ± 2 MB in 1,000 more  ok: flat']);
  });

  test('nbgrader beside it', () => {
    const run = { submissions: 5, wall: 4000, cpu: 3200, startWall: 6000, startCpu: 5000, error: null, scores: [[27, 27]] as [number, number][] };
    const lines = nbgraderLines({ tests: 27, python: run, tslab: { right: run, wrong: { ...run, error: `KeyError: 'ename'` } } }, cost);
    expect(lines[1]).toContain('CPU time 0.10, wall 0.10');
    expect(lines[2]).toContain(`gives up: KeyError: 'ename'`);
    expect(nbgraderLines({ tests: 27, python: run, tslab: null }, undefined)).toHaveLength(2);
  });
});
