import { addToCart, cards, goToCheckout, open, pay, placeOrder, placedOrder, told, total } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

let made = 0;

/** A coupon of a tenth that no other test uses. */
async function newCoupon(staff) {
  made += 1;
  const code = `D-${Date.now()}-${test.info().project.name}-${made}`.toUpperCase();
  return staff.post("/admin/coupons", { code, discount: { kind: "percent", percent: "10" }, terms: { active: true } });
}

/** Fills the address that is being typed. */
async function type(page, { country = "DE", region, postcode = "26121" } = {}) {
  await page.getByLabel("Country").selectOption(country);
  if (region) await page.getByLabel(/^(State|Province)/).selectOption(region);
  await page.getByLabel("Full name").fill("Ann Lee");
  await page.getByLabel("Street and number").fill("7 Harbour Steps");
  await page.getByLabel(/^(Postcode|Postal code|ZIP code)/).fill(postcode);
  await page.getByLabel("City").fill("Oldenburg");
}

test("a guest has an order sent by express, with a coupon", async ({ page, staff }) => {
  const product = await staff.newProduct();
  const coupon = await newCoupon(staff);
  await addToCart(page, product, 2);
  await open(page, "/cart");
  await goToCheckout(page);
  await expect(page.getByLabel("Collect in the shop")).toBeChecked();
  await expect(total(page)).toHaveText("50.00 USD");
  await page.getByLabel("Express").check();
  await expect(total(page)).toHaveText("62.90 USD");
  await page.getByText("Have a coupon?").click();
  await page.getByLabel("Coupon code").fill(coupon.code);
  await page.getByRole("button", { name: "Use coupon" }).click();
  await expect(total(page)).toHaveText("57.90 USD");
  await type(page);
  await placeOrder(page, { email: "ann@example.org" });
  await expect(page.getByText("57.90").first()).toBeVisible();
  await expect(page.getByText("Express").first()).toBeVisible();
  await pay(page, cards.good);
  const number = await placedOrder(page);
  const { items } = await staff.get(`/admin/orders?q=${number}`);
  const [order] = items;
  expect(order.totals.total.amount_minor).toBe(5790);
  expect(order.totals.shipping.amount_minor).toBe(1290);
  expect(order.totals.discount.amount_minor).toBe(500);
  // 19 % of what is paid, contained in it.
  expect(order.totals.tax.amount_minor).toBe(924);
  expect(order.shipping_address.line1).toBe("7 Harbour Steps");
  expect(order.customer.email).toBe("ann@example.org");
});

test("what is missing is said beside its field, and the total follows every choice", async ({ page, staff }) => {
  const product = await staff.newProduct({ amount_minor: 3800 });
  await addToCart(page, product, 2);
  await open(page, "/checkout");
  const standard = page.getByLabel("Standard");
  await standard.check();
  await expect(total(page)).toHaveText("76.00 USD");
  await page.getByLabel("Country").selectOption("US");
  await expect(standard).toBeHidden();
  await page.getByLabel("Worldwide").check();
  await expect(total(page)).toHaveText("100.00 USD");
  await page.getByRole("button", { name: /^Pay \d/ }).click();
  await expect(page.getByText("An e-mail address looks like name@example.org.")).toBeVisible();
  await expect(page.getByText("Give the state or province.")).toBeVisible();
  await expect(page.getByText("Tick the box to go on.")).toBeVisible();
  await expect(page.getByLabel("E-mail", { exact: false })).toBeFocused();
});

test("a customer sends an order to an address of the book", async ({ page, staff, api }) => {
  const product = await staff.newProduct();
  await api.register();
  const home = { name: "Ann Lee", line1: "7 Harbour Steps", city: "Oldenburg", postcode: "26121", country: "DE" };
  await api.post("/me/addresses", home);
  await addToCart(page, product);
  await open(page, "/checkout");
  await page.getByLabel("Standard").check();
  await expect(page.getByLabel("Ann Lee")).toBeChecked();
  await page.getByText("Add a note").click();
  await page.getByLabel("Note").fill("Ring twice");
  await expect(total(page)).toHaveText("29.90 USD");
  await placeOrder(page);
  await pay(page, cards.good);
  await placedOrder(page);
  await page.getByRole("link", { name: "See the order" }).click();
  await expect(page.getByRole("main")).toContainText("7 Harbour Steps");
  await expect(page.getByRole("main")).toContainText("Ring twice");
  await expect(page.getByRole("main")).toContainText("2 to 4 working days");
});

