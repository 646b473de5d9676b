import { fill, readTemplate } from './template';

/** Pieces of the skeleton's files that belong to one exercise. */
export type Piece = 'notebook' | 'public' | 'hidden' | 'hints' | 'wrong' | 'python' | 'calls';

/** One example exercise of the skeleton: a function that works, to be replaced. */
export interface Exercise {
  /** Name of the graded function. */
  fn: string;
  /** What its places in the templates hold. */
  values: Record<string, string>;
  piece: (name: Piece) => string;
  /** The numbers that NumPy gives for its public tests. */
  fixture: unknown;
}

/** Folders of templates/, used in turn. */
const EXAMPLES = [
  { folder: 'standardize', fn: 'standardize', label: 'Standardized columns' },
  { folder: 'gradient', fn: 'gradient', label: 'Gradient of the mean squared error' },
];

const ALL_POINTS = 100;

/** The exercises of assignment `number`; points add up to 100. */
export function exercises(number: number, count: number): Exercise[] {
  return Array.from({ length: count }, (_, i) => {
    const { folder, fn: base, label } = EXAMPLES[i % EXAMPLES.length];
    const round = Math.floor(i / EXAMPLES.length);
    const fn = round === 0 ? base : `${base}${round + 1}`;
    const share = Math.floor(ALL_POINTS / count);
    const points = i === count - 1 ? ALL_POINTS - share * (count - 1) : share;
    const values = { fn, label, index: String(i + 1), task: `${number}.${i + 1}`, points: String(points) };
    return { fn, values, piece: (name) => fill(`${folder}/${name}.txt`, values), fixture: JSON.parse(readTemplate(`${folder}/fixture.json`)) as unknown };
  });
}
