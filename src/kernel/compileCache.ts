/** Lets Node keep what it compiles of the kernel, TypeScript and TensorFlow.js from one start to the next: 0.3 s of each. Node before 22.1 cannot, and does without. */
import Module from 'node:module';
import os from 'node:os';
import path from 'node:path';

const cache = process.env.GRADUS_CACHE ?? path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'gradus');

// a folder of the user's own: what lies in it is run
(Module as { enableCompileCache?(folder: string): unknown }).enableCompileCache?.(path.join(cache, 'compiled'));
