import { defineAssignment, type HiddenTest } from '../define';

/** A test that compares what a probe tells of the learner's function with what it tells of the reference solution. */
const test = (name: string, property: string, probe: string, ...args: unknown[]): HiddenTest => ({
  name,
  property,
  probe,
  args: () => args,
  rtol: 1e-3,
  atol: 1e-4,
  timeout: 60,
});

// ---- 4.1: convBlock(inputs, nFilters, dropoutProb, maxPooling); a probe's arguments are the shape of the input, then the options

const blockTests: HiddenTest[] = [
  test('the defaults', '32 filters, no dropout and pooling are the defaults', 'blockLayers', [24, 32, 5]),
  test('filters', 'both convolutions have nFilters filters', 'blockLayers', [8, 8, 3], 7),
  test('padding', "the convolutions keep height and width: padding 'same'", 'blockSettings', 'padding', [10, 14, 2], 4),
  test(
    'strides',
    'the convolutions move by one pixel, the pooling by two',
    'blockSettings',
    'strides',
    [10, 14, 2],
    4,
    0.2,
  ),
  test('kernels', 'the convolutions look at 3 x 3 pixels', 'blockSettings', 'kernelSize', [10, 14, 2], 4),
  test('activation', 'both convolutions have the activation relu', 'blockSettings', 'activation', [10, 14, 2], 4),
  test(
    'initializer',
    "the weights of both convolutions start by He's rule, drawn from a normal distribution",
    'blockSettings',
    'kernelInitializer',
    [10, 14, 2],
    4,
  ),
  test(
    'dropout',
    'with dropoutProb there is one dropout layer, with that rate',
    'blockSettings',
    'rate',
    [8, 8, 3],
    4,
    0.45,
  ),
  test('no dropout', 'with dropoutProb 0 there is no dropout layer', 'blockSettings', 'rate', [8, 8, 3], 4, 0),
  test('a little dropout', 'any dropoutProb above 0 makes a dropout layer', 'blockLayers', [8, 8, 3], 4, 0.01, true),
  test('the skip connection', 'skipConnection is the tensor before pooling', 'blockResults', [16, 24, 3], 6),
  test(
    'the skip connection with dropout',
    'skipConnection comes after dropout and before pooling',
    'blockResults',
    [16, 24, 3],
    6,
    0.3,
  ),
  test(
    'no pooling',
    'without pooling nextLayer and skipConnection are the same tensor',
    'blockResults',
    [16, 24, 3],
    6,
    0,
    false,
  ),
  test(
    'no pooling, with dropout',
    'without pooling both results come after dropout',
    'blockResults',
    [6, 8, 16],
    6,
    0.3,
    false,
  ),
  test('numbers', 'under given weights both results have the right numbers', 'blockOutputs', 51, [6, 8, 3], 4),
  test(
    'an odd size',
    'of an odd height and width the pooling leaves out the last row and column',
    'blockOutputs',
    52,
    [7, 9, 2],
    3,
    0.2,
  ),
];

// ---- 4.2: upsamplingBlock(expansiveInput, contractiveInput, nFilters)

const upTests: HiddenTest[] = [
  test('the default', '32 filters are the default', 'upLayers', [3, 4, 8], [6, 8, 4]),
  test('filters', 'all three convolutions have nFilters filters', 'upSettings', 'filters', [3, 4, 8], [6, 8, 4], 5),
  test(
    'strides',
    'the transposed convolution doubles height and width, the other two keep them',
    'upSettings',
    'strides',
    [3, 4, 8],
    [6, 8, 4],
    5,
  ),
  test('padding', "all three convolutions have padding 'same'", 'upSettings', 'padding', [3, 4, 8], [6, 8, 4], 5),
  test('kernels', 'all three convolutions look at 3 x 3 pixels', 'upSettings', 'kernelSize', [3, 4, 8], [6, 8, 4], 5),
  test(
    'activation',
    'relu follows the two convolutions, and nothing the transposed one',
    'upSettings',
    'activation',
    [3, 4, 8],
    [6, 8, 4],
    5,
  ),
  test(
    'initializer',
    "the weights of the two convolutions start by He's rule, those of the transposed one by the default",
    'upSettings',
    'kernelInitializer',
    [3, 4, 8],
    [6, 8, 4],
    5,
  ),
  test(
    'joined channels',
    'upsampled and skip are joined along the channels, the upsampled first',
    'upLayers',
    [3, 4, 6],
    [6, 8, 6],
    6,
  ),
  test(
    'the order of the channels',
    'under given weights the upsampled channels come before those of the skip',
    'upOutputs',
    61,
    [3, 4, 6],
    [6, 8, 6],
    6,
  ),
  test('numbers', 'under given weights the result has the right numbers', 'upOutputs', 62, [2, 5, 4], [4, 10, 3], 2),
  test(
    'more filters than channels',
    'nothing is fixed to the number of channels',
    'upOutputs',
    63,
    [1, 1, 1],
    [2, 2, 1],
    9,
  ),
];

// ---- 4.3: unetModel(inputSize, nFilters, nClasses)

const SMALL = [[32, 48, 3], 4, 6];

const unetTests: HiddenTest[] = [
  test(
    'the second network',
    'with other sizes, filters and classes every layer has its number of parameters',
    'table',
    [192, 64, 4],
    64,
    16,
  ),
  test('all layers', 'every layer has its options, and takes its input from the right layer', 'layers', ...SMALL),
  test(
    'filters',
    'the filters double four times on the way down, and halve on the way up',
    'settings',
    'filters',
    [16, 16, 1],
    3,
    5,
  ),
  test('dropout', 'blocks 4 and 5 drop three values of ten in training, the others none', 'settings', 'rate', ...SMALL),
  test('pooling', 'blocks 1 to 4 pool, block 5 does not', 'settings', 'poolSize', ...SMALL),
  test(
    'activation',
    'relu everywhere but after the transposed convolutions and in the last layer',
    'settings',
    'activation',
    ...SMALL,
  ),
  test('kernels', 'all kernels are 3 x 3, but that of the last layer', 'settings', 'kernelSize', ...SMALL),
  test('padding', "all convolutions have padding 'same'", 'settings', 'padding', ...SMALL),
  test('initializer', "all 3 x 3 convolutions start by He's rule", 'settings', 'kernelInitializer', ...SMALL),
  test('classes', 'the last layer has a channel for each class', 'parameters', [16, 16, 3], 2, 11),
  test(
    'scores',
    'under given weights the network gives the right scores: numbers without bounds, no probabilities',
    'scores',
    71,
    [16, 16, 3],
    2,
    5,
  ),
  test(
    'scores of a wide picture',
    'under other weights and for another size it gives the right scores',
    'scores',
    72,
    [16, 48, 1],
    3,
    4,
  ),
];

export default defineAssignment({
  slug: '04-unet',
  title: 'Image segmentation with U-Net',
  tasks: [
    { id: '4.1', fn: 'convBlock', title: 'A block of the way down', points: 30, tests: blockTests },
    { id: '4.2', fn: 'upsamplingBlock', title: 'A block of the way up', points: 30, tests: upTests },
    { id: '4.3', fn: 'unetModel', title: 'The whole network', points: 40, tests: unetTests },
  ],
});
