import { expect } from "@playwright/test";

/** The money in test cards of Stripe, https://docs.stripe.com/testing. */
export const cards = {
  good: "4242 4242 4242 4242",
  declined: "4000 0000 0000 0002",
  confirmed: "4000 0025 0000 3155",
  // Of our emulator alone: it stands for ways to pay that take days.
  slow: "4000 0000 0000 1976",
};

/** A short message about what just happened. */
export function told(page, text) {
  return page.getByRole("region", { name: "Messages" }).getByText(text);
}

/** Opens a page and waits for its heading: until then the app is loading. */
export async function open(page, path) {
  await page.goto(path);
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeVisible();
}

/** Signs in on the page of that and ends where the shop leads then. */
export async function signIn(page, { username, password }) {
  await page.getByLabel("Username or e-mail").fill(username);
  await page.getByLabel("Password", { exact: true }).fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(told(page, `Welcome back, ${username}.`)).toBeVisible();
}

/** Puts a product into the cart on its own page. */
export async function addToCart(page, product, quantity = 1) {
  await open(page, `/products/${product.slug}`);
  const stepper = page.getByRole("textbox", { name: `Quantity of ${product.name}` });
  if (quantity !== 1) {
    await stepper.fill(String(quantity));
    await stepper.blur();
  }
  await page.getByRole("main").getByRole("button", { name: "Add to cart" }).first().click();
  await expect(told(page, `${product.name} is in your cart.`)).toBeVisible();
}

/** What the summary of cart or checkout comes to. */
export function total(page) {
  return page.locator("dl > div").filter({ has: page.getByText("Total", { exact: true }) }).locator("dd");
}

/** From the cart, whose page is open, to the checkout. */
export async function goToCheckout(page) {
  await page.getByRole("link", { name: "Go to checkout" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Checkout");
}

/** Says yes to the order as it stands and goes on to the payment page. Guests give an address. */
export async function placeOrder(page, { email = "guest@example.org" } = {}) {
  const pay = page.getByRole("button", { name: /^Pay \d/ });
  await expect(pay).toBeEnabled();
  const contact = page.getByLabel("E-mail", { exact: false });
  if (await contact.isVisible()) await contact.fill(email);
  await page.getByLabel("I have looked through my order.", { exact: false }).check();
  await pay.click();
  await expect(page).toHaveURL(/\/c\/pay\/cs_test_/);
}

/** From the cart to the payment page; the order is collected, as the demo offers. */
export async function goToPayment(page) {
  await open(page, "/cart");
  await goToCheckout(page);
  await placeOrder(page);
}

/** Fills the payment page's form and sends it. */
export async function pay(page, card, { email } = {}) {
  // Whom the shop knows already is not asked again.
  const address = page.getByLabel("Email");
  if (email && (await address.isEditable())) await address.fill(email);
  await page.getByLabel("Card number").fill(card);
  await page.getByLabel("Expiry date").fill("12/40");
  await page.getByLabel("Security code").fill("123");
  await page.getByLabel("Name on card").fill("Sam Shopper");
  await page.getByRole("button", { name: /^Pay / }).click();
}

/** The number of the order that the page of success shows. */
export async function placedOrder(page) {
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Thank you, your order is placed");
  const number = await page.getByText(/^SC-\d+$/).textContent();
  return number.trim();
}

/** Signs out through the menu of the header. */
export async function signOut(page, username) {
  await page.getByRole("button", { name: `Account of ${username}` }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await expect(page.getByRole("link", { name: "Sign in" })).toBeVisible();
}
