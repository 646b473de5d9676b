import type { MatrixOperand } from './operand';

/** dst[i] = e^src[i]. */
export function expPlain(src: Float64Array, dst: Float64Array): void {
  for (let i = 0; i < src.length; i++) dst[i] = Math.exp(src[i]);
}

/** dst[i] = ln(src[i]). */
export function logPlain(src: Float64Array, dst: Float64Array): void {
  for (let i = 0; i < src.length; i++) dst[i] = Math.log(src[i]);
}

/** out (m, n) = a (m, k) @ b (k, n) in plain loops; `out` is dense, row-major, and not a or b. */
export function matmulPlain(
  a: MatrixOperand,
  b: MatrixOperand,
  m: number,
  k: number,
  n: number,
  out: Float64Array,
): void {
  if (b.colStride === 1 && n >= 8) byRows(a, b, m, k, n, out);
  else byDots(a, b, m, k, n, out);
}

/** Row i of out gathers the rows of b, four at a time, so that out is loaded and stored k/4 times. */
function byRows(a: MatrixOperand, b: MatrixOperand, m: number, k: number, n: number, out: Float64Array): void {
  const x = a.data,
    y = b.data,
    ac = a.colStride,
    br = b.rowStride;
  for (let i = 0; i < m; i++) {
    const o = i * n;
    let pa = a.offset + i * a.rowStride,
      pb = b.offset,
      p = 0;
    for (let j = 0; j < n; j++) out[o + j] = 0;
    for (; p + 4 <= k; p += 4, pa += 4 * ac, pb += 4 * br) {
      const x0 = x[pa],
        x1 = x[pa + ac],
        x2 = x[pa + 2 * ac],
        x3 = x[pa + 3 * ac];
      const b1 = pb + br,
        b2 = b1 + br,
        b3 = b2 + br;
      for (let j = 0; j < n; j++) out[o + j] += x0 * y[pb + j] + x1 * y[b1 + j] + x2 * y[b2 + j] + x3 * y[b3 + j];
    }
    for (; p < k; p++, pa += ac, pb += br) {
      const x0 = x[pa];
      for (let j = 0; j < n; j++) out[o + j] += x0 * y[pb + j];
    }
  }
}

/** Each item of out is one dot product, in four sums that do not wait for each other. */
function byDots(a: MatrixOperand, b: MatrixOperand, m: number, k: number, n: number, out: Float64Array): void {
  const x = a.data,
    y = b.data,
    ac = a.colStride,
    br = b.rowStride;
  for (let i = 0; i < m; i++) {
    for (let j = 0; j < n; j++) {
      let pa = a.offset + i * a.rowStride,
        pb = b.offset + j * b.colStride;
      let s0 = 0,
        s1 = 0,
        s2 = 0,
        s3 = 0,
        p = 0;
      for (; p + 4 <= k; p += 4, pa += 4 * ac, pb += 4 * br) {
        s0 += x[pa] * y[pb];
        s1 += x[pa + ac] * y[pb + br];
        s2 += x[pa + 2 * ac] * y[pb + 2 * br];
        s3 += x[pa + 3 * ac] * y[pb + 3 * br];
      }
      for (; p < k; p++, pa += ac, pb += br) s0 += x[pa] * y[pb];
      out[i * n + j] = s0 + s1 + (s2 + s3);
    }
  }
}
