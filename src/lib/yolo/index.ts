/** `gradus/yolo`: what surrounds a YOLO network: anchors, targets, reading its output, boxes, precision, drawing; and a small trained one. @module gradus/yolo */
export { kMeansAnchors, meanIou, shapeIou, type BoxShape } from './anchors';
export { indicesWhere, scaleBoxes, yoloBoxesToCorners, yoloHead } from './boxes';
export { COCO_CLASSES, readAnchors, readClasses, YOLO_ANCHORS } from './classes';
export { detectorModel, loadDetector, normalizePixels, STRIDE, type Detector, type DetectorShape } from './detector';
export { drawBoxes, getColorsForClasses, preprocessImage } from './draw';
export { decodeTarget, encodeBoxes, type EncodableBox, type GridShape, type YoloTarget } from './encode';
export { yoloLoss } from './loss';
export { averagePrecision, meanAveragePrecision, precisionRecall, type Detected, type Interpolation, type PrecisionOptions, type Truth } from './precision';
export { loadDarknet, type DarknetNetwork } from './files/darknet';
export { parseDarknetConfig, type DarknetSection } from './files/darknetConfig';
export { readKerasWeights } from './files/keras';
