/** `gradus/data`: the data sets that ship with the pack. */
export { datasetPath } from './path';
export { loadFootball, type Football } from './football';
export { loadJazz, type Jazz } from './jazz';
export { makeMoons } from './moons';
export { loadRoadFrames, type RoadFrame } from './road';
