import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { readSource } from '../../src/authoring/build/build';
import { mutantProblems } from '../../src/authoring/mutants/check';
import type { Finding } from '../../src/authoring/mutants/find';
import { fingerprint } from '../../src/authoring/mutants/fingerprint';
import { generateMutants } from '../../src/authoring/mutants/generate';
import type { Mutant } from '../../src/authoring/mutants/mutant';
import { Pool } from '../../src/authoring/mutants/pool';
import { makeRecord, readRecord, recordFile, totals, withReasons, type MutantRecord, type Survivor } from '../../src/authoring/mutants/record';
import { table } from '../../src/authoring/mutants/report';
import { compiling, judge, type Judged } from '../../src/authoring/mutants/run';
import { listSlugs } from '../../src/authoring/paths';
import { parseSource } from '../../src/authoring/source/parse';
import { RandomState } from '../../src/lib/np/random';

const ROOT = path.resolve(__dirname, '../..');
const SLUGS = listSlugs(ROOT);

/** A source with one task whose solution is `code`. */
const sourceOf = (code: string, head = 'f(a: number, b: number, training = true, limit = 10)') => parseSource(`// %% id="t" role="task" task="7.1" points="5"\nfunction ${head} {\n  const given = a + b;\n  // BEGIN SOLUTION\n  ${code}\n  // END SOLUTION\n}\n`, '07-mini.ts');

/** What the mutants of one operator make of `code`. */
const made = (operator: string, code: string, head?: string): string[] => generateMutants(sourceOf(code, head)).filter((m) => m.operator === operator).map((m) => m.after); // prettier-ignore

describe('operators', () => {
  test.each<[string, string, string[]]>([
    ['arithmetic', 'return a - b;', ['return a + b;']],
    ['arithmetic', 'return -g(a);', ['return g(a);']],
    ['arithmetic', 'return x.subtract(y);', ['return x.add(y);']],
    ['dropped-term', 'return a + 2 * b;', ['return a;', 'return 2 * b;', 'return a + 2;', 'return a + b;']],
    ['dropped-term', 'return tf.add(x, y);', ['return tf.x;', 'return x;', 'return y;'].slice(1)],
    ['dropped-term', 'return x.multiply(y);', ['return x;', 'return y;']],
    ['comparison', 'return a < b;', ['return a <= b;', 'return a > b;']],
    ['comparison', 'return x.less(y);', ['return x.lessEqual(y);', 'return x.greater(y);']],
    ['condition', 'if (a) return b;', ['if (!(a)) return b;', 'if (true) return b;', 'if (false) return b;']],
    ['constant', 'return 3 * a;', ['return 4 * a;', 'return 2 * a;', 'return 6 * a;', 'return 0 * a;', 'return 1 * a;']],
    ['constant', 'return x.sum(-1);', ['return x.sum(0);', 'return x.sum(-2);', 'return x.sum(1);']],
    ['constant', 'return a + 1e-8;', ['return a + 0;', 'return a + 0.01;']],
    ['text', "return g({ padding: 'same' });", ["return g({ padding: 'valid' });"]],
    ['text', 'return p[`dW${l}`];', ['return p[`db${l}`];', 'return p[`dW${l + 1}`];', 'return p[`dW${l - 1}`];']],
    ['boolean', 'return x.sum({ keepdims: true });', ['return x.sum({ keepdims: false });']],
    ['function', 'return np.sum(x);', ['return np.mean(x);', 'return np.max(x);']],
    ['dropped-call', 'return np.sqrt(x);', ['return x;']],
    ['dropped-call', 'return layer.apply(x);', ['return layer;', 'return x;']],
    ['dropped-transpose', 'return np.dot(x, y.T);', ['return np.dot(x, y);']],
    ['swapped', 'return g(a, b);', ['return g(b, a);']],
    ['swapped', 'return [a, b];', ['return [b, a];']],
    ['left-out', 'return x.sum({ axis: 1, keepdims: true });', ['return x.sum();', 'return x.sum({ keepdims: true });', 'return x.sum({ axis: 1 });']],
    ['not-handed-on', 'return g(a, { training });', ['return g(a, { training: true });', 'return g(a, { training: false });']],
    ['fixed-argument', 'return g(a, limit);', ['return g(a, 10);']],
    ['other-name', 'const [x1, x2] = g(a); return x1;', ['const [x1, x2] = g(a); return x2;']],
    ['dropped-statement', 'g(a);\n  return b;', ['']],
    ['loop', 'for (let i = 0; i < b; i++) g(i);', ['for (let i = 0; i < b; i++) {g(i); break; }', 'for (let i = 0; i < b; i += 2) g(i);']],
  ])('%s: %s', (operator, code, after) => expect(made(operator, code)).toEqual(after));

  test('the order of two numbers that are added, and the sign under a square, change nothing', () => {
    expect(made('swapped', 'return Math.max(a, b);')).toEqual([]);
    expect(made('swapped', 'return tf.square(tf.sub(x, y));')).toEqual([]);
    expect(made('swapped', 'return tf.sub(x, y);')).toEqual(['return tf.sub(y, x);']);
  });

  test('what is printed, types and code outside of the marks stay', () => {
    expect(generateMutants(sourceOf("console.log(a + 1);\n  if (a > 0) console.log('yes');\n  else console.log('no');"))).toEqual([]);
    expect(generateMutants(sourceOf('return x as [1, 2];')).map((m) => m.after)).toEqual([]);
  });
});

