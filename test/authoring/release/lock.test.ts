import { pruneLock, type Lock } from '../../../src/authoring/release/lock';

const LOCK: Lock = {
  lockfileVersion: 3,
  packages: {
    '': { dependencies: { a: '1.0.0' }, devDependencies: { d: '1.0.0' } },
    'node_modules/a': { version: '1.0.0', dependencies: { b: '^1.0.0' }, peerDependencies: { p: '*', q: '*' }, peerDependenciesMeta: { q: { optional: true } } },
    'node_modules/a/node_modules/b': { version: '1.5.0', dependencies: { c: '*' } },
    'node_modules/b': { version: '2.0.0', dev: true },
    'node_modules/c': { version: '1.0.0', devOptional: true, optionalDependencies: { o: '*', absent: '*' } },
    'node_modules/d': { version: '1.0.0', dev: true, dependencies: { b: '^2.0.0', c: '*' } },
    'node_modules/o': { version: '1.0.0', optional: true, dependencies: { n: '*' } },
    'node_modules/n': { version: '1.0.0', optional: true },
    'node_modules/p': { version: '1.0.0', peer: true },
    'node_modules/q': { version: '1.0.0', dev: true },
  },
};
const root = { name: 'pack', version: '1.2.3', dependencies: { a: '1.0.0' } };

test('what the dependencies need stays, from where Node finds it; the rest goes', () => {
  const { packages } = pruneLock(LOCK, root);
  expect(Object.keys(packages)).toEqual(['', 'node_modules/a', 'node_modules/a/node_modules/b', 'node_modules/c', 'node_modules/o', 'node_modules/n', 'node_modules/p']);
  expect(packages['']).toEqual(root);
});

test('what is reached by optional ways only is optional, nothing is for development', () => {
  const { packages } = pruneLock(LOCK, root);
  expect(packages['node_modules/n'].optional).toBe(true);
  expect(packages['node_modules/c']).toEqual({ version: '1.0.0', optionalDependencies: { o: '*', absent: '*' } });
  const needed = pruneLock(LOCK, { ...root, dependencies: { a: '1.0.0', o: '1.0.0' } }).packages;
  expect([needed['node_modules/o'].optional, needed['node_modules/n'].optional]).toEqual([undefined, undefined]);
});

test('a dependency that the lock lacks is named', () => {
  expect(() => pruneLock(LOCK, { ...root, dependencies: { z: '1' } })).toThrow('package-lock.json has no z, which the pack needs');
  expect(() => pruneLock({ ...LOCK, lockfileVersion: 1 }, root)).toThrow('has version 1, expected 3');
});
