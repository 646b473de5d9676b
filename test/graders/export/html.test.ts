import { createHash } from 'node:crypto';
import { parseHTML } from 'linkedom';
import html from '../../../src/graders/export/formats/html';
import { ticks } from '../../../src/graders/export/html/charts';
import { html as markup } from '../../../src/graders/export/html/markup';
import { classResults, HOSTILE, oddResults } from '../../support/classResults';
import { makeResult } from '../../support/makeResult';

const CONTEXT = { env: {}, source: () => null };
const CLASS = [...classResults(), ...oddResults()];
const pages = html.files(CLASS, CONTEXT);
const pageOf = (path: string): string => pages.find((file) => file.path === path)!.text;
/* eslint-disable-next-line @typescript-eslint/no-explicit-any -- the types of a browser's document are not among this project's */
const documentOf = (text: string): any => parseHTML(text).document;
const textOf = (node: { textContent: string } | null | undefined): string => (node?.textContent ?? '').replace(/\s+/g, ' ').trim();

test('a page for the class and one a submission, which it links to', () => {
  expect(pages).toHaveLength(CLASS.length + 1);
  const document = documentOf(pageOf('html/index.html'));
  const links = [...document.querySelectorAll('table.learners a')].map((a) => `html/${decodeURIComponent(a.getAttribute('href')!).slice(2)}`);
  expect(links.sort()).toEqual(pages.slice(1).map(({ path }) => path).sort()); // prettier-ignore
});

test.each(pages.map(({ path, text }) => [path, text]))('%s needs nothing else, runs nothing else, and is well labelled', (_, text) => {
  const document = documentOf(text);
  expect([...document.querySelectorAll('[src], link, iframe, object, embed, form, base, img, [style], meta[http-equiv=refresh]')].length).toBe(0);
  expect([...document.querySelectorAll('*')].flatMap((node) => [...node.attributes].filter(({ name }) => name.startsWith('on')))).toEqual([]);
  for (const a of document.querySelectorAll('a')) expect(a.getAttribute('href')).toMatch(/^(#|\.\/)/);
  expect(text).not.toMatch(/@import|url\(/);
  const policy = document.querySelector('meta[http-equiv=Content-Security-Policy]')!.getAttribute('content')!;
  expect(policy).toContain("default-src 'none'");
  for (const node of document.querySelectorAll('script, style')) expect(policy).toContain(createHash('sha256').update(node.textContent).digest('base64'));
  const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const svg of document.querySelectorAll('svg')) for (const id of svg.getAttribute('aria-labelledby')!.split(' ')) expect(textOf(document.getElementById(id))).not.toBe('');
  for (const table of document.querySelectorAll('table')) {
    expect(textOf(table.querySelector('caption'))).not.toBe('');
    for (const th of table.querySelectorAll('th')) expect(th.getAttribute('scope')).toMatch(/^(col|row)$/);
  }
});

test("a learner's page: score after lateness, public and hidden apart, statuses in words", () => {
  const late = documentOf(pageOf('html/emre/02-optimization-methods.html'));
  expect(textOf(late.querySelector('.big'))).toBe('34.75 of 40 points');
  expect(textOf(late.querySelector('.facts'))).toContain('−4 points of 38.75 · due 18 November 2026, 22:59 UTC');
  const captions = [...late.querySelectorAll('caption')].map(textOf);
  expect(captions.slice(0, 3)).toEqual(['Points of each task', 'Public tests of 2.1', 'Hidden tests of 2.1']);
  const unreadable = documentOf(pageOf('html/unreadable/02-optimization-methods.html'));
  expect(textOf(unreadable.querySelector('.warning'))).toBe('Not gradedthe file is no text');
});

test('hostile text stays text; what was printed or thrown in hidden tests is not shown', () => {
  const { text } = pages.find(({ path }) => path.includes('script_window'))!;
  const document = documentOf(text);
  expect(document.querySelectorAll('script').length).toBe(0);
  expect(textOf(document.querySelector('.by bdi'))).toBe(HOSTILE.html);
  expect(textOf(document.querySelector('details pre'))).toContain(HOSTILE.html);
  expect(text).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u202a-\u202e]/); // eslint-disable-line no-control-regex
  expect(text).not.toContain('SECRET-INPUT');
  expect(text).toContain('The mean is right.');
  expect(pageOf('html/index.html')).not.toContain('<img');
  expect(markup`<p title="${'"><b>'}">${['<', markup`<i>${"'&"}</i>`, null, false, 0]}</p>`.text).toBe('<p title="&quot;&gt;&lt;b&gt;">&lt;<i>&#39;&amp;</i>0</p>');
});

test('the class page: bars, table and numbers agree', () => {
  const document = documentOf(pageOf('html/index.html'));
  const counts = [...document.querySelectorAll('table.data tbody td')].map((td) => Number(textOf(td)));
  expect(counts).toHaveLength(10);
  expect(counts.reduce((a, b) => a + b)).toBe(CLASS.filter(({ status }) => status === 'graded').length);
  expect([...document.querySelectorAll('.histogram .value')].map((node) => Number(textOf(node)))).toEqual(counts.filter((n) => n > 0));
  const heights = [...document.querySelectorAll('.histogram .bar')].map((bar) => Number(bar.getAttribute('height')));
  const shown = counts.filter((n) => n > 0);
  for (const [i, height] of heights.entries()) expect(height / heights[0]).toBeCloseTo(shown[i] / shown[0], 6);
  expect([...document.querySelectorAll('table.questions')].map((t) => textOf(t.querySelector('caption')))).toEqual(['Questions of 02-optimization-methods', 'Tests of 02-optimization-methods that the fewest passed']);
  const rows = [...document.querySelectorAll('table.learners tbody tr')];
  expect(rows).toHaveLength(CLASS.length);
  expect(textOf(rows.find((row) => textOf(row).startsWith('=HYPERLINK')))).toContain('Failed in the grader');
});

test('several assignments: a table of all, a part each; one own notebook without a name works too', () => {
  const two = [...classResults(), ...classResults('03-car-detection', 11)];
  const document = documentOf(html.files(two, CONTEXT)[0].text);
  expect([...document.querySelectorAll('.assignment h2')].map((h) => h.id)).toEqual(['02-optimization-methods', '03-car-detection']);
  const total = document.querySelector('table.learners tbody tr')!;
  expect(textOf(total.querySelector('th'))).toBe('ada');
  expect(Number(textOf(total.lastElementChild))).toBeCloseTo(two.filter(({ learner }) => learner === 'ada').reduce((sum, r) => sum + r.score, 0), 1);
  const own = html.files([makeResult(null, '01-x', { '1.1': ['passed'] })], CONTEXT);
  expect(own.map(({ path }) => path)).toEqual(['html/index.html', 'html/01-x.html']);
  expect(html.files([], CONTEXT)[0].text).toContain('0 submissions');
});

test.each([[1, [0, 1]], [4, [0, 1, 2, 3, 4]], [7, [0, 2, 4, 6, 8]], [26, [0, 10, 20, 30]], [390, [0, 100, 200, 300, 400]]])('axis up to %i', (max, expected) => expect(ticks(max)).toEqual(expected)); // prettier-ignore
