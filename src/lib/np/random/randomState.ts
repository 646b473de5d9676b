import { emptyF64 } from '../kernels';
import { NDArray } from '../ndarray';
import { formatShape, parseShape, sizeOf } from '../shape';
import { chooseIndices } from './choice';
import { Distributions } from './distributions';
import { draw, type Parameter, type Size } from './draw';
import { drawIntegers } from './integers';
import { Mt19937 } from './mt19937';
import { named } from './named';
import { aboveZero, atLeastZero } from './parameters';
import { nest, pickable, probabilities } from './population';
import { checkSeed, entropy, type Seed } from './seeds';
import { permutedIndices, shuffleItems, shuffleRows, takeRows, type Reorderable } from './shuffle';
import type { ChoiceOptions, RandomStateTuple } from './types';

/**
 * NumPy's legacy RandomState: MT19937 and the distributions on it, number for number. `new RandomState(3).randn(2)` gives what
 * `numpy.random.RandomState(3).randn(2)` gives. Uniform numbers, integers, permutations and choices are the same to the last bit. Normals, exponentials and
 * gammas take a logarithm, which is rounded correctly here and not quite always in the C library under NumPy: one normal in 2,800 and one exponential
 * in 1,200 differ in the last bit (measured against glibc 2.36). Without a seed each generator is different.
 *
 * Parameters follow NumPy's order; the last ones can be named: `normal(0, 1, [3, 2])`, `normal({ scale: 0.2, size: 10 })`. Without a size one number
 * comes back, with one an NDArray (float64, or int32 for whole numbers).
 */
export class RandomState {
  private readonly bits = new Mt19937();
  private readonly from = new Distributions(this.bits);

  constructor(seed?: Seed) {
    this.seed(seed);
  }

  /** Starts again from a seed: a whole number below 2^32, a list of them, or nothing (then from the system's randomness). */
  seed(seed?: Seed): void {
    const checked = seed === undefined || seed === null ? entropy() : checkSeed(seed);
    if (typeof checked === 'number') this.bits.seed(checked);
    else this.bits.seedByArray(checked);
    this.from.hasGauss = false;
    this.from.cachedGaussian = 0;
  }

  /** The whole state, to come back to with setState. */
  getState(): RandomStateTuple {
    const { key, pos } = this.bits.getState();
    return ['MT19937', key, pos, this.from.hasGauss ? 1 : 0, this.from.cachedGaussian];
  }

  /** Takes a state from getState, or from NumPy's get_state(). */
  setState(state: readonly [string, ArrayLike<number>, number, number?, number?]): void {
    const [name, key, pos, hasGauss = 0, cached = 0] = state;
    if (name !== 'MT19937') throw new TypeError(`setState: expected a state of MT19937, got ${String(name)}`);
    if (key.length !== 624) throw new RangeError(`setState: expected a key of 624 words, got ${key.length}`);
    if (!(Number.isInteger(pos) && pos >= 0 && pos <= 624))
      throw new RangeError(`setState: expected a position from 0 to 624, got ${pos}`);
    this.bits.setState({ key: Uint32Array.from(key), pos });
    this.from.hasGauss = Boolean(hasGauss);
    this.from.cachedGaussian = cached;
  }

  /** Uniform numbers in [0, 1), of the shape that the arguments say. */
  rand(): number;
  rand(...shape: [number, ...number[]]): NDArray;
  rand(...shape: number[]): NDArray;
  rand(...shape: number[]): number | NDArray {
    return this.doubles('rand', shape.length ? shape : null);
  }

  /** Standard normal numbers, of the shape that the arguments say. */
  randn(): number;
  randn(...shape: [number, ...number[]]): NDArray;
  randn(...shape: number[]): NDArray;
  randn(...shape: number[]): number | NDArray {
    return draw('randn', () => this.from.gauss(), [], shape.length ? shape : null);
  }

  private doubles(fn: string, size: Size | null | undefined): number | NDArray {
    if (size === undefined || size === null) return this.bits.double();
    const shape = parseShape(fn, size);
    const data = emptyF64(sizeOf(shape));
    this.bits.doubles(data);
    return new NDArray(data, shape, undefined, 0, 'float64');
  }

  /** Uniform numbers in [0, 1). */
  randomSample(): number;
  randomSample(size: Size | { size: Size }): NDArray;
  randomSample(...args: unknown[]): number | NDArray {
    const { size } = named('random', ['size'], args);
    return this.doubles('random', size as Size);
  }

