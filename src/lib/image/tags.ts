/** Where a label stands: its left, top, width and height in pixels. */
export interface Tag {
  x: number;
  y: number;
  width: number;
  height: number;
}

type Box = readonly [left: number, top: number, right: number, bottom: number];

/** Widths of DejaVu Sans in shares of the font's size; letters that are not listed have 0.61, capitals 0.7. */
const WIDTHS: Record<string, number> = { i: 0.28, j: 0.28, l: 0.28, ' ': 0.32, '.': 0.32, ',': 0.32, f: 0.36, t: 0.39, r: 0.42, s: 0.52, m: 0.97, w: 0.82 };

const textWidth = (text: string, font: number): number => font * [...text].reduce((sum, c) => sum + (WIDTHS[c] ?? (/[A-Z]/.test(c) ? 0.7 : 0.61)), 0);

const overlap = (a: Tag, b: Tag): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * Places for the labels of boxes: on top of the box, else inside it or below it, or further up, where no other label stands and the picture does not end; later
 * boxes choose first, as they are drawn over earlier ones. Empty labels have no width.
 */
export function placeTags(boxes: readonly { box: Box; label: string }[], font: number, picture: { width: number; height: number }): Tag[] {
  const height = font + 6;
  const placed: Tag[] = [];
  const choose = ({ box: [left, top, , bottom], label }: { box: Box; label: string }): Tag => {
    if (!label) return { x: left, y: top, width: 0, height: 0 };
    const width = textWidth(label, font) + 8;
    const x = Math.max(0, Math.min(left, picture.width - width));
    const choices = [top - height, top, bottom, top - 2 * height, top - 3 * height].map((y) => ({ x, y, width, height })).filter(({ y }) => y >= 0 && y + height <= picture.height);
    return choices.find((tag) => !placed.some((other) => overlap(tag, other))) ?? choices[0] ?? { x, y: Math.max(0, top), width, height };
  };
  for (const box of [...boxes].reverse()) placed.unshift(choose(box));
  return placed;
}
