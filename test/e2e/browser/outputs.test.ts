import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeIf, hasChromium } from '../../support/requires';
import { ROOT, startLab, type Lab } from '../lab';
import { faults } from './axe';
import { openChromium, openLab } from './chromium';
import { NotebookPage } from './notebookPage';

const SLUG = '01-regularization';

/** Outputs that the notebook itself does not show, and what is seen of each. */
const OUTPUTS: [code: string, seen: string][] = [
  ["hint('1.1');", '.jp-RenderedMarkdown:has-text("Hints for 1.1")'],
  ["check('1.1', () => 0);", '.gradus-check[data-passed="false"]'],
  ["check('9.9', () => 0);", '.gradus-check[data-passed="false"]'],
  ['np.arange(24).reshape(2, 12)', 'th:has-text("11")'],
  ["import * as tf from 'gradus/tf';\ntf.ones([2, 12])", ':has-text("Tensor (2, 12)") table'],
  ['[{ layer: 1, units: 20 }, { layer: 2, units: 3 }]', 'th:has-text("units")'],
  ["const bar = progress(9, { title: 'Training', unit: 'epoch' });\nfor (const loss of [3, 2]) bar.update({ loss, accuracy: 1 / loss });", '.gradus-progress progress'],
  ["import * as music from 'gradus/music';\nimport { loadJazz } from 'gradus/data';\nmusic.pianoRoll(loadJazz().solos[0], { title: 'A solo' });", 'svg[aria-label="A solo"]'],
];

describeIf(hasChromium(), 'Chromium')('a notebook with solutions in JupyterLab', () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  let notebook: NotebookPage;
  beforeAll(async () => {
    [lab, browser] = await Promise.all([startLab(), openChromium()]);
    const solved = fs.readFileSync(path.join(ROOT, 'dist/solved', `${SLUG}.ipynb`), 'utf8');
    // trainings that are long enough for all outputs; what they teach is another test's
    const shorter = solved.replaceAll('model(trainX, trainY)', 'model(trainX, trainY, {})').replaceAll('model(trainX, trainY, {', 'model(trainX, trainY, { numIterations: 2000, ');
    fs.writeFileSync(path.join(lab.folder, `${SLUG}.ipynb`), shorter);
    page = await openLab(browser, lab, 'outputs', []);
    notebook = await NotebookPage.open(page, `${SLUG}.ipynb`);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, 20_000);

  test('runs from top to bottom: checks pass, plots are seen, it is handed in', async () => {
    await notebook.menu('Run', 'Run All Cells');
    await page.locator('.gradus-check[data-passed="true"]').nth(3).waitFor({ state: 'attached', timeout: 120_000 });
    await page.locator('svg.gradus-plot[aria-label="Errors in training and test"]').waitFor({ state: 'attached', timeout: 120_000 });
    expect(await page.locator('.gradus-check').count()).toBe(4);
    expect(await page.locator('svg.gradus-plot').count()).toBeGreaterThanOrEqual(8);
    const { width, height } = (await page.locator('svg.gradus-plot[aria-label="With L2 regularization"]').boundingBox())!;
    expect(width).toBeGreaterThan(300);
    expect(height).toBeGreaterThan(200);
    expect(await notebook.complaints()).toEqual([]);
    await page.keyboard.press('Control+s');
    await page.locator('.gradus-submission[aria-label="Handed in"]').waitFor({ state: 'attached', timeout: 120_000 });
    expect(fs.readdirSync(path.join(lab.folder, 'submissions'))).toEqual([`${SLUG}.ipynb`]);
    expect(fs.readFileSync(path.join(lab.folder, 'START.md'), 'utf8')).toMatch(/\| \[1 Regularization\].*■■■■ 4 of 4 \| .*public tests/);
  }, 200_000);

  test('a locked cell cannot be edited', async () => {
    const locked = page.locator('.jp-CodeCell', { hasText: 'function sigmoid' }).first().locator('.cm-content');
    await locked.click();
    await page.keyboard.type('tampered');
    expect(await locked.innerText()).not.toContain('tampered');
    await page.keyboard.press('Escape');
  }, 60_000);

  test('every kind of output is there, and axe finds nothing in it in light and dark', async () => {
    let cell = page.locator('.jp-CodeCell').last();
    for (const [code, seen] of OUTPUTS) {
      cell = await notebook.addBelow(cell, code);
      await notebook.run(cell);
      await cell.locator(`.jp-OutputArea-output ${seen}, .jp-OutputArea-output${seen}`).first().waitFor();
    }
    expect(await notebook.complaints()).toEqual([]);
    expect(await faults(page, 'JupyterLab Light')).toEqual([]);
  }, 120_000);
});
