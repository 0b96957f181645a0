import { readFile } from "node:fs/promises";
import { addToCart, open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** What a download holds. */
async function saved(page, button) {
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: button }).click();
  const download = await coming;
  return { name: download.suggestedFilename(), text: await readFile(await download.path(), "utf8") };
}

test("a copy holds what is known of a customer, to be read and for programs", async ({ page, api }) => {
  const account = await api.register();
  const address = { name: "Ann Lee", line1: "7 Harbour Steps", city: "Bremen", postcode: "28195", country: "DE" };
  await api.post("/me/addresses", address);
  await open(page, "/profile/privacy");
  const toRead = await saved(page, "Download to read");
  expect(toRead.name).toBe("my-data.html");
  for (const part of [account.username, account.email, "7 Harbour Steps"]) expect(toRead.text).toContain(part);
  expect(toRead.text).not.toContain("<script");
  await expect(told(page, "Your data is in your downloads.").first()).toBeVisible();

  const copy = await page.context().newPage();
  await copy.setContent(toRead.text);
  await expect(copy.getByRole("heading", { name: "Addresses" })).toBeVisible();
  await copy.close();

  const forPrograms = await saved(page, "Download for programs");
  expect(forPrograms.name).toBe("my-data.json");
  const data = JSON.parse(forPrograms.text);
  expect(data.account.email).toBe(account.email);
  expect(data.addresses[0].line1).toBe("7 Harbour Steps");
});

test("news are wanted by a switch, and not wanted by the same", async ({ page, api }) => {
  await api.register();
  await open(page, "/profile/privacy");
  const news = page.getByRole("switch", { name: /news and offers/ });
  await expect(news).not.toBeChecked();
  await news.click();
  await expect(page.getByText(/^Agreed on/)).toBeVisible();
  await page.reload();
  await expect(news).toBeChecked();
  await news.click();
  await expect(page.getByText(/^Taken back on/)).toBeVisible();
  expect((await api.get("/me/consents")).items[0].given).toBe(false);
});

test("nobody who opens an account wants news unless they say so", async ({ page }) => {
  await open(page, "/register");
  await expect(page.getByRole("checkbox", { name: /news and offers/ })).not.toBeChecked();
});

test("an account that is deleted is gone", async ({ page, api }) => {
  const account = await api.register();
  const items = await api.demoProducts();
  await addToCart(page, items.find((item) => item.only_variant_id));
  await open(page, "/profile/privacy");
  await page.getByRole("button", { name: "Delete account" }).click();
  const question = page.getByRole("dialog", { name: "Delete your account for good?" });
  await question.getByLabel("Your username").fill("somebody-else");
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(question.getByText(/Type your username as it stands above/i)).toBeVisible();
  await question.getByRole("button", { name: "Keep my account" }).click();
  await expect(question).toBeHidden();

  await page.getByRole("button", { name: "Delete account" }).click();
  await question.getByLabel("Your username").fill(account.username.toUpperCase());
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your account is gone");
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
  expect((await api.get("/auth/session")).user).toBeNull();
  expect((await api.get("/cart")).lines).toEqual([]);

  await open(page, "/login");
  await page.getByLabel("Username or e-mail").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("alert")).toBeVisible();
  await open(page, "/orders");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
});

test("an account that is still needed stays, and says what for", async ({ page, api, staff }) => {
  const account = await api.register();
  await api.buy(await staff.newProduct());
  await open(page, "/profile/privacy");
  await page.getByRole("button", { name: "Delete account" }).click();
  const question = page.getByRole("dialog", { name: "Delete your account for good?" });
  await question.getByLabel("Your username").fill(account.username);
  await question.getByRole("button", { name: "Delete for good" }).click();
  await expect(question.getByText(/is paid and has not been sent yet/)).toBeVisible();
  await open(page, "/profile");
  await expect(page.getByText(account.email).first()).toBeVisible();
});

test("whoever has been here for long confirms first", async ({ page, api }) => {
  const account = await api.register();
  await open(page, "/profile/privacy");
  // As after ten minutes: the shop asks, whatever it was told before.
  let asked = false;
  await page.route("**/api/v1/me/export*", async (route) => {
    if (asked) return route.continue();
    asked = true;
    const problem = {
      type: "urn:securecart:problem:confirmation-required",
      title: "Confirm that it is you",
      status: 403,
      detail: "This needs to be sure that it is you.",
      request_id: "x",
      confirm_with: ["password"],
    };
    return route.fulfill({ status: 403, contentType: "application/problem+json", body: JSON.stringify(problem) });
  });
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download for programs" }).click();
  const question = page.getByRole("dialog", { name: "Confirm that it is you" });
  await question.getByLabel("Password", { exact: true }).fill(account.password);
  await question.getByRole("button", { name: "Confirm" }).click();
  expect((await coming).suggestedFilename()).toBe("my-data.json");
});
