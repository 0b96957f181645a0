import { codeOf } from "../support/authenticator.js";
import { sayPassword } from "../support/second-factor.js";
import { told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("an account with a second factor is opened by password and code, or by a recovery code", async ({ page, api }) => {
  const account = await api.register();
  const { secret } = await api.post("/me/totp");
  const { codes } = await api.post("/me/totp/confirm", { code: codeOf(secret) });
  await api.post("/auth/logout");

  await sayPassword(page, account);
  const code = page.getByLabel("Code", { exact: true });
  await expect(code).toHaveAttribute("autocomplete", "one-time-code");
  const confirm = page.getByRole("button", { name: "Sign in", exact: true });
  await code.fill("12");
  await confirm.click();
  await expect(page.getByText(/six digits that your app shows, or a whole recovery code/i)).toBeVisible();
  await code.fill("AAAA-AAAA-AAAA-AAAA-AAAA-AAAA");
  await confirm.click();
  await expect(page.getByText("This code does not work.").first()).toBeVisible();
  // The one of this step was used to switch it on.
  await code.fill(codeOf(secret, 1));
  await confirm.click();
  await expect(told(page, `Welcome back, ${account.username}.`)).toBeVisible();
  await api.post("/auth/logout");

  await sayPassword(page, account);
  await page.getByRole("button", { name: "Back to the password" }).click();
  await expect(page.getByLabel("Username or e-mail")).toBeVisible();
  await sayPassword(page, account);
  await page.getByRole("button", { name: "Use a recovery code" }).click();
  await page.getByLabel("Recovery code", { exact: true }).fill(codes[0].toLowerCase());
  await confirm.click();
  await expect(told(page, `Welcome back, ${account.username}.`)).toBeVisible();
  expect((await api.get("/auth/session")).user.username).toBe(account.username);
});
