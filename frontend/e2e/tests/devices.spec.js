import { Api } from "../support/api.js";
import { open, signIn, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a session that is ended here is signed out there", async ({ page, api, browser }) => {
  const account = await api.register();
  const elsewhere = await browser.newContext({ baseURL: test.info().project.use.baseURL });
  const other = await elsewhere.newPage();
  await open(other, "/login");
  await signIn(other, account);
  await open(other, "/orders");

  await open(page, "/profile/devices");
  const rows = page.getByRole("table", { name: "Devices" }).getByRole("row").filter({ hasText: "127.0.0.1" });
  await expect(rows).toHaveCount(2);
  await expect(rows.first()).toContainText("This device");
  await rows.last().getByRole("button", { name: /^Sign out/ }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(rows).toHaveCount(2);
  await rows.last().getByRole("button", { name: /^Sign out/ }).click();
  await question.getByRole("button", { name: "Sign out" }).click();
  await expect(told(page, "is signed out.")).toBeVisible();
  await expect(rows).toHaveCount(1);

  await other.getByRole("link", { name: "Profile" }).first().click();
  await expect(other.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await elsewhere.close();
});

test("all others are signed out at once", async ({ page, api, playwright }) => {
  const account = await api.register();
  const requests = await Promise.all([1, 2].map(() => playwright.request.newContext()));
  for (const request of requests) {
    await new Api(request).post("/auth/login", { identifier: account.username, password: account.password });
  }
  await open(page, "/profile/devices");
  await page.getByRole("button", { name: "Sign out all others" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out" }).click();
  await expect(told(page, "All other devices are signed out.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign out all others" })).toHaveCount(0);
  for (const request of requests) {
    expect((await new Api(request).get("/auth/session")).user).toBeNull();
    await request.dispose();
  }
});
