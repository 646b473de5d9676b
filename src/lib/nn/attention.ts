import * as tf from '../tf';
import { compact, isMask, isSymbolic } from './attentionInputs';
import { attend, combineMasks, merge, splitHeads } from './attentionMath';
import { positiveInteger, rate } from './checks';
import { initializer, saved, type Initializer, type InitializerOption } from './initializer';
import type { Applied, Kwargs } from './recurrent';

/** The options of `multiHeadAttention`: Keras' names in camelCase. */
export interface MultiHeadAttentionConfig {
  numHeads: number;
  /** Size of each head's queries and keys. */
  keyDim: number;
  /** Size of each head's values: keyDim unless told. */
  valueDim?: number;
  /** Size of the output's last axis: the query's unless told. */
  outputShape?: number;
  dropout?: number;
  useBias?: boolean;
  /** Gives [output, scores]. */
  returnAttentionScores?: boolean;
  /** No position sees later ones. */
  useCausalMask?: boolean;
  kernelInitializer?: InitializerOption;
  biasInitializer?: InitializerOption;
  name?: string;
  trainable?: boolean;
}

type Part = 'query' | 'key' | 'value' | 'attention_output';
const PARTS: Part[] = ['query', 'key', 'value', 'attention_output'];
const LAYER = 'multiHeadAttention';

/** Keras' MultiHeadAttention: several scaled dot-product attentions side by side. */
export class MultiHeadAttention extends tf.layers.Layer {
  static className = 'MultiHeadAttention';
  private readonly options: MultiHeadAttentionConfig & { valueDim: number; useBias: boolean; dropout: number };
  private readonly kernelInitializer: Initializer;
  private readonly biasInitializer: Initializer;
  private readonly kernels = {} as Record<Part, tf.LayerVariable>;
  private readonly biases = {} as Record<Part, tf.LayerVariable | undefined>;

  constructor(config: MultiHeadAttentionConfig) {
    super({ name: config?.name, trainable: config?.trainable });
    positiveInteger(LAYER, 'numHeads', config?.numHeads);
    positiveInteger(LAYER, 'keyDim', config.keyDim);
    positiveInteger(LAYER, 'valueDim', config.valueDim ?? config.keyDim);
    if (config.outputShape != null) positiveInteger(LAYER, 'outputShape', config.outputShape);
    rate(LAYER, 'dropout', config.dropout);
    this.kernelInitializer = initializer(LAYER, config.kernelInitializer, 'glorotUniform');
    this.biasInitializer = initializer(LAYER, config.biasInitializer, 'zeros');
    const { valueDim, useBias, dropout } = config;
    this.options = { ...config, valueDim: valueDim ?? config.keyDim, useBias: useBias ?? true, dropout: dropout ?? 0 };
    this.supportsMasking = true;
  }

  /**
   * Attends.
   * @param inputs [query, value] or [query, value, key]: (B, T, Dq), (B, S, Dv), (B, S, Dk). Without a key the value is the key.
   * @param kwargs attentionMask (B, T, S) or (1, T, S), 1 where a position may attend; returnAttentionScores; useCausalMask; queryMask (B, T), valueMask and keyMask (B, S);
   *   training. In a graph the two flags become the layer's options.
   * @returns (B, T, outputShape); with returnAttentionScores a list of that and the scores (B, numHeads, T, S).
   */
  override apply(inputs: Applied, kwargs: Kwargs = {}): Applied {
    const { attentionMask, ...rest } = kwargs;
    const given = [...(Array.isArray(inputs) ? inputs : [inputs])] as tf.Tensor[];
    const run = (options: Kwargs): Applied => {
      const list = compact(given, attentionMask as tf.Tensor | undefined);
      this.sequences = list.length - (isMask(list.at(-1)!) ? 1 : 0);
      return super.apply(list, options);
    };
    if (!isSymbolic(given[0])) return tf.tidy(() => run(rest) as tf.Tensor | tf.Tensor[]);
    this.keepFlags(rest);
    return run({});
  }

  /** How many of the inputs are sequences, not a mask: their shapes do not tell. */
  private sequences?: number;

  /** The shapes of query, value and key. */
  private shapes(inputShape: tf.Shape | tf.Shape[]): [query: tf.Shape, value: tf.Shape, key: tf.Shape] {
    const all = (Array.isArray(inputShape[0]) ? inputShape : [inputShape]) as tf.Shape[];
    const [query, value = query, key = value] = all.slice(0, this.sequences);
    return [query, value, key];
  }

  /** Whether the last call gave scores too: computeMask is asked after each call, and is not told. */
  private gaveScores = false;

  /** A graph does not keep the arguments of a call, so that they become options. */
  private keepFlags(kwargs: Kwargs): void {
    for (const flag of ['returnAttentionScores', 'useCausalMask'] as const) {
      if (kwargs[flag] === undefined || kwargs[flag] === (this.options[flag] ?? false)) continue;
      if (this.inboundNodes.length > 0)
        throw new Error(`${LAYER}: expected the same ${flag} in all uses of the layer in a graph`);
      this.options[flag] = kwargs[flag] as boolean;
    }
    this.gaveScores = this.options.returnAttentionScores ?? false;
  }

