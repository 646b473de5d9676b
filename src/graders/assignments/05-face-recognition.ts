import { TensorValue, tensorValue } from '../../lib/check/values';
import * as np from '../../lib/np';
import { defineAssignment, type HiddenTest, type ScriptedTest } from '../define';

const LOOSE = { rtol: 1e-4, atol: 1e-5 };

// ---- 5.1

/** Encodings of length 1, as [anchor, positive, negative]; positives and negatives lie around the anchors. */
function triplets(seed: number, m: number, n: number, spread: number): TensorValue[] {
  const rs = new np.random.RandomState(seed);
  const anchor = rs.randn(m, n);
  return [anchor, anchor.add(rs.randn(m, n).multiply(spread)), anchor.add(rs.randn(m, n).multiply(spread))].map((x) => tensorValue(x.divide(np.sqrt(np.sum(np.square(x), { axis: -1, keepdims: true })))));
}

const t = (rows: number[][]): TensorValue => tensorValue(np.array(rows));

const lossTest = (name: string, property: string, yPred: () => TensorValue[], alpha?: number): HiddenTest => ({ name, property, args: () => [null, yPred(), ...(alpha === undefined ? [] : [alpha])], ...LOOSE });

/** One triplet that keeps the margin by far, one that breaks it. */
const goodAndBad = (): TensorValue[] => [t([[1, 0, 0], [0, 1, 0]]), t([[1, 0, 0], [0, 0, 1]]), t([[-1, 0, 0], [0, 0.8, 0.6]])]; // prettier-ignore

const kindTest: ScriptedTest = {
  name: 'kind of the result',
  property: 'the loss is a tensor with no axes: one number',
  run: async (learner, expect) => {
    const loss = await learner.call('tripletLoss', null, triplets(21, 6, 128, 0.8));
    expect.that(loss instanceof TensorValue, 'the loss is a tensor');
    expect.that((loss as TensorValue).shape.length === 0, 'the loss is one number, not one for each example');
    expect.that(Number.isFinite((loss as TensorValue).data[0]), 'the loss is a finite number');
  },
};

const lossTests: HiddenTest[] = [
  lossTest('sixteen encodings', 'squared distances, margin and sum give the loss', () => triplets(1, 16, 128, 0.8), 0.2),
  lossTest('alpha left out', 'alpha is 0.2 when it is left out', () => triplets(2, 8, 128, 0.9)),
  lossTest('a wide margin', 'the margin is the argument alpha', () => triplets(3, 8, 128, 0.9), 1.5),
  lossTest('a margin of 0', 'the margin is the argument alpha', () => triplets(4, 12, 16, 0.9), 0),
  lossTest('a negative margin', 'the margin is added once for each example', () => triplets(5, 12, 16, 1.2), -0.15),
  lossTest('a good triplet beside a bad one', 'a triplet that keeps the margin does not pay for another one', goodAndBad, 0.2),
  lossTest('good triplets only', 'triplets that keep the margin cost nothing', () => [t([[1, 0], [0, 1]]), t([[1, 0], [0, 1]]), t([[0, 1], [1, 0]])], 0.3), // prettier-ignore
  lossTest('positive and negative exchanged', 'the loss grows with the distance from the positive and shrinks with that from the negative', () => [t([[1, 0]]), t([[0, 1]]), t([[1, 0]])], 0.2), // prettier-ignore
  lossTest('one example', 'a batch of one works', () => triplets(6, 1, 128, 1), 0.6),
  lossTest('more numbers than examples', 'distances are summed over the last axis', () => triplets(7, 3, 7, 1), 0.4),
  lossTest('many examples', 'the losses of the examples are summed up, not averaged', () => triplets(8, 64, 32, 1), 0.5),
  { name: 'labels', property: 'labels are not used', args: () => [t([[1], [0], [1]]), triplets(9, 3, 128, 0.8), 0.7], ...LOOSE }, // prettier-ignore
  kindTest,
];

// ---- 5.2 and 5.3: a model that knows a few pictures by heart

type Vectors = Record<string, number[]>;

const [DOOR, OTHER] = ['door/door-05.jpg', 'people/nia.jpg'];
/** Pictures with their encodings before they are divided by their length: (1, 0, 0, 0) and (0, 1, 0, 0). */
const VECTORS: Vectors = { [DOOR]: [5, 0, 0, 0], [OTHER]: [0, 0.2, 0, 0] };
/** Distances from the encoding of DOOR: 0.6, 0.75, 0 and sqrt(2); from that of OTHER: more than 1, but for nia with 0.3. */
const HOUSE: Vectors = { kofi: [1, 0, 0.6, 0], leila: [1, 0, 0, 0.75], ingrid: [1, 0, 0, 0], nia: [0, 1, 0, 0.3] };

