// Sums in NumPy's order, so that the digits are the same: eight running sums within up to 128 items, halves added above.

function block(src: usize, n: i32): f64 {
  if (n < 8) {
    let sum: f64 = 0;
    for (let i = 0; i < n; i++, src += 8) sum += f64.load(src);
    return sum;
  }
  let r0 = v128.load(src), r1 = v128.load(src, 16), r2 = v128.load(src, 32), r3 = v128.load(src, 48);
  let i = 8;
  for (; i + 8 <= n; i += 8) {
    src += 64;
    r0 = f64x2.add(r0, v128.load(src)); r1 = f64x2.add(r1, v128.load(src, 16));
    r2 = f64x2.add(r2, v128.load(src, 32)); r3 = f64x2.add(r3, v128.load(src, 48));
  }
  let sum = (pair(r0) + pair(r1)) + (pair(r2) + pair(r3));
  for (src += 64; i < n; i++, src += 8) sum += f64.load(src);
  return sum;
}

// @ts-ignore: decorator
@inline
function pair(x: v128): f64 {
  return f64x2.extract_lane(x, 0) + f64x2.extract_lane(x, 1);
}

function pairwise(src: usize, n: i32): f64 {
  if (n <= 128) return block(src, n);
  const half = (n >> 1) & ~7;
  return pairwise(src, half) + pairwise(src + (<usize>half << 3), n - half);
}

/** dst[i] = the sum of row i of src (m, n). */
export function sumRows(src: usize, dst: usize, m: i32, n: i32): void {
  for (let i = 0; i < m; i++) {
    f64.store(dst, pairwise(src, n));
    src += <usize>n << 3; dst += 8;
  }
}
