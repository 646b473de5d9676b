import type { NDArray } from '../np';

/** Distances between pairs of encodings, and whether both show the same person. */
export interface Pairs {
  distances: number[];
  same: boolean[];
}

/** Euclidean distances between all rows of an (m, n) array: m rows of m numbers. */
export function distanceMatrix(encodings: NDArray): number[][] {
  const rows = encodings.tolist() as number[][];
  return rows.map((a) => rows.map((b) => Math.sqrt(a.reduce((sum, x, i) => sum + (x - b[i]) ** 2, 0))));
}

/** All pairs i < j of encodings (m, n); `people[i]` is who is on photo i. */
export function allPairs(encodings: NDArray, people: readonly (number | string)[]): Pairs {
  if (encodings.ndim !== 2 || encodings.shape[0] !== people.length) throw new RangeError(`allPairs: expected encodings of ${people.length} photos, got shape (${encodings.shape.join(', ')})`);
  const pairs: Pairs = { distances: [], same: [] };
  distanceMatrix(encodings).forEach((row, i) => {
    for (let j = i + 1; j < row.length; j++) {
      pairs.distances.push(row[j]);
      pairs.same.push(people[i] === people[j]);
    }
  });
  return pairs;
}

/** The mean of two rates, since there are many more pairs of different people: same pairs below the threshold, different pairs not below it. */
export function verificationAccuracy({ distances, same }: Pairs, threshold: number): number {
  const [right, total] = [[0, 0], [0, 0]]; // prettier-ignore
  distances.forEach((distance, i) => {
    const kind = same[i] ? 1 : 0;
    total[kind]++;
    if (distance < threshold === same[i]) right[kind]++;
  });
  return (right[0] / total[0] + right[1] / total[1]) / 2;
}

/** The threshold of the best accuracy, of those from 0 to 2 in steps of 0.01; the middle one if several are as good. */
export function bestThreshold(pairs: Pairs): number {
  const all = Array.from({ length: 200 }, (_, i) => (i + 1) / 100);
  const scores = all.map((threshold) => verificationAccuracy(pairs, threshold));
  const top = Math.max(...scores);
  const best = all.filter((_, i) => scores[i] === top);
  return best[Math.floor(best.length / 2)];
}

/** Share of photos whose nearest database photo shows the same person. Encodings (people, n), in the database, and (photos, n). */
export function oneShotAccuracy(database: NDArray, photos: NDArray, people: readonly number[]): number {
  const [known, asked] = [database.tolist() as number[][], photos.tolist() as number[][]];
  const nearest = asked.map((a) => {
    const squared = known.map((b) => b.reduce((sum, x, i) => sum + (x - a[i]) ** 2, 0));
    return squared.indexOf(Math.min(...squared));
  });
  return nearest.filter((who, i) => who === people[i]).length / people.length;
}
