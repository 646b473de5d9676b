import { blend, type Color } from './canvas';
import { seeded, type Draw } from './random';

export const HAIR_STYLES = ['bald', 'buzz', 'parted', 'quiff', 'spiky', 'curls', 'afro', 'bob', 'long', 'wavy', 'bun', 'fringe', 'receding'] as const;
export type HairStyle = (typeof HAIR_STYLES)[number];
export const BEARDS = ['none', 'stubble', 'moustache', 'goatee', 'full'] as const;
export type Beard = (typeof BEARDS)[number];
export const GLASSES = ['none', 'round', 'square', 'oval'] as const;

/** What makes a person: it is the same in all photos. Lengths in face coordinates (geometry.ts). */
export interface Identity {
  skin: Color;
  head: { temple: number; cheek: number; jaw: number; chin: number; top: number; bottom: number };
  ears: { size: number; out: number; y: number };
  eyes: { apart: number; y: number; width: number; open: number; tilt: number; iris: Color; lash: number; bag: number };
  brows: { gap: number; thick: number; arch: number; tilt: number; length: number; color: Color };
  nose: { length: number; width: number; bridge: number; tip: number };
  mouth: { y: number; width: number; upper: number; lower: number; corner: number; color: Color };
  hair: { style: HairStyle; color: Color; volume: number; line: number; side: 1 | -1; length: number };
  beard: { style: Beard; color: Color };
  glasses: { style: (typeof GLASSES)[number]; color: Color; size: number };
  marks: { freckles: number; moles: [number, number, number][]; lines: number; blush: number };
  earrings: boolean;
}

const SKINS: Color[] = [[255, 224, 202], [246, 205, 178], [236, 188, 155], [219, 166, 128], [198, 141, 102], [164, 110, 76], [128, 82, 56], [96, 60, 42]]; // prettier-ignore
const HAIRS: Color[] = [[32, 26, 26], [58, 38, 28], [96, 60, 36], [140, 88, 48], [190, 138, 76], [226, 190, 120], [170, 76, 40], [150, 146, 146], [222, 218, 212]]; // prettier-ignore
const IRISES: Color[] = [[70, 44, 26], [104, 68, 36], [120, 108, 52], [70, 122, 92], [78, 128, 176], [112, 130, 146]];
const FRAMES: Color[] = [[30, 30, 34], [122, 62, 36], [44, 66, 120], [160, 36, 52], [190, 150, 70]];

/** A person from a seed. */
export function makeIdentity(seed: number): Identity {
  const d = seeded(seed, 1);
  const skinTone = d.uniform(0, SKINS.length - 1.001);
  const skin = shade(blend(SKINS[Math.floor(skinTone)], SKINS[Math.floor(skinTone) + 1], skinTone % 1), d.uniform(-6, 6), d.uniform(-5, 5));
  const style = d.pick(HAIR_STYLES);
  const hairColor = shade(d.pick(skinTone > 4 ? HAIRS.slice(0, 3) : HAIRS), d.uniform(-10, 10), 0);
  const beardStyle = d.chance(0.4) ? d.pick(BEARDS.slice(1)) : 'none';
  return {
    skin,
    head: { temple: d.uniform(0.68, 0.8), cheek: d.uniform(0.68, 0.84), jaw: d.uniform(0.48, 0.72), chin: d.uniform(0.16, 0.36), top: d.uniform(0.94, 1.08), bottom: d.uniform(0.92, 1.14) },
    ears: { size: d.uniform(0.15, 0.26), out: d.uniform(0.02, 0.12), y: d.uniform(0.04, 0.16) },
    eyes: { apart: d.uniform(0.29, 0.4), y: d.uniform(-0.08, 0.06), width: d.uniform(0.14, 0.2), open: d.uniform(0.07, 0.125), tilt: d.uniform(-0.18, 0.22), iris: shade(d.pick(skinTone > 4 ? IRISES.slice(0, 3) : IRISES), d.uniform(-8, 8), 0), lash: d.uniform(0.012, 0.04), bag: d.uniform(0, 0.5) },
    brows: { gap: d.uniform(0.14, 0.23), thick: d.uniform(0.03, 0.085), arch: d.uniform(0, 0.08), tilt: d.uniform(-0.22, 0.2), length: d.uniform(0.19, 0.27), color: blend(hairColor, [40, 28, 24], d.uniform(0.3, 0.7)) },
    nose: { length: d.uniform(0.34, 0.52), width: d.uniform(0.1, 0.2), bridge: d.uniform(0.1, 0.5), tip: d.uniform(0.05, 0.1) },
    mouth: { y: d.uniform(0.54, 0.66), width: d.uniform(0.2, 0.34), upper: d.uniform(0.03, 0.085), lower: d.uniform(0.05, 0.11), corner: d.uniform(-0.03, 0.04), color: lips(skin, d) },
    hair: { style, color: hairColor, volume: d.uniform(0.05, 0.2), line: d.uniform(-0.72, -0.5), side: d.chance(0.5) ? 1 : -1, length: d.uniform(0, 1) },
    beard: { style: beardStyle, color: blend(hairColor, [60, 42, 34], d.uniform(0, 0.4)) },
    glasses: { style: d.chance(0.35) ? d.pick(GLASSES.slice(1)) : 'none', color: d.pick(FRAMES), size: d.uniform(0.2, 0.27) },
    marks: { freckles: d.chance(0.2) ? d.integer(14, 34) : 0, moles: moles(d), lines: d.chance(0.4) ? d.uniform(0.2, 0.8) : 0, blush: d.uniform(0.05, 0.35) },
    earrings: beardStyle === 'none' && d.chance(0.3),
  };
}

/** Lighter or darker, and warmer or colder. */
const shade = ([r, g, b]: Color, light: number, warm: number): Color => [r + light + warm, g + light, b + light - warm];

const lips = (skin: Color, d: Draw): Color => blend(blend(skin, [176, 66, 66], d.uniform(0.35, 0.6)), [120, 30, 50], d.chance(0.2) ? 0.5 : 0.05);

function moles(d: Draw): [number, number, number][] {
  return Array.from({ length: d.chance(0.35) ? d.integer(1, 3) : 0 }, () => [d.uniform(-0.5, 0.5), d.uniform(0.2, 0.72), d.uniform(0.022, 0.036)]);
}
