/** `gradus/image`: pictures as bytes, by sharp. @module gradus/image */
import fs from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import type { RgbImage } from './rgbImage';

export { drawLabelledBoxes, type LabelledBox } from './labelledBoxes';
export type { RgbImage } from './rgbImage';

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
