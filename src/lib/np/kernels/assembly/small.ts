// Products that are too small, or too flat, for packing to pay: they read both operands where they lie.

/** Two rows of c (+)= up to four columns of a times rows of b, which lie in one piece. The numbers of a stay in registers. */
// @ts-ignore: decorator
@inline
function pass(count: i32, first: bool, a0: usize, a1: usize, ac: usize, b: usize, br: usize, c0: usize, c1: usize, n: i32): void {
  const br2 = br << 1, br3 = br2 + br;
  const x0 = v128.load64_splat(a0), y0 = v128.load64_splat(a1);
  let x1 = x0, y1 = y0, x2 = x0, y2 = y0, x3 = x0, y3 = y0;
  if (count > 1) { x1 = v128.load64_splat(a0 + ac); y1 = v128.load64_splat(a1 + ac); }
  if (count > 2) { x2 = v128.load64_splat(a0 + 2 * ac); y2 = v128.load64_splat(a1 + 2 * ac); }
  if (count > 3) { x3 = v128.load64_splat(a0 + 3 * ac); y3 = v128.load64_splat(a1 + 3 * ac); }
  const end = c0 + (<usize>(n & ~1) << 3);
  while (c0 < end) {
    let s = f64x2.splat(0), t = f64x2.splat(0);
    if (!first) { s = v128.load(c0); t = v128.load(c1); }
    let z = v128.load(b);
    s = f64x2.add(s, f64x2.mul(x0, z)); t = f64x2.add(t, f64x2.mul(y0, z));
    if (count > 1) { z = v128.load(b + br); s = f64x2.add(s, f64x2.mul(x1, z)); t = f64x2.add(t, f64x2.mul(y1, z)); }
    if (count > 2) { z = v128.load(b + br2); s = f64x2.add(s, f64x2.mul(x2, z)); t = f64x2.add(t, f64x2.mul(y2, z)); }
    if (count > 3) { z = v128.load(b + br3); s = f64x2.add(s, f64x2.mul(x3, z)); t = f64x2.add(t, f64x2.mul(y3, z)); }
    v128.store(c0, s); v128.store(c1, t);
    b += 16; c0 += 16; c1 += 16;
  }
  if (n & 1) {
    let s = f64x2.splat(0), t = f64x2.splat(0);
    if (!first) { s = v128.load64_zero(c0); t = v128.load64_zero(c1); }
    let z = v128.load64_zero(b);
    s = f64x2.add(s, f64x2.mul(x0, z)); t = f64x2.add(t, f64x2.mul(y0, z));
    if (count > 1) { z = v128.load64_zero(b + br); s = f64x2.add(s, f64x2.mul(x1, z)); t = f64x2.add(t, f64x2.mul(y1, z)); }
    if (count > 2) { z = v128.load64_zero(b + br2); s = f64x2.add(s, f64x2.mul(x2, z)); t = f64x2.add(t, f64x2.mul(y2, z)); }
    if (count > 3) { z = v128.load64_zero(b + br3); s = f64x2.add(s, f64x2.mul(x3, z)); t = f64x2.add(t, f64x2.mul(y3, z)); }
    v128.store64_lane(c0, s, 0); v128.store64_lane(c1, t, 0);
  }
}

/** c (+)= a @ b where the rows of b lie in one piece. Strides in bytes; c is dense. Adds in the order of `gemm`. */
export function byRows(a: usize, ar: usize, ac: usize, b: usize, br: usize, c: usize, m: i32, k: i32, n: i32, accumulate: bool): void {
  const ldc = <usize>n << 3;
  for (let i = 0; i < m; i += 2) {
    // The last of an odd number of rows is made twice, in the same place.
    const a0 = a + <usize>i * ar, c0 = c + <usize>i * ldc;
    const a1 = i + 1 < m ? a0 + ar : a0, c1 = i + 1 < m ? c0 + ldc : c0;
    for (let p = 0; p < k; p += 4) {
      const x0 = a0 + <usize>p * ac, x1 = a1 + <usize>p * ac, z = b + <usize>p * br;
      const left = k - p;
      if (accumulate || p > 0) {
        if (left >= 4) pass(4, false, x0, x1, ac, z, br, c0, c1, n);
        else if (left == 3) pass(3, false, x0, x1, ac, z, br, c0, c1, n);
        else if (left == 2) pass(2, false, x0, x1, ac, z, br, c0, c1, n);
        else pass(1, false, x0, x1, ac, z, br, c0, c1, n);
      } else {
        if (left >= 4) pass(4, true, x0, x1, ac, z, br, c0, c1, n);
        else if (left == 3) pass(3, true, x0, x1, ac, z, br, c0, c1, n);
        else if (left == 2) pass(2, true, x0, x1, ac, z, br, c0, c1, n);
        else pass(1, true, x0, x1, ac, z, br, c0, c1, n);
      }
    }
  }
}

