/** The things that stand in a street, made once each and used in many places. */
import { makeBuilding } from './objects/building';
import { CAR_SHAPES, makeCar, type CarShape } from './objects/car';
import { makeBus, makeTruck } from './objects/heavy';
import { makePerson } from './objects/person';
import { makeSign, makeStreetLight, makeTrafficLight, type Signal, type SignKind } from './objects/street';
import { makeBush, makeTree } from './objects/tree';
import { hsl, plain, rgb, type Rgb } from './render/material';
import { Mesh } from './render/mesh';
import { compile, type Detail, type Model } from './render/model';
import { hash } from './render/noise';

/** A model in three degrees of detail. */
export type Detailed = (detail: Detail) => Model;

const made = new Map<string, Model>();

/** A model that is compiled when it is first drawn and kept; equal names must mean equal models. */
function lasting(name: string, make: (detail: Detail) => Mesh): Detailed {
  return (detail) => {
    const key = `${name} ${detail}`;
    let model = made.get(key);
    if (!model) made.set(key, (model = compile(make(detail))));
    return model;
  };
}

const PAINTS = ['#e9eaec', '#c9ccd0', '#8d9299', '#3a3e44', '#15171a', '#8c1219', '#b3261e', '#173a6b', '#2f6ea8', '#1f4d36', '#b9a27c', '#d8b13a', '#5b2333', '#6d8a99'].map(rgb);
const SHAPES = Object.keys(CAR_SHAPES) as CarShape[];

/** @param pick a number in 0..1 for each choice */
export function car(pick: () => number, lights: number): Detailed {
  const shape = SHAPES[Math.floor(pick() * SHAPES.length)];
  const color = Math.floor(pick() ** 1.3 * PAINTS.length);
  const braking = pick() < 0.25;
  return lasting(`car ${shape} ${color} ${lights} ${braking}`, (detail) => makeCar(shape, PAINTS[color], lights, braking, detail));
}

const BUS_COLORS: readonly (readonly [string, string])[] = [['#c8242b', '#f2f2f2'], ['#e8b923', '#26323d'], ['#1f5fa8', '#f2f2f2'], ['#e6e7e4', '#2c8a4b'], ['#2c7a5a', '#f2e9c8'], ['#d9772b', '#f2f2f2']]; // prettier-ignore

export function bus(pick: () => number, lights: number): Detailed {
  const [color, stripe] = BUS_COLORS[Math.floor(pick() * BUS_COLORS.length)];
  const braking = pick() < 0.3;
  return lasting(`bus ${color} ${lights} ${braking}`, (detail) => makeBus(rgb(color), rgb(stripe), lights, braking, detail));
}

export function truck(pick: () => number, lights: number): Detailed {
  const [cab, cargo, field] = [Math.floor(pick() * 6), Math.floor(pick() * 4), Math.floor(pick() * 6)];
  const braking = pick() < 0.3;
  const CARGO = ['#e4e4e0', '#b9bdc0', '#d8d2bf', '#5d7a8c'];
  const CABS = ['#b3261e', '#1f5fa8', '#e8e8e6', '#2c7a4b', '#d9a023', '#2b2f36'];
  return lasting(`truck ${cab} ${cargo} ${field} ${lights} ${braking}`, (detail) => makeTruck(rgb(CABS[cab]), rgb(CARGO[cargo]), rgb(CABS[field]), lights, braking, detail));
}

const SKINS = ['#f0c8a4', '#d9a579', '#a9754c', '#6e4a30', '#4a3020'].map(rgb);
const HAIRS = ['#1a1412', '#3b2616', '#7a5230', '#b8925a', '#8c8c8c'].map(rgb);

/** One of 64 people, in one of eight positions of a step. */
export function person(who: number, phase: number): Detailed {
  const r = (i: number): number => hash(who, i);
  const step = ((Math.floor(phase) % 8) + 8) % 8;
  const cloth = (i: number, s: number, low: number, high: number): Rgb => hsl(360 * r(i), s * r(i + 1), low + (high - low) * r(i + 2));
  const clothes = { skin: SKINS[Math.floor(5 * r(1))], hair: HAIRS[Math.floor(5 * r(2))], top: cloth(3, 0.8, 0.25, 0.8), trousers: cloth(8, 0.45, 0.12, 0.5) };
  return lasting(`person ${who} ${step}`, (detail) => makePerson(clothes, 0.5 * Math.cos((Math.PI * step) / 4), detail));
}