const verifyTest = (name: string, property: string, identity: string, database: Vectors = HOUSE, file = DOOR): HiddenTest => ({ name, property, probe: 'verified', args: () => [file, identity, database, VECTORS], ...LOOSE });

/** A database with one person at this distance from DOOR. */
const at = (distance: number): Vectors => ({ milo: [1, 0, 0, distance] });

const verifyAloud = (name: string, property: string, identity: string): HiddenTest => ({ name, property, probe: 'verifiedAloud', args: () => [DOOR, identity, HOUSE, VECTORS], expected: () => true });

const verifyTests: HiddenTest[] = [
  verifyTest('the right person', 'the distance is that from the claimed person, and the door opens below 0.7', 'kofi'),
  verifyTest('the wrong person', 'the distance is that from the claimed person, and the door stays shut', 'nia'),
  verifyTest('the photo of the database', 'a distance of 0 opens the door', 'ingrid'),
  verifyTest('between 0.7 and its root', 'the distance is a length, not squared, when it is compared with 0.7', 'leila'),
  verifyTest('just below', 'a distance just below 0.7 opens the door', 'milo', at(0.695)),
  verifyTest('just above', 'a distance just above 0.7 does not open the door', 'milo', at(0.705)),
  verifyTest('another picture', 'the encoding is that of the picture', 'nia', HOUSE, OTHER),
  verifyTest('a false claim with another picture', 'only the claimed person counts, not the nearest one', 'ingrid', HOUSE, OTHER),
  verifyTest('a long encoding in the database', 'the entry of the database is taken as it is', 'ada', { ada: [3, 4, 0, 0] }),
  verifyAloud('a welcome', 'the name is printed when the door opens', 'kofi'),
  verifyAloud('a refusal', 'the name is printed when the door stays shut', 'nia'),
  { name: 'the network that ships', property: 'with the real network distance and door are right', probe: 'verifiedByNetwork', args: () => ['door/door-01.jpg', 'ingrid'], timeout: 40, rtol: 1e-3, atol: 1e-3 },
];

const whoTest = (name: string, property: string, database: Vectors = HOUSE, file = DOOR): HiddenTest => ({ name, property, probe: 'recognized', args: () => [file, database, VECTORS], ...LOOSE });

const whoAloud = (name: string, property: string, words: string, database: Vectors): HiddenTest => ({ name, property, probe: 'recognizedAloud', args: () => [words, DOOR, database, VECTORS], expected: () => true });

const whoTests: HiddenTest[] = [
  whoTest('four people', 'the nearest person of all is found'),
  whoTest('another picture', 'the encoding is that of the picture', HOUSE, OTHER),
  whoTest('the nearest one first', 'a person who is farther away does not replace the nearest one', { ada: [1, 0, 0.1, 0], joris: [1, 0, 0.4, 0], milo: [1, 0, 0.3, 0] }),
  whoTest('the nearest one in the middle', 'a smaller distance replaces both distance and name', { joris: [1, 0, 0.4, 0], ada: [1, 0, 0.1, 0], milo: [1, 0, 0.3, 0] }),
  whoTest('the nearest one last', 'the search goes on to the end of the database', { milo: [1, 0, 0.3, 0], joris: [1, 0, 0.6, 0], ada: [1, 0, 0.1, 0] }),
  whoTest('two at the same distance', 'only a smaller distance replaces the one before', { rafael: [1, 0.25, 0, 0], saskia: [1, 0, 0.25, 0] }),
  whoTest('nobody near', 'distance and name of the nearest are given back even above 0.7', { fergus: [0, 0, 1, 0], nia: [0, 1, 0, 0.3], arjun: [0.2, 0, 0, 0.5] }),
  whoTest('a single person', 'a database of one works', at(0.5)),
  whoTest('far away', 'distances above 1 count like others', { wilma: [-20, 0, 0, 0], ada: [0, 30, 0, 0] }),
  whoAloud('an answer', 'the name is printed for a distance up to 0.7', 'ingrid', HOUSE),
  whoAloud('no answer', '"Not in the database" is printed above 0.7', 'not in the database', at(0.705)),
  whoAloud('between 0.7 and its root', 'the distance is a length, not squared, when it is compared with 0.7', 'not in the database', at(0.75)),
  { name: 'the network that ships', property: 'with the real network the right person is found', probe: 'recognizedByNetwork', args: () => ['door/door-02.jpg', ['arjun', 'kofi', 'milo']], timeout: 40, rtol: 1e-3, atol: 1e-3 },
];

export default defineAssignment({
  slug: '05-face-recognition',
  title: 'Face recognition',
  tasks: [
    { id: '5.1', fn: 'tripletLoss', title: 'Triplet loss', points: 30, tests: lossTests },
    { id: '5.2', fn: 'verify', title: 'Verification', points: 30, tests: verifyTests },
    { id: '5.3', fn: 'whoIsIt', title: 'Recognition', points: 40, tests: whoTests },
  ],
});
