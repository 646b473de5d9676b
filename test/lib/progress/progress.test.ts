import { duration, progress, size } from '../../../src/lib/progress';

/** A stream that keeps what is written, and a clock that the test moves. */
function setting(isTTY: boolean): { written: string[]; clock: { ms: number }; options: { stream: { isTTY: boolean; columns: number; write: (t: string) => unknown }; now: () => number } } {
  const written: string[] = [];
  const clock = { ms: 0 };
  return { written, clock, options: { stream: { isTTY, columns: 80, write: (text) => written.push(text) }, now: () => clock.ms } };
}

const env = { ...process.env };
beforeEach(() => {
  delete process.env.CI;
  process.env.TERM = 'xterm';
});
afterAll(() => (process.env = env));

describe('on a terminal', () => {
  test('one line is written anew: bar, place, time left, numbers', () => {
    const { written, clock, options } = setting(true);
    const bar = progress(10, { title: 'Training', unit: 'epoch', ...options });
    clock.ms = 2000;
    bar.update({ loss: 0.51234567, accuracy: 0.75 });
    clock.ms = 2050; // too soon to be shown
    bar.update({ loss: 0.4 });
    expect(written).toEqual(['\r\u001b[K[██░░░░░░░░░░░░░░░░░░] Training: 1 of 10 epochs, about 18 s left, loss 0.5123, ']); // cut to 79 columns
  });

  test('the end stays, with the time it took', () => {
    const { written, clock, options } = setting(true);
    const bar = progress(2, options);
    clock.ms = 3000;
    bar.update();
    bar.update();
    bar.done();
    bar.done();
    expect(written.at(-1)).toBe('\r\u001b[K[████████████████████] 2 of 2 steps, done in 3 s\n');
  });

  test('in CI it is a log all the same', () => {
    process.env.CI = 'true';
    const { written, options } = setting(true);
    progress(1, options).update();
    expect(written).toEqual([]);
  });
});

describe('in a log', () => {
  test('a line every ten seconds and one at the end', () => {
    const { written, clock, options } = setting(false);
    const bar = progress(40, { title: 'x', unit: 'scene', ...options });
    for (let i = 1; i <= 40; i++) {
      clock.ms = i * 1000;
      bar.update();
    }
    bar.done();
    expect(written).toEqual(['x: 10 of 40 scenes, about 30 s left\n', 'x: 20 of 40 scenes, about 20 s left\n', 'x: 30 of 40 scenes, about 10 s left\n', 'x: 40 of 40 scenes, about 0 s left\n', 'x: 40 of 40 scenes, done in 40 s\n']);
  });

  test('what ends early is stopped', () => {
    const { written, options } = setting(false);
    const bar = progress(100, options);
    bar.update({ loss: 2 });
    bar.done();
    expect(written).toEqual(['1 of 100 steps, stopped after 0 s, loss 2\n']);
  });
});

test('a loop goes through what it is given, and numbers belong to its turn', () => {
  const { written, options } = setting(false);
  const bar = progress(['a', 'b', 'c'], options);
  const seen: string[] = [];
  for (const letter of bar) {
    bar.update({ length: seen.length });
    seen.push(letter);
  }
  expect(seen).toEqual(['a', 'b', 'c']);
  expect(written).toEqual(['3 of 3 steps, done in 0 s, length 2\n']);
  expect([...progress(3, options)]).toEqual([0, 1, 2]);
});

test('the callbacks of a fit: epochs with their numbers, batches of the first, and the end', async () => {
  const { written, clock, options } = setting(true);
  const callbacks = progress(3, { unit: 'epoch', ...options }).callbacks();
  await callbacks.onTrainBegin();
  clock.ms = 1000;
  await callbacks.onBatchEnd(4, { batch: 4, size: 8, loss: 2.5 });
  clock.ms = 2000;
  await callbacks.onEpochEnd(0, { loss: 2, val_loss: 3 });
  await callbacks.onTrainEnd();
  expect(written.map((line) => line.replace(/^.*\] /s, ''))).toEqual(['0 of 3 epochs, batch 5, loss 2.5', '1 of 3 epochs, about 4 s left, loss 2, val_loss 3', '1 of 3 epochs, stopped after 2 s, loss 2, val_loss 3\n']);
});

test('reports end by themselves', () => {
  const { written, options } = setting(false);
  const { report } = progress(2, options);
  report({ at: 1.5, loss: 1, accuracy: 0.5 });
  report({ at: 2, loss: 0.5, accuracy: 1 });
  expect(written).toEqual(['2 of 2 steps, done in 0 s, loss 0.5, accuracy 1\n']);
});

test('work that is resumed does not count what was there as speed', () => {
  const { written, clock, options } = setting(false);
  const bar = progress(100, options);
  clock.ms = 5000;
  bar.resume(50);
  clock.ms = 15_000;
  bar.update({}, 60);
  expect(written).toEqual(['60 of 100 steps, about 40 s left\n']);
});

test('what is no work is refused', () => expect(() => progress(-1)).toThrow('progress: expected a number of steps, 0 or more, or something to go through, got -1'));

test('sizes and times for people', () => {
  expect([size(5), size(862_182_613), size(1.5e9)]).toEqual(['5 bytes', '862 MB', '1.5 GB']);
  expect([0, 0.2, 45, 60, 200, 3600, 7500].map(duration)).toEqual(['0 s', '1 s', '45 s', '1 min', '3 min 20 s', '1 h', '2 h 5 min']);
});

test('the speed, a word beside it, a line between and a first line are told where they are asked for', () => {
  const { written, clock, options } = setting(false);
  const bar = progress(60, { rate: true, beside: () => 'two at once', ...options });
  bar.show(true);
  clock.ms = 20_000;
  bar.update({}, 5);
  bar.say('lost');
  clock.ms = 40_000;
  bar.update({}, 60);
  expect(written).toEqual(['0 of 60 steps, two at once\n', '5 of 60 steps, 15 a minute, about 3 min 40 s left, two at once\n', 'lost\n', '60 of 60 steps, 1.5 a second, about 0 s left, two at once\n']);
});
