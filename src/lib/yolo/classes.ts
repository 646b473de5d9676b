import fs from 'node:fs';

/** The 80 classes of COCO, in the order that YOLO uses. */
export const COCO_CLASSES: readonly string[] = [
  'person', 'bicycle', 'car', 'motorbike', 'aeroplane', 'bus', 'train', 'truck', 'boat', 'traffic light', 'fire hydrant', 'stop sign', 'parking meter', 'bench',
  'bird', 'cat', 'dog', 'horse', 'sheep', 'cow', 'elephant', 'bear', 'zebra', 'giraffe', 'backpack', 'umbrella', 'handbag', 'tie', 'suitcase', 'frisbee', 'skis',
  'snowboard', 'sports ball', 'kite', 'baseball bat', 'baseball glove', 'skateboard', 'surfboard', 'tennis racket', 'bottle', 'wine glass', 'cup', 'fork', 'knife',
  'spoon', 'bowl', 'banana', 'apple', 'sandwich', 'orange', 'broccoli', 'carrot', 'hot dog', 'pizza', 'donut', 'cake', 'chair', 'sofa', 'pottedplant', 'bed',
  'diningtable', 'toilet', 'tvmonitor', 'laptop', 'mouse', 'remote', 'keyboard', 'cell phone', 'microwave', 'oven', 'toaster', 'sink', 'refrigerator', 'book',
  'clock', 'vase', 'scissors', 'teddy bear', 'hair drier', 'toothbrush',
]; // prettier-ignore

/** Widths and heights of YOLOv2's five anchors, in cells of the 19 x 19 grid. */
export const YOLO_ANCHORS: readonly (readonly [number, number])[] = [
  [0.57273, 0.677385],
  [1.87446, 2.06253],
  [3.33843, 5.47434],
  [7.88282, 3.52778],
  [9.77052, 9.16828],
];

/** Class names from a text file, one a line. */
export function readClasses(file: string): string[] {
  return fs.readFileSync(file, 'utf8').split('\n').map((line) => line.trim()).filter(Boolean); // prettier-ignore
}

/** Anchors from a text file: widths and heights in turn, separated by commas. */
export function readAnchors(file: string): [number, number][] {
  const numbers = fs.readFileSync(file, 'utf8').split(',').map(Number);
  if (numbers.length === 0 || numbers.length % 2 !== 0 || numbers.some((x) => !(x > 0))) throw new Error(`readAnchors: expected pairs of positive numbers separated by commas in ${file}`);
  return Array.from({ length: numbers.length / 2 }, (_, i) => [numbers[2 * i], numbers[2 * i + 1]]);
}
