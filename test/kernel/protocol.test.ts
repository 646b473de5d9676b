import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { describeIf } from '../support/requires';
import { BENCH_PYTHON, ROOT, jupyter } from './talk';

/** What the kernel does not have: a pager, and clearing the output of a cell. */
const NONE = ['test_clear_output', 'test_pager'];

describeIf(fs.existsSync(BENCH_PYTHON), 'jupyter_kernel_test in .venv-bench')("Jupyter's own tests of kernels", () => {
  test('find nothing', () => {
    const { stderr } = spawnSync(BENCH_PYTHON, [path.join(__dirname, 'protocol.py')], { cwd: path.join(ROOT, 'notebooks'), encoding: 'utf8', env: jupyter(), timeout: 110_000 });
    const outcomes = [...stderr.matchAll(/^(test_\w+) .*?\.\.\. (.*)$/gm)].map(([, name, outcome]) => [name, outcome.split(' ')[0]]);
    const told = outcomes.filter(([, outcome]) => outcome === 'skipped').map(([name]) => name);
    expect({ outcome: stderr.trim().split('\n').at(-1), told: stderr }).toEqual({ outcome: `OK (skipped=${NONE.length})`, told: stderr });
    expect(told.sort()).toEqual(NONE);
    expect(outcomes.length).toBe(12);
  });
});
