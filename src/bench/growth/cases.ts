import fs from 'node:fs';
import { createRequire } from 'node:module';
import os from 'node:os';
import { join } from 'node:path';
import type { Result } from '../../graders/schemas/result';
import { classStatistics } from '../../graders/statistics';
import { attentionForward, attentionParts, type AttentionParts } from '../../lib/dates';
import { loadVectorsSync } from '../../lib/embeddings/load';
import type { WordVectors } from '../../lib/embeddings';
import * as np from '../../lib/np';
import { RandomState } from '../../lib/np/random';
import * as tf from '../../lib/tf';
import { meanAveragePrecision, type Corners, type Detected, type Truth } from '../../lib/yolo/precision';
import { root } from '../environment';
import { Submissions, slugOf } from '../grade/submissions';
import { runCommand } from '../start/children';
import { trainingStep } from '../work/trainingStep';
import type { Order } from './fit';

/** Work whose time is measured at several sizes. */
export interface GrowthCase {
  name: string;
  title: string;
  /** What the size counts. */
  what: string;
  sizes: readonly number[];
  order: Order;
  /** Makes the data of a size, outside the measured time. */
  setup(size: number): Measured;
}

/** Work of one size, or, where other processes do it, a measurement of its own: milliseconds of the processor. */
export interface Measured {
  run?(): void;
  measure?(): number;
  close?(): void;
}

type Functions = Record<string, (...args: unknown[]) => any>;
const solution = (slug: string): Functions =>
  createRequire(__filename)(join(root, 'dist', 'solutions', `${slug}.js`)) as Functions;
const range = <T>(n: number, make: (i: number) => T): T[] => Array.from({ length: n }, (_, i) => make(i));

/** An array of `size` items made anew by `make`, and what is done with it. */
const withArray =
  (make: (rs: RandomState, size: number) => np.NDArray, work: (a: np.NDArray) => unknown) =>
  (size: number): Measured => {
    const a = make(new RandomState(1), size);
    return { run: () => void work(a) };
  };

let dates: AttentionParts | undefined;

/** The forward pass and gradients of assignment 9's model over dates of `Tx` characters. */
function dateModel(Tx: number): Measured {
  dates ??= attentionParts(solution('09-date-translation').modelf(30, 10, 32, 64, 37, 11) as tf.LayersModel); // its weights fit any length
  const parts = dates;
  const x = tf.randomNormal([100, Tx, 37], 0, 1, 'float32', 1) as tf.Tensor3D;
  const loss = (): tf.Scalar => attentionForward(parts, x, 10).logits.square().mean();
  return {
    run: () => tf.tidy(() => void tf.variableGrads(loss).value.dataSync()),
    close: () => x.dispose(),
  };
}

/** Boxes strewn over a picture that grows with them, so that each overlaps as many others. */
function strewn(rs: RandomState, count: number): Corners[] {
  const side = Math.sqrt(count);
  const corner = rs.rand(count, 2).multiply(side).tolist() as number[][];
  return corner.map(([y, x]) => [y, x, y + 1, x + 1]);
}

/** Assignment 3's non-max suppression of one class: at most ten boxes are kept. */
function suppression(size: number): Measured {
  const { yoloNonMaxSuppression } = solution('03-car-detection');
  const rs = new RandomState(1);
  const scores = tf.tensor1d(Float32Array.from(rs.rand(size).data));
  const boxes = tf.tensor2d(strewn(rs, size).map((box) => [...box]));
  const classes = tf.zeros([size], 'int32');
  return {
    run: () => tf.tidy(() => void (yoloNonMaxSuppression(scores, boxes, classes) as tf.Tensor[])[0].dataSync()),
    close: () => tf.dispose([scores, boxes, classes]),
  };
}

/** Mean average precision over pictures with five boxes each. */
function precision(size: number): Measured {
  const rs = new RandomState(1);
  const boxes = strewn(rs, size);
  const truths: Truth[] = boxes.map((box, i) => ({ image: Math.floor(i / 5), class: i % 3, box }));
  const detected: Detected[] = truths.map((t) => ({ ...t, score: rs.rand() }));
  return { run: () => void meanAveragePrecision(detected, truths) };
}

