import { seededTensor } from '../../../lib/check/models';
import type * as Probes from '../../../lib/check/probes/10-transformer';
import { TensorValue, tensorValue } from '../../../lib/check/values';
import * as np from '../../../lib/np';
import type { HiddenCallTest } from '../../define';

/** float32 through several layers. */
export const LOOSE = { rtol: 1e-4, atol: 2e-5 };

export type Lazy<T> = () => T;

export const tensor = (values: unknown, dtype: 'float32' | 'int32' = 'float32'): TensorValue => tensorValue(np.array(values as number[]), dtype);

/** Random vectors in ±1. */
export const vectors = (seed: number, ...shape: number[]): TensorValue => seededTensor(seed, shape);

/** Random ids from 1 to vocabulary - 1; with `lengths` the rest of each row is padding, 0. */
export function ids(seed: number, [rows, n]: [number, number], vocabulary: number, lengths?: number[]): TensorValue {
  const drawn = new np.random.RandomState(seed).randint(1, vocabulary, [rows, n]) as np.NDArray;
  const data = Int32Array.from(drawn.flat() as Iterable<number>);
  if (lengths) for (let i = 0; i < data.length; i++) if (i % n >= lengths[Math.floor(i / n)]) data[i] = 0;
  return new TensorValue('int32', [rows, n], data);
}

/** Padding mask (B, 1, n) of sequences of these lengths. */
export const padding = (n: number, ...lengths: number[]): TensorValue => tensor(lengths.map((length) => [Array.from({ length: n }, (_, i) => (i < length ? 1 : 0))]));

/** Look-ahead mask (1, n, n). */
export const look = (n: number): TensorValue => tensorValue(np.tril(np.ones([n, n])).reshape([1, n, n]));

/** A call of the function itself, compared with the reference solution's. */
export const call = (name: string, property: string, args: Lazy<unknown[]>): HiddenCallTest => ({ name, property, args, ...LOOSE });

/** A look at the class by a probe: probe(Class, sizes, args, ...more). */
export const through = (probe: keyof typeof Probes, name: string, property: string, sizes: number[], args: Lazy<unknown[]>, ...more: unknown[]): HiddenCallTest => ({ name, property, probe, args: () => [sizes, args(), ...more], ...LOOSE });
