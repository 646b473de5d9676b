import * as np from '../np';
import { figure } from '../plot';
import * as tf from '../tf';
import { encode, oneHot } from './dataset';
import { attentionForward, attentionParts } from './forward';
import { HUMAN_VOCAB, intToString, inverse, MACHINE_VOCAB } from './vocabulary';

export interface Attention {
  /** The characters that the network read, padding left out. */
  input: string[];
  /** What it wrote. */
  output: string;
  /** (Ty, characters of input): how much each step looked at each. A row adds up to 1, less what went to the padding. */
  weights: np.NDArray;
  /** (Ty): what went to the padding. */
  padding: number[];
}

/** What a model of modelf looks at while it translates a text. */
export function attentionOf(model: tf.LayersModel, text: string): Attention {
  const parts = attentionParts(model);
  const [Tx, Ty] = [model.inputs[0].shape[1]!, model.outputs.length];
  const X = encode([text], Tx, HUMAN_VOCAB);
  const words = inverse(HUMAN_VOCAB);
  const input = [...(X.flat() as Iterable<number>)].map((n) => words[n]).filter((word) => word !== '<pad>');
  if (input.length === 0) throw new Error('attentionOf: expected a date, got an empty text');
  let [output, all] = ['', np.zeros([Ty, Tx])];
  tf.tidy(() => {
    const { logits, alphas } = attentionForward(parts, oneHot(X, words.length), Ty);
    output = intToString(tf.argMax(logits, -1).dataSync(), inverse(MACHINE_VOCAB));
    all = tf.toNDArray(tf.squeeze(alphas, [0]));
  });
  const weights = all.at(':', `:${input.length}`).copy();
  const read = np.sum(weights, { axis: 1 }) as np.NDArray;
  return { input, output, weights, padding: (read.tolist() as number[]).map((sum) => Math.max(0, 1 - sum)) };
}

const visible = (character: string): string => (character === ' ' ? '␣' : character === '<unk>' ? '?' : character);

/**
 * Draws attention as a heat map: a row a character written, a column a character read, each row divided by its largest weight.
 * @returns what is drawn
 */
export function plotAttentionMap(model: tf.LayersModel, text: string): Attention {
  const attention = attentionOf(model, text);
  const { input, output, weights } = attention;
  const rows = weights.divide(np.maximum(weights.max({ axis: 1, keepdims: true }), 1e-9));
  figure({ title: `${text} → ${output}`, xLabel: 'read', yLabel: 'written', width: 130 + 26 * input.length, height: 400, alt: `Attention: ten characters written against ${input.length} read` })
    .heatmap(rows, { rows: [...output], cols: input.map(visible), annotate: false, colorbar: true })
    .show();
  return attention;
}

/** The places with the most attention for each character written: rows for a table. */
export function attentionTable({ input, output, weights, padding }: Attention): Record<string, string>[] {
  return [...output].map((character, t) => {
    const row = weights.at(t).tolist() as number[];
    const best = row.map((weight, i) => ({ weight, i })).sort((a, b) => b.weight - a.weight).slice(0, 3); // prettier-ignore
    const looks = best.filter(({ weight }) => weight >= 0.05).map(({ weight, i }) => `${visible(input[i])} (place ${i + 1}) ${(100 * weight).toFixed(0)} %`);
    return { step: String(t + 1), writes: character, 'looks most at': looks.join(', '), 'padding': `${(100 * padding[t]).toFixed(0)} %` };
  });
}
