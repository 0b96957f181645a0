import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a value of an option is chosen, counted, kept in the address and taken back", async ({ page }) => {
  await open(page, "/search");
  await showFilters(page);
  const chalk = page.getByRole("checkbox", { name: /^Chalk \(\d+\)$/ });
  const count = (await chalk.locator("xpath=..").textContent()).match(/\((\d+)\)/)[1];
  await page.getByText(/^Chalk \(\d+\)$/).click();
  await expect(page).toHaveURL(/option=colour%3Achalk/);
  await expect(page.getByRole("main").getByRole("status").filter({ hasText: /^\d+ products?$/ })).toHaveText(
    new RegExp(`^${count} products?$`),
  );
  await expect(page.getByRole("checkbox", { name: /^Spruce \(\d+\)$/ })).toBeVisible();
  await page.reload();
  const chip = page.getByRole("button", { name: "Remove filter Colour: Chalk" });
  await expect(chip).toBeVisible();
  await chip.click();
  await expect(page).not.toHaveURL(/option=/);
  await expect(chip).toHaveCount(0);
});

test("what is typed is suggested, and reached by the keyboard", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, "/");
  const search = page.getByRole("combobox", { name: "Search products" });
  const typed = product.name.slice(0, -1);
  // On a slow machine there are answers to the first letters too, and other lines are in them.
  const answered = page.waitForResponse((answer) => new URL(answer.url()).searchParams.get("q") === typed);
  await search.pressSequentially(typed);
  await answered;
  const line = page.getByRole("option", { name: product.name });
  await expect(line).toBeVisible();
  await expect(search).toHaveAttribute("aria-expanded", "true");
  await search.press("ArrowDown");
  await expect(page.getByRole("option", { selected: true })).toHaveCount(1);
  const active = await search.getAttribute("aria-activedescendant");
  await expect(page.locator(`#${active}`)).toHaveAttribute("aria-selected", "true");
  await search.press("Escape");
  await expect(line).toBeHidden();
  await search.press("ArrowDown");
  await search.press("Enter");
  await expect(page).toHaveURL(/\/(products|category)\//);
});

test("a suggestion is chosen by pressing it", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, "/");
  await page.getByRole("combobox", { name: "Search products" }).pressSequentially(product.name);
  await page.getByRole("option", { name: product.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(product.name);
});

test("a misspelt word is told, with what was meant", async ({ page }) => {
  await open(page, "/search?q=stonware");
  const main = page.getByRole("main");
  await expect(main).toContainText("Nothing matches “stonware”");
  await expect(main.getByRole("article").first()).toBeVisible();
  await main.getByRole("link", { name: "stoneware", exact: true }).click();
  await expect(page).toHaveURL(/\/search\?q=stoneware$/);
  await expect(main).not.toContainText("Nothing matches");
});

test("best sellers can be asked for", async ({ page }) => {
  await open(page, "/search");
  await showFilters(page);
  await page.getByLabel("Sort by").selectOption({ label: "Best selling" });
  await expect(page).toHaveURL(/sort=best_selling/);
  await expect(page.getByRole("article").first()).toBeVisible();
});

/** Filters are behind a button where there is no room for them. */
async function showFilters(page) {
  const button = page.getByRole("button", { name: /^Filter and sort/ });
  if (await button.isVisible()) await button.click();
}
