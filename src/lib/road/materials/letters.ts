/** Letters of five by seven dots for signs, and only those that our signs use. A row's bits run from left to right. */
const DOTS: Record<string, readonly number[]> = {
  S: [15, 16, 16, 14, 1, 1, 30],
  T: [31, 4, 4, 4, 4, 4, 4],
  O: [14, 17, 17, 17, 17, 17, 14],
  P: [30, 17, 17, 30, 16, 16, 16],
  3: [30, 1, 1, 14, 1, 1, 30],
  5: [31, 16, 30, 1, 1, 17, 14],
  0: [14, 17, 19, 21, 25, 17, 14],
};

/** Whether a text, drawn from (0, 0) to (1, 1), has ink at a point (v upwards). */
export function ink(text: string, u: number, v: number): boolean {
  if (u < 0 || u >= 1 || v < 0 || v >= 1) return false;
  const column = Math.floor(u * (6 * text.length - 1));
  const letter = DOTS[text[Math.floor(column / 6)]];
  const bit = column % 6;
  return bit < 5 && letter !== undefined && ((letter[Math.floor((1 - v) * 7)] >> (4 - bit)) & 1) === 1;
}
