import { readOptions, trainingOf, trainings } from '../../src/train/main';

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
