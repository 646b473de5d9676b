import type { Rgb } from '../render/material';
import { BLACK_PLASTIC, CHROME, GLASS, lacquer, lamp, panes, PLATE, RUBBER, WHEEL } from '../materials/vehicle';
import { Mesh } from '../render/mesh';
import { loft, rod } from '../render/shapes';
import type { Detail } from '../render/model';
import type { Vec3 } from '../render/vectors';

/** Side view of a car, in metres: from the middle of its length, forwards positive, and up from the road. */
interface Shape {
  half: number;
  width: number;
  /** Height of the lower edge of the windows, at the back, middle and front. */
  belt: readonly [number, number, number];
  roof: number;
  /** Where the rear window starts and ends, where the windscreen starts and ends. */
  glass: readonly [number, number, number, number];
  clearance: number;
  wheel: number;
}

export const CAR_SHAPES = {
  sedan: { half: 2.28, width: 1.82, belt: [0.93, 0.92, 0.86], roof: 1.45, glass: [-1.66, -0.92, 0.28, 1.14], clearance: 0.21, wheel: 0.33 },
  hatchback: { half: 1.98, width: 1.76, belt: [0.95, 0.93, 0.88], roof: 1.49, glass: [-1.93, -1.5, 0.2, 1.05], clearance: 0.21, wheel: 0.32 },
  wagon: { half: 2.32, width: 1.83, belt: [0.95, 0.93, 0.87], roof: 1.48, glass: [-2.24, -1.86, 0.24, 1.14], clearance: 0.21, wheel: 0.33 },
  suv: { half: 2.25, width: 1.92, belt: [1.1, 1.08, 1.03], roof: 1.74, glass: [-2.16, -1.8, 0.32, 1.08], clearance: 0.28, wheel: 0.37 },
  van: { half: 2.45, width: 1.94, belt: [1.12, 1.1, 1.02], roof: 1.98, glass: [-2.4, -2.3, 0.95, 1.75], clearance: 0.24, wheel: 0.34 },
} as const satisfies Record<string, Shape>;

export type CarShape = keyof typeof CAR_SHAPES;

/** A car that faces ahead, its middle at the origin. `lights`: 0 off to 1 on; `braking` makes the tail lamps bright. */
export function makeCar(name: CarShape, color: Rgb, lights: number, braking: boolean, detail: Detail): Mesh {
  const shape: Shape = CAR_SHAPES[name];
  const mesh = new Mesh();
  addBody(mesh, shape, color);
  addCabin(mesh, shape, color);
  for (const side of [-1, 1])
    for (const z of [-0.62 * shape.half, 0.64 * shape.half]) addWheel(mesh, shape, side, z, [5, 8, 18][detail]);
  addBack(mesh, shape, Math.max(0.9 * lights, braking ? 3.2 : 0.12), detail);
  addFront(mesh, shape, 0.4 + 5 * lights);
  if (detail > 0) for (const side of [-1, 1]) mesh.box([side * (shape.width / 2 + 0.07), shape.belt[2] + 0.04, shape.glass[2] + 0.52], [0.16, 0.13, 0.1], lacquer(color));
  return mesh;
}

/** The lower body: cross-sections from back to front, rounded below and at the shoulders. */
function addBody(mesh: Mesh, { half, width, belt, clearance }: Shape, color: Rgb): void {
  const w = width / 2;
  const [b0, b1, b2] = belt;
  const rows: [number, number, number, number][] = [
    [-half, 0.86 * w, clearance + 0.16, b0 - 0.2],
    [-half + 0.1, 0.96 * w, clearance + 0.04, b0 - 0.05],
    [-0.72 * half, w, clearance, b0],
    [0.02 * half, w, clearance, b1],
    [0.46 * half, w, clearance, b2],
    [0.76 * half, 0.98 * w, clearance, b2 - 0.06],
    [half - 0.14, 0.92 * w, clearance + 0.02, b2 - 0.2],
    [half, 0.78 * w, clearance + 0.12, b2 - 0.33],
  ];
  const ring = ([z, x, low, high]: (typeof rows)[number]): Vec3[] => {
    const right: Vec3[] = [[0.9 * x, low, z], [x, low + 0.12, z], [x, low + 0.6 * (high - low), z], [0.95 * x, high - 0.03, z], [0.8 * x, high, z]]; // prettier-ignore
    return [...right, ...right.map(([a, b, c]): Vec3 => [-a, b, c]).reverse()];
  };
  const sections = rows.map(ring);
  const paint = lacquer(color, [2.06, 2.96, 3.96]);
  loft(mesh, sections, (_, column) => (column === 0 || column === 8 || column === 9 ? BLACK_PLASTIC : paint));
  for (const section of [sections[0], sections[sections.length - 1]]) closeEnd(mesh, section, paint);
}

