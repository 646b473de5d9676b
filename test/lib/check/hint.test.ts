import { hint, hintsOf, loadHints, nextHint, parseHints } from '../../../src/lib/check';
import { brokenLinks } from '../../../src/authoring/check/openings';
import { checkHints, hintProblems } from '../../../src/authoring/check/hints';
import { parseSource } from '../../../src/authoring/source/parse';

test('steps come one at a time, and begin anew when asked', () => {
  const { steps } = hintsOf('2.3');
  const first = nextHint('2.3');
  expect(first).toContain('step 1 of 3');
  expect(first).toContain(steps[0]);
  expect(first).not.toContain(steps[1]);
  expect(nextHint('2.3')).toContain(steps[1]);
  expect(nextHint('2.3')).toContain('This was the last step.');
  expect(nextHint('2.3')).toContain("There are no more steps. `hint('2.3', { from: 1 })` begins anew.");
  expect(nextHint('2.3', { from: 1 })).toContain('step 1 of 3');
  expect(nextHint('2.3')).toContain('step 2 of 3');
});

test('what is not there is said, with what is', () => {
  const log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  hint('1.9');
  hint('x');
  hint('77.1');
  hint('1.1', { from: 9 });
  expect(log.mock.calls.flat()).toEqual([
    'hint: there are no hints for 1.9: assignment 1 has 1.1, 1.2, 1.3, 1.4',
    `hint: expected an exercise such as '1.2', got "x"`,
    'hint: there are no hints for 77.1: there is no such assignment',
    'hint: expected from to be a step of 1.1, 1 to 4, got 9',
  ]);
  log.mockRestore();
});

test('all ten assignments have hints as they should be', () => {
  expect(checkHints(process.cwd())).toEqual([]);
  expect(Array.from({ length: 10 }, (_, i) => loadHints(`${String(i + 1).padStart(2, '0')}-`).length)).toEqual([4, 9, 4, 3, 3, 3, 4, 5, 3, 8]);
});

test('a hint that gives a line away, too few steps and a wrong name are found', () => {
  const source = parseSource('// %% id="a" role="task" task="1.1" points="1"\nfunction f(x: number): number {\n  // BEGIN SOLUTION\n  const y = Math.sqrt(x * x + 1);\n  return y;\n  // END SOLUTION\n}\n', '01-x.ts');
  const problems = hintProblems('h.md', parseHints('## 1.1 g\n1. Write `Math.sqrt(x*x + 1)`.\n2. Done.\n\n## 1.2 f\n1. a'), source);
  expect(problems).toEqual([
    'h.md: hints for 1.2, which has no task cell',
    'h.md: the heading of 1.1 names g, the cell declares f',
    'h.md: 1.1 has 2 steps, expected 3 to 5',
    'h.md: step 1 of 1.1 holds a line of the solution: Math.sqrt(x*x+1)',
  ]);
  expect(hintProblems('h.md', [], source)).toEqual(['h.md: expected one section "## 1.1 f", found 0']);
});

test('links that lead nowhere are found', () => {
  expect(brokenLinks('[a](package.json) [b](nothing.md#x) [c](https://x.org) [d](START.md)', `${process.cwd()}/README.md`)).toEqual(['nothing.md']);
});
