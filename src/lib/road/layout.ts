import type { RandomState } from '../np/random';

/** A lane: the place of its middle, and which way its traffic goes (1 away from the camera, -1 towards it). */
export interface Lane {
  x: number;
  direction: 1 | -1;
}

export interface Line {
  x: number;
  kind: 'solid' | 'dashed' | 'double';
}

/** The street from edge to edge, in metres right of the middle of the camera's own lane. */
export interface Layout {
  laneWidth: number;
  lanes: Lane[];
  lines: { list: Line[]; /** between the two directions */ middle: number };
  /** Kerbs. */
  left: number;
  right: number;
  /** Middles of the strips where cars are parked, where there are some. */
  parking: { x: number; direction: 1 | -1 }[];
  /** Width of the pavements, and of the grass between pavement and houses on each side. */
  pavement: number;
  verge: { left: number; right: number };
  /** A side road that crosses, starting at z; a zebra crossing lies before it. */
  junction: { z: number; width: number } | null;
  /** The road bends by curve * z^2 metres to the right. */
  curve: number;
}

const PARKING_WIDTH = 2.3;

/** A random street with traffic on the right. */
export function makeLayout(rs: RandomState): Layout {
  const between = (low: number, high: number): number => low + (high - low) * rs.rand();
  const laneWidth = between(3.1, 3.5);
  const [toward, away] = [rs.rand() < 0.55 ? 1 : 2, rs.rand() < 0.5 ? 1 : 2];
  const lanes: Lane[] = [
    ...Array.from({ length: toward }, (_, i): Lane => ({ x: -(i + 1) * laneWidth, direction: -1 })),
    ...Array.from({ length: away }, (_, i): Lane => ({ x: i * laneWidth, direction: 1 })),
  ];
  const [parkLeft, parkRight] = [rs.rand() < 0.6, rs.rand() < 0.6];
  const [roadLeft, roadRight] = [-(toward + 0.5) * laneWidth, (away - 0.5) * laneWidth];
  const left = roadLeft - (parkLeft ? PARKING_WIDTH : 0.35);
  const right = roadRight + (parkRight ? PARKING_WIDTH : 0.35);
  const middle = -laneWidth / 2;
  const list: Line[] = [{ x: middle, kind: rs.rand() < 0.5 ? 'double' : 'dashed' }];
  for (let i = 1; i < toward; i++) list.push({ x: middle - i * laneWidth, kind: 'dashed' });
  for (let i = 1; i < away; i++) list.push({ x: middle + i * laneWidth, kind: 'dashed' });
  if (!parkLeft) list.push({ x: roadLeft, kind: 'solid' });
  if (!parkRight) list.push({ x: roadRight, kind: 'solid' });
  const parking = [...(parkLeft ? [{ x: roadLeft - PARKING_WIDTH / 2, direction: -1 as const }] : []), ...(parkRight ? [{ x: roadRight + PARKING_WIDTH / 2, direction: 1 as const }] : [])];
  const junction = rs.rand() < 0.6 ? { z: between(13, 36), width: between(8, 11) } : null;
  return {
    laneWidth,
    lanes,
    lines: { list, middle },
    left,
    right,
    parking,
    pavement: between(2.6, 4),
    verge: { left: rs.rand() < 0.5 ? 0 : between(3, 9), right: rs.rand() < 0.5 ? 0 : between(3, 9) },
    junction,
    curve: rs.rand() < 0.45 ? 0 : between(-0.0011, 0.0011),
  };
}

/** Whether a stretch along the road keeps clear of the junction and its crossing. */
export function clearOfJunction({ junction }: Layout, z0: number, z1: number): boolean {
  return !junction || z1 < junction.z - 7 || z0 > junction.z + junction.width + 3;
}
