import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type * as tfjs from '@tensorflow/tfjs';
import type { NodeBackend } from '../nodeBackend';
import type { Feed, Trace } from './trace';

/** TensorFlow reads graphs from folders only. */
function load({ binding }: NodeBackend, model: Uint8Array): number {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-graph-'));
  try {
    fs.writeFileSync(path.join(folder, 'saved_model.pb'), model);
    return binding.loadSavedModel(folder, 'serve');
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** A graph that TensorFlow has taken in: it runs in one native call. */
export class Session {
  private readonly id: number;
  private readonly inputs: string;
  private readonly outputs: string;

  /** @param model the graph of `trace`, from `savedModel` @throws Error when TensorFlow refuses it */
  constructor(
    private readonly backend: NodeBackend,
    private readonly trace: Omit<Trace, 'nodes'>,
    model: Uint8Array,
  ) {
    const { feeds, results, updates, afterwards } = trace;
    this.inputs = feeds.map((_, i) => `in${i}:0`).join();
    const fetches = [...results, ...updates.map(({ output }) => output), ...afterwards.flatMap(({ outputs }) => outputs)];
    this.outputs = fetches.map((name) => (name.includes(':') ? name : `${name}:0`)).join();
    this.id = load(backend, model);
    for (const feed of feeds) if (feed.kind === 'captured') backend.incRef(feed.dataId);
  }

  /** One run. @returns the tensors of the function's result */
  run(tf: typeof tfjs, args: readonly tfjs.Tensor[]): tfjs.Tensor[] {
    const { backend, trace } = this;
    return tf.tidy(() => {
      const ids = trace.feeds.map((feed) => this.idOf(feed, args));
      const made = backend.binding.runSavedModel(this.id, ids, this.inputs, this.outputs).map((each) => backend.createOutputTensor(each));
      let at = trace.results.length;
      for (const { variable } of trace.updates) variable.assign(made[at++]);
      for (const { outputs, act } of trace.afterwards) act(made.slice(at, (at += outputs.length)));
      return made.slice(0, trace.results.length);
    });
  }

  private idOf(feed: Feed, args: readonly tfjs.Tensor[]): number {
    if (feed.kind === 'captured') return this.backend.tensorMap.get(feed.dataId).id;
    const tensor = feed.kind === 'argument' ? args[feed.at] : feed.kind === 'variable' ? feed.variable : feed.make();
    return this.backend.getInputTensorIds([tensor])[0];
  }

  close(): void {
    this.backend.binding.deleteSavedModel(this.id);
    for (const feed of this.trace.feeds) if (feed.kind === 'captured') this.backend.disposeData(feed.dataId);
  }
}
