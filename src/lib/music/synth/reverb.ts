/**
 * Delays of four echoes that feed back, and of two all-pass filters, in seconds: Schroeder's design (1962), times
 * without common divisors.
 */
const COMBS = [0.0297, 0.0371, 0.0411, 0.0437] as const;
const ALL_PASSES = [0.005, 0.0017] as const;

/**
 * The sound of a small room, added to the samples.
 * @param wet how loud the room is, beside the sound itself
 * @param seconds time until an echo has fallen to a thousandth
 */
export function addReverb(samples: Float32Array, rate: number, wet = 0.14, seconds = 0.9): Float32Array {
  const room = new Float32Array(samples.length);
  for (const delay of COMBS) comb(samples, room, Math.round(delay * rate), 10 ** ((-3 * delay) / seconds));
  for (const delay of ALL_PASSES) allPass(room, Math.round(delay * rate), 0.7);
  return samples.map((x, i) => x + wet * room[i]);
}

/** Echoes that come back weaker and duller each time. */
function comb(input: Float32Array, output: Float32Array, delay: number, feedback: number): void {
  const line = new Float32Array(delay);
  let dull = 0;
  for (let i = 0, at = 0; i < input.length; i++, at = at + 1 === delay ? 0 : at + 1) {
    const echo = line[at];
    dull += 0.6 * (echo - dull);
    line[at] = input[i] + feedback * dull;
    output[i] += echo;
  }
}

function allPass(samples: Float32Array, delay: number, gain: number): void {
  const line = new Float32Array(delay);
  for (let i = 0, at = 0; i < samples.length; i++, at = at + 1 === delay ? 0 : at + 1) {
    const delayed = line[at];
    const x = samples[i] + gain * delayed;
    line[at] = x;
    samples[i] = delayed - gain * x;
  }
}
