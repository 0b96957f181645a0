import { expect, test as base } from "@playwright/test";
import { Api } from "./api.js";

/**
 * Playwright's test, with two things more:
 *
 * - a page that fails its test when the app throws, the Content Security Policy stops something, or the server
 *   answers 5xx, whatever the test is about;
 * - callers of the API: `api` with the browser's own session, `staff` as the admin of the demo, `buyer` as a customer
 *   who has nothing to do with the browser.
 */
export const test = base.extend({
  page: async ({ page }, use) => {
    const faults = [];
    page.on("pageerror", (error) => faults.push(`thrown: ${error.stack}`));
    page.on("console", (message) => {
      // An answer such as 401 is said again here; what it means is for the test to judge.
      const answered = message.text().startsWith("Failed to load resource");
      if (message.type() === "error" && !answered) faults.push(`console: ${message.text()}`);
    });
    page.on("response", (response) => {
      if (response.status() >= 500) faults.push(`${response.status()} from ${response.url()}`);
    });
    await use(page);
    expect(faults, "faults while the page was open").toEqual([]);
  },
  api: async ({ page }, use) => {
    const api = new Api(page.context().request);
    await use(api);
    await api.finish();
  },
  buyer: async ({ playwright }, use) => {
    const request = await playwright.request.newContext();
    await use(new Api(request));
    await request.dispose();
  },
  staff: [
    async ({ playwright }, use) => {
      const request = await playwright.request.newContext();
      const staff = new Api(request);
      await staff.signIn("admin");
      await use(staff);
      await staff.finish();
      await request.dispose();
    },
    { scope: "worker" },
  ],
});

export { expect };
