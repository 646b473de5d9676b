import { facade, gable, type FacadeStyle } from '../materials/facade';
import { plain, type Material } from '../render/material';
import { Mesh } from '../render/mesh';

const ROOF = plain('building', [0.1, 0.1, 0.105]);

/**
 * A building beside the road. Its front stands at `x` = 0 and faces the road; the house goes `side` (-1 left, 1 right) from there and ahead from the origin.
 * @param width metres along the road
 * @param depth metres away from it
 */
export function makeBuilding(style: FacadeStyle, width: number, depth: number, side: number, night: number): Mesh {
  const mesh = new Mesh();
  const h = style.height;
  const [front, end] = [facade(style, night), gable(style)];
  const x = side * depth;
  if (side < 0) mesh.quad([0, 0, 0], [0, 0, width], [0, h, width], [0, h, 0], front, [width, h]);
  else mesh.quad([0, 0, width], [0, 0, 0], [0, h, 0], [0, h, width], front, [width, h]);
  for (const z of [0, width]) mesh.quad([0, 0, z], [x, 0, z], [x, h, z], [0, h, z], style.kind === 'glass' ? front : end, [depth, h]);
  mesh.quad([0, h, 0], [x, h, 0], [x, h, width], [0, h, width], ROOF);
  cornice(mesh, side, width, h, plain('building', style.trim));
  return mesh;
}

function cornice(mesh: Mesh, side: number, width: number, h: number, trim: Material): void {
  mesh.box([-side * 0.14, h - 0.32, width / 2], [0.5, 0.42, width + 0.1], trim);
}
