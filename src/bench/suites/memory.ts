import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as tf from '../../lib/tf';
import type { BenchCase, BenchSuite, Size, Work } from '../suite';
import type { TrainingPeak } from '../work/trainingPeak';
import training from './training';

const lastLine = (text: string): string => text.trim().split('\n').at(-1)!;

/** Trains three times in a process of its own, and so does Python: the most memory of each, and whether tensors are left behind. */
const measured = (name: string, setup: BenchCase['setup']) => (size: Size = 'usual'): Work => {
  setup(size); // hands the data over
  let last: TrainingPeak | undefined;
  return {
    run: () => {
      last = JSON.parse(lastLine(execFileSync(process.execPath, [join(__dirname, '..', 'work', 'trainingPeak.js'), name, size], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }))) as TrainingPeak;
    },
    result: () => [last!.growth],
    peakMb: () => last!.peakMb,
  };
};

const suite: BenchSuite = {
  title: 'Memory of training, each in a process of its own: most that was resident, and tensors left behind (results differ if there are any); times with the start',
  threads: `${process.env.TF_NUM_INTRAOP_THREADS ?? 'all cores'} (${tf.backendName})`,
  other: 'Keras',
  environment: 'keras',
  cases: training.cases.map(({ name, title, setup }) => ({ name, title, repeat: 1, slow: true, rounds: 1, setup: measured(name, setup) })),
};
export default suite;
