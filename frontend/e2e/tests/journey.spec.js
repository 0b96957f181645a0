import { cards, goToCheckout, open, pay, placeOrder, placedOrder, signIn, told, total } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test.slow();

/** Filters are behind a button where there is no room for them. */
async function showFilters(page) {
  const button = page.getByRole("button", { name: /^Filter and sort/ });
  if (await button.isVisible()) await button.click();
}

/** A product in two colours whose name has a word that nothing else has. */
async function newMug(staff) {
  const word = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => String.fromCharCode(97 + (byte % 26))).join("");
  const price = { amount_minor: 2000, currency: "USD" };
  const made = await staff.post("/admin/products", { name: `Mug ${word}`, price, stock: 5, status: "active" });
  const options = [{ name: "Colour", value: "Spruce" }];
  const variant = { options, first_variant_values: ["Chalk"], price: { ...price, amount_minor: 2400 }, stock: 5 };
  await staff.post(`/admin/products/${made.id}/variants`, variant, { "If-Match": `"v${made.version}"` });
  return { ...made, word };
}

test("from a misspelt word over facet, variant, coupon and address to an invoice, a return and the money back", async ({
  page,
  api,
  staff,
  buyer,
}) => {
  const mug = await newMug(staff);
  const code = `J-${mug.word}`.toUpperCase();
  await staff.post("/admin/coupons", { code, discount: { kind: "percent", percent: "10" }, terms: { active: true } });
  const account = await buyer.register();
  await page.goto("/login");
  await signIn(page, account);

  // Two letters changed places.
  const misspelt = mug.word.slice(0, 3) + mug.word[4] + mug.word[3] + mug.word.slice(5);
  await open(page, `/search?q=${misspelt}`);
  const main = page.getByRole("main");
  await expect(main).toContainText(`Nothing matches “${misspelt}”`);
  await main.getByRole("link", { name: mug.word, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`q=${mug.word}`));
  await showFilters(page);
  await page.getByText(/^Spruce \(1\)$/).click();
  await expect(page).toHaveURL(/option=colour%3Aspruce/);
  await page.keyboard.press("Escape");
  await main.getByRole("article").getByRole("link", { name: mug.name }).click();

  await page.getByRole("button", { name: "Spruce" }).click();
  await main.getByRole("button", { name: "Add to cart" }).first().click();
  await expect(told(page, /is in your cart/)).toBeVisible();
  await open(page, "/cart");
  await expect(total(page)).toHaveText("24.00 USD");
  await page.getByText("Have a coupon?").click();
  await page.getByLabel("Coupon code").fill(code);
  await page.getByRole("button", { name: "Use coupon" }).click();
  await expect(total(page)).toHaveText("21.60 USD");

  await goToCheckout(page);
  await page.getByLabel("Standard").check();
  await page.getByLabel("Country").selectOption("DE");
  await page.getByLabel("Full name").fill("Ann Lee");
  await page.getByLabel("Street and number").fill("7 Harbour Steps");
  await page.getByLabel("Postcode").fill("26121");
  await page.getByLabel("City").fill("Oldenburg");
  const paid = await total(page).textContent();
  await placeOrder(page);
  await pay(page, cards.good);
  const number = await placedOrder(page);
  await page.getByRole("link", { name: "See the order" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText(number);
  await expect(main).toContainText(paid);
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Invoice" }).or(page.getByRole("link", { name: "Invoice" })).first().click();
  expect((await coming).suggestedFilename()).toMatch(/\.pdf$/);

  const order = (await buyer.get("/me/orders")).items[0];
  await staff.post("/admin/orders/bulk", { ids: [order.id], action: "ship" });
  await page.reload();
  await page.getByRole("button", { name: "Return something" }).click();
  const dialog = page.getByRole("dialog", { name: "Return something" });
  await dialog.getByLabel("Reason").selectOption({ label: "It is damaged or does not work" });
  await dialog.getByRole("button", { name: "Ask for the return" }).click();
  await expect(page.getByText("Return of 1 unit asked for")).toBeVisible();

  await page.context().clearCookies();
  await api.signIn("admin");
  await open(page, `/admin/orders/${order.id}`);
  for (const [step, question, yes] of [
    ["Approve", "Take it back?", "Approve the return"],
    ["It has arrived", "Has it arrived?", "It has arrived"],
    ["Refund the return", "Give its money back?", "Give the money back"],
  ]) {
    await page.getByRole("button", { name: step, exact: true }).click();
    await page.getByRole("dialog", { name: question }).getByRole("button", { name: yes }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  // What the unit cost after the coupon; shipping is not part of a return.
  await expect(page.getByText("21.60 USD refunded").first()).toBeVisible();
});
