import { progress } from '../../../src/lib/progress';

interface Shown {
  data: Record<string, string>;
  transient: { display_id?: string };
}

const shown: [Shown, boolean][] = [];
const jupyter = require('tslab/dist/jupyter') as { lastWriteDisplayData: unknown };
beforeAll(() => (jupyter.lastWriteDisplayData = (data: Shown, update?: boolean) => shown.push([data, Boolean(update)])));
afterAll(() => (jupyter.lastWriteDisplayData = null));
beforeEach(() => (shown.length = 0));
const html = (): string[] => shown.map(([{ data }]) => data['text/html']);

test('a bar with numbers and time is replaced in place, not more often than can be seen', () => {
  let ms = 0;
  const bar = progress(10, { title: '<Training>', unit: 'epoch', now: () => ms });
  for (let i = 1; i <= 10; i++) {
    ms = 100 * i;
    bar.update({ loss: 1 / i });
  }
  bar.done();
  expect(shown.map(([, update]) => update)).toEqual([false, true, true, true]); // at 100, 500 and 900 ms, and the end
  expect(new Set(shown.map(([{ transient }]) => transient.display_id)).size).toBe(1);
  expect(html()[0]).toContain('<progress max="1" value="0.1000" aria-label="&lt;Training&gt;"></progress> &lt;Training&gt; · 1 of 10 epochs · about 1 s left · loss 1');
  expect(html()[0]).not.toContain('<svg'); // a point is no curve
  expect(html()[3]).toContain('✔ &lt;Training&gt; · 10 of 10 epochs · done in 1 s · loss 0.1');
  expect(html()[3]).toContain('data-ended="done"');
});

test('losses and shares are drawn apart, several of a kind together', () => {
  const bar = progress(3, { unit: 'epoch' });
  for (let i = 1; i <= 2; i++) bar.update({ loss: i, val_loss: 2 * i, accuracy: i / 3 });
  bar.done();
  const last = html().at(-1)!;
  expect(last).toContain('■ 2 of 3 epochs · stopped after');
  expect(last).toContain('>loss</text>');
  expect(last).toContain('>val_loss</text>');
  expect(last).toContain('accuracy');
  expect(last.match(/<svg x=/g)).toHaveLength(2);
});

test('without curves, and cleared', () => {
  const bar = progress(2, { curve: false });
  bar.update({ loss: 2 });
  bar.update({ loss: 1 });
  bar.done();
  expect(html().at(-1)).not.toContain('<svg');
  bar.clear();
  expect(html().at(-1)).toBe('');
});