// @ts-ignore: decorator
@inline
function put(c: usize, x: v128, add: bool): void {
  const sum = f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
  f64.store(c, add ? f64.load(c) + sum : sum);
}

/** c (+)= a @ b where the rows of a and the columns of b lie in one piece: each item is a dot product, eight of them at a time. Strides in bytes. */
export function byDots(a: usize, ar: usize, b: usize, bc: usize, c: usize, m: i32, k: i32, n: i32, add: bool): void {
  const ldc = <usize>n << 3;
  for (let i = 0; i < m; i += 4) {
    const rows = m - i;
    const r0 = a + <usize>i * ar, r1 = rows > 1 ? r0 + ar : r0, r2 = rows > 2 ? r0 + 2 * ar : r0, r3 = rows > 3 ? r0 + 3 * ar : r0;
    for (let j = 0; j < n; j += 2) {
      let s00 = f64x2.splat(0), s01 = f64x2.splat(0), s10 = f64x2.splat(0), s11 = f64x2.splat(0);
      let s20 = f64x2.splat(0), s21 = f64x2.splat(0), s30 = f64x2.splat(0), s31 = f64x2.splat(0);
      let y0 = b + <usize>j * bc;
      let y1 = j + 1 < n ? y0 + bc : y0;
      let at: usize = 0;
      const end = <usize>(k & ~1) << 3;
      for (; at < end; at += 16) {
        const z0 = v128.load(y0 + at), z1 = v128.load(y1 + at);
        let x = v128.load(r0 + at);
        s00 = f64x2.add(s00, f64x2.mul(x, z0)); s01 = f64x2.add(s01, f64x2.mul(x, z1));
        x = v128.load(r1 + at);
        s10 = f64x2.add(s10, f64x2.mul(x, z0)); s11 = f64x2.add(s11, f64x2.mul(x, z1));
        x = v128.load(r2 + at);
        s20 = f64x2.add(s20, f64x2.mul(x, z0)); s21 = f64x2.add(s21, f64x2.mul(x, z1));
        x = v128.load(r3 + at);
        s30 = f64x2.add(s30, f64x2.mul(x, z0)); s31 = f64x2.add(s31, f64x2.mul(x, z1));
      }
      if (k & 1) {
        const z0 = v128.load64_zero(y0 + at), z1 = v128.load64_zero(y1 + at);
        let x = v128.load64_zero(r0 + at);
        s00 = f64x2.add(s00, f64x2.mul(x, z0)); s01 = f64x2.add(s01, f64x2.mul(x, z1));
        x = v128.load64_zero(r1 + at);
        s10 = f64x2.add(s10, f64x2.mul(x, z0)); s11 = f64x2.add(s11, f64x2.mul(x, z1));
        x = v128.load64_zero(r2 + at);
        s20 = f64x2.add(s20, f64x2.mul(x, z0)); s21 = f64x2.add(s21, f64x2.mul(x, z1));
        x = v128.load64_zero(r3 + at);
        s30 = f64x2.add(s30, f64x2.mul(x, z0)); s31 = f64x2.add(s31, f64x2.mul(x, z1));
      }
      let to = c + <usize>i * ldc + (<usize>j << 3);
      const pair = j + 1 < n;
      put(to, s00, add);
      if (pair) put(to + 8, s01, add);
      if (rows > 1) { to += ldc; put(to, s10, add); if (pair) put(to + 8, s11, add); }
      if (rows > 2) { to += ldc; put(to, s20, add); if (pair) put(to + 8, s21, add); }
      if (rows > 3) { to += ldc; put(to, s30, add); if (pair) put(to + 8, s31, add); }
    }
  }
}
