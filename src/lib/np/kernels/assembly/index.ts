// AssemblyScript: the numeric loops that gain from two float64 lanes at a time.
// `node scripts/wasm.mjs` compiles this folder into ../wasm/binary.ts.
export { gemm } from './gemm';
export { exp } from './exp';
export { log } from './log';
export { elementwise, widen } from './elementwise';
export { sumRows } from './sum';
export { uniform } from './twister';
