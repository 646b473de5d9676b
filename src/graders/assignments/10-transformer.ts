import { defineAssignment } from '../define';
import { attentionTests } from './10-transformer/attention';
import { decoderLayerTests, encoderLayerTests } from './10-transformer/layers';
import { angleTests, encodingTests } from './10-transformer/positions';
import { decoderTests, encoderTests, transformerTests } from './10-transformer/stacks';

export default defineAssignment({
  slug: '10-transformer',
  title: 'The Transformer',
  tasks: [
    { id: '10.1', fn: 'getAngles', title: 'Angles', points: 5, tests: angleTests },
    { id: '10.2', fn: 'positionalEncoding', title: 'Positional encoding', points: 10, tests: encodingTests },
    { id: '10.3', fn: 'scaledDotProductAttention', title: 'Scaled dot-product attention', points: 15, tests: attentionTests },
    { id: '10.4', fn: 'EncoderLayer', title: 'A layer of the encoder', points: 15, tests: encoderLayerTests },
    { id: '10.5', fn: 'Encoder', title: 'The encoder', points: 10, tests: encoderTests },
    { id: '10.6', fn: 'DecoderLayer', title: 'A layer of the decoder', points: 20, tests: decoderLayerTests },
    { id: '10.7', fn: 'Decoder', title: 'The decoder', points: 10, tests: decoderTests },
    { id: '10.8', fn: 'Transformer', title: 'The Transformer', points: 15, tests: transformerTests },
  ],
});
