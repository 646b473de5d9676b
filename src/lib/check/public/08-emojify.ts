import * as np from '../../np';
import { fromJson } from '../fixture';
import type { PublicAssignment } from '../types';
import { tensorValue, type TensorValue } from '../values';
import data from './08-emojify.json'; // made by test/fixtures/08-emojify/generate.py

type Vectors = Record<string, np.NDArray>;

const map = (): Vectors => fromJson(data.vectors) as Vectors; // 13 words, 4 numbers each
const words = Object.keys(data.vectors).sort();
const index = (): Record<string, number> => Object.fromEntries(words.map((word, i) => [word, i + 1]));
const table = (): TensorValue => tensorValue(np.array([new Array<number>(4).fill(0), ...words.map((word) => (data.vectors as Record<string, number[]>)[word])]));
const labels = (): np.NDArray => np.array(data.labels, 'int32');

const assignment: PublicAssignment = {
  slug: '08-emojify',
  tasks: [
    {
      task: '8.1',
      fn: 'sentenceToAvg',
      tests: [
        {
          name: 'four known words',
          property: 'the vectors of all words are averaged, upper case or lower',
          args: () => ['I love the cake', map()],
          expected: () => np.array(data.average),
          hint: 'make the sentence lower case before you split it',
        },
        {
          name: 'an unknown word',
          property: 'words that are not in the map are left out, of the sum and of the count',
          args: () => ['You play chess', map()],
          expected: () => np.array(data.averageUnknown),
          hint: 'divide by the number of known words, not by the number of words',
        },
        { name: 'no known word', property: 'a sentence without known words gives zeros', args: () => ['chess', map()], expected: () => np.zeros([4]), hint: 'a division by 0 gives NaN' },
      ],
    },
    {
      task: '8.2',
      fn: 'model',
      tests: [
        {
          name: 'twelve sentences, twelve epochs',
          property: 'after training, the predictions, W and b are those of stochastic gradient descent with dz = a - Y',
          probe: 'trained',
          args: () => [10, data.sentences, labels(), map(), 0.05, 12],
          expected: () => [np.array(data.trained.pred), np.array(data.trained.W), np.array(data.trained.b)],
          hint: 'avg, z = W avg + b, a = softmax(z); dW is the outer product of dz and avg, a matrix of shape (nY, d)',
        },
      ],
    },
    {
      task: '8.3',
      fn: 'sentencesToIndices',
      tests: [
        { name: 'three sentences', property: 'each word becomes its number, with zeros behind', args: () => [['I love you', 'play ball', 'We eat the cake'], index(), 5], expected: () => np.array([[6, 7, 13, 0, 0], [9, 2, 0, 0, 0], [12, 4, 11, 3, 0]]) }, // prettier-ignore
        { name: 'an unknown word in the middle', property: 'unknown words take no place', args: () => [['i love chess not you'], index(), 4], expected: () => np.array([[6, 7, 8, 13]]), hint: 'count up the place only when the word is known' }, // prettier-ignore
      ],
    },
    {
      task: '8.4',
      fn: 'pretrainedEmbeddingLayer',
      tests: [
        {
          name: 'thirteen words',
          property: 'the layer is an embedding that is not trained, with a row of zeros and then the words\' vectors by their numbers',
          probe: 'embedding',
          args: () => [map(), index()],
          expected: () => ({ layer: 'Embedding', trainable: false, table: table() }),
          hint: 'one row more than words; build the layer before you set its weights',
        },
      ],
    },
    {
      task: '8.5',
      fn: 'emojifyV2',
      tests: [
        {
          name: 'the layers',
          property: 'input, embedding, LSTM over the sequence, dropout, LSTM, dropout, dense without activation, softmax',
          probe: 'layers',
          args: () => [[6], map(), index()],
          expected: () => LAYERS,
          hint: 'the first LSTM returns the sequence, the second does not; softmax is a layer of its own',
        },
        {
          name: 'the parameters',
          property: 'only the word vectors are frozen',
          probe: 'parameters',
          args: () => [[6], map(), index()],
          expected: () => ({ total: 14 * 4 + 68_096 + 131_584 + 645, trainable: 68_096 + 131_584 + 645, frozen: 14 * 4 }),
        },
      ],
    },
  ],
};

const lstm = (output: (number | null)[], from: number, parameters: number): object => ({ layer: 'FusedLSTM', output, parameters, trainable: true, from: [from], units: 128, returnSequences: output.length === 3, activation: 'tanh', recurrentActivation: 'sigmoid' }); // prettier-ignore
const dropout = (output: (number | null)[], from: number): object => ({ layer: 'Dropout', output, parameters: 0, trainable: true, from: [from], rate: 0.5 });
const LAYERS = [
  { layer: 'InputLayer', output: [null, 6], parameters: 0, trainable: false, from: [] },
  { layer: 'Embedding', output: [null, 6, 4], parameters: 56, trainable: false, from: [0], inputDim: 14, outputDim: 4 },
  lstm([null, 6, 128], 1, 68_096),
  dropout([null, 6, 128], 2),
  lstm([null, 128], 3, 131_584),
  dropout([null, 128], 4),
  { layer: 'Dense', output: [null, 5], parameters: 645, trainable: true, from: [5], units: 5, activation: 'linear' },
  { layer: 'Activation', output: [null, 5], parameters: 0, trainable: true, from: [6], activation: 'softmax' },
];

export default assignment;
