import * as np from '../../np';
import type { PublicAssignment } from '../types';
import { tensorValue, type TensorValue } from '../values';

const tensor = (values: unknown, dtype: 'float32' | 'int32' = 'float32'): TensorValue => tensorValue(np.array(values as number[]), dtype);

/** A grid of one row, two columns, two anchors, three classes. */
const boxes = (): unknown => tensor([[[[0.1, 0.1, 0.4, 0.5], [0.2, 0.2, 0.6, 0.6]], [[0.5, 0.5, 0.9, 0.8], [0, 0, 0.3, 0.3]]]]); // prettier-ignore
const confidence = (): unknown => tensor([[[[0.9], [0.5]], [[0.8], [0.95]]]]); // prettier-ignore
const probabilities = (): unknown => tensor([[[[0.1, 0.8, 0.1], [0.2, 0.2, 0.6]], [[0.75, 0.15, 0.1], [0.05, 0.25, 0.7]]]]); // prettier-ignore

const LOOSE = { rtol: 1e-4, atol: 1e-5 };

const assignment: PublicAssignment = {
  slug: '03-car-detection',
  tasks: [
    {
      task: '3.1',
      fn: 'yoloFilterBoxes',
      tests: [
        {
          name: 'four boxes, threshold 0.5',
          property: 'boxes whose best class score reaches the threshold are kept, with that score and class',
          args: () => [boxes(), confidence(), probabilities(), 0.5],
          expected: () => [tensor([0.72, 0.6, 0.665]), tensor([[0.1, 0.1, 0.4, 0.5], [0.5, 0.5, 0.9, 0.8], [0, 0, 0.3, 0.3]]), tensor([1, 0, 2], 'int32')], // prettier-ignore
          hint: 'take max and argMax of confidence times probabilities over the last axis',
          ...LOOSE,
        },
        {
          name: 'the default threshold',
          property: 'the threshold is 0.6 when it is left out',
          args: () => [boxes(), confidence(), probabilities()],
          expected: () => [tensor([0.72, 0.6, 0.665]), tensor([[0.1, 0.1, 0.4, 0.5], [0.5, 0.5, 0.9, 0.8], [0, 0, 0.3, 0.3]]), tensor([1, 0, 2], 'int32')], // prettier-ignore
          hint: 'a score equal to the threshold is kept',
          ...LOOSE,
        },
      ],
    },
    {
      task: '3.2',
      fn: 'iou',
      tests: [
        { name: 'boxes that overlap', property: 'intersection divided by union', args: () => [[2, 1, 4, 3], [1, 2, 3, 4]], expected: () => 1 / 7 }, // prettier-ignore
        { name: 'boxes that do not overlap', property: 'no overlap gives 0', args: () => [[1, 2, 3, 4], [5, 6, 7, 8]], expected: () => 0, hint: 'negative widths and heights count as 0, each by itself' }, // prettier-ignore
        { name: 'boxes that share a corner', property: 'touching gives 0', args: () => [[1, 1, 2, 2], [2, 2, 3, 3]], expected: () => 0 }, // prettier-ignore
        { name: 'boxes that share an edge', property: 'touching gives 0', args: () => [[1, 1, 3, 3], [2, 3, 3, 4]], expected: () => 0 }, // prettier-ignore
      ],
    },
    {
      task: '3.3',
      fn: 'yoloNonMaxSuppression',
      tests: [
        {
          name: 'two boxes of one class, one of another',
          property: 'of boxes of one class that overlap the best is kept; boxes of other classes stay',
          args: () => [tensor([0.7, 0.9, 0.8]), tensor([[0, 0, 10, 10], [0, 1, 10, 11], [0, 0, 10, 10]]), tensor([2, 2, 5], 'int32')], // prettier-ignore
          expected: () => [tensor([0.9, 0.8]), tensor([[0, 1, 10, 11], [0, 0, 10, 10]]), tensor([2, 5], 'int32')], // prettier-ignore
          hint: 'call tf.image.nonMaxSuppression once for each class',
          ...LOOSE,
        },
        {
          name: 'at most two boxes',
          property: 'the best maxBoxes of all classes are kept, by falling score',
          args: () => [tensor([0.5, 0.9, 0.8]), tensor([[0, 0, 1, 1], [5, 5, 6, 6], [9, 9, 11, 11]]), tensor([1, 1, 0], 'int32'), 2], // prettier-ignore
          expected: () => [tensor([0.9, 0.8]), tensor([[5, 5, 6, 6], [9, 9, 11, 11]]), tensor([1, 0], 'int32')], // prettier-ignore
          ...LOOSE,
        },
      ],
    },
    {
      task: '3.4',
      fn: 'yoloEval',
      tests: [
        {
          name: 'four boxes on a picture of 100 by 200',
          property: 'corners, filter, scaling to [height, width] and suppression follow each other',
          args: () => [[tensor([[[[0.3, 0.25], [0.32, 0.26]], [[0.7, 0.6], [0.5, 0.5]]]]), tensor([[[[0.2, 0.3], [0.2, 0.3]], [[0.4, 0.2], [0.1, 0.1]]]]), confidence(), tensor([[[[0.1, 0.8, 0.1], [0.1, 0.9, 0]], [[0.75, 0.15, 0.1], [0.4, 0.3, 0.3]]]])], [100, 200], 10, 0.4], // prettier-ignore
          expected: () => [tensor([0.72, 0.6]), tensor([[10, 40, 40, 80], [50, 100, 70, 180]]), tensor([1, 0], 'int32')], // prettier-ignore
          hint: 'scale the boxes after filtering and before suppression',
          ...LOOSE,
        },
      ],
    },
  ],
};

export default assignment;
