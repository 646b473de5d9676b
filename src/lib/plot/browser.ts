import fs from 'node:fs';
import path from 'node:path';

const isThere = (program: string): boolean => (process.env.PATH ?? '').split(path.delimiter).some((folder) => folder !== '' && fs.existsSync(path.join(folder, program)));

/** Whether a page can be opened for the person who runs this: nodeplotlib opens pages by xdg-open, open or start, and waits for them forever where there is no screen. */
function hasScreen(): boolean {
  if (process.env.CI) return false;
  if (process.platform === 'linux') return Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY) && isThere('xdg-open');
  return process.platform === 'darwin' || process.platform === 'win32';
}

/**
 * Where figures outside a notebook go: 'page', nodeplotlib's in the browser, or 'file'. Left to itself: a page for a person at a terminal with a screen, a file for everyone else.
 * GRADUS_PLOT=nodeplotlib or file says which, as does GRADUS_PLOT_DIR; without a screen it is a file in any case.
 */
export function placeOfFigures(): 'page' | 'file' {
  const { GRADUS_PLOT: asked, GRADUS_PLOT_DIR: folder } = process.env;
  const wanted = asked === 'nodeplotlib' || (!asked && !folder && process.stdout.isTTY);
  return wanted && hasScreen() ? 'page' : 'file';
}
