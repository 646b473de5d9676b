/** Line and column in the loaded code, both from 1. */
export type Position = readonly [line: number, column: number];

/** How many positions of a stack are sent. */
export const MAX_POSITIONS = 20;

const MAX_CHARS = 50_000;

/** Positions of a stack's frames that lie in a file, the innermost first. A stack is text that anybody may have written: these are a hint, no more. */
export function framesIn(stack: string, file: string): Position[] {
  const frames = stack.slice(0, MAX_CHARS).split('\n').filter((line) => /^\s*at /.test(line) && line.includes(`${file}:`)); // prettier-ignore
  return frames
    .map((line) => /:([1-9]\d{0,6}):([1-9]\d{0,6})\)?$/.exec(line))
    .filter((found) => found !== null)
    .map((found) => [Number(found[1]), Number(found[2])] as const)
    .slice(0, MAX_POSITIONS);
}
