import { execFileSync } from 'node:child_process';
import path from 'node:path';

const ROOT = path.resolve(__dirname, '../..');

interface Reply {
  status: string;
  text: string;
  matches?: string[];
  found?: string;
}

/** Sends cells, completions ('?text'), inspections ('!text') and cells that are interrupted when they print ('^text') to the kernel over the Jupyter protocol, one after the other. */
function talk(cells: string[]): Reply[] {
  const out = execFileSync(path.join(ROOT, '.venv/bin/python'), [path.join(__dirname, 'talk.py'), path.join(ROOT, 'notebooks'), JSON.stringify(cells)], { encoding: 'utf8' });
  return JSON.parse(out.trim().split('\n').pop()!) as Reply[];
}

test('imports, values, redeclarations, awaiting, errors', () => {
  const replies = talk([
    "import * as np from 'gradus/np'; import { zeros } from 'gradus/np';",
    'let s = 0; for (let i = 0; i < 1e7; i++) s += i; s', // 7 s behind tslab's Proxy
    'const zeros = 3; zeros',
    "let s = 'text'; s",
    'const x = await Promise.resolve(np.arange(3)); x',
    'function f(): number { return s.length + x.size; }\nf()',
    "import { backendName } from 'gradus/tf'; backendName",
    "const n: number = 'five';",
    'undefinedName + 1',
    "throw new Error('boo')",
    '1 + 1',
  ]);
  expect(replies.map((r) => r.status)).toEqual(['ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'ok', 'error', 'error', 'error', 'ok']);
  expect(replies.slice(1, 7).map((r) => r.text)).toEqual(['49999995000000', '3', 'text', 'array([0., 1., 2.])', '7', 'tensorflow']);
  expect(replies[7].text).toContain("Type 'string' is not assignable to type 'number'");
  expect(replies[8].text).toContain("Cannot find name 'undefinedName'");
  expect(replies[9].text).toContain('boo');
}, 120_000);

test('completion and hover know np and the learner\'s own functions', () => {
  const [, , complete, own, hover] = talk(["import * as np from 'gradus/np';", 'function ownFunction(a: number): number { return a; }', '?np.lins', '?ownF', '!np.linspace']);
  expect(complete.matches).toContain('linspace');
  expect(own.matches).toContain('ownFunction');
  expect(hover.found).toMatch(/linspace\(start: number, stop: number/);
}, 60_000);

test('an interrupt ends training cleanly: the cell is done, the weights are kept, and other cells can be interrupted as ever', () => {
  const replies = talk([
    "import * as tf from 'gradus/tf';\nconst m = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })] });\nm.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });",
    "^const h = await tf.interruptible(m, () => m.fit(tf.ones([8, 2]), tf.ones([8, 1]), { epochs: 1e9, verbose: 0, callbacks: { onEpochEnd: async (e) => { if (e === 3) console.log('training'); } } }));",
    'console.log(h.epoch.length > 3, m.getWeights()[0].dataSync()[0] !== 0)',
    "^console.log('waiting'); await new Promise(() => {});",
    '1 + 1',
  ]);
  expect(replies.map((r) => r.status)).toEqual(['ok', 'ok', 'ok', 'error', 'ok']);
  expect(replies[1].text).toMatch(/^training\nInterrupted: training stops after this batch/);
  expect(replies[2].text).toBe('true true');
}, 120_000);