describe('mutants', () => {
  const all = SLUGS.flatMap((slug) => generateMutants(readSource(slug, ROOT)));

  test('of all assignments: each differs from the others, has a key of its own, and comes from every operator', () => {
    expect(new Set(all.map((m) => `${m.task}\0${m.cell}`)).size).toBe(all.length);
    expect(new Set(all.map((m) => m.key)).size).toBe(all.length);
    expect(new Set(all.map((m) => m.operator)).size).toBe(18); // 17 operators, and the list
    for (const slug of SLUGS) expect(all.filter((m) => m.slug === slug).length).toBeGreaterThan(100);
  });

  test('keys stay when lines move, the line moves along', () => {
    const [before, after] = ['', '// %% [markdown] id="new"\n// More text.\n\n'].map((text) => generateMutants(parseSource(`${text}// %% id="t" role="task" task="7.1" points="5"\nfunction f(a: number) {\n  // BEGIN SOLUTION\n  return a + 1;\n  // END SOLUTION\n}\n`, '07-mini.ts')));
    expect(after.map((m) => m.key)).toEqual(before.map((m) => m.key));
    expect(before[0].line).toBe(4);
    expect(after[0].line).toBe(7);
  });
});

const mutant = (slug: string, task: string, from: string, to: string): Mutant => {
  const cell = readSource(slug, ROOT).cells.find((c) => c.kind === 'code' && c.role === 'task' && c.task === task)!;
  expect(cell.text).toContain(from);
  return { slug, task, operator: 'test', key: `${task} test ${to}`, line: 1, before: from, after: to, cell: cell.text.replace(from, to) };
};

describe('judging', () => {
  const pool = new Pool(1, 5000);
  afterAll(() => pool.close());

  test('what is wrong is caught, what is right survives, and a mutant that hangs or ends the process does not stop the others', async () => {
    const change = (to: string): Mutant => mutant('07-word-vectors', '7.1', 'return dot / norms;', to);
    const judged = await judge(['return dot / norms + 1e-3;', 'for (;;) {}', 'return dot / norms * 1;', 'process.exit(0);', 'return (1 / norms) * dot;', "throw new Error('no');"].map(change), pool);
    expect(judged.map(({ verdict }) => [verdict.by, verdict.by && verdict.status])).toEqual([['hidden', 'failed'], ['hidden', 'timeout'], [null, null], ['hidden', 'crashed'], [null, null], ['hidden', 'failed']]); // prettier-ignore
  });

  test('what does not compile is left out', async () => {
    const [fine, broken] = ['return dot;', 'return nothing;'].map((to) => mutant('07-word-vectors', '7.1', 'return dot / norms;', to));
    expect(await compiling([broken, fine], pool)).toEqual([fine]);
  });

  test('a solution that does not seed finds another state of random numbers at each call', async () => {
    const judged = await judge([mutant('02-optimization-methods', '2.2', 'np.random.seed(seed);', '')], pool);
    expect(judged[0].verdict.by).toBe('hidden');
  });
});

