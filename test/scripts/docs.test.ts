import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { source as AXE } from 'axe-core';
import { chromium } from 'playwright-core';
import { brokenLinks } from '../../src/authoring/check/openings';
import { CHROMIUM, describeIf, hasChromium } from '../support/requires';

const ROOT = path.resolve(__dirname, '../..');
const pages = fs.readdirSync(path.join(ROOT, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`); // prettier-ignore
/** TypeDoc's theme has links inside of headings that fold: they can be reached by keyboard, and no style sheet can move them. */
const OF_THE_THEME = new Set(['nested-interactive']);
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'];

test.each(['README.md', ...pages])('%s: every link leads somewhere', (page) => {
  expect(brokenLinks(fs.readFileSync(path.join(ROOT, page), 'utf8'), path.join(ROOT, page))).toEqual([]);
});

test('every page is part of the site, the four for learners, teachers, authors and CI first', () => {
  const { projectDocuments } = JSON.parse(fs.readFileSync(path.join(ROOT, 'typedoc.json'), 'utf8')) as { projectDocuments: string[] };
  expect([...projectDocuments].sort()).toEqual([...pages].sort());
  expect(projectDocuments.slice(0, 4)).toEqual(['learning', 'teaching', 'authoring', 'ci'].map((name) => `docs/${name}.md`));
});

describe('the site', () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-site-'));
  afterAll(() => fs.rmSync(out, { recursive: true, force: true }));

  test('is built without a warning: every link is right, every public function has a docstring', () => {
    const { status, stderr, stdout } = spawnSync(process.execPath, ['scripts/docs.mjs', '--out', out], { cwd: ROOT, encoding: 'utf8' });
    expect([stdout + stderr, status]).toEqual([expect.not.stringContaining('warning'), 0]);
    for (const name of ['index', 'Learning_with_the_notebooks', 'Grading_a_class', 'Writing_an_assignment', 'Grading_by_machines', 'gradus/np', 'gradus/tf', 'gradus/plot']) expect(fs.existsSync(path.join(out, `${name}.html`))).toBe(true);
  });

  describeIf(hasChromium(), 'Chromium')('in a browser', () => {
    test('opens from the disk without errors; axe finds no serious fault', async () => {
      const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
      try {
        for (const name of ['index', 'Grading_a_class', 'gradus/plot']) {
          const page = await browser.newPage();
          const errors: string[] = [];
          page.on('pageerror', (error) => errors.push(error.message));
          await page.goto(pathToFileURL(path.join(out, `${name}.html`)).href);
          await page.locator('#tsd-nav-container a').first().waitFor();
          await page.evaluate(AXE);
          const { violations } = (await page.evaluate('axe.run(document, { resultTypes: ["violations"] })')) as { violations: { id: string; impact: string; nodes: { html: string }[] }[] };
          expect(violations.filter(({ id, impact }) => !OF_THE_THEME.has(id) && (impact === 'serious' || impact === 'critical')).map(({ id, nodes }) => `${name}: ${id}: ${nodes[0].html}`)).toEqual([]);
          expect(errors).toEqual([]);
          await page.close();
        }
      } finally {
        await browser.close();
      }
    });
  });
});
