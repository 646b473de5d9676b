import fs from 'node:fs';
import path from 'node:path';
import { drawPeople, drawVisits, PEOPLE, VISITS } from '../../../datasets/faces/generate';
import { loadDoorPhotos, loadFacePeople } from '../../../src/lib/data';
import { Canvas } from '../../../src/lib/faces/canvas';
import { face } from '../../../src/lib/faces/face';
import { ellipse } from '../../../src/lib/faces/geometry';
import { gallery, loadFace } from '../../../src/lib/faces/picture';
import { encodeJpeg } from '../../../src/lib/image';

const difference = (a: Uint8Array, b: Uint8Array): number => a.reduce((sum, v, i) => sum + Math.abs(v - b[i]), 0) / a.length;

test('a face depends on both seeds, and on nothing else', () => {
  const picture = face(5, 3, 64);
  expect([picture.width, picture.height, picture.data.length]).toEqual([64, 64, 64 * 64 * 3]);
  expect(face(5, 3, 64).data).toEqual(picture.data);
  expect(difference(face(5, 4, 64).data, picture.data)).toBeGreaterThan(5);
  expect(difference(face(6, 3, 64).data, picture.data)).toBeGreaterThan(5);
});

test('every person can be drawn, at every size', () => {
  for (let seed = 0; seed < 150; seed++) expect(new Set(face(seed, seed, 32).data).size).toBeGreaterThan(40);
  for (const size of [8, 33, 200]) expect(face(1, 1, size).data.length).toBe(size * size * 3);
  expect(() => face(1, 1, 2.5)).toThrow('face: expected a whole size from 8 to 2048, got 2.5');
});

test('a 64 x 64 face takes a few milliseconds', () => {
  const times = Array.from({ length: 60 }, (_, i) => {
    const start = performance.now();
    face(i, i, 64);
    return performance.now() - start;
  });
  expect(Math.min(...times)).toBeLessThan(10); // the best, as the machine may be busy; 1 to 2 ms on an idle one
});

test('masks hold exact areas: of triangles by hand, of circles, and of shapes that reach beyond the picture', () => {
  const canvas = new Canvas(20);
  const area = (points: [number, number][]): number => canvas.mask(points)!.cover.reduce((sum, v) => sum + v, 0);
  expect(area([[2, 3], [12, 3], [2, 13]])).toBeCloseTo(50, 4); // prettier-ignore
  expect(area([[2.3, 3.7], [2.3, 4.2], [2.9, 4.2], [2.9, 3.7]])).toBeCloseTo(0.3, 5); // prettier-ignore
  expect(area([[-10, -10], [30, -10], [30, 30], [-10, 30]])).toBeCloseTo(400, 3); // prettier-ignore
  expect(area([[15, 2], [40, 2], [40, 7], [15, 7]])).toBeCloseTo(25, 4); // prettier-ignore
  expect(area(ellipse(10, 10, 6.3, 4.1, 0.4, 400).map(([x, y]) => [x, y]))).toBeCloseTo(Math.PI * 6.3 * 4.1, 1);
  expect(canvas.mask([[30, 30], [40, 30], [40, 40]])).toBeNull(); // prettier-ignore
});

test('the shipped photos are what the generator draws, but for JPEG', async () => {
  const [people, door] = [loadFacePeople(), loadDoorPhotos()];
  expect(people.map(({ name }) => name)).toEqual(PEOPLE.map(([name]) => name));
  expect(door.map(({ who }) => who)).toEqual(VISITS.map((who) => (typeof who === 'number' ? null : who)));
  const paths = [...people, ...door].map((photo) => photo.path);
  const drawn = [...drawPeople(), ...drawVisits()];
  for (const i of [0, 7, 20, 35]) expect(difference((await loadFace(paths[i], 160)).data, drawn[i].image.data)).toBeLessThan(6);
  expect(paths.reduce((sum, file) => sum + fs.statSync(file).size, 0)).toBeLessThan(1e6);
});

test('loadFace takes the square in the middle, and says what is wrong with a file', async () => {
  const folder = fs.mkdtempSync(path.join(require('node:os').tmpdir(), 'gradus-faces-'));
  const wide = new Uint8Array(30 * 10 * 3).map((_, i) => (Math.floor(i / 3) % 30 < 10 || Math.floor(i / 3) % 30 >= 20 ? 0 : 255));
  fs.writeFileSync(path.join(folder, 'wide.jpg'), await encodeJpeg({ width: 30, height: 10, data: wide }, 100));
  expect(Math.min(...(await loadFace(path.join(folder, 'wide.jpg'), 8)).data.slice(3 * 3, 5 * 3))).toBeGreaterThan(230);
  fs.writeFileSync(path.join(folder, 'text.jpg'), 'no picture');
  await expect(loadFace(path.join(folder, 'text.jpg'))).rejects.toThrow(/text.jpg cannot be read as a picture .*Save it as JPEG or PNG/);
  await expect(loadFace('missing.png')).rejects.toThrow(/there is no file missing.png/);
});

test('a gallery has a described picture for each item', async () => {
  const shown = await gallery([{ image: face(1, 1, 32), caption: 'a < b\nc', color: '#f00' }]);
  expect(shown).toContain('alt="a &lt; b, c"');
  expect(shown).toContain('a &lt; b<br/>c');
  expect(shown.match(/data:image\/jpeg/g)).toHaveLength(1);
});
