import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { zipSync } from 'fflate';
import { array } from '../../../../src/lib/np';
import {
  decodeNpy,
  decodeNpz,
  encodeNpy,
  encodeNpz,
  load,
  loadz,
  save,
  savez,
  savezCompressed,
} from '../../../../src/lib/np/io';
import { NDArray } from '../../../../src/lib/np/ndarray';

const fixture = JSON.parse(readFileSync(join(__dirname, '../../../fixtures/np/io_files.json'), 'utf8')) as {
  npy: { name: string; file: string; shape: number[]; value: unknown }[];
  npz: { name: string; file: string; value: Record<string, unknown> }[];
  refused: Record<string, string>;
};
const bytes = (base64: string): Uint8Array => Buffer.from(base64, 'base64');
const revive = (x: unknown): unknown => {
  if (Array.isArray(x)) return x.map(revive);
  return x === 'inf' ? Infinity : x === '-inf' ? -Infinity : x === 'nan' ? NaN : x;
};

let folder: string;
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'gradus-io-'))));
afterAll(() => rmSync(folder, { recursive: true }));

describe('reads what NumPy saved', () => {
  test.each(fixture.npy.map((f) => [f.name, f] as const))('%s', (name, f) => {
    const a = decodeNpy(bytes(f.file));
    expect(a.shape).toEqual(f.shape);
    expect(a.tolist()).toEqual(revive(f.value));
    if (/f\d|float|matrix/.test(name)) expect(a.dtype).toBe('float64');
    if (/[<>][iu][12]|i4|int32/.test(name)) expect(a.dtype).toBe('int32');
    if (/bool/.test(name)) expect(a.dtype).toBe('bool');
  });

  test.each(fixture.npz.map((f) => [f.name, f] as const))('%s', (_name, f) => {
    const arrays = decodeNpz(bytes(f.file));
    expect(Object.fromEntries(Object.entries(arrays).map(([k, a]) => [k, a.tolist()]))).toEqual(f.value);
  });

  test('integers past int32 become float64', () => {
    const wide = fixture.npy.find((f) => f.name === '<i8')!;
    expect(decodeNpy(bytes(wide.file)).dtype).toBe('float64');
  });
});

describe('refuses what it has no dtype for', () => {
  const texts: Record<string, string> = {
    objects: "got dtype '|O': Python objects are not read",
    text: ': text; keep it in a JSON file',
    bytes: ': text; keep it in a JSON file',
    complex: ': complex numbers; save real and imaginary parts',
    structured: 'a structured dtype (several named fields)',
    'int64 past 2^53': 'expected integers that float64 holds exactly (up to 2^53), got 9007199254740993',
    uint64: 'expected integers that float64 holds exactly (up to 2^53), got 18446744073709551615',
    dates: "got dtype '<M8[D]'",
    'long double': "got dtype '<f16'",
  };
  test.each(Object.entries(fixture.refused))('%s', (name, file) => {
    expect(() => decodeNpy(bytes(file))).toThrow(texts[name]);
  });
});

describe('round trips', () => {
  const samples: [string, NDArray][] = [
    [
      'float64',
      array([
        [1.5, NaN, -Infinity],
        [5e-324, -0, 1e308],
      ]),
    ],
    ['int32', array([1, -2, 2147483647, -2147483648]).astype('int32')],
    ['bool', array([[true], [false]])],
    ['0-d', array(2.5)],
    ['empty', new NDArray(new Float64Array(0), [2, 0, 3])],
    [
      'transposed view',
      array([
        [1, 2, 3],
        [4, 5, 6],
      ]).T,
    ],
    [
      'sliced view',
      array([
        [1, 2, 3],
        [4, 5, 6],
      ]).at(':', '::2'),
    ],
  ];
  test.each(samples)('%s', (_name, a) => {
    const b = decodeNpy(encodeNpy(a));
    expect([b.dtype, b.shape]).toEqual([a.dtype, a.shape]);
    expect(b.tolist()).toEqual(a.tolist());
  });

  test('numbers begin at a multiple of 64 bytes, for shapes of any length', () => {
    for (let axes = 0; axes < 40; axes++) {
      const a = new NDArray(Float64Array.of(7), new Array<number>(axes).fill(1));
      const file = encodeNpy(a);
      expect((file.length - 8) % 64).toBe(0);
      expect(decodeNpy(file).shape).toEqual(a.shape);
    }
  });

  test('any array of doubles, plain and compressed', () => {
    fc.assert(
      fc.property(fc.float64Array({ maxLength: 50 }), fc.boolean(), (data, compressed) => {
        const back = decodeNpz(encodeNpz({ x: new NDArray(data, [data.length]) }, { compressed })).x;
        expect(back.data).toEqual(data);
      }),
    );
  });

  test('an unaligned view of a buffer', () => {
    const file = Buffer.concat([Buffer.alloc(3), encodeNpy(array([1.5, 2.5]))]).subarray(3);
    expect(decodeNpy(file).tolist()).toEqual([1.5, 2.5]);
  });
});

