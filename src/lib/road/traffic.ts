import { clearOfJunction } from './layout';
import { bus, car, person, trafficLight, truck } from './models';
import type { Signal } from './objects/street';
import type { Making } from './scene';

const LENGTHS = { car: 4.5, bus: 10.5, truck: 7.6 } as const;
const FOOTPRINTS = { car: [0.95, 2.3], bus: [1.3, 5.3], truck: [1.25, 3.9] } as const;

function addVehicle({ scene, random, between }: Making, kind: keyof typeof LENGTHS, x: number, z: number, direction: number, speed: number): void {
  const { weather, night } = scene.air;
  const lights = night > 0 || weather === 'overcast' ? 0.8 : random() < 0.25 ? 0.8 : 0;
  const model = { car, bus, truck }[kind](random, lights);
  scene.props.push({ model, x, z, yaw: (direction < 0 ? Math.PI : 0) + between(-0.02, 0.02), speed: direction * speed, class: kind, footprint: FOOTPRINTS[kind] });
}

/** Vehicles on the lanes, one behind the other, and parked ones. */
export function addTraffic(making: Making): void {
  const { scene, random, between } = making;
  const { lanes, parking } = scene.layout;
  const heavy = between(0.12, 0.5);
  for (const lane of lanes) {
    const own = Math.abs(lane.x) < 1;
    const speed = own ? between(8, 9) : lane.direction > 0 ? between(6.5, 10.5) : between(7, 12);
    const gap = between(5, 26);
    let z = own ? between(8, 26) : between(-4, 14);
    while (z < 130) {
      const chance = random();
      const kind = chance < heavy * 0.5 ? 'bus' : chance < heavy ? 'truck' : 'car';
      const half = LENGTHS[kind] / 2;
      const free = lane.direction < 0 || !own || z > 8; // nothing on our own place
      if (free) addVehicle(making, kind, lane.x + between(-0.25, 0.25), z + half, lane.direction, speed);
      z += 2 * half + 2.5 + gap * between(0.3, 1.8);
    }
  }
  for (const { x, direction } of parking)
    for (let z = between(2, 14); z < 90; z += 6.2 + (random() < 0.45 ? 0 : between(3, 18)))
      if (clearOfJunction(scene.layout, z - 3, z + 3)) addVehicle(making, random() < 0.06 ? 'truck' : 'car', x + between(-0.1, 0.1), z, direction, 0);
}

/** Traffic lights before the junction: beside the road, and some on an arm above it; without a junction sometimes one for people. */
export function addSignals({ scene, random, between }: Making): void {
  const { layout, props } = scene;
  const z = layout.junction ? layout.junction.z - 0.8 : random() < 0.5 ? between(8, 24) : null;
  if (z === null || random() < 0.12) return;
  const states: readonly Signal[] = ['red', 'amber', 'green'];
  const chance = random();
  const state = states[chance < 0.4 ? 0 : chance < 0.52 ? 1 : 2];
  const put = (x: number, at: number, arm: number): void => {
    const { head, post } = trafficLight(state, arm);
    props.push({ model: post, x, z: at }, { model: head, x, z: at, class: 'traffic light' });
  };
  put(layout.right + 0.45, z, random() < 0.5 ? 3 : 0);
  if (random() < 0.55) put(layout.left - 0.45, z, 0);
  if (random() < 0.4 && layout.junction) put(layout.right + 0.5, z + layout.junction.width + 1.5, random() < 0.5 ? 4 : 0);
}

/** People on the pavements, and on the crossing. */
export function addPeople({ scene, random, between }: Making): void {
  const { layout, props } = scene;
  const add = (x: number, z: number, yaw: number, speed: number, sideways: number): void => {
    const [who, start] = [Math.floor(64 * random()), Math.floor(8 * random())];
    const standing = speed === 0 && sideways === 0;
    props.push({ model: (seconds: number) => person(who, standing ? 2 : start + 7 * seconds), animated: true, x, z, yaw, scale: between(0.9, 1.08), speed, sideways, class: 'person', footprint: [0.28, 0.28] });
  };
  const crowd = between(2, 8);
  for (const side of [-1, 1]) {
    const edge = side < 0 ? layout.left : layout.right;
    for (let i = 0; i < crowd * random() + 1; i++) {
      const direction = random() < 0.5 ? 1 : -1;
      const speed = random() < 0.15 ? 0 : between(0.9, 1.6) * direction;
      const [x, z, yaw] = [edge + side * between(0.5, layout.pavement - 0.4), between(5, 30), direction > 0 ? 0 : Math.PI];
      add(x, z, yaw, speed, 0);
      if (random() < 0.25) add(x + 0.65, z + between(-0.3, 0.3), yaw, speed, 0); // a couple
    }
  }
  const crossing = layout.junction ? layout.junction.z - 2.9 : between(10, 30);
  const walkers = random() < 0.5 ? Math.floor(1 + 3 * random()) : 0;
  for (let i = 0; i < walkers; i++) {
    const right = random() < 0.5 ? 1 : -1;
    add(between(layout.left + 0.4, layout.right - 0.4), crossing + between(-1.2, 1.2), right > 0 ? -Math.PI / 2 : Math.PI / 2, 0, 1.3 * right);
  }
}
