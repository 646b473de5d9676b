/**
 * What TensorFlow.js needs before it is imported: tfjs-node 4.22 calls functions of node:util that Node 23 removed, and TensorFlow logs its processor
 * features on the native stderr unless told to be quiet.
 */
import util from 'node:util';

const removed = util as unknown as Record<string, unknown>;
removed.isNullOrUndefined ??= (value: unknown) => value === null || value === undefined;
removed.isArray ??= Array.isArray;
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2';
