import './shims';

/** The backend that computes: 'tensorflow' is native, 'cpu' pure JavaScript. */
export type BackendName = 'tensorflow' | 'cpu';

/** Registers the native backend when it loads; GRADUS_TF_BACKEND=cpu asks for the other one. */
export function chooseBackend(): BackendName {
  if (process.env.GRADUS_TF_BACKEND === 'cpu') return useJavaScript();
  try {
    require('@tensorflow/tfjs-node');
    return 'tensorflow';
  } catch (error) {
    console.error(`tf: native TensorFlow does not load (${firstLine(error)}); the pure-JavaScript backend is used, which is slower. Mend it with: npm run setup -- --retry-tensorflow`);
    return useJavaScript();
  }
}

/** Loads the native backend ahead of its first use, as the kernel does while it has nothing else to do; why it does not load is said at that use. */
export function loadNative(): void {
  if (process.env.GRADUS_TF_BACKEND === 'cpu') return;
  try {
    require('@tensorflow/tfjs-node');
  } catch {} // see chooseBackend
}

function useJavaScript(): BackendName {
  const tf = require('@tensorflow/tfjs') as typeof import('@tensorflow/tfjs');
  tf.env().set('IS_NODE', false); // its advice to install tfjs-node would repeat ours
  return 'cpu';
}

function firstLine(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error);
  return message.trim().split('\n')[0].slice(0, 120);
}
