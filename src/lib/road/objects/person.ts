import { plain, type Rgb } from '../render/material';
import { Mesh } from '../render/mesh';
import type { Detail } from '../render/model';
import { ellipsoid, rod } from '../render/shapes';

export interface Clothes {
  skin: Rgb;
  hair: Rgb;
  top: Rgb;
  trousers: Rgb;
}

/**
 * A person of 1.75 m who walks ahead, feet at the origin.
 * @param stride angle of the front leg in radians; arms swing against the legs
 */
export function makePerson({ skin, hair, top, trousers }: Clothes, stride: number, detail: Detail): Mesh {
  const mesh = new Mesh();
  const round = [4, 5, 12][detail];
  const steps = (n: number): number => (detail === 2 ? n : 3 + detail);
  const [cloth, denim, face, head, shoe] = [plain('pedestrian', top), plain('pedestrian', trousers), plain('pedestrian', skin), plain('pedestrian', hair), plain('pedestrian', [0.02, 0.02, 0.022])]; // prettier-ignore
  for (const side of [-1, 1]) {
    const swing = side * stride;
    const [s, c] = [Math.sin(swing), Math.cos(swing)];
    const hip: [number, number, number] = [side * 0.1, 0.88, 0];
    const knee: [number, number, number] = [side * 0.1, 0.88 - 0.43 * c, 0.43 * s];
    const back = Math.max(0, -s) * 0.5; // the hind foot lifts its heel
    const foot: [number, number, number] = [side * 0.1, Math.max(0.06, knee[1] - 0.4), knee[2] + 0.3 * s - back * 0.3];
    rod(mesh, hip, knee, 0.088, 0.068, denim, denim, round);
    rod(mesh, knee, foot, 0.066, 0.046, denim, denim, round);
    ellipsoid(mesh, [foot[0], foot[1] - 0.01, foot[2] + 0.06], [0.05, 0.05, 0.13], shoe, steps(5));
    const hand: [number, number, number] = [side * 0.27, 0.88, -0.42 * s];
    const elbow: [number, number, number] = [side * 0.26, 1.1, -0.2 * s - 0.03];
    rod(mesh, [side * 0.2, 1.4, 0], elbow, 0.056, 0.05, cloth, cloth, round);
    rod(mesh, elbow, hand, 0.046, 0.036, cloth, cloth, round);
    if (detail > 0) ellipsoid(mesh, hand, [0.04, 0.055, 0.045], face, steps(4));
  }
  ellipsoid(mesh, [0, 1.18, 0], [0.215, 0.33, 0.135], cloth, steps(8));
  ellipsoid(mesh, [0, 0.92, 0], [0.18, 0.14, 0.13], denim, steps(6));
  rod(mesh, [0, 1.42, 0], [0, 1.54, 0], 0.055, 0.05, face, face, round);
  ellipsoid(mesh, [0, 1.62, 0.01], [0.085, 0.12, 0.1], face, steps(7));
  ellipsoid(mesh, [0, 1.655, -0.022], [0.093, 0.105, 0.1], head, steps(7));
  return mesh;
}
