import { expectAccessible } from "../support/axe.js";
import { open, signIn } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** The newest order of a customer, as the shop tells it to them. */
async function newest(buyer) {
  return (await buyer.get("/me/orders")).items[0];
}

test("an order is sent in parts, and the shopper can follow each", async ({ page, api, staff, buyer }) => {
  const account = await buyer.register();
  await buyer.buy(await staff.newProduct({ amount_minor: 1200 }));
  const order = await newest(buyer);
  await api.signIn("admin");
  await open(page, `/admin/orders/${order.id}`);
  await expect(page.getByText("Nothing has been sent.")).toBeVisible();
  await page.getByRole("button", { name: "New shipment" }).click();
  const dialog = page.getByRole("dialog", { name: "New shipment" });
  await expect(dialog.getByRole("textbox", { name: /^Units of .* to send$/ })).toHaveValue("1");
  await dialog.getByLabel("Carrier").fill("Harbour Post");
  await dialog.getByLabel("Tracking number").fill("HP 123");
  await dialog.getByLabel("Tracking link").fill("http://post.example/HP123");
  await dialog.getByRole("button", { name: "Send 1 unit" }).click();
  await expect(dialog.getByText(/A tracking link looks like https/)).toBeVisible();
  await dialog.getByLabel("Tracking link").fill("https://post.example/HP123");
  await dialog.getByRole("button", { name: "Send 1 unit" }).click();
  await expect(page.getByText("1 unit is sent.")).toBeVisible();
  await expect(page.getByText("Harbour Post · HP 123")).toBeVisible();
  await expect(page.getByRole("button", { name: "New shipment" })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Mark shipped" })).toHaveCount(0);
  await api.finish();

  await page.context().clearCookies();
  await page.goto("/login");
  await signIn(page, account);
  await open(page, `/orders/${order.id}`);
  const link = page.getByRole("link", { name: /Follow the parcel/ });
  await expect(link).toHaveAttribute("href", "https://post.example/HP123");
  await expect(link).toHaveAttribute("rel", /noreferrer/);
  await expect(page.getByText("1 unit sent")).toBeVisible();
  await expect(page.getByText("12.00 USD paid")).toBeVisible();
});

test("an order that is sent in part is still to ship, and completing it asks first", async ({ page, api, staff, buyer }) => {
  await buyer.register();
  await buyer.buy(await staff.newProduct(), 3);
  const order = await newest(buyer);
  const lines = [{ line_id: order.lines[0].id, quantity: 1 }];
  await staff.post(`/admin/orders/${order.id}/shipments`, { lines });
  await api.signIn("admin");
  await open(page, `/admin/orders?q=${order.number}&fulfilment=to_ship`);
  await expect(page.getByLabel("Delivery")).toHaveValue("to_ship");
  const row = page.getByRole("row").filter({ hasText: order.number });
  await expect(row).toContainText("Partly shipped");

  await row.getByRole("checkbox").check();
  await page.getByRole("button", { name: "Mark completed" }).click();
  const question = page.getByRole("dialog", { name: "Complete this order?" });
  await expect(question).toContainText("2 units are not sent yet.");
  await expectAccessible(page);
  await question.getByRole("button", { name: "Cancel" }).click();
  expect((await newest(buyer)).status).toBe("placed");

  await row.getByRole("link", { name: order.number }).click();
  await page.getByRole("button", { name: "Mark completed" }).click();
  await expect(question).toContainText("2 units are not sent yet.");
  await question.getByRole("button", { name: "Send the rest and complete" }).click();
  await expect(page.getByText("1 order is marked completed.")).toBeVisible();
  const done = await newest(buyer);
  expect([done.status, done.lines[0].shipped_quantity]).toEqual(["completed", 3]);
  await open(page, `/admin/orders?q=${order.number}&fulfilment=to_ship`);
  await expect(row).toHaveCount(0);
});
