import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { listSlugs } from '../../src/authoring/paths';
import { CHROMIUM, describeIf, hasChromium } from '../support/requires';
import { ROOT, startLab, type Lab } from './lab';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

describeIf(hasChromium(), 'Chromium')('a notebook in JupyterLab in a browser', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab();
  }, 90_000);
  afterAll(() => lab?.stop(), 20_000);

  test('runs from top to bottom: checks pass, plots are seen, a locked cell cannot be edited', async () => {
    fs.copyFileSync(path.join(ROOT, 'dist/solved/01-regularization.ipynb'), path.join(lab.folder, '01-regularization.ipynb'));
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(lab.url.replace('NOTEBOOK', '01-regularization.ipynb'), { waitUntil: 'domcontentloaded' });
      await page.getByText('TypeScript (Gradus)').first().waitFor({ timeout: 60_000 });
      await page.getByRole('menuitem', { name: 'Run', exact: true }).click();
      await page.getByRole('menuitem', { name: 'Run All Cells', exact: true }).click();
      await page.locator('.gradus-check[data-passed="true"]').nth(3).waitFor({ state: 'attached', timeout: 120_000 });
      await page.locator('svg.gradus-plot[aria-label="Errors in training and test"]').waitFor({ state: 'attached', timeout: 120_000 });
      expect(await page.locator('.gradus-check').count()).toBe(4);
      expect(await page.locator('svg.gradus-plot').count()).toBeGreaterThanOrEqual(8);
      const boundary = page.locator('svg.gradus-plot[aria-label="With L2 regularization"]');
      await boundary.scrollIntoViewIfNeeded();
      const box = (await boundary.boundingBox())!;
      expect(box.width).toBeGreaterThan(300);
      expect(box.height).toBeGreaterThan(200);
      expect(await page.locator('.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.stderr"]').count()).toBe(0);
      const locked = page.locator('.jp-CodeCell', { hasText: 'function sigmoid' }).first();
      await locked.locator('.cm-content').click();
      await page.keyboard.type('tampered');
      expect(await locked.locator('.cm-content').innerText()).not.toContain('tampered');
      await boundary.scrollIntoViewIfNeeded();
      await page.keyboard.press('Escape');
      await page.keyboard.press('Control+s');
      await page.locator('.gradus-submission[aria-label="Handed in"]').waitFor({ state: 'attached', timeout: 120_000 });
      expect(fs.readdirSync(path.join(lab.folder, 'submissions'))).toEqual(['01-regularization.ipynb']);
      expect(fs.readFileSync(path.join(lab.folder, 'START.md'), 'utf8')).toMatch(/\| \[1 Regularization\].*■■■■ 4 of 4 \| .*public tests/);
      await boundary.scrollIntoViewIfNeeded();
      if (process.env.GRADUS_SCREENSHOT) await page.screenshot({ path: process.env.GRADUS_SCREENSHOT });
    } finally {
      await browser.close();
    }
  }, 240_000);
});

describeIf(hasChromium(), 'Chromium')('npm run lab in a browser', () => {
  let lab: Lab;
  beforeAll(async () => {
    lab = await startLab({ ownFolder: false });
  }, 90_000);
  afterAll(() => lab?.stop(), 20_000);

  test('opens on the start page, rendered; its links open notebooks and the glossary', async () => {
    const browser = await chromium.launch({ executablePath: CHROMIUM, args: FLAGS });
    try {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(lab.url.replace('/lab/tree/NOTEBOOK', '/'), { waitUntil: 'domcontentloaded' });
      const start = page.locator('.jp-MarkdownViewer').first();
      await start.getByRole('heading', { name: 'Gradus' }).waitFor({ timeout: 60_000 });
      expect(await start.locator('tbody tr').count()).toBe(listSlugs(ROOT).length);
      await start.getByRole('link', { name: 'glossary' }).click();
      await page.locator('.jp-MarkdownViewer').getByRole('heading', { name: 'Glossary' }).waitFor({ timeout: 30_000 });
      await page.getByRole('tab', { name: 'START.md' }).first().click();
      await start.getByRole('link', { name: '7 Operations on word vectors' }).click();
      await page.locator('.jp-Notebook').getByText('How this works', { exact: true }).waitFor({ timeout: 60_000 });
    } finally {
      await browser.close();
    }
  }, 180_000);
});
