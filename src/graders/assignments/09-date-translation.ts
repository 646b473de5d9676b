import * as np from '../../lib/np';
import { seededTensor } from '../../lib/check/models';
import { tensorValue, type TensorValue } from '../../lib/check/values';
import { defineAssignment, type HiddenTest } from '../define';

const LOOSE = { rtol: 1e-3, atol: 1e-5 };
const TX = 30; // what the given repeator repeats

// ---- 9.1

/** Inputs of a case: a (m, 30, 2 nA) and sPrev (m, nS). */
const inputs = (nA: number, nS: number, m: number, seed: number): TensorValue[] => [seededTensor(seed + 20, [m, TX, 2 * nA]), seededTensor(seed + 21, [m, nS])];

const contextTest = (name: string, property: string, [nA, nS, m, seed]: [number, number, number, number], more: object = {}): HiddenTest => ({
  name, property, probe: 'context', args: () => [{ nA, nS, seed, ...more }, ...inputs(nA, nS, m, seed)], ...LOOSE,
}); // prettier-ignore

/** All places hold the same vector: any average is that vector. */
const sameRows = (nA: number): TensorValue => {
  const row = new np.random.RandomState(71).uniform(-1, 1, [1, 1, 2 * nA]) as np.NDArray;
  return tensorValue(np.broadcastTo(row, [2, TX, 2 * nA]).copy());
};

/** The places of a case in reverse. */
const reversed = (a: TensorValue): TensorValue => tensorValue(np.flip(np.array([...a.data]).reshape([...a.shape]), 1));

/** Only one state of two is different: zeros and seeded numbers. */
const twoStates = (nS: number): TensorValue => tensorValue(np.concatenate([np.zeros([1, nS]), new np.random.RandomState(72).uniform(-3, 3, [1, nS]) as np.NDArray]));
const sameTexts = (nA: number): TensorValue => {
  const text = new np.random.RandomState(73).uniform(-1, 1, [1, TX, 2 * nA]) as np.NDArray;
  return tensorValue(np.concatenate([text, text]));
};

const attentionTests: HiddenTest[] = [
  contextTest('five texts', 'the context is the sum of the hidden states, weighted by softmax over the places', [32, 64, 5, 1000]),
  contextTest('a small reader, a large writer', 'a and the copies of sPrev are joined along the last axis, a first', [16, 96, 3, 1100]),
  contextTest('a large reader, a small writer', 'a and the copies of sPrev are joined along the last axis, a first', [56, 16, 2, 1200]),
  contextTest('strong weights', 'energies that differ much let one place stand out', [32, 64, 3, 1300], { scale: 3 }),
  contextTest('energies below zero', 'where no energy is above 0, all places weigh the same', [32, 64, 2, 1400], { lastBias: -100 }),
  { name: 'the same vector everywhere', property: 'the weights of all places add up to 1', probe: 'context', args: () => [{ nA: 32, nS: 64, seed: 1500 }, sameRows(32), inputs(32, 64, 2, 1500)[1]], expected: () => tensorValue(np.array([...sameRows(32).data.slice(0, 64), ...sameRows(32).data.slice(0, 64)]).reshape([2, 1, 64])), ...LOOSE }, // prettier-ignore
  { name: 'between smallest and largest', property: 'a context is an average: no number of it is outside what the places hold', probe: 'between', args: () => [{ nA: 32, nS: 64, seed: 1600, scale: 1 }, ...inputs(32, 64, 4, 1600)], expected: () => true }, // prettier-ignore
  { name: 'places in reverse', property: 'the context does not depend on the order of the places', probe: 'context', args: () => { const [a, s] = inputs(32, 64, 2, 1000); return [{ nA: 32, nS: 64, seed: 1000 }, reversed(a), s]; }, ...LOOSE }, // prettier-ignore
  { name: 'one text, two states', property: 'where the step looks depends on sPrev', probe: 'context', args: () => [{ nA: 32, nS: 64, seed: 1700, scale: 1 }, sameTexts(32), twoStates(64)], ...LOOSE }, // prettier-ignore
  { name: 'three calls in one model', property: 'all calls share the weights of the given layers', probe: 'callsParameters', args: () => [32, 64, 3] },
  { name: 'the layers in between', property: 'the context comes through all six given layers', probe: 'attentionLayers', args: () => [32, 64] },
];

// ---- 9.2

type Sizes = [Tx: number, Ty: number, nA: number, nS: number, human: number, machine: number];
const COURSE: Sizes = [30, 10, 32, 64, 37, 11];
const SMALL: Sizes = [30, 4, 16, 96, 12, 5];

/** Random characters; states of zeros, or seeded ones. */
function modelInputs([Tx, , , nS, human]: Sizes, m: number, seed: number, states: 'zeros' | 'seeded'): TensorValue[] {
  const x = new np.random.RandomState(seed + 40).randint(0, human, [m, Tx]) as np.NDArray;
  const state = (i: number): TensorValue => (states === 'zeros' ? tensorValue(np.zeros([m, nS])) : seededTensor(seed + i, [m, nS]));
  return [tensorValue(x, 'int32'), state(41), state(42)];
}