describe('files', () => {
  test('save and load, with and without the ending', () => {
    save(join(folder, 'a'), array([1, 2, 3]));
    save(join(folder, 'b.npy'), array([[1.5]]));
    expect(load(join(folder, 'a.npy')).tolist()).toEqual([1, 2, 3]);
    expect(load(join(folder, 'b.npy')).tolist()).toEqual([[1.5]]);
  });

  test('nested lists are saved like arrays', () => {
    save(join(folder, 'list'), [
      [1, 2],
      [3, 4],
    ]);
    expect(load(join(folder, 'list.npy')).tolist()).toEqual([
      [1, 2],
      [3, 4],
    ]);
  });

  test('savez, savezCompressed, load and loadz', () => {
    const W1 = new NDArray(new Float64Array(1000), [10, 100]);
    savez(join(folder, 'p'), { W1, b1: array([true]) });
    savezCompressed(join(folder, 'q.npz'), { W1 });
    expect(Object.keys(loadz(join(folder, 'p.npz')))).toEqual(['W1', 'b1']);
    expect((load(join(folder, 'q.npz')) as unknown as Record<string, NDArray>).W1.shape).toEqual([10, 100]);
    expect(readFileSync(join(folder, 'q.npz')).length).toBeLessThan(readFileSync(join(folder, 'p.npz')).length / 5);
  });

  test('a missing file, and errors that name the file', () => {
    expect(() => load(join(folder, 'none.npy'))).toThrow(/np.load: .*none\.npy/);
    writeFileSync(join(folder, 'text.npy'), 'these are only words');
    expect(() => load(join(folder, 'text.npy'))).toThrow(
      /expected an .npy file, got a file that begins otherwise \("these ar"\) \[.*text\.npy\]/,
    );
    expect(() => loadz(join(folder, 'text.npy'))).toThrow(/expected an .npz archive.*text\.npy/);
  });
});

