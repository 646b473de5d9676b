import * as np from '../../../src/lib/np';
import * as tf from '../../../src/lib/tf';
import { trainBatches } from '../../../src/lib/training/batches';

describe('trainBatches', () => {
  const step = (seen: number[][]) => (rows: np.NDArray): [tf.Scalar, tf.Scalar] => {
    seen.push(rows.tolist() as number[]);
    return [tf.scalar(seen.length), tf.scalar(0.5)];
  };

  test('every epoch has its own order, batches of one size, no example twice', async () => {
    const seen: number[][] = [];
    await trainBatches(23, step(seen), { epochs: 2, batchSize: 5 });
    expect(seen.map((rows) => rows.length)).toEqual(new Array(8).fill(5));
    for (const epoch of [seen.slice(0, 4), seen.slice(4)]) expect(new Set(epoch.flat()).size).toBe(20);
    expect(seen[0]).not.toEqual(seen[4]);
  });

  test('reports tell means since the last one, and end at whole epochs', async () => {
    const before = tf.memory().numTensors;
    const told: number[] = [];
    const reports = await trainBatches(40, step([]), { epochs: 2, batchSize: 2, onProgress: (p) => told.push(p.at) });
    expect(reports).toHaveLength(20);
    expect(reports.map((r) => r.at)).toEqual(told);
    expect(reports[0]).toMatchObject({ epoch: 1, epochs: 2, at: 0.1, loss: 1.5, accuracy: 0.5 });
    expect(reports.at(-1)).toMatchObject({ epoch: 2, at: 2, loss: 39.5 });
    expect(tf.memory().numTensors).toBe(before);
  });

  test('with dropRemainder false every example comes, the last batch being smaller', async () => {
    const seen: number[][] = [];
    const reports = await trainBatches(23, step(seen), { epochs: 1, batchSize: 5, dropRemainder: false, reportsAnEpoch: 5 });
    expect(seen.map((rows) => rows.length)).toEqual([5, 5, 5, 5, 3]);
    expect(seen.flat().sort((a, b) => a - b)).toEqual([...new Array(23).keys()]);
    expect(reports.map((r) => r.at)).toEqual([0.2, 0.4, 0.6, 0.8, 1]);
  });

  test('fewer examples than a batch holds are refused', () => expect(trainBatches(3, step([]), { epochs: 1 })).rejects.toThrow('trainBatches: expected at least one batch of 64 examples, got 3'));
});
