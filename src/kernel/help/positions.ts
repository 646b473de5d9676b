/** Jupyter counts a cell's characters as Unicode code points, JavaScript as UTF-16 units: an emoji is one there and two here. */
export function toIndex(text: string, codePoints: number): number {
  let index = 0;
  for (let n = 0; n < codePoints && index < text.length; n++) index += text.codePointAt(index)! > 0xffff ? 2 : 1;
  return index;
}

export const toCodePoints = (text: string, index: number): number => [...text.slice(0, index)].length;
