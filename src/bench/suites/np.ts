import * as np from '../../lib/np';
import * as linalg from '../../lib/np/linalg';
import { RandomState } from '../../lib/np/random';
import type { BenchSuite, Work } from '../suite';
import { adamEpoch, regularizationStep } from '../work/assignments';
import { convolutionByColumns, convolutionByWindows } from '../work/convolution';
import { trainingStep } from '../work/trainingStep';
import { probe } from '../work/probe';

const MILLION = 1_000_000;

/** A case that does work(...data) and shows its last result. The data is that of np.py: the same seed and the same calls. */
function once<T extends [unknown, ...unknown[]]>(
  make: (rs: RandomState) => T,
  work: (...data: T) => np.NDArray,
  tolerance?: number,
): () => Work {
  return () => {
    const data = make(new RandomState(1));
    let last: np.NDArray | undefined;
    return { run: () => void (last = work(...data)), result: () => probe(last!), tolerance };
  };
}

const vector = (rs: RandomState): [np.NDArray] => [rs.rand(MILLION)];
const matrix = (rs: RandomState): [np.NDArray] => [rs.rand(1000, 1000)];

const suite: BenchSuite = {
  title: 'gradus/np against NumPy',
  threads: '1',
  cases: [
    {
      name: 'training-step',
      title: 'training step, 2-20-3-1 net, 300 examples',
      repeat: 200,
      target: 1.2,
      setup: () => trainingStep(),
    },
    {
      name: 'a1-l2',
      title: '1: step with L2, 2-20-3-1 net, 211 examples',
      repeat: 200,
      target: 1.2,
      setup: () => regularizationStep('l2'),
    },
    {
      name: 'a1-dropout',
      title: '1: step with dropout',
      repeat: 200,
      target: 1.2,
      setup: () => regularizationStep('dropout'),
    },
    { name: 'a2-adam', title: '2: Adam, shuffle and 5 batches of 64', repeat: 40, target: 1.2, setup: adamEpoch },
    {
      name: 'product-12288',
      title: 'product 20 x 12288 by 12288 x 209',
      repeat: 3,
      setup: once((rs) => [rs.randn(20, 12288), rs.randn(12288, 209)], np.dot),
    },
    { name: 'conv-windows', title: 'convolution by windows, there and back', repeat: 2, setup: convolutionByWindows },
    { name: 'conv-columns', title: 'convolution by im2col, there and back', repeat: 3, setup: convolutionByColumns },
    {
      name: 'matmul-1000',
      title: 'matrix product 1000 x 1000',
      repeat: 1,
      target: 10,
      setup: once((rs) => [rs.rand(1000, 1000), rs.rand(1000, 1000)], np.dot),
    },
    {
      name: 'add-1e6',
      title: 'add, 1e6 items',
      repeat: 5,
      target: 2,
      setup: once((rs) => [rs.rand(MILLION), rs.rand(MILLION)], np.add),
    },
    {
      name: 'exp-1e6',
      title: 'exp, 1e6 items',
      repeat: 5,
      target: 2,
      setup: once((rs) => [rs.uniform(-20, 20, MILLION)], np.exp),
    },
    {
      name: 'matmul-100',
      title: 'matrix product 100 x 100',
      repeat: 20,
      setup: once((rs) => [rs.rand(100, 100), rs.rand(100, 100)], np.dot),
    },
    {
      name: 'add-row',
      title: 'add a row to 1000 x 1000',
      repeat: 5,
      setup: once((rs) => [rs.rand(1000, 1000), rs.rand(1, 1000)], np.add),
    },
    {
      name: 'log-1e6',
      title: 'log, 1e6 items',
      repeat: 2,
      setup: once((rs) => [np.add(rs.rand(MILLION), 1e-9)], np.log),
    },
    { name: 'tanh-1e6', title: 'tanh, 1e6 items', repeat: 2, setup: once((rs) => [rs.randn(MILLION)], np.tanh) },
    { name: 'sum-axis', title: 'sum of 1000 x 1000 over axis 0', repeat: 5, setup: once(matrix, (a) => np.sum(a, 0)) },
    { name: 'mean', title: 'mean of 1e6 items', repeat: 5, setup: once(vector, (a) => np.array([np.mean(a)])) },
    {
      name: 'mask',
      title: 'a[a > 0], 1e6 items',
      repeat: 2,
      setup: once(
        (rs) => [rs.randn(MILLION)],
        (a) => a.at(a.greater(0)),
      ),
    },
    {
      name: 'sort-1e5',
      title: 'sort, 1e5 items',
      repeat: 2,
      setup: once(
        (rs) => [rs.rand(100_000)],
        (a) => np.sort(a),
      ),
    },
    {
      name: 'randn-1e5',
      title: 'random.seed, randn(1e5)',
      repeat: 2,
      setup: once(
        (rs) => [rs],
        (rs) => (rs.seed(3), rs.randn(100_000)),
      ),
    },
    {
      name: 'svd-60',
      title: 'linalg.svd, 60 x 60',
      repeat: 2,
      setup: once(
        (rs) => [rs.rand(60, 60)],
        (a) => linalg.svd(a)[1],
      ),
    },
    {
      name: 'inv-100',
      title: 'linalg.inv, 100 x 100',
      repeat: 5,
      setup: once((rs) => [rs.rand(100, 100)], linalg.inv, 1e-7),
    },
  ],
};

export default suite;
