import * as tfjs from '@tensorflow/tfjs';
import { resources, type Resource, type Resources } from './resources';

type Gradients = Parameters<tfjs.AdamOptimizer['applyGradients']>[0];
type Named = Parameters<tfjs.AdamOptimizer['setWeights']>[0];
type Moment = { originalName: string; variable: tfjs.Variable };

/** A variable and, inside TensorFlow, its values and both moments. */
interface Slot {
  variable: tfjs.Variable;
  /** Which values the variable had after the last step: others mean that somebody has set it. */
  dataId: object;
  ids: readonly [w: Resource, m: Resource, v: Resource];
}

/** The private part of tfjs-core's optimizer that is used here. */
interface Inside {
  accumulatedFirstMoment: Moment[];
  accumulatedSecondMoment: Moment[];
  accBeta1: tfjs.Variable;
  accBeta2: tfjs.Variable;
}

const forgotten = new FinalizationRegistry<{ native: Resources | null; slots: Map<string, Slot> }>(({ native, slots }) => {
  for (const { ids } of slots.values()) native?.free(ids);
});

/**
 * Adam as TensorFlow.js has it, with one native operation for each variable where tfjs-core takes fifteen: TensorFlow's ResourceApplyAdam, which keeps the moments. The same steps but
 * for rounding; on the pure-JavaScript backend tfjs-core's own.
 */
export class NativeAdam extends tfjs.AdamOptimizer {
  private readonly state: { native: Resources | null; slots: Map<string, Slot> } = { native: null, slots: new Map() };

  constructor(learningRate: number, beta1: number, beta2: number, epsilon?: number) {
    super(learningRate, beta1, beta2, epsilon);
    forgotten.register(this, this.state);
  }

  private get inside(): Inside {
    return this as unknown as Inside;
  }

  /** One step: `gradients` by the variables' names. */
  override applyGradients(gradients: Gradients): void {
    const native = resources();
    if (!native) {
      if (this.state.slots.size > 0) this.leaveNative();
      super.applyGradients(gradients);
      return;
    }
    this.state.native = native;
    const list = Array.isArray(gradients) ? gradients : Object.entries(gradients).map(([name, tensor]) => ({ name, tensor }));
    const t = this.iterations + 1;
    const [correction1, correction2] = [1 - this.beta1 ** t, Math.sqrt(1 - this.beta2 ** t)];
    const scalars = native.adamScalars((this.learningRate * correction2) / correction1, this.beta1, this.beta2, this.epsilon * correction2);
    try {
      tfjs.tidy(() => list.forEach(({ name, tensor }, i) => tensor && this.update(native, this.slot(native, name, i), scalars, tensor)));
    } finally {
      native.free(scalars);
    }
    this.incrementIterations();
  }

  private update(native: Resources, slot: Slot, scalars: readonly number[], gradient: tfjs.Tensor): void {
    const { variable, ids } = slot;
    if (variable.dataId !== slot.dataId) native.write(ids[0], variable);
    native.applyAdam(ids, scalars, gradient);
    variable.assign(native.read(ids[0]));
    slot.dataId = variable.dataId;
  }

  /** What belongs to a variable; moments begin at zero, or as `setWeights` has set them. */
  private slot(native: Resources, name: string, i: number): Slot {
    const variable = tfjs.engine().registeredVariables[name];
    const found = this.state.slots.get(name);
    if (found?.variable === variable) return found;
    if (found) native.free(found.ids);
    const start = (moments: Moment[]): tfjs.Tensor => {
      const given = moments[i]?.variable as tfjs.Variable | undefined;
      return given && !found && tfjs.util.arraysEqual(given.shape, variable.shape) ? given : tfjs.zerosLike(variable);
    };
    const { accumulatedFirstMoment, accumulatedSecondMoment } = this.inside;
    const ids = [variable, start(accumulatedFirstMoment), start(accumulatedSecondMoment)].map((value) => native.make(value));
    const slot = { variable, dataId: variable.dataId, ids: ids as [number, number, number] };
    this.state.slots.set(name, slot);
    return slot;
  }

  /** Copies the moments to where tfjs-core keeps them. */
  private pull(): void {
    const { native, slots } = this.state;
    if (!native || slots.size === 0) return;
    tfjs.dispose([...this.inside.accumulatedFirstMoment, ...this.inside.accumulatedSecondMoment].map((moment) => moment.variable));
    const moments = (which: 1 | 2, ending: string): Moment[] =>
      [...slots].map(([name, { ids }]) => ({ originalName: `${name}/${ending}`, variable: tfjs.tidy(() => native.read(ids[which]).variable(false)) }));
    this.inside.accumulatedFirstMoment = moments(1, 'm');
    this.inside.accumulatedSecondMoment = moments(2, 'v');
  }

  private leaveNative(): void {
    this.pull();
    this.freeSlots();
    tfjs.tidy(() => {
      this.inside.accBeta1.assign(tfjs.scalar(this.beta1 ** (this.iterations + 1)));
      this.inside.accBeta2.assign(tfjs.scalar(this.beta2 ** (this.iterations + 1)));
    });
  }

  private freeSlots(): void {
    for (const { ids } of this.state.slots.values()) this.state.native?.free(ids);
    this.state.slots.clear();
  }

  /** The number of steps and both moments of each variable, as TensorFlow.js' Adam gives them. */
  override async getWeights(): Promise<Named> {
    this.pull();
    return super.getWeights();
  }

  /** Goes on from what `getWeights` gave. */
  override async setWeights(weights: Named): Promise<void> {
    await super.setWeights(weights);
    this.freeSlots();
  }

  /** Frees the moments. */
  override dispose(): void {
    this.freeSlots();
    super.dispose();
  }
}

/** Makes `tf.train.adam`, and 'adam' in `model.compile`, a NativeAdam. */
export function useNativeAdam(): void {
  tfjs.train.adam = (learningRate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon?: number) => new NativeAdam(learningRate, beta1, beta2, epsilon);
}
