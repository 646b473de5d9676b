/** Signals, signs and street lights. Their boxes are those of the head alone, as COCO marks them, so head and post are meshes of their own. */
import { CROSSING_FACE, HOUSING, lantern, lens, limitFace, POST, SIGN_BACK, STOP_FACE } from '../materials/street';
import type { Material } from '../render/material';
import { Mesh } from '../render/mesh';
import type { Detail } from '../render/model';
import { rod } from '../render/shapes';

export type Signal = 'red' | 'amber' | 'green';

/** Head and post apart. */
export interface Headed {
  head: Mesh;
  post: Mesh;
}

/** The front of a signal or sign: a flat regular shape that faces the camera. */
function face(mesh: Mesh, x: number, y: number, z: number, r: number, corners: number, material: Material): void {
  const turn = Math.PI / corners;
  const stretch = corners === 8 ? 1 / Math.cos(turn) : corners === 4 ? Math.SQRT2 : 1;
  const at = (i: number): [number, number] => {
    const t = turn + (2 * Math.PI * i) / corners;
    return [Math.cos(t) * stretch, Math.sin(t) * stretch];
  };
  for (let i = 0; i < corners; i++) {
    const [[u0, v0], [u1, v1]] = [at(i), at(i + 1)];
    const n = [0, 0, -1] as const;
    mesh.triangle({ p: [x, y, z], n, u: 0, v: 0 }, { p: [x + r * u0, y + r * v0, z], n, u: u0, v: v0 }, { p: [x + r * u1, y + r * v1, z], n, u: u1, v: v1 }, material);
  }
}

/** A traffic light on a post at the origin; `arm` metres of boom reach to the left over the road (negative: to the right). */
export function makeTrafficLight(state: Signal, arm: number, detail: Detail): Headed {
  const [head, post] = [new Mesh(), new Mesh()];
  const [x, y] = arm === 0 ? [0, 2.7] : [-arm, 4.9];
  rod(post, [0, 0, 0], [0, arm === 0 ? 2.7 : 6.4, 0], 0.09, 0.075, POST, POST, [4, 6, 12][detail]);
  if (arm !== 0) rod(post, [0, 6.1, 0], [x, 6.3, 0], 0.07, 0.05, POST, POST, [4, 5, 10][detail]);
  head.box([x, y, 0], [0.5, 1.3, 0.3], HOUSING);
  const lights = [['#ff2b1c', 'red'], ['#ffae12', 'amber'], ['#2bff8a', 'green']] as const; // prettier-ignore
  lights.forEach(([color, name], i) => {
    const ly = y + 1.06 - 0.41 * i;
    face(head, x, ly, -0.16, 0.17, [5, 8, 16][detail], lens(color, name === state));
    head.box([x, ly + 0.16, -0.26], [0.36, 0.025, 0.2], HOUSING); // visor
  });
  if (arm !== 0) rod(post, [x, 6.2, 0], [x, 6.3, 0], 0.04, 0.04, POST, POST, 4);
  return { head, post };
}

export type SignKind = 'stop' | '30' | '50' | 'crossing';

export function makeSign(kind: SignKind): Headed {
  const [head, post] = [new Mesh(), new Mesh()];
  const y = 2.35;
  rod(post, [0, 0, 0.03], [0, kind === 'stop' ? 2 : y + 0.3, 0.03], 0.035, 0.035, POST, POST, 5);
  if (kind === 'stop') rod(post, [0, 2, 0.03], [0, y + 0.3, 0.03], 0.035, 0.035, POST, POST, 5);
  const [material, corners, r] = kind === 'stop' ? ([STOP_FACE, 8, 0.4] as const) : kind === 'crossing' ? ([CROSSING_FACE, 4, 0.34] as const) : ([limitFace(kind), 24, 0.34] as const);
  face(head, 0, y, -0.02, r, corners, material);
  face(head, 0, y, 0, r, corners, SIGN_BACK);
  return { head, post };
}

/** A street light at the origin whose arm reaches `side` (-1 left, 1 right) over the road. */
export function makeStreetLight(side: number, night: number): Mesh {
  const mesh = new Mesh();
  rod(mesh, [0, 0, 0], [0, 7.6, 0], 0.1, 0.06, POST, POST, 7);
  rod(mesh, [0, 7.55, 0], [side * 1.7, 8.05, 0], 0.05, 0.04, POST, POST, 5);
  mesh.box([side * 1.95, 7.99, 0], [0.7, 0.1, 0.26], POST);
  mesh.box([side * 1.95, 7.95, 0], [0.6, 0.04, 0.2], lantern(night));
  return mesh;
}
