/**
 * Probes of assignment 10: objects of the learner's classes with weights by seed. Tables of positions and the parts of a part can be replaced by stand-ins, so that a test is
 * about one class alone.
 */
import * as tf from '../../tf';
import { seededTensor, seedWeights } from '../models';
import { makeTensor, withoutTensors } from '../values';

interface Part {
  layers: tf.layers.Layer[];
  call(...args: unknown[]): unknown;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  [property: string]: any;
}
type Class = new (...sizes: number[]) => Part;

export interface Options {
  seed?: number;
  /** Range of the weights. */
  scale?: number;
  /** Random tables instead of positional encodings. */
  tables?: boolean;
  /** Dropout layers that halve in training and count as nothing else. */
  halving?: boolean;
}

const seeded = (seed: number, shape: readonly number[], scale = 1): tf.Tensor => makeTensor(seededTensor(seed, shape, scale)) as tf.Tensor;

/** Plain data of what `make` gives, its tensors freed. */
function plainly(make: () => unknown): unknown {
  let plain: unknown;
  tf.tidy(() => {
    plain = withoutTensors(make());
  });
  return plain;
}

/** Each layer's weights depend on its place only: one that was never used changes nothing for the others. */
function seedLayers(part: Part, seed: number, scale = 0.5): void {
  part.layers.forEach((layer, i) => layer.weights.length > 0 && seedWeights(layer, seed + 20 * i, scale));
}

function replaceTables(part: Part, seed = 900): void {
  const table = part.posEncoding as tf.Tensor | undefined;
  if (table) part.posEncoding = seeded(seed, table.shape);
  if (part.encoder) replaceTables(part.encoder as Part, seed + 1);
  if (part.decoder) replaceTables(part.decoder as Part, seed + 2);
}

const isDropout = (layer: tf.layers.Layer): boolean => layer.getClassName() === 'Dropout';

/** Dropout without chance: half of everything in training. */
function halve(part: Part): void {
  for (const layer of part.layers.filter(isDropout))
    layer.call = (x, kwargs) => tf.mul(Array.isArray(x) ? x[0] : x, kwargs?.training === true ? 0.5 : 1);
}

/** An object that has its weights: layers get them in the first call. */
function ready(Class: Class, sizes: number[], args: unknown[], { seed = 3, scale, tables = true, halving = false }: Options = {}): Part {
  const part = new Class(...sizes);
  if (tables) replaceTables(part);
  if (halving) halve(part);
  part.call(...args);
  seedLayers(part, seed, scale);
  return part;
}

/** What `call` gives. */
export function outputs(Class: Class, sizes: number[], args: unknown[], options?: Options): unknown {
  return plainly(() => ready(Class, sizes, args, options).call(...args));
}

/** What `call` gives for other arguments, e.g. a shorter sequence, than those of the first call. */
export function later(Class: Class, sizes: number[], args: unknown[], others: unknown[]): unknown {
  return plainly(() => ready(Class, sizes, args).call(...others));
}

/** Two objects with weights of their own, used in turns: their results may not depend on each other. */
export function turns(Class: Class, sizes: number[], args: unknown[]): unknown {
  return plainly(() => {
    const [a, b] = [ready(Class, sizes, args, { seed: 5 }), ready(Class, sizes, args, { seed: 6 })];
    return [a.call(...args), b.call(...args), a.call(...args)];
  });
}

/** For each layer with weights: its class, its parameters, and whether the result depends on them. */
export function used(Class: Class, sizes: number[], args: unknown[]): unknown {
  return plainly(() => {
    const part = ready(Class, sizes, args);
    const result = (): tf.Tensor => {
      const made = part.call(...args);
      const out = (Array.isArray(made) ? made[0] : made) as tf.Tensor;
      return tf.sum(tf.mul(out, seeded(77, out.shape))) as tf.Scalar;
    };
    const layers = part.layers.filter((layer) => layer.trainableWeights.length > 0);
    const variables = layers.map((layer) => layer.trainableWeights.map((w) => w.read() as tf.Variable));
    const { grads } = tf.variableGrads(result as () => tf.Scalar, variables.flat());
    const largest = (v: tf.Variable): number => (grads[v.name] ? (tf.max(tf.abs(grads[v.name])).dataSync()[0]) : 0);
    return layers.map((layer, i) => [layer.getClassName(), layer.countParams(), variables[i].some((v) => largest(v) > 1e-7)]);
  });
}

