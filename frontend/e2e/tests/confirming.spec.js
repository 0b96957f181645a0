import { codeOf } from "../support/authenticator.js";
import { expectAccessible } from "../support/axe.js";
import { plugIn } from "../support/passkeys.js";
import { codesOn } from "../support/second-factor.js";
import { open } from "../support/shopper.js";
import { grownOlder } from "../support/time.js";
import { expect, test } from "../support/test.js";

/** Where the session is so old that it has to be confirmed that the owner is still there. */
async function openLater(page, api) {
  const { user } = await api.get("/auth/session");
  grownOlder(user.id, 11);
  await open(page, "/profile/security");
}

/** The question who is there. */
function question(page) {
  return page.getByRole("dialog", { name: "Confirm that it is you" });
}

/** Asks for new recovery codes, as somebody with a second factor does. */
async function drawCodes(page) {
  await page.getByRole("button", { name: "Draw new codes" }).click();
  await page.getByRole("dialog", { name: "Draw new recovery codes?" }).getByRole("button", { name: "Draw new codes" }).click();
  await expect(question(page)).toBeVisible();
}

test("after ten minutes the password is asked for, and what was wanted goes on", async ({ page, api }) => {
  const account = await api.register();
  await openLater(page, api);
  const begin = page.getByRole("button", { name: "Switch on" });
  await begin.focus();
  await page.keyboard.press("Enter");
  const password = question(page).getByLabel("Password", { exact: true });
  await expect(password).toBeFocused();
  await expect(question(page).getByRole("button", { name: "Use a passkey" })).toHaveCount(0);
  await expectAccessible(page);

  await page.keyboard.press("Enter");
  await expect(question(page).getByText(/enter your password/i).first()).toBeVisible();
  await password.fill("not the password");
  await page.keyboard.press("Enter");
  await expect(question(page).getByText("This is not your password.").first()).toBeVisible();
  await expectAccessible(page);
  await password.fill(account.password);
  await page.keyboard.press("Enter");
  await expect(question(page)).toBeHidden();
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Sign-in codes" })).toBeFocused();
});

test("Escape and Cancel leave everything as it was, and the focus where it was", async ({ page, api }) => {
  await api.register();
  await openLater(page, api);
  const begin = page.getByRole("button", { name: "Switch on" });
  for (const leave of [
    () => page.keyboard.press("Escape"),
    () => question(page).getByRole("button", { name: "Cancel" }).click(),
    () => question(page).getByRole("button", { name: "Close" }).click(),
  ]) {
    await begin.focus();
    await page.keyboard.press("Enter");
    await expect(question(page).getByLabel("Password", { exact: true })).toBeFocused();
    await leave();
    await expect(question(page)).toBeHidden();
    await expect(begin).toBeFocused();
    await expect(page.getByRole("region", { name: "Messages" })).toHaveText("");
  }
  expect((await api.get("/me/totp")).enabled).toBe(false);
});

test("with an app a code of it is asked for, or a recovery code", async ({ page, api }) => {
  await api.register();
  const { secret } = await api.post("/me/totp");
  const { codes } = await api.post("/me/totp/confirm", { code: codeOf(secret) });
  await openLater(page, api);
  await drawCodes(page);
  const code = question(page).getByLabel("Code", { exact: true });
  await expect(code).toBeFocused();
  await expect(question(page).getByLabel("Password", { exact: true })).toHaveCount(0);
  await code.fill("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
  await page.keyboard.press("Enter");
  await expect(question(page).getByText("This code does not work.").first()).toBeVisible();
  await code.fill(codes[0]);
  await page.keyboard.press("Enter");
  await expect(question(page)).toBeHidden();
  const drawn = await codesOn(page);
  expect(drawn).toHaveLength(10);
  expect(drawn).not.toContain(codes[1]);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("You have 10 recovery codes left.")).toBeVisible();
});

test("with a passkey it confirms who is there, and recovery codes are drawn without an app", async ({ page, api }) => {
  await api.register();
  const device = await plugIn(page);
  await open(page, "/profile/security");
  await expect(page.getByRole("heading", { name: "Recovery codes" })).toHaveCount(0);
  await page.getByRole("button", { name: "Add a passkey" }).click();
  await page.getByRole("button", { name: "Make the passkey" }).click();
  const first = await codesOn(page);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("You have 10 recovery codes left.")).toBeVisible();
  await expect(page.getByText("Your passkeys guard your account already")).toBeVisible();

  await openLater(page, api);
  await drawCodes(page);
  await expectAccessible(page);
  await device.agrees(false);
  await question(page).getByRole("button", { name: "Use a passkey" }).click();
  await expect(question(page).getByText("Your device gave no passkey")).toBeVisible();
  await device.agrees(true);
  await question(page).getByRole("button", { name: "Use a passkey" }).click();
  await expect(question(page)).toBeHidden();
  const drawn = await codesOn(page);
  expect(drawn).toHaveLength(10);
  expect(drawn).not.toContain(first[0]);
});
