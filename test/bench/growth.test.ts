import { chosenGrowth, growthHead, growthLine, growthReport, measureGrowth } from '../../src/bench/growth';
import { exponentOf, fitPower, withinOrder } from '../../src/bench/growth/fit';

const SIZES = [100, 200, 400, 800];

describe('fitPower', () => {
  test.each([0, 1, 1.5, 3])('finds the exponent %d', (e) => {
    const { exponent, r2 } = fitPower(SIZES, SIZES.map((n) => 0.37 * n ** e)); // prettier-ignore
    expect(exponent).toBeCloseTo(e, 10);
    expect(r2).toBeCloseTo(1, 10);
  });

  test('r2 says how well the line fits', () => {
    const { exponent, r2 } = fitPower([1, 10, 100], [1, 100, 100]); // log-log points (0, 0), (1, 2), (2, 2): slope 1, three quarters explained
    expect(exponent).toBeCloseTo(1, 12);
    expect(r2).toBeCloseTo(0.75, 12);
  });

  test('refuses what has no logarithm or no line', () => {
    expect(() => fitPower([1, 2], [1, 2])).toThrow('at least 3');
    expect(() => fitPower([1, 2, 3], [1, 2])).toThrow('fitPower: expected two lists of one length');
    expect(() => fitPower([1, 2, 3], [1, 0, 2])).toThrow('above 0');
    expect(() => fitPower([5, 5, 5], [1, 2, 3])).toThrow('different sizes');
  });
});

test('orders: n log n shows a little more than 1, and a squared time is not within it', () => {
  expect(exponentOf('n', SIZES)).toBeCloseTo(1, 12);
  expect(exponentOf('n^3', SIZES)).toBeCloseTo(3, 12);
  expect(exponentOf('n log n', SIZES)).toBeGreaterThan(1.1);
  expect(exponentOf('n log n', SIZES)).toBeLessThan(1.25);
  expect(withinOrder(1.1, 'n', SIZES)).toBe(true);
  expect(withinOrder(0.3, 'n', SIZES)).toBe(true);
  expect(withinOrder(1.9, 'n log n', SIZES)).toBe(false);
});

test('a line says sizes, times, order, exponent and verdict', () => {
  const about = { name: 'x', title: 'X', what: 'boxes', sizes: SIZES, order: 'n' } as const;
  const fine = growthLine(growthReport(about, [1, 2, 4, 8]));
  expect(fine).toMatch(/^X +100 to 800 boxes +1\.00 to 8\.00 +n +1\.00 +1\.000 {2}as its order$/);
  expect(growthHead().indexOf('fitted') + 'fitted'.length).toBe(fine.indexOf('1.00  1.000') + 4);
  expect(growthLine(growthReport(about, [1, 4, 16, 64]))).toContain('WORSE than its order (1.00)');
});

test('each size is set up once, run, and closed', () => {
  const seen: string[] = [];
  const ms = measureGrowth({
    name: 'x', title: 'X', what: 'items', sizes: [1, 2, 3], order: 'n',
    setup: (size) => (seen.push(`open ${size}`), { measure: () => size * 5, close: () => void seen.push(`close ${size}`) }),
  }, 3); // prettier-ignore
  expect(ms).toEqual([5, 10, 15]);
  expect(seen).toEqual(['open 1', 'open 2', 'open 3', 'close 1', 'close 2', 'close 3']);
});

test('cases by name', () => {
  expect(chosenGrowth(['nearest']).map((c) => c.name)).toEqual(['nearest']);
  expect(() => chosenGrowth(['none'])).toThrow('bench growth: expected cases among step, ');
  for (const { sizes, order } of chosenGrowth([])) expect(exponentOf(order, sizes)).toBeGreaterThanOrEqual(1);
});

test.each(chosenGrowth([]).filter((c) => !['grading', 'load', 'nearest'].includes(c.name)).map((c) => [c.name, c] as const))('%s runs at its smallest size', (_name, c) => {
  const work = c.setup(c.sizes[0]);
  work.run!();
  work.close?.();
}); // prettier-ignore
