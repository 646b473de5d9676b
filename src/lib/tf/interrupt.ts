/** What a model needs to have for training to be ended early: tfjs-layers looks at it after every batch. */
export interface Stoppable {
  stopTraining: boolean;
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Runs training so that an interrupt (the notebook's ■, Ctrl-C on a terminal) ends it after the batch at hand. `fit` then returns as if it were done, and the
 * model keeps what it has learned. A second interrupt goes to whoever listened before: in a notebook the cell ends at once.
 * @returns what `train` gives
 * @example const history = await tf.interruptible(model, () => model.fit(x, y, { epochs: 40 }));
 */
export async function interruptible<T>(model: Stoppable, train: () => Promise<T>): Promise<T> {
  await turn(); // an interrupt that is being handled goes to whoever listened before
  const before = process.rawListeners('SIGINT') as NodeJS.SignalsListener[];
  const stop = (): void => {
    model.stopTraining = true;
    restore();
    console.log('Interrupted: training stops after this batch. The model keeps what it has learned so far.');
  };
  let swapped = true;
  const restore = (): void => {
    if (!swapped) return;
    swapped = false;
    process.off('SIGINT', stop);
    for (const listener of before) process.on('SIGINT', listener);
  };
  process.removeAllListeners('SIGINT');
  process.on('SIGINT', stop);
  try {
    return await train();
  } finally {
    restore();
  }
}
