import { expectAccessible } from "../support/axe.js";
import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("stock is found by how it stands, counted, and told when it is too much", async ({ page, api, staff }) => {
  const product = await staff.newProduct({ stock: 3 });
  await api.signIn("admin");
  await open(page, "/admin/inventory");
  await page.getByRole("searchbox", { name: "Search by part of a name or SKU" }).fill(product.name);
  await page.keyboard.press("Enter");
  await page.getByLabel("How it stands").selectOption({ label: "Low" });
  await expect(page).toHaveURL(/state=low/);
  const row = page.getByRole("row").filter({ hasText: product.name });
  await expect(row).toContainText("Low");
  await expectAccessible(page);

  await row.getByRole("link", { name: product.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(product.name);
  await page.getByLabel("Units in the house").fill("40");
  await page.getByRole("button", { name: "Set the count" }).click();
  await expect(page.getByText("write why, for those who read the ledger")).toBeVisible();
  await page.getByLabel("Why").fill("Delivery of Monday");
  const tooMuch = page.getByLabel("Too much with so many in the house, or more");
  await tooMuch.fill("4");
  await page.getByRole("button", { name: "Set the count" }).click();
  await expect(told(page, "There are 40 units in the house now.")).toBeVisible();
  const ledger = page.getByRole("table", { name: "Ledger" });
  await expect(ledger.getByRole("row").filter({ hasText: "Delivery of Monday" })).toContainText("+37");

  await expect(tooMuch, "what is being typed stays").toHaveValue("4");
  await page.getByRole("button", { name: "Set the thresholds" }).click();
  await expect(page.getByText("too much begins above what is low")).toBeVisible();
  await tooMuch.fill("40");
  await page.getByRole("button", { name: "Set the thresholds" }).click();
  await expect(told(page, "The thresholds are set.")).toBeVisible();
  await expect(page.getByText("Too much", { exact: true })).toBeVisible();
  await expectAccessible(page);
});

test("what somebody is about to pay for is seen as kept", async ({ page, api, staff, buyer }) => {
  const product = await staff.newProduct({ stock: 9 });
  await buyer.post("/cart/items", { product_id: product.id, quantity: 2 });
  await buyer.post("/checkout", {});
  await api.signIn("admin");
  await open(page, `/admin/inventory/variant?variant=${product.variants[0].id}`);
  const kept = page.getByRole("table", { name: "Kept for open checkouts" });
  await expect(kept.getByRole("row")).toHaveCount(2);
  await page.getByLabel("What happened").selectOption({ label: "Kept for a checkout" });
  await expect(page.getByRole("table", { name: "Ledger" }).getByRole("row")).toHaveCount(2);
});

test("a count that somebody else has changed is set against the new number", async ({ page, api, staff }) => {
  const product = await staff.newProduct({ stock: 9 });
  const variant_id = product.variants[0].id;
  await api.signIn("admin");
  await open(page, `/admin/inventory/variant?variant=${variant_id}`);
  await page.getByLabel("Units in the house").fill("12");
  await page.getByLabel("Why").fill("Counted on Monday");
  const theirs = { variant_id, on_hand: 7, expected_on_hand: 9, reason: "Theirs" };
  await staff.post("/admin/inventory/adjustments", theirs);
  await page.getByRole("button", { name: "Set the count" }).click();
  await expect(page.getByText("There are 7 by now, not 9.")).toBeVisible();
  await expect(page.getByLabel("Units in the house"), "what was typed stays").toHaveValue("12");
  await expect(page.getByRole("table", { name: "Ledger" })).toContainText("Theirs");
  await page.getByRole("button", { name: "Set the count" }).click();
  await expect(told(page, "There are 12 units in the house now.")).toBeVisible();

  await page.getByLabel("Low with so many available, or less").fill("3");
  const path = `/admin/inventory/${variant_id}`;
  await staff.put(path, { low_units: 5, over_units: 50 }, `${path}/thresholds`);
  await page.getByRole("button", { name: "Set the thresholds" }).click();
  await expect(page.getByText("Somebody set low up to 5 and too much from 50 meanwhile.")).toBeVisible();
  await page.getByRole("button", { name: "Set the thresholds" }).click();
  await expect(told(page, "The thresholds are set.")).toBeVisible();
  expect((await staff.get(path)).low_units).toBe(3);
});
