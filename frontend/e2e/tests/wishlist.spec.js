import { expectAccessible } from "../support/axe.js";
import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a product is remembered, found in the account and taken off again", async ({ page, api, staff }) => {
  const product = await staff.newProduct();
  await api.register();
  await open(page, `/products/${product.slug}`);
  await page.getByRole("button", { name: "Add to wishlist" }).click();
  await expect(page.getByText("It is on your wishlist.")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("button", { name: "Remove from wishlist" })).toBeVisible();
  await open(page, "/profile/wishlist");
  await expect(page.getByRole("link", { name: product.name })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: `Remove ${product.name} from the wishlist` }).click();
  await expect(page.getByText("Nothing is on your wishlist")).toBeVisible();
  await open(page, `/products/${product.slug}`);
  await expect(page.getByRole("button", { name: "Add to wishlist" })).toBeVisible();
});

test("a guest signs in first and comes back", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/products/${product.slug}`);
  await page.getByRole("button", { name: "Add to wishlist" }).click();
  await expect(page).toHaveURL(new RegExp(`/login\\?next=${encodeURIComponent(`/products/${product.slug}`)}`));
});

test("what was looked at is shown again, and is kept in this browser alone", async ({ page, staff }) => {
  const [one, other] = [await staff.newProduct(), await staff.newProduct()];
  await open(page, `/products/${one.slug}`);
  await expect(page.getByRole("heading", { name: "Recently viewed" })).toHaveCount(0);
  await open(page, `/products/${other.slug}`);
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Recently viewed" }) });
  await expect(section.getByRole("link", { name: one.name })).toBeVisible();
  await expect(section.getByRole("article")).toHaveCount(1);
  await open(page, "/");
  await expect(section.getByRole("article")).toHaveCount(2);
  const kept = await page.evaluate(() => localStorage.getItem("securecart-viewed"));
  expect(kept).toBe(`${other.id},${one.id}`);
});

test("what goes with a product is shown on its page", async ({ page, buyer, staff }) => {
  const [pot, lid] = [await staff.newProduct(), await staff.newProduct()];
  for (let order = 0; order < 2; order += 1) {
    await buyer.post("/cart/items", { product_id: lid.id, quantity: 1 });
    await buyer.buy(pot);
  }
  await open(page, `/products/${pot.slug}`);
  const section = page.locator("section").filter({ has: page.getByRole("heading", { name: "Goes with it" }) });
  await expect(section.getByRole("link", { name: lid.name })).toBeVisible();
});
