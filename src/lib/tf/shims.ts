/**
 * What TensorFlow.js needs before it is imported: tfjs-node 4.22 calls functions of node:util that Node 22 warns of and Node 23 removed, and TensorFlow logs its processor
 * features on the native stderr unless told to be quiet.
 */
import util from 'node:util';

const legacyUtil = util as unknown as Record<string, unknown>;
legacyUtil.isNullOrUndefined = (value: unknown) => value === null || value === undefined;
legacyUtil.isArray = Array.isArray; // deprecated where it is still there: the original warns on stderr
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
