import { readFile } from "node:fs/promises";

import { linkIn } from "../support/mail.js";
import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("whoever has the mailed link sees the order without signing in", async ({ page, staff, buyer }) => {
  const account = await buyer.register();
  await buyer.buy(await staff.newProduct({ amount_minor: 1200 }));
  const order = (await buyer.get("/me/orders")).items[0];
  await staff.post("/admin/orders/bulk", { ids: [order.id], action: "ship" });
  const link = await linkIn(order.customer.email, "/order");
  expect(order.customer.email).toBeTruthy();
  await page.goto(link);
  await expect(page.getByRole("heading", { level: 1, name: `Order ${order.number}` })).toBeVisible();
  await expect(page.getByText("1 unit sent")).toBeVisible();
  await expect(page.getByText(order.customer.email)).toHaveCount(0);
  await expect(page.getByText(account.username)).toHaveCount(0);
  // What does not please goes back without an account.
  await page.getByRole("button", { name: "Return something" }).click();
  const dialog = page.getByRole("dialog", { name: "Return something" });
  await dialog.getByLabel("Reason").selectOption({ label: "It is damaged or does not work" });
  await dialog.getByRole("button", { name: "Ask for the return" }).click();
  await expect(page.getByText("Return of 1 unit asked for")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Returns" })).toBeVisible();
  // It can be loaded again, and a letter more or less shows nothing.
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: `Order ${order.number}` })).toBeVisible();
  await page.goto("/");
  await page.goto(`${link.slice(0, -1)}${link.endsWith("A") ? "B" : "A"}`);
  await expect(page.getByText("This link does not show an order, or not any more.")).toBeVisible();
  await open(page, "/order");
  await expect(page.getByText("This link is not complete")).toBeVisible();
});

test("who also knows where the mails go gets the invoice and cancels", async ({ page, staff, buyer }) => {
  await buyer.register();
  await buyer.buy(await staff.newProduct({ amount_minor: 1200 }));
  const order = (await buyer.get("/me/orders")).items[0];
  await page.goto(await linkIn(order.customer.email, "/order"));
  await page.getByRole("button", { name: "Download invoice" }).click();
  const invoice = page.getByRole("dialog", { name: "Download the invoice" });
  await invoice.getByLabel("E-mail address").fill("else@example.org");
  await invoice.getByRole("button", { name: "Download", exact: true }).click();
  await expect(invoice.getByText("This is not the address that the mails of this order go to.").first()).toBeVisible();
  await invoice.getByLabel("E-mail address").fill(order.customer.email);
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    invoice.getByRole("button", { name: "Download", exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toBe(`invoice-${order.number}.pdf`);
  expect((await readFile(await download.path())).subarray(0, 5).toString()).toBe("%PDF-");
  await page.getByRole("button", { name: "Cancel order" }).click();
  const cancelling = page.getByRole("dialog", { name: "Cancel this order?" });
  await cancelling.getByLabel("E-mail address").fill(order.customer.email);
  await cancelling.getByRole("button", { name: "Cancel the order" }).click();
  await expect(told(page, `Your order ${order.number} is cancelled.`)).toBeVisible();
  await expect(page.getByText("Cancelled", { exact: true }).first()).toBeVisible();
  await expect(page.getByRole("button", { name: "Cancel order" })).toBeHidden();
});

test("a shopper orders the same again", async ({ page, api, staff }) => {
  await api.register();
  const product = await staff.newProduct({ amount_minor: 1200, stock: 2 });
  await api.buy(product);
  const order = (await api.get("/me/orders")).items[0];
  await open(page, `/orders/${order.id}`);
  await page.getByRole("button", { name: "Order again" }).click();
  await expect(told(page, "All of it is in your cart.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("cart");
  await open(page, `/orders/${order.id}`);
  await page.getByRole("button", { name: "Order again" }).click();
  await expect(told(page, /Not everything is in your cart/)).toBeVisible();
});