/** A GloVe file of `words` words with 50 numbers each. */
function glove(words: number): { file: string; close: () => void } {
  const folder = fs.mkdtempSync(join(os.tmpdir(), 'gradus-growth-'));
  const file = join(folder, 'glove.txt');
  const rs = new RandomState(1);
  const { data } = rs.uniform(-3, 3, [words, 50]);
  fs.writeFileSync(
    file,
    range(
      words,
      (i) => `word${i} ${[...data.subarray(i * 50, i * 50 + 50)].map((x) => x.toFixed(5)).join(' ')}\n`,
    ).join(''),
  );
  return { file, close: () => fs.rmSync(folder, { recursive: true, force: true }) };
}

function loading(words: number): Measured {
  const { file, close } = glove(words);
  return { run: () => void loadVectorsSync(file), close };
}

function searching(words: number): Measured {
  const { file, close } = glove(words);
  const vectors: WordVectors = loadVectorsSync(file);
  close();
  return { run: () => void vectors.nearest('word7') };
}

const result = (learner: number, assignment: number): Result => ({
  schema: 'gradus/result/v1', learner: `learner${learner}`, assignment: `0${assignment}-x`, title: '', file: '', status: 'graded', message: '',
  score: (learner * 7) % 10, maxScore: 10, public: { score: 0, maxScore: 0, passed: 0, tests: 0 }, hidden: { score: 0, maxScore: 0, passed: 0, tests: 0 }, late: null,
  tasks: [], notes: [], provenance: {} as Result['provenance'],
}); // prettier-ignore

/** `npm run grade` on a folder with `size` solved notebooks of assignment 1: the command and its workers, less what it takes to start. */
function grading(size: number): Measured {
  const made = new Submissions();
  for (let i = 0; i < size; i++) {
    const file = made.make(slugOf('01'));
    fs.mkdirSync(join(made.folder, 'class', `learner${i}`), { recursive: true });
    fs.renameSync(file, join(made.folder, 'class', `learner${i}`, '01-regularization.ipynb'));
  }
  let runs = 0;
  const command = (): number => {
    const { cpu, wall } = runCommand(
      process.execPath,
      [
        join(root, 'dist', 'graders', 'cli', 'main.js'),
        join(made.folder, 'class'),
        '--jobs',
        '1',
        '--out',
        join(made.folder, `out${runs++}`),
      ],
      { cwd: root },
    );
    return cpu ?? wall;
  };
  return { measure: command, close: () => made.close() };
}

const CHARACTERS = [15, 30, 60, 120];
const WORDS = [5000, 10_000, 20_000, 40_000];

/** What grows in this pack: examples, sequences, boxes, vocabularies, classes. */
export const GROWTH: GrowthCase[] = [
  { name: 'step', title: 'np: training step', what: 'examples', sizes: [1000, 2000, 4000, 8000, 16_000], order: 'n', setup: (size) => trainingStep(size) },
  { name: 'product', title: 'np: product of square matrices', what: 'rows', sizes: [64, 128, 256, 512], order: 'n^3', setup: withArray((rs, n) => rs.rand(n, n), (a) => np.dot(a, a)) },
  { name: 'sort', title: 'np.sort', what: 'items', sizes: [4000, 16_000, 64_000, 256_000], order: 'n log n', setup: withArray((rs, n) => rs.rand(n), (a) => np.sort(a)) },
  { name: 'unique', title: 'np.unique', what: 'items', sizes: [4000, 16_000, 64_000], order: 'n log n', setup: withArray((rs, n) => rs.randint(0, 1000, n), (a) => np.unique(a)) },
  { name: 'dates', title: '9: date model, forward and gradients', what: 'characters', sizes: CHARACTERS, order: 'n', setup: dateModel },
  { name: 'suppression', title: '3: non-max suppression, 10 kept', what: 'boxes', sizes: [1000, 4000, 16_000, 64_000], order: 'n log n', setup: suppression },
  { name: 'precision', title: '3: mean average precision', what: 'boxes', sizes: [500, 1000, 2000, 4000, 8000], order: 'n log n', setup: precision },
  { name: 'load', title: '7: word vectors from text', what: 'words', sizes: WORDS, order: 'n', setup: loading },
  { name: 'nearest', title: '7: nearest words', what: 'words', sizes: WORDS, order: 'n', setup: searching },
  { name: 'statistics', title: "a class's statistics", what: 'results', sizes: [1000, 2000, 4000, 8000], order: 'n', setup: (size) => ((results) => ({ run: () => void classStatistics(results) }))(range(size, (i) => result(i >> 1, 1 + (i & 1)))) },
  { name: 'grading', title: 'npm run grade, assignment 1', what: 'submissions', sizes: [4, 16, 64], order: 'n', setup: grading },
]; // prettier-ignore
