/** `gradus/faces`: drawn people and photos of them, the face network with its weights, and what it is measured by. @module gradus/faces */
export { face, type FaceOptions } from './face';
export { gallery, loadFace, type GalleryItem } from './picture';
export { encode, faceNet, loadFaceNet, loadFaceThreshold } from './network';
export { allPairs, bestThreshold, distanceMatrix, oneShotAccuracy, verificationAccuracy, type Pairs } from './evaluate';
export { ENCODING_SIZE, INPUT_SIZE } from './input';
