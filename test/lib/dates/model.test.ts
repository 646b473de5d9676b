import { attentionForward, attentionOf, attentionParts, attentionTable, batchLoss, evaluateDates, loadDataset, loadDateWeights, plotAttentionMap, preprocessData, trainDates, translate } from '../../../src/lib/dates';
import * as nn from '../../../src/lib/nn';
import * as np from '../../../src/lib/np';
import * as tf from '../../../src/lib/tf';
import { dateModel } from '../../../src/train/dates';

const { dataset, humanVocab, machineVocab } = loadDataset(64, 5);
const [X, Y, Xoh, Yoh] = preprocessData(dataset, humanVocab, machineVocab, 30, 10);
const zeros = (m: number): tf.Tensor => tf.zeros([m, 64]);
const variables = (model: tf.LayersModel): tf.Variable[] => model.trainableWeights.map((w) => w.read()) as tf.Variable[];
const largest = (x: tf.Tensor): number => tf.max(tf.abs(x)).dataSync()[0];

test('attentionForward gives what the model gives', () => {
  const model = dateModel();
  expect(model.countParams()).toBe(52_960);
  const outputs = tf.stack(model.predict([Xoh, zeros(64), zeros(64)]) as tf.Tensor[], 1);
  const { logits, alphas } = attentionForward(attentionParts(model), Xoh, 10);
  expect(largest(tf.sub(outputs, tf.softmax(logits)))).toBeLessThan(1e-6);
  expect(alphas.shape).toEqual([64, 10, 30]);
  expect(largest(tf.sub(tf.sum(alphas, -1), 1))).toBeLessThan(1e-5);
});

test('its gradients are those of the model, and a step of training is a step of model.fit', async () => {
  const [ours, fits] = [dateModel(3), dateModel(3)];
  fits.setWeights(ours.getWeights());
  const { loss, accuracy } = batchLoss(attentionParts(ours), Xoh, Yoh);
  const { grads } = tf.variableGrads(() => batchLoss(attentionParts(ours), Xoh, Yoh).loss, variables(ours));
  const unrolled = tf.variableGrads(() => {
    const outputs = tf.stack(fits.apply([Xoh, zeros(64), zeros(64)]) as tf.Tensor[], 1);
    return tf.div(tf.neg(tf.sum(tf.mul(Yoh, tf.log(outputs)))), 64) as tf.Scalar;
  }, variables(fits));
  expect(loss.dataSync()[0]).toBeCloseTo(unrolled.value.dataSync()[0], 4);
  expect(accuracy.dataSync()[0]).toBeLessThanOrEqual(1);
  variables(ours).forEach((v, i) => {
    const expected = unrolled.grads[variables(fits)[i].name];
    expect(largest(tf.sub(grads[v.name], expected))).toBeLessThan(1e-5 + 1e-3 * largest(expected));
  });

  fits.compile({ optimizer: tf.train.sgd(0.1), loss: 'categoricalCrossentropy', metrics: ['accuracy'] });
  const [fitLoss] = (await fits.trainOnBatch([Xoh, zeros(64), zeros(64)], tf.unstack(Yoh, 1))) as number[];
  const [report] = (await trainDates(ours, X, Y, { epochs: 1, batchSize: 64, optimizer: tf.train.sgd(0.1) })).slice(-1);
  expect(report.loss).toBeCloseTo(fitLoss, 3);
  ours.getWeights().forEach((w, i) => expect(largest(tf.sub(w, fits.getWeights()[i]))).toBeLessThan(1e-4));
});

test('training reports how it goes, learns, and leaves no tensors behind', async () => {
  const model = dateModel(2);
  const options = { batchSize: 16, optimizer: nn.adam({ learningRate: 0.01 }) };
  await trainDates(model, X, Y, { ...options, epochs: 1 });
  const before = tf.memory().numTensors;
  const reports = await trainDates(model, X, Y, { ...options, epochs: 6 });
  expect(tf.memory().numTensors).toBe(before);
  expect(reports.filter((r) => r.at === r.epoch).map((r) => r.epoch)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(reports.at(-1)!.loss).toBeLessThan(reports[0].loss);
});

test('a model that is not as modelf makes it is refused, with what to do', async () => {
  const other = tf.sequential({ layers: [tf.layers.dense({ units: 2, inputShape: [3] })] });
  await expect(trainDates(other, X, Y, { epochs: 1 })).rejects.toThrow(/compile the model first/);
  await expect(trainDates(other, X, Y, { epochs: 1, optimizer: tf.train.sgd(1) })).rejects.toThrow(/expected one bidirectional layer in the model, found 0: see that check\('9.1'\)/);
  const short = dateModel(1, [30, 4, 32, 64]);
  await expect(trainDates(short, X, Y, { epochs: 1, optimizer: tf.train.sgd(1) })).rejects.toThrow(/expected a model with 10 outputs.* got 4/);
  expect(() => loadDateWeights(dateModel(1, [30, 10, 16, 96]))).toThrow(/the model's preAttention\/0 has shape \(37, 64\), the shipped one \(37, 128\)/);
});

describe('the weights that ship', () => {
  const model = dateModel();
  beforeAll(() => loadDateWeights(model));

  test('translate 1,000 dates that were not trained on: 99 % of characters, 97 % of dates', () => {
    const { characters, dates, places, wrong } = evaluateDates(model, loadDataset(11_000, 12345).dataset.slice(10_000));
    expect(characters).toBeGreaterThan(0.999);
    expect(dates).toBeGreaterThan(0.99);
    expect(places).toHaveLength(10);
    expect(wrong.length).toBe(Math.round(1000 * (1 - dates)));
  });

  test('translate own texts', () => {
    expect(translate(model, ['3 May 1979', 'Saturday, May 9, 2018', '10.11.19'])).toEqual(['1979-05-03', '2018-05-09', '2019-11-10']);
    expect(translate(model, [])).toEqual([]);
  });

  test('attention: rows add up to 1 with the padding, year, month and day are looked at', () => {
    const attention = attentionOf(model, 'Tuesday, October 9, 1993');
    expect([attention.input.join(''), attention.output]).toEqual(['tuesday october 9 1993', '1993-10-09']);
    const { weights, padding } = attention;
    expect(weights.shape).toEqual([10, 22]);
    for (let t = 0; t < 10; t++) expect((np.sum(weights.at(t)) as number) + padding[t]).toBeCloseTo(1, 5);
    const share = (row: number, from: number, to: number): number => np.sum(weights.at(row, `${from}:${to}`)) as number;
    expect(share(3, 18, 22)).toBeGreaterThan(0.5); // the last digit of the year
    expect(share(9, 15, 18)).toBeGreaterThan(0.5); // the last digit of the day
    expect(attentionTable(attention)).toHaveLength(10);
    expect(() => attentionOf(model, '')).toThrow(/expected a date, got an empty text/);
  });

  test('plotAttentionMap draws and gives what it drew', () => {
    const log = jest.spyOn(console, 'log').mockImplementation(() => {});
    expect(plotAttentionMap(model, '€ 9 May 1998').input.slice(0, 3)).toEqual(['<unk>', ' ', '9']);
    expect(log.mock.calls.join()).toMatch(/picture: .*\.svg/);
    log.mockRestore();
  });
});
