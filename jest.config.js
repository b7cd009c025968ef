/*
 * Two kinds of tests: *.test.ts by Jest's own runner, *.tap.sql (pgTAP) by ours. Both use the cluster
 * and the template database that the global setup prepares.
 */

// As in scripts/graphql/environment.ts, which comes too late here: Jest loads Grafast before it runs a module.
process.env.GRAPHILE_ENV ??= 'production';

const common = {
  rootDir: import.meta.dirname,
  modulePathIgnorePatterns: ['<rootDir>/.data/'],
  globalSetup: '<rootDir>/test/support/global-setup.ts',
  globalTeardown: '<rootDir>/test/support/global-teardown.ts',
};

/** @type {import('jest').Config} */
export default {
  projects: [
    {
      ...common,
      displayName: 'ts',
      testMatch: ['<rootDir>/test/**/*.test.ts'],
      testEnvironment: 'node',
      extensionsToTreatAsEsm: ['.ts'],
      transform: {
        '\\.ts$': [
          '@swc/jest',
          {
            jsc: { parser: { syntax: 'typescript' }, target: 'es2024' },
            module: { type: 'es6' },
            sourceMaps: 'inline',
          },
        ],
      },
    },
    {
      ...common,
      displayName: 'sql',
      testMatch: ['<rootDir>/test/**/*.tap.sql'],
      moduleFileExtensions: ['js', 'sql'],
      transform: {},
      runner: '<rootDir>/test/support/tap-runner.ts',
    },
  ],
  testTimeout: 120_000,
};
