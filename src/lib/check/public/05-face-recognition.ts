import * as np from '../../np';
import type { PublicAssignment } from '../types';
import { tensorValue, TensorValue } from '../values';
import data from './05-face-recognition.json'; // made by test/fixtures/05-face-recognition/generate.py

const tensors = (list: number[][][]): TensorValue[] => list.map((x) => tensorValue(np.array(x)));
const scalar = (value: number): TensorValue => new TensorValue('float32', [], Float32Array.of(value));
const LOOSE = { rtol: 1e-4, atol: 1e-5 };
const DOOR = 'door/door-01.jpg';

const assignment: PublicAssignment = {
  slug: '05-face-recognition',
  tasks: [
    {
      task: '5.1',
      fn: 'tripletLoss',
      tests: [
        {
          name: 'two triplets, one of which keeps the margin',
          property: 'each triplet costs what is missing to the margin, and at least 0',
          args: () => [null, tensors(data.two)],
          expected: () => scalar(data.twoLoss),
          hint: 'sum over the last axis for the distances, cut at 0, and only then sum up the examples',
          ...LOOSE,
        },
        {
          name: 'three triplets, alpha 0.5',
          property: 'the margin is alpha',
          args: () => [null, tensors(data.normal), 0.5],
          expected: () => scalar(data.normalLoss),
          hint: 'the distances are squared, and the losses of the examples are summed up',
          ...LOOSE,
        },
      ],
    },
    {
      task: '5.2',
      fn: 'verify',
      tests: [
        {
          name: 'ingrid says that she is ingrid',
          property: 'the distance is the length of the difference, and the door opens below 0.7',
          probe: 'verified',
          args: () => [DOOR, 'ingrid', data.database, data.vectors],
          expected: () => [data.distances.ingrid, true],
          hint: 'give back a list of two: a number, and true or false',
          ...LOOSE,
        },
        {
          name: 'ingrid says that she is milo',
          property: 'the door stays shut for a distance of 0.7 or more',
          probe: 'verified',
          args: () => [DOOR, 'milo', data.database, data.vectors],
          expected: () => [data.distances.milo, data.distances.milo < 0.7],
          hint: 'tf.norm is the length: do not square it',
          ...LOOSE,
        },
      ],
    },
    {
      task: '5.3',
      fn: 'whoIsIt',
      tests: [
        {
          name: 'a database of three',
          property: 'the smallest distance and its name are given back',
          probe: 'recognized',
          args: () => [DOOR, data.database, data.vectors],
          expected: () => [data.distances.ingrid, 'ingrid'],
          hint: 'a smaller distance replaces both minDist and identity',
          ...LOOSE,
        },
        {
          name: 'a database without ingrid',
          property: 'the nearest person is given back, even if too far away',
          probe: 'recognized',
          args: () => [DOOR, data.far, data.vectors],
          expected: () => [data.distances.milo, 'milo'],
          hint: 'print that nobody is found, and give back distance and name in any case',
          ...LOOSE,
        },
      ],
    },
  ],
};

export default assignment;
