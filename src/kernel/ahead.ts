import fs from 'node:fs';

type Cells = { cells?: { cell_type?: string; source?: string | string[] }[] };

/**
 * The modules of the pack that a notebook imports: ['gradus/np', 'gradus/tf']. Jupyter names the notebook to its kernel in JPY_SESSION_NAME; what reads it may not fail, whatever is there.
 * @param notebook path of an .ipynb file
 */
export function modulesOf(notebook: string | undefined): string[] {
  try {
    const { cells = [] } = JSON.parse(fs.readFileSync(notebook!, 'utf8')) as Cells;
    const code = cells.filter((cell) => cell.cell_type === 'code').map(({ source = '' }) => (Array.isArray(source) ? source.join('') : source));
    return [...new Set([...code.join('\n').matchAll(/\bfrom\s+['"](gradus\/[\w-]+)['"]/g)].map(([, name]) => name))];
  } catch {
    return []; // none, or no notebook: the first cell loads what it needs
  }
}
