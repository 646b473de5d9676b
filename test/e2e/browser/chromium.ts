import { chromium, type Browser, type Page } from 'playwright-core';
import { CHROMIUM } from '../../support/requires';
import type { Lab } from '../lab';

const FLAGS = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];

/** Debian's Chromium, without a window. */
export const openChromium = (): Promise<Browser> => chromium.launch({ executablePath: CHROMIUM, args: FLAGS });

/** A page with JupyterLab and nothing opened in it; what it asks for on other machines is noted. */
export async function openLab(browser: Browser, lab: Lab, workspace: string, elsewhere: string[]): Promise<Page> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  const { origin } = new URL(lab.url);
  page.on('request', (request) => new URL(request.url()).origin === origin || /^(data|blob):/.test(request.url()) || elsewhere.push(request.url()));
  await page.goto(lab.url.replace('/lab/tree/NOTEBOOK', `/lab/workspaces/${workspace.replaceAll(' ', '-')}`) + '&reset', { waitUntil: 'domcontentloaded' });
  await page.locator('.jp-Launcher').waitFor({ timeout: 60_000 });
  return page;
}
