import fs from 'node:fs';
import sharp from 'sharp';
import { escapeHtml } from '../display';
import { encodeJpeg, type RgbImage } from '../image';
import { INPUT_SIZE } from './input';

/**
 * Reads a photo as the network wants it: the square in its middle, as size * size pixels.
 * @throws when there is no such file, or it is no picture; the message says what to do
 */
export async function loadFace(imagePath: string, size = INPUT_SIZE): Promise<RgbImage> {
  if (typeof imagePath !== 'string' || !fs.existsSync(imagePath)) throw new Error(`loadFace: there is no file ${String(imagePath)}. Give the path of a picture (JPEG, PNG, WebP): a full one, or one that starts in the notebook's folder, ${process.cwd()}`);
  try {
    const { data } = await sharp(imagePath).rotate().flatten().toColourspace('srgb').resize(size, size, { fit: 'cover' }).raw().toBuffer({ resolveWithObject: true });
    if (data.length !== size * size * 3) throw new Error('it has no three colours');
    return { width: size, height: size, data: new Uint8Array(data) };
  } catch (error) {
    throw new Error(`loadFace: ${imagePath} cannot be read as a picture (${(error as Error).message.split('\n')[0]}). Save it as JPEG or PNG`);
  }
}

/** A picture in a gallery: the path of a file, or pixels; the words under it, and a colour around it. */
export interface GalleryItem {
  image: string | RgbImage;
  caption: string;
  color?: string;
}

/** Pictures side by side with words under them, as HTML. */
export async function gallery(items: readonly GalleryItem[], size = 110): Promise<string> {
  const figures = await Promise.all(
    items.map(async ({ image, caption, color }) => {
      const pixels = typeof image === 'string' ? await loadFace(image, 160) : image;
      const source = `data:image/jpeg;base64,${(await encodeJpeg(pixels, 88)).toString('base64')}`;
      const border = color ? `border:4px solid ${color}` : 'border:4px solid transparent';
      const words = caption.split('\n').map(escapeHtml).join('<br/>');
      return `<figure style="margin:0;width:${size + 8}px;text-align:center;font-size:13px;line-height:1.3"><img alt="${escapeHtml(caption.replace(/\n/g, ', '))}" width="${size}" height="${size}" style="border-radius:8px;${border}" src="${source}"/><figcaption>${words}</figcaption></figure>`;
    }),
  );
  return `<div style="display:flex;flex-wrap:wrap;gap:10px 8px">${figures.join('')}</div>`;
}
