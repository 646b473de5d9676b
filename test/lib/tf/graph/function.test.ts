import * as tf from '../../../../src/lib/tf';

const native = tf.backendName === 'tensorflow' ? test : test.skip;
const values = (t: tf.Tensor): number[] => Array.from(t.dataSync());
const calls = <T>(n: number, call: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => call(i));

describe('tf.function', () => {
  native('is a graph from the fourth call on, with the results of the function itself', () => {
    let ran = 0;
    const f = (x: tf.Tensor, y: tf.Tensor): { sum: tf.Tensor; both: tf.Tensor[] } => {
      ran++;
      return { sum: tf.add(x, y), both: [tf.tanh(tf.matMul(x as tf.Tensor2D, y as tf.Tensor2D)), tf.reshape(x, [9])] };
    };
    const step = tf.function(f);
    for (let i = 0; i < 6; i++) {
      const [x, y] = [tf.randomNormal([3, 3]), tf.randomNormal([3, 3])];
      const [expected, got] = [f(x, y), step(x, y)];
      expect(values(got.sum)).toEqual(values(expected.sum));
      expect(got.both.map((t) => t.shape)).toEqual([[3, 3], [9]]);
      got.both.forEach((t, j) => expect(values(t)).toEqual(values(expected.both[j])));
    }
    expect(step.status).toBe('graph');
    expect(ran).toBe(6 + 3);
  });

  native('makes a graph for each combination of shapes and dtypes', () => {
    const twice = tf.function((x: tf.Tensor) => tf.mul(x, 2));
    calls(4, () => twice(tf.tensor1d([1, 2])));
    expect(twice.status).toBe('graph');
    expect(values(twice(tf.tensor2d([[3, 4, 5]])))).toEqual([6, 8, 10]);
    expect(twice.status).toBe('warming up');
    const whole = twice(tf.tensor1d([1, 2], 'int32'));
    expect([whole.dtype, ...values(whole)]).toEqual(['float32', 2, 4]);
  });

  native('weights are read anew in each call', () => {
    const w = tf.variable(tf.tensor1d([1, 1]));
    const scaled = tf.function((x: tf.Tensor) => tf.mul(x, w));
    calls(4, () => scaled(tf.tensor1d([1, 2])));
    w.assign(tf.tensor1d([10, 100]));
    expect(scaled.status).toBe('graph');
    expect(values(scaled(tf.tensor1d([1, 2])))).toEqual([10, 200]);
  });

  native('what a function assigns to variables is assigned in each call', () => {
    const count = tf.variable(tf.scalar(0));
    const next = tf.function((x: tf.Tensor) => {
      count.assign(tf.add(count, 1));
      return tf.add(x, count);
    });
    expect(calls(6, () => values(next(tf.scalar(10)))[0])).toEqual([11, 12, 13, 14, 15, 16]);
    expect(next.status).toBe('graph');
    expect(values(count)).toEqual([6]);
  });

  native('arguments and large tensors from outside can be given back', () => {
    const large = tf.range(0, 5000);
    const pass = tf.function((x: tf.Tensor) => [x, large, tf.add(large, x)]);
    const [x, same, sum] = calls(5, (i) => pass(tf.scalar(i)))[4];
    expect(pass.status).toBe('graph');
    expect([values(x)[0], values(same)[4999], values(sum)[4999]]).toEqual([4, 4999, 5003]);
    large.dispose(); // the graph keeps the values
    expect(values(pass(tf.scalar(1))[2])[4999]).toBe(5000);
    pass.dispose();
  });

  native('outputs of operations with several, integers, booleans and gradients', () => {
    const f = (x: tf.Tensor): tf.Tensor[] => [...tf.split(x, 3, 1), tf.argMax(x, 1), tf.greater(x, 0), tf.grad((t) => tf.sum(tf.square(tf.relu(t))))(x), tf.cast(x, 'int32')];
    const g = tf.function(f);
    const x = tf.tensor2d([[1.5, -2, 3], [-4, 5, 6.5]]); // prettier-ignore
    const got = calls(5, () => g(x))[4];
    expect(g.status).toBe('graph');
    f(x).forEach((expected, i) => {
      expect([got[i].dtype, got[i].shape]).toEqual([expected.dtype, expected.shape]);
      expect(values(got[i])).toEqual(values(expected));
    });
  });

  native('fresh: JavaScript makes a tensor for each call', () => {
    let at = 0;
    const next = tf.function((x: tf.Tensor) => tf.add(x, tf.fresh(() => tf.scalar(++at))));
    expect(calls(6, () => values(next(tf.scalar(0)))[0])).toEqual([1, 2, 3, 4, 5, 6]);
    expect(next.status).toBe('graph');
  });

  native('dropout draws other numbers each time, the same ones as without a graph', () => {
    const run = (make: (f: (x: tf.Tensor) => tf.Tensor) => (x: tf.Tensor) => tf.Tensor): number[][] => {
      const random = Math.random;
      tf.setRandomSeed(3);
      const drop = make((x) => tf.dropout(x, 0.5));
      const found = calls(6, () => values(drop(tf.ones([20]))));
      Math.random = random;
      return found;
    };
    let step: { status: string } | undefined;
    const [graph, plain] = [run((f) => (step = tf.function(f)) as never), run((f) => f)];
    expect(step!.status).toBe('graph');
    expect(graph).toEqual(plain);
    expect(graph[4]).not.toEqual(graph[5]);
  });

  native('steps of an optimizer by minimize', () => {
    const train = (make: (f: () => tf.Scalar) => () => tf.Scalar): [number[], number[]] => {
      const w = tf.variable(tf.tensor1d([3, -2]));
      const optimizer = tf.train.adam(0.1);
      const step = make(() => optimizer.minimize(() => tf.sum(tf.square(w)) as tf.Scalar, true, [w])!);
      const losses = calls(8, () => values(step())[0]);
      return [losses, values(w)];
    };
    let made: { status: string } | undefined;
    const [graph, plain] = [train((f) => (made = tf.function(f)) as never), train((f) => f)];
    expect(made!.status).toBe('graph');
    expect(graph).toEqual(plain);
    expect(graph[0].at(-1)).toBeLessThan(graph[0][0]);
  });

  test('no tensor is left behind by a call', () => {
    const w = tf.variable(tf.ones([4, 4]));
    const step = tf.function((x: tf.Tensor2D) => tf.tidy(() => tf.sum(tf.matMul(x, w as tf.Tensor2D))));
    const x = tf.ones([4, 4]) as tf.Tensor2D;
    const before = tf.memory().numTensors;
    calls(6, () => step(x).dispose());
    expect(tf.memory().numTensors).toBe(before);
    step.dispose();
  });
});

