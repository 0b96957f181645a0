import {
  addToCart,
  cards,
  goToCheckout,
  goToPayment,
  open,
  pay,
  placeOrder,
  placedOrder,
  signIn,
  signOut,
} from "../support/shopper.js";
import { settings } from "../support/settings.js";
import { expect, test } from "../support/test.js";

test("from the home page to a paid order that staff complete", async ({ page, api }) => {
  const shopper = await api.register();
  await open(page, "/");
  await test.step("chooses from a category of the home page", async () => {
    // What is new there belongs to other tests.
    await page.getByRole("main").getByRole("link", { name: /\d products?$/ }).first().click();
    await expect(page).toHaveURL(/\/category\//);
    const card = page.getByRole("article").filter({ has: page.getByRole("button", { name: "Add to cart" }) }).first();
    const name = await card.getByRole("link").first().textContent();
    await card.getByRole("link").first().click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(name.trim());
    await page.getByRole("main").getByRole("button", { name: "Add to cart" }).first().click();
    await page.getByRole("button", { name: "View cart" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your cart, 1 item");
  });
  const number = await test.step("pays on the payment page", async () => {
    await goToCheckout(page);
    await placeOrder(page);
    await expect(page).toHaveURL((url) => url.href.startsWith(settings.stripe));
    await pay(page, cards.good);
    const number = await placedOrder(page);
    await expect(page.getByRole("link", { name: "Cart, empty" })).toBeVisible();
    return number;
  });
  await test.step("finds the order under My orders", async () => {
    await page.getByRole("button", { name: `Account of ${shopper.username}` }).click();
    await page.getByRole("link", { name: "My orders" }).first().click();
    await page.getByRole("link", { name: number }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Order ${number}`);
    await expect(page.getByRole("main").getByText("Not sent yet")).toBeVisible();
    await signOut(page, shopper.username);
  });
  await test.step("the admin sees it and completes it", async () => {
    await open(page, "/admin/orders");
    await signIn(page, settings.accounts.admin);
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orders");
    await page.getByLabel("Search by number, username or full e-mail").fill(number);
    await page.keyboard.press("Enter");
    await page.getByRole("link", { name: number }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText(`Order ${number}`);
    await page.getByRole("button", { name: "Mark completed" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Send the rest and complete" }).click();
    await expect(page.getByText("1 order is marked completed.")).toBeVisible();
    await expect(page.getByRole("main").getByText("Completed", { exact: true }).first()).toBeVisible();
    await expect(page.getByRole("main").getByText("Shipped", { exact: true }).first()).toBeVisible();
  });
});

test("a guest buys without an account", async ({ page, staff }) => {
  const product = await staff.newProduct({ stock: 5 });
  await addToCart(page, product, 2);
  await goToPayment(page);
  await pay(page, cards.good, { email: "guest@example.org" });
  await placedOrder(page);
  await expect(page.getByText("Keep the order number")).toBeVisible();
  await open(page, `/products/${product.slug}`);
  await expect(page.getByText("Only 3 units available")).toBeVisible();
});

test("a declined card is told, and another one pays", async ({ page, staff }) => {
  await addToCart(page, await staff.newProduct());
  await goToPayment(page);
  await pay(page, cards.declined, { email: "guest@example.org" });
  await expect(page.getByRole("alert")).toContainText("declined");
  await pay(page, cards.good);
  await placedOrder(page);
});

for (const arrived of [true, false]) {
  test(`a payment that takes time is told, and that it has ${arrived ? "arrived" : "been refused"}`, async ({ page, staff }) => {
    await addToCart(page, await staff.newProduct());
    await goToPayment(page);
    const session = /cs_test_\w+/.exec(page.url())[0];
    await pay(page, cards.slow, { email: "guest@example.org" });
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your payment is on its way");
    const answer = await page.request.post(`${settings.stripe}/_emulator/sessions/${session}/arrive`, { data: { arrived } });
    expect(answer.ok(), await answer.text()).toBe(true);
    if (arrived) {
      await placedOrder(page);
      return;
    }
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your bank refused the payment");
    await expect(page.getByText("You have not been charged.")).toBeVisible();
    await page.getByRole("link", { name: "Back to your cart" }).click();
    await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your cart, 1 item");
  });
}

test("a card that the bank asks about is confirmed", async ({ page, staff }) => {
  await addToCart(page, await staff.newProduct());
  await goToPayment(page);
  await pay(page, cards.confirmed, { email: "guest@example.org" });
  await page.getByRole("button", { name: "Confirm" }).click();
  await placedOrder(page);
});

test("who turns back at the payment page pays nothing and keeps the cart", async ({ page, staff }) => {
  const product = await staff.newProduct({ stock: 1 });
  await addToCart(page, product);
  await goToPayment(page);
  await page.getByRole("link", { name: "Cancel and return to the shop" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Payment cancelled");
  await expect(page.getByText("You have not been charged.")).toBeVisible();
  await page.getByRole("link", { name: "Back to your cart" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Your cart, 1 item");
  // The last unit is free again.
  await goToPayment(page);
});

test("who comes back without paying sees how long the goods are held, pays on, or lets go", async ({ page, staff }) => {
  const product = await staff.newProduct({ stock: 1 });
  await addToCart(page, product);
  await goToPayment(page);
  await open(page, "/cart");
  await expect(page.getByText("You were about to pay 25.00 USD.")).toBeVisible();
  // Thirty-two minutes, of which hardly any have gone by.
  await expect(page.getByRole("timer", { includeHidden: true })).toHaveText(/^(32:00|31:\d\d)$/);
  await page.getByRole("link", { name: "Go on paying" }).click();
  await expect(page).toHaveURL(/\/c\/pay\/cs_test_/);
  await open(page, "/checkout");
  await page.getByRole("button", { name: "Let go of them" }).click();
  await expect(page.getByText("Held for you", { exact: true })).toBeHidden();
  const { items } = await staff.get(`/admin/inventory?q=${encodeURIComponent(product.name)}`);
  expect(items[0].reserved, "others can buy it").toBe(0);
});

test("when the time is up the shop is asked until it says how it ended", async ({ page, staff }) => {
  await addToCart(page, await staff.newProduct());
  await goToPayment(page);
  let asked = 0;
  await page.route(/\/api\/v1\/checkout\/chk_[^/]+$/, async (route) => {
    asked += 1;
    const answer = await route.fetch();
    const state = await answer.json();
    if (asked === 1) state.expires_at = new Date(Date.now() + 1500).toISOString();
    else state.expires_at = new Date(Date.now() - 1000).toISOString();
    if (asked === 3) return route.abort();
    if (asked > 3) state.status = "expired";
    await route.fulfill({ response: answer, json: state });
  });
  await open(page, "/cart");
  await expect(page.getByRole("timer", { includeHidden: true })).toHaveText("0:00");
  await expect(page.getByText("Held for you", { exact: true })).toBeHidden({ timeout: 20_000 });
  expect(asked).toBe(4);
});
