import { codeOf } from "../support/authenticator.js";
import { expectAccessible } from "../support/axe.js";
import { linkIn } from "../support/mail.js";
import { plugIn } from "../support/passkeys.js";
import { codesOn, switchOn } from "../support/second-factor.js";
import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** An account that somebody else has, with a confirmed address, and its id. */
async function customer(page, buyer, staff) {
  const account = await buyer.register();
  await page.goto(await linkIn(account.email, "/verify"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  const { items } = await staff.get(`/admin/users?q=${account.username}`);
  return { ...account, id: items[0].id };
}

/** Signs in anew with a role that asks for a second factor, and goes where the work is. */
async function goToWork(page, api, staff) {
  const account = await api.register();
  const name = `till_${account.username.replace(/\W/g, "")}`;
  await staff.post("/admin/roles", { name, permissions: ["read_orders"], requires_second_factor: true });
  const { items } = await staff.get("/admin/roles?limit=100");
  const { items: users } = await staff.get(`/admin/users?q=${account.username}`);
  const role = items.find((one) => one.name === name);
  await staff.patch(`/admin/users/${users[0].id}`, { roles: [role.id] });
  await api.post("/auth/login", { identifier: account.username, password: account.password });
  await open(page, "/admin/orders");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("One step before you start");
}

test("staff whose role asks for a second factor set up codes and are where they wanted to go", async ({ page, api, staff }) => {
  await goToWork(page, api, staff);
  await expectAccessible(page);
  await switchOn(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orders");
  await expect(page).toHaveURL(/\/admin\/orders/);
});

test("staff whose role asks for a second factor add a passkey instead", async ({ page, api, staff }) => {
  await plugIn(page);
  await goToWork(page, api, staff);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Make the passkey" }).click();
  expect(await codesOn(page)).toHaveLength(10);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orders");
  await expect(page).toHaveURL(/\/admin\/orders/);
});

test("a role is made to ask for codes", async ({ page, api }) => {
  await api.signIn("admin");
  const name = `desk_${Date.now()}_${test.info().project.name}`;
  await open(page, "/admin/roles/new");
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  const asks = page.getByRole("switch", { name: /^Ask for sign-in codes/ });
  await asks.check();
  await page.getByRole("switch", { name: /^See all orders/ }).check();
  await page.getByRole("button", { name: "Add role" }).click();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await expect(asks).toBeChecked();
  await asks.uncheck();
  await page.getByRole("button", { name: "Save role" }).click();
  await expect(told(page, `The role ${name} is saved.`)).toBeVisible();
  await page.reload();
  await expect(asks).not.toBeChecked();
});

test("staff reset the codes of somebody who lost them", async ({ page, api, buyer, staff }) => {
  const account = await customer(page, buyer, staff);
  await api.signIn("admin");
  await open(page, `/admin/users/${account.id}`);
  await expect(page.getByText("Second factor", { exact: true })).toBeVisible();
  await expect(page.getByRole("button", { name: "Reset second factor" })).toHaveCount(0);
  const { secret } = await buyer.post("/me/totp");
  await buyer.post("/me/totp/confirm", { code: codeOf(secret) });
  await open(page, `/admin/users/${account.id}`);
  await expect(page.getByText(/^On since/)).toBeVisible();
  await page.getByRole("button", { name: "Reset second factor" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Reset second factor" }).click();
  await expect(told(page, `The second factor of ${account.username} is gone.`)).toBeVisible();
  await expect(page.getByText("To be chosen anew")).toBeVisible();
  expect((await buyer.get("/auth/session")).user).toBeNull();
  await linkIn(account.email, "/reset");
});
