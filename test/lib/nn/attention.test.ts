/** @jest-environment ./test/support/tensorflowEnvironment.js */
import * as tf from '../../../src/lib/tf';
import { embedding, layerNormalization, multiHeadAttention, type MultiHeadAttentionConfig } from '../../../src/lib/nn';
import { cases, likeKeras, near, onEachBackend, survivesSaving, tensor, type Case } from './support';

const callOf = (c: Case): Record<string, unknown> =>
  Object.fromEntries(Object.entries(c.call!).map(([k, v]) => [k, typeof v === 'boolean' ? v : tensor(v)]));

onEachBackend(() => {
  test.each(cases('attention').map((c) => [JSON.stringify([c.config, Object.keys(c.call!)]), c] as const))(
    'Keras: %s',
    (_n, c) => {
      const layer = multiHeadAttention(c.config as unknown as MultiHeadAttentionConfig);
      const kwargs = callOf(c);
      likeKeras(c, layer, (inputs) => layer.apply(inputs, kwargs) as tf.Tensor[]);
      expect(layer.weights.map((w) => w.originalName.split('/').slice(-2).join('/'))).toEqual(c.weightNames);
    },
  );
});

describe('on the native backend', () => {
  const config = { numHeads: 2, keyDim: 3 };

  test('padding masks: padded values get no attention; an embedding hands its own on', () => {
    const layer = multiHeadAttention({ ...config, returnAttentionScores: true });
    const x = tf.randomNormal([2, 4, 5]);
    const padding = tf.tensor2d([[1, 1, 0, 0], [1, 1, 1, 1]]); // prettier-ignore
    const [output, scores] = layer.apply([x, x], { valueMask: padding }) as tf.Tensor[];
    const last = tf.slice(scores, [0, 0, 0, 2], [1, 2, 4, 2]);
    expect(tf.sum(tf.abs(last)).dataSync()[0]).toBe(0);
    near(tf.sum(scores, -1), tf.ones([2, 2, 4]), 'sums');
    near(
      (layer.apply([x, x], { attentionMask: tf.tile(tf.expandDims(padding, 1), [1, 4, 1]) }) as tf.Tensor[])[0],
      output,
      'as an attention mask',
    );

    const input = tf.input({ shape: [4] });
    const embedded = embedding({ inputDim: 5, outputDim: 3, maskZero: true }).apply(input) as tf.SymbolicTensor;
    const model = tf.model({
      inputs: input,
      outputs: multiHeadAttention({ ...config, returnAttentionScores: true }).apply([
        embedded,
        embedded,
      ]) as tf.SymbolicTensor[],
    });
    const [, own] = model.predict(tf.tensor2d([[1, 2, 0, 0]])) as tf.Tensor[];
    expect(tf.sum(tf.abs(tf.slice(own, [0, 0, 0, 2], [1, 2, 4, 2]))).dataSync()[0]).toBe(0);
  });

  test('a call leaves its results only', () => {
    const layer = multiHeadAttention(config);
    const [x, attentionMask] = [tf.randomNormal([2, 4, 5]), tf.ones([2, 4, 4])];
    layer.apply([x, x]);
    const before = tf.memory().numTensors;
    layer.apply([x, x], { attentionMask, returnAttentionScores: true });
    expect(tf.memory().numTensors).toBe(before + 2);
  });

  test('dropout in training only', () => {
    const layer = multiHeadAttention({ ...config, dropout: 0.9 });
    const x = tf.randomNormal([2, 8, 5]);
    const plain = layer.apply([x, x]) as tf.Tensor;
    near(layer.apply([x, x], { training: false }) as tf.Tensor, plain, 'as it is', 0);
    expect(
      tf.max(tf.abs(tf.sub(layer.apply([x, x], { training: true }) as tf.Tensor, plain))).dataSync()[0],
    ).toBeGreaterThan(0.01);
  });

  test('in a graph: a mask as an input, scores, training, saving, no tensors left behind', async () => {
    const inputs = [tf.input({ shape: [3, 4] }), tf.input({ shape: [3, 3] })];
    const [attended, scores] = multiHeadAttention({ ...config, dropout: 0.1 }).apply([inputs[0], inputs[0]], {
      attentionMask: inputs[1],
      returnAttentionScores: true,
    }) as tf.SymbolicTensor[];
    const normal = layerNormalization({ epsilon: 1e-6 }).apply(
      tf.layers.add().apply([attended, inputs[0]]),
    ) as tf.SymbolicTensor;
    expect([attended.shape, scores.shape]).toEqual([[null, 3, 4], [null, 2, 3, 3]]); // prettier-ignore
    const values = [
      tf.randomNormal([8, 3, 4]),
      tf.tile(tf.expandDims(tf.linalg.bandPart(tf.ones([3, 3]), -1, 0), 0), [8, 1, 1]),
    ];
    await survivesSaving(tf.model({ inputs, outputs: [normal, scores] }), values);
    const model = tf.model({ inputs, outputs: tf.layers.dense({ units: 4 }).apply(normal) as tf.SymbolicTensor });
    model.compile({ optimizer: tf.train.adam(0.01), loss: 'meanSquaredError' });
    const y = tf.reverse(values[0], 2);
    await model.fit(values, y, { epochs: 1, verbose: 0 });
    const before = tf.memory().numTensors;
    const { history } = await model.fit(values, y, { epochs: 60, verbose: 0 });
    expect(tf.memory().numTensors).toBe(before);
    expect(history.loss.at(-1)).toBeLessThan((history.loss[0] as number) / 3);
  });

  test('a transformer block in a graph: self-attention, cross-attention, a mask, what is used twice', async () => {
    const [words, memory, mask] = [tf.input({ shape: [4] }), tf.input({ shape: [3, 5] }), tf.input({ shape: [4, 3] })];
    let x = embedding({ inputDim: 7, outputDim: 6, maskZero: true }).apply(words) as tf.SymbolicTensor;
    const add = (a: tf.SymbolicTensor, b: unknown): tf.SymbolicTensor =>
      tf.layers.add().apply([a, b as tf.SymbolicTensor]) as tf.SymbolicTensor;
    x = add(x, multiHeadAttention(config).apply([x, x, x], { useCausalMask: true }));
    x = add(x, multiHeadAttention(config).apply([x, memory], { attentionMask: mask }));
    x = add(x, layerNormalization().apply(x));
    const model = tf.model({ inputs: [words, memory, mask], outputs: x });
    const values = [tf.tensor2d([[1, 2, 3, 0]]), tf.randomNormal([1, 3, 5]), tf.ones([1, 4, 3])];
    const before = tf.memory().numTensors;
    expect((model.predict(values) as tf.Tensor).shape).toEqual([1, 4, 6]);
    expect(tf.memory().numTensors).toBe(before + 1);
    await survivesSaving(model, values);
    const later = [tf.tensor2d([[1, 2, 3, 4]]), values[1], values[2]];
    const [a, b] = [
      model.predict([tf.tensor2d([[1, 2, 3, 5]]), ...values.slice(1)]),
      model.predict(later),
    ] as tf.Tensor[];
    near(tf.slice(a, [0, 0, 0], [1, 3, 6]), tf.slice(b, [0, 0, 0], [1, 3, 6]), 'before the word that differs');
  });

  test('gradients are those of small differences', () => {
    const layer = multiHeadAttention(config);
    const x = tf.randomNormal([1, 3, 4], 0, 1, 'float32', 5);
    const f = (v: tf.Tensor): tf.Scalar => tf.sum(tf.square(layer.apply([v, v], { useCausalMask: true }) as tf.Tensor));
    f(x);
    const g = tf.grad(f)(x).dataSync();
    const [data, delta] = [x.dataSync(), 1e-2];
    for (const i of [0, 5, 11]) {
      const at = (d: number): number =>
        f(
          tf.tensor(
            data.map((v, j) => (j === i ? v + d : v)),
            [1, 3, 4],
          ),
        ).dataSync()[0];
      expect(Math.abs((at(delta) - at(-delta)) / (2 * delta) - g[i])).toBeLessThan(1e-2 * Math.max(1, Math.abs(g[i])));
    }
  });

  test('wrong options and calls are told', () => {
    const make = (c: object) => () => multiHeadAttention({ ...config, ...c } as MultiHeadAttentionConfig);
    expect(make({ numHeads: 0 })).toThrow('multiHeadAttention: expected numHeads to be a positive integer, got 0');
    expect(make({ keyDim: 1.5 })).toThrow('multiHeadAttention: expected keyDim to be a positive integer, got 1.5');
    expect(make({ dropout: 2 })).toThrow('expected dropout to be a number from 0 up to, not including, 1, got 2');
    expect(make({ kernelInitializer: 'none' })).toThrow(
      "expected an initializer or its name, such as 'glorotUniform', got 'none'",
    );
    expect(() => make({})().apply(new Array(4).fill(tf.zeros([1, 2, 3])))).toThrow(
      'multiHeadAttention: expected [query, value] or [query, value, key], got 4 tensors',
    );
    const layer = make({})();
    const [a, b] = [tf.input({ shape: [2, 4] }), tf.input({ shape: [2, 4] })];
    layer.apply([a, b]);
    expect(() => layer.apply([b, a], { useCausalMask: true })).toThrow(
      'expected the same useCausalMask in all uses of the layer in a graph',
    );
  });
});
