import { expectAccessible } from "../support/axe.js";
import { addToCart, cards, goToPayment, open, pay, placedOrder, told, total } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

let made = 0;

/** A coupon of a tenth that no other test uses. */
async function newCoupon(staff, terms = {}) {
  made += 1;
  const code = `T-${Date.now()}-${test.info().project.name}-${made}`.toUpperCase();
  const discount = { kind: "percent", percent: "10" };
  return staff.post("/admin/coupons", { code, discount, terms: { active: true, ...terms } });
}

async function type(page, code) {
  await page.getByText("Have a coupon?").click();
  await page.getByLabel("Coupon code").fill(code);
  await page.getByRole("button", { name: "Use coupon" }).click();
}

test("a coupon is typed, paid with and told in the order", async ({ page, staff, api }) => {
  const product = await staff.newProduct();
  const coupon = await newCoupon(staff);
  await api.register();
  await addToCart(page, product, 2);
  await open(page, "/cart");
  await type(page, coupon.code.toLowerCase());
  await expect(total(page)).toHaveText("45.00 USD");
  await expect(page.getByText("−5.00 USD")).toBeVisible();
  await page.getByRole("button", { name: "Remove" }).last().click();
  await expect(total(page)).toHaveText("50.00 USD");
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(total(page)).toHaveText("45.00 USD");
  await goToPayment(page);
  await expect(page.getByText(coupon.code)).toBeVisible();
  await pay(page, cards.good);
  await placedOrder(page);
  await page.getByRole("link", { name: "See the order" }).click();
  await expect(page.getByText("−5.00 USD")).toBeVisible();
  await expect(page.getByText(coupon.code)).toBeVisible();
});

test("a coupon that takes nothing off says why, beside the code", async ({ page, staff }) => {
  const product = await staff.newProduct();
  const dear = await newCoupon(staff, { minimum: { amount_minor: 9900, currency: "USD" } });
  await addToCart(page, product);
  await open(page, "/cart");
  await type(page, "NO-SUCH-CODE");
  await expect(page.getByText("There is no coupon with this code. Look at its letters again.")).toBeVisible();
  await page.getByLabel("Coupon code").fill("-");
  await page.getByRole("button", { name: "Use coupon" }).click();
  await expect(page.getByText("3 to 32 letters")).toBeVisible();
  await page.getByLabel("Coupon code").fill(dear.code);
  await page.getByRole("button", { name: "Use coupon" }).click();
  await expect(page.getByText("at least 99.00 USD")).toBeVisible();
});

test("a coupon whose reason went holds payment up until it is taken off", async ({ page, staff }) => {
  const product = await staff.newProduct();
  const two = await newCoupon(staff, { minimum: { amount_minor: 5000, currency: "USD" } });
  await addToCart(page, product, 2);
  await open(page, "/cart");
  await type(page, two.code);
  await expect(page.getByRole("link", { name: "Go to checkout" })).toBeVisible();
  await page.getByRole("button", { name: "One fewer" }).click();
  await expect(page.getByText("at least 50.00 USD")).toBeVisible();
  await expect(page.getByRole("button", { name: "Go to checkout" })).toBeDisabled();
  await page.getByRole("button", { name: "Remove" }).last().click();
  await expect(page.getByRole("link", { name: "Go to checkout" })).toBeVisible();
});

