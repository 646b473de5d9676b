import { readSource } from '../../src/authoring/build/build';
import { wrongText } from '../../src/authoring/mutants/generate';
import { Pool } from '../../src/authoring/mutants/pool';
import type { Verdict } from '../../src/authoring/mutants/protocol';
import { WRONG, type Wrong } from '../../src/authoring/mutants/wrong';
import { solutionText } from '../../src/authoring/source/module';

/** The grader's tests and comparisons in warm processes; test/graders/fixtures.test.ts takes some wrong solutions through the sandbox as well. */
describe('wrong solutions that learners write', () => {
  const pool = new Pool(2);
  const sources = new Map([...new Set(WRONG.map(({ slug }) => slug))].map((slug) => [slug, readSource(slug)]));
  const judge = ({ slug, task, caughtBy }: Pick<Wrong, 'slug' | 'task' | 'caughtBy'>, text: string): Promise<Verdict> => pool.judge({ slug, task, text, by: caughtBy });
  const verdicts = new Map<string, Promise<Verdict>>();

  beforeAll(() => {
    for (const wrong of WRONG) {
      const verdict = judge(wrong, wrongText(sources.get(wrong.slug)!, wrong));
      verdict.catch(() => {}); // its test says so
      verdicts.set(wrong.name, verdict);
    }
  });
  afterAll(() => pool.close());

  test.each(WRONG.map((w) => [w.name, w] as const))('%s: fails the test that is there to catch it', async (name, { caughtBy }) => expect(await verdicts.get(name)).toEqual({ by: 'hidden', test: caughtBy, status: 'failed' }), 300_000);

  test('the solution itself fails none of them', async () => {
    const one = [...new Map(WRONG.map((wrong) => [`${wrong.slug} ${wrong.caughtBy}`, wrong])).values()].filter((_, i) => i % 10 === 0);
    const found = await Promise.all(one.map((wrong) => judge(wrong, solutionText(sources.get(wrong.slug)!))));
    expect(found).toEqual(one.map(() => ({ by: null })));
  }, 300_000);

  test('a test that is not there is an error', () => expect(judge({ ...WRONG[0], caughtBy: 'no such test' }, '')).rejects.toThrow('has no hidden test "no such test"'), 300_000);
});
