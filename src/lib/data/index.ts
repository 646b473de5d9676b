/** `gradus/data`: the data sets that ship with the pack. */
export { datasetPath } from './path';
export { loadDoorPhotos, loadFacePeople, type DoorPhoto, type FacePerson } from './faces';
export { EMOJIS, EMOJI_NAMES, labelToEmoji, loadEmoji, readMessages, type Messages } from './emoji';
export { loadFootball, type Football } from './football';
export { makeMoons } from './moons';
export { loadAnalogies, loadWords, type Analogy, type LoadWordsOptions, type Words } from './words';
export { loadRoadFrames, type RoadFrame } from './road';
