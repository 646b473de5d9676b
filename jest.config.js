/**
 * Tests are in test/, mirroring src/. TypeScript goes through swc (no type check: `npm run typecheck` does that). Tests that look at a whole process, and the
 * end-to-end ones, use what `npm run build` made in dist/.
 */
process.env.TF_CPP_MIN_LOG_LEVEL ??= '2'; // tests see a copy of the environment, native code does not

module.exports = {
  testEnvironment: 'node',
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'commonjs' } }] },
  moduleNameMapper: { '^gradus/(.*)$': '<rootDir>/src/lib/$1' },
  setupFiles: ['<rootDir>/test/support/seed.js'],
  testTimeout: 120_000,
  maxWorkers: 1, // the tests of the set-up build dist/ anew, which others use
};
