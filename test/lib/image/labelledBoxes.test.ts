import sharp from 'sharp';
import { drawLabelledBoxes, type LabelledBox, type RgbImage } from '../../../src/lib/image';

/** A picture with something of every brightness in it. */
function patterned(width: number, height: number): RgbImage {
  return { width, height, data: Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 37) % 256) };
}

const grey = (width: number, height: number): RgbImage => ({
  width,
  height,
  data: new Uint8Array(width * height * 3).fill(128),
});

/** What sharp's own renderer makes of it. */
async function withSvg({ width, height, data }: RgbImage, content: string): Promise<Uint8Array> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`;
  return sharp(data, { raw: { width, height, channels: 3 } })
    .composite([{ input: Buffer.from(svg) }])
    .removeAlpha()
    .raw()
    .toBuffer();
}

const largest = (a: Uint8Array, b: Uint8Array): number =>
  a.reduce((most, x, i) => Math.max(most, Math.abs(x - b[i])), 0);

/** The mean difference in a part of two pictures. */
function meanDifference(a: RgbImage, b: RgbImage, left: number, top: number, right: number, bottom: number): number {
  let sum = 0;
  for (let y = top; y < bottom; y++)
    for (let i = 3 * (y * a.width + left); i < 3 * (y * a.width + right); i++) sum += Math.abs(a.data[i] - b.data[i]);
  return sum / (3 * (right - left) * (bottom - top));
}

/** The rectangle around all pixels that a test holds for: left, top, right, bottom, and how many there are. */
function extent({ width, data }: RgbImage, holds: (r: number, g: number, b: number) => boolean): number[] {
  const found: [number, number][] = [];
  for (let i = 0; i < data.length / 3; i++)
    if (holds(data[3 * i], data[3 * i + 1], data[3 * i + 2])) found.push([i % width, Math.floor(i / width)]);
  const [xs, ys] = [found.map(([x]) => x), found.map(([, y]) => y)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys), found.length];
}

const isBlack = (r: number, g: number, b: number): boolean => r + g + b < 150;
const isOrange = (r: number, g: number, b: number): boolean => r > 230 && g > 140 && g < 190 && b < 30;

test('edges are as smooth as the SVG renderer draws them, in any colour of CSS, cut at the picture', async () => {
  const image = patterned(400, 300);
  const boxes = [
    { box: [20.3, 30.7, 200.5, 120.2], color: 'hsl(200, 90%, 55%)' },
    { box: [100, 50, 399.6, 300], color: '#ffe45e' },
    { box: [-20, 200, 60.4, 330], color: 'rebeccapurple' },
    { box: [300.2, 20.1, 301.1, 21.9], color: 'rgb(250 20 20)' }, // smaller than its line is thick
    { box: [220, 180, 290, 240], color: 'rgba(0, 255, 0, 0.5)' },
  ] as const;
  const drawn = await drawLabelledBoxes(image, boxes.map((b) => ({ ...b, label: '' }))); // prettier-ignore
  const rectangles = boxes.map(({ box: [l, t, r, b], color }) => `<rect x="${l}" y="${t}" width="${r - l}" height="${b - t}" fill="none" stroke="${color}" stroke-width="2"/>`); // prettier-ignore
  const expected = await withSvg(image, rectangles.join(''));
  expect(largest(drawn.data, expected)).toBeLessThanOrEqual(4);
  expect(largest(image.data, patterned(400, 300).data)).toBe(0);
});

test('letters look as the SVG renderer sets them, to a fraction of a pixel', async () => {
  const image = grey(300, 200);
  const [left, top, font] = [40.6, 100, 11];
  const drawn = await drawLabelledBoxes(image, [{ box: [left, top, 290, 190], label: 'person <&> 0.93', color: 'orange' }]); // prettier-ignore
  const text = `<rect x="${left}" y="${top - font - 6}" width="200" height="${font + 6}" fill="orange"/><text x="${left + 4}" y="${top - 6}" font-family="DejaVu Sans, sans-serif" font-size="${font}">person &lt;&amp;&gt; 0.93</text>`;
  const expected = { ...image, data: await withSvg(image, text) };
  const [inkLeft, inkTop, inkRight, inkBottom] = extent(expected, isBlack);
  expect(inkRight - inkLeft).toBeGreaterThan(80);
  expect(meanDifference(drawn, expected, inkLeft - 2, inkTop - 2, inkRight + 2, inkBottom + 2)).toBeLessThan(4);
  expect(extent(drawn, isBlack)).toEqual([inkLeft, inkTop, inkRight, inkBottom, expect.any(Number)]);
  const greenAt = (x: number): number => drawn.data[3 * ((top - 8) * drawn.width + x) + 1];
  expect([greenAt(inkRight + 3), greenAt(inkRight + 8)]).toEqual([165, 128]); // the box fits its text: orange, then grey
});

test('labels stay inside the picture, whole', async () => {
  const image = grey(300, 200);
  const label = 'traffic light';
  const draw = (box: LabelledBox['box']) => drawLabelledBoxes(image, [{ box, label, color: 'orange' }]);
  const ink = extent(await draw([60, 60, 200, 150]), isBlack);
  expect(ink[4]).toBeGreaterThan(100);
  expect(ink[3]).toBeLessThan(60); // above its box
  for (const box of [
    [-80, 60, 50, 150],
    [280, 60, 299, 150],
    [60, 0, 200, 150],
    [60, 195, 200, 199],
    [-500, -400, 900, 900],
  ] as const) {
    // prettier-ignore
    const [l, t, r, b, count] = extent(await draw(box), isBlack);
    expect([l > 0, t >= 0, r < 299, b < 200]).toEqual([true, true, true, true]);
    expect([r - l, b - t]).toEqual([ink[2] - ink[0], ink[3] - ink[1]]);
    expect(Math.abs(count - ink[4])).toBeLessThan(0.15 * ink[4]);
  }
});

test('a label stays inside a picture that is hardly higher than it', async () => {
  const drawn = await drawLabelledBoxes(grey(100, 22), [{ box: [5, 10, 90, 20], label: 'car', color: 'orange' }]);
  const top = 22 - 17; // its last rows are the picture's
  expect(extent(drawn, isOrange).slice(0, 4)).toEqual([4, top, 90, 21]);
});

test('lines and letters grow with the picture; other scripts are set, too', async () => {
  const inkOf = async (scale: number, label: string): Promise<number[]> => {
    const drawn = await drawLabelledBoxes(grey(100 * scale, 460 * scale), [{ box: [5, 100 * scale, 90, 300 * scale], label, color: 'orange' }]); // prettier-ignore
    return extent(drawn, isBlack);
  };
  const [small, large] = [await inkOf(1, 'car'), await inkOf(4, 'car')];
  expect((large[2] - large[0]) / (small[2] - small[0])).toBeCloseTo(4, 0);
  expect((await inkOf(1, 'Größe\u0007 شاحنة'))[4]).toBeGreaterThan(80);
});

test('what cannot be seen leaves the picture as it is; two at the same time', async () => {
  const image = patterned(64, 48);
  const unseen = [[100, 10, 120, 20], [10, 60, 20, 70], [30, 30, 30, 40], [30, 30, 20, 40], [NaN, 10, 20, 20]] as const; // prettier-ignore
  const drawn = await drawLabelledBoxes(image, unseen.map((box) => ({ box, label: 'bus', color: 'red' }))); // prettier-ignore
  expect(largest(drawn.data, image.data)).toBe(0);
  const twice = [1, 2].map(() => drawLabelledBoxes(image, [{ box: [5, 25, 40, 40], label: 'Zebra', color: 'teal' }]));
  const [first, second] = await Promise.all(twice);
  expect(largest(first.data, image.data)).toBeGreaterThan(0);
  expect(largest(second.data, first.data)).toBe(0);
  await expect(drawLabelledBoxes({ ...image, width: 65 }, [])).rejects.toThrow('expected 65 x 48 x 3 = 9360 bytes, got 9216'); // prettier-ignore
});
