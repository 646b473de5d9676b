/** `gradus/nn`: layers as in Keras that TensorFlow.js lacks, or runs slowly. */
export { lstm, lstmStep, FusedLSTM, type LstmConfig } from './lstm';
