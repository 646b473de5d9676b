/** Prints the 300 points of assignment 2 as CSV: x1, x2, class. Run: npx tsx datasets/moons/generate.ts */
import { makeMoons } from '../../src/lib/data';
import * as np from '../../src/lib/np';

export function csv(): string {
  np.random.seed(3);
  const [X, y] = makeMoons(300, { noise: 0.2 });
  const rows = (X.tolist() as number[][]).map(([x1, x2], i) => `${x1},${x2},${y.item(i)}`);
  return ['x1,x2,y', ...rows].join('\n');
}

if (require.main === module) console.log(csv());
