/** What a pixel of a road scene shows: the 23 numbers of a mask, in the order that the CARLA simulator made usual. */
export const ROAD_CLASSES = [
  'unlabeled', 'building', 'fence', 'other', 'pedestrian', 'pole', 'road line', 'road', 'sidewalk', 'vegetation', 'vehicle', 'wall', 'traffic sign',
  'sky', 'ground', 'bridge', 'rail track', 'guard rail', 'traffic light', 'static', 'dynamic', 'water', 'terrain',
] as const; // prettier-ignore

export type RoadClass = (typeof ROAD_CLASSES)[number];

/** A colour for each class, red, green and blue 0..255, to paint masks with; neighbours on a street differ in brightness too. */
export const ROAD_COLORS: readonly (readonly [number, number, number])[] = [
  [20, 20, 20], [94, 84, 102], [190, 150, 120], [120, 160, 160], [230, 57, 70], [170, 170, 150], [250, 230, 120], [120, 92, 140], [221, 150, 210], [72, 135, 60], [38, 84, 180], [140, 110, 90], [255, 183, 3],
  [135, 190, 230], [105, 70, 80], [150, 110, 110], [200, 140, 150], [165, 175, 185], [255, 130, 20], [85, 75, 60], [170, 60, 110], [50, 90, 130], [160, 200, 110],
]; // prettier-ignore

/** Number of a class in the mask, 0 to 22. */
export const roadClassId = (name: RoadClass): number => ROAD_CLASSES.indexOf(name);
