/** @jest-environment ./test/support/tensorflowEnvironment.js */
import * as tf from '../../../src/lib/tf';
import { FusedLSTM, lstm, lstmStep, type LstmConfig } from '../../../src/lib/nn';
import { cases, likeKeras, list, near, onEachBackend, survivesSaving, tensor } from './support';

const config = (c: Record<string, unknown>): LstmConfig => c as unknown as LstmConfig;

onEachBackend(() => {
  test.each(cases('lstm').map((c) => [JSON.stringify({ ...c.config, masked: !!c.mask }), c] as const))(
    'Keras: %s',
    (_n, c) => {
      const layer = lstm(config(c.config));
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

  test('the same as tf.layers.lstm with sigmoid', () => {
    const options = { units: 6, returnSequences: true, returnState: true, goBackwards: true };
    const [ours, theirs] = [lstm(options), tf.layers.lstm({ ...options, recurrentActivation: 'sigmoid' })];
    const x = tf.randomNormal([3, 7, 5]);
    ours.apply(x);
    theirs.apply(x);
    theirs.setWeights(ours.getWeights());
    const expected = theirs.apply(x) as tf.Tensor[];
    (ours.apply(x) as tf.Tensor[]).forEach((y, i) => near(y, expected[i], `output ${i}`));
  });

  test('a step after the other gives the sequence', () => {
    const layer = lstm({ units: 4, returnSequences: true, returnState: true });
    const x = tf.randomNormal<tf.Rank.R3>([2, 5, 3]);
    const [all, h, c] = layer.apply(x) as tf.Tensor2D[];
    let state: [tf.Tensor2D, tf.Tensor2D] = [tf.zeros([2, 4]), tf.zeros([2, 4])];
    const steps = tf.unstack(x, 1).map((xt) => (state = lstmStep(layer, xt as tf.Tensor2D, state))[0]);
    near(tf.stack(steps, 1), all, 'h of all steps');
    near(state[0], h, 'last h');
    near(state[1], c, 'last c');
  });

  test('gradients are those of small differences', () => {
    const layer = lstm({ units: 3 });
    const x = tf.randomNormal([2, 4, 3], 0, 1, 'float32', 3);
    layer.apply(x);
    const f = (v: tf.Tensor): tf.Scalar => tf.sum(tf.square(layer.apply(v) as tf.Tensor));
    const g = tf.grad(f)(x).dataSync();
    const [data, delta] = [x.dataSync(), 1e-2];
    for (const i of [0, 7, 13, 23]) {
      const at = (d: number): number =>
        f(
          tf.tensor(
            data.map((v, j) => (j === i ? v + d : v)),
            [2, 4, 3],
          ),
        ).dataSync()[0];
      expect(Math.abs((at(delta) - at(-delta)) / (2 * delta) - g[i])).toBeLessThan(2e-3);
    }
  });
});

describe('on the native backend', () => {
  test('one native operation runs the whole sequence; with a mask or other activations it goes step by step', async () => {
    const count = async (layer: FusedLSTM, kwargs: object): Promise<number> => {
      const x = tf.ones([2, 6, 3]);
      layer.apply(x);
      const profile = await tf.profile(() => layer.apply(x, kwargs) as tf.Tensor);
      return profile.kernels.length;
    };
    expect(await count(lstm({ units: 2 }), {})).toBeLessThan(12);
    expect(await count(lstm({ units: 2 }), { mask: tf.ones([2, 6]) })).toBeGreaterThan(60);
    expect(await count(lstm({ units: 2, activation: 'relu' }), {})).toBeGreaterThan(40);
    expect(await count(lstm({ units: 2, recurrentDropout: 0.5 }), { training: true })).toBeGreaterThan(60);
  });

  test('input dropout: one mask for all steps, in training only', () => {
    const dropoutFunc = (ones: tf.Tensor): tf.Tensor => tf.mul(ones, tf.tensor([2, 0, 2]));
    const layer = lstm(config({ units: 2, dropout: 0.5, dropoutFunc }));
    const x = tf.randomNormal([2, 4, 3]);
    const plain = layer.apply(x) as tf.Tensor;
    near(
      layer.apply(x, { training: true }) as tf.Tensor,
      layer.apply(tf.mul(x, tf.tensor([2, 0, 2]))) as tf.Tensor,
      'dropped',
    );
    near(layer.apply(x, { training: false }) as tf.Tensor, plain, 'as it is', 0);
  });

  test('a mask of an embedding reaches the layer', () => {
    const model = tf.sequential({
      layers: [tf.layers.embedding({ inputDim: 5, outputDim: 3, maskZero: true, inputLength: 4 }), lstm({ units: 2 })],
    });
    const [padded, longer] = [tf.tensor2d([[1, 2, 0, 0]]), tf.tensor2d([[0, 0, 1, 2]])];
    near(model.predict(padded) as tf.Tensor, model.predict(longer) as tf.Tensor, 'output');
  });

  test('stateful: a second call goes on', () => {
    const layer = lstm({ units: 2, stateful: true, batchInputShape: [1, 2, 3] });
    const whole = lstm({ units: 2 });
    const x = tf.randomNormal<tf.Rank.R3>([1, 4, 3]);
    const model = tf.sequential({ layers: [layer] });
    whole.apply(x);
    whole.setWeights(layer.getWeights());
    model.predict(tf.slice(x, [0, 0, 0], [1, 2, 3]));
    const y = model.predict(tf.slice(x, [0, 2, 0], [1, 2, 3])) as tf.Tensor;
    near(y, whole.apply(x) as tf.Tensor, 'output');
    layer.resetStates();
    near(
      model.predict(tf.slice(x, [0, 0, 0], [1, 2, 3])) as tf.Tensor,
      whole.apply(tf.slice(x, [0, 0, 0], [1, 2, 3])) as tf.Tensor,
      'reset',
    );
  });

  test("Keras' defaults: forget bias 1, orthogonal recurrent kernel, glorotUniform", () => {
    const layer = lstm({ units: 3 });
    layer.apply(tf.zeros([1, 2, 4]));
    const [kernel, recurrent, bias] = layer.getWeights();
    expect(bias.arraySync()).toEqual([0, 0, 0, 1, 1, 1, 0, 0, 0, 0, 0, 0]);
    near(tf.matMul(recurrent as tf.Tensor2D, recurrent as tf.Tensor2D, false, true), tf.eye(3), 'orthogonal');
    expect(tf.max(tf.abs(kernel)).dataSync()[0]).toBeLessThan(Math.sqrt(6 / 16));
    expect(layer.weights.map((w) => w.originalName.split('/').at(-1))).toEqual(['kernel', 'recurrent_kernel', 'bias']);
  });

  test('a seeded orthogonal initializer repeats', () => {
    const make = (): tf.Tensor => {
      const layer = lstm({ units: 3, recurrentInitializer: tf.initializers.orthogonal({ seed: 4 }) });
      layer.apply(tf.zeros([1, 2, 4]));
      return layer.getWeights()[1];
    };
    near(make(), make(), 'weights', 0);
  });

  test('saving: sequential, and a functional model with initial states', async () => {
    const x = tf.randomNormal([2, 5, 3]);
    await survivesSaving(
      tf.sequential({ layers: [lstm({ units: 4, inputShape: [5, 3], recurrentInitializer: 'orthogonal' })] }),
      x,
    );
    const inputs = [tf.input({ shape: [5, 3] }), tf.input({ shape: [4] }), tf.input({ shape: [4] })];
    const [y, h, c] = lstm({ units: 4, returnState: true, name: 'cell' }).apply(inputs[0], {
      initialState: inputs.slice(1),
    }) as tf.SymbolicTensor[];
    const model = tf.model({ inputs, outputs: [y, h, c] });
    expect(model.outputs.map((o) => o.shape)).toEqual([[null, 4], [null, 4], [null, 4]]); // prettier-ignore
    const values = [x, tf.randomNormal([2, 4]), tf.randomNormal([2, 4])];
    const warn = jest.spyOn(console, 'warn');
    await survivesSaving(model, values);
    expect(warn).not.toHaveBeenCalled();
    const outer = tf.model({ inputs, outputs: model.apply(inputs) as tf.SymbolicTensor[] });
    const expected = model.predict(values) as tf.Tensor[];
    (outer.predict(values) as tf.Tensor[]).forEach((y2, i) => near(y2, expected[i], `of the nested model, ${i}`));
  });

  test('one layer shared by several steps of a graph trains', async () => {
    const layer = lstm({ units: 4, returnState: true });
    const [x, h0, c0] = [tf.input({ shape: [3, 2] }), tf.input({ shape: [4] }), tf.input({ shape: [4] })];
    let state = [h0, c0];
    for (let t = 0; t < 3; t++) {
      const xt = tf.layers.cropping2D({ cropping: [[t, 2 - t], [0, 0]] }).apply(tf.layers.reshape({ targetShape: [3, 2, 1] }).apply(x)) as tf.SymbolicTensor; // prettier-ignore
      state = (
        layer.apply(tf.layers.reshape({ targetShape: [1, 2] }).apply(xt) as tf.SymbolicTensor, {
          initialState: state,
        }) as tf.SymbolicTensor[]
      ).slice(1);
    }
    const model = tf.model({ inputs: [x, h0, c0], outputs: state[0] });
    expect(model.countParams()).toBe(4 * (2 + 4 + 1) * 4);
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    const [xs, zeros] = [tf.randomNormal([2, 3, 2]), tf.zeros([2, 4])];
    const whole = lstm({ units: 4 });
    whole.apply(xs);
    whole.setWeights(layer.getWeights());
    near(model.predict([xs, zeros, zeros]) as tf.Tensor, whole.apply(xs) as tf.Tensor, 'unrolled');
    const { history } = await model.fit([xs, zeros, zeros], zeros, { epochs: 3, verbose: 0 });
    expect(history.loss[2]).toBeLessThan(history.loss[0] as number);
  });

  test('learns which of the first symbols came, and leaves no tensors behind', async () => {
    const labels = Array.from({ length: 64 }, (_, i) => i % 2);
    const x = tf.tensor3d(
      labels.map((l) => Array.from({ length: 12 }, (_, t) => [t === 0 ? 2 * l - 1 : 0, 0.1 * Math.sin(t)])),
    );
    const y = tf.tensor2d(labels, [64, 1]);
    const model = tf.sequential({
      layers: [lstm({ units: 8, inputShape: [12, 2] }), tf.layers.dense({ units: 1, activation: 'sigmoid' })],
    });
    model.compile({ optimizer: tf.train.adam(0.02), loss: 'binaryCrossentropy' });
    await model.fit(x, y, { epochs: 1, verbose: 0 }); // makes the optimizer's variables
    const before = tf.memory().numTensors;
    const { history } = await model.fit(x, y, { epochs: 40, verbose: 0 });
    (model.predict(x) as tf.Tensor).dispose();
    expect(tf.memory().numTensors).toBe(before);
    expect(history.loss.at(-1)).toBeLessThan(0.05);
  });

  test('recurrent dropout: step by step, its masks are not left behind', () => {
    const layer = lstm({ units: 2, dropout: 0.5, recurrentDropout: 0.5 });
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
  });

  test('units of any kind that is no positive integer, and states that do not fit, are told', () => {
    for (const units of [0, -1, 2.5, NaN, undefined, '4'])
      expect(() => lstm(config({ units }))).toThrow(/lstm: expected units to be a positive integer, got/);
    expect(() => lstm({ units: 2, dropout: 1.5 })).toThrow(
      'lstm: expected dropout to be a number from 0 up to, not including, 1, got 1.5',
    );
    const layer = lstm({ units: 2 });
    const x = tf.zeros([1, 3, 4]);
    expect(() => layer.apply(x, { initialState: [tf.zeros([1, 3]), tf.zeros([1, 3])] })).toThrow();
    const other = lstm({ units: 2 });
    other.apply(x);
    expect(() => other.apply(x, { initialState: [tf.zeros([1, 3]), tf.zeros([1, 3])] })).toThrow(
      'FusedLSTM: expected initial states of shape (1, 2), got (1, 3)',
    );
    expect(() => other.apply(x, { initialState: [tf.zeros([1, 2])] })).toThrow('expected 2 initial states, got 1');
    expect(() => lstmStep(other, tf.zeros([1, 3]), [tf.zeros([1, 2]), tf.zeros([1, 2])])).toThrow(
      'lstmStep: expected x of shape (batch, 4), got (1, 3)',
    );
    expect(() => lstmStep(tf.layers.dense({ units: 1 }) as never, tf.zeros([1, 3]), [] as never)).toThrow(
      'lstmStep: expected a layer made by lstm()',
    );
  });

  test('the config comes back', () => {
    const layer = lstm({ units: 5, returnSequences: true, goBackwards: true, dropout: 0.1, name: 'a' });
    const again = FusedLSTM.fromConfig(FusedLSTM as never, JSON.parse(JSON.stringify(layer.getConfig()))) as FusedLSTM;
    expect(again.getConfig()).toEqual(layer.getConfig());
    expect(list(layer.getClassName())).toEqual(['FusedLSTM']);
  });
});
