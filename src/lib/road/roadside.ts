import { clearOfJunction } from './layout';
import { building, bush, furniture, sign, streetLight, tree, type Furniture } from './models';
import type { SignKind } from './objects/street';
import type { Making } from './scene';

/** Metres along the road that are built up. */
const REACH = 210;
const SIGNS: readonly SignKind[] = ['stop', '30', '50', 'crossing'];

/** Houses, trees, lamps, fences, signs and bins on both sides of the road. */
export function addRoadside(making: Making): void {
  for (const side of [-1, 1]) {
    addHouses(making, side);
    addTrees(making, side);
    addEdge(making, side);
    addSmallThings(making, side);
  }
}

const kerb = ({ scene: { layout } }: Making, side: number): number => (side < 0 ? layout.left : layout.right);
const verge = ({ scene: { layout } }: Making, side: number): number => (side < 0 ? layout.verge.left : layout.verge.right);

function addHouses(making: Making, side: number): void {
  const { scene, random, between } = making;
  const { layout, air, props } = scene;
  const front = kerb(making, side) + side * (layout.pavement + verge(making, side) + 0.4);
  const open = random() < 0.2 ? 0.75 : 0.1; // a street in the green, or in a town
  for (let z = -16; z < REACH; ) {
    const { model, width } = building(Math.floor(60 * random()), side, air.night);
    if (random() < open || !clearOfJunction(layout, z, z + width)) {
      z += random() < open ? between(6, 16) : 3;
      continue;
    }
    props.push({ model, x: front, z });
    z += width + (random() < 0.7 ? 0.02 : between(1, 5));
  }
}

function addTrees(making: Making, side: number): void {
  const { scene, random, between } = making;
  const { layout, props } = scene;
  const kind = Math.floor(8 * random());
  const green = verge(making, side);
  const spacing = random() < 0.65 ? between(8, 15) : 60;
  for (let z = between(5, 14); z < 130; z += spacing * between(0.8, 1.2)) {
    const x = kerb(making, side) + side * (green > 0 ? layout.pavement + green / 2 : 0.9);
    if (clearOfJunction(layout, z - 2, z + 2)) props.push({ model: tree((kind + Math.floor(2 * random())) % 8), x, z, yaw: between(0, 6.28), scale: between(0.55, 1.15) });
  }
  if (green > 0)
    for (let z = between(4, 9); z < 90; z += between(3, 22)) if (clearOfJunction(layout, z - 2, z + 2)) props.push({ model: bush(Math.floor(5 * random())), x: kerb(making, side) + side * (layout.pavement + between(0.8, green)), z, scale: between(0.5, 1.2) });
  for (let z = 130; z < 320; z += between(7, 16)) props.push({ model: tree(kind), x: side * between(9, 40), z, scale: between(0.8, 1.6) }); // the end of the view
}

/** A fence, wall or rail between pavement and verge, on some streets. */
function addEdge(making: Making, side: number): void {
  const { scene, random } = making;
  const { layout, props } = scene;
  if (verge(making, side) === 0 && random() < 0.75) return;
  const chance = random();
  const kind: Furniture | null = chance < 0.25 ? 'fence' : chance < 0.42 ? 'wall' : chance < 0.55 ? 'rail' : null;
  if (!kind) return;
  const x = kerb(making, side) + side * (kind === 'rail' ? 0.35 : layout.pavement - 0.2);
  const start = 4 + 20 * random();
  for (let z = start; z < start + 60; z += 6) if (clearOfJunction(layout, z, z + 6)) props.push({ model: furniture(kind), x, z });
}

function addSmallThings(making: Making, side: number): void {
  const { scene, random, between } = making;
  const { layout, air, props } = scene;
  const edge = (metres: number): number => kerb(making, side) + side * metres;
  const lamps = between(20, 32);
  for (let z = between(4, 24); z < 170; z += lamps) props.push({ model: streetLight(-side, air.night), x: edge(0.5), z });
  for (let z = between(6, 20); z < 70; z += between(9, 26)) {
    if (!clearOfJunction(layout, z - 1, z + 1)) continue;
    const kind = random();
    if (kind < 0.3) props.push({ model: furniture('bin'), x: edge(0.7), z });
    else if (kind < 0.5) props.push({ model: furniture('bench'), x: edge(layout.pavement - 0.5), z, yaw: side > 0 ? 0 : Math.PI });
    else if (kind < 0.65) for (let k = 0; k < 6; k++) props.push({ model: furniture('bollard'), x: edge(0.35), z: z + 1.6 * k });
    else {
      const { head, post } = sign(SIGNS[Math.floor(4 * random())]);
      props.push({ model: post, x: edge(0.55), z }, { model: head, x: edge(0.55), z });
    }
  }
}
