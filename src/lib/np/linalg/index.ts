export { eigh, eigvalsh, qr, svd, svdvals, type SvdOptions } from './decompositions';
export { cond, lstsq, matrixRank, pinv } from './leastSquares';
export { LinAlgError } from './matrices';
export { norm, type NormOptions, type Order } from './norm';
export { cholesky, det, inv, matrixPower, slogdet, solve } from './solve';
