/** `gradus/nn`: layers as in Keras that TensorFlow.js lacks, or runs slowly. They go into models beside those of tf.layers. @module gradus/nn */
export { adam, DecayingAdam, type AdamConfig } from './adam';
export { multiHeadAttention, MultiHeadAttention, type MultiHeadAttentionConfig } from './attention';
export { bidirectional, type BidirectionalConfig } from './bidirectional';
export { embedding, type EmbeddingConfig } from './embedding';
export { gru, ResetAfterGRU, type GruConfig } from './gru';
export { layerNormalization, FusedLayerNormalization, type LayerNormalizationConfig } from './layerNormalization';
export { lstm, lstmStep, FusedLSTM, type LstmConfig } from './lstm';
export { argMax, oneHot, timeStep, unitsOf } from './steps';
export { softmax, AxisSoftmax, type SoftmaxConfig } from './softmax';
