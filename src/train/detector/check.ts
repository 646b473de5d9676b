/** Mean average precision of the shipped detector on scenes that nobody has used so far, as JSON. Run: node dist/train/detector/check.js [scenes] */
import { renderScene } from '../../lib/road';
import { loadDetector } from '../../lib/yolo';
import { evaluateDetector } from './evaluate';

/** Training uses seeds from 10000 and validation from 800000 on. */
export const TEST_SEED = 910_000;

if (require.main === module) {
  const count = Number(process.argv[2] ?? 60);
  const detector = loadDetector();
  const size = { width: detector.width, height: detector.height };
  const scenes = Array.from({ length: count }, (_, i) => renderScene(TEST_SEED + i, size));
  const { mean, classes } = evaluateDetector(detector.model, detector, { ...size, images: scenes.map((s) => s.image), boxes: scenes.map((s) => s.boxes) });
  process.stdout.write(`${JSON.stringify({ mean, classes: Object.fromEntries(classes) })}\n`);
}
