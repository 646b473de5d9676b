import { NDArray } from './ndarray';
import { asArray, type ArrayLike } from './creation';
import { allocate } from './dtype';
import { dense, denseF64, positions } from './iterate';
import { emptyF64, matmulStridedF64 } from './kernels';
import { broadcastShapes, broadcastStrides, formatShape, normalizeAxis, sizeOf } from './shape';

/** Products of whole numbers stay whole. */
function typed(data: Float64Array, shape: readonly number[], a: NDArray, b: NDArray): NDArray {
  if (a.dtype === 'float64' || b.dtype === 'float64') return new NDArray(data, shape);
  if (a.dtype === 'bool' && b.dtype === 'bool') return new NDArray(Uint8Array.from(data, (x) => (x ? 1 : 0)), shape); // prettier-ignore
  return new NDArray(Int32Array.from(data), shape);
}

/** out[at..] = the (m, k) matrix at position p of a times the (k, n) matrix at position q of b. */
function multiplyInto(a: NDArray, p: number, [ar, ac]: [number, number], b: NDArray, q: number, [br, bc]: [number, number], m: number, k: number, n: number, out: Float64Array): void {
  matmulStridedF64({ data: a.data, offset: p, rowStride: ar, colStride: ac }, { data: b.data, offset: q, rowStride: br, colStride: bc }, m, k, n, out);
}

function product2d(fn: string, a: NDArray, b: NDArray): NDArray {
  const [m, k] = a.shape;
  const [k2, n] = b.shape;
  if (k !== k2) throw new RangeError(`${fn}: shapes ${formatShape(a.shape)} and ${formatShape(b.shape)} not aligned: ${k} (dim 1) != ${k2} (dim 0)`);
  const out = emptyF64(m * n);
  multiplyInto(a, a.offset, [a.strides[0], a.strides[1]], b, b.offset, [b.strides[0], b.strides[1]], m, k, n, out);
  return typed(out, [m, n], a, b);
}

/**
 * The product of two arrays: inner product of vectors (an array without axes: `.item()` gives the number), matrix product of matrices, multiplication with
 * a number; else the sum over the last axis of a and the second to last of b.
 */
export function dot(left: ArrayLike, right: ArrayLike): NDArray {
  const a = asArray('dot', left);
  const b = asArray('dot', right);
  if (a.ndim === 2 && b.ndim === 2) return product2d('dot', a, b);
  if (a.ndim === 0 || b.ndim === 0) return a.multiply(b);
  return contract('dot', a, a.ndim - 1, b, Math.max(b.ndim - 2, 0));
}

/** Sum over one axis of each; the other axes of a, then those of b, remain. */
function contract(fn: string, a: NDArray, axisA: number, b: NDArray, axisB: number): NDArray {
  const k = a.shape[axisA];
  if (k !== b.shape[axisB])
    throw new RangeError(`${fn}: shapes ${formatShape(a.shape)} and ${formatShape(b.shape)} not aligned: ${k} (dim ${axisA}) != ${b.shape[axisB]} (dim ${axisB})`);
  const keepA = [...a.shape.keys()].filter((i) => i !== axisA);
  const keepB = [...b.shape.keys()].filter((i) => i !== axisB);
  const shape = [...keepA.map((i) => a.shape[i]), ...keepB.map((i) => b.shape[i])];
  const flatA = a.transpose(...keepA, axisA).reshape([sizeOf(keepA.map((i) => a.shape[i])), k]);
  const flatB = b.transpose(axisB, ...keepB).reshape([k, sizeOf(keepB.map((i) => b.shape[i]))]);
  return product2d(fn, flatA, flatB).reshape(shape);
}

