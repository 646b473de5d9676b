import * as np from '../../lib/np';
import { defineAssignment, type HiddenTest, type ScriptedTest } from '../define';

type Vectors = Record<string, np.NDArray>;
type Indices = Record<string, number>;

const WORDS = 'and apple ball cake day eat fun good happy i is love my never not play sad the very we you'.split(' ');

/** Random vectors for the first n words; seeded. */
function vectors(seed: number, dim: number, n = WORDS.length): Vectors {
  const rs = new np.random.RandomState(seed);
  return Object.fromEntries(WORDS.slice(0, n).map((word) => [word, rs.uniform(-1, 1, [dim]) as np.NDArray]));
}

/** Numbers from 1 in alphabetical order, as in the notebook; or in any other order, since the functions are given the numbers. */
const indices = (words: readonly string[] = WORDS): Indices => Object.fromEntries(words.map((word, i) => [word, i + 1]));
const REVERSED = indices([...WORDS].reverse());

const test = (name: string, property: string, args: () => unknown[], more: Partial<HiddenTest> = {}): HiddenTest => ({ name, property, args, ...more }) as HiddenTest;

// ---- 8.1

const average = (name: string, property: string, sentence: string, map: () => Vectors): HiddenTest => test(name, property, () => [sentence, map()]);

const averageTests: HiddenTest[] = [
  average('one word', 'the average of one word is its vector', 'ball', () => vectors(1, 50)),
  average('a whole sentence', 'all words are averaged', 'we play ball and eat cake', () => vectors(2, 50)),
  average('other vectors', 'the length of the vectors is taken from the map, not fixed', 'i love you', () => vectors(3, 7)),
  average('a map without the first word of another', 'no word is taken for granted to find the length of the vectors', 'fun', () => ({ fun: np.array([1, 2, 3]) })),
  average('upper case', 'the sentence is made lower case', 'We PLAY Ball', () => vectors(4, 10)),
  average('unknown words', 'unknown words count neither in the sum nor in the number of words', 'quick brown ball xyz', () => vectors(5, 10)),
  average('nothing known', 'without a known word the result is zeros', 'quick brown foxes', () => vectors(6, 10)),
  average('a word twice', 'a word that stands twice counts twice', 'very very good', () => vectors(7, 10)),
  average('white space', 'several blanks and tabs part words like one', '  love   my\tcake ', () => vectors(8, 10)),
  {
    name: 'the map stays as it is',
    property: 'the vectors of the map are not changed: two calls give the same',
    run: async (learner, expect, s) => {
      const map = vectors(9, 6);
      const first = await learner.call('sentenceToAvg', 'love you', map);
      expect.close(first, s.sentenceToAvg('love you', map)); // the same nothing, twice, is not enough
      await learner.call('sentenceToAvg', 'you love sad', map);
      expect.close(await learner.call('sentenceToAvg', 'love you', map), first, { what: 'two calls with the same arguments give the same' });
    },
  } satisfies ScriptedTest,
];

// ---- 8.2

const SENTENCES = ['i love you', 'we play ball', 'eat the cake', 'happy day', 'never happy', 'love my day', 'ball is fun', 'very sad', 'eat apple', 'good fun', 'not good', 'you and i'];
const LABELS = [0, 1, 4, 2, 3, 0, 1, 3, 4, 2, 3, 0];

const train = (name: string, property: string, seed: number, count: number, dim: number, more: number[], labels = LABELS): HiddenTest =>
  test(name, property, () => [seed, SENTENCES.slice(0, count), np.array(labels.slice(0, count), 'int32'), vectors(seed, dim), ...more], { probe: 'trained', rtol: 1e-6, atol: 1e-9 });

/** The costs are printed to six decimals. */
const costTest = (name: string, property: string, seed: number, count: number, more: number[]): HiddenTest =>
  test(name, property, () => [seed, SENTENCES.slice(0, count), np.array(LABELS.slice(0, count), 'int32'), vectors(seed, 6), ...more], { probe: 'costs', rtol: 0, atol: 2e-6 });

const modelTests: HiddenTest[] = [
  train('one step', 'after one message W and b have moved against dz = a - Y', 1, 1, 5, [0.1, 1], [1]),
  train('one epoch', 'W and b move after every message', 2, 12, 5, [0.05, 1]),
  train('many epochs', 'training goes on for all epochs', 3, 12, 5, [0.1, 40]),
  train('long vectors', 'nothing depends on the length of the vectors', 4, 12, 50, [0.01, 11]),
  train('two labels', 'nothing depends on the number of labels', 5, 6, 8, [0.05, 5], [0, 1, 1, 0, 1, 0]),
  train('a high learning rate', 'the step is the learning rate times the gradient', 6, 12, 6, [1.5, 3]),
  train('learning rate 0', 'with learning rate 0 nothing moves', 7, 12, 6, [0, 2]),
  train('default arguments', 'learning rate 0.01 and 200 epochs are the defaults', 8, 5, 4, []),
  costTest('the cost of the first epoch', 'the cost of a message is minus the logarithm of the probability of its label', 10, 3, [0.1, 1]),
  costTest('costs while it learns', 'the cost that is printed is that of the last message, before its step', 11, 12, [0.3, 41]),
  {
    name: 'it learns',
    property: 'the predictions at the end are those of the trained weights',
    run: async (learner, expect) => {
      const [pred] = (await learner.probe('trained', 'model', 9, SENTENCES.slice(0, 6), np.array(LABELS.slice(0, 6), 'int32'), vectors(9, 30), 0.2, 101)) as [np.NDArray];
      expect.equal(pred, np.array(LABELS.slice(0, 6).map((label) => [label])), 'six messages are learned by heart in a hundred epochs');
    },
  } satisfies ScriptedTest,
];

