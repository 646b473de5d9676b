import type { Data } from './dtype';
import { arena } from './kernels';
import { NDArray } from './ndarray';
import { scope } from './scope';

/** Stands for the data of an array that has been given back: whoever reads it is told so. */
const GIVEN_BACK = new Proxy(new Float64Array(0), {
  get: refuse,
  set: refuse,
  has: refuse,
  getPrototypeOf: refuse,
});

function refuse(): never {
  throw new Error(
    'np.tidy: this array was made within np.tidy (a step of a training loop, perhaps), whose arrays are gone when it ends: return the array from there, or keep its numbers with tolist()',
  );
}

/**
 * Runs `work` and gives the memory of all arrays made in it back at its end, except those in what it returns: an array, or lists, plain objects, Maps and
 * Sets with arrays in them. The next call uses that memory again while it is in the processor's cache, so that a loop of one np.tidy a step takes about
 * three quarters of the time, as NumPy's, which frees each array as soon as it is not used. Like `tf.tidy`. Later use of an array given back throws. One
 * within another leaves all to the outer one.
 * @param work a function that ends at once: a promise is an error, as its arrays would be given back before it has run
 * @returns what `work` returns; its arrays keep their values and views, in memory of their own
 * @throws TypeError for a promise; what `work` throws: then nothing is given back
 */
export function tidy<T>(work: () => T): T {
  if (scope.made) return work();
  const made = (scope.made = [] as NDArray[]);
  arena.open = true;
  let done = false;
  try {
    const result = work();
    if (typeof (result as { then?: unknown } | null | undefined)?.then === 'function')
      throw new TypeError('np.tidy: expected a function that ends at once, got a promise: await before np.tidy, or after it');
    giveBack(made, arraysIn(result));
    done = true;
    return result;
  } finally {
    scope.made = null;
    arena.open = false;
    if (done) arena.reset();
    else arena.forsake();
  }
}

/** The arrays in a result. */
function arraysIn(result: unknown): Set<NDArray> {
  const found = new Set<NDArray>();
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (value instanceof NDArray) found.add(value);
    else if (isContainer(value) && !seen.has(value)) {
      seen.add(value);
      if (value instanceof Map) for (const pair of value) pair.forEach(visit);
      else for (const item of value instanceof Set ? value : Object.values(value)) visit(item);
    }
  };
  visit(result);
  return found;
}

function isContainer(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  if (Array.isArray(value) || value instanceof Map || value instanceof Set) return true;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype as object) === null;
}

/** Moves the arrays to keep, with what they share, out of the arena; takes the data of the others away. */
function giveBack(made: readonly NDArray[], kept: ReadonlySet<NDArray>): void {
  const moved = new Map<Data, Data>();
  for (const array of made) {
    const { data } = array;
    if (!kept.has(array)) setData(array, GIVEN_BACK);
    else if (arena.holds(data)) {
      const copy = moved.get(data) ?? data.slice();
      moved.set(data, copy);
      setData(array, copy);
    }
  }
}

/** `data` is read-only but for this: the array's memory moves, or is gone. */
function setData(array: NDArray, data: Data): void {
  (array as { data: Data }).data = data;
}
