import * as nn from '../../lib/nn';
import * as np from '../../lib/np';
import * as tf from '../../lib/tf';
import { Module } from '../../lib/transformer';

/** What the Transformer of assignment 10 is made of; the notebook says what each is for. */
export interface TransformerShape {
  depth: number;
  heads: number;
  inner: number;
  layers: number;
}

class Block extends Module {
  readonly attentions: nn.MultiHeadAttention[];
  readonly norms: tf.layers.Layer[];
  readonly dense1: tf.layers.Layer;
  readonly dense2: tf.layers.Layer;

  /** One attention in an encoder's layer, two in a decoder's. */
  constructor({ depth, heads, inner }: TransformerShape, attentions: 1 | 2) {
    super();
    this.attentions = Array.from({ length: attentions }, () => nn.multiHeadAttention({ numHeads: heads, keyDim: depth }));
    this.dense1 = tf.layers.dense({ units: inner, activation: 'relu' });
    this.dense2 = tf.layers.dense({ units: depth });
    this.norms = Array.from({ length: attentions + 1 }, () => nn.layerNormalization({ epsilon: 1e-6 }));
  }

  /** Each attention looks at its value under its mask; 'self' looks at what came in. */
  call(x: tf.Tensor, looks: [value: tf.Tensor | 'self', mask: tf.Tensor][], training: boolean): tf.Tensor {
    let out = x;
    looks.forEach(([value, attentionMask], i) => {
      const at = value === 'self' ? out : value;
      const given = { attentionMask, training, ...(this.attentions.length > 1 ? { returnAttentionScores: true } : {}) };
      const attended = this.attentions[i].apply([out, at, at], given) as tf.Tensor | tf.Tensor[];
      out = this.norms[i].apply(tf.add(out, Array.isArray(attended) ? attended[0] : attended)) as tf.Tensor;
    });
    const fed = this.dense2.apply(this.dense1.apply(out)) as tf.Tensor;
    return this.norms.at(-1)!.apply(tf.add(out, fed)) as tf.Tensor;
  }
}

/** Sines and cosines of places: (1, n, depth). */
export function positions(n: number, depth: number): np.NDArray {
  const place = (t: number, k: number): number => t / 10_000 ** ((2 * Math.floor(k / 2)) / depth);
  const rows = Array.from({ length: n }, (_, t) => Array.from({ length: depth }, (_unused, k) => (k % 2 ? Math.cos : Math.sin)(place(t, k))));
  return np.array([rows]);
}

/** The Transformer of assignment 10: ids (B, n) and what is written (B, m) to probabilities (B, m, targets). */
export class BenchTransformer extends Module {
  readonly embedInput: tf.layers.Layer;
  readonly encoders: Block[];
  readonly embedTarget: tf.layers.Layer;
  readonly decoders: Block[];
  readonly finalLayer: tf.layers.Layer;
  readonly places: tf.Tensor;

  constructor(
    readonly shape: TransformerShape,
    inputs: number,
    targets: number,
    longest: number,
  ) {
    super();
    const { depth, layers } = shape;
    this.embedInput = nn.embedding({ inputDim: inputs, outputDim: depth });
    this.encoders = Array.from({ length: layers }, () => new Block(shape, 1));
    this.embedTarget = nn.embedding({ inputDim: targets, outputDim: depth });
    this.decoders = Array.from({ length: layers }, () => new Block(shape, 2));
    this.finalLayer = tf.layers.dense({ units: targets, activation: 'softmax' });
    this.places = tf.keep(tf.toTensor(positions(longest, depth)));
  }

  private embedded(layer: tf.layers.Layer, ids: tf.Tensor2D): tf.Tensor {
    const { depth } = this.shape;
    return tf.add(tf.mul(layer.apply(ids) as tf.Tensor, Math.sqrt(depth)), this.places.slice([0, 0, 0], [1, ids.shape[1], depth]));
  }

  call(inputs: tf.Tensor2D, written: tf.Tensor2D, training: boolean): tf.Tensor {
    const padding = tf.expandDims(tf.cast(tf.notEqual(inputs, tf.scalar(0, 'int32')), 'float32'), 1); // (B, 1, n)
    const lookAhead = tf.linalg.bandPart(tf.ones([1, written.shape[1], written.shape[1]]), -1, 0);
    let read = this.embedded(this.embedInput, inputs);
    for (const block of this.encoders) read = block.call(read, [['self', padding]], training);
    let out = this.embedded(this.embedTarget, written);
    for (const block of this.decoders) out = block.call(out, [['self', lookAhead], [read, padding]], training); // prettier-ignore
    return this.finalLayer.apply(out) as tf.Tensor;
  }
}
