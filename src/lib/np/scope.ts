import type { NDArray } from './ndarray';

/** The arrays made since np.tidy began; null outside of it. A module of its own, as arrays register here and np.tidy looks for arrays. */
export const scope: { made: NDArray[] | null } = { made: null };
