import { newAccount } from "../support/api.js";
import { linkIn } from "../support/mail.js";
import { askToConfirm } from "../support/problems.js";
import { open, signIn, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a visitor registers, follows the mailed link and signs in with the address", async ({ page, api }) => {
  const account = await api.register();
  await open(page, "/profile");
  await expect(page.getByText("Your address is not confirmed")).toBeVisible();
  const first = await linkIn(account.email, "/verify");
  await page.getByRole("button", { name: "Send the link again" }).click();
  await expect(told(page, "The link is on its way.")).toBeVisible();
  const link = await linkIn(account.email, "/verify", { after: first });
  await page.goto(link);
  await expect(page, "the secret leaves the address bar").toHaveURL(/\/verify$/);
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await open(page, "/profile");
  await expect(page.getByText("Confirmed", { exact: true })).toBeVisible();
  await expect(page.getByText("Your address is not confirmed")).toHaveCount(0);
  // The same link once more, and the one before it, open nothing.
  for (const used of [link, first]) {
    await page.goto("about:blank");
    await page.goto(used);
    await page.getByRole("button", { name: "Confirm address" }).click();
    await expect(page.getByRole("alert")).toContainText("Links work once");
  }
});

test("a forgotten password is replaced with the mailed link", async ({ page, api }) => {
  const account = await api.register();
  await page.goto(await linkIn(account.email, "/verify"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
  await api.post("/auth/logout");
  await open(page, "/login");
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Forgotten your password?");
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByRole("textbox", { name: "E-mail" })).toHaveAttribute("aria-invalid", "true");
  await page.getByRole("textbox", { name: "E-mail" }).fill(account.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
  await page.goto(await linkIn(account.email, "/reset"));
  await expect(page).toHaveURL(/\/reset$/);
  const { password } = newAccount();
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password again").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  await page.getByRole("main").getByRole("link", { name: "Sign in" }).click();
  await signIn(page, { ...account, password });
});

/** Confirms the address that the account was opened with. */
async function confirmAddress(page, { email }) {
  await page.goto(await linkIn(email, "/verify"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
}

test("another address is confirmed where it is, and taken back from where it was", async ({ page, api }) => {
  const account = await api.register();
  await confirmAddress(page, account);
  const { email } = newAccount();
  await open(page, "/profile");
  const field = page.getByLabel("New address");
  await field.fill(account.email.toUpperCase());
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(field).toHaveAttribute("aria-invalid", "true");
  await field.fill(newAccount().email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.getByRole("button", { name: "Keep the old address" }).click();
  await expect(told(page, "Your address stays as it is.")).toBeVisible();
  await field.fill(email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText(`A link is on its way to ${email}`)).toBeVisible();
  await confirmAddress(page, { email });
  await open(page, "/profile");
  await expect(page.getByRole("main").getByText(email)).toBeVisible();
  await page.goto(await linkIn(account.email, "/undo"));
  await page.getByRole("button", { name: "Take the change back" }).click();
  await expect(page.getByText("Your account has its old address again")).toBeVisible();
  expect((await api.get("/auth/session")).user).toBeNull();
  await page.goto(await linkIn(account.email, "/reset"));
  const { password } = newAccount();
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password again").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
});

test("what guards the account asks for the password first and goes on by itself", async ({ page, api }) => {
  const account = await api.register();
  await open(page, "/profile");
  await askToConfirm(page, "/me/email", ["password"]);
  const { email } = newAccount();
  await page.getByLabel("New address").fill(email);
  await page.getByRole("button", { name: "Send the link", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog.getByLabel("Password", { exact: true })).toBeFocused();
  await dialog.getByLabel("Password", { exact: true }).fill("not it at all");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText("This is not your password.")).toBeVisible();
  await dialog.getByLabel("Password", { exact: true }).fill(account.password);
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText(`A link is on its way to ${email}`)).toBeVisible();
});

test("a page of a link that came without its secret says how to go on", async ({ page }) => {
  for (const [path, way] of [
    ["/verify", "To your profile"],
    ["/reset", "Ask for a new link"],
    ["/undo", "To the shop"],
  ]) {
    await open(page, path);
    await expect(page.getByRole("alert")).toContainText("This link is not complete");
    await expect(page.getByRole("link", { name: way })).toBeVisible();
  }
});

test("asking for a new password says the same of any address", async ({ page }) => {
  await open(page, "/forgot");
  await page.getByRole("textbox", { name: "E-mail" }).fill(newAccount().email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await expect(page.getByText("Look into your mail")).toBeVisible();
});
