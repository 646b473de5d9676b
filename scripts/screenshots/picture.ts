import fs from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';

const MOST_BYTES = 150 * 1024;

/** Writes a picture as a PNG with as many colours of a palette as fit into 150 KB; gives its bytes. */
export async function writePicture(file: string, shot: Buffer): Promise<number> {
  for (const colours of [256, 128, 64]) {
    const png = await sharp(shot).png({ palette: true, colours, effort: 10, compressionLevel: 9, dither: 0.3 }).toBuffer();
    if (png.length > MOST_BYTES) continue;
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, png);
    return png.length;
  }
  throw new Error(`${path.basename(file)} has more than ${MOST_BYTES} bytes even with 64 colours: show less of it`);
}
