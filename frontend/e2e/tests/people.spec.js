import { randomBytes } from "node:crypto";
import { linkIn } from "../support/mail.js";
import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test.beforeEach(async ({ api }) => api.signIn("admin"));

test("an account is found, locked, and let in again", async ({ page, buyer }) => {
  const account = await buyer.register();
  await open(page, "/admin/users");
  const search = page.getByRole("searchbox", { name: /^Search by the beginning of a username/ });
  await search.fill(account.email);
  await search.press("Enter");
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole("table", { name: "Users" }).getByRole("row")).toHaveCount(1 + 1);
  await page.getByRole("link", { name: account.username }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(account.username);

  await page.getByRole("button", { name: "Lock account" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Lock account" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Lock account" }).click();
  await expect(told(page, `${account.username} is locked.`)).toBeVisible();
  expect((await buyer.get("/auth/session")).user).toBeNull();
  await page.getByRole("button", { name: "Unlock account" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Unlock account" }).click();
  await expect(told(page, `${account.username} can sign in again.`)).toBeVisible();
  await buyer.post("/auth/login", { identifier: account.username, password: account.password });
});

test("an account is signed out everywhere and given a role", async ({ page, buyer, staff }) => {
  const account = await buyer.register();
  const { items } = await staff.get(`/admin/users?q=${account.username}`);
  await open(page, `/admin/users/${items[0].id}`);
  await page.getByRole("button", { name: "Sign out everywhere" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(told(page, `${account.username} is signed out everywhere.`)).toBeVisible();
  expect((await buyer.get("/auth/session")).user).toBeNull();
  await expect(page.getByRole("button", { name: "Sign out everywhere" })).toHaveCount(0);
  await page.getByRole("checkbox", { name: /^staff/ }).check();
  await page.getByRole("button", { name: "Save roles" }).click();
  await expect(told(page, `The roles of ${account.username} are saved.`)).toBeVisible();
  await buyer.post("/auth/login", { identifier: account.username, password: account.password });
  expect((await buyer.get("/auth/session")).permissions).toContain("write_orders");
});

test("a password is reset, and its owner hears of it", async ({ page, buyer, staff }) => {
  const account = await buyer.register();
  const { items } = await staff.get(`/admin/users?q=${account.username}`);
  await open(page, `/admin/users/${items[0].id}`);
  await expect(page.getByRole("button", { name: "Reset password" }), "no mail would reach its owner").toHaveCount(0);
  await page.goto(await linkIn(account.email, "/verify"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await open(page, `/admin/users/${items[0].id}`);
  await page.getByRole("button", { name: "Reset password" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset password" }).click();
  await expect(told(page, `${account.username} has to choose a new password.`)).toBeVisible();
  await expect(page.getByText("To be chosen anew")).toBeVisible();
  expect((await buyer.get("/auth/session")).user).toBeNull();
});

test("a role is made of switches, changed and removed", async ({ page }) => {
  const name = `desk_${randomBytes(4).toString("hex")}`;
  await open(page, "/admin/roles");
  await page.getByRole("link", { name: "Add role" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("New role");
  await page.getByRole("button", { name: "Add role" }).click();
  await expect(page.getByRole("textbox", { name: "Name" })).toHaveAttribute("aria-invalid", "true");
  await expect(page.getByText("Choose at least one permission.")).toBeVisible();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByLabel("What it is for").fill("Sees what was ordered");
  await page.getByRole("switch", { name: /^See all orders/ }).check();
  await page.getByRole("button", { name: "Add role" }).click();
  await expect(told(page, `The role ${name} is made.`)).toBeVisible();

  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByRole("switch", { name: /^Work on orders/ }).check();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(told(page, `The role ${name} is saved.`)).toBeVisible();
  await expect(page.getByRole("switch", { name: /^Work on orders/ })).toBeChecked();
  await page.getByRole("button", { name: "Remove role" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove role" }).click();
  await expect(told(page, "The role is removed.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Roles");
  await expect(page.getByRole("link", { name })).toHaveCount(0);
});

test("built-in roles can be looked at and not changed", async ({ page }) => {
  await open(page, "/admin/roles");
  await page.getByRole("link", { name: "admin", exact: true }).click();
  await expect(page.getByText("it keeps its name and permissions")).toBeVisible();
  await expect(page.getByRole("switch", { name: /^Give money back/ })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Remove role" })).toHaveCount(0);
});

test("two people on one role: the second keeps what was typed", async ({ page, staff }) => {
  const name = `desk_${randomBytes(4).toString("hex")}`;
  const role = await staff.post("/admin/roles", { name, description: "", permissions: ["read_orders"] });
  await open(page, `/admin/roles/${role.id}`);
  await page.getByRole("switch", { name: /^Work on orders/ }).check();
  await staff.patch(`/admin/roles/${role.id}`, { description: "Theirs" });
  await page.getByRole("button", { name: "Save role" }).click();
  const question = page.getByRole("dialog", { name: "Somebody changed this meanwhile" });
  await question.getByRole("button", { name: "Keep what I typed" }).click();
  await expect(page.getByRole("switch", { name: /^Work on orders/ })).toBeChecked();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(told(page, `The role ${name} is saved.`)).toBeVisible();
  await expect(page.getByLabel("What it is for"), "what was not touched is theirs").toHaveValue("Theirs");
});

test("two people on one account: what the second ticked stays", async ({ page, buyer, staff }) => {
  const account = await buyer.register();
  const [user] = (await staff.get(`/admin/users?q=${account.username}`)).items;
  await open(page, `/admin/users/${user.id}`);
  const box = page.getByRole("checkbox", { name: /^staff/ });
  await box.check();
  await staff.patch(`/admin/users/${user.id}`, { full_name: "Changed Meanwhile" });
  await page.getByRole("button", { name: "Save roles" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Keep what I typed" }).click();
  await expect(box).toBeChecked();
  await page.getByRole("button", { name: "Save roles" }).click();
  await expect(told(page, `The roles of ${account.username} are saved.`)).toBeVisible();
});
