import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as tf from '../../../src/lib/tf';
import { loadDarknet, parseDarknetConfig } from '../../../src/lib/yolo';

const fixtures = path.join(__dirname, '../../fixtures/yolo');
const file = (name: string): string => path.join(fixtures, name);
const json = (name: string): { input: number[][][]; output: number[][][]; names: string[] } => JSON.parse(fs.readFileSync(file(name), 'utf8'));

test('a Darknet network computes what NumPy computes: batch normalization, shortcut, maxpool, route, reorg', () => {
  const { input, output } = json('darknet.json');
  const { model, anchors, numClasses } = loadDarknet(file('tiny.cfg'), file('tiny.weights'));
  const found = (model.predict(tf.tensor4d([input])) as tf.Tensor).dataSync();
  output.flat(2).forEach((x, i) => expect(Math.abs(found[i] - x)).toBeLessThan(1e-4 * Math.max(1, Math.abs(x))));
  expect([anchors, numClasses, model.outputs[0].shape]).toEqual([[[0.5, 0.6], [1.5, 2]], 2, [null, 4, 4, 14]]); // prettier-ignore
});

test('Darknet files that do not fit are told', () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-darknet-'));
  const write = (name: string, data: string | Buffer): string => (fs.writeFileSync(path.join(folder, name), data), path.join(folder, name));
  const weights = fs.readFileSync(file('tiny.weights'));
  expect(() => loadDarknet(file('tiny.cfg'), write('short', weights.subarray(0, 900)))).toThrow(/ends within convolutional_\d .* belong together/);
  expect(() => loadDarknet(file('tiny.cfg'), write('long', Buffer.concat([weights, Buffer.alloc(8)])))).toThrow('8 bytes of');
  expect(() => loadDarknet(file('tiny.cfg'), write('text', 'this is no weights file at all'))).toThrow('makes no sense');
  expect(() => loadDarknet(write('odd.cfg', '[net]\nwidth=8\nheight=8\n[lstm]\n'), file('tiny.weights'))).toThrow('section [lstm] in line 4 is not known');
  expect(() => parseDarknetConfig('width=3')).toThrow('line 1 is neither');
});

/** h5wasm is an ES module, which jest does not load: the built pack reads the files in a process of its own. */
function readKeras(name: string): Record<string, { shape: number[]; values: number[] }> {
  const script = `require(${JSON.stringify(path.resolve('dist/lib/yolo/files/keras.js'))}).readKerasWeights(process.argv[1]).then((w) => console.log(JSON.stringify(w, (k, v) => (ArrayBuffer.isView(v) ? Array.from(v) : v))), (e) => { console.error(e.message); process.exit(1); })`;
  return JSON.parse(execFileSync(process.execPath, ['-e', script, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e8 }));
}

test.each([['keras2.h5', (i: number, names: string[]) => names[i]], ['keras3.weights.h5', null]] as const)("%s: a model with these weights computes what Keras's did", (name, nameOf) => {
  const { input, output, names } = json('keras.json');
  const weights = readKeras(file(name));
  const keys = Object.keys(weights);
  if (nameOf) expect(keys).toEqual(names.map((_, i) => nameOf(i, names)));
  const model = tf.sequential({ layers: [tf.layers.conv2d({ filters: 4, kernelSize: 3, padding: 'same', inputShape: [6, 6, 3] }), tf.layers.batchNormalization({ epsilon: 1e-3 }), tf.layers.reLU(), tf.layers.flatten(), tf.layers.dense({ units: 5 })] }); // prettier-ignore
  const tensor = (prefix: string, k: number): tf.Tensor => {
    const key = keys.filter((x) => x.startsWith(prefix))[k];
    return tf.tensor(weights[key].values, weights[key].shape);
  };
  const [conv, norm, , , dense] = model.layers;
  const prefix = nameOf ? ['conv_a', 'norm_a', 'dense_a'] : ['conv2d', 'batch_normalization', 'dense'];
  conv.setWeights([tensor(prefix[0], 0), tensor(prefix[0], 1)]);
  norm.setWeights([0, 1, 2, 3].map((k) => tensor(prefix[1], k)));
  dense.setWeights([tensor(prefix[2], 0), tensor(prefix[2], 1)]);
  const found = (model.predict(tf.tensor(input)) as tf.Tensor).dataSync();
  output.flat(2).forEach((x, i) => expect(found[i]).toBeCloseTo(x as unknown as number, 4));
});

test('what is not a Keras file is told', () => {
  expect(() => readKeras(file('tiny.cfg'))).toThrow(/cannot be read as HDF5/);
});
