import * as np from '../../lib/np';
import { RandomState } from '../../lib/np/random';
import type { Work } from '../suite';
import { probe } from './probe';

const PAD = 1;

/** Zeros around height and width of (m, h, w, c). */
const padded = (x: np.NDArray): np.NDArray => np.pad(x, [[0, 0], [PAD, PAD], [PAD, PAD], [0, 0]]); // prettier-ignore

/** As a first course on convolutions has it written: one window after the other, (10, 5, 7, 4) with 8 filters of 3 x 3 and stride 2: 960 windows, forward and backward. */
export function convolutionByWindows(): Work {
  const rs = new RandomState(1);
  const [m, h, w, stride, f] = [10, 5, 7, 2, 3];
  const A = rs.randn(m, h, w, 4);
  const W = rs.randn(f, f, 4, 8);
  const b = rs.randn(1, 1, 1, 8);
  const [nh, nw] = [Math.floor((h - f + 2 * PAD) / stride) + 1, Math.floor((w - f + 2 * PAD) / stride) + 1];
  let last: np.NDArray[] = [];
  const forward = (): np.NDArray => {
    const Z = np.zeros([m, nh, nw, 8]);
    const Ap = padded(A);
    for (let i = 0; i < m; i++) {
      const a = Ap.at(i);
      for (let y = 0; y < nh; y++)
        for (let x = 0; x < nw; x++) {
          const window = a.at(np.slice(y * stride, y * stride + f), np.slice(x * stride, x * stride + f));
          for (let c = 0; c < 8; c++)
            Z.set([i, y, x, c], np.sum(window.multiply(W.at(':', ':', ':', c))) + b.item(0, 0, 0, c));
        }
    }
    return Z;
  };
  const backward = (dZ: np.NDArray): np.NDArray[] => {
    const [Ap, dAp, dW, db] = [padded(A), padded(np.zerosLike(A)), np.zerosLike(W), np.zerosLike(b)];
    for (let i = 0; i < m; i++)
      for (let y = 0; y < nh; y++)
        for (let x = 0; x < nw; x++) {
          const at = [i, np.slice(y * stride, y * stride + f), np.slice(x * stride, x * stride + f)] as const;
          const window = Ap.at(...at);
          for (let c = 0; c < 8; c++) {
            const d = dZ.item(i, y, x, c);
            dAp.at(...at).addInPlace(W.at(':', ':', ':', c).multiply(d));
            dW.at(':', ':', ':', c).addInPlace(window.multiply(d));
            db.at(':', ':', ':', c).addInPlace(d);
          }
        }
    return [dAp.at(':', np.slice(PAD, -PAD), np.slice(PAD, -PAD)), dW, db];
  };
  return {
    run: () => {
      const Z = forward();
      last = [Z, ...backward(Z)];
    },
    result: () => last.flatMap(probe),
  };
}

/** All windows in one product (im2col), 16 pictures of 16 x 16 x 8 with 16 filters of 3 x 3, forward and backward. */
export function convolutionByColumns(): Work {
  const rs = new RandomState(1);
  const [m, h, w, c, n, f] = [16, 16, 16, 8, 16, 3];
  const A = rs.randn(m, h, w, c);
  const W = rs.randn(f, f, c, n);
  const b = rs.randn(n);
  let last: np.NDArray[] = [];
  const window = (y: number, x: number): [string, np.Slice, np.Slice] => [':', np.slice(y, y + h), np.slice(x, x + w)];
  return {
    run: () => {
      const Ap = padded(A);
      const columns = np.empty([m, h, w, f, f, c]);
      for (let y = 0; y < f; y++)
        for (let x = 0; x < f; x++) columns.set([':', ':', ':', y, x], Ap.at(...window(y, x)));
      const rows = columns.reshape([m * h * w, f * f * c]);
      const flat = W.reshape([f * f * c, n]);
      const Z = np.dot(rows, flat).add(b);
      const dW = np.dot(rows.T, Z);
      const db = Z.sum({ axis: 0 });
      const dColumns = np.dot(Z, flat.T).reshape([m, h, w, f, f, c]);
      const dAp = np.zerosLike(Ap);
      for (let y = 0; y < f; y++)
        for (let x = 0; x < f; x++) dAp.at(...window(y, x)).addInPlace(dColumns.at(':', ':', ':', y, x));
      last = [Z, dW, db, dAp.at(':', np.slice(PAD, -PAD), np.slice(PAD, -PAD))];
    },
    result: () => last.flatMap(probe),
    tolerance: 1e-8,
  };
}
