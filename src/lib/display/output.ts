import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

/** The part of tslab's display that is used here. */
export interface NotebookDisplay {
  html(s: string): void;
  svg(s: string): void;
  markdown(s: string): void;
  png(bytes: Uint8Array): void;
}

interface Tslab {
  display: NotebookDisplay;
  newDisplay(): NotebookDisplay;
}

/** tslab, if this process is one of its kernels that has run a cell; the module itself must not be loaded for asking. */
function tslab(): Tslab | null {
  const loaded = Object.keys(require.cache).find((file) => /[\\/]node_modules[\\/]tslab[\\/]dist[\\/]jupyter\.js$/.test(file));
  if (!loaded) return null;
  const jupyter = require.cache[loaded]?.exports as { lastWriteDisplayData: unknown };
  return jupyter.lastWriteDisplayData ? (require(path.resolve(path.dirname(loaded), 'public.js')) as Tslab) : null;
}

/** Whether output goes to a notebook's cell. */
export function isNotebook(): boolean {
  return tslab() !== null;
}

export function notebookDisplay(): NotebookDisplay | null {
  return tslab()?.display ?? null;
}

export function newNotebookDisplay(): NotebookDisplay | null {
  return tslab()?.newDisplay() ?? null;
}

let saved = 0;

/** Outside a notebook a picture becomes a file, whose path is printed. GRADUS_PLOT_DIR says where; else a temporary folder. */
export function savePicture(content: string | Uint8Array, extension: string): string {
  const folder = process.env.GRADUS_PLOT_DIR ?? path.join(os.tmpdir(), `gradus-pictures-${process.pid}`);
  fs.mkdirSync(folder, { recursive: true });
  const file = path.join(folder, `${String(++saved).padStart(3, '0')}.${extension}`);
  fs.writeFileSync(file, content);
  console.log(`picture: ${file}`);
  return file;
}
