import * as nn from '../../../src/lib/nn';
import * as tf from '../../../src/lib/tf';

const values = (x: unknown): unknown => (x as tf.Tensor).arraySync();

test('timeStep cuts a step out', () => {
  const X = tf.tensor3d([
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [7, 8],
    ],
  ]);
  expect(values(nn.timeStep(1).apply(X))).toEqual([
    [3, 4],
    [7, 8],
  ]);
  expect((nn.timeStep(0).apply(tf.input({ shape: [5, 7] })) as tf.SymbolicTensor).shape).toEqual([null, 7]);
  expect(() => nn.timeStep(5).apply(tf.input({ shape: [5, 7] }))).toThrow(/there is no step 5 in a sequence of 5/);
  expect(() => nn.timeStep(-1)).toThrow(/timeStep: expected t to be a whole number/);
});

test('argMax and oneHot', () => {
  const p = tf.tensor2d([
    [0.1, 0.7, 0.2],
    [0.5, 0.2, 0.3],
  ]);
  const index = nn.argMax().apply(p) as tf.Tensor;
  expect([values(index), index.dtype]).toEqual([[1, 0], 'int32']);
  expect(values(nn.oneHot(3).apply(index))).toEqual([
    [0, 1, 0],
    [1, 0, 0],
  ]);
  const x = nn.oneHot(9).apply(nn.argMax().apply(tf.input({ shape: [9] }))) as tf.SymbolicTensor;
  expect(x.shape).toEqual([null, 9]);
  expect(() => nn.oneHot(0)).toThrow(/oneHot: expected depth/);
});

test('unitsOf knows dense and recurrent layers, built or not, and names others', () => {
  expect(
    [tf.layers.dense({ units: 3 }), nn.lstm({ units: 4 }), nn.gru({ units: 5 }), tf.layers.lstm({ units: 6 })].map(
      nn.unitsOf,
    ),
  ).toEqual([3, 4, 5, 6]);
  expect(() => nn.unitsOf(tf.layers.flatten())).toThrow(/unitsOf: expected a layer with units.* got Flatten/);
});

test('a model of them is saved and loaded', async () => {
  const X = tf.input({ shape: [4, 3] });
  const out = nn.oneHot(3).apply(nn.argMax().apply(nn.timeStep(2).apply(X))) as tf.SymbolicTensor;
  const model = tf.model({ inputs: X, outputs: out });
  const again = await tf.models.modelFromJSON({ modelTopology: model.toJSON(null, false) as never });
  const input = tf.randomUniform([2, 4, 3], 0, 1, 'float32', 5);
  expect(values(again.predict(input))).toEqual(values(model.predict(input)));
});

test('adam with decay: each step as Keras 2 computes it', () => {
  const w = tf.variable(tf.tensor1d([1, -2]));
  const optimizer = nn.adam({ learningRate: 0.1, decay: 0.5 });
  let [x, m, v] = [
    [1, -2],
    [0, 0],
    [0, 0],
  ];
  for (let t = 1; t <= 5; t++) {
    optimizer.minimize(() => tf.sum(tf.square(w)) as tf.Scalar);
    const rate = 0.1 / (1 + 0.5 * (t - 1));
    const g = x.map((xi) => 2 * xi);
    m = m.map((mi, i) => 0.9 * mi + 0.1 * g[i]);
    v = v.map((vi, i) => 0.999 * vi + 0.001 * g[i] ** 2);
    x = x.map((xi, i) => xi - (rate * (m[i] / (1 - 0.9 ** t))) / (Math.sqrt(v[i] / (1 - 0.999 ** t)) + 1e-7));
    Array.from(w.dataSync()).forEach((wi, i) => expect(wi).toBeCloseTo(x[i], 4));
  }
  for (const bad of [{ learningRate: 0 }, { beta1: 1 }, { decay: -1 }, { epsilon: Number.NaN }])
    expect(() => nn.adam(bad)).toThrow(/adam: expected/);
});
