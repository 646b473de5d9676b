/** `gradus/data`: the data sets that ship with the pack. */
export { datasetPath } from './path';
export { loadDoorPhotos, loadFacePeople, type DoorPhoto, type FacePerson } from './faces';
export { loadFootball, type Football } from './football';
export { makeMoons } from './moons';
export { loadRoadFrames, type RoadFrame } from './road';
