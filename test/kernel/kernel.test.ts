import { plain, talk, type Reply, type Step } from './talk';

/** One kernel for all: each test names its steps, which run in this order. */
const STEPS: Record<string, Step> = {
  import: { code: "import * as np from 'gradus/np'; import * as tf from 'gradus/tf';" },
  loop: { code: 'let s = 0; for (let i = 0; i < 1e8; i++) s += i; s' },
  info: { request: 'kernel_info_request', content: {} },
  small: { code: '1 + 1' },
  semicolon: { code: '1 + 1;' },
  array: { code: 'np.arange(1200).reshape([30, 40])' },
  tensor: { code: 'tf.tensor2d([[1, 2], [3, 4]])' },
  table: { code: "[{ model: 'L2', accuracy: 0.93 }, { model: '<b>', accuracy: 0.91 }]" },
  map: { code: "new Map([['a', [1, 2]]])" },
  image: { code: "Buffer.from('iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==', 'base64')" },
  figure: { code: "import { figure } from 'gradus/plot'; figure({ title: 'A' }).plot([1, 2], [3, 4])" },
  display: { code: "import { html } from 'gradus/display'; html('<b>x</b>')" },
  large: { code: "'x'.repeat(1e6)" },
  own: { code: '/** Twice x. @param x any number */\nfunction twice(x: number): number { return 2 * x; }\ntwice' },
  typeError: { code: "const fine = 1;\nconst n: number = 'five';" },
  syntaxError: { code: 'const a = (1;' },
  missing: { code: 'neverDeclared + 1' },
  python: { code: 'print(1)' },
  deep: { code: 'function inner(x: any) {\n  return x.foo.bar;\n}\nasync function outer() {\n  await null;\n  return inner({});\n}' },
  runError: { code: '\n\nconst kept = 1; await outer(); const lost = 2;' },
  keptAfterError: { code: 'kept' },
  lostAfterError: { code: 'lost' },
  libraryError: { code: 'np.dot(np.zeros([2, 3]), np.zeros([2, 3]))' },
  thrownText: { code: "throw 'only text'" },
  notFunction: { code: 'const o = { f: 1 } as any; o.f()' },
  recursion: { code: 'function again(): number { return again() + 1; } again()' },
  exit: { code: 'process.exit(3)' },
  aborted: { together: ["throw new Error('first')", 'const never = 1;', '2'] },
  spin: { interrupt: true, code: "const before = 5; console.log('go'); while (true) {}" },
  spinLater: { interrupt: true, code: "console.log('go'); await new Promise((r) => setTimeout(r, 5)); while (true) {}" },
  spinTimer: { interrupt: true, code: "console.log('go'); setTimeout(() => { while (true) {} }, 5); await new Promise(() => {});" },
  pending: { interrupt: true, code: "console.log('go'); await new Promise(() => {});" },
  polling: { code: 'let polls = 0; async function poll() { while (true) { await new Promise((r) => setTimeout(r, 2)); polls++; if (polls === 3) console.log(polls); } }' },
  poll: { interrupt: true, code: 'await poll()' },
  polled: { code: 'const was = polls; await new Promise((r) => setTimeout(r, 60)); [before, polls - was]' },
  model: { code: "let epochs = 0; const m = tf.sequential({ layers: [tf.layers.dense({ units: 1, inputShape: [2], kernelInitializer: 'zeros' })] });\nm.compile({ optimizer: 'sgd', loss: 'meanSquaredError' });\nconst long = () => m.fit(tf.ones([8, 2]), tf.ones([8, 1]), { epochs: 1e9, verbose: 0, callbacks: { onEpochEnd: async () => { epochs++; if (epochs === 3) console.log('training'); } } });" },
  fit: { interrupt: true, code: 'await long()' },
  fitted: { code: 'const then = epochs; await new Promise((r) => setTimeout(r, 100)); [epochs - then, m.getWeights()[0].dataSync()[0] !== 0]' },
  politely: { interrupt: true, code: 'epochs = 0; const h = await tf.interruptible(m, long); console.log(h.epoch.length > 0);' },
  tensors: { code: 'const count = () => tf.memory().numTensors; const start = count(); const held = [tf.ones([4])]; for (let i = 0; i < 100; i++) tf.ones([50, 50]).add(1); count() - start' },
  freed: { code: 'for (let i = 0; i < 50 && count() > start + 5; i++) await new Promise((r) => setTimeout(r, 20)); [count() <= start + 5, held[0].dataSync()[3], m.getWeights()[0].isDisposed]' },
  complete: { complete: 'np.lins' },
  completeEmoji: { complete: "const e = '🎉🎉'; np.lins; e", cursor: 23 },
  completeOwn: { complete: 'twi' },
  inspect: { inspect: 'np.linspace' },
  inspectCall: { inspect: "'🎉'; np.linspace(0, ", cursor: 20 },
  inspectOwn: { inspect: 'twice' },
  invalid: { is_complete: 'const = 3;' },
  incomplete: { is_complete: 'function f() {' },
  done: { is_complete: 'f()' },
  history: { request: 'history_request', content: { hist_access_type: 'tail', n: 1, output: false, raw: true } },
  comms: { request: 'comm_info_request', content: {} },
  commOpen: { request: 'comm_open', content: { comm_id: 'c', target_name: 'jupyter.widget', data: {} } },
  unknown: { request: 'nonsense_request', content: {} },
  last: { code: "console.log('a'); console.error('b'); 3" },
  restart: { restart: true },
  gone: { code: 'twice' },
  anew: { code: 'const twice = 4; twice' },
};

