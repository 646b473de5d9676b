/** Round shapes as triangles. */
import type { Material } from './material';
import type { Mesh, Vertex } from './mesh';
import { add, cross, normalize, scale, sub, type Vec3 } from './vectors';

/** Joins rows of vertices, each a ring or a line, by triangles. */
export function skin(mesh: Mesh, rows: Vertex[][], material: Material | ((row: number, column: number) => Material)): void {
  for (let r = 0; r + 1 < rows.length; r++)
    for (let c = 0; c + 1 < rows[r].length; c++) {
      const m = typeof material === 'function' ? material(r, c) : material;
      mesh.triangle(rows[r][c], rows[r][c + 1], rows[r + 1][c + 1], m);
      mesh.triangle(rows[r][c], rows[r + 1][c + 1], rows[r + 1][c], m);
    }
}

/** An ellipsoid about a centre, by its three half axes. */
export function ellipsoid(mesh: Mesh, center: Vec3, [a, b, c]: Vec3, material: Material, steps = 8): void {
  const rows: Vertex[][] = [];
  for (let i = 0; i <= steps; i++) {
    const phi = (Math.PI * i) / steps;
    const row: Vertex[] = [];
    for (let j = 0; j <= 2 * steps; j++) {
      const theta = (Math.PI * j) / steps;
      const d: Vec3 = [Math.sin(phi) * Math.cos(theta), Math.cos(phi), Math.sin(phi) * Math.sin(theta)];
      row.push({ p: add(center, [a * d[0], b * d[1], c * d[2]]), n: normalize([d[0] / a, d[1] / b, d[2] / c]), u: j / (2 * steps), v: i / steps });
    }
    rows.push(row);
  }
  skin(mesh, rows, material);
}

/** A rod between two points with a radius at each end, closed by flat discs: limbs, poles, trunks, wheels. u goes around, v along, in metres. */
export function rod(mesh: Mesh, from: Vec3, to: Vec3, r0: number, r1: number, material: Material, caps: Material = material, steps = 12): void {
  const axis = normalize(sub(to, from));
  const side = normalize(cross(axis, Math.abs(axis[1]) > 0.9 ? [1, 0, 0] : [0, 1, 0]));
  const other = cross(axis, side);
  const ring = (center: Vec3, r: number, v: number): Vertex[] =>
    Array.from({ length: steps + 1 }, (_, i) => {
      const t = (2 * Math.PI * i) / steps;
      const n = add(scale(side, Math.cos(t)), scale(other, Math.sin(t)));
      return { p: add(center, scale(n, r)), n, u: t * r, v };
    });
  const length = Math.hypot(...sub(to, from));
  const [bottom, top] = [ring(from, r0, 0), ring(to, r1, length)];
  skin(mesh, [bottom, top], material);
  disc(mesh, from, scale(axis, -1), bottom, caps);
  disc(mesh, to, axis, top, caps);
}

/** A flat disc inside a ring; u and v are -1..1 across it. */
function disc(mesh: Mesh, center: Vec3, n: Vec3, ring: Vertex[], material: Material): void {
  const steps = ring.length - 1;
  const rim = ring.map((v, i): Vertex => ({ p: v.p, n, u: Math.cos((2 * Math.PI * i) / steps), v: Math.sin((2 * Math.PI * i) / steps) }));
  for (let i = 0; i < steps; i++) mesh.triangle({ p: center, n, u: 0, v: 0 }, rim[i], rim[i + 1], material);
}

/**
 * A body lofted through cross-sections: each a closed line of points with as many points as the others. Normals are smooth where neighbouring faces meet at
 * less than about 40 degrees and sharp elsewhere.
 */
export function loft(mesh: Mesh, sections: readonly (readonly Vec3[])[], material: (row: number, column: number) => Material): void {
  const columns = sections[0].length;
  const faceNormal = (r: number, c: number): Vec3 => {
    const [a, b, d] = [sections[r][c], sections[r][(c + 1) % columns], sections[r + 1][c]];
    const e = sections[r + 1][(c + 1) % columns];
    return normalize(cross(sub(e, a), sub(d, b)));
  };
  const faces = sections.slice(1).map((_, r) => Array.from({ length: columns }, (__, c) => faceNormal(r, c)));
  const smooth = (r: number, c: number, face: Vec3): Vec3 => {
    let sum: Vec3 = [0, 0, 0];
    for (const dr of [-1, 0])
      for (const dc of [-1, 0]) {
        const near = faces[r + dr]?.[(c + dc + columns) % columns];
        if (near && near[0] * face[0] + near[1] * face[1] + near[2] * face[2] > 0.76) sum = add(sum, near);
      }
    return normalize(sum);
  };
  for (let r = 0; r + 1 < sections.length; r++)
    for (let c = 0; c < columns; c++) {
      const next = (c + 1) % columns;
      const at = (row: number, column: number): Vertex => ({ p: sections[row][column], n: smooth(row, column, faces[r][c]), u: column / columns, v: row });
      const [a, b, e, d] = [at(r, c), at(r, next), at(r + 1, next), at(r + 1, c)];
      const m = material(r, c);
      mesh.triangle(a, b, e, m);
      mesh.triangle(a, e, d, m);
    }
}
