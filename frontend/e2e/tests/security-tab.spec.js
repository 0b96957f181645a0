import { readFileSync } from "node:fs";
import { newAccount } from "../support/api.js";
import { codeOf } from "../support/authenticator.js";
import { expectAccessible } from "../support/axe.js";
import { linkIn } from "../support/mail.js";
import { askToConfirm } from "../support/problems.js";
import { codesOn, keyOn, sayPassword, switchOn } from "../support/second-factor.js";
import { open, signOut, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** Confirms the address that the account was opened with. */
async function confirmAddress(page, { email }) {
  await page.goto(await linkIn(email, "/verify"));
  await page.getByRole("button", { name: "Confirm address" }).click();
  await expect(page.getByText("Your address is confirmed.")).toBeVisible();
}

/** Everything that outlives the page: its address and what the browser keeps for it. */
async function left(page) {
  return page.evaluate(() =>
    [location.href, JSON.stringify(history.state), JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
      .join("\n"),
  );
}

test("sign-in codes are switched on, used, and switched off again", async ({ page, api }) => {
  test.setTimeout(120_000);
  const account = await api.register();
  await confirmAddress(page, account);
  await open(page, "/profile/security");
  await expectAccessible(page);

  const { secret, codes } = await switchOn(page);
  expect(codes).toHaveLength(10);
  const kept = await left(page);
  for (const word of [secret, ...codes]) expect(kept).not.toContain(word);
  await expectAccessible(page);
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "Download" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("recovery-codes.txt");
  const text = readFileSync(await file.path(), "utf8");
  expect(text).toContain(account.username);
  for (const code of codes) expect(text).toContain(code);
  await page.getByRole("button", { name: "I have kept them" }).click();
  await expect(page.getByText("You have 10 recovery codes left.")).toBeVisible();
  await expect(page.getByText(codes[0])).toHaveCount(0);
  await expectAccessible(page);

  await signOut(page, account.username);
  await sayPassword(page, account);
  const code = page.getByLabel("Code", { exact: true });
  await expect(code).toHaveAttribute("inputmode", "numeric");
  await code.fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(told(page, `Welcome back, ${account.username}.`)).toBeVisible();
  await signOut(page, account.username);
  await sayPassword(page, account);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code", { exact: true }).fill(codes[0]);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(told(page, `Welcome back, ${account.username}.`)).toBeVisible();

  await open(page, "/profile/security");
  await expect(page.getByText("You have 9 recovery codes left.")).toBeVisible();
  await page.getByRole("button", { name: "Switch off" }).click();
  const question = page.getByRole("dialog", { name: "Switch sign-in codes off?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Switch off" }).click();
  await question.getByRole("button", { name: "Switch off" }).click();
  await expect(told(page, "Sign-in codes are off.")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Sign-in codes" })).toBeFocused();
  await expect(page.getByRole("button", { name: "Switch on" })).toBeVisible();
});

test("a set-up goes by keyboard, says what is wrong, and can be given up", async ({ page, api }) => {
  await api.register();
  await open(page, "/profile/security");
  await page.getByRole("button", { name: "Switch on" }).focus();
  await page.keyboard.press("Enter");
  const heading = page.getByRole("heading", { name: "Sign-in codes" });
  await expect(heading).toBeFocused();
  await expect(page.getByRole("img", { name: /QR code/ })).toHaveJSProperty("complete", true);
  expect(await page.getByRole("img", { name: /QR code/ }).evaluate((image) => image.naturalWidth)).toBeGreaterThan(100);
  await expectAccessible(page);
  const secret = await keyOn(page);
  await page.keyboard.press("Tab");
  await expect(page.getByRole("button", { name: "Copy key" })).toBeFocused();
  await page.keyboard.press("Tab");
  const code = page.getByLabel("Code", { exact: true });
  await expect(code).toBeFocused();
  await expect(code).toHaveAttribute("autocomplete", "one-time-code");
  await page.keyboard.type("12");
  await page.keyboard.press("Enter");
  await expect(page.getByText(/enter the six digits that your app shows/i)).toBeVisible();
  await code.fill(codeOf(secret) === "000000" ? "000001" : "000000");
  await page.keyboard.press("Enter");
  await expect(page.getByText("This code does not work.").first()).toBeVisible();
  await page.getByRole("button", { name: "Cancel" }).click();
  await expect(heading).toBeFocused();
  expect((await api.get("/me/totp")).enabled).toBe(false);
  // Another key is drawn the next time.
  await page.getByRole("button", { name: "Switch on" }).click();
  expect(await keyOn(page)).not.toBe(secret);
});

test("new recovery codes are drawn once a code has confirmed who is there", async ({ page, api }) => {
  await api.register();
  const { secret } = await api.post("/me/totp");
  const { codes } = await api.post("/me/totp/confirm", { code: codeOf(secret) });
  await page.route("**/api/v1/me/totp", async (route) => {
    const answer = await route.fetch();
    await route.fulfill({ response: answer, json: { ...(await answer.json()), recovery_codes_left: 2 } });
  });
  await open(page, "/profile/security");
  await expect(page.getByText("Only 2 recovery codes are left")).toBeVisible();
  await askToConfirm(page, "/me/recovery-codes", ["code"]);
  await page.getByRole("button", { name: "Draw new codes" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Draw new codes" }).click();
  const dialog = page.getByRole("dialog", { name: "Confirm that it is you" });
  await expect(dialog.getByLabel("Code", { exact: true })).toBeFocused();
  await dialog.getByLabel("Code", { exact: true }).fill("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog.getByText("This code does not work.").first()).toBeVisible();
  await dialog.getByLabel("Code", { exact: true }).fill(codeOf(secret, 1));
  await dialog.getByRole("button", { name: "Confirm" }).click();
  await expect(dialog).toBeHidden();
  const drawn = await codesOn(page);
  expect(drawn).toHaveLength(10);
  expect(drawn).not.toContain(codes[0]);
});

test("a new password by mail does not leave the code out", async ({ page, api }) => {
  const account = await api.register();
  await confirmAddress(page, account);
  const { secret } = await api.post("/me/totp");
  await api.post("/me/totp/confirm", { code: codeOf(secret) });
  await api.post("/auth/logout");
  await open(page, "/forgot");
  await page.getByLabel("E-mail").fill(account.email);
  await page.getByRole("button", { name: "Send the link" }).click();
  await page.goto(await linkIn(account.email, "/reset"));
  const { password } = newAccount();
  await page.getByLabel("New password", { exact: true }).fill(password);
  await page.getByLabel("New password again").fill(password);
  await page.getByRole("button", { name: "Change password" }).click();
  await expect(page.getByText("Your password is changed")).toBeVisible();
  expect((await api.get("/auth/session")).user, "following the link signs nobody in").toBeNull();
  await sayPassword(page, { ...account, password });
  expect((await api.get("/auth/session")).user, "nor does the password alone").toBeNull();
  await page.getByLabel("Code", { exact: true }).fill(codeOf(secret, 1));
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(told(page, `Welcome back, ${account.username}.`)).toBeVisible();
});