let all: Record<string, Reply>;
let session: ReturnType<typeof talk>;

beforeAll(() => {
  session = talk(Object.values(STEPS));
  all = Object.fromEntries(Object.keys(STEPS).map((name, i) => [name, session.replies[i]]));
}, 300_000);

const result = (name: string): Record<string, string> => all[name].results[0] ?? {};
const failure = (name: string): Reply['errors'][number] => {
  const { reply, errors, status } = all[name];
  expect(status).toBe('error');
  expect(errors).toHaveLength(1);
  expect(reply).toMatchObject(errors[0]); // the reply says the same as the message that everyone sees
  return errors[0];
};

test('says what it is, and answers what notebooks ask besides', () => {
  expect(all.info).toMatchObject({ status: 'ok', implementation: 'gradus', language_info: { name: 'typescript', file_extension: '.ts', mimetype: 'text/typescript' } });
  expect(all.incomplete).toMatchObject({ status: 'incomplete', indent: '  ' });
  expect(all.invalid).toMatchObject({ status: 'invalid' });
  expect(all.done).toMatchObject({ status: 'complete' });
  expect(all.history).toMatchObject({ type: 'history_reply', status: 'ok' });
  expect((all.history.history as unknown[]).length).toBe(1);
  expect(all.comms).toMatchObject({ type: 'comm_info_reply', comms: {} });
  expect(all.commOpen.told).toEqual(['status', 'comm_close', 'status']);
  expect(all.unknown).toMatchObject({ type: 'nonsense_reply', status: 'error' });
  expect(session.alive).toBe(false);
});

test('a restart forgets variables and types, counts from 1, and the kernel works on', () => {
  expect(failure('gone').evalue).toContain("Cannot find name 'twice'");
  expect(all.gone.reply.execution_count).toBe(1);
  expect(result('anew')['text/plain']).toBe('4');
});

test('every cell is busy, then shown, then idle', () => {
  expect(all.last.types).toEqual(['busy', 'execute_input', 'stream', 'stream', 'execute_result', 'idle']);
  expect(all.typeError.types).toEqual(['busy', 'execute_input', 'error', 'idle']);
});

test('values of last expressions, unless a semicolon ends them', () => {
  expect(all.loop.results).toEqual([{ type: 'execute_result', 'text/plain': '4999999950000000' }]);
  expect(all.small.results).toEqual([{ type: 'execute_result', 'text/plain': '2' }]);
  expect(all.semicolon.results).toEqual([]);
  expect(result('array')['text/plain']).toContain('array([[');
  expect(result('array')['text/html']).toContain('NDArray (30, 40) float64');
  expect(result('array')['text/html'].match(/<td/g)!.length).toBeLessThan(140); // 11 of 31 rows, 11 of 40 columns
  expect(result('tensor')).toMatchObject({ 'text/plain': expect.stringContaining('Tensor (2, 2) float32') as string, 'text/html': expect.stringContaining('<td style="text-align:right">4</td>') as string });
  expect(result('table')['text/html']).toContain('&lt;b&gt;');
  expect(result('map')['text/html']).toContain('[ 1, 2 ]');
  expect(result('image')['image/png']).toMatch(/^iVBOR/);
  expect(result('figure')['text/html']).toContain('<svg');
  expect(all.display.results).toEqual([{ type: 'display_data', 'text/html': '<b>x</b>' }]);
  expect(result('large')['text/plain'].length).toBeLessThan(21_000);
  expect(result('own')).toMatchObject({ 'text/plain': expect.stringContaining('function twice(x: number): number') as string });
});

