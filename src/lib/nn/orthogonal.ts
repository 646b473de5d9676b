import * as np from '../np';
import { qr } from '../np/linalg';
import * as tf from '../tf';

type Config = { gain?: number; seed?: number };

const { Orthogonal } = tf.serialization.SerializationMap.getMap().classNameMap as unknown as Record<
  string,
  [new (config: Config) => ReturnType<typeof tf.initializers.orthogonal>]
>;

/**
 * The orthogonal initializer of recurrent kernels, computed by np.linalg: tfjs-layers' own takes from 0.4 s (64 units) to seconds and warns of it. It goes by the same name in
 * saved models, so that they load where Gradus is not.
 */
export class FastOrthogonal extends Orthogonal[0] {
  private readonly options: Config;

  constructor(config: Config = {}) {
    super(config);
    this.options = config;
  }

  override apply(shape: tf.Shape): tf.Tensor {
    if (shape.length !== 2) throw new Error(`orthogonal: expected the shape of a matrix, got (${shape.join(', ')})`);
    const [rows, columns] = shape as [number, number];
    const tall: [number, number] = [Math.max(rows, columns), Math.min(rows, columns)];
    return tf.tidy(() => {
      const normal = tf.randomNormal(tall, 0, 1, 'float32', this.options.seed);
      const [q, r] = qr(tf.toNDArray(normal));
      // R's signs make Q uniform among the orthogonal matrices.
      const signed = np.multiply(np.multiply(q, np.sign(np.diag(r))), this.options.gain ?? 1);
      return tf.toTensor(rows < columns ? signed.T : signed);
    });
  }
}
