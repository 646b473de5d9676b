import { execFileSync } from 'node:child_process';
import path from 'node:path';
import * as np from '../../../src/lib/np';

const ROOT = path.resolve(__dirname, '../../..');

/** Backends are chosen once a process, so each gets its own. */
function run(code: string, env: NodeJS.ProcessEnv = {}): { out: string; err: string } {
  const script = `const tf = require('./dist/lib/tf'); const np = require('./dist/lib/np'); ${code}`;
  const out = execFileSync(process.execPath, ['-e', `${script}; process.stdout.write('')`], { cwd: ROOT, encoding: 'utf8', env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'] });
  return { out: out.trim(), err: '' };
}

const PROGRAM = `
const x = tf.tensor2d([[1, 2], [3, 4]]);
const g = tf.grad((v) => v.square().sum())(x);
console.log(JSON.stringify([tf.backendName, tf.getBackend() ?? tf.backendName, g.arraySync(), tf.matMul(x, x).arraySync()]));`;

test('the native backend computes', () => expect(JSON.parse(run(PROGRAM).out)).toEqual(['tensorflow', 'tensorflow', [[2, 4], [6, 8]], [[7, 10], [15, 22]]])); // prettier-ignore

test('GRADUS_TF_BACKEND=cpu computes the same in JavaScript', () => {
  const [name, , ...values] = JSON.parse(run(PROGRAM, { GRADUS_TF_BACKEND: 'cpu' }).out) as unknown[];
  expect([name, ...values]).toEqual(['cpu', [[2, 4], [6, 8]], [[7, 10], [15, 22]]]); // prettier-ignore
});

test('a convolution layer trains: the binding is whole', () => {
  const code = `
  const model = tf.sequential({ layers: [tf.layers.conv2d({ filters: 2, kernelSize: 3, inputShape: [8, 8, 1] }), tf.layers.flatten(), tf.layers.dense({ units: 1 })] });
  model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
  model.fit(tf.ones([4, 8, 8, 1]), tf.ones([4, 1]), { epochs: 8, verbose: 0 }).then((h) => console.log(JSON.stringify(h.history.loss)));`;
  const losses = JSON.parse(run(code).out) as number[];
  expect(losses).toHaveLength(8);
  expect(losses[7]).toBeLessThan(losses[0]);
});

test('setRandomSeed: weights, dropout, random tensors and the order of training repeat', () => {
  const code = `
  const trained = async (seed) => {
    tf.setRandomSeed(seed);
    const model = tf.sequential({ layers: [tf.layers.dense({ units: 8, inputShape: [3] }), tf.layers.dropout({ rate: 0.5 }), tf.layers.dense({ units: 1 })] });
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    const x = tf.randomNormal([12, 3]);
    const { history } = await model.fit(x, x.sum(1), { epochs: 3, batchSize: 4, verbose: 0 });
    return JSON.stringify([history.loss, tf.randomUniform([2]).arraySync()]);
  };
  (async () => console.log(JSON.stringify([await trained(1), await trained(1), await trained(2)])))();`;
  const [first, again, other] = JSON.parse(run(code).out) as string[];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('arrays become tensors and come back', () => {
  const code = `const a = np.array([[1.5, 2], [3, 4]]); const t = tf.toTensor(a.T); console.log(JSON.stringify([t.dtype, t.shape, t.arraySync(), tf.toNDArray(t).tolist(), tf.toNDArray(tf.tensor([1, 0], [2], 'bool')).dtype]))`;
  expect(JSON.parse(run(code, { GRADUS_TF_BACKEND: 'cpu' }).out)).toEqual(['float32', [2, 2], [[1.5, 3], [2, 4]], [[1.5, 3], [2, 4]], 'bool']); // prettier-ignore
});

test('np, plot, display and check never load TensorFlow', () => {
  const code = `for (const m of ['np', 'plot', 'display', 'check']) require('./dist/lib/' + m); console.log(Object.keys(require.cache).some((f) => f.includes('@tensorflow')))`;
  expect(execFileSync(process.execPath, ['-e', code], { cwd: ROOT, encoding: 'utf8' }).trim()).toBe('false');
  expect(np.zeros(2).size).toBe(2);
});