test("staff make a shipping method and a tax rate, change and remove them", async ({ page, api }) => {
  await api.signIn("admin");
  const name = `Balloon ${Date.now()} ${test.info().project.name}`;
  await open(page, "/admin/delivery/methods/new");
  await page.getByRole("button", { name: "Save shipping method" }).click();
  await expect(page.getByText("Give it a name.")).toBeVisible();
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Price").fill("99.50");
  await page.getByLabel("Countries").fill("NU");
  await page.getByLabel("at least").fill("30");
  await page.getByLabel("at most").fill("60");
  await page.getByRole("button", { name: "Save shipping method" }).click();
  await expect(told(page, `${name} is saved.`)).toBeVisible();
  const row = page.getByRole("row", { name: new RegExp(name) });
  await expect(row).toContainText("Niue");
  await row.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByRole("button", { name: "Remove shipping method" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(told(page, `${name} is removed.`)).toBeVisible();
  const region = test.info().project.name === "wide" ? "WA" : "QLD";
  await open(page, "/admin/delivery/taxes/new");
  await page.getByLabel("Name").fill("GST");
  await page.getByLabel("Percentage").fill("101");
  await page.getByLabel("Country").selectOption("AU");
  await page.getByLabel("State or province").selectOption(region);
  await page.getByRole("button", { name: "Save tax rate" }).click();
  await expect(page.getByText("A tax rate is a number from 0 to 100")).toBeVisible();
  await page.getByLabel("Percentage").fill("10");
  await page.getByRole("button", { name: "Save tax rate" }).click();
  const place = region === "WA" ? "Western Australia" : "Queensland";
  const rate = page.getByRole("row", { name: new RegExp(place) });
  await expect(rate).toContainText("10 %");
  await rate.getByRole("link").click();
  await page.getByRole("button", { name: "Remove tax rate" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(told(page, `${place}, Australia is removed.`)).toBeVisible();
});

test("the invoice names the address that the book has for it", async ({ page, staff, api }) => {
  const product = await staff.newProduct();
  await api.register();
  const at = { city: "Oldenburg", postcode: "26121", country: "DE" };
  await api.post("/me/addresses", { name: "Ann Lee", line1: "7 Harbour Steps", ...at });
  await api.post("/me/addresses", { name: "Lee and Sons", line1: "1 Office Row", ...at, default_billing: true });
  await addToCart(page, product);
  await open(page, "/checkout");
  await page.getByLabel("Standard").check();
  const other = page.getByLabel("Name another address on the invoice");
  await expect(other).toBeChecked();
  const choices = page.getByRole("radiogroup", { name: "Address on the invoice" });
  await expect(choices.getByLabel("Lee and Sons")).toBeChecked();
  const goesTo = page.getByRole("radiogroup", { name: "Address", exact: true });
  await goesTo.getByLabel("Lee and Sons").check();
  await expect(other, "it goes there anyway").not.toBeChecked();
  await goesTo.getByLabel("Ann Lee").check();
  await choices.getByLabel("Another address").check();
  const named = page.getByRole("group", { name: "Address on the invoice" });
  await expect(named.getByLabel("Street and number")).toHaveAttribute("autocomplete", "billing address-line1");
  await choices.getByLabel("Lee and Sons").check();
  await placeOrder(page);
  await pay(page, cards.good);
  const number = await placedOrder(page);
  const [order] = (await staff.get(`/admin/orders?q=${number}`)).items;
  expect(order.shipping_address.line1).toBe("7 Harbour Steps");
  expect(order.billing_address.line1).toBe("1 Office Row");
});

test("two people on one shipping method: what the second typed stays", async ({ page, api, staff }) => {
  const name = `Sledge ${Date.now()} ${test.info().project.name}`;
  const price = { amount_minor: 9900, currency: "USD" };
  const terms = { name, description: "", kind: "ship", countries: ["NU"], price, position: 0, active: true };
  const method = await staff.post("/admin/shipping-methods", terms);
  await api.signIn("admin");
  await open(page, `/admin/delivery/methods/${method.id}`);
  await page.getByLabel("Price").fill("98.00");
  const path = `/admin/shipping-methods/${method.id}`;
  await staff.put(path, { ...terms, description: "Theirs" });
  await page.getByRole("button", { name: "Save shipping method" }).click();
  const question = page.getByRole("dialog", { name: "Somebody changed this meanwhile" });
  await question.getByRole("button", { name: "Show what is there now" }).click();
  await expect(page.getByLabel("Description")).toHaveValue("Theirs");
  await expect(page.getByLabel("Price")).toHaveValue("99.00");
  await staff.put(path, { ...terms, description: "Theirs again" });
  await page.getByRole("button", { name: "Remove shipping method" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await question.getByRole("button", { name: "Keep what I typed" }).click();
  await page.getByRole("button", { name: "Remove shipping method" }).click();
  await page.getByRole("button", { name: "Remove", exact: true }).click();
  await expect(told(page, `${name} is removed.`)).toBeVisible();
});

test("where the shop has terms, they can be read before they are accepted", async ({ page, staff }) => {
  const terms_url = "https://shop.example/terms";
  // As a shop answers whose operator has said where its terms stand.
  await page.route("**/api/v1/auth/session", async (route) => {
    const answer = await route.fetch();
    const info = await answer.json();
    await route.fulfill({ response: answer, json: { ...info, shop: { ...info.shop, terms_url } } });
  });
  await addToCart(page, await staff.newProduct());
  await open(page, "/cart");
  await goToCheckout(page);
  const terms = page.getByRole("link", { name: "Read the terms" });
  await expect(terms).toHaveAttribute("href", terms_url);
  await expect(terms).toHaveAttribute("target", "_blank");
  await expect(page.getByRole("contentinfo").getByRole("link", { name: "Terms" })).toHaveAttribute("href", terms_url);
  await page.getByRole("button", { name: /^Pay / }).click();
  await expect(page.getByRole("main").getByText("accept the terms", { exact: false }).first()).toBeVisible();
  await expect(page.getByRole("checkbox", { name: /accept the terms/ })).not.toBeChecked();
  await expect(page).toHaveURL(/\/checkout$/);
});
