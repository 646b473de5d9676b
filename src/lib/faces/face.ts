import type { RgbImage } from '../image';
import { Canvas } from './canvas';
import { drawBeard } from './draw/beard';
import { drawBackground, drawBody } from './draw/body';
import { drawBrows, drawEyes, drawMouth, drawNose } from './draw/features';
import { drawGlasses } from './draw/glasses';
import { drawHairBehind, drawHairInFront } from './draw/hair';
import { drawEars, drawHead } from './draw/head';
import { makeIdentity } from './identity';
import { Pen } from './pen';
import { makePhoto, type Photo } from './photo';
import { seeded } from './random';

// As constants of the module: looking them up in a global object, millions of times, is slow where that object is not the usual one, as in test runners.
const { max, min } = Math;

/** How a photo is taken: `variety` 0 is a passport photo, 1 (the default) a snapshot. */
export interface FaceOptions {
  variety?: number;
}

/**
 * A drawn photo of a person who does not exist.
 * @param identitySeed the person: shape of the head, skin, hair, eyes and so on
 * @param photoSeed the photo: pose, light, expression, background, clothes, blur and grain
 * @param size width and height in pixels
 * @returns the picture; the same for the same arguments
 */
export function face(identitySeed: number, photoSeed: number, size = 160, options: FaceOptions = {}): RgbImage {
  if (!Number.isInteger(size) || size < 8 || size > 2048) throw new RangeError(`face: expected a whole size from 8 to 2048, got ${size}`);
  const canvas = new Canvas(size);
  const photo = makePhoto(identitySeed, photoSeed, options.variety ?? 1);
  const pen = new Pen(canvas, makeIdentity(identitySeed), photo);
  for (const draw of [drawBackground, drawHairBehind, drawBody, drawEars, drawHead, drawBeard, drawNose, drawMouth, drawEyes, drawBrows, drawHairInFront, drawGlasses]) draw(pen);
  return { width: size, height: size, data: develop(canvas.pixels, size, photo) };
}

/** Light, contrast, blur and grain. */
function develop(pixels: Float32Array, size: number, photo: Photo): Uint8Array {
  const { light } = photo;
  const source = photo.blur * size > 0.3 ? blur(pixels, size, photo.blur * size) : pixels;
  const grain = seeded(photo.grain);
  const warm = [1 + light.warmth, 1, 1 - light.warmth];
  const out = new Uint8Array(pixels.length);
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      const fall = 1 + light.strength * 0.5 * (light.x * (x / size - 0.5) + light.y * (y / size - 0.5));
      const g = photo.noise * (grain.next() + grain.next() - 1);
      for (let c = 0; c < 3; c++) {
        const at = (y * size + x) * 3 + c;
        const lit = source[at] * light.brightness * warm[c] * fall;
        out[at] = max(0, min(255, (lit - 128) * light.contrast + 128 + g + 0.5));
      }
    }
  }
  return out;
}

/** A weighted mean with the four neighbours: `amount` pixels, at most 1.5. */
function blur(pixels: Float32Array, size: number, amount: number): Float32Array {
  const out = new Float32Array(pixels.length);
  const share = min(0.8, amount * 0.5) / 4;
  const last = size - 1;
  for (let y = 0; y < size; y++) {
    for (let x = 0; x < size; x++) {
      for (let c = 0; c < 3; c++) {
        const at = (py: number, px: number): number => pixels[(py * size + px) * 3 + c];
        const around = at(max(0, y - 1), x) + at(min(last, y + 1), x) + at(y, max(0, x - 1)) + at(y, min(last, x + 1));
        out[(y * size + x) * 3 + c] = at(y, x) * (1 - 4 * share) + around * share;
      }
    }
  }
  return out;
}
