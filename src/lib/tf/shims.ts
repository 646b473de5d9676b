/**
 * What TensorFlow.js needs before it is imported: tfjs-node 4.22 calls functions of node:util that Node 22 warns of and Node 23 removed, and TensorFlow logs its processor
 * features on the native stderr unless told to be quiet, and takes a thread for each logical core.
 */
import os from 'node:os';
import util from 'node:util';

const legacyUtil = util as unknown as Record<string, unknown>;
legacyUtil.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
legacyUtil.isArray = Array.isArray; // deprecated where it is still there: the original warns on stderr
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';

/**
 * Threads within one operation: half of the logical cores, which are mostly two to a physical one. The operations of small networks are over before a second thread of a core is of use:
 * on two logical cores all five trainings of the assignments take 10 to 40 % longer with two. Operations side by side take all cores.
 */
process.env.TF_NUM_INTRAOP_THREADS ??= String(Math.max(1, Math.floor(os.availableParallelism() / 2)));
