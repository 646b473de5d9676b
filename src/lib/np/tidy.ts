import { emptyData, type Data } from './dtype';
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
  try {
    const result = work();
    if (typeof (result as { then?: unknown } | null | undefined)?.then === 'function')
      throw new TypeError('np.tidy: expected a function that ends at once, got a promise: await before np.tidy, or after it');
    arena.open = false; // what is kept moves to memory of its own
    giveBack(made, arraysIn(result));
    arena.reset();
    return result;
  } catch (error) {
    arena.forsake();
    throw error;
  } finally {
    scope.made = null;
    arena.open = false;
  }
}

/** The arrays in a result, some more than once perhaps. */
function arraysIn(result: unknown): NDArray[] {
  const found: NDArray[] = [];
  const seen = new Set<object>();
  const visit = (value: unknown): void => {
    if (value instanceof NDArray) found.push(value);
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

/** Takes the data of all arrays made away; those to keep get it back, moved out of the arena together with what they share. */
function giveBack(made: readonly NDArray[], kept: readonly NDArray[]): void {
  const moved = new Map<Data, Data>();
  const own = kept.map(({ data, dtype }) => {
    if (!arena.holds(data)) return data;
    if (!moved.has(data)) {
      const copy = emptyData(dtype, data.length);
      copy.set(data);
      moved.set(data, copy);
    }
    return moved.get(data)!;
  });
  for (const array of made) setData(array, GIVEN_BACK);
  kept.forEach((array, i) => setData(array, own[i]));
}

/** `data` is read-only but for this: the array's memory moves, or is gone. */
function setData(array: NDArray, data: Data): void {
  (array as { data: Data }).data = data;
}
