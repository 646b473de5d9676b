/** `gradus/yolo`: what surrounds a YOLO network: reading its output, boxes, drawing. */
export { indicesWhere, scaleBoxes, yoloBoxesToCorners, yoloHead } from './boxes';
export { COCO_CLASSES, readAnchors, readClasses, YOLO_ANCHORS } from './classes';
export { drawBoxes, getColorsForClasses, preprocessImage } from './draw';
export { simulateFeatures, type SimulationOptions, type TrueObject } from './simulate';
