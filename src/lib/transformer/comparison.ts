import measured from './comparison.json'; // made by test/fixtures/10-transformer/compare.ts

/** What was measured of a network that learns the date task. */
export interface MeasuredNetwork {
  parameters: number;
  epochs: number;
  /** Of the processor, in training: all threads together. */
  seconds: number;
  /** Share of whole dates right after each epoch, on unseen dates. */
  dates: number[];
  /** Share of right characters in the end, at each place and of all. */
  places: number[];
  characters: number;
}

/** The networks of assignments 9 and 10 on the same dates. */
export const COMPARISON: { nine: MeasuredNetwork; ten: MeasuredNetwork } = measured;
