import Module from 'node:module';

interface Trainable {
  stopTraining: boolean;
}
type Fit = (this: Trainable, ...args: unknown[]) => Promise<unknown>;
type Model = { prototype: Record<string, Fit> };

const running = new Map<Trainable, number>();

/** Lets an interrupt end trainings: a cell that awaits `fit` ends at once, but the training itself would go on behind it. */
function follow(layers: { LayersModel?: Model }): void {
  for (const method of ['fit', 'fitDataset']) {
    const original = layers.LayersModel?.prototype[method];
    if (!original) continue;
    layers.LayersModel!.prototype[method] = async function (...args) {
      running.set(this, (running.get(this) ?? 0) + 1);
      try {
        return await original.apply(this, args);
      } finally {
        const others = running.get(this)! - 1;
        if (others > 0) running.set(this, others);
        else running.delete(this);
      }
    };
  }
}

/** Waits for the layers of TensorFlow.js, which the first cell that imports it loads. */
export function watchTrainings(): void {
  const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
  const load = loader._load.bind(loader);
  let followed = false;
  loader._load = (request, ...rest) => {
    const loaded = load(request, ...rest);
    if (!followed && request === '@tensorflow/tfjs-layers') {
      followed = true;
      follow(loaded as { LayersModel?: Model });
    }
    return loaded;
  };
}

/** Ends every training after the batch at hand; models keep what they have learned. */
export function stopTrainings(): void {
  for (const model of running.keys()) model.stopTraining = true;
}
