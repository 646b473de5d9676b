import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as tf from '../../../src/lib/tf';
import { loadWeights, saveWeights, setModelWeights, weightsOfModel } from '../../../src/lib/weights';
import { fromHalf, toHalf } from '../../../src/lib/weights/half';

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-weights-'));
const file = (name: string): string => path.join(folder, name);
const values = Float32Array.from({ length: 60 }, (_, i) => Math.sin(i) * 10 ** ((i % 5) - 2));

test('halves: known bit patterns, ties to even, small and large numbers', () => {
  const known: [number, number][] = [[0, 0], [1, 0x3c00], [-2, 0xc000], [65504, 0x7bff], [65520, 0x7c00], [2 ** -24, 1], [2 ** -25, 0], [2 ** -14, 0x0400], [1 / 3, 0x3555], [1 + 2 ** -11, 0x3c00], [1 + 3 * 2 ** -11, 0x3c02], [Infinity, 0x7c00]]; // prettier-ignore
  for (const [x, bits] of known) expect([x, toHalf(x)]).toEqual([x, bits]);
  for (let bits = 0; bits < 0x7c00; bits++) expect(toHalf(fromHalf(bits))).toBe(bits);
  expect(fromHalf(toHalf(Number.NaN))).toBeNaN();
});

test.each([['float32', 0], ['float16', 5e-4], ['int8', 4e-3]] as const)('%s: what is saved comes back, as exactly as it is kept', (dtype, tolerance) => {
  saveWeights(file(dtype), { tensors: { 'a/kernel': { shape: [3, 4, 5], values }, 'a/bias': { shape: [5], values: values.slice(0, 5) } }, meta: { anchors: [[1, 2]] } }, { dtype }); // prettier-ignore
  const { tensors, meta } = loadWeights(file(dtype));
  expect(meta).toEqual({ anchors: [[1, 2]] });
  expect(tensors['a/kernel'].shape).toEqual([3, 4, 5]);
  const largest = (column: number): number => Math.max(...values.filter((_, i) => i % 5 === column).map(Math.abs));
  tensors['a/kernel'].values.forEach((x, i) => expect(Math.abs(x - values[i])).toBeLessThanOrEqual(tolerance * largest(i % 5) + (tolerance && 1e-7)));
});

test('damage is told: missing, cut, changed, another version, no such name', () => {
  saveWeights(file('x'), { tensors: { w: { shape: [60], values } }, meta: {} });
  const bytes = fs.readFileSync(file('x.bin'));
  const manifest = fs.readFileSync(file('x.json'), 'utf8');
  fs.writeFileSync(file('x.bin'), bytes.subarray(1));
  expect(() => loadWeights(file('x'))).toThrow(/should have 120 bytes, it has 119\. Restore/);
  bytes[7] ^= 1;
  fs.writeFileSync(file('x.bin'), bytes);
  expect(() => loadWeights(file('x'))).toThrow(/x\.bin is damaged: its sha256 is .* npm run train -- x/);
  fs.writeFileSync(file('x.json'), manifest.replace('"version":1', '"version":9'));
  expect(() => loadWeights(file('x'))).toThrow(/format version 9, this pack reads 1/);
  fs.writeFileSync(file('x.json'), '{"version"');
  expect(() => loadWeights(file('x'))).toThrow(/is not JSON/);
  expect(() => loadWeights('road/nothing')).toThrow(/there is no file .*nothing\.json/);
  expect(() => loadWeights('../etc')).toThrow(/expected a name like 'road\/detector'/);
  expect(() => saveWeights(file('x'), { tensors: { w: { shape: [2], values: Float32Array.of(1, NaN) } }, meta: {} })).toThrow(/'w' holds NaN/);
  expect(() => saveWeights(file('x'), { tensors: { w: { shape: [3], values: Float32Array.of(1, 2) } }, meta: {} })).toThrow(/has shape \(3\), but 2 values/);
});

test('a model made twice has the same names, and computes the same with the first one\'s weights', () => {
  const make = (units = 3): tf.LayersModel => tf.sequential({ layers: [tf.layers.dense({ units, inputShape: [4], name: 'one' }), tf.layers.batchNormalization({ name: 'norm' }), tf.layers.dense({ units: 2, name: 'two' })] }); // prettier-ignore
  const [a, b] = [make(), make()];
  const x = tf.randomNormal([5, 4], 0, 1, 'float32', 1);
  setModelWeights(b, weightsOfModel(a));
  expect((b.predict(x) as tf.Tensor).arraySync()).toEqual((a.predict(x) as tf.Tensor).arraySync());
  expect(Object.keys(weightsOfModel(a))).toContain('norm/moving_mean');
  expect(() => setModelWeights(make(4), weightsOfModel(a))).toThrow(/'one\/kernel' should have shape \(4, 4\), the weights have \(4, 3\)/);
  const { 'one/bias': _, ...rest } = weightsOfModel(a);
  expect(() => setModelWeights(b, rest)).toThrow(/missing one\/bias/);
});
