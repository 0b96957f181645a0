import { open, signIn } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** The newest order of a customer, as the shop tells it to them. */
async function newest(buyer) {
  return (await buyer.get("/me/orders")).items[0];
}

/** Signs in as somebody else, in the browser. */
async function as(page, account) {
  await page.context().clearCookies();
  await page.goto("/login");
  await signIn(page, account);
}

test("a shopper returns something, and staff take it back to the money", async ({ page, api, staff, buyer }) => {
  const account = await buyer.register();
  await buyer.buy(await staff.newProduct({ amount_minor: 1200 }));
  const order = await newest(buyer);
  await staff.post("/admin/orders/bulk", { ids: [order.id], action: "ship" });

  await page.goto("/login");
  await signIn(page, account);
  await open(page, `/orders/${order.id}`);
  await page.getByRole("button", { name: "Return something" }).click();
  const dialog = page.getByRole("dialog", { name: "Return something" });
  await expect(dialog.getByRole("textbox", { name: /^Units of .* to return$/ })).toHaveValue("1");
  await dialog.getByRole("button", { name: "Ask for the return" }).click();
  await expect(dialog.getByText("Choose why.")).toBeVisible();
  await dialog.getByLabel("Reason").selectOption({ label: "It is damaged or does not work" });
  await dialog.getByLabel("What should we know?").fill("A crack.");
  await dialog.getByRole("button", { name: "Ask for the return" }).click();
  await expect(page.getByText("Return of 1 unit asked for")).toBeVisible();
  await expect(page.getByRole("button", { name: "Return something" })).toHaveCount(0);

  await page.context().clearCookies();
  await api.signIn("admin");
  await open(page, "/admin/returns");
  await page.getByRole("link", { name: order.number }).click();
  await expect(page.getByText("Damaged or not working: A crack.")).toBeVisible();
  await page.getByRole("button", { name: "Approve", exact: true }).click();
  const approving = page.getByRole("dialog", { name: "Take it back?" });
  await approving.getByLabel("Answer").fill("Send it to 7 Harbour Steps.");
  await approving.getByRole("button", { name: "Approve the return" }).click();
  await expect(page.getByText("Return of 1 unit approved")).toBeVisible();
  await page.getByRole("button", { name: "It has arrived" }).click();
  const arriving = page.getByRole("dialog", { name: "Has it arrived?" });
  await arriving.getByRole("button", { name: "It has arrived" }).click();
  await expect(page.getByText("Return of 1 unit has arrived")).toBeVisible();
  await page.getByRole("button", { name: "Refund the return" }).click();
  const refunding = page.getByRole("dialog", { name: "Give its money back?" });
  await refunding.getByRole("button", { name: "Give the money back" }).click();
  await expect(page.getByText("12.00 USD refunded").first()).toBeVisible();
  await api.finish();

  await as(page, account);
  await open(page, `/orders/${order.id}`);
  await expect(page.getByText("The shop says: Send it to 7 Harbour Steps.")).toBeVisible();
  await expect(page.getByText("12.00 USD refunded").first()).toBeVisible();
});
