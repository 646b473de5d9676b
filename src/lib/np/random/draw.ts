import { emptyF64 } from '../kernels';
import { asArray, type ArrayLike } from '../creation';
import { gather } from '../iterate';
import { NDArray } from '../ndarray';
import { broadcastShapes, broadcastStrides, formatShape, parseShape, sameShape, sizeOf } from '../shape';

/** A shape: a number for one axis, or a list of them. Left out, one number is drawn and returned as a number. */
export type Size = number | readonly number[];

/** A parameter of a distribution: one number, or an array with one for each number drawn (broadcast). */
export type Parameter = ArrayLike;

type Next = (a: number, b: number) => number;

/** Draws one number, or as many as `size` and the parameters' common shape say, in C order. */
export function draw(fn: string, next: Next, parameters: readonly Parameter[], size?: Size | null): number | NDArray {
  if (parameters.some((p) => typeof p !== 'number'))
    return drawBroadcast(
      fn,
      next,
      parameters.map((p) => asArray(fn, p)),
      size,
    );
  const [a, b] = parameters as number[];
  if (size === undefined || size === null) return next(a, b);
  const shape = parseShape(fn, size);
  const data = emptyF64(sizeOf(shape));
  for (let i = 0; i < data.length; i++) data[i] = next(a, b);
  return new NDArray(data, shape, undefined, 0, 'float64');
}

function drawBroadcast(fn: string, next: Next, parameters: readonly NDArray[], size?: Size | null): NDArray {
  const common = parameters.reduce<number[]>((shape, p) => broadcastShapes(fn, shape, p.shape), []);
  const shape = size === undefined || size === null ? common : parseShape(fn, size);
  if (!sameShape(broadcastShapes(fn, shape, common), shape)) {
    throw new RangeError(
      `${fn}: expected parameters that fit size ${formatShape(shape)}, got shape ${formatShape(common)}`,
    );
  }
  const data = emptyF64(sizeOf(shape));
  const [a, b]: Float64Array[] = parameters.map((p) => spread(p, shape));
  for (let i = 0; i < data.length; i++) data[i] = next(a[i], b?.[i] ?? 0);
  return new NDArray(data, shape, undefined, 0, 'float64');
}

/** One value for each number drawn. */
function spread(p: NDArray, shape: readonly number[]): Float64Array {
  const out = emptyF64(sizeOf(shape));
  gather(p.data, shape, broadcastStrides(p.shape, p.strides, shape), p.offset, out);
  return out;
}

/** What a value is, for error messages. */
export function describe(x: unknown): string {
  if (x instanceof NDArray) return `an NDArray of shape ${formatShape(x.shape)}`;
  if (Array.isArray(x)) return 'a plain array';
  return x === null ? 'null' : `${typeof x} ${String(x)}`;
}
