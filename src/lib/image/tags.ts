import type { Rectangle } from './paint';

/** Where a label stands: its left, top, width and height in pixels. */
export interface Tag {
  x: number;
  y: number;
  width: number;
  height: number;
}

const overlap = (a: Tag, b: Tag): boolean => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/**
 * Places for the labels of boxes: on top of the box, else inside it or below it, or further up, where no other label stands and the picture does not end; later
 * boxes choose first, as they are drawn over earlier ones.
 * @param boxes with the widths of their labels, 0 for none
 */
export function placeTags(boxes: readonly { box: Rectangle; width: number }[], height: number, picture: { width: number; height: number }): Tag[] {
  const placed: Tag[] = [];
  const choose = ({ box: [left, top, , bottom], width }: { box: Rectangle; width: number }): Tag => {
    const x = Math.max(0, Math.min(left, picture.width - width));
    const at = (y: number): Tag => ({ x, y: Math.round(y), width, height });
    if (width === 0) return at(top);
    const choices = [top - height, top, bottom, top - 2 * height, top - 3 * height].map(at).filter(({ y }) => y >= 0 && y + height <= picture.height);
    return choices.find((tag) => !placed.some((other) => overlap(tag, other))) ?? choices[0] ?? at(Math.max(0, Math.min(top, picture.height - height)));
  };
  for (const box of [...boxes].reverse()) placed.unshift(choose(box));
  return placed;
}
