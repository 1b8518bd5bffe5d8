import { defineConfig } from 'vitest/config'

// Three on two cores: a journey waits for its browser, and a test of PostgreSQL for the server, a third of their time.
const limits = { maxWorkers: 3, testTimeout: 30_000, hookTimeout: 60_000 }

// Files share a worker's modules, since loading the server for each of them took longer than their tests: no module that a
// test can change may remember anything of another file.
const shared = { ...limits, isolate: false }

// Three kinds of test. `rules` need no database; `*.api.test.ts` run on both engines, the same files; `*.journey.ts` drive a
// real browser against a real server.
export default defineConfig({
  test: {
    ...limits,
    projects: [
      {
        test: {
          name: 'rules',
          include: ['src/**/*.test.ts', 'tools/**/*.test.ts', 'bench/**/*.test.ts'],
          exclude: ['src/**/*.api.test.ts'],
          ...shared,
        },
      },
      {
        test: {
          name: 'pglite',
          include: ['src/**/*.api.test.ts'],
          globalSetup: ['src/testing/prepare-pglite.ts'],
          ...shared,
        },
      },
      {
        test: {
          name: 'postgres',
          include: ['src/**/*.api.test.ts'],
          globalSetup: ['src/testing/prepare-postgres.ts'],
          ...shared,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['e2e/**/*.journey.ts'],
          globalSetup: ['src/testing/prepare-pglite.ts', 'e2e/prepare-web.ts'],
          ...limits,
          testTimeout: 120_000,
        },
      },
    ],
  },
})
