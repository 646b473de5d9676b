import { Arena } from '../../../../src/lib/np/kernels/arena';

const place = (view: Float64Array | Int32Array | Uint8Array): [ArrayBufferLike, number, number] => [view.buffer, view.byteOffset, view.length];

describe('Arena', () => {
  it('cuts arrays that do not overlap, each from the start of a line of cache', () => {
    const arena = new Arena();
    const views = Array.from({ length: 500 }, (_, i) => [arena.cut(Float64Array, i), arena.cut(Uint8Array, 3 * i + 1), arena.cut(Int32Array, 5)]).flat();
    views.forEach((view, i) => view.fill(i % 200));
    views.forEach((view, i) => expect([...new Set(view)]).toEqual(view.length ? [i % 200] : []));
    for (const view of views) expect(view.byteOffset % 64).toBe(0);
  });

  it('gives the same views for the same sizes after reset, and others where a size or a type differs', () => {
    const arena = new Arena();
    const first = [arena.cut(Float64Array, 100), arena.cut(Uint8Array, 100), arena.cut(Float64Array, 9)];
    arena.reset();
    expect(arena.cut(Float64Array, 100)).toBe(first[0]);
    const second = arena.cut(Uint8Array, 101);
    expect(second).not.toBe(first[1]);
    expect(second.byteOffset).toBe(first[1].byteOffset);
    expect(arena.cut(Uint8Array, 9)).toBeInstanceOf(Uint8Array);
  });

  it('has a block of its own for what is larger than a block, and uses it again', () => {
    const arena = new Arena();
    const work = (): ReturnType<typeof place>[] => [place(arena.cut(Float64Array, 10)), place(arena.cut(Float64Array, 400_000)), place(arena.cut(Float64Array, 10))];
    const before = work();
    arena.reset();
    expect(work()).toEqual(before);
    expect(before[1][0].byteLength).toBe(3_200_000);
    expect(before[1][2]).toBe(400_000);
  });

  it('keeps at most 64 MiB for the next time', () => {
    const arena = new Arena();
    const views = Array.from({ length: 40 }, () => arena.cut(Float64Array, 1_000_000)); // 320 MB, of which not a page is touched
    expect(views.every((view) => arena.holds(view))).toBe(true);
    arena.reset();
    expect(views.filter((view) => arena.holds(view))).toHaveLength(8);
    expect(arena.cut(Float64Array, 1_000_000)).not.toBe(views[0]); // no view is kept that would hold the rest
  });

  it('forgets what it has given out when told to forsake it', () => {
    const arena = new Arena();
    const view = arena.cut(Float64Array, 100);
    arena.forsake();
    expect(arena.holds(view)).toBe(false);
    expect(arena.cut(Float64Array, 100).buffer).not.toBe(view.buffer);
  });
});
