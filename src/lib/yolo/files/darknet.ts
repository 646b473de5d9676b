import fs from 'node:fs';
import * as tf from '../../tf';
import { darknetAnchors, numberOf, parseDarknetConfig, type DarknetSection } from './darknetConfig';
import { DarknetReader, type DarknetConvolution } from './darknetWeights';
import { Reorg } from './reorg';

/** Darknet's batch normalization adds this to the variance. */
const EPSILON = 1e-6;

export interface DarknetNetwork {
  /** Takes pictures (m, height, width, channels) in 0..1, gives the last layer before [region]. */
  model: tf.LayersModel;
  anchors: [number, number][];
  numClasses: number | null;
}

/** (filters, channels, size, size) to (size, size, channels, filters). */
function kernelTensor(kernel: Float32Array, filters: number, channels: number, size: number): tf.Tensor {
  return tf.tidy(() => tf.tensor4d(kernel, [filters, channels, size, size]).transpose([2, 3, 1, 0]));
}

/** Batch normalization that no longer learns is a scale and a shift for each filter: they go into kernel and bias. */
function fold({ bias, scales, mean, variance, kernel }: DarknetConvolution): { kernel: Float32Array; bias: Float32Array } {
  if (!scales || !mean || !variance) return { kernel, bias };
  const each = kernel.length / bias.length;
  const gain = scales.map((s, i) => s / Math.sqrt(variance[i] + EPSILON));
  return { kernel: kernel.map((w, i) => w * gain[Math.floor(i / each)]), bias: bias.map((b, i) => b - mean[i] * gain[i]) };
}

function activate(x: tf.SymbolicTensor, section: DarknetSection, name: string): tf.SymbolicTensor {
  const activation = section.options.activation ?? 'logistic';
  if (activation === 'linear') return x;
  if (activation === 'leaky') return tf.layers.leakyReLU({ alpha: 0.1, name: `${name}_leaky` }).apply(x) as tf.SymbolicTensor;
  if (activation === 'relu') return tf.layers.reLU({ name: `${name}_relu` }).apply(x) as tf.SymbolicTensor;
  throw new Error(`loadDarknet: activation '${activation}' in line ${section.line} is not known; leaky, relu and linear are`);
}

function convolution(x: tf.SymbolicTensor, section: DarknetSection, name: string, reader: DarknetReader): tf.SymbolicTensor {
  const [filters, size, strides] = [numberOf(section, 'filters'), numberOf(section, 'size', 1), numberOf(section, 'stride', 1)];
  const padding = numberOf(section, 'pad', 0) ? Math.floor(size / 2) : numberOf(section, 'padding', 0);
  const channels = x.shape[3]!;
  const { kernel, bias } = fold(reader.convolution(name, filters, channels, size, numberOf(section, 'batch_normalize', 0) === 1));
  const padded = padding > 0 ? (tf.layers.zeroPadding2d({ padding, name: `${name}_pad` }).apply(x) as tf.SymbolicTensor) : x;
  const layer = tf.layers.conv2d({ filters, kernelSize: size, strides, padding: 'valid', name });
  const out = layer.apply(padded) as tf.SymbolicTensor;
  layer.setWeights([kernelTensor(kernel, filters, channels, size), tf.tensor1d(bias)]);
  return activate(out, section, name);
}

/** Earlier layers that a [route] joins; negative numbers count back from it. */
function route(section: DarknetSection, index: number, outputs: readonly tf.SymbolicTensor[]): tf.SymbolicTensor {
  const parts = (section.options.layers ?? '').split(',').map((text) => {
    const at = Number(text) < 0 ? index + Number(text) : Number(text);
    if (!outputs[at]) throw new Error(`loadDarknet: [route] in line ${section.line} asks for layer ${text.trim()}, which is not before it`);
    return outputs[at];
  });
  return parts.length === 1 ? parts[0] : (tf.layers.concatenate({ name: `route_${index}` }).apply(parts) as tf.SymbolicTensor);
}

function layerOf(section: DarknetSection, index: number, x: tf.SymbolicTensor, outputs: readonly tf.SymbolicTensor[], reader: DarknetReader): tf.SymbolicTensor {
  const name = `${section.type}_${index}`;
  switch (section.type) {
    case 'convolutional':
      return convolution(x, section, name, reader);
    case 'maxpool':
      return tf.layers.maxPooling2d({ poolSize: numberOf(section, 'size', 2), strides: numberOf(section, 'stride', 1), padding: 'same', name }).apply(x) as tf.SymbolicTensor;
    case 'route':
      return route(section, index, outputs);
    case 'reorg':
      return new Reorg({ name, stride: numberOf(section, 'stride', 1) }).apply(x) as tf.SymbolicTensor;
    case 'shortcut':
      return activate(tf.layers.add({ name }).apply([x, route({ ...section, options: { layers: section.options.from } }, index, outputs)]) as tf.SymbolicTensor, section, name);
    case 'upsample': {
      const stride = numberOf(section, 'stride', 2);
      return tf.layers.upSampling2d({ size: [stride, stride], name }).apply(x) as tf.SymbolicTensor;
    }
    default:
      throw new Error(`loadDarknet: section [${section.type}] in line ${section.line} is not known; convolutional, maxpool, route, reorg, shortcut, upsample and region are`);
  }
}

/**
 * A network from Darknet's own files.
 * @throws when a section is not known, or when the weights are too short or too long for the config
 */
export function loadDarknet(cfgFile: string, weightsFile: string): DarknetNetwork {
  const sections = parseDarknetConfig(fs.readFileSync(cfgFile, 'utf8'));
  const [net, ...rest] = sections;
  const reader = new DarknetReader(fs.readFileSync(weightsFile));
  const input = tf.input({ shape: [numberOf(net, 'height'), numberOf(net, 'width'), numberOf(net, 'channels', 3)], name: 'picture' });
  const outputs: tf.SymbolicTensor[] = [];
  let x: tf.SymbolicTensor = input;
  for (const [index, section] of rest.entries()) {
    if (section.type === 'region') break;
    outputs.push((x = layerOf(section, index, x, outputs, reader)));
  }
  if (reader.left > 0) throw new Error(`loadDarknet: ${reader.left} bytes of ${weightsFile} are left over: .cfg and .weights do not belong together`);
  const region = sections.find((s) => s.type === 'region');
  return { model: tf.model({ inputs: input, outputs: x }), anchors: darknetAnchors(sections), numClasses: region ? numberOf(region, 'classes') : null };
}
