import { duration, Progress } from '../../../src/graders/pool/progress';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { stream: { isTTY, write: (text: string) => written.push(text) }, written };
}

test('durations in words', () => {
  expect([0.2, 45, 60, 200, 3600, 7500].map(duration)).toEqual(['1 s', '45 s', '1 min', '3 min 20 s', '1 h', '2 h 5 min']);
});

test('rate, time left and failures', () => {
  let now = 0;
  const progress = new Progress(10, recorder(false).stream, () => now);
  expect(progress.text()).toBe('grading 0 of 10 done');
  now = 8000;
  progress.step(false);
  progress.step(true);
  expect(progress.text()).toBe('grading 2 of 10 done, 15 a minute, about 32 s left, 1 not graded');
  progress.close();
});

test('elsewhere than on a terminal: the first, the last, and a line each ten seconds', () => {
  let now = 0;
  const { stream, written } = recorder(false);
  const progress = new Progress(30, stream, () => now);
  for (let i = 0; i < 30; i++) {
    now += 1000;
    progress.step(false);
  }
  progress.close();
  expect(written.map((line) => line.split(',')[0])).toEqual(['grading 0 of 30 done', 'grading 10 of 30 done', 'grading 20 of 30 done', 'grading 30 of 30 done\n'].map((line) => expect.stringContaining(line.trim())));
  expect(written.every((line) => line.endsWith('\n'))).toBe(true);
});

test('on a terminal one line is replaced, and taken away in the end', () => {
  const { stream, written } = recorder(true);
  const progress = new Progress(2, stream, () => 0);
  progress.step(false);
  progress.close();
  expect(written.join('')).not.toContain('\n');
  expect(written[1]).toMatch(/^\r.*grading 1 of 2 done/);
  expect(written[written.length - 1]).toBe('\r\u001b[K');
});
