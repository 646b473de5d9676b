import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { source as AXE } from 'axe-core';
import { chromium, type Browser, type Page } from 'playwright-core';
import { writeExports } from '../../src/graders/export';
import { classResults, oddResults } from '../support/classResults';
import { CHROMIUM, describeIf, hasChromium } from '../support/requires';

/** Few: axe looks at every cell. */
const LEARNERS = 8;
const FLAGS = ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

describeIf(hasChromium(), 'Chromium')('reports in a browser', () => {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-reports-'));
  const pages: Record<string, string> = {};
  let browser: Browser;
  beforeAll(async () => {
    const files = writeExports([...classResults().slice(0, LEARNERS), ...oddResults(), ...classResults('03-car-detection', 11).slice(0, LEARNERS)], ['html'], out);
    for (const [name, part] of Object.entries({ class: 'html/index.html', learner: 'html/emre/02-', hostile: 'script_window', unreadable: 'unreadable/02' })) pages[name] = files.find((file) => file.includes(part))!;
    browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
  }, 60_000);
  afterAll(async () => {
    await browser?.close();
    fs.rmSync(out, { recursive: true, force: true });
  });

  /** Opens a page; what it asks for elsewhere, and what its policy stops, is noted. */
  async function open(name: string, use: (page: Page) => Promise<void>, javaScriptEnabled = true): Promise<string[]> {
    const context = await browser.newContext({ javaScriptEnabled, viewport: { width: 1180, height: 900 } });
    try {
      const page = await context.newPage();
      const seen: string[] = [];
      page.on('request', (request) => request.isNavigationRequest() || seen.push(request.url()));
      page.on('console', (message) => seen.push(message.text()));
      page.on('pageerror', (error) => seen.push(error.message));
      await page.goto(pathToFileURL(pages[name]).href);
      await use(page);
      return seen;
    } finally {
      await context.close();
    }
  }

  /** What axe finds fault with; in the dark only the colours differ. */
  async function faults(page: Page, colorScheme: 'light' | 'dark'): Promise<string[]> {
    await page.emulateMedia({ colorScheme });
    const options = { resultTypes: ['violations'], ...(colorScheme === 'dark' ? { runOnly: ['color-contrast'] } : {}) };
    const found = (await page.evaluate(`axe.run(document, ${JSON.stringify(options)})`)) as { violations: { id: string; impact: string; nodes: { html: string; failureSummary: string }[] }[] };
    return found.violations.map(({ id, impact, nodes }) => `${colorScheme}: ${impact} ${id}: ${nodes[0].html} ${nodes[0].failureSummary}`);
  }

  test.each(['class', 'learner', 'hostile', 'unreadable'])('%s: nothing that axe finds fault with in light and dark, nothing fetched, nothing smuggled in', async (name) => {
    const seen = await open(name, async (page) => {
      await page.evaluate(`for (const node of document.querySelectorAll('details')) node.open = true; ${AXE}`);
      expect(await page.evaluate('window.hacked')).toBeUndefined();
      for (const scheme of ['light', 'dark'] as const) {
        expect(await faults(page, scheme)).toEqual([]);
        if (process.env.GRADUS_SCREENSHOTS) await page.screenshot({ path: path.join(process.env.GRADUS_SCREENSHOTS, `${name}-${scheme}.png`), fullPage: true });
      }
    });
    expect(seen).toEqual([]);
  });

  test('a click on a heading sorts, one more turns the order around; without scripts the table is whole', async () => {
    await open('class', async (page) => {
      const table = page.locator('table.learners', { hasText: 'Learners in 02-optimization-methods' });
      const scores = async (): Promise<number[]> => (await table.locator('tbody tr td:nth-child(2)').allInnerTexts()).filter((text) => text !== '–').map(Number);
      const button = table.getByRole('button', { name: 'Score' });
      const unsorted = await scores();
      await button.click();
      expect(await scores()).toEqual([...unsorted].sort((a, b) => a - b));
      expect(await table.getByRole('columnheader', { name: 'Score' }).getAttribute('aria-sort')).toBe('ascending');
      await button.press('Enter');
      expect(await scores()).toEqual([...unsorted].sort((a, b) => b - a));
    });
    const seen = await open('class', async (page) => {
      expect(await page.locator('table.learners tbody tr').count()).toBe(2 * LEARNERS + 3 + (LEARNERS + 3));
      expect(await page.locator('th button').count()).toBe(0);
    }, false); // prettier-ignore
    expect(seen).toEqual([]);
  });

  test('on a narrow screen the page itself does not scroll sideways', async () => {
    for (const name of ['class', 'learner', 'hostile'])
      await open(name, async (page) => {
        await page.setViewportSize({ width: 360, height: 800 });
        expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
      });
  });
});