export const tree = (kind: number): Detailed => lasting(`tree ${kind}`, (detail) => makeTree(kind + 3, 8, 78 + 42 * hash(kind, 5), detail));
export const bush = (kind: number): Detailed => lasting(`bush ${kind}`, (detail) => makeBush(kind + 3, 1.6, 85 + 35 * hash(kind, 6), detail));
export const streetLight = (side: number, night: number): Detailed => lasting(`light ${side} ${night}`, () => makeStreetLight(side, night));

/** Head and post of a signal or a sign. */
export interface HeadAndPost {
  head: Detailed;
  post: Detailed;
}

export function trafficLight(state: Signal, arm: number): HeadAndPost {
  const part = (which: 'head' | 'post'): Detailed => lasting(`signal ${which} ${state} ${arm}`, (detail) => makeTrafficLight(state, arm, detail)[which]);
  return { head: part('head'), post: part('post') };
}

export function sign(kind: SignKind): HeadAndPost {
  const part = (which: 'head' | 'post'): Detailed => lasting(`sign ${which} ${kind}`, () => makeSign(kind)[which]);
  return { head: part('head'), post: part('post') };
}

const WALLS = ['#b5533c', '#8e4a36', '#d8cbb0', '#c9b48c', '#e4ded2', '#9aa0a3', '#7f8a8f', '#c98f6a', '#6d5a4d', '#b7c2c4', '#a8b08f', '#dcc0a0'].map(rgb);
const TRIMS = ['#efece4', '#d5d0c4', '#5a5550', '#3d4246'].map(rgb);
const SIGNS = ['#8c1f28', '#1f4f8c', '#22603d', '#c98a1a', '#3a3a3a', '#7a2f73'].map(rgb);
const KINDS = ['brick', 'plaster', 'concrete', 'glass'] as const;

/** One of 60 houses, for one side of the road (-1 left, 1 right). */
export function building(which: number, side: number, night: number): { model: Detailed; width: number } {
  const r = (i: number): number => hash(which + 101, i);
  const kind = KINDS[Math.min(3, Math.floor(4.2 * r(1) ** 1.2))];
  const floors = 2 + Math.floor((kind === 'glass' ? 11 : 5) * r(2));
  const shop = r(3) < 0.55;
  const style = { kind, wall: WALLS[Math.floor(WALLS.length * r(4))], trim: TRIMS[Math.floor(4 * r(5))], sign: SIGNS[Math.floor(6 * r(6))], bay: 2.2 + 1.4 * r(7), shop, height: 3.1 * floors + (shop ? 0.7 : 0.4), seed: which };
  const width = 9 + 14 * r(8);
  return { model: lasting(`building ${which} ${side} ${night}`, () => makeBuilding(style, width, 11, side, night)), width };
}

/** Low things along the pavement: bins, benches, bollards, stretches of fence, wall and guard rail, 6 metres long where they are long. */
const BOXES = {
  bin: { of: 'static', color: '#3d4a3f', boxes: [[0, 0, 0, 0.5, 0.95, 0.5]] },
  bench: { of: 'static', color: '#6b4a2c', boxes: [[0, 0.4, 0, 0.5, 0.07, 1.7], [0.22, 0.45, 0, 0.06, 0.45, 1.7], [0, 0, -0.7, 0.4, 0.4, 0.08], [0, 0, 0.7, 0.4, 0.4, 0.08]] },
  bollard: { of: 'pole', color: '#565b60', boxes: [[0, 0, 0, 0.13, 0.9, 0.13]] },
  fence: { of: 'fence', color: '#8a7a63', boxes: [...Array.from({ length: 12 }, (_, i) => [0, 0, i * 0.5 + 0.25, 0.05, 1.25, 0.34]), [0.04, 0.3, 3, 0.05, 0.08, 6], [0.04, 0.95, 3, 0.05, 0.08, 6]] },
  wall: { of: 'wall', color: '#98826c', boxes: [[0, 0, 3, 0.35, 1.15, 6], [0, 1.15, 3, 0.45, 0.1, 6]] },
  rail: { of: 'guard rail', color: '#9ba1a6', boxes: [[0, 0.42, 3, 0.1, 0.32, 6], [0.08, 0, 1, 0.1, 0.6, 0.12], [0.08, 0, 3, 0.1, 0.6, 0.12], [0.08, 0, 5, 0.1, 0.6, 0.12]] },
} as const; // prettier-ignore

export type Furniture = keyof typeof BOXES;

export function furniture(kind: Furniture): Detailed {
  return lasting(kind, () => {
    const mesh = new Mesh();
    const { of, color, boxes } = BOXES[kind];
    for (const [x, y, z, w, h, l] of boxes as readonly (readonly number[])[]) mesh.box([x, y, z], [w, h, l], plain(of, rgb(color), 0.01));
    return mesh;
  });
}