// ---- 8.3

const index = (name: string, property: string, sentences: string[], maxLen: number, map: Indices = indices()): HiddenTest => test(name, property, () => [sentences, map, maxLen]);

const indexTests: HiddenTest[] = [
  index('two sentences', 'each word becomes its number', ['we play ball', 'i love you'], 3),
  index('padding', 'short sentences are filled with zeros behind', ['sad', 'i eat'], 6),
  index('unknown words', 'unknown words take no place', ['xyz we never qq play', 'abc'], 4),
  index('upper case', 'the sentences are made lower case', ['We Play BALL', 'LOVE'], 4),
  index('long sentences', 'what is longer than maxLen is cut', ['i love you and you love my cake'], 3),
  index('an unknown word before the end', 'unknown words do not use up maxLen', ['xyz i xyz love xyz you'], 3),
  index('other numbers', 'the numbers are those of the given index', ['we play ball', 'not sad'], 4, REVERSED),
  index('one place', 'maxLen 1 keeps the first known word', ['xyz cake', 'ball fun'], 1),
  index('one sentence', 'the number of sentences is not fixed', ['very good day'], 8),
  index('white space', 'several blanks part words like one', ['  happy   day '], 4),
];

// ---- 8.4

const layerTest = (name: string, property: string, dim: number, words: number, map: Indices = indices(WORDS.slice(0, words))): HiddenTest =>
  test(name, property, () => [vectors(dim + words, dim, words), map], { probe: 'embedding', rtol: 1e-6 });
const rowsTest = (name: string, property: string, rows: number[][], map: Indices = indices()): HiddenTest => test(name, property, () => [vectors(12, 9), map, rows], { probe: 'embedded', rtol: 1e-6 });

const embeddingTests: HiddenTest[] = [
  layerTest('few words', 'the table has one row more than there are words', 3, 4),
  layerTest('many words', 'each word\'s vector stands in its row', 50, WORDS.length),
  layerTest('one word', 'nothing is fixed to a number of words', 6, 1),
  layerTest('long vectors', 'nothing is fixed to a length of vectors', 120, 5),
  layerTest('other numbers', 'rows go by the numbers of the index, not by the order of the map', 8, WORDS.length, REVERSED),
  rowsTest('row 0', 'row 0 is zeros', [[0, 0, 0]]),
  rowsTest('a batch', 'the layer gives the vectors of words by number', [[1, 5, 9, 0], [21, 2, 2, 3]]), // prettier-ignore
  rowsTest('the last word', 'the last word has a row of its own', [[WORDS.length]]),
  rowsTest('the index decides', 'rows go by the numbers of the index', [[1, 2, 3]], REVERSED),
];

// ---- 8.5

const build = (maxLen: number, dim: number): unknown[] => [[maxLen], vectors(dim, dim), indices()];
const network = (name: string, property: string, probe: string, maxLen: number, dim: number, ...more: unknown[]): HiddenTest =>
  test(name, property, () => [...build(maxLen, dim), ...more], { probe, rtol: 1e-3, atol: 1e-4, timeout: 20 } as Partial<HiddenTest>);

const ROWS = [[9, 3, 0, 0, 0, 0], [10, 11, 14, 9, 0, 0], [21, 20, 19, 18, 17, 16]]; // prettier-ignore

const emojifyTests: HiddenTest[] = [
  network('all layers', 'the layers are those of the exercise, in their order', 'layers', 10, 50),
  network('another length', 'the input shape is the one that is given', 'layers', 4, 6),
  network('parameters', 'all layers have the right number of parameters, and only the embedding is frozen', 'parameters', 10, 50),
  network('sequences', 'the first LSTM gives its output at every word, the second only the last', 'settings', 6, 5, 'FusedLSTM', 'returnSequences'),
  network('dropout', 'after each LSTM half of the values are dropped in training', 'settings', 6, 5, 'Dropout', 'rate'),
  network('the dense layer', 'the dense layer has no activation', 'settings', 6, 5, 'Dense', 'activation'),
  network('softmax', 'softmax is a layer of its own', 'settings', 6, 5, 'Activation', 'activation'),
  network('probabilities', 'under given weights the network gives the right probabilities', 'probabilities', 6, 5, 31, ROWS),
  network('probabilities of other weights', 'under other weights it gives others, the right ones', 'probabilities', 6, 12, 77, ROWS),
  network('training', 'training changes the LSTMs and the dense layer, and leaves the word vectors', 'changed', 6, 5, ROWS),
];

export default defineAssignment({
  slug: '08-emojify',
  title: 'Emojify',
  tasks: [
    { id: '8.1', fn: 'sentenceToAvg', title: 'The average of a sentence', points: 20, tests: averageTests },
    { id: '8.2', fn: 'model', title: 'Training the average model', points: 25, tests: modelTests },
    { id: '8.3', fn: 'sentencesToIndices', title: 'Sentences as numbers', points: 20, tests: indexTests },
    { id: '8.4', fn: 'pretrainedEmbeddingLayer', title: 'An embedding layer with given vectors', points: 15, tests: embeddingTests },
    { id: '8.5', fn: 'emojifyV2', title: 'The network with two LSTMs', points: 20, tests: emojifyTests },
  ],
});
