import * as nn from '../../../src/lib/nn';
import * as np from '../../../src/lib/np';
import * as tf from '../../../src/lib/tf';
import { loadJazz } from '../../../src/lib/data';
import {
  buildCorpus,
  dataProcessing,
  generateMusic,
  kindOfPitch,
  progression,
  readMidi,
  soloOf,
  writeMidi,
  type Sampler,
} from '../../../src/lib/music';
import { compose } from '../../../datasets/jazz/generate';
import fs from 'node:fs';
import { datasetPath } from '../../../src/lib/data';

const { djmodel, musicInferenceModel, predictAndSample } = require('../../../dist/solutions/06-jazz.js') as {
  djmodel: (...args: unknown[]) => tf.LayersModel;
  musicInferenceModel: (...args: unknown[]) => tf.LayersModel;
  predictAndSample: Sampler;
};

beforeAll(() => jest.spyOn(console, 'log').mockImplementation(() => {}));
afterAll(() => jest.restoreAllMocks());

describe('the data set', () => {
  const jazz = loadJazz();

  test('the files are what the composer writes', () => {
    compose().forEach((song, i) =>
      expect(Buffer.from(writeMidi(song)).equals(fs.readFileSync(datasetPath('jazz', `solo-${i + 1}.mid`)))).toBe(true),
    );
  });

  test('shapes, and Y is X one step on', () => {
    expect([jazz.nValues, jazz.corpus.length, jazz.X.shape, jazz.Y.shape]).toEqual([
      90,
      509,
      [60, 30, 90],
      [30, 60, 90],
    ]);
    expect(jazz.X.at(':', 0).sum()).toBe(0);
    expect(jazz.Y.at(29).sum()).toBe(0);
    for (let t = 1; t < 30; t++) expect(np.arrayEqual(jazz.X.at(':', t), jazz.Y.at(t - 1))).toBe(true);
    expect(np.arrayEqual(jazz.X.at(':', '1:').sum({ axis: 2 }) as np.NDArray, np.ones([60, 29]))).toBe(true);
    jazz.indicesValues.forEach((value, i) => expect(jazz.valuesIndices.get(value)).toBe(i));
  });

  test("excerpts begin where NumPy's seed 0 says", () => {
    const starts = [172, 47, 117, 192]; // np.random.seed(0); np.random.choice(479) four times
    for (const [i, start] of starts.entries())
      expect(jazz.indicesValues[np.argmax(jazz.X.at(i, 1)) as number]).toBe(jazz.corpus[start + 1]);
  });

  test('the solos are music: most notes belong to the chord, lines move in small steps, there are rests and triplets', () => {
    for (const { melody, chords } of jazz.solos) {
      const onBeat = melody.filter((n) => n.start % 2 < 1e-6);
      const inChord = onBeat.filter(
        (n) => kindOfPitch(n.pitch, chords.filter((c) => c.start <= n.start + 1e-6).at(-1)!) === 'C',
      );
      expect(inChord.length / onBeat.length).toBeGreaterThan(0.8);
      const steps = melody.slice(1).map((n, i) => Math.abs(n.pitch - melody[i].pitch));
      expect(steps.reduce((a, b) => a + b, 0) / steps.length).toBeLessThan(4.5);
    }
    expect(jazz.corpus.filter((t) => t.startsWith('R')).length).toBeGreaterThan(25);
    expect(jazz.corpus.join(' ')).toMatch(/4\(\S+ \S4\(\S+ \S4\(/);
  });

  test('errors name what is wrong', () => {
    expect(() => dataProcessing(['R1'], new Map([['R1', 0]]))).toThrow(/more than 30 values, got 1/);
    expect(() => dataProcessing(new Array(50).fill('R1'), new Map())).toThrow(/the value 'R1' has no index/);
    expect(() => soloOf({ name: 'x', tempo: 100, tracks: [] })).toThrow(/'x' has no/);
    expect(buildCorpus([]).corpus).toEqual([]);
  });
});

describe('generating', () => {
  const values = ['A4(-1)', 'C12(3..4)', 'C8(-4..-3)', 'R12', 'S4(2)', 'S8(-1)'];
  const layers = (): [tf.layers.Layer, tf.layers.Layer] => [
    nn.lstm({ units: 8, returnState: true }),
    tf.layers.dense({ units: 6, activation: 'softmax' }),
  ];
  const choruses = [progression('Dm7 | G7 | Cmaj7 | C6'), progression('Gm7 | C7 | F6 | F6')];

  test('a song of all choruses, the same for the same seed, that can be written and read', () => {
    const model = musicInferenceModel(...layers(), 20);
    const options = { choruses, seed: 3, diversity: 1 };
    const song = generateMusic(model, predictAndSample, values, options);
    expect(generateMusic(model, predictAndSample, values, options)).toEqual(song);
    expect(song.tracks.map((t) => t.name)).toEqual(['Solo', 'Chords', 'Bass', 'Ride']);
    for (const n of song.tracks[0].notes) expect(n.start + n.duration).toBeLessThanOrEqual(32 + 1e-6);
    expect(readMidi(writeMidi(song)).tracks).toHaveLength(song.tracks[0].notes.length > 0 ? 4 : 3);
  });

  test('no tensor is left behind', () => {
    const model = musicInferenceModel(...layers(), 5);
    const run = () => generateMusic(model, predictAndSample, values, { choruses });
    run();
    const before = tf.memory().numTensors;
    run();
    expect(tf.memory().numTensors).toBe(before);
  });

  test('a model of another size, or a wrong index, is named', () => {
    const model = musicInferenceModel(...layers(), 3);
    expect(() => generateMusic(model, predictAndSample, ['R12'], { choruses })).toThrow(
      /draws from 6 values, but indicesValues has 1/,
    );
    const wrong: Sampler = () => [tf.zeros([1, 6]), tf.tensor2d([[7]], [1, 1], 'int32')];
    expect(() => generateMusic(model, wrong, values, { choruses })).toThrow(
      /gave the index 7 at step 0; values have indices 0 to 5/,
    );
  });
});

test('training on the solos: from ln 90 a step down to less than a third in 25 epochs, and the playing model has learned', async () => {
  const jazz = loadJazz();
  const [LSTMCell, densor] = [
    nn.lstm({ units: 64, returnState: true }),
    tf.layers.dense({ units: 90, activation: 'softmax' }),
  ];
  const model = djmodel(30, LSTMCell, densor, tf.layers.reshape({ targetShape: [1, 90] }));
  expect([model.layers.length, model.countParams()]).toEqual([36, 45530]);
  model.compile({ optimizer: nn.adam({ learningRate: 0.01, decay: 0.01 }), loss: 'categoricalCrossentropy' });
  const zeros = tf.zeros([60, 64]);
  const { history } = await model.fit([tf.toTensor(jazz.X), zeros, zeros], tf.unstack(tf.toTensor(jazz.Y)), {
    epochs: 25,
    verbose: 0,
  });
  const losses = history.loss as number[];
  expect(losses[0]).toBeGreaterThan(120);
  expect(losses[0]).toBeLessThan(135);
  expect(losses[24]).toBeLessThan(95);
  const playing = musicInferenceModel(LSTMCell, densor, 10);
  expect(playing.layers).toHaveLength(32);
  const [results, indices] = predictAndSample(playing, tf.zeros([1, 1, 90]), tf.zeros([1, 64]), tf.zeros([1, 64]));
  expect([results.shape, indices.shape, indices.dtype]).toEqual([[10, 90], [10, 1], 'int32']);
}, 300_000);
