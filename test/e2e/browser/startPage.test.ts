import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { listSlugs } from '../../../src/authoring/paths';
import { describeIf, hasChromium } from '../../support/requires';
import { ROOT, startLab, type Lab } from '../lab';
import { faults } from './axe';
import { openChromium } from './chromium';

describeIf(hasChromium(), 'Chromium')('npm run lab in a browser', () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  const asked: string[] = [];
  beforeAll(async () => {
    [lab, browser] = await Promise.all([startLab({ ownFolder: false }), openChromium()]);
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('request', (request) => asked.push(request.url()));
    await page.goto(lab.url.replace('/lab/tree/NOTEBOOK', '/'), { waitUntil: 'domcontentloaded' });
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, 20_000);

  const shown = () => page.locator('.jp-MarkdownViewer:not(.lm-mod-hidden)');

  test('opens on the start page, rendered; its links open notebooks and the glossary; axe finds nothing in either theme', async () => {
    await shown().getByRole('heading', { name: 'Gradus' }).waitFor({ timeout: 60_000 });
    expect(await shown().locator('tbody tr').count()).toBe(listSlugs(ROOT).length);
    expect(await faults(page, 'JupyterLab Light')).toEqual([]);
    await shown().getByRole('link', { name: 'glossary' }).click();
    await shown().getByRole('heading', { name: 'Glossary' }).waitFor({ timeout: 30_000 });
    expect(await faults(page, 'JupyterLab Dark')).toEqual([]);
    await page.getByRole('tab', { name: 'START.md' }).first().click();
    await shown().getByRole('link', { name: '7 Operations on word vectors' }).click();
    await page.locator('.jp-Notebook').getByText('How this works', { exact: true }).waitFor({ timeout: 60_000 });
  }, 180_000);

  test('the start page that is written anew is seen without a reload, when its tab is turned to and while it is in sight', async () => {
    const file = path.join(ROOT, 'notebooks/START.md');
    const before = fs.readFileSync(file, 'utf8');
    try {
      fs.writeFileSync(file, before.replace('# Gradus', '# While it was away'));
      await page.getByRole('tab', { name: 'START.md' }).first().click();
      await shown().getByRole('heading', { name: 'While it was away' }).waitFor();
      fs.writeFileSync(file, before.replace('# Gradus', '# While it was in sight'));
      await shown().getByRole('heading', { name: 'While it was in sight' }).waitFor();
    } finally {
      fs.writeFileSync(file, before);
    }
  }, 60_000);

  test('nobody is asked about news, nothing is asked of other machines', async () => {
    expect(await page.evaluate("['@jupyterlab/apputils-extension:announcements', 'gradus:plugin'].map((id) => jupyterapp.hasPlugin(id))")).toEqual([false, true]);
    expect(asked.filter((url) => new URL(url).origin !== new URL(lab.url).origin && !/^(data|blob):/.test(url))).toEqual([]);
    expect(asked.filter((url) => /\/lab\/api\/(news|update)|api\/extensions/.test(url))).toEqual([]);
  });
});
