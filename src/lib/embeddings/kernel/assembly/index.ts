// AssemblyScript: the loop over all words, four float32 lanes at a time. `node scripts/wasm.mjs` compiles this folder into ../binary.ts.

// @ts-ignore: decorator
@inline
function sum(x: v128): f32 {
  return (f32x4.extract_lane(x, 0) + f32x4.extract_lane(x, 1)) + (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3));
}

/** out[i] = row i of `rows` (n, dim) times `query` (dim,), all float32. */
export function dots(rows: usize, query: usize, out: usize, n: i32, dim: i32): void {
  const whole: usize = <usize>(dim & ~3) << 2, size: usize = <usize>dim << 2, pairs: usize = whole & ~31;
  for (let i = 0; i < n; i++) {
    let a = f32x4.splat(0), b = f32x4.splat(0);
    let k: usize = 0;
    for (; k < pairs; k += 32) {
      a = f32x4.add(a, f32x4.mul(v128.load(rows + k), v128.load(query + k)));
      b = f32x4.add(b, f32x4.mul(v128.load(rows + k, 16), v128.load(query + k, 16)));
    }
    if (k < whole) {
      a = f32x4.add(a, f32x4.mul(v128.load(rows + k), v128.load(query + k)));
      k += 16;
    }
    let total = sum(f32x4.add(a, b));
    for (; k < size; k += 4) total += f32.load(rows + k) * f32.load(query + k);
    f32.store(out, total);
    rows += size; out += 4;
  }
}