  /** Uniform numbers in [0, 1): randomSample by its short name. */
  random(): number;
  random(size: Size | { size: Size }): NDArray;
  random(size?: Size | { size: Size }): number | NDArray {
    return size === undefined ? this.randomSample() : this.randomSample(size);
  }

  /** Normal numbers of mean 0 and standard deviation 1. */
  standardNormal(): number;
  standardNormal(size: Size | { size: Size }): NDArray;
  standardNormal(...args: unknown[]): number | NDArray {
    const { size } = named('standardNormal', ['size'], args);
    return draw('standardNormal', () => this.from.gauss(), [], size as Size);
  }

  /** Normal numbers of mean `loc` and standard deviation `scale`. */
  normal(loc?: number, scale?: number): number;
  normal(loc: Parameter | undefined, scale: Parameter | undefined, size?: Size): NDArray;
  normal(options: { loc?: Parameter; scale?: Parameter; size: Size }): NDArray;
  normal(loc: Parameter, options: { scale?: Parameter; size: Size }): NDArray;
  normal(loc: Parameter, scale: Parameter, options: { size: Size }): NDArray;
  normal(...args: unknown[]): number | NDArray {
    const { loc = 0, scale = 1, size } = named('normal', ['loc', 'scale', 'size'], args) as DrawArguments;
    atLeastZero('normal', 'scale', scale);
    return draw('normal', (mean, deviation) => mean + deviation * this.from.gauss(), [loc, scale], size);
  }

  /** Uniform numbers in [low, high). */
  uniform(low?: number, high?: number): number;
  uniform(low: Parameter | undefined, high: Parameter | undefined, size?: Size): NDArray;
  uniform(options: { low?: Parameter; high?: Parameter; size: Size }): NDArray;
  uniform(low: Parameter, options: { high?: Parameter; size: Size }): NDArray;
  uniform(low: Parameter, high: Parameter, options: { size: Size }): NDArray;
  uniform(...args: unknown[]): number | NDArray {
    const { low = 0, high = 1, size } = named('uniform', ['low', 'high', 'size'], args) as DrawArguments;
    const next = (from: number, to: number): number => {
      if (!Number.isFinite(to - from)) throw new RangeError(`uniform: expected a finite range, got ${from} to ${to}`);
      return from + (to - from) * this.bits.double();
    };
    return draw('uniform', next, [low, high], size);
  }

  /** Exponentially distributed numbers of mean `scale`. */
  exponential(scale?: number): number;
  exponential(scale: Parameter | undefined, size?: Size): NDArray;
  exponential(options: { scale?: Parameter; size: Size }): NDArray;
  exponential(scale: Parameter, options: { size: Size }): NDArray;
  exponential(...args: unknown[]): number | NDArray {
    const { scale = 1, size } = named('exponential', ['scale', 'size'], args) as DrawArguments;
    atLeastZero('exponential', 'scale', scale);
    return draw('exponential', (mean) => mean * this.from.exponential(), [scale], size);
  }

  /** Exponentially distributed numbers of mean 1. */
  standardExponential(): number;
  standardExponential(size: Size | { size: Size }): NDArray;
  standardExponential(...args: unknown[]): number | NDArray {
    const { size } = named('standardExponential', ['size'], args);
    return draw('standardExponential', () => this.from.exponential(), [], size as Size);
  }

  /** Gamma-distributed numbers. For shape < 1 the last digit can differ from NumPy's, which takes the C library's power function. */
  gamma(shape: number, scale?: number): number;
  gamma(shape: Parameter, scale: Parameter | undefined, size?: Size): NDArray;
  gamma(shape: Parameter, options: { scale?: Parameter; size: Size }): NDArray;
  gamma(...args: unknown[]): number | NDArray {
    const { shape, scale = 1, size } = named('gamma', ['shape', 'scale', 'size'], args) as DrawArguments;
    atLeastZero('gamma', 'shape', shape);
    atLeastZero('gamma', 'scale', scale);
    return draw('gamma', (k, theta) => theta * this.from.gamma(k), [shape, scale], size);
  }

  /** Beta-distributed numbers in [0, 1]; a and b are positive. */
  beta(a: number, b: number): number;
  beta(a: Parameter, b: Parameter, size?: Size | { size: Size }): NDArray;
  beta(...args: unknown[]): number | NDArray {
    const { a, b, size } = named('beta', ['a', 'b', 'size'], args) as DrawArguments;
    for (const p of [a, b]) aboveZero('beta', p);
    return draw('beta', (p, q) => this.from.beta(p, q), [a, b], size);
  }

