import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as tf from '../../../src/lib/tf';

/** A tensor in a fixture. */
export interface Dump {
  shape: number[];
  data: number[];
}

/** A case written by test/fixtures/nn/generate.py. */
export interface Case {
  config: Record<string, unknown>;
  inputs: Dump[];
  weightNames: string[];
  weights: Dump[];
  outputs: Dump[];
  seeds: Dump[];
  inputGradients: Dump[];
  weightGradients: Dump[];
  mask?: Dump;
  mergeMode?: string | null;
  call?: Record<string, Dump | boolean>;
}

export function cases(name: string): Case[] {
  return JSON.parse(readFileSync(join(__dirname, '../../fixtures/nn', `${name}.json`), 'utf8')) as Case[];
}

export const tensor = ({ shape, data }: Dump): tf.Tensor => tf.tensor(data, shape);
export const list = <T>(value: T | T[]): T[] => (Array.isArray(value) ? value : [value]);

/** Expects a tensor near the expected numbers: shapes first. */
export function near(actual: tf.Tensor, expected: Dump | tf.Tensor, what: string, tolerance = 1e-5): void {
  expect([what, ...actual.shape]).toEqual([what, ...expected.shape]);
  const a = actual.dataSync();
  const b = expected instanceof tf.Tensor ? expected.dataSync() : expected.data;
  let worst = 0;
  for (let i = 0; i < b.length; i++) {
    const off = Math.abs(a[i] - b[i]) / Math.max(1, Math.abs(b[i]));
    if (!(off <= worst)) worst = off; // NaN stays
  }
  expect(worst <= tolerance ? 'near' : `${what}: off by ${worst}`).toBe('near');
}

/** Runs a case and expects Keras' outputs and gradients. `call` returns the outputs in Keras' order. */
export function likeKeras(
  c: Case,
  layer: tf.layers.Layer,
  call: (inputs: tf.Tensor[]) => tf.Tensor | tf.Tensor[],
  floats = true,
): void {
  tf.tidy(() => {
    const inputs = c.inputs.map(tensor);
    call(inputs); // builds
    expect(layer.weights.map((w) => w.shape)).toEqual(c.weights.map((w) => w.shape));
    layer.setWeights(c.weights.map(tensor));
    list(call(inputs)).forEach((y, i) => near(y, c.outputs[i], `output ${i}`));
    const loss = (...xs: tf.Tensor[]): tf.Scalar =>
      tf.addN(list(call(xs)).map((y, i) => tf.sum(tf.mul(y, tensor(c.seeds[i]))))) as tf.Scalar;
    if (floats) tf.grads(loss)(inputs).forEach((g, i) => near(g, c.inputGradients[i], `gradient for input ${i}`));
    const variables = layer.trainableWeights.map((w) => w.read() as tf.Variable);
    const { grads } = tf.variableGrads(() => loss(...inputs), variables);
    variables.forEach((v, i) => near(grads[v.name], c.weightGradients[i], `gradient for ${v.name}`));
  });
}

/** Runs on a backend: once for each. */
export function onEachBackend(body: (backend: string) => void): void {
  describe.each(['tensorflow', 'cpu'])('on %s', (backend) => {
    beforeAll(() => void tf.setBackend(backend));
    afterAll(() => void tf.setBackend('tensorflow'));
    body(backend);
  });
}

/** Saves a model in tfjs-layers' format, loads it, and disposes the loaded one after `use`. */
export async function reload(model: tf.LayersModel, use: (loaded: tf.LayersModel) => void): Promise<void> {
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = JSON.parse(JSON.stringify({ ...artifacts, weightData: undefined })) as tf.io.ModelArtifacts;
      saved.weightData = artifacts.weightData;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: 'JSON' } };
    }),
  );
  const loaded = await tf.loadLayersModel(tf.io.fromMemory(saved!));
  use(loaded);
  loaded.dispose();
}

/** Expects that a model comes back from its file with the same weights and outputs. */
export async function survivesSaving(model: tf.LayersModel, x: tf.Tensor | tf.Tensor[]): Promise<void> {
  await reload(model, (loaded) => {
    tf.tidy(() => {
      const weights = loaded.getWeights();
      model.getWeights().forEach((w, i) => near(weights[i], w, `weight ${i}`, 0));
      const outputs = list(loaded.predict(x));
      list(model.predict(x)).forEach((y, i) => near(outputs[i], y, `output ${i}`, 1e-6));
    });
  });
}
