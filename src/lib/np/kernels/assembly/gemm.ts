// Matrix product of one tile, after Goto and van de Geijn, "Anatomy of High-Performance Matrix Multiplication" (2008):
// strips of A and B are packed so that the inner loop reads memory in order, and a 4 x 4 block of C stays in registers.

import { byDots, byRows } from './small';

/** Rows of B (columns of A) packed at a time: one strip of 4 columns is then 8 KiB and stays in the first-level cache. */
const KC: i32 = 256;

/** Most rows or columns, and shortest sums, of products that are not packed (measured). */
const FLAT: i32 = 12;
const SHORT: i32 = 6;

/** c[0:4, 0:4] (+)= packed a (kc, 4) transposed times packed b (kc, 4). `ldc` is in bytes. */
// @ts-ignore: decorator
@inline
function micro(kc: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool): void {
  let c00 = f64x2.splat(0), c01 = f64x2.splat(0), c10 = f64x2.splat(0), c11 = f64x2.splat(0);
  let c20 = f64x2.splat(0), c21 = f64x2.splat(0), c30 = f64x2.splat(0), c31 = f64x2.splat(0);
  const end = a + (<usize>kc << 5);
  while (a < end) {
    const b0 = v128.load(b), b1 = v128.load(b, 16);
    let x = v128.load64_splat(a);
    c00 = f64x2.add(c00, f64x2.mul(x, b0)); c01 = f64x2.add(c01, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 8);
    c10 = f64x2.add(c10, f64x2.mul(x, b0)); c11 = f64x2.add(c11, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 16);
    c20 = f64x2.add(c20, f64x2.mul(x, b0)); c21 = f64x2.add(c21, f64x2.mul(x, b1));
    x = v128.load64_splat(a, 24);
    c30 = f64x2.add(c30, f64x2.mul(x, b0)); c31 = f64x2.add(c31, f64x2.mul(x, b1));
    a += 32; b += 32;
  }
  const r1 = c + ldc, r2 = r1 + ldc, r3 = r2 + ldc;
  if (add) {
    c00 = f64x2.add(c00, v128.load(c)); c01 = f64x2.add(c01, v128.load(c, 16));
    c10 = f64x2.add(c10, v128.load(r1)); c11 = f64x2.add(c11, v128.load(r1, 16));
    c20 = f64x2.add(c20, v128.load(r2)); c21 = f64x2.add(c21, v128.load(r2, 16));
    c30 = f64x2.add(c30, v128.load(r3)); c31 = f64x2.add(c31, v128.load(r3, 16));
  }
  v128.store(c, c00); v128.store(c, c01, 16);
  v128.store(r1, c10); v128.store(r1, c11, 16);
  v128.store(r2, c20); v128.store(r2, c21, 16);
  v128.store(r3, c30); v128.store(r3, c31, 16);
}

/** Packs four lines, `line` bytes apart, into (kc, 4): the items of one line are `step` bytes apart. */
function pack(src: usize, line: usize, step: usize, kc: i32, dst: usize): void {
  if (line == 8) packAdjacent(src, step, kc, dst);
  else if (step == 8) packTransposed(src, line, kc, dst);
  else packAny(src, line, step, kc, dst);
}

/** The four items of each turn lie side by side already. */
function packAdjacent(src: usize, step: usize, kc: i32, dst: usize): void {
  for (let q = 0; q < kc; q++) {
    v128.store(dst, v128.load(src));
    v128.store(dst, v128.load(src, 16), 16);
    src += step; dst += 32;
  }
}

/** Each line lies in one piece: two items of all four change places at a time. */
function packTransposed(src: usize, line: usize, kc: i32, dst: usize): void {
  const l2 = line << 1, l3 = l2 + line;
  for (let q = kc >> 1; q > 0; q--) {
    const x0 = v128.load(src), x1 = v128.load(src + line), x2 = v128.load(src + l2), x3 = v128.load(src + l3);
    v128.store(dst, v128.shuffle<f64>(x0, x1, 0, 2));
    v128.store(dst, v128.shuffle<f64>(x2, x3, 0, 2), 16);
    v128.store(dst, v128.shuffle<f64>(x0, x1, 1, 3), 32);
    v128.store(dst, v128.shuffle<f64>(x2, x3, 1, 3), 48);
    src += 16; dst += 64;
  }
  if (kc & 1) packAny(src, line, 8, 1, dst);
}

function packAny(src: usize, line: usize, step: usize, kc: i32, dst: usize): void {
  const l2 = line << 1, l3 = l2 + line;
  for (let q = 0; q < kc; q++) {
    f64.store(dst, f64.load(src));
    f64.store(dst, f64.load(src + line), 8);
    f64.store(dst, f64.load(src + l2), 16);
    f64.store(dst, f64.load(src + l3), 24);
    src += step; dst += 32;
  }
}

/** The block of C at an edge, of `rows` x `cols` items: made whole in scratch, from where the part that there is goes to C. */
function edge(kc: i32, a: usize, b: usize, c: usize, ldc: usize, add: bool, rows: i32, cols: i32, scratch: usize): void {
  micro(kc, a, b, scratch, 32, false);
  for (let i = 0; i < rows; i++, c += ldc, scratch += 32) {
    for (let j: usize = 0; j < <usize>cols << 3; j += 8) {
      const x = f64.load(scratch + j);
      f64.store(c + j, add ? x + f64.load(c + j) : x);
    }
  }
}

/**
 * c (m, n) = a (m, k) @ b (k, n), or += with `accumulate`. Strides of a and b (`ar`, `ac`, `br`, `bc`) are in items; c is dense. Up to three rows behind a and
 * columns behind b are read, and come to nothing. `bufA` takes KC * 4 + 16 items, `bufB` KC * n with n rounded up to a multiple of 4.
 */
export function gemm(
  a: usize, ar: usize, ac: usize, b: usize, br: usize, bc: usize, c: usize,
  m: i32, k: i32, n: i32, accumulate: bool, bufA: usize, bufB: usize,
): void {
  ar <<= 3; ac <<= 3; br <<= 3; bc <<= 3;
  // Packing b pays from some rows of a on, and packing a from some columns of b on.
  if (m <= FLAT || n <= FLAT || k <= SHORT) {
    if (ac == 8 && br == 8 && k > SHORT) return byDots(a, ar, b, bc, c, m, k, n, accumulate);
    if (bc == 8 && (n > SHORT || br != 8)) return byRows(a, ar, ac, b, br, c, m, k, n, accumulate);
  }
  const ldc = <usize>n << 3, scratch = bufA + (KC << 5);
  for (let p = 0; p < k; p += KC) {
    const kc = min(KC, k - p);
    const strip = <usize>kc << 5;
    const add = accumulate || p > 0;
    const bp = b + <usize>p * br, ap = a + <usize>p * ac;
    for (let j = 0; j < n; j += 4) pack(bp + <usize>j * bc, bc, br, kc, bufB + <usize>(j >> 2) * strip);
    for (let i = 0; i < m; i += 4) {
      pack(ap + <usize>i * ar, ar, ac, kc, bufA);
      let ci = c + <usize>i * ldc, bj = bufB, j = 0;
      if (i + 4 <= m) {
        for (; j + 4 <= n; j += 4) {
          micro(kc, bufA, bj, ci, ldc, add);
          ci += 32; bj += strip;
        }
      }
      for (; j < n; j += 4) {
        edge(kc, bufA, bj, ci, ldc, add, min(4, m - i), min(4, n - j), scratch);
        ci += 32; bj += strip;
      }
    }
  }
}
