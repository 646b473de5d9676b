/** `gradus/embeddings`: word vectors from GloVe, fastText and word2vec files. docs/embeddings.md tells how to use them. @module gradus/embeddings */
export { loadVectors, loadVectorsSync, type LoadOptions, type LoadProgress } from './load';
export { saveVectors, type SaveOptions } from './save';
export { WordVectors, type NearestOptions, type Neighbour, type OovRule } from './wordVectors';
export { readGloveVecs, type GloveVecs } from './glove';
export { findGlove } from './findGlove';
export { VectorFileError } from './error';
export type { VectorFormat } from './detect';
