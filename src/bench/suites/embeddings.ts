import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { WordVectors } from '../../lib/embeddings';
import { loadVectorsSync } from '../../lib/embeddings/load';
import { NDArray } from '../../lib/np';
import { RandomState } from '../../lib/np/random';
import type { BenchSuite, Work } from '../suite';
import { DIM, gloveFile, WORDS } from '../work/gloveFile';

/** 400,000 x 50 from text; Python does it as the course's read_glove_vecs does. */
function load(): Work {
  const file = gloveFile();
  let vectors: WordVectors | null = null;
  return {
    run() {
      vectors = null;
      vectors = loadVectorsSync(file);
    },
    result: () => [vectors!.size, ...vectors!.vector('word0').data, ...vectors!.vector('word123456').data, ...vectors!.vector(`word${WORDS - 1}`).data],
    tolerance: 1e-6, // float32
    peakMb: () => JSON.parse(execFileSync(process.execPath, [join(__dirname, '..', 'work', 'loadPeak.js'), file], { encoding: 'utf8' })) as number | null,
  };
}

/** The ten nearest of 400,000; each run asks for another word. */
function nearest(): Work {
  const rs = new RandomState(1);
  const words = Array.from({ length: WORDS }, (_, i) => `word${i}`);
  const vectors = WordVectors.from(words, new NDArray(rs.rand(WORDS * DIM).data, [WORDS, DIM]));
  let asked = 0;
  let last: { word: string; similarity: number }[] = [];
  vectors.nearest('word0');
  return {
    run: () => void (last = vectors.nearest(words[asked++ % 1000])),
    result: () => [asked, ...last.map((x) => x.similarity), ...last.map((x) => Number(x.word.slice(4)))],
    tolerance: 1e-5,
  };
}

const suite: BenchSuite = {
  title: 'gradus/embeddings against NumPy',
  threads: '1',
  cases: [
    { name: 'load-glove', title: 'load GloVe text, 400,000 x 50', repeat: 1, slow: true, setup: load },
    { name: 'nearest', title: '10 nearest of 400,000 x 50', repeat: 3, target: 1.5, setup: nearest },
  ],
};
export default suite;
