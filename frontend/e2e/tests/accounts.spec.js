import { newAccount } from "../support/api.js";
import { open, signIn, signOut } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a visitor registers, is signed in, signs out and in again", async ({ page }) => {
  const account = newAccount();
  await open(page, "/register");
  await page.getByLabel("Username").fill(account.username);
  await page.getByRole("textbox", { name: "E-mail" }).fill(account.email);
  const password = page.getByLabel("Password", { exact: true });
  await password.fill("liverpool1");
  await expect(page.getByText("This password is easy to guess", { exact: false })).toBeVisible();
  await password.fill(account.password);
  await expect(page.getByText("Strong.")).toBeVisible();
  await page.getByLabel("Password again").fill(account.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText(`Welcome, ${account.username}. Your account is ready.`)).toBeVisible();
  await signOut(page, account.username);
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, account);
});

/** Everything that scripts of this page could read later, from whatever storage the browser has. */
function stored(page) {
  return page.evaluate(async () => {
    const bases = await indexedDB.databases();
    const caches = await window.caches.keys();
    return { cookies: document.cookie, bases, caches, local: { ...localStorage }, session: { ...sessionStorage } };
  });
}

test("adv CVE-2020-15085: what signs somebody in is nowhere that scripts could read it", async ({ page, api }) => {
  const account = await api.register();
  await api.post("/auth/logout");
  await open(page, "/login");
  await signIn(page, account);
  await open(page, "/profile");
  const found = await stored(page);
  expect([found.cookies, found.bases, found.caches]).toEqual(["", [], []]);
  const { csrf_token } = await api.get("/auth/session");
  const cookies = await page.context().cookies();
  expect(cookies.length).toBeGreaterThan(0);
  const secrets = [account.password, account.email, csrf_token, ...cookies.map(({ value }) => value)];
  for (const secret of secrets) expect(JSON.stringify(found)).not.toContain(secret);
});

test("a page of one's own asks to sign in and then opens", async ({ page, api }) => {
  const account = await api.register();
  await api.post("/auth/logout");
  await page.goto("/orders");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Sign in");
  await signIn(page, account);
  await expect(page).toHaveURL(/\/orders$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("My orders");
});

test("a wrong password is refused without saying which of the two was wrong", async ({ page, api }) => {
  const account = await api.register();
  await api.post("/auth/logout");
  const said = [];
  for (const username of [account.username, "nobody-at-all"]) {
    await open(page, "/login");
    await page.getByLabel("Username or e-mail").fill(username);
    await page.getByLabel("Password", { exact: true }).fill("not the password");
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await expect(page.getByRole("alert")).toContainText("Check the name and the password and try again.");
    said.push(await page.getByRole("alert").textContent());
  }
  expect(said[1]).toBe(said[0]);
});

test("what is wrong with a registration is said beside the field", async ({ page, api }) => {
  const taken = await api.register();
  await api.post("/auth/logout");
  await open(page, "/register");
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByLabel("Username")).toBeFocused();
  await page.getByLabel("Username").fill(taken.username);
  await page.getByRole("textbox", { name: "E-mail" }).fill(newAccount().email);
  await page.getByLabel("Password", { exact: true }).fill(taken.password);
  await page.getByLabel("Password again").fill(taken.password);
  await page.getByRole("button", { name: "Create account" }).click();
  await expect(page.getByText("taken")).toBeVisible();
  await expect(page.getByLabel("Username")).toHaveAttribute("aria-invalid", "true");
});

test("name and password are changed in the own account", async ({ page, api }) => {
  const account = await api.register();
  const changed = newAccount().password;
  await open(page, "/profile");
  await page.getByLabel("Full name").fill("Ada Lovelace");
  await page.getByRole("button", { name: "Save name" }).click();
  await expect(page.getByText("Your name is saved.")).toBeVisible();
  await page.getByRole("link", { name: "Security", exact: true }).click();
  await page.getByLabel("Present password").fill(account.password);
  await page.getByLabel("New password", { exact: true }).fill(changed);
  await page.getByLabel("New password again").fill(changed);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed.")).toBeVisible();
  await signOut(page, account.username);
  await page.getByRole("link", { name: "Sign in" }).click();
  await signIn(page, { ...account, password: changed });
  await open(page, "/profile");
  await expect(page.getByLabel("Full name")).toHaveValue("Ada Lovelace");
});

test("a customer finds no staff area", async ({ page, api }) => {
  await api.register();
  await page.goto("/admin/orders");
  await expect(page.getByRole("main")).toContainText("You need the permission read_orders");
  await expect(page.getByRole("table")).toHaveCount(0);
});
