import { source as AXE } from 'axe-core';
import type { Page } from 'playwright-core';
import { setTheme, type Theme } from './theme';

interface Violation {
  id: string;
  impact: string;
  nodes: { html: string; failureSummary: string }[];
}

/** What the pack itself shows: outputs of cells, text cells and pages. What is around them is JupyterLab's. */
const OURS = ['.jp-OutputArea-output.jp-RenderedHTMLCommon', '.jp-MarkdownCell .jp-RenderedMarkdown', '.jp-MarkdownViewer .jp-RenderedMarkdown'];

/** Colours of code in texts are JupyterLab's, too. */
const NOT_OURS = '.jp-RenderedMarkdown pre';

/** What differs between the themes. */
const COLOURS = ['color-contrast', 'link-in-text-block'];

/** What axe finds fault with in our own output in sight that is serious or critical, as lines of text; then the same for the colours of the other theme, which stays. */
export async function faults(page: Page, theme: Theme): Promise<string[]> {
  const other = theme === 'JupyterLab Light' ? 'JupyterLab Dark' : 'JupyterLab Light';
  const found = await faultsIn(page, theme, {});
  await setTheme(page, other);
  return [...found, ...(await faultsIn(page, other, { runOnly: COLOURS }))];
}

async function faultsIn(page: Page, theme: Theme, only: object): Promise<string[]> {
  if (!(await page.evaluate('"axe" in window'))) {
    await page.evaluate(AXE);
    await page.addStyleTag({ content: 'body, #main { overflow: visible !important; }' }); // JupyterLab's body is 0 pixels high: axe would take all in it for hidden, and what one has to scroll to
  }
  const include = `[...document.querySelectorAll('.jp-Document:not(.lm-mod-hidden)')].flatMap((shown) => [...shown.querySelectorAll(${JSON.stringify(OURS.join(','))})])`;
  const { violations, passes } = (await page.evaluate(`axe.run({ include: ${include}, exclude: [${JSON.stringify(NOT_OURS)}] }, ${JSON.stringify(only)})`)) as { violations: Violation[]; passes: { id: string }[] };
  if (!passes.some(({ id }) => id === 'color-contrast')) throw new Error('axe: expected texts in sight, found none');
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, impact, nodes }) => nodes.map((node) => `${theme}: ${impact} ${id}: ${node.html.slice(0, 300)} ${node.failureSummary}`));
}