/** Whether each attention is told that it is training. */
export function attentionTraining(Class: Class, sizes: number[], args: unknown[]): unknown {
  return plainly(() => {
    const part = ready(Class, sizes, args);
    const told: boolean[] = [];
    for (const layer of part.layers.filter((l) => l.getClassName() === 'MultiHeadAttention')) {
      const call = layer.call.bind(layer);
      layer.call = (x, kwargs) => {
        told.push(kwargs?.training === true);
        return call(x, kwargs);
      };
    }
    part.call(...args);
    return told;
  });
}

/** Whether two calls in training differ, whether two calls outside it are the same. Real dropout. */
export function chance(Class: Class, sizes: number[], args: unknown[], trainingAt: number): unknown {
  const at = (part: Part, training: boolean): number[] => {
    const made = part.call(...args.map((arg, i) => (i === trainingAt ? training : arg)));
    return [...((Array.isArray(made) ? made[0] : made) as tf.Tensor).dataSync()];
  };
  return plainly(() => {
    const part = ready(Class, sizes, args);
    const same = (a: number[], b: number[]): boolean => a.every((v, i) => v === b[i]);
    return { training: !same(at(part, true), at(part, true)), inference: same(at(part, false), at(part, false)) };
  });
}

/** Numbers that tell a mask apart from others; 0 for none. */
const fingerprint = (mask: unknown): tf.Tensor => (mask ? tf.mul(tf.mean(tf.mul(mask as tf.Tensor, seeded(41, (mask as tf.Tensor).shape))), 3) : tf.scalar(0));

/** `Encoder` with simple stand-ins for its layers: each changes what it gets by its number, by training and by the mask. */
export function encoderAlone(Class: Class, sizes: number[], args: unknown[], options: Options = {}): unknown {
  return plainly(() => {
    const part = new Class(...sizes);
    replaceTables(part);
    halve(part);
    part.encLayers = Array.from({ length: sizes[0] }, (_, i) => ({
      call: (x: tf.Tensor, training: unknown, mask: unknown) => tf.add(tf.add(tf.mul(x, 1 + 0.3 * (i + 1)), i + (training === true ? 10 : 0)), fingerprint(mask)),
    }));
    part.call(...args);
    seedLayers(part, options.seed ?? 3);
    return part.call(...args);
  });
}

/** `Decoder` with simple stand-ins for its layers; their attention weights are single numbers. */
export function decoderAlone(Class: Class, sizes: number[], args: unknown[], options: Options = {}): unknown {
  return plainly(() => {
    const part = new Class(...sizes);
    replaceTables(part);
    halve(part);
    part.decLayers = Array.from({ length: sizes[0] }, (_, i) => ({
      call: (x: tf.Tensor, encoded: tf.Tensor, training: unknown, look: unknown, padding: unknown) => {
        const other = tf.add(tf.mean(tf.mul(encoded, seeded(42, encoded.shape))), tf.sub(fingerprint(look), tf.mul(2, fingerprint(padding))));
        return [tf.add(tf.add(tf.mul(x, 1 + 0.3 * (i + 1)), i + (training === true ? 10 : 0)), other), tf.tensor1d([i + 1, 1]), tf.tensor1d([i + 1, 2])];
      },
    }));
    part.call(...args);
    seedLayers(part, options.seed ?? 3);
    return part.call(...args);
  });
}

/** `Transformer` with simple stand-ins for encoder and decoder, which keep their arguments apart. The final layer is real. */
export function transformerAlone(Class: Class, sizes: number[], args: unknown[], options: Options = {}): unknown {
  return plainly(() => {
    const part = new Class(...sizes);
    const depth = sizes[1];
    const vectors = (ids: tf.Tensor, seed: number): tf.Tensor => tf.mul(tf.expandDims(tf.cast(ids, 'float32'), -1), seeded(seed, [1, 1, depth], 0.2));
    part.encoder = { call: (x: tf.Tensor, training: unknown, mask: unknown) => tf.add(vectors(x, 51), tf.add(fingerprint(mask), training === true ? 1 : 0)) };
    part.decoder = {
      call: (x: tf.Tensor, encoded: tf.Tensor, training: unknown, look: unknown, padding: unknown) => {
        const seen = tf.mul(tf.mean(encoded, 1, true), seeded(52, [1, 1, depth])); // (B, 1, d)
        const masks = tf.add(tf.sub(fingerprint(look), tf.mul(2, fingerprint(padding))), training === true ? -2 : 0);
        return [tf.add(tf.add(vectors(x, 53), seen), tf.mul(masks, seeded(54, [1, 1, depth]))), { decoder_layer1_block1_self_att: tf.mean(encoded), decoder_layer1_block2_decenc_att: masks }];
      },
    };
    part.call(...args);
    seedWeights(part.finalLayer as tf.layers.Layer, options.seed ?? 3, 1);
    return part.call(...args);
  });
}
