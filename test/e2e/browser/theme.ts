import type { Page } from 'playwright-core';

export const THEMES = ['JupyterLab Light', 'JupyterLab Dark'] as const;
export type Theme = (typeof THEMES)[number];

/** Changes JupyterLab's theme, as its menu does. */
export async function setTheme(page: Page, theme: Theme): Promise<void> {
  await page.evaluate(`jupyterapp.commands.execute('apputils:change-theme', { theme: ${JSON.stringify(theme)} })`);
  await page.locator(`body[data-jp-theme-name="${theme}"]`).waitFor({ state: 'attached' });
  await page.locator('#jupyterlab-splash').waitFor({ state: 'detached' }); // covers everything while the theme is loading
}
