import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a product is found by a word of its name", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, "/");
  const search = page.getByRole("combobox", { name: "Search products" });
  await search.fill(product.name);
  await search.press("Enter");
  await expect(page).toHaveURL(/\/search\?q=/);
  await expect(page.getByRole("heading", { level: 1 })).toContainText(product.name);
  await page.getByRole("main").getByRole("link", { name: product.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(product.name);
});

test("a search without a find says so and leads on", async ({ page }) => {
  await open(page, "/search?q=zzzzzz-nothing");
  await expect(page.getByRole("main")).toContainText("Nothing matches “zzzzzz-nothing”");
  await expect(page.getByRole("main").getByRole("link", { name: "Browse everything" })).toBeVisible();
  await expect(page.getByRole("article")).toHaveCount(0);
});

test("a category is filtered and sorted, and its address keeps that", async ({ page }) => {
  await open(page, "/");
  await page.getByRole("main").getByRole("link", { name: /\d products?$/ }).first().click();
  await expect(page).toHaveURL(/\/category\//);
  await expect(page.getByRole("article").first()).toBeVisible();
  await showFilters(page);
  await page.getByLabel("Sort by").selectOption({ label: "Price, low to high" });
  await expect(page).toHaveURL(/sort=price_asc/);
  await page.getByText("In stock only").click();
  await expect(page).toHaveURL(/in_stock=true/);
  await page.reload();
  await expect(page.getByRole("article").first()).toBeVisible();
  await showFilters(page);
  await expect(page.getByLabel("Sort by")).toHaveValue("price_asc");
  await expect(page.getByLabel("In stock only")).toBeChecked();
});

test("a variant is chosen", async ({ page, api }) => {
  const items = await api.demoProducts();
  const product = items.find((item) => !item.only_variant_id);
  await open(page, `/products/${product.slug}`);
  const group = page.getByRole("group").filter({ has: page.getByRole("button", { pressed: false }) }).first();
  const other = group.getByRole("button", { pressed: false }).first();
  const value = await other.textContent();
  await other.click();
  await expect(group.getByRole("button", { pressed: true })).toHaveText(value);
  await expect(page.getByRole("main").getByText(/available|Sold out|does not exist/).first()).toBeVisible();
});

test("an address without a page says so", async ({ page }) => {
  await page.goto("/no/such/page");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
  await expect(page).toHaveTitle("Page not found · SecureCart");
});

test("a product that is not there says so", async ({ page }) => {
  await page.goto("/products/no-such-product");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("There is nothing here");
});

/** Filters are behind a button where there is no room for them. */
async function showFilters(page) {
  const button = page.getByRole("button", { name: /^Filter and sort/ });
  if (await button.isVisible()) await button.click();
}

test("another variant shows its own picture, whichever was looked at before", async ({ page, api }) => {
  const items = await api.demoProducts();
  const product = items.find((item) => !item.only_variant_id);
  const sources = [...new Set(items.map((item) => item.image_url))].slice(0, 3);
  await page.route(`**/api/v1/products/${product.slug}`, async (route) => {
    const answer = await route.fetch();
    const detail = await answer.json();
    const [image] = detail.images;
    detail.images = sources.map((url, index) => ({ ...image, url, sources: [], alt: `View ${index}` }));
    const shown = detail.variants.findIndex((variant) => variant.stock > 0);
    detail.variants.forEach((variant, index) => (variant.image_url = sources[index === shown ? 0 : 1]));
    await route.fulfill({ response: answer, json: detail });
  });
  await open(page, `/products/${product.slug}`);
  const large = page.getByRole("main").getByRole("img", { name: /^View \d$/ }).first();
  await page.getByRole("button", { name: /^Picture 3 of / }).click();
  await expect(large).toHaveAttribute("alt", "View 2");
  const groups = page.getByRole("main").getByRole("group");
  await groups.getByRole("button", { pressed: false }).and(page.getByRole("button", { disabled: false })).first().click();
  await expect(large).toHaveAttribute("alt", "View 1");
});
