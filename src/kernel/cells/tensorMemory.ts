import vm from 'node:vm';
import v8 from 'node:v8';

interface TensorLike {
  dataId: object;
  dtype: string;
  size: number;
}

interface Engine {
  state: { numBytes: number; numTensors: number; tensorInfo: WeakMap<object, unknown> };
  trackTensor(tensor: TensorLike, backend: unknown): void;
  disposeTensor(tensor: TensorLike): void;
}

/** Bytes of new tensors after which JavaScript's own memory is searched even while a cell goes on. */
const BYTES_BETWEEN = 512 << 20;

/** The collector calls us back in later turns; what is left then is in use. */
const FINALIZERS_MS = 50;

/**
 * Frees tensors that nothing refers to any more. TensorFlow.js keeps a tensor's numbers until `dispose`, whoever still knows it. Here every tensor is registered with the garbage
 * collector: when no variable, model, closure or array of the learner's leads to it, its numbers are freed as `dispose` would. What can be reached is never touched, so that
 * `tf.tidy` and `dispose` stay useful (they free at once) and are no longer needed.
 */
export class TensorMemory {
  private engine: Engine | null = null;
  private made = 0;
  private bytesSeen = 0;
  private collect: (() => void) | null = null;
  private readonly registry = new FinalizationRegistry<TensorLike>((tensor) => {
    if (this.engine?.state.tensorInfo.has(tensor.dataId)) this.engine.disposeTensor(tensor);
  });

  /** Waits for TensorFlow.js, which puts its engine into a global variable when a cell imports it. */
  watchFor(): void {
    let engine: Engine | undefined;
    const set = (made: Engine): void => {
      engine = made;
      if (made) this.follow(made);
    };
    Object.defineProperty(globalThis, '_tfengine', { configurable: true, enumerable: false, get: () => engine, set });
  }

  /** Follows the tensors of an engine from now on. */
  private follow(engine: Engine): void {
    if (this.engine) return;
    this.engine = engine;
    const { registry } = this;
    const [track, dispose] = [engine.trackTensor.bind(engine), engine.disposeTensor.bind(engine)];
    engine.trackTensor = (tensor, backend) => {
      track(tensor, backend);
      this.made++;
      registry.register(tensor, { dataId: tensor.dataId, dtype: tensor.dtype, size: tensor.size }, tensor);
      if (engine.state.numBytes > this.bytesSeen + BYTES_BETWEEN) this.search();
    };
    engine.disposeTensor = (tensor) => {
      registry.unregister(tensor);
      dispose(tensor);
    };
  }

  /** To be called when a cell has ended: looks for tensors that are no longer used, if any were made. */
  afterCell(): void {
    if (this.engine && this.made > 0 && this.engine.state.numTensors > 0) this.search();
  }

  private search(): void {
    this.made = 0;
    this.bytesSeen = this.engine!.state.numBytes;
    setImmediate(() => {
      this.garbageCollector()();
      setTimeout(() => (this.bytesSeen = this.engine!.state.numBytes), FINALIZERS_MS).unref();
    });
  }

  private garbageCollector(): () => void {
    if (!this.collect) {
      v8.setFlagsFromString('--expose-gc');
      this.collect = vm.runInNewContext('gc') as () => void;
    }
    return this.collect;
  }
}