describe('what cannot be a graph runs as it is, and status says why', () => {
  native.each<[why: RegExp, f: (x: tf.Tensor) => tf.Tensor]>([
    [/reads values/, (x) => tf.mul(x, x.dataSync()[0] + tf.sum(x).dataSync()[0])],
    [/from call to call/, (x) => tf.add(x, Math.random())],
    [/makes variables/, (x) => tf.add(x, tf.variable(tf.scalar(1)))],
    [/strings/, (x) => (tf.tensor1d(['a']).slice(0, 1), tf.mul(x, 2))],
  ])('%s', (why, f) => {
    const step = tf.function(f);
    calls(6, () => step(tf.tensor1d([1, 2])));
    expect(step.status).toMatch(/^eager: /);
    expect(step.status).toMatch(why);
  });

  native('a counter in JavaScript is noticed', () => {
    let at = 0;
    const step = tf.function((x: tf.Tensor) => tf.add(x, ++at));
    expect(calls(8, () => values(step(tf.scalar(0)))[0])).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(step.status).toMatch(/from call to call/);
  });

  native('an optimizer applied by hand', () => {
    const w = tf.variable(tf.scalar(1));
    const optimizer = tf.train.adam(0.1);
    const step = tf.function(() => {
      const { value, grads } = tf.variableGrads(() => tf.square(w) as tf.Scalar, [w]);
      optimizer.applyGradients([{ name: w.name, tensor: grads[w.name] }]);
      return value;
    });
    const losses = calls(6, () => values(step())[0]);
    expect(step.status).toMatch(/tf\.afterwards/);
    expect(losses.at(-1)).toBeLessThan(losses[0]);
  });

  native('a gradient through a graph is that of the function', () => {
    const square = tf.function((x: tf.Tensor) => tf.square(x));
    calls(5, () => square(tf.scalar(3)));
    expect(square.status).toBe('graph');
    expect(values(tf.grad(square)(tf.scalar(3)))).toEqual([6]);
  });

  native('runFunctionsEagerly', () => {
    let ran = 0;
    const f = tf.function((x: tf.Tensor) => (ran++, tf.neg(x)));
    tf.runFunctionsEagerly(true);
    try {
      calls(6, () => f(tf.scalar(1)));
    } finally {
      tf.runFunctionsEagerly(false);
    }
    expect(ran).toBe(6);
  });

  test('an error of the function comes as it is, and the next call works', () => {
    let wrong = false;
    const f = tf.function((x: tf.Tensor) => {
      if (wrong) throw new Error('mine');
      return tf.neg(x);
    });
    f(tf.scalar(1));
    wrong = true;
    expect(() => f(tf.scalar(1))).toThrow('mine');
    wrong = false;
    expect(calls(4, () => values(f(tf.scalar(2)))[0])).toEqual([-2, -2, -2, -2]);
  });
});
