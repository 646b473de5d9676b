/** Throws unless the value is an integer from 1 on. `what` is '<layer>: expected <option>'. */
export function positiveInteger(layer: string, option: string, value: unknown): asserts value is number {
  if (!(Number.isSafeInteger(value) && (value as number) > 0))
    throw new Error(`${layer}: expected ${option} to be a positive integer, got ${show(value)}`);
}

/** Throws unless the value is missing or a probability below 1. */
export function rate(layer: string, option: string, value: unknown): void {
  if (value === undefined || value === null) return;
  if (!(typeof value === 'number' && value >= 0 && value < 1))
    throw new Error(`${layer}: expected ${option} to be a number from 0 up to, not including, 1, got ${show(value)}`);
}

/** Throws unless the tensor's shape has this many axes, and these sizes where they are not null. */
export function shaped(
  layer: string,
  what: string,
  shape: readonly (number | null)[],
  expected: readonly (number | null)[],
  names: string,
): void {
  const fits = shape.length === expected.length && expected.every((n, i) => n === null || n === shape[i]);
  if (!fits)
    throw new Error(`${layer}: expected ${what} of shape (${names}), got (${shape.map((n) => n ?? '?').join(', ')})`);
}

/** A value in an error message. */
export function show(value: unknown): string {
  if (typeof value === 'string') return `'${value}'`;
  return Array.isArray(value) ? `[${value.map(show).join(', ')}]` : String(value);
}
