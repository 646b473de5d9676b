import * as tf from '../../lib/tf';
import { bar, date, face } from '../inference/networks';
import { yolo } from '../inference/yolo';
import type { BenchSuite } from '../suite';

const suite: BenchSuite = {
  title: 'Trained networks at work, against TensorFlow and Keras',
  threads: `${process.env.TF_NUM_INTRAOP_THREADS ?? 'all cores'} (${tf.backendName})`,
  other: 'Keras',
  environment: 'keras',
  cases: [
    { name: 'yolo', title: '3: YOLO, 19 x 19 x 5 x 85 to drawn boxes', repeat: 1, target: 1, setup: yolo },
    { name: 'face', title: '5: encoding of one face', repeat: 3, target: 1, setup: face },
    { name: 'date', title: '9: one date', repeat: 1, target: 1, setup: date },
    { name: 'bar', title: '6: a bar of music, 8 values', repeat: 1, target: 1, setup: bar },
  ],
};
export default suite;
