/** Arithmetic on shapes and strides. Strides count items, not bytes. */
export type Shape = readonly number[];

/** Number of items. */
export function sizeOf(shape: Shape): number {
  let size = 1;
  for (let i = 0; i < shape.length; i++) size *= shape[i];
  return size;
}

/** Row-major strides. */
export function stridesOf(shape: Shape): number[] {
  const strides = new Array<number>(shape.length);
  let step = 1;
  for (let i = shape.length - 1; i >= 0; i--) {
    strides[i] = step;
    step *= shape[i];
  }
  return strides;
}

/** As NumPy writes it: (), (3,), (2,3). */
export function formatShape(shape: Shape): string {
  return shape.length === 1 ? `(${shape[0]},)` : `(${shape.join(',')})`;
}

export function sameShape(a: Shape, b: Shape): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

/** The shape that both broadcast to, by NumPy's rules. */
export function broadcastShapes(fn: string, a: Shape, b: Shape): number[] {
  const ndim = Math.max(a.length, b.length);
  const out = new Array<number>(ndim);
  for (let i = 0; i < ndim; i++) {
    const x = a[a.length - ndim + i] ?? 1;
    const y = b[b.length - ndim + i] ?? 1;
    if (x !== y && x !== 1 && y !== 1)
      throw new RangeError(`${fn}: operands could not be broadcast together with shapes ${formatShape(a)} ${formatShape(b)}`);
    out[i] = x === 1 ? y : x;
  }
  return out;
}

/** Strides with which an array of `shape` is read as one of shape `to`: 0 along stretched axes. */
export function broadcastStrides(shape: Shape, strides: readonly number[], to: Shape): number[] {
  const shift = to.length - shape.length;
  const out = new Array<number>(to.length).fill(0);
  for (let i = 0; i < shape.length; i++) out[i + shift] = shape[i] === 1 && to[i + shift] !== 1 ? 0 : strides[i];
  return out;
}

/** The axis from 0, for axes counted from either end. */
export function normalizeAxis(fn: string, axis: number, ndim: number): number {
  if (!Number.isInteger(axis) || axis < -ndim || axis >= ndim)
    throw new RangeError(`${fn}: axis ${axis} is out of bounds for array of dimension ${ndim}`);
  return axis < 0 ? axis + ndim : axis;
}

/** Several axes, sorted, without repeats. */
export function normalizeAxes(fn: string, axes: number | readonly number[], ndim: number): number[] {
  const list = (typeof axes === 'number' ? [axes] : axes).map((axis) => normalizeAxis(fn, axis, ndim));
  if (new Set(list).size !== list.length) throw new RangeError(`${fn}: duplicate value in axis`);
  return list.sort((p, q) => p - q);
}

/** Checks sizes that a caller hands in: a number or a list of whole numbers from 0. */
export function parseShape(fn: string, shape: number | Shape): number[] {
  const list = typeof shape === 'number' ? [shape] : [...shape];
  for (const n of list)
    if (!Number.isInteger(n) || n < 0) throw new RangeError(`${fn}: expected a shape of whole numbers from 0, got (${list.join(', ')})`);
  if (sizeOf(list) > 2 ** 31) throw new RangeError(`${fn}: shape ${formatShape(list)} is too large`);
  return list;
}

/** The shape with one -1 worked out, as reshape takes it. */
export function resolveReshape(size: number, shape: readonly number[]): number[] {
  const cannot = (): RangeError => new RangeError(`reshape: cannot reshape array of size ${size} into shape ${formatShape(shape)}`);
  const out = [...shape];
  const free = out.indexOf(-1);
  if (free >= 0) {
    if (out.indexOf(-1, free + 1) >= 0) throw new RangeError('reshape: can only specify one unknown dimension');
    const rest = sizeOf(out.filter((_, i) => i !== free));
    if (rest === 0 || size % rest !== 0) throw cannot();
    out[free] = size / rest;
  }
  if (out.some((n) => !Number.isInteger(n) || n < 0) || sizeOf(out) !== size) throw cannot();
  return out;
}

/** The indices of item number `flat` in row-major order. */
export function unravel(flat: number, shape: Shape): number[] {
  const size = sizeOf(shape);
  if (!Number.isInteger(flat) || flat < -size || flat >= size) throw new RangeError(`item: index ${flat} is out of bounds for size ${size}`);
  let rest = flat < 0 ? flat + size : flat;
  return stridesOf(shape).map((step) => {
    const i = Math.floor(rest / step);
    rest -= i * step;
    return i;
  });
}
