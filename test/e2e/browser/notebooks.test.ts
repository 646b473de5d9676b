import type { Browser, Page } from 'playwright-core';
import { listSlugs } from '../../../src/authoring/paths';
import { describeIf, hasChromium } from '../../support/requires';
import { ROOT, startLab, type Lab } from '../lab';
import { openChromium, openLab } from './chromium';
import { setTheme, THEMES, type Theme } from './theme';
import { visit, type Visit } from './visit';

/** Fewest plots and pictures above the first exercise. */
const PICTURES: Record<string, number> = {
  '01-regularization': 4,
  '02-optimization-methods': 0,
  '03-car-detection': 7,
  '04-unet': 3,
  '05-face-recognition': 60,
  '06-jazz': 2,
  '07-word-vectors': 1,
  '08-emojify': 1,
  '09-date-translation': 1,
  '10-transformer': 1,
};
/** Where a busy cell is stopped as well: a notebook with TensorFlow, and one without. */
const INTERRUPTED = ['02-optimization-methods', '08-emojify'];

describeIf(hasChromium(), 'Chromium')('each notebook in JupyterLab, as a learner has it', () => {
  const slugs = listSlugs(ROOT);
  const visits = new Map<string, Promise<Visit>>();
  const elsewhere: string[] = [];
  let lab: Lab;
  let browser: Browser;

  beforeAll(async () => {
    [lab, browser] = await Promise.all([startLab(), openChromium()]);
    const todo = slugs.map((slug) => ({ slug, ...promised<Visit>() }));
    for (const { slug, promise } of todo) visits.set(slug, promise);
    for (const theme of THEMES) void lane(theme, todo);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, 20_000);

  /** One page that visits notebooks until none is left; two of them keep two processors busy. Each begins in a theme of its own. */
  async function lane(first: Theme, todo: ({ slug: string } & Promised<Visit>)[]): Promise<void> {
    let page: Page | null = null;
    let theme = first;
    for (let next = todo.shift(); next; next = todo.shift()) {
      try {
        page ??= await openLab(browser, lab, first, elsewhere);
        await setTheme(page, theme);
        next.resolve(await visit(page, lab, next.slug, theme, INTERRUPTED.includes(next.slug)));
        theme = THEMES.find((other) => other !== theme)!;
      } catch (error) {
        next.reject(error);
        await page?.close();
        page = null;
      }
    }
  }

  test.each(slugs)('%s: pictures are seen, the first exercise turns green, nothing on stderr, nothing that axe finds fault with in light and dark', async (slug) => {
    const { before, after, pictures, complaints, faults, afterInterrupt } = await visits.get(slug)!;
    expect({ before, after }).toEqual({ before: 'false', after: 'true' });
    expect(pictures.length).toBeGreaterThanOrEqual(PICTURES[slug] ?? 0);
    expect(pictures.filter(({ width, height }) => width < 80 || height < 80 || width > 860)).toEqual([]);
    expect(complaints).toEqual([]);
    expect(faults).toEqual([]);
    if (INTERRUPTED.includes(slug)) expect(afterInterrupt).toBe('42');
  }, 200_000);

  test('nothing was asked for elsewhere', () => expect(elsewhere).toEqual([]));
});

interface Promised<T> {
  promise: Promise<T>;
  resolve: (value: T) => void;
  reject: (error: unknown) => void;
}

function promised<T>(): Promised<T> {
  let [resolve, reject]: [Promised<T>['resolve'], Promised<T>['reject']] = [() => {}, () => {}];
  const promise = new Promise<T>((yes, no) => ([resolve, reject] = [yes, no]));
  promise.catch(() => {}); // whoever awaits it says so
  return { promise, resolve, reject };
}
