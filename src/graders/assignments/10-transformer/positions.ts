import * as np from '../../../lib/np';
import type { HiddenCallTest, ScriptedTest } from '../../define';

const TIGHT = { rtol: 1e-9, atol: 1e-12 };

const column = (...positions: number[]): np.NDArray => np.array(positions).reshape([positions.length, 1]);
const range = (n: number): np.NDArray => np.arange(n).reshape([n, 1]);
const row = (...columns: number[]): np.NDArray => np.array(columns).reshape([1, columns.length]);
const columns = (d: number): np.NDArray => np.arange(d).reshape([1, d]);

// ---- 10.1

const angles = (name: string, property: string, args: () => unknown[]): HiddenCallTest => ({ name, property, args, ...TIGHT });

export const angleTests = [
  angles('ten positions, sixteen columns', 'the angle is pos / 10000^(2 floor(k / 2) / d)', () => [range(10), columns(16), 16]),
  angles('the size of the course', 'the formula holds for 512 columns', () => [range(50), columns(512), 512]),
  angles('columns in pairs', 'columns 2i and 2i + 1 share one angle: k is halved and rounded down', () => [column(1), columns(6), 6]),
  angles('columns from the middle', 'the angle depends on the number in k, not on where it stands', () => [range(4), row(7, 2, 3), 12]),
  angles('few columns of many', 'd is the argument d, not the number of columns in k', () => [range(3), row(0, 1, 2, 3), 64]),
  angles('positions in any order', 'the angle depends on the number in pos, not on where it stands', () => [column(9, 0, 31, 4), columns(8), 8]),
  angles('position 0', 'at position 0 all angles are 0', () => [column(0), columns(10), 10]),
  angles('one column', 'a single column has the position itself as its angle', () => [range(5), row(0), 1]),
  angles('an odd number of columns', 'the last column may be without a partner', () => [range(6), columns(7), 7]),
  angles('far positions', 'positions far out have their angles, too', () => [column(1000, 123456), columns(4), 4]),
];

// ---- 10.2

const encoding = (name: string, property: string, positions: number, d: number): HiddenCallTest => ({ name, property, args: () => [positions, d], ...TIGHT });

/** A part of the table, so that one mistake fails one test. */
const part = (name: string, property: string, positions: number, d: number, slice: (table: np.NDArray) => np.NDArray): ScriptedTest => ({
  name,
  property,
  run: async (learner, expect, s) => {
    const got = await learner.call('positionalEncoding', positions, d);
    expect.that(got instanceof np.NDArray && got.size === positions * d, 'the result is an array of positions times d numbers');
    const want = s.positionalEncoding(positions, d) as np.NDArray;
    expect.close(slice((got as np.NDArray).reshape([positions, d])), slice(want.reshape([positions, d])), { ...TIGHT, what: property });
  },
});

export const encodingTests = [
  encoding('the size of the course', 'the table of 50 positions and 512 columns is right', 50, 512),
  encoding('eight positions, six columns', 'the whole table is right', 8, 6),
  encoding('an odd number of columns', 'with an odd number of columns the last one is a sine', 5, 7),
  encoding('one position', 'one position makes a table of one row', 1, 12),
  encoding('two columns', 'two columns are the sine and the cosine of the position', 9, 2),
  encoding('many positions', 'far positions have their rows, too', 700, 4),
  part('even columns', 'columns 0, 2, 4, ... are the sine of the angle', 6, 10, (t) => t.at(':', '0::2')),
  part('odd columns', 'columns 1, 3, 5, ... are the cosine of the angle', 6, 10, (t) => t.at(':', '1::2')),
  part('the first row', 'at position 0 the row is 0, 1, 0, 1, ...', 3, 8, (t) => t.at('0:1')),
  {
    name: 'an axis for the batch',
    property: 'the shape is (1, positions, d)',
    run: async (learner, expect) => {
      const got = await learner.call('positionalEncoding', 7, 4);
      expect.equal(got instanceof np.NDArray ? [...got.shape] : null, [1, 7, 4], 'the shape is (1, positions, d)');
    },
  } satisfies ScriptedTest,
];
