import { createHash } from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';
import { datasetFolder } from '../data/path';
import { bytesOf, packTensor, sizeOf, unpackTensor, type TensorEntry, type WeightDtype, type WeightTensor } from './pack';

/** Version of the file format; a reader refuses others. */
const VERSION = 1;

/** A network's numbers: tensors by name, and what its program needs to know besides (anchors, class names, how it was trained). */
export interface Weights {
  tensors: Record<string, WeightTensor>;
  meta: Record<string, unknown>;
}

interface Manifest {
  format: 'gradus-weights';
  version: number;
  name: string;
  /** Of the data file, NAME.bin. */
  sha256: string;
  bytes: number;
  meta: Record<string, unknown>;
  tensors: TensorEntry[];
}

const sha256 = (data: Buffer): string => createHash('sha256').update(data).digest('hex');

/** 'road/detector' stands for datasets/road/weights/detector.json and .bin; a path to such a pair without its ending will do as well. */
function stemOf(name: string, what: string): string {
  if (path.isAbsolute(name)) return name;
  const match = /^([\w-]+)\/([\w.-]+)$/.exec(name);
  if (!match) throw new Error(`${what}: expected a name like 'road/detector' (data set, network), got '${name}'`);
  return path.join(datasetFolder(), match[1], 'weights', match[2]);
}

/**
 * Writes NAME.json (manifest) and NAME.bin (numbers).
 * @param name 'road/detector', or an absolute path without ending
 * @param options.dtype 'float16' unless told; vectors (biases, batch-normalization statistics) keep at least float16 under 'int8'
 */
export function saveWeights(name: string, { tensors, meta }: Weights, options: { dtype?: WeightDtype } = {}): { bytes: number } {
  const stem = stemOf(name, 'saveWeights');
  const parts: Buffer[] = [];
  const entries: TensorEntry[] = [];
  let offset = 0;
  for (const [key, tensor] of Object.entries(tensors)) {
    const { shape, values } = tensor;
    if (values.length !== sizeOf(shape)) throw new Error(`saveWeights: '${key}' has shape (${shape.join(', ')}), but ${values.length} values`);
    if (values.some((x) => !Number.isFinite(x))) throw new Error(`saveWeights: '${key}' holds NaN or infinity: the training went wrong, lower its learning rate`);
    const wanted = options.dtype ?? 'float16';
    const dtype = wanted === 'int8' && shape.length < 2 ? 'float16' : wanted;
    const { bytes, scales } = packTensor(tensor, dtype);
    entries.push({ name: key, shape: [...shape], dtype, offset, ...(scales ? { scales } : {}) });
    parts.push(bytes);
    offset += bytes.length;
  }
  const data = Buffer.concat(parts);
  const manifest: Manifest = { format: 'gradus-weights', version: VERSION, name, sha256: sha256(data), bytes: data.length, meta, tensors: entries };
  if (path.isAbsolute(name)) manifest.name = path.basename(name);
  fs.mkdirSync(path.dirname(stem), { recursive: true });
  fs.writeFileSync(`${stem}.bin`, data);
  fs.writeFileSync(`${stem}.json`, `${JSON.stringify(manifest)}\n`);
  return { bytes: data.length };
}

/**
 * A shipped network's weights, checked: loadWeights('road/detector').
 * @throws when a file is missing, damaged (length, sha256) or of another version; the message says what to do
 */
export function loadWeights(name: string): Weights {
  const stem = stemOf(name, 'loadWeights');
  const network = path.basename(stem);
  const restore = `Restore it with: git checkout -- datasets, or train it anew: npm run train -- ${network}`;
  for (const file of [`${stem}.json`, `${stem}.bin`]) if (!fs.existsSync(file)) throw new Error(`loadWeights: there is no file ${file}. ${restore}`);
  const manifest = readManifest(`${stem}.json`, restore);
  const data = fs.readFileSync(`${stem}.bin`);
  if (data.length !== manifest.bytes) throw new Error(`loadWeights: ${stem}.bin should have ${manifest.bytes} bytes, it has ${data.length}. ${restore}`);
  const found = sha256(data);
  if (found !== manifest.sha256) throw new Error(`loadWeights: ${stem}.bin is damaged: its sha256 is ${found}, expected ${manifest.sha256}. ${restore}`);
  const tensors: Record<string, WeightTensor> = {};
  for (const entry of manifest.tensors) {
    if (entry.offset + bytesOf(entry.shape, entry.dtype) > data.length) throw new Error(`loadWeights: '${entry.name}' reaches beyond the end of ${stem}.bin. ${restore}`);
    tensors[entry.name] = unpackTensor(entry, data);
  }
  return { tensors, meta: manifest.meta };
}

function readManifest(file: string, restore: string): Manifest {
  let manifest: Manifest;
  try {
    manifest = JSON.parse(fs.readFileSync(file, 'utf8')) as Manifest;
  } catch (error) {
    throw new Error(`loadWeights: ${file} is not JSON (${(error as Error).message}). ${restore}`);
  }
  if (manifest.format !== 'gradus-weights') throw new Error(`loadWeights: ${file} is no manifest of weights. ${restore}`);
  if (manifest.version !== VERSION) throw new Error(`loadWeights: ${file} has format version ${manifest.version}, this pack reads ${VERSION}. Get the pack and its datasets from the same version`);
  return manifest;
}
