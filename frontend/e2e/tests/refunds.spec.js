import { open, signIn } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** The newest order of a customer, as the shop tells it to them. */
async function newest(buyer) {
  return (await buyer.get("/me/orders")).items[0];
}

test("a part of a sent order is refunded, and the shopper sees it", async ({ page, api, staff, buyer }) => {
  const account = await buyer.register();
  await buyer.buy(await staff.newProduct({ amount_minor: 1200 }));
  const order = await newest(buyer);
  await api.signIn("admin");
  await open(page, `/admin/orders/${order.id}`);
  await page.getByRole("button", { name: "Mark shipped" }).click();
  await expect(page.getByRole("button", { name: "Mark shipped" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Cancel order" })).toHaveCount(0);

  await page.getByRole("button", { name: "Refund", exact: true }).click();
  const dialog = page.getByRole("dialog", { name: "Refund" });
  await dialog.getByRole("button", { name: "Refund", exact: true }).click();
  await expect(dialog.getByText("Choose why.")).toBeVisible();
  await dialog.getByRole("textbox", { name: /^Units of .* to refund$/ }).fill("1");
  await dialog.getByRole("textbox", { name: /^Units of .* to refund$/ }).blur();
  await expect(dialog.getByRole("button", { name: "Refund 12.00 USD" })).toBeVisible();
  await dialog.getByLabel("Another amount").fill("5");
  await dialog.getByLabel("Reason").selectOption({ label: "Damaged or not working" });
  await dialog.getByRole("button", { name: "Refund 5.00 USD" }).click();
  await expect(page.getByText("5.00 USD are refunded.")).toBeVisible();
  await expect(page.getByText("Partly refunded").first()).toBeVisible();
  await api.finish();

  await page.context().clearCookies();
  await page.goto("/login");
  await signIn(page, account);
  await open(page, `/orders/${order.id}`);
  await expect(page.getByText("5.00 USD refunded")).toBeVisible();
  await expect(page.getByText("−5.00 USD")).toBeVisible();
});

test("a shopper cancels before anything is sent and gets everything back", async ({ page, api, staff }) => {
  await api.register();
  await api.buy(await staff.newProduct({ amount_minor: 1200 }));
  const order = await newest(api);
  await open(page, `/orders/${order.id}`);
  await page.getByRole("button", { name: "Cancel order" }).click();
  const question = page.getByRole("dialog", { name: "Cancel this order?" });
  await expect(question).toContainText("12.00 USD go back the way you paid.");
  await question.getByRole("button", { name: "Cancel the order" }).click();
  await expect(page.getByText(`Your order ${order.number} is cancelled.`)).toBeVisible();
  await expect(page.getByText("12.00 USD refunded")).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel order" })).toHaveCount(0);
});
