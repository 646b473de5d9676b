/** A process of its own that trains as a case of the suite `training` does, three times, and says what it took: `trainingPeak.js CASE SIZE`. */
import fs from 'node:fs';
import * as tf from '../../lib/tf';
import type { Size } from '../suite';
import training from '../suites/training';

export interface TrainingPeak {
  /** Most memory that was resident, in MB; null where the system does not tell. */
  peakMb: number | null;
  /** Tensors after the third training less those after the first, which made the optimizer's. */
  growth: number;
}

async function main(name: string, size: Size): Promise<TrainingPeak> {
  const work = training.cases.find((c) => c.name === name)!.setup(size);
  await work.run();
  const before = tf.memory().numTensors;
  for (let i = 0; i < 2; i++) await work.run();
  const status = '/proc/self/status';
  const peak = fs.existsSync(status) ? /VmHWM:\s+(\d+)/.exec(fs.readFileSync(status, 'utf8')) : null;
  return { peakMb: peak ? Number(peak[1]) / 1024 : null, growth: tf.memory().numTensors - before };
}

void main(process.argv[2], process.argv[3] as Size).then((found) => process.stdout.write(`\n${JSON.stringify(found)}\n`));
