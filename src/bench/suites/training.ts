import * as tf from '../../lib/tf';
import type { BenchCase, BenchSuite } from '../suite';
import { datesTfjs, datesTraining } from '../training/dates';
import { emojifyTfjs, emojifyTraining } from '../training/emojify';
import { jazzTfjs, jazzTraining } from '../training/jazz';
import { transformerTraining } from '../training/transformer';
import { unetTfjs, unetTraining } from '../training/unet';

const common = { repeat: 1, slow: true, rounds: 5, sized: true } as const;
const cases: BenchCase[] = [
  { name: 'unet', title: '4: U-Net', target: 1, setup: unetTraining, tfjs: unetTfjs, ...common },
  { name: 'jazz', title: '6: jazz, LSTM', target: 0.8, setup: jazzTraining, tfjs: jazzTfjs, ...common },
  { name: 'emojify', title: '8: Emojify, two LSTMs', target: 0.8, setup: emojifyTraining, tfjs: emojifyTfjs, ...common },
  { name: 'dates', title: '9: dates, LSTMs with attention', target: 0.8, setup: datesTraining, tfjs: datesTfjs, ...common },
  { name: 'transformer', title: '10: dates, Transformer', target: 1, setup: transformerTraining, ...common },
];

const suite: BenchSuite = {
  title: "Training as the notebooks do it against Keras' fit, compiled",
  threads: `${process.env.TF_NUM_INTRAOP_THREADS ?? 'all cores'} (${tf.backendName})`,
  other: 'Keras',
  environment: 'keras',
  cases,
};
export default suite;
