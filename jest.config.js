/**
 * Tests are in test/, mirroring src/. TypeScript goes through swc (no type check: `npm run typecheck` does that). Tests that look at a whole process, and the
 * end-to-end ones, use what `npm run build` made in dist/.
 */
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'; // tests see a copy of the environment, native code does not

const common = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  moduleNameMapper: { '^gradus/(.*)$': '<rootDir>/src/lib/$1' },
  setupFiles: ['<rootDir>/test/support/seed.js'],
};

/** Tests that neither build dist/ anew, nor look for processes that are left, nor grade on all cores. */
const SIDE_BY_SIDE = [
  'lib/**/*',
  'kernel/*',
  'train/*',
  'datasets/*',
  'graders/{oracle*,odd,checker,reader}',
  'graders/{course,report,statistics,submissions,export,fuzz}/*',
].map((name) => `**/test/${name}.test.ts`);

module.exports = {
  testTimeout: 120_000,
  maxWorkers: 2,
  projects: [
    { ...common, displayName: 'side by side', testMatch: SIDE_BY_SIDE },
    { ...common, displayName: 'alone', testMatch: ['**/*.test.ts', ...SIDE_BY_SIDE.map((name) => `!${name}`)], runner: '<rootDir>/test/support/oneByOne.js' },
  ],
};
