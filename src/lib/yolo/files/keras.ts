import type { Dataset, Group } from 'h5wasm';
import type { WeightTensor } from '../../weights';

type H5 = typeof import('h5wasm/node');

/** h5wasm is an ES module; TypeScript leaves this import as it is. */
const library = async (): Promise<H5> => {
  const h5 = await import('h5wasm/node');
  await h5.ready;
  return h5;
};

/**
 * Weights of a Keras model from its HDF5 file, by name. Three layouts are read: `save_weights` of Keras 2 (layer_names and weight_names as attributes), the same
 * within `model_weights` of a whole saved model, and `.weights.h5` of Keras 3, where the weights of a layer have numbers.
 * @returns tensors by LAYER/WEIGHT, e.g. conv2d_1/kernel, or conv2d_1/0 for Keras 3
 */
export async function readKerasWeights(file: string): Promise<Record<string, WeightTensor>> {
  const h5 = await library();
  let opened: InstanceType<H5['File']>;
  try {
    opened = new h5.File(file, 'r');
    if (opened.file_id < 0n) throw new Error('not HDF5');
  } catch (error) {
    throw new Error(`readKerasWeights: ${file} cannot be read as HDF5 (${(error as Error).message})`);
  }
  try {
    const names = opened.keys();
    const root = (names.includes('model_weights') ? opened.get('model_weights') : opened) as Group;
    const tensors: Record<string, WeightTensor> = {};
    if ('layer_names' in root.attrs) readKeras2(root, tensors);
    else if (names.includes('layers')) readKeras3(opened.get('layers') as Group, '', tensors);
    else throw new Error(`readKerasWeights: ${file} holds ${names.join(', ') || 'nothing'}, which is not how Keras keeps weights`);
    return tensors;
  } finally {
    opened.close();
  }
}

function tensorOf(dataset: Dataset): WeightTensor {
  const { shape, value } = dataset;
  const items = typeof value === 'number' ? [value] : (value as ArrayLike<number>);
  return { shape: [...(shape ?? [])], values: Float32Array.from(items) };
}

const strings = (value: unknown): string[] => (Array.isArray(value) ? (value as unknown[]).map(String) : []);

/** Without the layer's name in front, which may be there twice, and without ':0' behind. */
function weightName(layer: string, name: string): string {
  const parts = name.replace(/:\d+$/, '').split('/').filter((part) => part !== layer); // prettier-ignore
  return `${layer}/${parts.join('/')}`;
}

function readKeras2(root: Group, tensors: Record<string, WeightTensor>): void {
  for (const layer of strings(root.attrs.layer_names.value)) {
    const group = root.get(layer) as Group;
    for (const name of strings(group.attrs.weight_names?.value)) tensors[weightName(layer, name)] = tensorOf(group.get(name) as Dataset);
  }
}

/** Groups hold `vars` (a layer's own weights, numbered) and, for layers of layers, more groups. */
function readKeras3(group: Group, path: string, tensors: Record<string, WeightTensor>): void {
  for (const name of group.keys()) {
    const item = group.get(name) as Group | Dataset;
    if (item.type === 'Dataset') tensors[`${path}/${name}`] = tensorOf(item as Dataset);
    else readKeras3(item as Group, name === 'vars' ? path : path ? `${path}/${name}` : name, tensors);
  }
}
