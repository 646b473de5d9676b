import * as np from '../../lib/np';
import * as tf from '../../lib/tf';

/**
 * Gives layers weights that depend on nothing but their shapes and order: normal numbers with a variance of gain / inputs, vectors zero. So the same network of other layers, and
 * that in Python, starts the same.
 */
export function startWeights(layers: readonly tf.layers.Layer[], gain = 1): tf.Tensor[] {
  const random = new np.random.RandomState(1);
  for (const layer of layers) {
    const shapes = layer.weights.map((w) => w.shape as number[]);
    tf.tidy(() => layer.setWeights(shapes.map((shape) => draw(random, shape, gain))));
  }
  return layers.flatMap((layer) => layer.getWeights());
}

function draw(random: np.random.RandomState, shape: number[], gain: number): tf.Tensor {
  if (shape.length === 1) return tf.zeros(shape);
  const inputs = shape.slice(0, -1).reduce((a, b) => a * b, 1);
  return tf.toTensor(np.multiply(random.randn(...shape), Math.sqrt(gain / inputs)));
}

/**
 * One step of a recurrent layer in a graph. tf.layers.lstm keeps the states as inputs and as arguments, which it shares with all layers in `fit`, and then refuses to run: both are
 * mended, as gradus/nn does for its own layers.
 */
export function stepFrom(layer: tf.layers.Layer, x: tf.SymbolicTensor, states: tf.SymbolicTensor[]): tf.SymbolicTensor[] {
  if (!Object.hasOwn(layer, 'apply')) {
    const apply = layer.apply.bind(layer);
    layer.apply = (inputs, kwargs) => apply(inputs, kwargs && { ...kwargs });
  }
  const results = layer.apply(x, { initialState: states }) as tf.SymbolicTensor[];
  const { inboundNodes } = layer as unknown as { inboundNodes: { callArgs?: { initialState?: unknown } }[] };
  delete inboundNodes.at(-1)?.callArgs?.initialState;
  return results;
}

/** Adam as TensorFlow.js has it, whatever gradus/tf makes of tf.train.adam; `decay` as that of nn.adam. */
export class PlainAdam extends tf.AdamOptimizer {
  constructor(
    private readonly rate: number,
    private readonly decay = 0,
  ) {
    super(rate, 0.9, 0.999, 1e-7);
  }

  override applyGradients(gradients: Parameters<tf.AdamOptimizer['applyGradients']>[0]): void {
    this.learningRate = this.rate / (1 + this.decay * this.iterations);
    super.applyGradients(gradients);
  }
}
