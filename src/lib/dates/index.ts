/** `gradus/dates`: dates as people and as machines write them, and what a translation with attention needs besides its two functions. @module gradus/dates */
export { attentionOf, attentionTable, plotAttentionMap, type Attention } from './attentionMap';
export { encode, loadDataset, oneHot, preprocessData, type DateDataset, type DatePair } from './dataset';
export { evaluateDates, translate, type Scores } from './evaluate';
export { DATE_FORMATS, formatDate, isoDate, MONTHS, WEEKDAYS, type Day } from './formats';
export { attentionForward, attentionParts, type AttentionParts } from './forward';
export { dateWeights, loadDateWeights, SHIPPED } from './shipped';
export type { TrainingReport } from '../training/batches';
export { batchLoss, trainDates, type TrainOptions } from './train';
export { HUMAN_VOCAB, intToString, inverse, MACHINE_VOCAB, PADDING, stringToInt, UNKNOWN, type Vocabulary } from './vocabulary';
