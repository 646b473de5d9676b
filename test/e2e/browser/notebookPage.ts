import type { Locator, Page } from 'playwright-core';

export interface Size {
  width: number;
  height: number;
}

/** A notebook in JupyterLab, used with mouse and keyboard as a learner does. */
export class NotebookPage {
  /** The notebook in sight; others may be open behind it. */
  private readonly panel: Locator;

  constructor(readonly page: Page) {
    this.panel = page.locator('.jp-NotebookPanel:not(.lm-mod-hidden)');
  }

  /** Opens a notebook in the page's JupyterLab and waits until its kernel can be used. */
  static async open(page: Page, name: string): Promise<NotebookPage> {
    await page.evaluate(`void jupyterapp.commands.execute('docmanager:open', { path: ${JSON.stringify(name)} })`);
    await page.locator('.lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current', { hasText: name }).waitFor({ timeout: 60_000 });
    const notebook = new NotebookPage(page);
    await notebook.panel.locator('.jp-Toolbar-kernelName', { hasText: 'TypeScript (Gradus)' }).waitFor({ timeout: 60_000 });
    await notebook.panel.locator('.jp-Notebook-ExecutionIndicator[data-status="idle"]').waitFor({ timeout: 60_000 });
    return notebook;
  }

  /** A cell by its place in the notebook. */
  cell(index: number): Locator {
    return this.panel.locator('.jp-Notebook-cell').nth(index);
  }

  /** Selects a code cell, without writing in it. */
  async select(cell: Locator): Promise<void> {
    await cell.locator('.jp-InputPrompt').click();
  }

  async menu(name: string, item: string): Promise<void> {
    await this.page.getByRole('menuitem', { name, exact: true }).click();
    await this.page.getByRole('menuitem', { name: item, exact: true }).click();
  }

  /** Runs a code cell as Shift+Enter does, and waits for its end. */
  async run(cell: Locator): Promise<void> {
    await this.select(cell);
    await this.page.keyboard.press('Shift+Enter');
    await this.idle();
  }

  /** Runs everything above a code cell. */
  async runAbove(cell: Locator): Promise<void> {
    await this.select(cell);
    await this.menu('Run', 'Run All Above Selected Cell');
    await this.idle();
  }

  /** Cells that run or wait show a star where their number will be. */
  running(): Locator {
    return this.panel.locator('.jp-InputPrompt:text-is("[*]:")').first();
  }

  async idle(timeout = 90_000): Promise<void> {
    await this.running().waitFor({ state: 'detached', timeout });
  }

  /** Replaces what is written in a cell, as pasting does. */
  async write(cell: Locator, text: string): Promise<void> {
    await cell.locator('.cm-content').click();
    await this.page.keyboard.press('Control+A');
    await this.page.keyboard.insertText(text);
  }

  /** Adds a code cell below another and writes in it. */
  async addBelow(cell: Locator, text: string): Promise<Locator> {
    await this.select(cell);
    await this.page.keyboard.press('b');
    await this.page.keyboard.press('Enter');
    await this.page.keyboard.insertText(text);
    await this.page.keyboard.press('Escape');
    const index = await this.panel.locator('.jp-Notebook-cell').evaluateAll((cells) => cells.findIndex((c) => String((c as { className: string }).className).includes('jp-mod-active')));
    return this.cell(index);
  }

  /** The button ■ in the notebook's toolbar. */
  async interrupt(): Promise<void> {
    await this.panel.getByRole('button', { name: 'Interrupt the kernel' }).click();
  }

  /** What came on stderr, and errors. */
  complaints(): Promise<string[]> {
    const kinds = ['stderr', 'error'].map((kind) => `.jp-OutputArea-output[data-mime-type="application/vnd.jupyter.${kind}"]`);
    return this.panel.locator(kinds.join(',')).allInnerTexts();
  }

  /** Sizes of the plots and pictures in outputs as they are seen; a picture that did not load has none. */
  pictures(): Promise<Size[]> {
    return this.panel.locator('.jp-OutputArea-output :is(svg, img):not(svg *)').evaluateAll(async (all) => {
      const pictures = all as unknown as { naturalWidth?: number; decode?: () => Promise<void>; getBoundingClientRect(): Size }[];
      await Promise.all(pictures.map((picture) => picture.decode?.().catch(() => {}))); // until it is loaded, or cannot be
      return pictures.map((picture) => {
        const { width, height } = picture.getBoundingClientRect();
        return picture.naturalWidth === 0 ? { width: 0, height: 0 } : { width: Math.round(width), height: Math.round(height) };
      });
    });
  }

  /** Ends the notebook's kernel, which others would otherwise share the memory with. */
  async shutDown(): Promise<void> {
    await this.page.evaluate('jupyterapp.shell.currentWidget.sessionContext.shutdown()');
  }
}
