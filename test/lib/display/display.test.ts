import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import * as np from '../../../src/lib/np';
import { html, isNotebook, jpeg, markdown, png, svg, table, updatable } from '../../../src/lib/display';
import { tableHtml, tableText, toRows } from '../../../src/lib/display/table';
import { htmlText } from '../../../src/lib/display/text';

interface Shown {
  data: Record<string, string>;
  transient: { display_id?: string };
}

describe('outside a notebook', () => {
  let log: jest.SpyInstance;
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'gradus-display-'));
  beforeEach(() => {
    process.env.GRADUS_PLOT_DIR = path.join(folder, 'made when needed');
    log = jest.spyOn(console, 'log').mockImplementation(() => undefined);
  });
  afterEach(() => {
    delete process.env.GRADUS_PLOT_DIR;
    log.mockRestore();
  });
  const printed = (): string[] => log.mock.calls.map(([line]) => line as string);

  test('text is printed', () => {
    expect(isNotebook()).toBe(false);
    html('<style>a{}</style><p>one &lt; two</p><p>three</p>');
    markdown('**bold**');
    table([{ name: 'a', n: 1.23456789 }, { name: 'bcd', n: 10 }], { caption: 'Two' }); // prettier-ignore
    expect(printed()).toEqual(['one < two\nthree', '**bold**', 'Two\nname        n\n----  -------\na     1.23457\nbcd        10']);
  });

  test('pictures become files', () => {
    svg('<svg/>');
    png(Uint8Array.of(1, 2));
    jpeg(Uint8Array.of(3));
    const files = printed().map((line) => line.replace('picture: ', ''));
    expect(files.map((file) => path.extname(file))).toEqual(['.svg', '.png', '.jpg']);
    expect(new Set(files).size).toBe(3);
    expect([...fs.readFileSync(files[1])]).toEqual([1, 2]);
    expect(fs.readFileSync(files[0], 'utf8')).toBe('<svg/>');
  });

  test('an updatable output prints its text only', () => {
    const line = updatable();
    line.html('<b>1</b>');
    line.html('<b>2</b>', 'two');
    line.svg('<svg/>');
    expect(printed()).toEqual(['two']);
  });
});

describe('in a notebook', () => {
  const shown: [Shown, boolean][] = [];
  const jupyter = require('tslab/dist/jupyter') as { lastWriteDisplayData: unknown };
  beforeAll(() => (jupyter.lastWriteDisplayData = (data: Shown, update?: boolean) => shown.push([data, Boolean(update)])));
  afterAll(() => (jupyter.lastWriteDisplayData = null));
  beforeEach(() => (shown.length = 0));

  test('content goes to the cell in the type that JupyterLab shows', () => {
    expect(isNotebook()).toBe(true);
    html('<b>x</b>');
    svg('<svg/>');
    png(Uint8Array.of(1, 2, 3));
    jpeg(Uint8Array.of(1), 'a "road"');
    markdown('$x$');
    table({ epoch: [0, 1], cost: np.array([0.5, 0.25]) });
    expect(shown.map(([{ data }]) => Object.entries(data)[0])).toEqual([
      ['text/html', '<b>x</b>'],
      ['text/html', '<svg/>'],
      ['image/png', 'AQID'],
      ['text/html', '<img alt="a &quot;road&quot;" style="max-width:100%" src="data:image/jpeg;base64,AQ=="/>'],
      ['text/markdown', '$x$'],
      ['text/html', expect.stringMatching(/<table>.*epoch.*cost.*0\.25/)],
    ]);
  });

  test('an updatable output is replaced, and each has its own', () => {
    const [a, b] = [updatable(), updatable()];
    a.html('1');
    b.html('other');
    a.html('2', 'two');
    expect(shown.map(([, update]) => update)).toEqual([false, false, true]);
    const ids = shown.map(([{ transient }]) => transient.display_id);
    expect(ids[0]).toBe(ids[2]);
    expect(ids[0]).not.toBe(ids[1]);
  });
});

describe('tables', () => {
  test('escape what they show', () => {
    const made = tableHtml([{ '<h>': '<script>&' }], { caption: '"c"' });
    expect(made).toContain('&lt;h&gt;');
    expect(made).toContain('&lt;script&gt;&amp;');
    expect(made).toContain('&quot;c&quot;</caption>');
    expect(made).not.toContain('<script>');
  });

  test('put numbers to the right, and keep rows that lack a value', () => {
    const made = tableHtml([{ name: 'a', share: '94.5 %' }, { name: 'b' }]); // prettier-ignore
    expect(made).toMatch(/<th scope="col" style="text-align:left;[^"]*">name<\/th><th scope="col" style="text-align:right/);
    expect(tableText([{ a: 1 }, { b: 'x' }])).toBe('a  b\n-  -\n1\n   x'); // prettier-ignore
  });

  test('keep signs to the left, digits too, and short captions on one line', () => {
    const made = tableHtml([{ first: '1', second: '-' }, { first: '9', second: '8' }], { caption: 'Signs' }); // prettier-ignore
    expect(made).not.toContain('text-align:right');
    expect(made).toContain('white-space:nowrap">Signs');
    expect(tableHtml([{ n: 1 }, { n: 9 }])).toContain('text-align:right'); // prettier-ignore
  });

  test('are made from rows, columns and matrices', () => {
    expect(toRows({ a: [1, 2], b: np.array([3, 4]) })).toEqual([{ a: 1, b: 3 }, { a: 2, b: 4 }]); // prettier-ignore
    expect(toRows(np.eye(2), ['x', 'y'])).toEqual([{ x: 1, y: 0 }, { x: 0, y: 1 }]); // prettier-ignore
    expect(toRows(np.eye(1))).toEqual([{ '0': 1 }]);
    expect(toRows([])).toEqual([]);
  });

  test.each([
    [() => toRows({ a: [1, 2], b: [3] }), 'table: expected columns of 2 values as the first has, got 1 in "b"'],
    [() => toRows(np.zeros([3])), 'table: expected a matrix, got shape (3)'],
    [() => toRows(np.zeros([3, 2]), ['a']), 'table: expected a matrix of 1 columns, got shape (3, 2)'],
    [() => toRows([[1, 2]] as never), 'table: expected rows as objects, { heading: value }, got a list'],
    [() => toRows(null as never), 'table: expected rows, columns or a matrix, got null'],
  ])('say what they cannot show (%#)', (run, message) => expect(run).toThrow(message));
});

test('HTML as text keeps words, lines and signs', () => {
  expect(htmlText('<table><tr><td>a</td><td>b</td></tr><tr><td>c</td></tr></table>')).toBe('a  b\nc');
  expect(htmlText('&#960; &#x3c0; &amp;lt; &unknown;<script>x()</script>')).toBe('π π &lt; &unknown;');
});
