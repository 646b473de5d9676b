/** Buses and trucks, facing ahead, their middle at the origin. */
import { busEnd, busSide, cabFace, cargoDoors, cargoSide } from '../materials/heavy';
import { BLACK_PLASTIC, GLASS, lacquer, lamp, PLATE, RUBBER, WHEEL } from '../materials/vehicle';
import type { Material, Rgb } from '../render/material';
import { Mesh } from '../render/mesh';
import { rod } from '../render/shapes';
import type { Detail } from '../render/model';
import type { Vec3 } from '../render/vectors';

interface Faces {
  back: Material;
  front: Material;
  side: Material;
  top: Material;
}

/** A box whose faces differ, from the middle of its floor. */
function shell(mesh: Mesh, [cx, y0, cz]: Vec3, [w, h, l]: Vec3, { back, front, side, top }: Faces): void {
  const [x0, x1, z0, z1, y1] = [cx - w / 2, cx + w / 2, cz - l / 2, cz + l / 2, y0 + h];
  mesh.quad([x0, y0, z0], [x1, y0, z0], [x1, y1, z0], [x0, y1, z0], back, [w, h]);
  mesh.quad([x1, y0, z1], [x0, y0, z1], [x0, y1, z1], [x1, y1, z1], front, [w, h]);
  mesh.quad([x1, y0, z0], [x1, y0, z1], [x1, y1, z1], [x1, y1, z0], side, [l, h]);
  mesh.quad([x0, y0, z1], [x0, y0, z0], [x0, y1, z0], [x0, y1, z1], side, [l, h]);
  mesh.quad([x0, y1, z0], [x1, y1, z0], [x1, y1, z1], [x0, y1, z1], top, [w, l]);
  mesh.quad([x0, y0, z1], [x1, y0, z1], [x1, y0, z0], [x0, y0, z0], BLACK_PLASTIC);
}

function wheels(mesh: Mesh, width: number, r: number, places: readonly number[], detail: Detail): void {
  for (const z of places)
    for (const side of [-1, 1]) {
      const x = (side * width) / 2;
      if (detail > 0) rod(mesh, [x - side * 0.1, r + 0.05, z], [x + side * 0.004, r + 0.05, z], 1.22 * r, 1.22 * r, BLACK_PLASTIC, BLACK_PLASTIC, [5, 8, 18][detail]);
      rod(mesh, [x - side * 0.35, r, z], [x + side * 0.02, r, z], r, r, RUBBER, WHEEL, [5, 8, 18][detail]);
    }
}

function lamps(mesh: Mesh, z: number, x: number, y: number, [w, h]: readonly [number, number], material: Material): void {
  for (const side of [-1, 1]) mesh.box([side * x, y, z], [w, h, 0.08], material);
}

export const BUS_LENGTH = 10.5;
export const BUS_WIDTH = 2.55;

export function makeBus(color: Rgb, stripe: Rgb, lights: number, braking: boolean, detail: Detail): Mesh {
  const mesh = new Mesh();
  const half = BUS_LENGTH / 2;
  shell(mesh, [0, 0.3, 0], [BUS_WIDTH, 2.7, BUS_LENGTH], { back: busEnd(color, false, lights), front: busEnd(color, true, lights), side: busSide(color, stripe), top: lacquer(color) });
  mesh.box([0, 3, -1], [1.7, 0.22, 4], lacquer(color)); // air conditioning
  wheels(mesh, BUS_WIDTH, 0.48, [-0.55 * half, 0.55 * half], detail);
  lamps(mesh, -half, 1.1, 0.95, [0.22, 0.42], lamp('#b3101c', braking ? 3 : 0.15 + lights));
  lamps(mesh, half, 0.98, 0.62, [0.34, 0.2], lamp('#fff6e0', 0.4 + 5 * lights));
  mesh.quad([-0.26, 0.48, -half - 0.05], [0.26, 0.48, -half - 0.05], [0.26, 0.6, -half - 0.05], [-0.26, 0.6, -half - 0.05], PLATE, [0.52, 0.12]);
  lamps(mesh, half - 0.1, 1.42, 1.9, [0.2, 0.4], BLACK_PLASTIC); // mirrors
  return mesh;
}

export const TRUCK_LENGTH = 7.6;
export const TRUCK_WIDTH = 2.44;

export function makeTruck(cab: Rgb, cargo: Rgb, field: Rgb, lights: number, braking: boolean, detail: Detail): Mesh {
  const mesh = new Mesh();
  const half = TRUCK_LENGTH / 2;
  const box = cargoSide(cargo, field);
  shell(mesh, [0, 0.98, -0.9], [TRUCK_WIDTH, 2.5, TRUCK_LENGTH - 1.8], { back: cargoDoors(cargo), front: box, side: box, top: lacquer(cargo) });
  shell(mesh, [0, 0.5, half - 0.85], [2.3, 2.2, 1.7], { back: lacquer(cab), front: cabFace(cab), side: lacquer(cab), top: lacquer(cab) });
  for (const side of [-1, 1]) mesh.box([side * 1.12, 1.65, half - 0.8], [0.1, 0.75, 1], GLASS);
  mesh.box([0, 0.62, -0.4], [0.9, 0.36, TRUCK_LENGTH - 1], BLACK_PLASTIC);
  mesh.box([0, 0.55, -half + 0.1], [2.3, 0.14, 0.12], BLACK_PLASTIC);
  wheels(mesh, 2.4, 0.46, [-0.5 * half, -0.24 * half, 0.68 * half], detail);
  lamps(mesh, -half + 0.04, 0.95, 0.7, [0.36, 0.14], lamp('#b3101c', braking ? 3 : 0.15 + lights));
  lamps(mesh, half, 0.85, 0.7, [0.32, 0.18], lamp('#fff6e0', 0.4 + 5 * lights));
  mesh.quad([-0.26, 0.7, -half - 0.02], [0.26, 0.7, -half - 0.02], [0.26, 0.82, -half - 0.02], [-0.26, 0.82, -half - 0.02], PLATE, [0.52, 0.12]);
  return mesh;
}
