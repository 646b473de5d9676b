/** `gradus/data`: the data sets that ship with the pack. @module gradus/data */
export { datasetPath } from './path';
export { loadDoorPhotos, loadFacePeople, type DoorPhoto, type FacePerson } from './faces';
export { EMOJIS, EMOJI_NAMES, labelToEmoji, loadEmoji, readMessages, type Messages } from './emoji';
export { loadFootball, type Football } from './football';
export { loadJazz, type Jazz } from './jazz';
export { makeMoons } from './moons';
export { loadAnalogies, loadWords, type Analogy, type LoadWordsOptions, type Words } from './words';
export { loadRoadFrames, type RoadFrame } from './road';
export { ROAD_CLASSES, ROAD_COLORS, roadClassId, type RoadClass } from './roadClasses';
