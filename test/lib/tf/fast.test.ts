import * as tf from '../../../src/lib/tf';
import { nativeOps } from '../../../src/lib/tf/native';

const native = tf.backendName === 'tensorflow' ? test : test.skip;
const largest = (a: tf.Tensor, b: tf.Tensor): number => tf.tidy(() => tf.max(tf.abs(tf.sub(a, b))).dataSync()[0]);

/** What `work` gives with tfjs-node's own kernels, and with ours. */
function both<T>(work: () => T): [theirs: T, ours: T] {
  tf.fastKernels(false);
  try {
    const theirs = work();
    tf.fastKernels(true);
    return [theirs, work()];
  } finally {
    tf.fastKernels(true);
  }
}

describe('kernels', () => {
  const a = tf.randomNormal([7, 5], 0, 1, 'float32', 1);
  const b = tf.randomNormal([5, 3], 0, 1, 'float32', 2);

  test.each([[false, false], [true, false], [false, true], [true, true]])('products of matrices, transposed %s and %s', (ta, tb) => {
    const [theirs, ours] = both(() => tf.matMul(ta ? tf.transpose(a) : a, tb ? tf.transpose(b) : b, ta, tb));
    expect(ours.shape).toEqual([7, 3]);
    expect(largest(theirs, ours)).toBeLessThan(1e-5);
  }); // prettier-ignore

  test('gradients of a product and a ReLU, and those of second order', () => {
    const loss = (x: tf.Tensor): tf.Scalar => tf.sum(tf.mul(tf.relu(tf.matMul(x as tf.Tensor2D, b)), tf.square(tf.matMul(x as tf.Tensor2D, b)))) as tf.Scalar;
    const [theirs, ours] = both(() => tf.grad(loss)(a));
    expect(largest(theirs, ours)).toBeLessThan(1e-4);
    const cube = tf.grad((x) => tf.sum(tf.square(tf.grad((z) => tf.sum(tf.mul(tf.relu(z), tf.square(z))))(x)))); // z³, so 3 z², so 36 z³
    expect([...cube(tf.tensor1d([1, 2, -1])).dataSync()]).toEqual([36, 288, 0]);
  });

  test.each(['float32', 'int32', 'bool'] as const)('reshape and cast of %s', (dtype) => {
    const x = tf.cast(tf.tensor2d([[0, 1, 2], [3, 0, 5]]), dtype); // prettier-ignore
    const [theirs, ours] = both(() => [tf.reshape(x, [3, 2]), tf.reshape(x, [2, 3]), tf.reshape(x, [-1]), tf.cast(x, dtype)]);
    ours.forEach((y, i) => {
      expect([y.dtype, y.shape]).toEqual([theirs[i].dtype, theirs[i].shape]);
      expect([...y.dataSync()]).toEqual([...theirs[i].dataSync()]);
    });
    const before = tf.memory().numTensors;
    const copy = tf.reshape(x, [2, 3]);
    copy.dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(x.dataSync()).toHaveLength(6); // still there
  });

  native('fastKernels(false) brings back tfjs-node\'s', () => {
    const relu = tf.getGradient('Relu');
    tf.fastKernels(false);
    expect(tf.getGradient('Relu')).not.toBe(relu);
    tf.fastKernels(true);
  });
});

