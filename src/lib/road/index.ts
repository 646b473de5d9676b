/** `gradus/road`: a seeded renderer of road scenes, with boxes and masks. @module gradus/road */
export { drive, renderScene, roadScenes, type FrameSize, type RoadScene } from './frame';
export type { RoadBox } from './boxes';
