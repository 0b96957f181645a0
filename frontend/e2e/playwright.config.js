import { defineConfig } from "@playwright/test";
import { settings } from "./support/settings.js";

// Every test runs twice: on a desk and on a telephone. Only the pictures for the README are taken once.
const wide = { viewport: { width: 1440, height: 900 } };
const narrow = { viewport: { width: 360, height: 740 }, hasTouch: true };
const pictures = /pictures\.spec\.js/;

export default defineConfig({
  testDir: "tests",
  outputDir: "results",
  fullyParallel: true,
  forbidOnly: true,
  // A test that passes only at the second try has found something.
  retries: 0,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [["list"]],
  use: {
    baseURL: settings.shop,
    locale: "en-GB",
    timezoneId: "UTC",
    colorScheme: "light",
    screenshot: "only-on-failure",
    // Recording takes a third of the time of a run. What failed is run again with it: SECURECART_E2E_TRACE=1.
    trace: process.env.SECURECART_E2E_TRACE ? "retain-on-failure" : "off",
    launchOptions: {
      executablePath: settings.browser,
      args: [
        // Chromium's own sandbox refuses to start as root, as containers and build servers run it.
        ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [
    { name: "wide", use: wide, testIgnore: pictures },
    { name: "narrow", use: narrow, testIgnore: pictures },
    { name: "pictures", use: wide, testMatch: pictures },
  ],
});