describe('dropout', () => {
  const drawn = (): tf.Tensor => {
    tf.setRandomSeed(3);
    return tf.layers.dropout({ rate: 0.3 }).apply(tf.ones([100, 200]), { training: true }) as tf.Tensor;
  };

  test('keeps the mean, drops the share asked for, and depends on setRandomSeed', () => {
    const x = drawn();
    expect(tf.mean(x).dataSync()[0]).toBeCloseTo(1, 1);
    expect(tf.mean(tf.cast(tf.equal(x, 0), 'float32')).dataSync()[0]).toBeCloseTo(0.3, 1);
    expect(tf.max(x).dataSync()[0]).toBeCloseTo(1 / 0.7, 5);
    expect(largest(x, drawn())).toBe(0);
    expect(largest(x, tf.layers.dropout({ rate: 0.3 }).apply(tf.ones([100, 200]), { training: true }) as tf.Tensor)).toBeGreaterThan(1);
  });

  test('its gradient is its mask, and it leaves no tensors', () => {
    const x = tf.ones([50]);
    const before = tf.memory().numTensors;
    tf.tidy(() => {
      const values = tf.grad((z) => tf.sum(tf.dropout(z, 0.5)))(x).dataSync();
      expect(new Set(values)).toEqual(new Set([0, 2]));
    });
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('NativeAdam', () => {
  const shapes = [[4, 3], [3], [2, 2, 2]]; // prettier-ignore
  const make = (): tf.Variable[] => shapes.map((shape, i) => tf.variable(tf.randomNormal(shape, 0, 1, 'float32', i + 1)));
  const gradient = (i: number, t: number): tf.Tensor => tf.randomNormal(shapes[i], 0.1, 1, 'float32', 10 * t + i + 1);
  const steps = (optimizer: tf.Optimizer, variables: tf.Variable[], from: number, to: number): void => {
    for (let t = from; t < to; t++) tf.tidy(() => optimizer.applyGradients(variables.map(({ name }, i) => ({ name, tensor: gradient(i, t) }))));
  };
  const plain = (): tf.AdamOptimizer => new tf.AdamOptimizer(0.01, 0.9, 0.999, 1e-7);

  test('takes the steps that TensorFlow.js takes', () => {
    const [a, b, ours] = [make(), make(), tf.train.adam(0.01)];
    expect(ours).toBeInstanceOf(tf.NativeAdam);
    steps(plain(), a, 0, 20);
    steps(ours, b, 0, 20);
    a.forEach((x, i) => expect(largest(x, b[i])).toBeLessThan(1e-5));
    expect(largest(a[0], make()[0])).toBeGreaterThan(0.05);
  });

  test('goes on from values that were set, and leaves copies alone', () => {
    const [a, b, theirs, ours] = [make(), make(), plain(), tf.train.adam(0.01)];
    steps(theirs, a, 0, 3);
    steps(ours, b, 0, 3);
    const copy = b[0].clone();
    const values = copy.dataSync().slice();
    for (const x of [a[0], b[0]]) x.assign(tf.ones([4, 3]));
    steps(theirs, a, 3, 6);
    steps(ours, b, 3, 6);
    a.forEach((x, i) => expect(largest(x, b[i])).toBeLessThan(1e-5));
    expect([...copy.dataSync()]).toEqual([...values]);
  });

  test('saves its moments, and goes on from them', async () => {
    const [a, b, ours] = [make(), make(), tf.train.adam(0.01)];
    steps(plain(), a, 0, 8);
    steps(ours, b, 0, 5);
    const saved = await ours.getWeights();
    expect(saved.map(({ tensor }) => tensor.size)).toEqual([1, 12, 3, 8, 12, 3, 8]);
    const next = tf.train.adam(0.01);
    await next.setWeights(saved.map(({ name, tensor }) => ({ name, tensor: tensor.clone() })));
    steps(next, b, 5, 8);
    a.forEach((x, i) => expect(largest(x, b[i])).toBeLessThan(1e-5));
  });

  native('makes no tensors after the first step, and works without native operations from there', () => {
    const [a, ours, theirs, b] = [make(), tf.train.adam(0.01), plain(), make()];
    steps(ours, a, 0, 1);
    const before = tf.memory().numTensors;
    steps(ours, a, 1, 4);
    expect(tf.memory().numTensors).toBe(before);
    steps(theirs, b, 0, 6);
    const backend = tf.backend() as unknown as { createOutputTensor?: unknown };
    const kept = backend.createOutputTensor;
    const { slots, native: inside } = (ours as unknown as { state: { slots: Map<string, unknown>; native: unknown } }).state;
    expect([slots.size, inside !== null, nativeOps() !== null, typeof kept]).toEqual([3, true, true, 'function']);
    (ours as unknown as { leaveNative(): void }).leaveNative();
    for (let t = 4; t < 6; t++) tf.AdamOptimizer.prototype.applyGradients.call(ours, a.map(({ name }, i) => ({ name, tensor: gradient(i, t) })));
    a.forEach((x, i) => expect(largest(x, b[i])).toBeLessThan(1e-5));
  });
});
