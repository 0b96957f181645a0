import { plugIn } from "../support/passkeys.js";
import { open, signOut, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** The card with the passkeys. */
function card(page) {
  return page.locator("section").filter({ has: page.getByRole("heading", { name: "Passkeys", exact: true }) });
}

/** Adds a passkey on the page of that. */
async function add(page, name) {
  await open(page, "/profile/security");
  await card(page).getByRole("button", { name: "Add a passkey" }).click();
  const field = page.getByLabel("Name", { exact: true });
  await expect(field).toBeFocused();
  await expect(field).toHaveValue(/Chrom/);
  await field.fill(name);
  await page.getByRole("button", { name: "Make the passkey" }).click();
  await expect(told(page, `The passkey ${name} is added.`)).toBeVisible();
}

test("a passkey is made, signs in, stands in for the code, gets another name and is removed", async ({ page, api }) => {
  const account = await api.register();
  const device = await plugIn(page);
  await add(page, "Kitchen laptop");
  await expect(page.getByText("Keep your recovery codes")).toBeVisible();
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(card(page).getByText("Kitchen laptop")).toBeVisible();
  expect(await device.count()).toBe(1);

  // The device has one already, and makes no second one.
  await card(page).getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Make the passkey" }).click();
  await expect(page.getByText("This device has a passkey of your account already.")).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();

  // Without name and password.
  await signOut(page, account.username);
  await open(page, "/login?next=%2Fprofile%2Fsecurity");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(told(page, `Welcome back, ${account.username}.`)).toBeVisible();
  await expect(page).toHaveURL(/\/profile\/security$/);

  // After the password, instead of a code; who does not agree does not get in.
  await signOut(page, account.username);
  await open(page, "/login?next=%2Fprofile%2Fsecurity");
  await page.getByLabel("Username or e-mail").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await device.agrees(false);
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(page.getByText("Your device gave no passkey")).toBeVisible();
  await device.agrees(true);
  await page.getByRole("button", { name: "Use a code instead" }).click();
  await expect(page.getByLabel("Code", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Use a passkey instead" }).click();
  await page.getByRole("button", { name: "Use a passkey" }).click();
  await expect(told(page, `Welcome back, ${account.username}.`)).toBeVisible();

  await card(page).getByRole("button", { name: "Rename Kitchen laptop" }).click();
  await page.getByLabel("Name", { exact: true }).fill("Old laptop");
  await page.getByRole("button", { name: "Save" }).click();
  await card(page).getByRole("button", { name: "Remove Old laptop" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(told(page, "The passkey Old laptop is removed.")).toBeVisible();
  await expect(card(page).getByText("No passkeys yet")).toBeVisible();
  expect((await api.get("/me/passkeys")).items).toEqual([]);
});

test("a device without a passkey of the shop says so, and the password still works", async ({ page, api }) => {
  const account = await api.register();
  await api.post("/auth/logout");
  await plugIn(page);
  await open(page, "/login");
  await page.getByRole("button", { name: "Sign in with a passkey" }).click();
  await expect(page.getByText("Your device gave no passkey")).toBeVisible({ timeout: 20_000 });
  await page.getByLabel("Username or e-mail").fill(account.username);
  await page.getByLabel("Password", { exact: true }).fill(account.password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(told(page, `Welcome back, ${account.username}.`)).toBeVisible();
});
