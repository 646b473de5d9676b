import sharp from 'sharp';

export const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!);

/** A small drawing as width * height * 4 bytes: red, green, blue, opacity. */
export async function renderSvg(width: number, height: number, content: string): Promise<Uint8Array> {
  const svg = Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${content}</svg>`,
  );
  return sharp(svg).ensureAlpha().raw().toBuffer();
}
