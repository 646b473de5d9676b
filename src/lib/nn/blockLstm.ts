import * as tf from '../tf';
import type { NativeOps } from '../tf/native';

/** The weights of an LSTM, its four gates side by side in Keras' order: input, forget, cell, output. */
export interface LstmWeights {
  kernel: tf.Tensor2D; // (D, 4u)
  recurrentKernel: tf.Tensor2D; // (u, 4u)
  bias: tf.Tensor1D; // (4u)
}

/** What an LSTM hands from step to step. */
export interface LstmState {
  h: tf.Tensor2D; // (B, u)
  c: tf.Tensor2D; // (B, u)
}

/**
 * A whole sequence through TensorFlow's BlockLSTMV2, with BlockLSTMGradV2 as its gradient: all steps in one operation each way.
 *
 * The operation takes one matrix of kernel above recurrent kernel. Its V2 keeps the gates as Keras does (i f c o; V1 has i c f o) and adds nothing to the forget gate's bias, so
 * that nothing has to be reordered.
 *
 * @param x (T, B, D), time first.
 * @param cells whether the cell states are wanted too.
 * @returns h (T, B, u); with `cells` h above c, (2T, B, u), as a custom gradient has a single result.
 */
export function blockLstm(
  native: NativeOps,
  x: tf.Tensor3D,
  w: LstmWeights,
  state: LstmState,
  cells: boolean,
): tf.Tensor3D {
  const [steps, , depth] = x.shape;
  const units = w.recurrentKernel.shape[0];
  const last = native.int64(steps);
  const shared = [native.bool('use_peephole', false), native.float32('T')];

  const run = tf.customGrad((...args) => {
    const save = args.pop() as unknown as tf.GradSaveFunc;
    const [xs, kernel, recurrentKernel, bias, h0, c0] = args as tf.Tensor[];
    const matrix = tf.concat([kernel, recurrentKernel], 0); // (D + u, 4u)
    const peephole = tf.zeros([units]); // not used, but an input
    const inputs = [xs, c0, h0, matrix, peephole, peephole, peephole, bias];
    const outputs = native.run('BlockLSTMV2', [native.float('cell_clip', 0), ...shared], [last, ...inputs], 7);
    const [, c, , , , , h] = outputs; // each (T, B, u)
    save([xs, c0, h0, matrix, peephole, bias, ...outputs]);

    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      const [sx, sc0, sh0, sMatrix, sPeephole, sBias, ...sOutputs] = saved;
      const [dh, dc] = cells ? tf.split(dy, 2, 0) : [dy, tf.zerosLike(dy)];
      const given = [last, sx, sc0, sh0, sMatrix, sPeephole, sPeephole, sPeephole, sBias, ...sOutputs, dc, dh];
      const [dx, dc0, dh0, dMatrix, , , , dBias] = native.run('BlockLSTMGradV2', shared, given, 8);
      const [dKernel, dRecurrent] = tf.split(dMatrix, [depth, units], 0);
      return [dx, dKernel, dRecurrent, dBias, dh0, dc0];
    };
    return { value: cells ? tf.concat([h, c], 0) : h, gradFunc };
  });
  return run(x, w.kernel, w.recurrentKernel, w.bias, state.h, state.c) as tf.Tensor3D;
}
