import { readOptions, trainingOf, trainings } from '../../src/train/main';
import { progressLine } from '../../src/train/progress';

test('networks are found by their files and say what they are', () => {
  expect(trainings()).toContain('detector');
  for (const name of trainings()) {
    expect(trainingOf(name).about.length).toBeGreaterThan(20);
    expect(typeof trainingOf(name).run).toBe('function');
  }
});

test('options: known ones only', () => {
  expect(readOptions(['--epochs=3', '--fast'], ['epochs', 'fast'])).toEqual({ epochs: '3', fast: 'true' });
  expect(() => readOptions(['--speed=3'], ['epochs'])).toThrow('there is no option --speed=3; options are --epochs=...');
});

test('progress tells how much is done and how long the rest may take', () => {
  const lines: string[] = [];
  const now = jest.spyOn(Date, 'now').mockReturnValue(0);
  const show = progressLine({ isTTY: false, write: (line: string) => lines.push(line) } as unknown as NodeJS.WriteStream, 1000);
  for (const [ms, done] of [[0, 0], [10_000, 1], [10_100, 2], [40_000, 4], [100_000, 10]] as const) { // prettier-ignore
    now.mockReturnValue(ms);
    show('training', done, 10, 'loss 1');
  }
  now.mockRestore();
  expect(lines).toEqual(['training: 1 of 10 (10 %) about 90 s left loss 1\n'.replace('90 s', '1 min 30 s'), 'training: 4 of 10 (40 %) about 60 s left loss 1\n', 'training: 10 of 10 (100 %) took 1 min 40 s loss 1\n']);
});
