import { addToCart, open, signIn, told, total } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a line is counted, taken out and put back", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await addToCart(page, product);
  await open(page, "/cart");
  const main = page.getByRole("main");
  await main.getByRole("button", { name: "One more" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your cart, 2 items");
  await expect(total(page)).toHaveText("50.00 USD");
  await main.getByRole("button", { name: "Remove" }).click();
  await expect(page.getByText("Your cart is empty")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your cart, 2 items");
});

test("more than there is is refused with what there is", async ({ page, staff }) => {
  const product = await staff.newProduct({ stock: 3 });
  await addToCart(page, product, 3);
  await page.getByRole("main").getByRole("button", { name: "Add to cart" }).first().click();
  const words = `Only 3 units of ${product.name} are available. 3 are in your cart already.`;
  await expect(page.getByText(words)).toBeVisible();
});

test("the cart of a guest is still there after signing in", async ({ page, staff, api }) => {
  const product = await staff.newProduct();
  const account = await api.register();
  await api.post("/auth/logout");
  await addToCart(page, product, 2);
  await open(page, "/login");
  await signIn(page, account);
  await expect(page.getByRole("link", { name: "Cart, 2 items" })).toBeVisible();
});

test("the cart says how little is left before one pays", async ({ page, staff }) => {
  const product = await staff.newProduct({ stock: 5 });
  await addToCart(page, product, 5);
  const [{ id, on_hand }] = product.variants;
  await staff.post("/admin/inventory/adjustments", {
    variant_id: id,
    on_hand: 2,
    expected_on_hand: on_hand,
    reason: "Three fell off the shelf",
  });
  await open(page, "/cart");
  await expect(page.getByText("can not be bought as it stands")).toBeVisible();
  await expect(page.getByRole("button", { name: "Go to checkout" })).toBeDisabled();
  await page.getByRole("button", { name: "Take 2" }).click();
  await expect(page.getByRole("link", { name: "Go to checkout" })).toBeVisible();
  await expect(total(page)).toHaveText("50.00 USD");
});

test("what worked is shown although the next call fails first", async ({ page, staff }) => {
  const [one, other] = [await staff.newProduct(), await staff.newProduct()];
  await addToCart(page, one);
  await addToCart(page, other);
  await open(page, "/cart");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your cart, 2 items");
  let calls = 0;
  await page.route("**/api/v1/cart/items/*", async (route) => {
    calls += 1;
    if (calls > 1) return route.abort();
    const answer = await route.fetch();
    await new Promise((resolve) => setTimeout(resolve, 1500));
    await route.fulfill({ response: answer });
  });
  const remove = page.getByRole("main").getByRole("button", { name: "Remove" });
  await remove.first().click();
  await remove.last().click();
  await expect(told(page, "The shop can not be reached.")).toBeVisible();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your cart, 1 item");
});
