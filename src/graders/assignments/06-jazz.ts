import type { Sizes } from '../../lib/check/probes/06-jazz';
import { defineAssignment, type HiddenTest } from '../define';

const LOOSE = { rtol: 1e-3, atol: 1e-5 };

/** One look by a probe; the reference solution says what is right. */
const look = (probe: string, name: string, property: string, ...args: unknown[]): HiddenTest => ({
  name,
  property,
  probe,
  args: () => args,
  ...LOOSE,
});

const COURSE: Sizes = { steps: 30, nA: 64, nValues: 90 };
/** An even number of values: TensorFlow complains on stderr where both the values and the examples are odd in number. */
const SMALL: Sizes = { steps: 6, nA: 5, nValues: 8, m: 3 };

// ---- 6.1

const djTests: HiddenTest[] = [
  look(
    'djStructure',
    'layers of another size',
    'sizes come from the layers that were handed over: any number of steps, units and values works',
    { steps: 4, nA: 12, nValues: 17 },
  ),
  look(
    'djParameters',
    'parameters over 30 steps',
    'layers are shared: their parameters count once, however many steps there are',
    COURSE,
  ),
  look(
    'djShared',
    'the LSTM and dense layer that were handed over',
    'each layer that was handed over is in the model, and is used once a step',
    { steps: 9, nA: 6, nValues: 11 },
  ),
  look('djShared', 'one step', 'a single step works', { steps: 1, nA: 6, nValues: 11 }),
  look(
    'djOutputs',
    'first and last step',
    'there is an output for each step, from the first to the last',
    { ...SMALL, steps: 2 },
    11,
  ),
  look('djOutputs', 'the state is handed on', 'each step goes on from both states of the step before', SMALL, 12),
  look(
    'djOutputs',
    "the course's sizes",
    'outputs are right with 30 steps, 64 units and 90 values',
    { ...COURSE, m: 2 },
    13,
  ),
  look(
    'djOutputs',
    'each step reads its own slice',
    'step t reads slice t of X',
    { steps: 7, nA: 4, nValues: 6, m: 1 },
    14,
    true,
  ),
  look(
    'djOutputs',
    'a0 and c0',
    'the first step begins with a0 and c0, each in its place',
    { steps: 1, nA: 8, nValues: 9, m: 4 },
    15,
  ),
  look('djOutputs', 'many examples', 'examples do not mix', { ...SMALL, m: 20 }, 16),
  look(
    'djLosses',
    'training',
    'the model learns: gradients of all steps reach the shared weights',
    { ...SMALL, m: 4 },
    17,
    4,
  ),
];

// ---- 6.2

const inferenceTests: HiddenTest[] = [
  look(
    'inferenceStructure',
    'layers of another size',
    'sizes come from the layers that were handed over: any number of steps, units and values works',
    { steps: 5, nA: 12, nValues: 17 },
  ),
  look(
    'inferenceStructure',
    'shared layers',
    'the LSTM and dense layer that were handed over are used at every step, none is made anew',
    { steps: 20, nA: 6, nValues: 11 },
  ),
  look('inferenceDefault', 'Ty left out', 'Ty is 100 when it is left out', { steps: 0, nA: 2, nValues: 3 }),
  look('inferenceStructure', 'more than 100 steps', 'there are Ty outputs, however many that are', { steps: 103, nA: 2, nValues: 2 }),
  look(
    'inferenceFollows',
    'trained weights',
    'the model plays with the weights of the layers that were handed over',
    SMALL,
  ),
  look(
    'inferenceOutputs',
    'what was said is the next input',
    'the likeliest value of a step is the input of the next, not the first input again',
    { steps: 6, nA: 6, nValues: 8, m: 2 },
    21,
    4,
  ),
  look(
    'inferenceOutputs',
    'the state is handed on',
    'each step goes on from both states of the step before',
    SMALL,
    22,
  ),
  look(
    'inferenceOutputs',
    'a one-hot input',
    'the next input is a one-hot vector, not the probabilities',
    { steps: 4, nA: 10, nValues: 6, m: 3 },
    23,
    1,
  ),
  look(
    'inferenceOutputs',
    'another number of values',
    'how many values there are, densor says',
    { steps: 3, nA: 4, nValues: 14, m: 2 },
    27,
  ),
  look(
    'inferenceOutputs',
    'the first input and state',
    'the first step begins with x0, a0 and c0, each in its place',
    { steps: 1, nA: 8, nValues: 9, m: 4 },
    24,
  ),
  look(
    'inferenceOutputs',
    'many examples',
    'each example follows its own likeliest value: the largest is looked for among the values',
    { steps: 5, nA: 6, nValues: 6, m: 6 },
    25,
    3,
  ),
  look(
    'inferenceOutputs',
    "the course's sizes",
    'outputs are right with 50 steps, 64 units and 90 values',
    { steps: 50, nA: 64, nValues: 90, m: 1 },
    26,
    0.2,
  ),
];

// ---- 6.3

const sampleTests: HiddenTest[] = [
  look(
    'drawn',
    "the course's sizes",
    'results and indices are right with 50 steps, 64 units and 90 values',
    { steps: 50, nA: 64, nValues: 90 },
    31,
  ),
  look(
    'drawnIndices',
    'positions of the largest',
    'the largest probability is looked for over the values, the last axis',
    { steps: 12, nA: 3, nValues: 9 },
    32,
  ),
  look(
    'drawnIndices',
    'as many steps as values',
    'the largest probability is looked for over the values, not over the steps',
    { steps: 6, nA: 3, nValues: 6 },
    33,
  ),
  look(
    'drawnResults',
    'one-hot values',
    'results are one-hot: a single 1 in each row',
    { steps: 8, nA: 4, nValues: 5 },
    34,
  ),
  look(
    'drawnResults',
    'few values',
    'how many values there are, xInitializer says',
    { steps: 5, nA: 4, nValues: 3 },
    35,
  ),
  look(
    'drawnResults',
    'many values',
    'how many values there are, xInitializer says',
    { steps: 5, nA: 4, nValues: 200 },
    36,
  ),
  look('drawn', 'from silence', 'a zero input and state works', { steps: 10, nA: 5, nValues: 8 }, 37, true),
  look(
    'drawn',
    'from a state',
    'all three initializers reach the model, each in its place',
    { steps: 30, nA: 8, nValues: 12 },
    38,
  ),
  look(
    'drawn',
    'one step after the other',
    'there is one value for each output of the model, in their order',
    { steps: 25, nA: 2, nValues: 4 },
    39,
  ),
];

export default defineAssignment({
  slug: '06-jazz',
  title: 'Jazz improvisation with an LSTM',
  tasks: [
    { id: '6.1', fn: 'djmodel', title: 'The model that learns', points: 40, tests: djTests },
    { id: '6.2', fn: 'musicInferenceModel', title: 'The model that plays', points: 35, tests: inferenceTests },
    { id: '6.3', fn: 'predictAndSample', title: 'Drawing values', points: 25, tests: sampleTests },
  ],
});
