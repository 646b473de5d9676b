/** Which distances of a batch take part in the loss, and how often: a positive pair counts +1, a negative pair -1. */
export interface Mined {
  /** (n, n), row by row. */
  weights: Float32Array;
  triplets: number;
  /** Sum over the triplets of d(A, P)^2 - d(A, N)^2 + alpha. */
  loss: number;
}

/**
 * Semi-hard triplets of a batch: for each anchor and each positive, the nearest negative that is farther than the positive. If none is farther, the
 * farthest negative. Triplets that already keep the margin are left out, as they have no gradient.
 * @param squared squared distances (n, n), row by row
 * @param people who is on photo i
 */
export function mineSemiHard(squared: Float32Array, people: readonly number[], alpha: number): Mined {
  const n = people.length;
  const mined: Mined = { weights: new Float32Array(n * n), triplets: 0, loss: 0 };
  for (let a = 0; a < n; a++) {
    const negatives = people.map((_, i) => i).filter((i) => people[i] !== people[a]).sort((i, j) => squared[a * n + i] - squared[a * n + j]); // prettier-ignore
    for (let p = 0; p < n; p++) {
      if (p === a || people[p] !== people[a]) continue;
      const positive = squared[a * n + p];
      const negative = negatives.find((i) => squared[a * n + i] > positive) ?? negatives[negatives.length - 1];
      const hinge = positive - squared[a * n + negative] + alpha;
      if (hinge <= 0) continue;
      mined.weights[a * n + p] += 1;
      mined.weights[a * n + negative] -= 1;
      mined.triplets++;
      mined.loss += hinge;
    }
  }
  return mined;
}