  override build(inputShape: tf.Shape | tf.Shape[]): void {
    const [query, value, key] = this.shapes(inputShape);
    const { numHeads, keyDim, valueDim, outputShape, useBias } = this.options;
    const depth = (shape: tf.Shape): number => shape.at(-1)!;
    const out = outputShape ?? depth(query);
    const sizes: Record<Part, [kernel: number[], bias: number[]]> = {
      query: [[depth(query), numHeads, keyDim], [numHeads, keyDim]],
      key: [[depth(key), numHeads, keyDim], [numHeads, keyDim]],
      value: [[depth(value), numHeads, valueDim], [numHeads, valueDim]],
      attention_output: [[numHeads, valueDim, out], [out]],
    }; // prettier-ignore
    for (const part of PARTS) {
      this.kernels[part] = this.addWeight(`${part}/kernel`, sizes[part][0], 'float32', this.kernelInitializer);
      if (useBias) this.biases[part] = this.addWeight(`${part}/bias`, sizes[part][1], 'float32', this.biasInitializer);
    }
    this.built = true;
  }

  override call(inputs: tf.Tensor | tf.Tensor[], kwargs: Kwargs = {}): tf.Tensor | tf.Tensor[] {
    const list = (Array.isArray(inputs) ? inputs : [inputs]) as tf.Tensor3D[];
    const mask = isMask(list.at(-1)!) ? list.at(-1) : null;
    const [query, value = query, key = value] = mask ? list.slice(0, -1) : list;
    const { numHeads, keyDim, dropout } = this.options;
    const flag = (name: 'returnAttentionScores' | 'useCausalMask'): boolean =>
      (kwargs[name] ?? this.options[name] ?? false) as boolean;
    this.gaveScores = flag('returnAttentionScores');
    return tf.tidy(() => {
      const heads = (x: tf.Tensor3D, part: Part): tf.Tensor4D =>
        splitHeads(x, this.weight(part), this.biases[part]?.read(), numHeads);
      const allowed = combineMasks({
        ...paddingMasks(kwargs, query === value), attention: mask, causal: flag('useCausalMask') ? [query.shape[1], value.shape[1]] : null,
      }); // prettier-ignore
      const q = tf.mul(heads(query, 'query'), 1 / Math.sqrt(keyDim)) as tf.Tensor4D; // (B, h, T, k)
      const drop = kwargs.training === true ? dropout : 0;
      const [mixed, scores] = attend(q, heads(key, 'key'), heads(value, 'value'), allowed, drop);
      const output = merge(mixed, this.weight('attention_output'), this.biases.attention_output?.read());
      return this.gaveScores ? [output, scores] : output;
    });
  }

  private weight = (part: Part): tf.Tensor3D => this.kernels[part].read() as tf.Tensor3D;

  override computeOutputShape(inputShape: tf.Shape | tf.Shape[]): tf.Shape | tf.Shape[] {
    const [query, value] = this.shapes(inputShape);
    const output = [...query.slice(0, -1), this.options.outputShape ?? query.at(-1)!];
    return this.options.returnAttentionScores
      ? [output, [query[0], this.options.numHeads, query[1], value[1]]]
      : output;
  }

  override computeMask(_inputs: tf.Tensor | tf.Tensor[], mask?: tf.Tensor | tf.Tensor[]): tf.Tensor | tf.Tensor[] {
    const query = Array.isArray(mask) ? mask[0] : mask;
    return (this.gaveScores ? [query, null] : query) as tf.Tensor;
  }

  override getConfig(): tf.serialization.ConfigDict {
    const { kernelInitializer, biasInitializer } = this;
    const options = {
      ...this.options,
      kernelInitializer: saved(kernelInitializer),
      biasInitializer: saved(biasInitializer),
    };
    return { ...options, ...super.getConfig() } as unknown as tf.serialization.ConfigDict;
  }
}
tf.serialization.registerClass(MultiHeadAttention);

/** The masks of padded positions: by Keras' names, or the query's as tfjs-layers hands it from an embedding, which is the value's too in self-attention. */
function paddingMasks(kwargs: Kwargs, self: boolean): Record<'query' | 'value' | 'key', tf.Tensor | null> {
  const given = kwargs.mask as tf.Tensor | (tf.Tensor | null)[] | undefined;
  const [q, v, k] = Array.isArray(given) ? given : [given, self ? given : null, null];
  return { query: kwargs.queryMask ?? q, value: kwargs.valueMask ?? v, key: kwargs.keyMask ?? k };
}

/**
 * Multi-head attention (Keras' keras.layers.MultiHeadAttention): `layer.apply([query, value, key], { attentionMask })`.
 *
 * Weights, by Keras' names and shapes: query, key kernels (D, numHeads, keyDim), value kernel (D, numHeads, valueDim), attention_output kernel (numHeads, valueDim, outputShape),
 * each followed by its bias.
 *
 * @throws Error when a size is not a positive integer, dropout is not in [0, 1) or an initializer is not known.
 */
export function multiHeadAttention(config: MultiHeadAttentionConfig): MultiHeadAttention {
  return new MultiHeadAttention(config);
}
