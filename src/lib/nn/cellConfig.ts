import * as tf from '../tf';
import { FastOrthogonal } from './orthogonal';

type LstmConfig = Parameters<typeof tf.layers.lstm>[0];

/** Keras' defaults where tfjs-layers has others. */
const DEFAULTS = {
  recurrentActivation: 'sigmoid',
  kernelInitializer: 'glorotUniform',
  recurrentInitializer: 'orthogonal',
};

type Named = { className?: string; config?: { gain?: number; seed?: number } };

function fastOrthogonal(value: unknown): unknown {
  if (value instanceof FastOrthogonal) return value;
  if (value instanceof tf.serialization.Serializable && value.getClassName() === 'Orthogonal')
    return new FastOrthogonal(value.getConfig());
  const named = (value as Named)?.className === 'Orthogonal';
  return value === 'orthogonal' || value === 'Orthogonal' || named
    ? new FastOrthogonal((value as Named).config ?? {})
    : value;
}

/** A recurrent layer's options for its cell, with Keras' defaults: without what would make a layer of its own of it. */
export function cellConfig<T extends Omit<LstmConfig, 'cell'>>(config: T): T {
  const {
    name: _name,
    inputShape: _shape,
    batchInputShape: _batch,
    trainable: _trainable,
    weights: _weights,
    ...rest
  } = config;
  const given = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== undefined && value !== null));
  const options: Record<string, unknown> = { ...DEFAULTS, ...given };
  options.recurrentInitializer = fastOrthogonal(options.recurrentInitializer);
  return options as unknown as T;
}
