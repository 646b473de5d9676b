/** The number of letters to insert, delete, replace or swap with the next to make b of a; more than `most` counts as most + 1. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let best = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let d = Math.min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) d = Math.min(d, before[j - 2] + 1);
      row.push(d);
      if (d < best) best = d;
    }
    if (best > most) return most + 1;
    before = last;
    last = row;
  }
  return Math.min(last[b.length], most + 1);
}

/** Up to `n` words that are spelled nearly like `word`, the nearest first, earlier ones before later ones. */
export function nearSpellings(word: string, words: readonly string[], n = 3): string[] {
  if (word.length > 64) return [];
  const lower = word.toLowerCase();
  const most = word.length < 4 ? 1 : 2;
  const found: { word: string; distance: number }[] = [];
  for (const candidate of words) {
    if (Math.abs(candidate.length - word.length) > most) continue;
    const distance = editDistance(lower, candidate.toLowerCase(), most);
    if (distance <= most) found.push({ word: candidate, distance });
  }
  return found.sort((a, b) => a.distance - b.distance).slice(0, n).map((f) => f.word); // prettier-ignore
}
