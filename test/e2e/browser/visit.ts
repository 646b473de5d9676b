import fs from 'node:fs';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { ROOT, type Lab } from '../lab';
import { faults } from './axe';
import { firstExercise } from './firstExercise';
import { NotebookPage, type Size } from './notebookPage';
import type { Theme } from './theme';

/** What a learner saw who opened a notebook and did its first exercise. */
export interface Visit {
  /** Whether the check was green before anything was written, and after. */
  before: string | null;
  after: string | null;
  /** Plots and pictures above the first exercise. */
  pictures: Size[];
  complaints: string[];
  faults: string[];
  /** What came after ■ had ended a cell that would never have ended, if that was tried. */
  afterInterrupt?: string;
}

/** Opens a learner's notebook, runs what stands above the first exercise, writes its solution and checks it. Looks at everything in both themes; the other one stays. */
export async function visit(page: Page, lab: Lab, slug: string, theme: Theme, interrupt: boolean): Promise<Visit> {
  fs.copyFileSync(path.join(ROOT, 'notebooks', `${slug}.ipynb`), path.join(lab.folder, `${slug}.ipynb`));
  const { task, check, solution } = firstExercise(slug);
  const notebook = await NotebookPage.open(page, `${slug}.ipynb`);
  const [taskCell, checkCell] = [notebook.cell(task), notebook.cell(check)];
  await notebook.runAbove(checkCell);
  await notebook.run(checkCell);
  const green = (): Promise<string | null> => checkCell.locator('.gradus-check').getAttribute('data-passed');
  const before = await green();
  const found = await faults(page, theme);
  await notebook.write(taskCell, solution);
  await notebook.run(taskCell);
  await notebook.run(checkCell);
  const seen: Visit = { before, after: await green(), pictures: await notebook.pictures(), complaints: await notebook.complaints(), faults: found };
  if (interrupt) seen.afterInterrupt = await useAfterInterrupt(notebook, checkCell);
  await notebook.shutDown();
  return seen;
}

/** Ends a busy cell by ■ and gives the output of the next one, which uses what was declared before. */
async function useAfterInterrupt(notebook: NotebookPage, below: Locator): Promise<string> {
  const busy = await notebook.addBelow(below, "const six = 6; console.log('it runs'); while (true) {}");
  await notebook.page.keyboard.press('Control+Enter');
  await busy.getByText('it runs', { exact: true }).waitFor(); // the output; in the cell it stands in quotes
  await notebook.interrupt();
  await notebook.idle();
  const next = await notebook.addBelow(busy, 'six * 7');
  await notebook.run(next);
  return next.locator('.jp-OutputArea-output').innerText();
}
