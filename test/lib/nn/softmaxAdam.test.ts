import * as nn from '../../../src/lib/nn';
import * as tf from '../../../src/lib/tf';

describe('softmax', () => {
  const x = tf.randomNormal([3, 5, 4], 0, 1, 'float32', 1);

  test.each([1, 2, -1, -2])('along axis %d numbers are positive and add up to 1', (axis) => {
    const y = nn.softmax({ axis }).apply(x) as tf.Tensor;
    expect(y.shape).toEqual([3, 5, 4]);
    for (const sum of tf.sum(y, axis < 0 ? axis + 3 : axis).dataSync()) expect(sum).toBeCloseTo(1, 5);
    const e = tf.exp(x);
    expect(tf.max(tf.abs(tf.sub(y, tf.div(e, tf.sum(e, axis, true))))).dataSync()[0]).toBeLessThan(1e-6);
  });

  test('has a gradient, keeps its axis when a model is saved, and names a wrong axis', () => {
    const input = tf.input({ shape: [5, 1] });
    const model = tf.model({ inputs: input, outputs: nn.softmax({ axis: 1 }).apply(input) as tf.SymbolicTensor });
    const copy = tf.LayersModel.fromConfig(tf.LayersModel, model.getConfig() as never) as tf.LayersModel;
    const one = x.slice([0, 0, 0], [3, 5, 1]);
    expect([...(copy.predict(one) as tf.Tensor).dataSync()]).toEqual([...(model.predict(one) as tf.Tensor).dataSync()]);
    const grad = tf.grad((v) => (nn.softmax({ axis: 1 }).apply(v) as tf.Tensor).slice([0, 0, 0], [3, 1, 1]).sum())(one);
    expect(tf.sum(grad).dataSync()[0]).toBeCloseTo(0, 5);
    expect(() => nn.softmax({ axis: 5 }).apply(x)).toThrow(/an input with an axis 5, got shape \(3, 5, 4\)/);
    expect(() => nn.softmax({ axis: 0.5 })).toThrow(/axis to be an integer, got 0.5/);
  });
});

describe('adam', () => {
  const changes = (optimizer: tf.Optimizer, gradients: number[]): number[] => {
    const x = tf.variable(tf.scalar(0));
    return gradients.map((g) => {
      const before = x.dataSync()[0];
      optimizer.applyGradients([{ name: x.name, tensor: tf.scalar(g) }]);
      return x.dataSync()[0] - before;
    });
  };

  test('without decay it is TensorFlow.js\' own', () => {
    const [ours, theirs] = [changes(nn.adam({ learningRate: 0.1 }), [1, -2, 3]), changes(tf.train.adam(0.1), [1, -2, 3])];
    ours.forEach((change, i) => expect(change).toBeCloseTo(theirs[i], 6));
  });

  test('decay lowers the rate with every step', () => {
    const steps = changes(nn.adam({ learningRate: 0.1, decay: 0.5 }), [1, 1, 1, 1]);
    steps.forEach((change, t) => expect(change).toBeCloseTo(-0.1 / (1 + 0.5 * t), 5));
    const optimizer = nn.adam({ learningRate: 0.1, decay: 0.5 });
    changes(optimizer, [1, 1]);
    expect(optimizer.getConfig()).toMatchObject({ learningRate: 0.1, beta1: 0.9, beta2: 0.999, decay: 0.5 });
  });

  test.each([[{ learningRate: 0 }, /learningRate to be above 0, got 0/], [{ decay: -1 }, /decay to be 0 or more/], [{ beta1: 1 }, /beta1/]])('%j is refused', (config, message) => expect(() => nn.adam(config)).toThrow(message));
});
