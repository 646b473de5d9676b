/** A matrix as it lies in memory: item (i, j) is data[offset + i * rowStride + j * colStride]. Strides count items and may be 0 or negative. */
export interface MatrixOperand {
  data: Float64Array | Int32Array | Uint8Array;
  offset: number;
  rowStride: number;
  colStride: number;
}
