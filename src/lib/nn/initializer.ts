import * as tf from '../tf';
import { show } from './checks';

export type Initializer = ReturnType<typeof tf.initializers.zeros>;

/** An initializer as layers take it: itself, its name, or what a saved model has. */
export type InitializerOption = Initializer | string | { className: string; config: tf.serialization.ConfigDict };

type Maker = (config: object) => Initializer;

/** The initializer that an option names. tfjs-layers keeps its own such function to itself. */
export function initializer(layer: string, option: InitializerOption | undefined, otherwise: string): Initializer {
  const wanted = option ?? otherwise;
  if (wanted instanceof tf.serialization.Serializable) return wanted as Initializer;
  if (typeof wanted === 'string') {
    const make = (tf.initializers as unknown as Record<string, Maker | undefined>)[wanted];
    if (make) return make({});
  } else {
    const entry = tf.serialization.SerializationMap.getMap().classNameMap[wanted.className];
    if (entry) return entry[1](entry[0], wanted.config) as Initializer;
  }
  throw new Error(`${layer}: expected an initializer or its name, such as 'glorotUniform', got ${show(wanted)}`);
}

/** What a saved model keeps of an initializer. */
export const saved = (value: Initializer): tf.serialization.ConfigDict => ({
  className: value.getClassName(),
  config: value.getConfig(),
});