function closeEnd(mesh: Mesh, section: Vec3[], material: ReturnType<typeof lacquer>): void {
  const n = section.length;
  const z = section[0][2] < 0 ? -1 : 1;
  for (let i = 1; i + 1 < n; i++)
    mesh.triangle(...([section[0], section[i], section[i + 1]].map((p) => ({ p, n: [0, 0, z] as Vec3, u: p[0], v: p[1] })) as [never, never, never]), material);
}

/** Roof and windows, on top of the body. */
function addCabin(mesh: Mesh, { width, belt, roof, glass, half }: Shape, color: Rgb): void {
  const w = width / 2;
  const [z0, z1, z2, z3] = glass;
  const beltAt = (z: number): number => (z < 0 ? belt[1] + (belt[0] - belt[1]) * (-z / half) : belt[1] + (belt[2] - belt[1]) * (z / half)) - 0.015;
  const row = (z: number, top: number, topWidth: number): Vec3[] => [[0.94 * w, beltAt(z), z], [topWidth, top, z], [-topWidth, top, z], [-0.94 * w, beltAt(z), z]]; // prettier-ignore
  const body = lacquer(color);
  const sections = [row(z0, beltAt(z0), 0.86 * w), row(z1, roof - 0.04, 0.74 * w), row((z1 + z2) / 2, roof, 0.76 * w), row(z2, roof - 0.05, 0.73 * w), row(z3, beltAt(z3), 0.84 * w)];
  const windows = panes(body, 4, 0.06);
  loft(mesh, sections, (r, column) => (column === 1 && (r === 1 || r === 2) ? body : column === 3 ? BLACK_PLASTIC : windows));
}

function addWheel(mesh: Mesh, { width, wheel }: Shape, side: number, z: number, steps: number): void {
  const x = (side * width) / 2;
  if (steps > 5) rod(mesh, [x - side * 0.06, wheel + 0.03, z], [x + side * 0.008, wheel + 0.03, z], 1.24 * wheel, 1.22 * wheel, BLACK_PLASTIC, BLACK_PLASTIC, steps);
  rod(mesh, [x - side * 0.2, wheel, z], [x + side * 0.02, wheel, z], wheel, wheel, RUBBER, WHEEL, steps);
}

function addBack(mesh: Mesh, { half, width, belt, clearance, glass }: Shape, glow: number, detail: Detail): void {
  const tall = glass[0] < -0.9 * half; // hatchbacks carry their lamps higher and upright
  const y = belt[0] - (tall ? 0.24 : 0.22);
  for (const side of [-1, 1]) {
    mesh.box([side * (width / 2 - 0.2), y - 0.06, -half + 0.07], [0.3, 0.17, 0.16], lamp('#b3101c', glow));
    if (detail === 0) continue;
    mesh.box([side * (width / 2 - 0.2), y - 0.01, -half + 0.06], [0.1, 0.05, 0.16], lamp('#e8d9c8', 0.1));
    rod(mesh, [side * 0.5, clearance + 0.04, -half - 0.02], [side * 0.5, clearance + 0.04, -half + 0.1], 0.04, 0.04, CHROME, RUBBER, 8);
  }
  mesh.box([0, clearance + 0.02, -half + 0.08], [width * 0.82, 0.2, 0.2], BLACK_PLASTIC);
  mesh.quad([-0.26, y - 0.16, -half - 0.03], [0.26, y - 0.16, -half - 0.03], [0.26, y - 0.04, -half - 0.03], [-0.26, y - 0.04, -half - 0.03], PLATE, [0.52, 0.12]);
}

function addFront(mesh: Mesh, { half, width, belt, clearance }: Shape, glow: number): void {
  const y = belt[2] - 0.33;
  for (const side of [-1, 1]) {
    mesh.box([side * (width / 2 - 0.3), y, half - 0.12], [0.36, 0.14, 0.2], GLASS);
    mesh.box([side * (width / 2 - 0.28), y + 0.02, half - 0.1], [0.17, 0.1, 0.2], lamp('#fff6e0', glow));
  }
  mesh.box([0, y - 0.14, half - 0.04], [0.86, 0.22, 0.1], BLACK_PLASTIC);
  mesh.box([0, y + 0.06, half - 0.02], [0.9, 0.025, 0.08], CHROME);
  mesh.box([0, clearance, half - 0.14], [width * 0.78, 0.16, 0.2], BLACK_PLASTIC);
  mesh.quad([0.26, y - 0.16, half + 0.03], [-0.26, y - 0.16, half + 0.03], [-0.26, y - 0.05, half + 0.03], [0.26, y - 0.05, half + 0.03], PLATE, [0.52, 0.11]);
}
