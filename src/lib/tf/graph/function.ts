import * as tfjs from '@tensorflow/tfjs';
import { nodeBackend, type NodeBackend } from '../nodeBackend';
import { savedModel } from './graphDef';
import { Session } from './session';
import { NotTraceable, trace, tracing, type Trace } from './trace';

/** Tensors, alone or in arrays and objects. */
export type Tensors = tfjs.Tensor | readonly Tensors[] | { readonly [name: string]: Tensors };

/** A function that TensorFlow runs as one graph from its third call on, where that is possible. */
export type GraphFunction<A extends tfjs.Tensor[], R extends Tensors> = ((...args: A) => R) & {
  /** What became of the function: 'warming up', 'graph', or 'eager: ' and why it cannot be a graph. Of the shapes of the last call. */
  readonly status: string;
  /** Frees the graphs. The function can still be called, and makes new ones. */
  dispose(): void;
};

export interface GraphOptions {
  /** How many calls run as they are before the function is looked at: 1 unless told. In the first one layers make their weights. */
  warmUp?: number;
}

/** What is known of a function for arguments of certain shapes. */
interface Entry {
  calls: number;
  /** Calls that were looked at. */
  looks: number;
  /** Of the call before, to compare with. */
  before?: { trace: Trace; model: Uint8Array };
  rebuild?: (tensors: tfjs.Tensor[]) => Tensors;
  session?: Session;
  refused?: string;
}

/** Most combinations of shapes that a function has graphs for; others run as they are. */
const MOST_SHAPES = 24;

/** The second look can differ from the first because of what was made then and kept. */
const LOOKS = 4;

let eagerly = false;

/** Runs every `tf.function`, and `fit`, operation by operation, as for looking for an error; or as graphs again. TensorFlow's tf.config.run_functions_eagerly. */
export function runFunctionsEagerly(eager: boolean): void {
  eagerly = eager;
}

const inGradient = (): boolean => tfjs.engine().state.activeTape != null;

/** The tensors of a structure, and how to make the same structure of others. */
function flatten(tensors: Tensors, into: tfjs.Tensor[]): (tensors: tfjs.Tensor[]) => Tensors {
  if (tensors instanceof tfjs.Tensor) {
    const at = into.push(tensors) - 1;
    return (others) => others[at];
  }
  if (Array.isArray(tensors)) {
    const parts = tensors.map((each) => flatten(each as Tensors, into));
    return (others) => parts.map((part) => part(others));
  }
  if (tensors === null || typeof tensors !== 'object') throw new NotTraceable(`its result holds ${String(tensors)}, which is no tensor`);
  const parts = Object.entries(tensors).map(([name, each]) => [name, flatten(each as Tensors, into)] as const);
  return (others) => Object.fromEntries(parts.map(([name, part]) => [name, part(others)]));
}

const sameFeeds = (a: Trace, b: Trace): boolean =>
  a.feeds.every((feed, i) => {
    const other = b.feeds[i];
    if (feed.kind === 'variable') return other.kind === 'variable' && other.variable === feed.variable;
    if (feed.kind === 'captured') return other.kind === 'captured' && other.dataId === feed.dataId;
    return feed.kind === 'argument' ? other.kind === 'argument' && other.at === feed.at : other.kind === 'fresh';
  });

const names = (t: Trace): string => JSON.stringify([t.feeds.length, t.results, t.updates.map(({ variable, output }) => [variable.id, output]), t.afterwards.map(({ outputs }) => outputs)]);

/** Whether two calls did the same: what JavaScript decided or counted differently cannot be in a graph. */
const same = (a: NonNullable<Entry['before']>, b: NonNullable<Entry['before']>): boolean => names(a.trace) === names(b.trace) && sameFeeds(a.trace, b.trace) && Buffer.from(a.model).equals(b.model);

/** One call that is looked at; the second one that does the same makes the graph. */
function look<R extends Tensors>(backend: NodeBackend, entry: Entry, args: tfjs.Tensor[], call: () => R): R {
  let given: R | undefined;
  let structure: NotTraceable | undefined;
  const found = trace(backend, args, () => {
    given = call();
    const flat: tfjs.Tensor[] = [];
    try {
      entry.rebuild = flatten(given, flat);
    } catch (error) {
      structure = error as NotTraceable;
    }
    return flat;
  });
  const trouble = structure ?? (found.trace instanceof NotTraceable ? found.trace : undefined);
  if (trouble) entry.refused = trouble.message;
  else {
    try {
      const now = { trace: found.trace as Trace, model: savedModel(backend.binding, (found.trace as Trace).nodes) };
      if (entry.before && same(entry.before, now)) entry.session = new Session(backend, now.trace, now.model);
      else if (++entry.looks === LOOKS) entry.refused = 'it does something else from call to call';
      entry.before = now;
    } catch (error) {
      entry.refused = `TensorFlow takes no graph of it (${(error as Error).message.split('\n')[0]})`;
    }
  }
  if (entry.session ?? entry.refused) entry.before = undefined;
  return given!;
}

const closing = new FinalizationRegistry<Map<string, Entry>>((entries) => entries.forEach(({ session }) => session?.close()));

/**
 * Makes a function on tensors a graph, as TensorFlow's tf.function: operations are recorded while it runs, and later calls hand all of them to TensorFlow at once, which is about
 * twice as quick for networks of many small operations. Results are the same. Weights are read anew in each call; what the function assigns to variables, and steps of optimizers by
 * `minimize`, happen in each call, too.
 *
 * The function's own code no longer runs then: what it does beside tensors (counting, printing, `if` on JavaScript's variables) stays as it was. Two calls are compared; a function that
 * does something else in the second one, reads values, or makes variables is run as it is, and `status` says why. So it is on the pure-JavaScript backend, and within tf.grad.
 * @param f takes tensors and gives tensors, also in arrays and objects; a graph is made for each combination of shapes and dtypes
 * @example const step = tf.function((x: tf.Tensor, y: tf.Tensor) => optimizer.minimize(() => loss(model.apply(x), y), true)!);
 */
export function graphFunction<A extends tfjs.Tensor[], R extends Tensors>(f: (...args: A) => R, { warmUp = 1 }: GraphOptions = {}): GraphFunction<A, R> {
  const entries = new Map<string, Entry>();
  let last: Entry | undefined;
  const call = (...args: A): R => {
    const backend = nodeBackend();
    if (!backend || eagerly || tracing() || inGradient()) return f(...args);
    const key = args.map(({ shape, dtype }) => `${dtype}[${shape.join()}]`).join(';');
    let entry = entries.get(key);
    if (!entry && entries.size >= MOST_SHAPES) return f(...args);
    if (!entry) entries.set(key, (entry = { calls: 0, looks: 0 }));
    last = entry;
    if (entry.session) return entry.rebuild!(entry.session.run(tfjs, args)) as R;
    if (entry.refused !== undefined || entry.calls++ < warmUp) return f(...args);
    return look(backend, entry, args, () => f(...args));
  };
  const status = (): string => (last?.session ? 'graph' : last?.refused === undefined ? 'warming up' : `eager: ${last.refused}`);
  const dispose = (): void => {
    for (const { session } of entries.values()) session?.close();
    entries.clear();
    last = undefined;
  };
  Object.defineProperty(call, 'status', { get: status });
  closing.register(call, entries);
  return Object.assign(call, { dispose }) as GraphFunction<A, R>;
}
