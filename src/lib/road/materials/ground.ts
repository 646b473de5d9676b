/** Looks of road, markings, kerbs, pavement and grass. */
import { fbm, hash, noise } from '../render/noise';
import { setColor, type Material, type Surface, type SurfacePoint } from '../render/material';
import { roadClassId } from '../../data/roadClasses';
import { mix, smoothstep } from '../render/vectors';
import type { Layout } from '../layout';

const [ROAD, LINE, SIDEWALK, TERRAIN] = [roadClassId('road'), roadClassId('road line'), roadClassId('sidewalk'), roadClassId('terrain')];

/** Road and, across a junction, the side road: asphalt with its markings. */
export function roadMaterial(layout: Layout, wet: number): Material {
  return {
    segment: ROAD,
    paint: (at, out) => {
      asphalt(layout, at, out);
      const paintShare = marking(layout, at.roadX, at.z);
      const worn = paintShare > 0 ? smoothstep(0.3, 0.52, fbm(2.3 * at.roadX + 11, 1.1 * at.z, 3) + 0.1) : 0;
      if (paintShare > 0 && worn * paintShare > 0.12) {
        const k = 0.85 * worn * paintShare;
        out.r = mix(out.r, 0.66, k);
        out.g = mix(out.g, 0.65, k);
        out.b = mix(out.b, 0.61, k);
        out.segment = LINE;
      }
      if (wet > 0) soak(at, wet, out);
    },
  };
}

function asphalt({ laneWidth }: Layout, at: SurfacePoint, out: Surface): void {
  const { roadX: x, z, distance } = at;
  const fine = smoothstep(38, 6, distance);
  let shade = 0.1 * (0.72 + 0.5 * fbm(0.32 * x, 0.14 * z, 4));
  const lane = Math.abs(((((x + laneWidth / 2) % laneWidth) + laneWidth) % laneWidth) - laneWidth / 2);
  shade *= 1 - 0.2 * smoothstep(0.45, 0, Math.abs(lane - 0.78)) + 0.09 * smoothstep(0.5, 0, lane); // wheel tracks, and the strip between
  if (fine > 0.02) shade *= 1 + fine * (0.5 * noise(46 * x, 46 * z) + 0.34 * noise(19 * x, 19 * z) - 0.42);
  const patch = hash(Math.floor(x / 2.6 + 40), Math.floor((z + 3 * Math.floor(x / 2.6)) / 7.5));
  if (patch > 0.86) shade *= 0.8;
  const crack = fine > 0.1 ? Math.abs(noise(0.55 * x + 2 * noise(2 * x, 2 * z), 0.42 * z) - 0.5) : 1;
  if (crack < 0.004 * fine && noise(0.09 * x + 7, 0.05 * z) > 0.62) shade *= mix(1, 0.45, fine);
  setColor(out, [1, 0.99, 0.98], shade);
}

/** Share of paint at a place: lane lines, stop line and zebra crossing. */
function marking({ lines, junction, left, right }: Layout, x: number, z: number): number {
  if (junction && z > junction.z - 6.2 && z < junction.z + junction.width + 6.2) {
    if (z > junction.z - 4.4 && z < junction.z - 1.4 && x > left + 0.4 && x < right - 0.4) return ((x - left) % 1) + (x < left ? 1 : 0) < 0.52 ? 1 : 0;
    if (z > junction.z - 6 && z < junction.z - 5.55 && x > lines.middle + 0.15 && x < right - 0.2) return 1;
    return 0;
  }
  for (const { x: at, kind } of lines.list) {
    if (kind === 'double' ? Math.abs(Math.abs(x - at) - 0.13) < 0.055 : Math.abs(x - at) < 0.07) return kind !== 'dashed' || (z + 100) % 9 < 4 ? 1 : 0;
  }
  return 0;
}

/** Water darkens and mirrors, in hollows most. */
function soak(at: SurfacePoint, wet: number, out: Surface): void {
  const pool = smoothstep(0.48, 0.62, fbm(0.28 * at.roadX + 5, 0.11 * at.z, 3));
  const k = 1 - wet * (0.42 + 0.2 * pool);
  out.r *= k;
  out.g *= k;
  out.b *= k;
  out.wet = wet * (0.42 + 0.58 * pool);
}

export const KERB: Material = {
  segment: SIDEWALK,
  paint: (at, out) => setColor(out, [0.36, 0.355, 0.34], (at.z % 1 < 0.02 ? 0.5 : 1) * (0.8 + 0.3 * noise(5 * at.z, 3 * at.y))),
};

/** Slabs of 0.6 m. */
export function pavement(wet: number): Material {
  return {
    segment: SIDEWALK,
    paint: (at, out) => {
      const [x, z] = [at.roadX / 0.6, at.z / 0.6];
      const fine = smoothstep(30, 8, at.distance);
      const joint = (x - Math.floor(x) < 0.035 || z - Math.floor(z) < 0.035) && fine > 0.05;
      const slab = 0.9 + 0.16 * hash(Math.floor(x), Math.floor(z)) * fine;
      const dirt = 0.82 + 0.3 * fbm(0.8 * at.roadX, 0.5 * at.z, 3);
      setColor(out, [0.3, 0.288, 0.268], slab * dirt * (joint ? mix(1, 0.62, fine) : 1));
      if (wet > 0) soak(at, 0.6 * wet, out);
    },
  };
}

export const GRASS: Material = {
  segment: TERRAIN,
  paint: (at, out) => {
    const fine = smoothstep(45, 8, at.distance);
    const blades = 0.75 + 0.5 * mix(0.5, noise(17 * at.roadX, 17 * at.z), fine);
    const dry = smoothstep(0.45, 0.7, fbm(0.22 * at.roadX + 3, 0.22 * at.z, 3));
    setColor(out, [mix(0.062, 0.13, dry), mix(0.108, 0.12, dry), mix(0.028, 0.05, dry)], blades);
  },
};

/** Everything flat, by its place across and along the road: carriageway and side road, kerb, pavement, verge, and the yards behind. */
export function groundPaint(layout: Layout, wet: number): Material['paint'] {
  const [road, slabs] = [roadMaterial(layout, wet), pavement(wet)];
  const { left, right, junction, pavement: wide, verge } = layout;
  const yard = verge.left > 0 || verge.right > 0 ? GRASS : slabs;
  const use = (material: Material, at: SurfacePoint, out: Surface): void => {
    out.segment = material.segment;
    material.paint(at, out);
  };
  return (at, out) => {
    const [x, z] = [at.roadX, at.z];
    const beyond = x > right ? x - right : left - x;
    const across = junction !== null && z > junction.z && z < junction.z + junction.width;
    if (beyond <= 0 || across) return use(road, at, out);
    if (beyond < 0.2) return use(KERB, at, out);
    if (beyond < wide) return use(slabs, at, out);
    const grass = x > right ? verge.right : verge.left;
    use(beyond < wide + grass ? GRASS : yard, at, out);
  };
}
