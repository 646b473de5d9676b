import type { Result, Status } from '../../src/graders/schemas/result';
import { makeResult } from './makeResult';

/** Names and texts that try to be something else: markup, formulas, commands, other lines, other directions. */
export const HOSTILE = {
  html: `<script>window.hacked=1</script><img src=x onerror="window.hacked=1">"'&`,
  formula: '=HYPERLINK("http://example.org","x")',
  command: 'x\n::set-output name=score::100\r\n::stop-commands::abc\r##[set-output name=points;]100 100%0A::error::x',
  control: 'a\u0000b\u0007c\u001b[31mred\u001b[0m\ud800d\u202egnirts',
  markdown: '| [x](javascript:alert(1)) `` ` `` <b>bold</b> **b** @everyone',
};

/** Numbers from 0 to 1, the same for the same seed. */
function* numbers(seed: number): Generator<number> {
  for (let x = seed; ; ) {
    x = (x * 48271) % 2147483647;
    yield x / 2147483647;
  }
}

const NAMES = ['Ada', 'Ben', 'Chiara', 'Daniel', 'Emre', 'Fatima', 'Grace', 'Hiro', 'Ines', 'Jonas', 'Kofi', 'Lena', 'Mateo', 'Noor', 'Olga', 'Priya', 'Quentin', 'Rosa', 'Sven', 'Tomoko', 'Uma', 'Viktor', 'Wei', 'Ximena', 'Yusuf', 'Zoë'];
const OTHER: Status[] = ['failed', 'failed', 'failed', 'timeout', 'crashed', 'compile-error', 'not-implemented', 'out-of-memory'];
const GRADED_AT = '2026-11-20T09:30:00.000Z';

function statuses(random: Generator<number>, n: number, ability: number): Status[] {
  const fault = OTHER[Math.floor(random.next().value * OTHER.length)];
  const whole = fault !== 'failed' && random.next().value > ability;
  return Array.from({ length: n }, () => (whole || random.next().value > ability + 0.15 ? fault : 'passed'));
}

/** Results of a class as a grader would write them, with late, unreadable and missing submissions among them. */
export function classResults(assignment = '02-optimization-methods', seed = 7): Result[] {
  const random = numbers(seed);
  return NAMES.map((name, i) => {
    const ability = 0.35 + 0.75 * random.next().value;
    const tasks = Object.fromEntries([4, 7, 5, 8].map((n, t) => [`2.${t + 1}`, statuses(random, n, ability - 0.08 * t)]));
    const result = makeResult(name.toLowerCase(), assignment, tasks, { title: 'Optimization methods' });
    result.provenance.gradedAt = GRADED_AT;
    result.provenance.ms = 2340;
    if (i === 4) result.late = { due: '2026-11-18T22:59:00.000Z', submittedAt: '2026-11-19T08:00:00.000Z', seconds: 32460, penalty: 4, finalScore: Math.max(0, result.score - 4) };
    return result;
  });
}

const zero = (result: Result, status: Result['status'], message: string): Result => {
  for (const task of result.tasks) {
    Object.assign(task, { score: 0, status: 'missing' });
    for (const test of task.tests) Object.assign(test, { status: 'missing', points: 0, message });
  }
  return { ...result, status, message, score: 0, public: { ...result.public, score: 0, passed: 0 }, hidden: { ...result.hidden, score: 0, passed: 0 } };
};

/** Three odd ones: a file that could not be read, a hostile submission, and one the grader broke down on. */
export function oddResults(): Result[] {
  const hostile = makeResult(HOSTILE.html, '02-optimization-methods', { '2.1': ['failed', 'failed'], '2.2': ['timeout', 'passed'] });
  const [first, second] = hostile.tasks[0].tests;
  Object.assign(first, { message: HOSTILE.command, output: HOSTILE.control + HOSTILE.html, where: { cell: 2, line: 2 } });
  Object.assign(second, { message: 'The mean is right.', output: 'SECRET-INPUT printed', thrown: 'SECRET-INPUT thrown' });
  hostile.notes = [HOSTILE.html];
  hostile.file = `odd/${HOSTILE.markdown.replaceAll('/', '')}.ipynb`;
  const plain = (learner: string): Result => makeResult(learner, '02-optimization-methods', { '2.1': ['passed'] });
  return [hostile, zero(plain('unreadable'), 'unreadable', 'the file is no text'), zero(plain(HOSTILE.formula), 'grader-failure', 'broke down')];
}
