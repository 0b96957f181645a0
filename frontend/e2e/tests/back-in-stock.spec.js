import { expectAccessible } from "../support/axe.js";
import { linkIn } from "../support/mail.js";
import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a guest is asked by mail first, and ends it with a link", async ({ page, staff }) => {
  const product = await staff.newProduct({ stock: 0 });
  const address = `waiting-${product.slug}@example.org`;
  await open(page, `/products/${product.slug}`);
  await page.getByRole("button", { name: "Tell me when it is back" }).click();
  await expect(page.getByText("An e-mail address looks like name@example.org.")).toBeVisible();
  await page.getByLabel("Your e-mail address").fill(address);
  await expectAccessible(page);
  await page.getByRole("button", { name: "Tell me when it is back" }).click();
  await expect(page.getByText("We have sent you a mail.")).toBeVisible();

  await page.goto(await linkIn(address, "/stock-mail"));
  await page.getByRole("button", { name: "Yes, tell me" }).click();
  await expect(page.getByText("Thank you. We tell you when it is back.")).toBeVisible();
  await expectAccessible(page);
  await page.goto(await linkIn(address, "/stock-mail/stop"));
  await page.getByRole("button", { name: "End these mails" }).click();
  await expect(page.getByText("You get no more of these mails.")).toBeVisible();
});
