import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test.beforeEach(async ({ api }) => api.signIn("admin"));

test("stock is counted in the list of products, and taken back", async ({ page, staff }) => {
  const product = await staff.newProduct({ stock: 7 });
  await open(page, `/admin/products?q=${encodeURIComponent(product.name)}`);
  const stock = page.getByLabel(`Stock of ${product.name}`);
  await expect(stock).toHaveValue("7");
  await stock.fill("12");
  await stock.press("Enter");
  await expect(page.getByText(`${product.name}: 7 is now 12.`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Back to 7.")).toBeVisible();
  await expect(stock).toHaveValue("7");
});

test("a product is added, edited and discontinued", async ({ page }) => {
  const name = `Walnut tray ${Date.now()}-${test.info().project.name}`;
  await open(page, "/admin/products/new");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Price", { exact: true }).fill("19.90");
  await page.getByLabel("Units in stock").fill("4");
  await page.getByLabel("Status").selectOption({ label: "Active" });
  await page.getByRole("button", { name: "Add product" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(name);
  await page.getByLabel("Summary").fill("Holds six glasses");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(`${name} is saved.`)).toBeVisible();
  await page.getByRole("link", { name: "View in the shop" }).click();
  await expect(page.getByText("Holds six glasses")).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Discontinue" }).click();
  await page.getByRole("button", { name: "Discontinue product" }).click();
  await expect(page.getByText("The product is discontinued.")).toBeVisible();
  await expect(page.getByRole("link", { name: "View in the shop" })).toHaveCount(0);
});

test("what was typed is not lost by a click on a link", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  await page.getByLabel("Summary").fill("Half a sentence");
  await page.getByRole("main").getByRole("link", { name: "Products" }).click();
  const question = page.getByRole("dialog", { name: "Leave without saving?" });
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByLabel("Summary")).toHaveValue("Half a sentence");
  await page.getByRole("main").getByRole("link", { name: "Products" }).click();
  await question.getByRole("button", { name: "Leave without saving" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Products");
});

test("two people on one product: the second is told", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  await page.getByLabel("Summary").fill("Mine");
  await staff.patch(`/admin/products/${product.id}`, { summary: "Theirs", vendor: "Harbour Works" });
  await page.getByRole("button", { name: "Save changes" }).click();
  const question = page.getByRole("dialog", { name: "Somebody changed this product" });
  await question.getByRole("button", { name: "Keep what I typed" }).click();
  await expect(page.getByLabel("Summary"), "what was typed stays").toHaveValue("Mine");
  await expect(page.getByLabel("Maker"), "the rest is theirs").toHaveValue("Harbour Works");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(told(page, `${product.name} is saved.`)).toBeVisible();
  const saved = await staff.get(`/admin/products/${product.id}`);
  expect([saved.summary, saved.vendor]).toEqual(["Mine", "Harbour Works"]);
});

test("what there is too much of is on the overview", async ({ page, staff }) => {
  const product = await staff.newProduct({ stock: 20 });
  const variant = `/admin/inventory/${product.variants[0].id}`;
  await staff.put(variant, { low_units: 1, over_units: 10 }, `${variant}/thresholds`);
  await open(page, "/admin");
  await expect(page.getByRole("heading", { name: /too much in the house$/ })).toBeVisible();
  await page.getByRole("link", { name: "Go to these variants" }).click();
  await expect(page).toHaveURL(/\/admin\/inventory\?state=over/);
});

test("orders are ticked and marked together", async ({ page, staff, buyer }) => {
  const { username } = await buyer.register();
  for (let count = 0; count < 2; count += 1) await buyer.buy(await staff.newProduct());
  await open(page, `/admin/orders?q=${username}`);
  const ticks = page.getByRole("checkbox", { name: /^Select order/ });
  await expect(ticks).toHaveCount(2);
  await ticks.first().check();
  await ticks.last().check();
  await page.getByRole("button", { name: "Mark shipped" }).click();
  await expect(page.getByText("2 orders are marked shipped.")).toBeVisible();
  await expect(page.getByRole("table").getByText("Shipped", { exact: true })).toHaveCount(2);
});
