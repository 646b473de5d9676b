import * as tf from '../../../src/lib/tf';

let log: jest.SpyInstance;
beforeEach(() => (log = jest.spyOn(console, 'log').mockImplementation(() => undefined)));
afterEach(() => log.mockRestore());

/** Jest's `process` is a copy that gets no signals: a real one is sent in test/kernel. */
const interrupt = (): boolean => process.emit('SIGINT', 'SIGINT');
const listeners = (): unknown[] => process.rawListeners('SIGINT');

/** A model whose fit would take for ever. */
function longTraining(): {
  model: tf.Sequential;
  fit: (onEpochEnd: (epoch: number) => Promise<void>) => Promise<tf.History>;
} {
  const model = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })] });
  model.compile({ optimizer: tf.train.sgd(0.1), loss: 'meanSquaredError' });
  const [x, y] = [tf.tensor2d([[1, 2], [3, 4], [5, 6]]), tf.tensor2d([[1], [2], [3]])]; // prettier-ignore
  return {
    model,
    fit: (onEpochEnd) =>
      tf.interruptible(model, () =>
        model.fit(x, y, { epochs: 1e9, batchSize: 1, verbose: 0, callbacks: { onEpochEnd } }),
      ),
  };
}

test('an interrupt ends fit, the model keeps its weights, and the listeners are those of before', async () => {
  const kernel = jest.fn();
  process.on('SIGINT', kernel);
  const before = listeners();
  const { model, fit } = longTraining();
  const history = await fit(async (epoch) => {
    if (epoch === 2) interrupt();
  });
  expect(history.epoch.length).toBeLessThan(200);
  expect(
    model
      .getWeights()[0]
      .dataSync()
      .some((w) => w !== 0),
  ).toBe(true);
  expect(kernel).not.toHaveBeenCalled();
  expect(log.mock.calls[0][0]).toContain('The model keeps what it has learned');
  expect(listeners()).toEqual(before);
  const again = await tf.interruptible(model, () =>
    model.fit(tf.zeros([1, 2]), tf.zeros([1, 1]), { epochs: 2, verbose: 0 }),
  );
  expect(again.epoch).toHaveLength(2); // it can be trained on
  process.off('SIGINT', kernel);
});

test('a second interrupt goes to those who listened before', async () => {
  const kernel = jest.fn();
  process.on('SIGINT', kernel);
  let finish = (): void => undefined;
  const stuck = tf.interruptible({ stopTraining: false }, () => new Promise<void>((resolve) => (finish = resolve)));
  await new Promise((resolve) => setTimeout(resolve, 20));
  for (let i = 0; i < 2; i++) {
    interrupt();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  expect(kernel).toHaveBeenCalledTimes(1);
  finish();
  await stuck;
  process.off('SIGINT', kernel);
});

test('the listeners come back when training fails', async () => {
  const before = listeners();
  await expect(tf.interruptible({ stopTraining: false }, () => Promise.reject(new Error('no data')))).rejects.toThrow(
    'no data',
  );
  expect(listeners()).toEqual(before);
});
