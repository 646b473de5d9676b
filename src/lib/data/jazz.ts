import { buildCorpus, dataProcessing, soloOf, type Corpus, type Solo } from '../music/corpus';
import { readMidi } from '../music/midi';
import type * as np from '../np';
import { datasetPath } from './path';

/** The training data of assignment 6, and what they were made of. */
export interface Jazz extends Corpus {
  /** (60, 30, nValues): excerpts as one-hot values; step 0 is zero, step j is value j of the excerpt. */
  X: np.NDArray;
  /** (30, 60, nValues): the value that follows each step, time first; the last step is zero. */
  Y: np.NDArray;
  nValues: number;
  solos: Solo[];
}

const SOLOS = 6;

/** Six swing solos as tokens, and 60 excerpts of 30 values; see datasets/jazz/README.md. */
export function loadJazz(): Jazz {
  const solos = Array.from({ length: SOLOS }, (_, i) => soloOf(readMidi(datasetPath('jazz', `solo-${i + 1}.mid`))));
  const tokens = buildCorpus(solos);
  const [X, Y] = dataProcessing(tokens.corpus, tokens.valuesIndices, 60, 30);
  return { X, Y, nValues: tokens.indicesValues.length, solos, ...tokens };
}
