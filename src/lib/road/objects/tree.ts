import { fbm, hash } from '../render/noise';
import { hsl, setColor, type Material } from '../render/material';
import { Mesh } from '../render/mesh';
import { roadClassId } from '../../data/roadClasses';
import type { Detail } from '../render/model';
import { rod } from '../render/shapes';
import { add, normalize, scale, type Vec3 } from '../render/vectors';

const VEGETATION = roadClassId('vegetation');

const BARK: Material = {
  segment: VEGETATION,
  paint: (at, out) => setColor(out, [0.09, 0.065, 0.045], 0.6 + 0.8 * fbm(14 * at.u, 3 * at.v, 2)),
};

/** Leaves: darker deep in the crown and below; `u` is the depth, `v` the leaf's own shade. */
function leaves(hue: number, lightness: number): Material {
  const color = hsl(hue, 0.42, lightness);
  const shade = (u: number, v: number): number => (0.32 + 0.75 * u) * (0.75 + 0.5 * v);
  return { segment: VEGETATION, leafy: true, paint: (at, out) => setColor(out, color, shade(at.u, at.v)) };
}

/** A tree at the origin: a trunk, boughs, and a crown of several clumps of leaves, each leaf a triangle. */
export function makeTree(seed: number, height: number, hue: number, detail: Detail): Mesh {
  const mesh = new Mesh();
  const random = (i: number): number => hash(seed, i);
  const fork = height * (0.28 + 0.08 * random(1));
  rod(mesh, [0, 0, 0], [0, fork, 0], 0.035 * height, 0.022 * height, BARK, BARK, [4, 5, 9][detail]);
  const clumps: { c: Vec3; r: number }[] = [{ c: [0, height * 0.72, 0], r: height * 0.26 }];
  for (let k = 0; k < 6; k++) {
    const t = (2 * Math.PI * k) / 6 + random(10 + k);
    const [reach, y] = [height * (0.15 + 0.1 * random(20 + k)), height * (0.45 + 0.33 * random(30 + k))];
    const c: Vec3 = [reach * Math.cos(t), y, reach * Math.sin(t)];
    clumps.push({ c, r: height * (0.15 + 0.07 * random(40 + k)) });
    if (detail > 0) rod(mesh, [0, fork * 0.92, 0], c, 0.016 * height, 0.006 * height, BARK, BARK, 3 * detail);
  }
  const material = leaves(hue, 0.27 + 0.06 * random(2));
  for (const [k, { c, r }] of clumps.entries()) addLeaves(mesh, seed * 31 + k, c, r, material, [0, height * 0.6, 0], detail);
  return mesh;
}

function addLeaves(mesh: Mesh, seed: number, center: Vec3, radius: number, material: Material, middle: Vec3, detail: Detail): void {
  const count = [14, 60, 420][detail];
  for (let i = 0; i < count; i++) {
    const [a, b, c] = [hash(seed, 5 * i), hash(seed, 5 * i + 1), hash(seed, 5 * i + 2)];
    const [phi, y] = [2 * Math.PI * a, 2 * b - 1];
    const s = Math.sqrt(1 - y * y);
    const d: Vec3 = [s * Math.cos(phi), y, s * Math.sin(phi)];
    const depth = 0.5 + 0.5 * Math.sqrt(c) + 0.12 * (hash(seed, 5 * i + 3) - 0.3);
    const p = add(center, scale(d, radius * depth));
    const n = normalize(add(scale(d, 0.8), normalize([p[0] - middle[0], p[1] - middle[1], p[2] - middle[2]])));
    const size = radius * [2.6, 1.6, 0.8][detail] * (0.2 + 0.14 * hash(seed, 5 * i + 4)); // fewer ones are larger
    const corner = (k: number): Vec3 => add(p, scale([hash(seed + k, 7 * i) - 0.5, hash(seed + k, 7 * i + 1) - 0.5, hash(seed + k, 7 * i + 2) - 0.5], 2 * size));
    const lit = Math.max(0, depth - 0.4) * 1.2 * (0.7 + 0.3 * y);
    const vertex = (k: number) => ({ p: corner(k), n, u: lit, v: hash(seed, 11 * i) });
    mesh.triangle(vertex(1), vertex(2), vertex(3), material);
  }
}

/** A low hedge or bush of leaves. */
export function makeBush(seed: number, size: number, hue: number, detail: Detail): Mesh {
  const mesh = new Mesh();
  const material = leaves(hue, 0.24);
  for (let k = 0; k < 3; k++) addLeaves(mesh, seed * 17 + k, [size * 0.5 * (k - 1), size * 0.42, 0], size * 0.5, material, [0, 0, 0], detail);
  return mesh;
}
