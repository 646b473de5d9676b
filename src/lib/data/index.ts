/** `gradus/data`: the data sets that ship with the pack. */
export { datasetPath } from './path';
export { EMOJIS, EMOJI_NAMES, labelToEmoji, loadEmoji, readMessages, type Messages } from './emoji';
export { loadFootball, type Football } from './football';
export { makeMoons } from './moons';
export { loadAnalogies, loadWords, type Analogy, type LoadWordsOptions, type Words } from './words';
export { loadRoadFrames, type RoadFrame } from './road';
export { ROAD_CLASSES, ROAD_COLORS, roadClassId, type RoadClass } from './roadClasses';
