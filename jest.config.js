/** Tests run as ES modules, in TypeScript, with types stripped by swc; `npm run typecheck` checks the types. */
export default {
  testEnvironment: 'node',
  // A loaded machine is no failure; a test that hangs still ends.
  testTimeout: 120_000,
  // Jest leaves a core free, which on two cores means one test file at a time.
  maxWorkers: '100%',
  // The modules of a finished test file stay in its process: one that holds too much makes way for a fresh one.
  workerIdleMemoryLimit: '1500MB',
  globalSetup: '<rootDir>/test/build-first.mjs',
  testEnvironmentOptions: { globalsCleanup: 'off' },
  roots: ['<rootDir>/test'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2023', parser: { syntax: 'typescript' } }, module: { type: 'es6' }, sourceMaps: 'inline' },
    ],
  },
};
