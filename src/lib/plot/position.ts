import type { Layout } from './layout';
import type { Axis } from './scale';

/** From axis units to pixels of the coordinate system's picture. On an axis of names, 0 is the middle of the first. */
export interface Position {
  x(value: number): number;
  y(value: number): number;
  /** Width and height of one name's place. */
  stepX: number;
  stepY: number;
  /** The frame: left, top, right, bottom. */
  frame: { left: number; top: number; right: number; bottom: number };
}

export function positions({ width, height, titleHeight, margin, x, y }: Layout): Position {
  const frame = { left: margin.left, top: margin.top, right: width - margin.right, bottom: height - titleHeight - margin.bottom };
  return {
    x: along(x, frame.left, frame.right),
    y: y.kind === 'names' ? along(y, frame.top, frame.bottom) : along(y, frame.bottom, frame.top),
    stepX: x.kind === 'names' ? (frame.right - frame.left) / x.names.length : 0,
    stepY: y.kind === 'names' ? (frame.bottom - frame.top) / y.names.length : 0,
    frame,
  };
}

function along(axis: Axis, from: number, to: number): (value: number) => number {
  if (axis.kind === 'names') return (i) => from + ((i + 0.5) * (to - from)) / axis.names.length;
  const [low, high] = axis.domain;
  return (value) => from + ((value - low) / (high - low)) * (to - from);
}
