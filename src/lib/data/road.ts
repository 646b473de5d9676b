import fs from 'node:fs';
import { datasetPath } from './path';

export interface RoadFrame {
  /** Path of the picture, 1280 x 720. */
  path: string;
  file: string;
  /** What renderScene of gradus/road makes the frame from. */
  seed: number;
  weather: string;
  /** Class names and left, top, right, bottom in pixels. */
  objects: { class: string; box: [number, number, number, number] }[];
}

/** The annotated road frames of assignment 3, rendered; see datasets/road/README.md. */
export function loadRoadFrames(): RoadFrame[] {
  const frames = JSON.parse(fs.readFileSync(datasetPath('road', 'annotations.json'), 'utf8')) as Omit<RoadFrame, 'path'>[];
  return frames.map((frame) => ({ ...frame, path: datasetPath('road', frame.file) }));
}
