/** ml-matrix, loaded by the first function that computes with it: `import 'gradus/np'` has no time for it. */
export const library = (): typeof import('ml-matrix') => require('ml-matrix') as typeof import('ml-matrix');