/** Matrix product over the last two axes, broadcast over the others; vectors take part as a row on the left, a column on the right. */
export function matmul(left: ArrayLike, right: ArrayLike): NDArray {
  const a = asArray('matmul', left);
  const b = asArray('matmul', right);
  if (a.ndim === 0 || b.ndim === 0) throw new RangeError('matmul: input operand does not have enough dimensions: expected at least 1, got a number: use multiply');
  const A = a.ndim === 1 ? a.reshape([1, a.size]) : a;
  const B = b.ndim === 1 ? b.reshape([b.size, 1]) : b;
  const [m, k] = A.shape.slice(-2);
  const [k2, n] = B.shape.slice(-2);
  if (k !== k2)
    throw new RangeError(`matmul: Input operand 1 has a mismatch in its core dimension 0: size ${k2} is different from ${k} (shapes ${formatShape(a.shape)} and ${formatShape(b.shape)})`);
  const batch = broadcastShapes('matmul', A.shape.slice(0, -2), B.shape.slice(0, -2));
  const out = batched(A, B, batch, m, k, n);
  const shape = [...batch, ...(a.ndim === 1 ? [] : [m]), ...(b.ndim === 1 ? [] : [n])];
  return typed(out, shape, a, b);
}

function batched(A: NDArray, B: NDArray, batch: number[], m: number, k: number, n: number): Float64Array {
  const starts = (x: NDArray): Int32Array => positions(batch, broadcastStrides(x.shape.slice(0, -2), x.strides.slice(0, -2), batch), x.offset);
  const [pa, pb] = [starts(A), starts(B)];
  const [sa, sb] = [A.strides.slice(-2) as [number, number], B.strides.slice(-2) as [number, number]];
  const out = emptyF64(pa.length * m * n);
  pa.forEach((p, i) => multiplyInto(A, p, sa, B, pb[i], sb, m, k, n, out.subarray(i * m * n, (i + 1) * m * n)));
  return out;
}

/** Inner product of all items, as a number. */
export function vdot(left: ArrayLike, right: ArrayLike): number {
  const a = denseF64(asArray('vdot', left));
  const b = denseF64(asArray('vdot', right));
  if (a.length !== b.length) throw new RangeError(`vdot: expected as many items on both sides, got ${a.length} and ${b.length}`);
  const out = new Float64Array(1);
  matmulStridedF64({ data: a, offset: 0, rowStride: a.length, colStride: 1 }, { data: b, offset: 0, rowStride: 1, colStride: 1 }, 1, a.length, 1, out);
  return out[0];
}

/** Sum over the last axis of both. */
export function inner(left: ArrayLike, right: ArrayLike): NDArray {
  const a = asArray('inner', left);
  const b = asArray('inner', right);
  return a.ndim === 0 || b.ndim === 0 ? a.multiply(b) : contract('inner', a, a.ndim - 1, b, b.ndim - 1);
}

/** All products of an item of a with an item of b: (size a, size b). */
export function outer(left: ArrayLike, right: ArrayLike): NDArray {
  const a = asArray('outer', left).ravel();
  const b = asArray('outer', right).ravel();
  return a.reshape([a.size, 1]).multiply(b.reshape([1, b.size]));
}

/** Sum over several axes of each: the last n of a and first n of b, or the axes named. */
export function tensordot(left: ArrayLike, right: ArrayLike, axes: number | readonly [readonly number[], readonly number[]] = 2): NDArray {
  const a = asArray('tensordot', left);
  const b = asArray('tensordot', right);
  const range = (n: number, from: number): number[] => Array.from({ length: n }, (_, i) => from + i);
  const [ia, ib] = typeof axes === 'number' ? [range(axes, a.ndim - axes), range(axes, 0)] : axes;
  const [na, nb] = [ia.map((i) => normalizeAxis('tensordot', i, a.ndim)), ib.map((i) => normalizeAxis('tensordot', i, b.ndim))];
  if (na.length !== nb.length || na.some((axis, i) => a.shape[axis] !== b.shape[nb[i]]))
    throw new RangeError(`tensordot: shape-mismatch for sum: axes (${na}) of ${formatShape(a.shape)} and (${nb}) of ${formatShape(b.shape)}`);
  const keepA = [...a.shape.keys()].filter((i) => !na.includes(i));
  const keepB = [...b.shape.keys()].filter((i) => !nb.includes(i));
  const k = sizeOf(na.map((i) => a.shape[i]));
  const flatA = a.transpose(...keepA, ...na).reshape([sizeOf(keepA.map((i) => a.shape[i])), k]);
  const flatB = b.transpose(...nb, ...keepB).reshape([k, sizeOf(keepB.map((i) => b.shape[i]))]);
  return product2d('tensordot', flatA, flatB).reshape([...keepA.map((i) => a.shape[i]), ...keepB.map((i) => b.shape[i])]);
}

