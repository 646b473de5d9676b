import { GradingProgress } from '../../../src/graders/pool/progress';

function recorder(isTTY: boolean) {
  const written: string[] = [];
  return { stream: { isTTY, write: (text: string) => written.push(text) }, written };
}

const { CI, TERM } = process.env;
beforeEach(() => {
  delete process.env.CI;
  process.env.TERM = 'xterm';
});
afterAll(() => void Object.assign(process.env, CI === undefined ? {} : { CI }, TERM === undefined ? {} : { TERM }));

test('elsewhere than on a terminal: the first, one each ten seconds with rate, time left, failures and who works, and the last', () => {
  let now = 0;
  const { stream, written } = recorder(false);
  const progress = new GradingProgress(30, stream, () => now);
  progress.note('2 workers');
  for (let i = 0; i < 30; i++) {
    now += 4000;
    progress.step(i === 1);
  }
  progress.say('queue: Redis is back');
  progress.close();
  expect(written[0]).toBe('grading: 0 of 30 submissions\n');
  expect(written[1]).toBe('grading: 3 of 30 submissions, 15 a minute, about 1 min 48 s left, 1 not graded, 2 workers\n');
  expect(written.slice(2, -2).every((line) => line.startsWith('grading: '))).toBe(true);
  expect(written.slice(-2)).toEqual(['queue: Redis is back\n', 'grading: 30 of 30 submissions, done in 2 min, 1 not graded, 2 workers\n']);
});

test('what is ended early says so; without work nothing is said', () => {
  const { stream, written } = recorder(false);
  const progress = new GradingProgress(3, stream, () => 0);
  progress.step(false);
  progress.close();
  new GradingProgress(0, stream, () => 0).close();
  expect(written).toEqual(['grading: 0 of 3 submissions\n', 'grading: 1 of 3 submissions, stopped after 0 s\n']);
});

test('on a terminal one line is replaced, other lines stay above it, and it is taken away in the end', () => {
  const { stream, written } = recorder(true);
  let now = 0;
  const progress = new GradingProgress(2, stream, () => now);
  now = 8000;
  progress.step(false);
  progress.say('queue: lost');
  progress.close();
  const line = '[██████████░░░░░░░░░░] grading: 1 of 2 submissions, 7.5 a minute, about 8 s left';
  expect(written).toEqual(['\r\u001b[K[░░░░░░░░░░░░░░░░░░░░] grading: 0 of 2 submissions', `\r\u001b[K${line}`, `\r\u001b[Kqueue: lost\n${line}`, '\r\u001b[K']);
});
