import { codeOf } from "./authenticator.js";
import { open } from "./shopper.js";
import { expect } from "./test.js";

/** Switches sign-in codes on with the button of the page that is open; ends where the recovery codes are shown. */
export async function switchOn(page) {
  await page.getByRole("button", { name: "Switch on" }).click();
  const secret = await keyOn(page);
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret));
  await page.getByRole("button", { name: "Switch on" }).click();
  return { secret, codes: await codesOn(page) };
}

/** The key that the page shows as text. */
export async function keyOn(page) {
  const shown = page.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  return (await shown.textContent()).replaceAll(" ", "");
}

/** The recovery codes that the page shows. */
export async function codesOn(page) {
  await expect(page.getByText("Keep your recovery codes")).toBeVisible();
  const codes = page.getByRole("list").filter({ has: page.getByText(/^([A-Z2-7]{4}-){5}[A-Z2-7]{4}$/) });
  return codes.getByRole("code").allTextContents();
}

/** Gives name and password on the page for signing in; ends where a code is asked for. */
export async function sayPassword(page, { username, password }) {
  await open(page, "/login");
  await page.getByLabel("Username or e-mail").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByLabel("Code", { exact: true })).toBeFocused();
}