/** Einstein summation with an explicit or implied result: einsum('ij,jk->ik', a, b). */
export function einsum(subscripts: string, ...operands: ArrayLike[]): NDArray {
  const arrays = operands.map((v) => asArray('einsum', v));
  const [inputs, given] = subscripts.replace(/\s+/g, '').split('->');
  const terms = inputs.split(',');
  if (terms.length !== arrays.length || terms.some((t, i) => t.length !== arrays[i].ndim || /[^A-Za-z]/.test(t)))
    throw new RangeError(`einsum: expected a letter for each axis of ${arrays.map((a) => formatShape(a.shape)).join(', ')}, got '${subscripts}'`);
  const count = (c: string): number => inputs.split(c).length - 1;
  const letters = [...new Set(terms.join(''))].sort();
  const output = given ?? letters.filter((c) => count(c) === 1).join('');
  const lengths = new Map<string, number>();
  terms.forEach((t, i) => [...t].forEach((c, axis) => {
    const n = arrays[i].shape[axis];
    if ((lengths.get(c) ?? n) !== n) throw new RangeError(`einsum: axis '${c}' has lengths ${lengths.get(c)} and ${n}`);
    lengths.set(c, n);
  })); // prettier-ignore
  if ([...output].some((c) => !lengths.has(c))) throw new RangeError(`einsum: result '${output}' names an axis that no operand has`);
  const order = [...output, ...letters.filter((c) => !output.includes(c))];
  const shape = order.map((c) => lengths.get(c)!);
  const aligned = arrays.map((a, i) => {
    const strides = order.map((c) => [...terms[i]].reduce((sum, letter, axis) => sum + (letter === c ? a.strides[axis] : 0), 0));
    return new NDArray(a.data, shape, strides, a.offset, a.dtype); // diagonals and stretched axes are strides, too
  });
  const all = aligned.reduce((x, y) => x.multiply(y));
  const summed = order.slice(output.length).map((_, i) => output.length + i);
  return summed.length > 0 ? all.sum({ axis: summed }) : all.copy();
}

/** A diagonal: of a matrix as a vector, or a matrix with the vector on it. */
export function diag(value: ArrayLike, k = 0): NDArray {
  const a = asArray('diag', value);
  if (a.ndim === 2) {
    const n = Math.max(0, Math.min(a.shape[0] + Math.min(k, 0), a.shape[1] - Math.max(k, 0)));
    const start = a.offset + (k >= 0 ? k * a.strides[1] : -k * a.strides[0]);
    return new NDArray(a.data, [n], [a.strides[0] + a.strides[1]], n === 0 ? a.offset : start, a.dtype).copy();
  }
  if (a.ndim !== 1) throw new RangeError(`diag: input must be 1- or 2-d, got shape ${formatShape(a.shape)}`);
  const n = a.size + Math.abs(k);
  const out = new NDArray(allocate(a.dtype, n * n), [n, n]);
  dense(a).forEach((x: number, i: number) => (out.data[(i + Math.max(-k, 0)) * n + i + Math.max(k, 0)] = x));
  return out;
}

/** Sum of a diagonal. */
export function trace(value: ArrayLike, k = 0): number {
  const a = asArray('trace', value);
  if (a.ndim !== 2) throw new RangeError(`trace: expected a matrix, got shape ${formatShape(a.shape)}`);
  return diag(a, k).sum();
}

function triangle(fn: string, value: ArrayLike, keep: (i: number, j: number) => boolean): NDArray {
  const out = asArray(fn, value).copy();
  if (out.ndim < 2) throw new RangeError(`${fn}: expected at least 2 axes, got shape ${formatShape(out.shape)}`);
  const [rows, cols] = out.shape.slice(-2);
  for (let at = 0; at < out.size; at++) if (!keep(Math.floor(at / cols) % rows, at % cols)) out.data[at] = 0;
  return out;
}

/** A copy with zeros above the k-th diagonal. */
export function tril(value: ArrayLike, k = 0): NDArray {
  return triangle('tril', value, (i, j) => j - i <= k);
}

/** A copy with zeros below the k-th diagonal. */
export function triu(value: ArrayLike, k = 0): NDArray {
  return triangle('triu', value, (i, j) => j - i >= k);
}
