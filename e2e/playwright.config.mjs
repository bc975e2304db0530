// How the end-to-end tests run: one browser, the files and the hub that `cargo xtask test` names. What they do stands
// in the specs.

import { defineConfig } from '@playwright/test';
import process from 'node:process';

const { CHROMIUM_PATH, CI, FLOORWALKER_E2E_REPORT } = process.env;

export default defineConfig({
  testDir: '.',
  testMatch: '**/*.spec.{ts,mjs}',
  outputDir: 'test-results',
  forbidOnly: Boolean(CI),
  // A test that has to be repeated to pass is a test that failed.
  retries: 0,
  workers: 1,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ...(FLOORWALKER_E2E_REPORT ? [['json', { outputFile: FLOORWALKER_E2E_REPORT }]] : [])],
  use: {
    browserName: 'chromium',
    viewport: { width: 1280, height: 800 },
    locale: 'en-US',
    // Recording would take a third of the time: `npx playwright test --trace on` where it is wanted.
    trace: 'off',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM_PATH,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
