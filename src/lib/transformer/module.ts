import * as tf from '../tf';

/** What a module is made of, by the names of its properties: layers, modules, or lists of them. */
type Part = tf.layers.Layer | Module;

const isPart = (value: unknown): value is Part => value instanceof tf.layers.Layer || value instanceof Module;

/** A row of `summary`. */
export type ModulePart = { part: string; kind: string; parameters: number };

/**
 * A part of a network written as a class: its constructor makes layers and keeps them as properties, its `call` uses them on tensors (TensorFlow's tf.Module with Keras' `call`).
 * All layers are found through the properties - layers, other modules, lists of them - in the order in which they were set. A layer gets its weights when it is first used.
 */
export abstract class Module {
  /** What the module does to its inputs. */
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  abstract call(...args: any[]): unknown;

  /** Layers and modules that this one holds itself: [name, part]. */
  private get parts(): [name: string, part: Part][] {
    return Object.entries(this).flatMap(([name, value]: [string, unknown]): [string, Part][] => {
      if (isPart(value)) return [[name, value]];
      return Array.isArray(value) ? value.flatMap((item: unknown, i): [string, Part][] => (isPart(item) ? [[`${name}[${i}]`, item]] : [])) : [];
    });
  }

  /** All layers, those of inner modules too; one that is used in several places counts once. */
  get layers(): tf.layers.Layer[] {
    return [...new Set(this.parts.flatMap(([, part]) => (part instanceof Module ? part.layers : [part])))];
  }

  /** The variables that training changes: what an optimizer's `minimize` takes. Empty before the first call. */
  get trainableVariables(): tf.Variable[] {
    return this.layers.flatMap((layer) => layer.trainableWeights.map((w) => w.read() as tf.Variable));
  }

  /** The values of all weights, layer by layer. They belong to the module: never dispose of them. */
  getWeights(): tf.Tensor[] {
    return this.layers.flatMap((layer) => layer.getWeights());
  }

  /**
   * Sets all weights, in the order of `getWeights`.
   * @throws Error when their number is another one, which it is before the first call.
   */
  setWeights(weights: readonly tf.Tensor[]): void {
    const sizes = this.layers.map((layer) => layer.weights.length);
    const wanted = sizes.reduce((sum, n) => sum + n, 0);
    const name = this.constructor.name;
    if (wanted === 0) throw new Error(`${name}.setWeights: expected a module that has its weights; it gets them in its first call, so call it once before`);
    if (weights.length !== wanted) throw new Error(`${name}.setWeights: expected ${wanted} weights, got ${weights.length}`);
    let at = 0;
    this.layers.forEach((layer, i) => layer.setWeights(weights.slice(at, (at += sizes[i])) as tf.Tensor[]));
  }

  /** Numbers in all weights; 0 before the first call. */
  countParams(): number {
    return this.layers.reduce((sum, layer) => sum + layer.weights.reduce((n, w) => n + w.read().size, 0), 0);
  }

  /** The parts by name with their parameters: rows for `table`. */
  summary(): ModulePart[] {
    return this.parts.map(([name, part]) => {
      const inner = part instanceof Module;
      const parameters = inner ? part.countParams() : part.weights.reduce((n, w) => n + w.read().size, 0);
      return { part: name, kind: inner ? part.constructor.name : part.getClassName(), parameters };
    });
  }
}
