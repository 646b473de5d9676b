import fs from 'node:fs';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { describeIf, hasChromium } from '../../support/requires';
import { ROOT, startLab, type Lab } from '../lab';
import { faults } from './axe';
import { openChromium, openLab } from './chromium';
import { NotebookPage } from './notebookPage';
import { setTheme } from './theme';

const SLUG = '01-regularization';

/** Each kind of output that no first exercise shows. */
const KINDS: [code: string, selector: string][] = [
  ["hint('1.1');", '.jp-RenderedMarkdown:has-text("Hints for 1.1")'],
  ['np.arange(6).reshape(2, 3)', 'table:has-text("5")'],
  ["import * as tf from 'gradus/tf';\ntf.ones([2, 12])", ':has-text("Tensor (2, 12)")'],
  ['[{ layer: 1, units: 20 }, { layer: 2, units: 3 }]', 'th:has-text("units")'],
  ["import { progress } from 'gradus/progress';\nconst bar = progress(9, { title: 'Training', unit: 'epoch' });\nbar.update({ loss: 2, accuracy: 0.1 });\nbar.update({ loss: 1, accuracy: 0.3 });", 'progress'],
  ["check('1.1', () => 0);", '.gradus-check[data-passed="false"]'],
  ["check('9.9', 0 as never);", '.gradus-check'],
  ["import * as music from 'gradus/music';\nimport { loadJazz } from 'gradus/data';\nmusic.pianoRoll(loadJazz().solos[0], { title: 'A solo' });", 'svg[role="img"]'],
];

describeIf(hasChromium(), 'Chromium')('a solved notebook in JupyterLab', () => {
  let lab: Lab;
  let browser: Browser;
  let page: Page;
  let notebook: NotebookPage;
  beforeAll(async () => {
    [lab, browser] = await Promise.all([startLab(), openChromium()]);
    // as short a training as shows all outputs: its lesson is another test's
    const solved = fs.readFileSync(path.join(ROOT, 'dist/solved', `${SLUG}.ipynb`), 'utf8');
    const shorter = solved.replaceAll('await model(trainX, trainY, {', 'await model(trainX, trainY, { numIterations: 2000,');
    fs.writeFileSync(path.join(lab.folder, `${SLUG}.ipynb`), shorter);
    page = await openLab(browser, lab, 'outputs', []);
    notebook = await NotebookPage.open(page, `${SLUG}.ipynb`);
  }, 90_000);
  afterAll(async () => {
    await browser?.close();
    await lab?.stop();
  }, 20_000);
});