test('type errors have the line, carets and a hint', () => {
  const { ename, evalue } = failure('typeError');
  expect([ename, evalue]).toEqual(['TypeScriptError', "Type 'string' is not assignable to type 'number'."]);
  expect(plain(failure('typeError'))).toMatch(/Cell In\[\d+\], line 2\n {6}1 const fine = 1;\n----> 2 const n: number = 'five';\n {14}\^\n.*\(TS2322\)\nWhat to do: /);
  expect(failure('syntaxError').ename).toBe('SyntaxError');
  expect(plain(failure('missing'))).toContain('did you run the cell above that declares neverDeclared?');
  expect(plain(failure('python'))).toContain('console.log(x)');
});

test('errors of running cells show the learner\'s own lines, libraries in one', () => {
  expect(failure('runError')).toMatchObject({ ename: 'TypeError', evalue: "Cannot read properties of undefined (reading 'bar')" });
  const text = plain(failure('runError'));
  expect(text).toMatch(/line 3\n[^]*----> 3 const kept = 1; await outer\(\)[^]*line 6\n[^]*----> 6 {3}return inner\(\{\}\);\n {17}\^\n[^]*line 2\n[^]*----> 2 {3}return x\.foo\.bar;\n {23}\^\n/);
  expect(text).toContain('What to do: the value before .bar is undefined');
  expect(text).not.toMatch(/node:|\.js|dist/);
  expect(plain(failure('libraryError'))).toMatch(/\ngradus\/np: dot[^\n]*\nRangeError: dot: shapes \(2,3\) and \(2,3\) not aligned[^]*What to do: print both shapes/);
  expect(failure('thrownText')).toMatchObject({ ename: 'Thrown', evalue: 'only text' });
  expect(failure('notFunction').evalue).toBe('o.f is not a function');
  expect(plain(failure('recursion'))).toMatch(/\.\.\. \d+ calls more[^]*calls itself without end/);
  expect(failure('exit').evalue).toContain('would stop the kernel');
});

test('a cell that fails keeps what it had declared; cells behind it are not run', () => {
  expect(result('keptAfterError')['text/plain']).toBe('1');
  expect(failure('lostAfterError').evalue).toContain("Cannot find name 'lost'");
  expect(all.aborted).toEqual(['error', 'aborted', 'aborted']);
});

test.each(['spin', 'spinLater', 'spinTimer', 'pending', 'poll', 'fit'])('an interrupt ends %s, and variables stay', (name) => {
  expect(failure(name).ename).toBe('KeyboardInterrupt');
  expect(result('polled')['text/plain']).toBe('[ 5, 0 ]'); // nothing goes on behind the interrupted cell
  expect(result('fitted')['text/plain']).toBe('[ 0, true ]');
});

test('tf.interruptible ends training as if it were done', () => {
  expect(all.politely).toMatchObject({ status: 'ok' });
  expect(all.politely.text).toMatch(/Interrupted: training stops after this batch[^]*true$/);
});

test('tensors that nothing refers to are freed between cells, others never', () => {
  expect(Number(result('tensors')['text/plain'])).toBeGreaterThan(1);
  expect(result('freed')['text/plain']).toBe('[ true, 1, false ]');
});

test('completion and hover know np and the learner\'s own functions, also behind emoji', () => {
  const typed = (reply: Reply): { text: string; signature: string }[] => (reply.metadata as { _jupyter_types_experimental: { text: string; signature: string }[] })._jupyter_types_experimental;
  expect(all.complete).toMatchObject({ cursor_start: 3, cursor_end: 7 });
  expect(typed(all.complete)).toContainEqual(expect.objectContaining({ text: 'linspace', type: 'function', signature: expect.stringMatching(/^\(start: number, stop: number/) as string }));
  expect(all.completeEmoji).toMatchObject({ matches: expect.arrayContaining(['linspace']) as string[], cursor_start: 19, cursor_end: 23 });
  expect(all.completeOwn.matches).toContain('twice');
  for (const name of ['inspect', 'inspectCall']) expect((all[name].data as Record<string, string>)['text/plain']).toMatch(/linspace\(start: number, stop: number/);
  expect((all.inspectOwn.data as Record<string, string>)['text/markdown']).toMatch(/```typescript\nfunction twice\(x: number\): number\n```\n\nTwice x\./);
});
