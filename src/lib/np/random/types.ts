import type { NDArray } from '../ndarray';
import type { Size } from './draw';

/** A generator's state as NumPy's get_state() returns it: name, 624 words, position, and the normal that waits, if one does. */
export type RandomStateTuple = [
  name: 'MT19937',
  key: Uint32Array,
  pos: number,
  hasGauss: 0 | 1,
  cachedGaussian: number,
];

/** Options of choice. */
export interface ChoiceOptions {
  size?: Size | null;
  replace?: boolean;
  p?: NDArray | readonly number[] | Float64Array;
}