describe('broken files', () => {
  const whole = encodeNpy(
    array([
      [1, 2],
      [3, 4],
    ]),
  );

  test('every truncation is an Error that says so', () => {
    for (let n = 0; n < whole.length; n++) expect(() => decodeNpy(whole.subarray(0, n))).toThrow(/^np\.load: expected/);
  });

  test('any byte of the header changed: a value or a clear Error, in no time', () => {
    fc.assert(
      fc.property(fc.nat(127), fc.nat(255), (at, value) => {
        const file = whole.slice();
        file[at] = value;
        try {
          expect(decodeNpy(file)).toBeInstanceOf(NDArray);
        } catch (error) {
          expect((error as Error).message).toMatch(/^np\.load: /);
        }
      }),
      { numRuns: 1000 },
    );
  });

  const header = (fields: string, major = 1): Uint8Array => {
    const length = Buffer.alloc(major === 1 ? 2 : 4);
    if (major === 1) length.writeUInt16LE(fields.length);
    else length.writeUInt32LE(fields.length);
    return Buffer.concat([
      Buffer.from([0x93, 0x4e, 0x55, 0x4d, 0x50, 0x59, major, 0]),
      length,
      Buffer.from(fields),
      Buffer.alloc(64),
    ]);
  };
  const fields = (shape: string, descr = "'<f8'"): string =>
    `{'descr': ${descr}, 'fortran_order': False, 'shape': ${shape}, }\n`;
  const huge = (() => {
    const file = Buffer.from(header(fields('(2,)'), 2));
    file.writeUInt32LE(0xfffffff0, 8);
    return file;
  })();

  const broken: [string, Uint8Array, string][] = [
    ['a version to come', header(fields('(2,)'), 9), 'format version 9.0'],
    ['a header of 4 GB', huge, 'a header of 4294967280 bytes (at most 10000 are read)'],
    ['a huge shape', header(fields('(1000000, 1000000)')), 'needs 8000000000000 bytes, the file has 64'],
    ['an impossible shape', header(fields('(99999999999999999999,)')), 'the impossible shape (99999999999999999999,)'],
    ['a negative shape', header(fields('(-2,)')), 'a header without descr, fortran_order and shape'],
    ['no fields', header('{}'), 'a header without descr, fortran_order and shape'],
    ['code instead of fields', header("__import__('os')"), 'a header without descr'],
    ['an unknown type', header(fields('(2,)', "'<q9'")), "got dtype '<q9'"],
    ['too many axes', header(fields(`(${'1,'.repeat(80)})`)), 'a shape of 80 axes'],
    ['nothing', new Uint8Array(0), 'only 0 bytes'],
  ];
  test.each(broken)('%s', (_name, file, text) => {
    expect(() => decodeNpy(file)).toThrow(text);
  });

  test('Python 2 wrote long integers', () => {
    expect(decodeNpy(header(fields('(2L, 4L)'))).shape).toEqual([2, 4]);
  });

  test('every truncation of an archive is an Error', () => {
    const archive = encodeNpz({ a: array([1.5, 2, 3]), b: array([4]) }, { compressed: true });
    for (let n = 0; n < archive.length; n++)
      expect(() => decodeNpz(archive.subarray(0, n))).toThrow(/np\.load: expected/);
  });

  test('a changed byte among the numbers of an archive is noticed', () => {
    const archive = encodeNpz({ a: array([1.5, 2, 3]) });
    archive[40 + 128] ^= 1;
    expect(() => decodeNpz(archive)).toThrow("np.load: expected 'a.npy' of the .npz archive to match its checksum");
  });

  test('an archive with something else in it', () => {
    expect(() => decodeNpz(zipSync({ 'readme.txt': Buffer.from('hello, world') }))).toThrow(
      /in 'readme.txt' of the .npz archive/,
    );
  });

  test('an array called __proto__ is an array like others', () => {
    const arrays = decodeNpz(
      encodeNpz(
        JSON.parse('{"__proto__": 0}') &&
          Object.defineProperty({}, '__proto__', { value: array([1]), enumerable: true }),
      ),
    );
    expect(Object.keys(arrays)).toEqual(['__proto__']);
    expect(Object.getPrototypeOf(arrays)).toBe(Object.prototype);
  });
});

/** A Python with NumPy: the benchmark's, if it has been made. */
const python = join(__dirname, '../../../../.venv-bench/bin/python');
const live = existsSync(python) ? test : test.skip;

live('real NumPy reads what was written here', () => {
  save(
    join(folder, 'view'),
    array([
      [1, 2, 3],
      [4, 5, 6],
    ]).T,
  );
  savez(join(folder, 'some'), {
    f: array([0.1, NaN]),
    i: array([[1], [2]]).astype('int32'),
    b: array([true, false]),
    s: array(2.5),
  });
  savezCompressed(join(folder, 'small'), { zeros: new NDArray(new Float64Array(500), [500]) });
  const script = `
import numpy as np, json
v = np.load('view.npy'); z = np.load('some.npz'); c = np.load('small.npz')
print(json.dumps([v.tolist(), str(v.dtype), z['f'][0], bool(np.isnan(z['f'][1])), z['i'].tolist(), str(z['i'].dtype), z['b'].tolist(), str(z['b'].dtype), z['s'].item(), float(c['zeros'].sum()), len(c['zeros'])]))`;
  const out = JSON.parse(execFileSync(python, ['-c', script], { cwd: folder, encoding: 'utf8' })) as unknown;
  expect(out).toEqual([
    [
      [1, 4],
      [2, 5],
      [3, 6],
    ],
    'float64',
    0.1,
    true,
    [[1], [2]],
    'int32',
    [true, false],
    'bool',
    2.5,
    0,
    500,
  ]);
});
