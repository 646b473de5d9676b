/** `gradus/data`: the data sets that ship with the pack. */
export { datasetPath } from './path';
export { loadFootball, type Football } from './football';
export { makeMoons } from './moons';
export { loadRoadFrames, type RoadFrame } from './road';
export { ROAD_CLASSES, ROAD_COLORS, roadClassId, type RoadClass } from './roadClasses';
