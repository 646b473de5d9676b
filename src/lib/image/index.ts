/** `gradus/image`: pictures as bytes, by sharp. @module gradus/image */
import fs from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { placeTags } from './tags';

/** An RGB picture: width * height * 3 bytes, row by row from the upper left. */
export interface RgbImage {
  width: number;
  height: number;
  data: Uint8Array;
}

/** A rectangle with a label: left, top, right, bottom in pixels. */
export interface LabelledBox {
  box: readonly [number, number, number, number];
  label: string;
  color: string;
}

/** Reads a JPEG, PNG, WebP or other picture that sharp knows. */
export async function loadImage(file: string): Promise<RgbImage> {
  if (!fs.existsSync(file)) throw new Error(`loadImage: there is no file ${file}`);
  const { data, info } = await sharp(file).removeAlpha().toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data: new Uint8Array(data) };
}

const fromRaw = ({ width, height, data }: RgbImage): Sharp => sharp(data, { raw: { width, height, channels: 3 } });

/** Resizes by bicubic interpolation, without keeping the proportions. */
export async function resizeImage(image: RgbImage, width: number, height: number): Promise<RgbImage> {
  const { data } = await fromRaw(image).resize(width, height, { fit: 'fill', kernel: 'cubic' }).raw().toBuffer({ resolveWithObject: true });
  return { width, height, data: new Uint8Array(data) };
}

/** A picture as a JPEG file. @param quality 1 to 100 */
export async function encodeJpeg(image: RgbImage, quality = 82): Promise<Buffer> {
  return fromRaw(image).jpeg({ quality }).toBuffer();
}

/** Pictures of one size as an animated WebP that goes round and round. */
export async function encodeAnimation(frames: readonly RgbImage[], { framesPerSecond = 10, quality = 75 } = {}): Promise<Buffer> {
  if (frames.length === 0) throw new RangeError('encodeAnimation: expected at least one picture');
  const { width, height } = frames[0];
  const odd = frames.find((frame) => frame.width !== width || frame.height !== height);
  if (odd) throw new RangeError(`encodeAnimation: expected pictures of one size, got ${width} x ${height} and ${odd.width} x ${odd.height}`);
  const data = Buffer.concat(frames.map((frame) => frame.data));
  return sharp(data, { raw: { width, height: height * frames.length, channels: 3, pageHeight: height } })
    .webp({ quality, loop: 0, delay: frames.map(() => Math.round(1000 / framesPerSecond)) })
    .toBuffer();
}

/** Writes a picture; the file's ending names the format. */
export async function saveImage(image: RgbImage, file: string): Promise<void> {
  await fromRaw(image).toFile(file);
}

const escapeXml = (text: string): string => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** A copy with rectangles and, over all of them, their labels drawn in; parts outside the picture are cut. */
export async function drawLabelledBoxes(image: RgbImage, boxes: readonly LabelledBox[]): Promise<RgbImage> {
  const { width, height } = image;
  const thick = Math.max(2, Math.round((width + height) / 500));
  const font = Math.max(11, Math.round(height * 0.024));
  const tags = placeTags(boxes, font, image);
  const frames = boxes.map(({ box: [l, t, r, b], color }) => `<rect x="${l}" y="${t}" width="${Math.max(0, r - l)}" height="${Math.max(0, b - t)}" fill="none" stroke="${color}" stroke-width="${thick}"/>`);
  const texts = boxes.map(({ label, color }, i) => {
    const { x, y, width, height } = tags[i];
    return label ? `<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="${color}"/><text x="${x + 4}" y="${y + font}" font-family="DejaVu Sans, sans-serif" font-size="${font}" fill="#000">${escapeXml(label)}</text>` : '';
  });
  const overlay = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${[...frames, ...texts].join('')}</svg>`);
  const { data } = await fromRaw(image).composite([{ input: overlay }]).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { width, height, data: new Uint8Array(data) };
}
