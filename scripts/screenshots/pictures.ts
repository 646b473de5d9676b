import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { writeExports } from '../../src/graders/export';
import { updateRecord } from '../../src/lib/learner/record';
import { writeStartPage } from '../../src/lib/learner/startPage';
import { openLab } from '../../test/e2e/browser/chromium';
import { NotebookPage } from '../../test/e2e/browser/notebookPage';
import { setTheme } from '../../test/e2e/browser/theme';
import { ROOT, type Lab } from '../../test/e2e/lab';
import { classResults } from '../../test/support/classResults';

/** Takes one picture, as PNG. */
type Take = (browser: Browser, lab: Lab) => Promise<Buffer>;

/** The pictures of docs/images by their names. */
export const PICTURES: Record<string, Take> = { lab: boundary, mistake, detection, start, report };

/** JupyterLab with a notebook in it and nothing beside it. */
async function openNotebook(browser: Browser, lab: Lab, slug: string, height: number): Promise<NotebookPage> {
  const file = path.join(lab.folder, `${slug}.ipynb`);
  fs.copyFileSync(path.join(ROOT, 'dist/solved', `${slug}.ipynb`), file);
  const page = await openLab(browser, lab, `picture-${slug}`, []);
  await page.setViewportSize({ width: 1080, height });
  const notebook = await NotebookPage.open(page, `${slug}.ipynb`);
  await alone(page);
  return notebook;
}

/** Closes the launcher's tab and the list of files. */
async function alone(page: Page): Promise<void> {
  await page.evaluate("[...jupyterapp.shell.widgets('main')].filter(({ title }) => title.label === 'Launcher').forEach((launcher) => launcher.close())");
  await page.evaluate("jupyterapp.commands.execute('application:toggle-left-area')");
  await page.locator('.jp-SideBar .lm-mod-current').first().waitFor({ state: 'detached' });
}

/** Places of a notebook's cells by their ids. */
function places(slug: string): Record<string, number> {
  const { cells } = JSON.parse(fs.readFileSync(path.join(ROOT, 'dist/solved', `${slug}.ipynb`), 'utf8')) as { cells: { metadata: { gradus: { id: string } } }[] };
  return Object.fromEntries(cells.map(({ metadata }, i) => [metadata.gradus.id, i]));
}

/** Regularization: a check that passes and, below it, the training and the boundary that come of it. */
async function boundary(browser: Browser, lab: Lab): Promise<Buffer> {
  const notebook = await openNotebook(browser, lab, '01-regularization', 1180);
  const at = places('01-regularization');
  await notebook.runAbove(notebook.cell(at['dropout-picture']));
  return shotOf(notebook, at['l2-boundary'], 'end');
}

/** A slip, recognized, in the dark theme. */
async function mistake(browser: Browser, lab: Lab): Promise<Buffer> {
  const notebook = await openNotebook(browser, lab, '01-regularization', 720);
  const at = places('01-regularization');
  await setTheme(notebook.page, 'JupyterLab Dark');
  const cell = notebook.cell(at.cost);
  await notebook.run(notebook.cell(at.packages));
  await notebook.run(notebook.cell(at.network));
  const right = await cell.locator('.cm-content').innerText();
  await notebook.write(cell, right.replace('(lambd / (2 * m))', '(lambd / 2)'));
  await notebook.run(cell);
  await notebook.run(notebook.cell(at['cost-check']));
  const shot = await shotOf(notebook, at.cost);
  await setTheme(notebook.page, 'JupyterLab Light');
  return shot;
}

/** Boxes that the learner's own functions have drawn. */
async function detection(browser: Browser, lab: Lab): Promise<Buffer> {
  const notebook = await openNotebook(browser, lab, '03-car-detection', 600);
  const at = places('03-car-detection');
  await notebook.runAbove(notebook.cell(at.drive));
  return shotOf(notebook, at.road);
}

/** The start page of somebody who is half-way. */
async function start(browser: Browser, lab: Lab): Promise<Buffer> {
  const passed: [slug: string, tasks: string[], tests: number][] = [
    ['01-regularization', ['1.1', '1.2', '1.3', '1.4'], 4],
    ['02-optimization-methods', ['2.1', '2.2', '2.3', '2.4', '2.5', '2.6', '2.7', '2.8', '2.9'], 3],
    ['03-car-detection', ['3.1', '3.2'], 4],
  ];
  passed.forEach(([slug, tasks, tests], i) =>
    updateRecord(lab.folder, slug, (record) => {
      record.tasks = Object.fromEntries(tasks.map((task) => [task, { passed: tests, tests, at: `2026-10-0${i + 1}T15:30:00.000Z` }]));
      if (i < 2) record.submitted = { at: `2026-10-0${i + 1}T16:04:00.000Z`, sha256: '', score: 40, maxScore: 40 };
    }),
  ); // prettier-ignore
  const results = path.join(lab.folder, '.results'); // not what lies in this clone
  fs.mkdirSync(results);
  fs.writeFileSync(path.join(results, '01-regularization.json'), JSON.stringify({ score: 96, maxScore: 100, late: null, provenance: { gradedAt: '2026-10-02T08:00:00.000Z' } }));
  writeStartPage(lab.folder, undefined, results);
  const page = await openLab(browser, lab, 'picture-start', []);
  await page.setViewportSize({ width: 1080, height: 690 });
  await page.evaluate("jupyterapp.commands.execute('docmanager:open', { path: 'START.md' })");
  await page.locator('.jp-MarkdownViewer tbody tr').last().waitFor();
  await alone(page);
  return page.screenshot();
}

/** The report of a class that the grader writes. */
async function report(browser: Browser): Promise<Buffer> {
  const out = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-report-'));
  try {
    const files = writeExports(classResults(), ['html'], out);
    const page = await browser.newPage({ viewport: { width: 1080, height: 900 } });
    await page.goto(pathToFileURL(files.find((file) => file.includes('html/index.html'))!).href);
    return await page.screenshot();
  } finally {
    fs.rmSync(out, { recursive: true, force: true });
  }
}

/** The page, scrolled so that a cell begins or ends it. */
async function shotOf(notebook: NotebookPage, index: number, block: 'start' | 'end' = 'start'): Promise<Buffer> {
  const { page } = notebook;
  await page.evaluate('document.activeElement.blur()');
  await notebook.cell(index).evaluate((cell, to) => (cell as unknown as { scrollIntoView(to: object): void }).scrollIntoView({ block: to }), block);
  await page.mouse.move(2, 500);
  return page.screenshot();
}
