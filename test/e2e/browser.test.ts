import fs from 'node:fs';
import path from 'node:path';
import { chromium } from 'playwright-core';
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
      if (process.env.GRADUS_SCREENSHOT) await page.screenshot({ path: process.env.GRADUS_SCREENSHOT });
    } finally {
      await browser.close();
    }
  }, 240_000);
});
