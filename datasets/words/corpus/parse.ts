/** Words between blanks. */
export const words = (text: string): string[] => text.trim().split(/\s+/);

/** Lines of a table whose columns are parted by `|`, each column as its words. */
export const rows = (text: string): string[][][] =>
  text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map(words));
