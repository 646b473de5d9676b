/** @jest-environment ./test/support/tensorflowEnvironment.js */
import * as tf from '../../../src/lib/tf';
import { bidirectional, embedding, gru, layerNormalization, lstm, type GruConfig } from '../../../src/lib/nn';
import { cases, likeKeras, near, onEachBackend, survivesSaving, tensor } from './support';

const any = (value: unknown): never => value as never;

onEachBackend(() => {
  test.each(cases('gru').map((c) => [JSON.stringify({ ...c.config, masked: !!c.mask }), c] as const))(
    'gru: %s',
    (_n, c) => {
      const layer = gru(c.config as unknown as GruConfig);
      const mask = c.mask && tensor(c.mask);
      likeKeras(
        c,
        layer,
        ([x, ...initialState]) =>
          layer.apply(x, {
            ...(initialState.length ? { initialState } : {}),
            ...(mask ? { mask } : {}),
          }) as tf.Tensor[],
      );
    },
  );

  test.each(cases('bidirectional').map((c) => [`${c.mergeMode} ${JSON.stringify(c.config)}`, c] as const))(
    'bidirectional: %s',
    (_n, c) => {
      const layer = bidirectional({ layer: lstm(any(c.config)), mergeMode: any(c.mergeMode) });
      likeKeras(c, layer, ([x]) => layer.apply(x) as tf.Tensor);
    },
  );

  test.each(cases('layerNormalization').map((c) => [JSON.stringify(c.config), c] as const))(
    'layerNormalization: %s',
    (_n, c) => {
      const layer = layerNormalization(c.config);
      likeKeras(c, layer, ([x]) => layer.apply(x) as tf.Tensor);
    },
  );

  test.each(cases('embedding').map((c) => [JSON.stringify(c.config), c] as const))('embedding: %s', (_n, c) => {
    const layer = embedding(any(c.config));
    likeKeras(c, layer, ([x]) => layer.apply(x) as tf.Tensor, false);
  });

  test('layerNormalization: gradients of tfjs-layers’ own', () => {
    const [ours, theirs] = [layerNormalization(), tf.layers.layerNormalization()];
    const x = tf.randomNormal([4, 3, 6]);
    for (const layer of [ours, theirs]) {
      layer.apply(x);
      layer.setWeights([tf.linspace(0.5, 2, 6), tf.linspace(-1, 1, 6)]);
    }
    const g = [ours, theirs].map((layer) => tf.grad((v) => tf.sum(tf.exp(layer.apply(v) as tf.Tensor)))(x));
    near(g[0], g[1], 'gradient', 1e-4);
  });
});

describe('on the native backend', () => {
  test('gru: dropout, with and without that of the state, leaves no tensors behind', () => {
    for (const recurrentDropout of [0, 0.5]) {
      const layer = gru({ units: 2, dropout: 0.5, recurrentDropout });
      const x = tf.ones([2, 4, 3]);
      const run = (): void =>
        tf.tidy(() => {
          tf.variableGrads(() => tf.sum(layer.apply(x, { training: true }) as tf.Tensor));
        });
      layer.apply(x);
      run();
      const before = tf.memory().numTensors;
      run();
      expect(tf.memory().numTensors).toBe(before);
    }
  });

  test('a model of all of them trains, leaves no tensors behind and comes back from its file', async () => {
    const vectors = tf.randomNormal([9, 4]);
    const model = tf.sequential({
      layers: [
        embedding({ inputDim: 9, outputDim: 4, weights: [vectors], trainable: false, inputLength: 6 }),
        bidirectional({ layer: lstm({ units: 4, returnSequences: true }), mergeMode: 'sum' }),
        layerNormalization(),
        bidirectional({ layer: gru({ units: 3 }) }),
        tf.layers.dense({ units: 1, activation: 'sigmoid' }),
      ],
    });
    const rows = Array.from({ length: 32 }, (_, i) =>
      Array.from({ length: 6 }, (_, t) => 1 + ((i * 7 + t * t * 3 + i * t) % 8)),
    );
    const x = tf.tensor2d(rows);
    const y = tf.tensor2d(rows.map((r) => [r[0] > 4 ? 1 : 0]));
    model.compile({ optimizer: tf.train.adam(0.02), loss: 'binaryCrossentropy' });
    await model.fit(x, y, { epochs: 1, verbose: 0 });
    const before = tf.memory().numTensors;
    const { history } = await model.fit(x, y, { epochs: 40, verbose: 0 });
    expect(tf.memory().numTensors).toBe(before);
    expect(history.loss.at(-1)).toBeLessThan(0.1);
    near(model.layers[0].getWeights()[0], vectors, 'frozen embedding', 0);
    await survivesSaving(model, x);
  });

  test('bidirectional: states, masks and shapes', () => {
    const layer = bidirectional({ layer: lstm({ units: 3, returnState: true }) });
    expect(layer.computeOutputShape([null, 5, 2])).toHaveLength(5);
    expect((layer.apply(tf.zeros([2, 5, 2])) as tf.Tensor[]).map((t) => t.shape)).toEqual([[2, 6], [2, 3], [2, 3], [2, 3], [2, 3]]); // prettier-ignore
    const sequences = bidirectional({ layer: gru({ units: 3, returnSequences: true }), mergeMode: null });
    expect(sequences.computeOutputShape([null, 5, 2])).toEqual([[null, 5, 3], [null, 5, 3]]); // prettier-ignore
  });

  test('a mask of an embedding goes through both directions', () => {
    const model = tf.sequential({
      layers: [
        embedding({ inputDim: 5, outputDim: 3, maskZero: true, inputLength: 4 }),
        bidirectional({ layer: gru({ units: 2 }) }),
      ],
    });
    near(
      model.predict(tf.tensor2d([[1, 2, 0, 0]])) as tf.Tensor,
      model.predict(tf.tensor2d([[0, 0, 1, 2]])) as tf.Tensor,
      'output',
    );
  });

  test('wrong options are told', () => {
    expect(() => gru({ units: 0 })).toThrow('gru: expected units to be a positive integer, got 0');
    expect(() => gru({ units: 2, resetAfter: false })).toThrow('gru: expected resetAfter to be true');
    expect(() => bidirectional({ layer: any(tf.layers.dense({ units: 1 })) })).toThrow(
      'bidirectional: expected layer to be a recurrent layer',
    );
    expect(() => bidirectional({ layer: lstm({ units: 1 }), mergeMode: any('add') })).toThrow(
      "mergeMode 'concat', 'sum', 'mul', 'ave' or null, got 'add'",
    );
    expect(() => layerNormalization({ epsilon: -1 })).toThrow(
      'layerNormalization: expected epsilon to be a positive number, got -1',
    );
    expect(() => embedding({ inputDim: 1.5, outputDim: 2 })).toThrow(
      'embedding: expected inputDim to be a positive integer, got 1.5',
    );
    expect(() => embedding({ inputDim: 3, outputDim: 2, weights: [tf.zeros([2, 3])] })).toThrow(
      'embedding: expected weights of shape (3, 2), got (2, 3)',
    );
  });
});