test("staff make a coupon, find it and switch it off", async ({ page, api }) => {
  await api.signIn("admin");
  const code = `SPRING-${Date.now()}-${test.info().project.name}`.toUpperCase();
  await open(page, "/admin/coupons/new");
  await page.getByLabel("Code", { exact: false }).first().fill(code);
  await page.getByRole("button", { name: "Add coupon" }).click();
  await expect(page.getByText("A percentage is a number from 0.01 to 100")).toBeVisible();
  await page.getByLabel("Percentage").fill("12.5");
  await page.getByLabel("Uses by all").fill("10");
  await page.getByLabel("Last day").fill("2099-01-31");
  await page.getByRole("button", { name: "Add coupon" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(code);
  await expect(page.getByText("12.5 % off")).toBeVisible();
  await expect(page.getByText("0 of 10")).toBeVisible();
  await page.getByLabel("Can be used").uncheck();
  await page.getByRole("button", { name: "Save coupon" }).click();
  await expect(told(page, `The coupon ${code} is saved.`)).toBeVisible();
  await open(page, `/admin/coupons?q=${code}`);
  await expect(page.getByRole("row", { name: new RegExp(code) })).toContainText("Switched off");
});

test("a coupon is for chosen products, and keeps them when it is edited", async ({ page, api, staff }) => {
  const [one, other] = [await staff.newProduct(), await staff.newProduct()];
  await api.signIn("admin");
  await open(page, "/admin/coupons/new");
  await page.getByLabel("Percentage").fill("10");
  await page.getByLabel("It is for", { exact: true }).selectOption({ label: "Chosen products" });
  await page.getByRole("button", { name: "Add coupon" }).click();
  await expect(page.getByText("Choose at least one product.")).toBeVisible();
  const search = page.getByRole("combobox", { name: "Add a product" });
  await expect(search).toBeFocused();
  await search.fill("no such product");
  await search.press("Enter");
  await expect(page.getByText("No product has “no such product” in its name or SKU.")).toBeVisible();
  for (const product of [one, other]) {
    await search.fill(product.name);
    await page.getByRole("option", { name: product.name }).waitFor();
    await expectAccessible(page);
    await search.press("ArrowDown");
    await search.press("Enter");
    await expect(search).toHaveValue("");
  }
  const chosen = page.getByRole("group", { name: "Chosen products" });
  await chosen.getByRole("button", { name: `Remove ${other.name}` }).click();
  await expect(search).toBeFocused();
  await page.getByRole("button", { name: "Add coupon" }).click();
  await expect(page.getByRole("link", { name: one.name })).toBeVisible();
  await expect(page.getByText("1 product", { exact: true })).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel("Note").fill("Kettles of spring");
  await page.getByRole("button", { name: "Save coupon" }).click();
  await expect(told(page, /^The coupon .* is saved\.$/)).toBeVisible();
  await expect(page.getByRole("link", { name: one.name })).toBeVisible();
  const coupon = await staff.get(`/admin/coupons/${page.url().split("/").pop()}`);
  expect([coupon.products, coupon.categories, coupon.terms.description]).toEqual([[one.id], [], "Kettles of spring"]);
});

test("a coupon is for chosen categories", async ({ page, api, staff }) => {
  await api.signIn("admin");
  const [category] = (await api.get("/categories")).items;
  await open(page, "/admin/coupons/new");
  await page.getByLabel("Percentage").fill("10");
  await page.getByLabel("It is for", { exact: true }).selectOption({ label: "Chosen categories" });
  await page.getByRole("button", { name: "Add coupon" }).click();
  await expect(page.getByText("Tick at least one category.")).toBeVisible();
  await page.getByRole("group", { name: "Categories" }).getByLabel(category.name).check();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Add coupon" }).click();
  await expect(page.getByText("1 category", { exact: true })).toBeVisible();
  await expect(page.getByRole("main").getByRole("link", { name: category.name })).toBeVisible();
  const coupon = await staff.get(`/admin/coupons/${page.url().split("/").pop()}`);
  expect([coupon.products, coupon.categories]).toEqual([[], [category.id]]);
});

test("two people on one coupon: the second keeps what was typed", async ({ page, api, staff }) => {
  const coupon = await newCoupon(staff);
  await api.signIn("admin");
  await open(page, `/admin/coupons/${coupon.id}`);
  await page.getByLabel("Uses by all").fill("10");
  await staff.put(`/admin/coupons/${coupon.id}`, { ...coupon.terms, description: "Theirs" });
  await page.getByRole("button", { name: "Save coupon" }).click();
  const question = page.getByRole("dialog", { name: "Somebody changed this meanwhile" });
  await expectAccessible(page);
  await question.getByRole("button", { name: "Keep what I typed" }).click();
  await expect(page.getByLabel("Uses by all")).toHaveValue("10");
  await page.getByRole("button", { name: "Save coupon" }).click();
  await expect(told(page, `The coupon ${coupon.code} is saved.`)).toBeVisible();
  await expect(page.getByText("0 of 10")).toBeVisible();
});