  /** Poisson-distributed whole numbers of mean `lam`. */
  poisson(lam?: number): number;
  poisson(lam: Parameter | undefined, size?: Size | { size: Size }): NDArray;
  poisson(...args: unknown[]): number | NDArray {
    const { lam = 1, size } = named('poisson', ['lam', 'size'], args) as DrawArguments;
    atLeastZero('poisson', 'lam', lam);
    const drawn = draw('poisson', (mean) => this.from.poisson(mean), [lam], size);
    return drawn instanceof NDArray ? toIntegers(drawn) : drawn;
  }

  /** Whole numbers, low <= x < high; with one bound only, 0 <= x < bound. Past int32 they come as float64, and up to 2^53. */
  randint(low: number, high?: number | null): number;
  randint(low: number, high: number | null | undefined, size: Size | { size: Size }): NDArray;
  randint(low: number, options: { high?: number | null; size: Size }): NDArray;
  randint(...args: unknown[]): number | NDArray {
    const { low, high, size } = named('randint', ['low', 'high', 'size'], args) as Record<string, number | undefined>;
    return drawIntegers(this.bits, low as number, high, size);
  }

  /** Puts the items of an array, or the rows of a matrix, in random order, in place. */
  shuffle(x: NDArray | Reorderable): void {
    if (x instanceof NDArray) {
      if (x.shape.length === 0) throw new TypeError('shuffle: expected an array with at least one axis, got shape ()');
      shuffleRows(this.bits, x);
    } else if (Array.isArray(x) || ArrayBuffer.isView(x)) shuffleItems(this.bits, x as Reorderable);
    else throw new TypeError(`shuffle: expected an NDArray or an array, got ${typeof x}`);
  }

  /** 0 ... x - 1 in random order for a number, else a copy of x with its items (or rows) in random order. */
  permutation(x: number | NDArray | readonly number[]): NDArray;
  permutation<T>(x: readonly T[]): T[];
  permutation(x: number | NDArray | readonly unknown[]): NDArray | unknown[] {
    if (typeof x === 'number') {
      const [n] = parseShape('permutation', x);
      return new NDArray(permutedIndices(this.bits, n), [n], undefined, 0, 'int32');
    }
    const rows = pickable('permutation', x);
    if (rows instanceof NDArray) return takeRows(rows, permutedIndices(this.bits, rows.shape[0]));
    const copy = [...rows];
    shuffleItems(this.bits, copy);
    return copy;
  }

  /**
   * Items of a (below a, for a number), with probabilities `p` or all alike, with or without replacement (with, unless told). Numbers come as an
   * NDArray; items of any other plain array as an array, nested to `size`; without a size just one.
   */
  choice(a: number | NDArray | readonly number[], options?: ChoiceOptions & { size?: null }): number;
  choice(a: number | NDArray | readonly number[], options: ChoiceOptions & { size: Size }): NDArray;
  choice(a: number | NDArray | readonly number[], size: Size, replace?: boolean, p?: ChoiceOptions['p']): NDArray;
  choice<T>(a: readonly T[], options?: ChoiceOptions & { size?: null }): T;
  choice<T>(a: readonly T[], options: ChoiceOptions & { size: Size }): T[];
  choice(a: number | NDArray | readonly unknown[], ...rest: unknown[]): unknown {
    const { size, replace = true, p } = named('choice', ['size', 'replace', 'p'], rest) as ChoiceOptions;
    const items = typeof a === 'number' ? a : pickable('choice', a);
    if (items instanceof NDArray && items.shape.length !== 1)
      throw new TypeError(`choice: 'a' must be 1-dimensional, got shape ${formatShape(items.shape)}`);
    const population = typeof items === 'number' ? items : items instanceof NDArray ? items.shape[0] : items.length;
    const shape = size === undefined || size === null ? null : parseShape('choice', size);
    const indices = chooseIndices(this.bits, population, shape ? sizeOf(shape) : 1, replace, p && probabilities(p));
    return nest(items, indices, shape);
  }
}

type DrawArguments = Record<string, Parameter> & { size?: Size };

function toIntegers(a: NDArray): NDArray {
  return new NDArray(Int32Array.from(a.data), a.shape, undefined, 0, 'int32');
}