const modelTest = (name: string, property: string, sizes: Sizes, m: number, seed: number, states: 'zeros' | 'seeded' = 'zeros', first = sizes[1]): HiddenTest => ({
  name, property, probe: 'probabilities', args: () => [sizes, seed, ...modelInputs(sizes, m, seed, states), first], timeout: 20, ...LOOSE,
}); // prettier-ignore

const looksAt = (name: string, property: string, probe: string, sizes: Sizes): HiddenTest => ({ name, property, probe, args: () => sizes, timeout: 20 });

/** The same text but for one character. */
function changedAt(place: number): TensorValue[] {
  const [x, s0, c0] = modelInputs([30, 1, 32, 64, 37, 11], 1, 2500, 'zeros');
  const both = np.concatenate([np.array([...x.data]), np.array([...x.data])]).reshape([2, 30]);
  both.set([1, place], (both.item(1, place) + 5) % 37);
  return [tensorValue(both, 'int32'), ...[s0, c0].map((s) => tensorValue(np.zeros([2, s.shape[1]])))];
}

const modelTests: HiddenTest[] = [
  modelTest('the network of the course', 'reading, attention, LSTM and softmax follow each other in each of ten steps', COURSE, 2, 2000),
  modelTest('a small network', 'all six sizes come from the arguments', SMALL, 3, 2100),
  modelTest('starting states', 's0 and c0 are the state and the cell of the writing LSTM before its first step', [30, 2, 32, 64, 37, 11], 2, 2200, 'seeded', 1),
  modelTest('the second step', 'each step starts from the state and the cell that the step before left', [30, 2, 32, 64, 37, 11], 2, 2300, 'seeded'),
  modelTest('one step', 'Ty may be 1', [30, 1, 32, 64, 37, 11], 2, 2400, 'seeded'),
  { name: 'the first character counts', property: 'what is written first depends on the first character read', probe: 'probabilities', args: () => [[30, 1, 32, 64, 37, 11], 2500, ...changedAt(0)], timeout: 20, rtol: 1e-4, atol: 1e-6 }, // prettier-ignore
  { name: 'the last character counts', property: 'what is written first depends on the last character read: the reading LSTM runs in both directions', probe: 'probabilities', args: () => [[30, 1, 32, 64, 37, 11], 2500, ...changedAt(29)], timeout: 20, rtol: 1e-4, atol: 1e-6 }, // prettier-ignore
  looksAt('ten steps, one set of layers', 'layers are made once: ten steps have as many parameters as one', 'parameters', COURSE),
  looksAt('three steps', 'layers are made once: three steps have as many parameters as ten', 'parameters', [30, 3, 32, 64, 37, 11]),
  looksAt('the kinds of layers', 'one bidirectional LSTM and one LSTM by nn.lstm, a dense layer with softmax, and the given layers', 'layers', COURSE),
  looksAt('shapes', 'the inputs are X, s0 and c0, in this order; outputs are a list of Ty', 'shapes', SMALL),
];

// ---- 9.3

const changesTest = (name: string, property: string, gradients: number[]): HiddenTest => ({ name, property, probe: 'changes', args: () => [gradients], rtol: 1e-3, atol: 1e-8 });
const rateTest = (name: string, property: string, n: number): HiddenTest => ({ name, property, probe: 'lastChange', args: () => [n], rtol: 2e-3, atol: 1e-8 });

const compileTests: HiddenTest[] = [
  changesTest('the first step', 'the learning rate starts at the value that the text names', [3]),
  changesTest('a gradient that stops', 'beta1 says for how long past gradients push on', [2, 0, 0, 0, 0]),
  changesTest('a large gradient', 'beta2 says for how long a large gradient makes steps short', [10, 1, 1, 1]),
  changesTest('changing signs', 'the optimizer is Adam', [1, -1, 1, -1, 4]),
  rateTest('51 steps', 'the learning rate falls with every step, by the decay', 51),
  rateTest('301 steps', 'the learning rate goes on falling, by the decay', 301),
  { name: 'what training minimizes', property: 'the loss is the categorical cross-entropy, and accuracy is measured', probe: 'compiledWith', args: () => [] },
  { name: 'the first losses', property: 'the losses of all outputs are added up', probe: 'losses', args: () => [3000, 2], rtol: 1e-4 },
  { name: 'eight batches', property: 'training goes as with the settings of the text', probe: 'losses', args: () => [3100, 8], rtol: 1e-4 },
];

export default defineAssignment({
  slug: '09-date-translation',
  title: 'Date translation with attention',
  tasks: [
    { id: '9.1', fn: 'oneStepAttention', title: 'One step of attention', points: 40, tests: attentionTests },
    { id: '9.2', fn: 'modelf', title: 'The model', points: 45, tests: modelTests },
    { id: '9.3', fn: 'compileModel', title: 'Loss and optimizer', points: 15, tests: compileTests },
  ],
});
