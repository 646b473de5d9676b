import * as np from '../../../src/lib/np';

const grid = (): np.NDArray => np.arange(4000).reshape([40, 100]).astype('float64');

describe('np.tidy', () => {
  it('returns what the function returns, with the values it had', () => {
    const a = grid();
    const b = np.tidy(() => np.multiply(np.add(a, 1), 2));
    for (let i = 0; i < 5; i++) np.tidy(() => np.add(a, i)); // would overwrite b, were it still in the arena
    expect(b.tolist()).toEqual(a.add(1).multiply(2).tolist());
    expect(np.tidy(() => 7)).toBe(7);
    expect(np.tidy(() => undefined)).toBeUndefined();
  });

  it.each<[string, (a: np.NDArray) => unknown, (kept: any) => np.NDArray]>([
    ['a list', (a) => [1, [a]], (kept) => kept[1][0]],
    ['an object', (a) => ({ grads: { dW1: a } }), (kept) => kept.grads.dW1],
    ['an object without a prototype', (a) => Object.assign(Object.create(null), { a }), (kept) => kept.a],
    ['a Map', (a) => new Map([['W1', a]]), (kept) => kept.get('W1')],
    ['a Set', (a) => new Set([a]), (kept) => [...kept][0]],
  ])('keeps arrays in %s', (_, wrap, unwrap) => {
    const kept = unwrap(np.tidy(() => wrap(grid().add(1))));
    np.tidy(() => grid().multiply(-1));
    expect(kept.sum()).toBe((4000 * 4001) / 2);
  });

  it('takes a result that contains itself', () => {
    const result = np.tidy(() => {
      const loop: { a: np.NDArray; self?: unknown } = { a: grid().add(0) };
      loop.self = loop;
      return loop;
    });
    expect(result.a.item(39, 99)).toBe(3999);
  });

  it('says so when an array that was given back is used', () => {
    let lost!: np.NDArray;
    np.tidy(() => void (lost = grid().add(1)));
    const message = /np\.tidy: this array was made within np\.tidy .*: return the array from there, or keep its numbers/;
    expect(lost.shape).toEqual([40, 100]);
    for (const use of [
      () => lost.add(1),
      () => np.add(1, lost),
      () => np.dot(lost, lost.T),
      () => np.exp(lost),
      () => lost.sum(),
      () => lost.sum({ axis: 0 }),
      () => lost.at(0).item(0),
      () => lost.item(0, 0),
      () => lost.set([0], 1),
      () => lost.addInPlace(1),
      () => lost.tolist(),
      () => lost.copy(),
      () => String(lost),
      () => np.greater(lost, 0),
      () => np.concatenate([lost, lost]),
      () => lost.data[0],
      () => (lost.data[0] = 1),
      () => lost.data.length,
    ])
      expect(use).toThrow(message);
  });

  it('leaves arrays from before, and what is written into them, alone', () => {
    const a = grid();
    const parameters = { W: np.zeros([40, 100]) };
    np.tidy(() => {
      parameters.W.addInPlace(a.add(1));
      a.at(0).multiplyInPlace(2);
      return null;
    });
    expect(parameters.W.sum()).toBe((4000 * 4001) / 2);
    expect(a.item(0, 99)).toBe(198);
    expect(np.tidy(() => a)).toBe(a);
  });

  it('keeps views views: of each other, and of arrays from before', () => {
    const [base, view] = np.tidy(() => {
      const made = grid().add(0);
      return [made, made.T];
    });
    base.set([1, 2], -5);
    expect(view.item(2, 1)).toBe(-5);
    const a = grid();
    const row = np.tidy(() => a.at(3));
    row.set([0], -1);
    expect(a.item(3, 0)).toBe(-1);
    const alone = np.tidy(() => grid().add(1).at(':', '1:3'));
    np.tidy(() => grid().add(9));
    expect(alone.at(0).tolist()).toEqual([2, 3]);
  });

  it('within another leaves all to the outer one', () => {
    let inner!: np.NDArray;
    const sum = np.tidy(() => {
      inner = np.tidy(() => grid().add(1));
      const other = np.tidy(() => grid().add(2));
      return np.subtract(other, inner).sum();
    });
    expect(sum).toBe(4000);
    expect(() => inner.sum()).toThrow('np.tidy');
  });

  it('gives nothing back when the function throws', () => {
    let made!: np.NDArray;
    expect(() =>
      np.tidy(() => {
        made = grid().add(1);
        throw new RangeError('in the step');
      }),
    ).toThrow(new RangeError('in the step'));
    np.tidy(() => grid().multiply(0));
    expect(made.sum()).toBe((4000 * 4001) / 2);
    expect(np.tidy(() => np.ones([600]).add(1)).sum()).toBe(1200); // and it works again
  });

  it('gives nothing back when the result holds an array that was given back before', () => {
    let lost!: np.NDArray;
    let made!: np.NDArray;
    np.tidy(() => void (lost = grid().add(1)));
    expect(() => np.tidy(() => [(made = grid().add(1)), lost])).toThrow('np.tidy: this array was made within');
    np.tidy(() => grid().multiply(0));
    expect(made.sum()).toBe((4000 * 4001) / 2);
  });

  it('refuses a promise, and gives nothing back', async () => {
    let made!: np.NDArray;
    const later = (): void => void np.tidy(async () => (made = await Promise.resolve(grid().add(1))));
    expect(later).toThrow('np.tidy: expected a function that ends at once, got a promise');
    await new Promise((resolve) => setImmediate(resolve));
    expect(made.sum()).toBe((4000 * 4001) / 2);
  });

  it('computes what is computed without it, for every kind of item and size', () => {
    const work = (n: number) => (): unknown[] => {
      np.random.seed(n);
      const a = np.random.randn(n);
      const mask = np.greater(a, 0);
      const order = np.argsort(a);
      const drawn = np.random.uniform(0, 1, [n]);
      const parts = [np.exp(a), np.multiply(a, mask), a.at(order), np.cumsum(drawn), np.where(mask, a, 0), a.at(mask), mask.astype('int32').add(1), np.stack([a, drawn]).sum({ axis: 1 })];
      return [...parts.map((p) => p.tolist()), np.dot(a, drawn).item()];
    };
    for (const n of [1, 7, 9, 64, 600, 20_000, 200_000]) expect(np.tidy(work(n))).toEqual(work(n)());
  });

  it('reuses its memory: a step that does the same gets the same places', () => {
    const places = new Set<string>();
    for (let i = 0; i < 50; i++)
      np.tidy(() => {
        const { buffer, byteOffset } = grid().add(i).data;
        places.add(`${byteOffset} of ${buffer.byteLength}`);
      });
    expect(places.size).toBe(1);
    const before = process.memoryUsage().arrayBuffers;
    for (let i = 0; i < 300; i++) np.tidy(() => grid().add(i).multiply(2).subtract(i));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(24 * 2 ** 20); // 300 times 96 KB and more without it
  });
});

describe('memory of results', () => {
  it.each([1, 8, 9, 60, 64, 500, 512, 4000, 16_384, 20_000])('arrays of %i items do not touch each other', (n) => {
    const arrays = Array.from({ length: 40 }, (_, i) => [np.full([n], i).add(0.5), np.greater(np.full([n], i), 20), np.full([n], i, 'int32').add(1)]).flat();
    arrays.forEach((a, i) => a.data.fill(i));
    arrays.forEach((a, i) => expect([a.data.length, new Set(a.data)]).toEqual([n, new Set([i])]));
  });
});
