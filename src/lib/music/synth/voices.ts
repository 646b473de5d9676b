/**
 * The instruments: each adds one note to a buffer of samples. An electric piano by frequency modulation, a plucked
 * bass, a ride cymbal and a hi-hat of noise and metal partials.
 */
export interface Sound {
  /** Frequency in hertz. */
  frequency: number;
  /** Seconds that the key is held. */
  held: number;
  velocity: number;
  /** First sample. */
  at: number;
}

export type Voice = (out: Float32Array, rate: number, sound: Sound, noise: () => number) => void;

/** Looked up once: these run for every sample. */
const { exp, max, min, PI, round, sin } = Math;

const TAU = 2 * PI;

/** Runs a note from its first sample on until it has died away; `sample(t)` gives its value at t seconds. */
function play(out: Float32Array, rate: number, at: number, seconds: number, sample: (t: number) => number): void {
  const end = min(out.length, at + round(seconds * rate));
  for (let i = at; i < end; i++) out[i] += sample((i - at) / rate);
}

/** Held until `held`, then let go: from 1 to 0 within `release` seconds. */
const gate = (t: number, held: number, release: number): number => (t < held ? 1 : max(0, 1 - (t - held) / release));

/**
 * Two tines, the quieter one 4 cents (hundredths of a semitone) higher: the sound floats, and never cancels itself out.
 */
const STRINGS = [
  [1, 0.75],
  [2 ** (4 / 1200), 0.25],
] as const;

/** Tines that are struck: modulation that is bright at first and dies away, a short bell on top, a slow tremolo. */
export function electricPiano(brightness: number, level: number): Voice {
  return (out, rate, { frequency, held, velocity, at }) => {
    const release = 0.18;
    const decay = 1.1 + 1.3 * min(1, 300 / frequency); // low notes ring longer
    const bell = min(14 * frequency, 0.4 * rate); // never above what the rate can carry
    const index = brightness * (0.35 + 1.1 * velocity * velocity);
    play(out, rate, at, held + release, (t) => {
      const body = exp(-t / decay) * gate(t, held, release) * min(1, t / 0.003);
      const tremolo = 1 + 0.06 * sin(TAU * 4.6 * t);
      let wave = 0;
      for (const [detuned, share] of STRINGS) {
        const phase = TAU * frequency * detuned * t;
        wave += share * sin(phase + index * exp(-t / 0.45) * sin(phase));
      }
      const tine = 0.16 * velocity * exp(-t / 0.07) * sin(TAU * bell * t);
      return level * velocity * tremolo * body * (wave + tine);
    });
  };
}

/** A plucked string of a double bass: few overtones, the higher ones gone first, and the finger's thud. */
export const bass: Voice = (out, rate, { frequency, held, velocity, at }, noise) => {
  const release = 0.09;
  let thud = 0;
  play(out, rate, at, held + release, (t) => {
    const attack = min(1, t / 0.008);
    thud += 0.12 * (noise() - thud);
    const phase = TAU * frequency * t;
    const string =
      sin(phase) * exp(-t / 0.75) +
      0.45 * sin(2 * phase) * exp(-t / 0.35) +
      0.22 * sin(3 * phase) * exp(-t / 0.18) +
      0.08 * sin(4 * phase) * exp(-t / 0.1);
    return 0.23 * velocity * gate(t, held, release) * (attack * string + 0.7 * thud * exp(-t / 0.03));
  });
};

/** Frequencies that are no multiples of each other, as metal has them, in hertz. */
const METAL = [2411, 3163, 4127, 5333, 6089, 7213] as const;

/** A ride cymbal: the stick's ping on metal, and a soft wash of high noise, as with brushes. */
export const ride: Voice = (out, rate, { velocity, at }, noise) => {
  let [low, lower] = [0, 0];
  play(out, rate, at, 0.7, (t) => {
    const n = noise();
    low += 0.55 * (n - low);
    lower += 0.2 * (low - lower);
    const wash = (low - lower) * exp(-t / 0.16) * min(1, t / 0.004);
    let ping = 0;
    for (const f of METAL) if (f < 0.45 * rate) ping += sin(TAU * f * t);
    return velocity * (0.26 * wash + 0.016 * ping * exp(-t / 0.22));
  });
};

/** The hi-hat closed by foot: a short chick of high noise. */
export const pedalHat: Voice = (out, rate, { velocity, at }, noise) => {
  let low = 0;
  play(out, rate, at, 0.08, (t) => {
    const n = noise();
    low += 0.4 * (n - low);
    return 0.16 * velocity * (n - low) * exp(-t / 0.018);
  });
};
