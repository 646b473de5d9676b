import * as tf from '../../../src/lib/tf';
import { attentionPicture, Module, scheduledAdam, transformerPicture, warmupThenDecay } from '../../../src/lib/transformer';

class Inner extends Module {
  readonly a = tf.layers.dense({ units: 3 });
  readonly b = tf.layers.dense({ units: 2, useBias: false });
  readonly note = 'no layer';
  call(x: tf.Tensor): tf.Tensor {
    return this.b.apply(this.a.apply(x)) as tf.Tensor;
  }
}

class Outer extends Module {
  readonly first = tf.layers.dense({ units: 4 });
  readonly list = [new Inner(), new Inner()];
  readonly again = this.first;
  readonly drop = tf.layers.dropout({ rate: 0.5 });
  call(x: tf.Tensor): tf.Tensor {
    return this.list[1].call(this.list[0].call(this.first.apply(x) as tf.Tensor));
  }
}

describe('Module', () => {
  const outer = new Outer();
  const x = tf.ones([1, 5]);

  test('finds layers in properties, modules and lists, in order, each once', () => {
    const [one, two] = outer.list;
    expect(outer.layers).toEqual([outer.first, one.a, one.b, two.a, two.b, outer.drop]);
  });

  test('has no weights before the first call, and says so', () => {
    expect(outer.countParams()).toBe(0);
    expect(outer.trainableVariables).toEqual([]);
    expect(() => outer.setWeights([x])).toThrow('Outer.setWeights: expected a module that has its weights; it gets them in its first call, so call it once before');
  });

  test('weights after the first call: count, values, setting them', () => {
    outer.call(x);
    expect(outer.countParams()).toBe(24 + 15 + 6 + 9 + 6);
    expect(outer.trainableVariables).toHaveLength(8);
    expect(outer.summary()).toEqual([
      { part: 'first', kind: 'Dense', parameters: 24 },
      { part: 'list[0]', kind: 'Inner', parameters: 21 },
      { part: 'list[1]', kind: 'Inner', parameters: 15 },
      { part: 'again', kind: 'Dense', parameters: 24 },
      { part: 'drop', kind: 'Dropout', parameters: 0 },
    ]);
    const other = new Outer();
    other.call(x);
    other.setWeights(outer.getWeights());
    expect(other.call(x).arraySync()).toEqual(outer.call(x).arraySync());
    expect(() => other.setWeights([x])).toThrow('Outer.setWeights: expected 8 weights, got 1');
  });

  test('an optimizer trains it', () => {
    const inner = new Inner();
    inner.call(x);
    const loss = (): tf.Scalar => tf.mean(tf.square(tf.sub(inner.call(x), 1))) as tf.Scalar;
    const before = loss().dataSync()[0];
    const optimizer = scheduledAdam(() => 0.05);
    for (let i = 0; i < 50; i++) optimizer.minimize(loss, false, inner.trainableVariables);
    expect(loss().dataSync()[0]).toBeLessThan(before / 50);
  });
});

describe('schedules', () => {
  test('up in a line, down in a line', () => {
    const rate = warmupThenDecay(0.002, 4, 12);
    expect([0, 1, 3, 4, 8, 12, 20].map(rate)).toEqual([0.0005, 0.001, 0.002, 0.002, 0.001, 0, 0]);
    expect(() => warmupThenDecay(1, 5, 5)).toThrow('warmupThenDecay: expected 0 < warmup < total, got warmup 5 and total 5');
  });

  test('Adam uses the rate of its step: with a constant gradient each step is as long as the rate', () => {
    const v = tf.variable(tf.scalar(0));
    const optimizer = scheduledAdam((step) => [0.1, 0.01, 0.2][step]);
    const seen = [0, 1, 2].map(() => {
      optimizer.minimize(() => tf.mul(v, 3) as tf.Scalar, false, [v]);
      return v.dataSync()[0];
    });
    [-0.1, -0.11, -0.31].forEach((want, i) => expect(seen[i]).toBeCloseTo(want, 5));
  });
});

test.each([transformerPicture(), transformerPicture('encoder'), transformerPicture('decoder'), attentionPicture()])('pictures are described, whole SVG', (picture) => {
  expect(picture).toMatch(/^<svg [^>]*role="img" aria-label="[^"]+"[\s\S]*<\/svg>$/);
  expect(picture).not.toMatch(/NaN|undefined/);
});
