import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** The cards of the row that is called that. */
function row(page, name) {
  const heading = page.getByRole("heading", { name, exact: true });
  return page.locator("section").filter({ has: heading }).getByRole("article");
}

/** Takes what is left of a product that has no choice off the shelf. */
async function sellOut(staff, product) {
  const [{ id }] = product.variants;
  const { on_hand } = await staff.get(`/admin/inventory/${id}`);
  await staff.post("/admin/inventory/adjustments", {
    variant_id: id,
    on_hand: 0,
    expected_on_hand: on_hand,
    reason: "Lent to a fair",
  });
}

test("what was looked at and is sold out now is on product pages, and not on the home page", async ({ page, staff }) => {
  const [left, gone] = [await staff.newProduct(), await staff.newProduct()];
  for (const product of [left, gone]) await open(page, `/products/${product.slug}`);
  await sellOut(staff, gone);
  await open(page, "/");
  const viewed = row(page, "Recently viewed");
  await expect(viewed.getByRole("link")).toHaveText([left.name]);
  await expect(row(page, "New and in stock").first()).toBeVisible();
  await expect(page.getByRole("article").getByText("Sold out")).toHaveCount(0);
  await open(page, `/products/${left.slug}`);
  await expect(viewed.getByRole("link", { name: gone.name })).toBeVisible();
  await expect(viewed.getByText("Sold out")).toBeVisible();
});

test("what sells best is popular, unless it is new as well or sold out", async ({ page, buyer, staff }) => {
  const product = await staff.newProduct({ stock: 90 });
  await buyer.buy(product, 60);
  // Eight newer ones, so that it is not new any more.
  for (let count = 0; count < 8; count += 1) await staff.newProduct();
  await open(page, "/");
  const popular = row(page, "Popular");
  await expect(popular.getByRole("link", { name: product.name })).toBeVisible();
  const names = async (cards) => (await cards.getByRole("link").allTextContents()).map((name) => name.trim());
  const fresh = await names(row(page, "New and in stock"));
  expect(fresh).toHaveLength(8);
  expect((await names(popular)).filter((name) => fresh.includes(name))).toEqual([]);
  await sellOut(staff, product);
  await open(page, "/");
  await expect(row(page, "New and in stock").first()).toBeVisible();
  await page.waitForLoadState("networkidle");
  await expect(popular.getByRole("link", { name: product.name })).toHaveCount(0);
});
