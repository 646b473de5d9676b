/** An RGB picture: width * height * 3 bytes, row by row from the upper left. */
export interface RgbImage {
  width: number;
  height: number;
  data: Uint8Array;
}