describe('records', () => {
  const judged = (task: string, key: string, by: 'hidden' | 'public' | null): Judged => ({ slug: SLUGS[0], task, operator: 'constant', key: `${task} ${key}`, line: 3, before: 'x', after: key, cell: '', verdict: by === null ? { by } : { by, test: 't', status: 'failed' } });
  const survivor = (key: string, kind: Survivor['kind'], reason: string): Survivor => ({ key, before: 'x', after: key.slice(4), kind, reason });
  const record = makeRecord('h', [judged('1.1', 'a', 'hidden'), judged('1.1', 'b', 'public'), judged('1.1', 'c', null), judged('1.2', 'd', null)], { hash: 'old', tasks: {}, survivors: [survivor('1.1 c', 'equivalent', 'the same'), survivor('1.1 gone', 'accepted', 'was')] });
  const finding = (change: Partial<Finding>): Finding => ({ slug: SLUGS[0], record, committed: record, brokenTests: [], cpuMs: 0, ...change });
  const problems = (change: Partial<Finding>): string[] => mutantProblems([finding(change)], ROOT, { written: false, areAll: true });

  test('count by task, and keep the reasons of survivors', () => {
    expect(record.tasks).toEqual({ '1.1': { mutants: 3, caught: 2, hidden: 1 }, '1.2': { mutants: 1, caught: 0, hidden: 0 } });
    expect(record.survivors.map(({ key, kind }) => [key, kind])).toEqual([['1.1 c', 'equivalent'], ['1.2 d', '']]); // prettier-ignore
    expect(totals([record])).toMatchObject({ mutants: 4, caught: 2, hidden: 1, equivalent: 1, rate: 2 / 3 });
  });

  test('a survivor without a reason, a reason without survivor, an old record, a low rate and a broken test are problems', () => {
    const committed = withReasons({ ...record, survivors: [survivor('1.1 gone', 'accepted', 'was')] }, null);
    const found = problems({ committed, brokenTests: ['the test breaks'] });
    for (const text of ['the test breaks', '1.2 d is caught by no test', 'there is a reason for 1.1 gone', 'is not what is found now', '66.7 % of the mutants']) expect(found).toContainEqual(expect.stringContaining(text));
    expect(problems({ committed: null })).toContainEqual(expect.stringContaining('is missing: npm run check -- --write'));
  });

  test('a whole record is no problem', () => {
    const fine: MutantRecord = { hash: 'h', tasks: { '1.1': { mutants: 100, caught: 99, hidden: 99 } }, survivors: [survivor('1.1 c', 'accepted', 'as right')] };
    expect(problems({ record: fine, committed: fine })).toEqual([]);
    expect(table([finding({ record: fine })], ROOT, true).join('\n')).toMatch(/1\.1 +100 +99 +99 +0 +99\.0 %\n.*1\.1 c\n +- x\n +\+ c\n +accepted: as right/);
  });
});

describe('the committed records', () => {
  const records = new Map(SLUGS.map((slug) => [slug, readRecord(recordFile(slug, ROOT))]));

  test.each(SLUGS)('%s: is of these solutions, tests and operators (else: npm run check -- --only variants --write)', (slug) => expect(records.get(slug)?.hash).toBe(fingerprint(slug, ROOT)));

  test('have reasons for all survivors, and reach what is asked for', () => {
    const findings = SLUGS.map((slug) => ({ slug, record: records.get(slug)!, committed: records.get(slug)!, brokenTests: [], cpuMs: 0 }));
    expect(mutantProblems(findings, ROOT, { written: false, areAll: true })).toEqual([]);
  });

  test('say of 60 mutants what judging them anew says', async () => {
    const seed = parseInt([...records.values()].map((record) => record!.hash[0]).join('').slice(0, 7), 16); // another sample whenever something changes
    const all = SLUGS.flatMap((slug) => generateMutants(readSource(slug, ROOT)));
    const order = [...new RandomState(seed).permutation(all.length).flat()].map((i) => all[Number(i)]);
    const pool = new Pool(2);
    try {
      const sample = (await compiling(order.slice(0, 100), pool)).slice(0, 60).sort((a, b) => (a.slug < b.slug ? -1 : 1));
      const verdicts = (await judge(sample, pool)).map(({ slug, key, verdict }) => [`${slug} ${key}`, verdict.by === null] as const);
      const survivors = new Set(SLUGS.flatMap((slug) => records.get(slug)!.survivors.map(({ key }) => `${slug} ${key}`)));
      expect(verdicts.length).toBe(60);
      expect(verdicts.filter(([key, survived]) => survived !== survivors.has(key))).toEqual([]);
    } finally {
      pool.close();
    }
  });
});

describe('the command', () => {
  const check = (...args: string[]) => spawnSync(process.execPath, [path.join(ROOT, 'dist/authoring/check/main.js'), ...args], { cwd: os.tmpdir(), encoding: 'utf8' });

  test('says what it can do, and what is wrong with an option', () => {
    expect(check('--help').stdout).toMatch(/--mutants WHICH[\s\S]*--write/);
    const odd = check('--mutants', '77', '--only', 'variants');
    expect([odd.status, odd.stdout]).toEqual([1, expect.stringMatching(/--mutants: expected changed, all, none.*got 77/)]);
    expect(check('--what')).toMatchObject({ status: 2, stderr: expect.stringContaining('npm run check -- --help') });
  });

  test('by default it takes what is committed, and judges nothing that did not change', () => {
    const { status, stdout } = check('--only', 'variants');
    expect([status, stdout]).toEqual([0, expect.stringMatching(/all +\d{4} +\d{4}/)]);
    expect(stdout).not.toContain('judged anew');
    expect(fs.existsSync(path.join(ROOT, 'src/authoring/mutants/survivors', `${SLUGS[0]}.json`))).toBe(true);
  });
});
