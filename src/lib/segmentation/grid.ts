import sharp from 'sharp';
import type { RgbImage } from '../image';

export interface GridOptions {
  /** Text above each column. */
  columns?: readonly string[];
  /** Width of a picture in the grid, in pixels; 192 if left out. */
  width?: number;
}

const GAP = 6;
const HEAD = 26;
const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/**
 * Pictures in rows and columns as one JPEG, enlarged pixel by pixel so that a coarse mask stays what it is.
 * @param rows each a list of pictures of one size
 */
export async function pictureGrid(
  rows: readonly (readonly RgbImage[])[],
  { columns = [], width = 192 }: GridOptions = {},
): Promise<Buffer> {
  if (rows.length === 0 || rows.some((row) => row.length !== rows[0].length || row.length === 0))
    throw new RangeError(
      `pictureGrid: expected rows of as many pictures each, got ${rows.map((row) => row.length).join(', ') || 'no row'}`,
    );
  const height = Math.round((width * rows[0][0].height) / rows[0][0].width);
  const top = columns.length > 0 ? HEAD : GAP;
  const [w, h] = [rows[0].length * (width + GAP) + GAP, rows.length * (height + GAP) + top];
  const tiles = rows.flatMap((row, r) =>
    row.map(async ({ data, ...size }, c) => ({
      input: await sharp(data, { raw: { ...size, channels: 3 } })
        .resize(width, height, { fit: 'fill', kernel: 'nearest' })
        .png()
        .toBuffer(),
      left: GAP + c * (width + GAP),
      top: top + r * (height + GAP),
    })),
  );
  const head = columns.map(
    (text, c) =>
      `<text x="${GAP + c * (width + GAP) + width / 2}" y="18" text-anchor="middle" font-family="DejaVu Sans, sans-serif" font-size="14" fill="#222">${escapeXml(text)}</text>`,
  );
  const heading = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${w}" height="${h}">${head.join('')}</svg>`,
  );
  const white = sharp({ create: { width: w, height: h, channels: 3, background: '#ffffff' } });
  return white
    .composite([...(await Promise.all(tiles)), { input: heading }])
    .jpeg({ quality: 90, chromaSubsampling: '4:4:4' })
    .toBuffer();
}
