/** A public archive, with what is known about it for sure. */
export interface Archive {
  /** Name of the file, by which a checksum is chosen. */
  name: string;
  url: string;
  /** Bytes. */
  size: number;
  sha256: string;
}

/** A data set that `npm run datasets` can fetch. */
export interface Dataset {
  title: string;
  archive: Archive;
  /** Which files the archive holds. */
  files: string[];
  /** The file to take unless --file says another. */
  file: string;
  licence: string;
}

/** The known data sets. Sizes and checksums are those that several independent projects publish for the same address. */
export const DATASETS: Readonly<Record<string, Dataset>> = {
  glove: {
    title: 'GloVe word vectors (Wikipedia 2014 and Gigaword 5; 400,000 words in lower case)',
    archive: {
      name: 'glove.6B.zip',
      url: 'https://nlp.stanford.edu/data/glove.6B.zip',
      size: 862_182_613,
      sha256: '617afb2fe6cbd085c235baf7a465b96f4112bd7f7ccb2b2cbd649fed9cbcf2fb',
    },
    files: ['glove.6B.50d.txt', 'glove.6B.100d.txt', 'glove.6B.200d.txt', 'glove.6B.300d.txt'],
    file: 'glove.6B.50d.txt',
    licence: 'Public Domain Dedication and License 1.0',
  },
};
