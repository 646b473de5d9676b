import * as tfjs from '@tensorflow/tfjs';
import { fresh } from './graph/trace';
import { nativeOps } from './native';

type Dropout = typeof tfjs.dropout;
const core = require('@tensorflow/tfjs-core') as { dropout: Dropout };
const theirs = core.dropout;

const seed = (): number => Math.floor(Math.random() * 2 ** 31);

/** Numbers from 0 to below 1, drawn by TensorFlow from two seeds of Math.random. */
function uniform(shape: number[]): tfjs.Tensor | null {
  const native = nativeOps();
  if (!native) return null;
  const attributes = [native.float32('dtype'), native.int32('T'), native.int32('Tseed')];
  return native.run('StatelessRandomUniform', attributes, [tfjs.tensor1d(shape, 'int32'), fresh(() => tfjs.tensor1d([seed(), seed()], 'int32'))], 1)[0];
}

/** tf.dropout whose random numbers come from TensorFlow: tfjs-core draws them one by one in JavaScript. With a seed of its own, or another noise shape, tfjs-core's. */
const dropout: Dropout = (x, rate, noiseShape, given) => {
  const plain = noiseShape != null || given != null || !(x instanceof tfjs.Tensor) || x.dtype !== 'float32' || !(rate > 0 && rate < 1);
  if (plain || !nativeOps()) return theirs(x, rate, noiseShape, given);
  return tfjs.tidy(() => {
    const kept = tfjs.cast(tfjs.greaterEqual(uniform(x.shape)!, rate), 'float32');
    return tfjs.mul(x, tfjs.mul(kept, 1 / (1 - rate)));
  });
};

/** Whether all of TensorFlow.js, tf.layers.dropout too, takes this dropout or its own. */
export function fastDropout(on: boolean): void {
  core.dropout = on ? dropout : theirs;
}
