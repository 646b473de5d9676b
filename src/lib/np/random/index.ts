import { RandomState } from './randomState';

export { RandomState } from './randomState';
export type { ChoiceOptions, RandomStateTuple } from './types';
export type { Parameter, Size } from './draw';
export type { Seed } from './seeds';

let generator: RandomState | undefined;

/** The generator that the functions of np.random share, as in NumPy: np.random.seed(n) makes all that follows repeatable. Made on first use: it asks the system for randomness. */
const shared = (): RandomState => (generator ??= new RandomState());

type Method = {
  [K in keyof RandomState]: RandomState[K] extends (...args: never[]) => unknown ? K : never;
}[keyof RandomState];

function method<K extends Method>(name: K): RandomState[K] {
  return ((...args: unknown[]) =>
    (shared()[name] as (...args: unknown[]) => unknown).apply(generator, args)) as RandomState[K];
}

export const beta = method('beta');
export const choice = method('choice');
export const exponential = method('exponential');
export const gamma = method('gamma');
export const getState = method('getState');
export const normal = method('normal');
export const permutation = method('permutation');
export const poisson = method('poisson');
export const rand = method('rand');
export const randint = method('randint');
export const randn = method('randn');
export const random = method('random');
export const randomSample = method('randomSample');
export const seed = method('seed');
export const setState = method('setState');
export const shuffle = method('shuffle');
export const standardExponential = method('standardExponential');
export const standardNormal = method('standardNormal');
export const uniform = method('uniform');
