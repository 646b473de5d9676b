import { NDArray } from '../ndarray';

/**
 * The arguments by name: given in order, and the last ones, if the last argument is a plain object, by name, as Python's keyword arguments.
 * Throws TypeError for a name the function does not have, or one given twice.
 */
export function named(fn: string, names: readonly string[], args: readonly unknown[]): Record<string, unknown> {
  const last = args.at(-1);
  const byName = isPlainObject(last) ? last : {};
  const inOrder = isPlainObject(last) ? args.slice(0, -1) : args;
  if (inOrder.length > names.length)
    throw new TypeError(`${fn}: expected at most ${names.length} arguments, got ${inOrder.length}`);
  const values: Record<string, unknown> = {};
  inOrder.forEach((value, i) => (values[names[i]] = value));
  for (const [name, value] of Object.entries(byName)) {
    if (!names.includes(name)) throw new TypeError(`${fn}: expected options among ${names.join(', ')}, got ${name}`);
    if (values[name] !== undefined) throw new TypeError(`${fn}: got two values for ${name}`);
    values[name] = value;
  }
  return values;
}

function isPlainObject(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !Array.isArray(x) && !ArrayBuffer.isView(x) && !(x instanceof NDArray);
}
