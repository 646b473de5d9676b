import * as tf from '../../../../src/lib/tf';

const native = tf.backendName === 'tensorflow' ? describe : describe.skip;
const [X, Y] = [tf.randomNormal([40, 6], 0, 1, 'float32', 1), tf.randomNormal([40, 2], 0, 1, 'float32', 2)];

function network(dropout = 0): tf.LayersModel {
  const inputs = tf.input({ shape: [6] });
  const dense = (units: number, seed: number, activation?: 'tanh'): tf.layers.Layer => tf.layers.dense({ units, activation, kernelInitializer: tf.initializers.glorotNormal({ seed }) });
  const hidden = tf.layers.dropout({ rate: dropout }).apply(dense(8, 1, 'tanh').apply(inputs) as tf.SymbolicTensor);
  return tf.model({ inputs, outputs: dense(2, 2).apply(hidden) as tf.SymbolicTensor });
}

/** What `work` gives as graphs, and operation by operation. */
async function both<T>(work: () => T | Promise<T>): Promise<[graph: T, eager: T]> {
  const random = Math.random;
  const once = async (eager: boolean): Promise<T> => {
    tf.setRandomSeed(1);
    tf.runFunctionsEagerly(eager);
    return work();
  };
  try {
    return [await once(false), await once(true)];
  } finally {
    tf.runFunctionsEagerly(false);
    Math.random = random;
  }
}

const weights = (model: tf.LayersModel): number[] => model.getWeights().flatMap((w) => Array.from(w.dataSync()));
const sameNumbers = (a: number[], b: number[], digits = 5): void => {
  expect(a.length).toBe(b.length);
  a.forEach((value, i) => expect(value).toBeCloseTo(b[i], digits));
};

/** How often the layers ran. */
function counting(model: tf.LayersModel): () => number {
  let count = 0;
  const layer = model.layers[1];
  const call = layer.call.bind(layer);
  layer.call = (...args) => (count++, call(...args));
  return () => count;
}

native('fit', () => {
  test.each<[string, number, () => tf.Optimizer]>([
    ['adam', 0, () => tf.train.adam(0.01)],
    ['sgd and dropout', 0.5, () => tf.train.sgd(0.1)],
    ['rmsprop', 0, () => tf.train.rmsprop(0.01)],
  ])('with %s: losses, metrics and weights are those without graphs, and the layers run a few times only', async (_, dropout, optimizer) => {
    let [ran, calls] = [0, 0];
    const [graph, eager] = await both(async () => {
      const model = network(dropout);
      const count = counting(model);
      model.compile({ optimizer: optimizer(), loss: 'meanSquaredError', metrics: ['mae'] });
      const { history } = await model.fit(X, Y, { epochs: 4, batchSize: 10, shuffle: false, validationData: [X, Y], verbose: 0 });
      [ran, calls] = [calls, count()];
      return [...(history.loss as number[]), ...(history.mae as number[]), ...(history.val_loss as number[]), ...weights(model)];
    });
    sameNumbers(graph, eager);
    expect(calls).toBeGreaterThanOrEqual(4 * 4 + 4 * 2); // the second run, eagerly
    expect(ran).toBeLessThan(calls);
  });

  test('a learning rate that a callback changes is heeded', async () => {
    const [graph, eager] = await both(async () => {
      const model = network();
      const optimizer = tf.train.adam(0.1);
      model.compile({ optimizer, loss: 'meanSquaredError' });
      const onEpochBegin = async (epoch: number): Promise<void> => void ((optimizer as unknown as { learningRate: number }).learningRate = 0.1 / (epoch + 1));
      await model.fit(X, Y, { epochs: 5, batchSize: 10, shuffle: false, verbose: 0, callbacks: { onEpochBegin } });
      return weights(model);
    });
    sameNumbers(graph, eager);
  });

  test('compiling anew and freezing layers are heeded', async () => {
    const model = network();
    const fit = (epochs: number): Promise<tf.History> => model.fit(X, Y, { epochs, batchSize: 10, shuffle: false, verbose: 0 });
    model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
    await fit(3);
    model.compile({ optimizer: tf.train.sgd(0), loss: 'meanAbsoluteError' });
    const before = weights(model);
    const { history } = await fit(3);
    sameNumbers(weights(model), before);
    expect(history.loss[2]).toBeCloseTo(tf.metrics.meanAbsoluteError(Y, model.predict(X) as tf.Tensor).mean().dataSync()[0], 4);
    model.layers[1].trainable = false;
    model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
    const frozen = Array.from(model.layers[1].getWeights()[0].dataSync());
    await fit(3);
    expect(Array.from(model.layers[1].getWeights()[0].dataSync())).toEqual(frozen);
    expect(weights(model)).not.toEqual(before);
  });

  test('leaves no tensors behind, with a last batch that is smaller', async () => {
    const model = network(0.5);
    model.compile({ optimizer: 'adam', loss: 'meanSquaredError' });
    const fit = (): Promise<tf.History> => model.fit(X, Y, { epochs: 8, batchSize: 12, verbose: 0 });
    await fit();
    const before = tf.memory().numTensors;
    await fit();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a loss of the learner that reads values trains all the same', async () => {
    const model = network();
    const loss = (yTrue: tf.Tensor, yPred: tf.Tensor): tf.Tensor => tf.mean(tf.square(tf.sub(yTrue, yPred))).mul(yPred.dataSync()[0] > 1e9 ? 0 : 1);
    model.compile({ optimizer: tf.train.sgd(0.1), loss });
    const { history } = await model.fit(X, Y, { epochs: 5, batchSize: 10, verbose: 0 });
    expect(history.loss[4]).toBeLessThan(history.loss[0] as number);
  });
});

native('predict', () => {
  test('is a graph after some calls, in batches, and follows the weights', () => {
    const model = network(0.5);
    const count = counting(model);
    const predicted = (): number[] => Array.from((model.predict(X, { batchSize: 16 }) as tf.Tensor).dataSync());
    const first = predicted();
    for (let i = 0; i < 5; i++) sameNumbers(predicted(), first);
    expect(count()).toBe(4 * 3); // four calls of three batches
    model.setWeights(model.getWeights().map((w) => tf.mul(w, 0)));
    expect(predicted().every((v) => v === 0)).toBe(true);
  });

  test('of several outputs', () => {
    const inputs = tf.input({ shape: [3] });
    const outputs = [1, 2].map((units) => tf.layers.dense({ units }).apply(inputs) as tf.SymbolicTensor);
    const model = tf.model({ inputs, outputs });
    const x = tf.ones([2, 3]);
    const once = (): number[][] => (model.predict(x) as tf.Tensor[]).map((t) => Array.from(t.dataSync()));
    const first = once();
    for (let i = 0; i < 5; i++) expect(once()).toEqual(first);
  });
});
