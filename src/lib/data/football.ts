import * as np from '../np';
import { datasetPath } from './path';

/** Where a goalkeeper's kicks came down, and who headed the ball. */
export interface Football {
  /** (2, 211): position on the field, a column a kick. */
  trainX: np.NDArray;
  /** (1, 211): 1 where the own team won the ball, 0 where the other did. */
  trainY: np.NDArray;
  /** (2, 200) */
  testX: np.NDArray;
  /** (1, 200) */
  testY: np.NDArray;
}

/** The football-field points of assignment 1; see datasets/football/README.md. */
export function loadFootball(): Football {
  const file = np.loadz(datasetPath('football', 'football.npz'));
  return { trainX: file.X.T, trainY: file.y.astype('float64').T, testX: file.Xval.T, testY: file.yval.astype('float64').T };
}
