import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.js";
import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test.beforeEach(async ({ api }) => api.signIn("admin"));

test("a change by staff is found in the audit log, with before and after", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await staff.patch(`/admin/products/${product.id}`, { summary: "Told twice" });
  await open(page, `/admin/audit?object=${product.id}`);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Audit log");
  await page.getByLabel("Event").selectOption("product_updated");
  await expect(page).toHaveURL(/event=product_updated/);
  await expect(page.getByText("1 entry", { exact: true })).toBeVisible();
  await page.locator("summary").filter({ hasText: /^Entry \d+/ }).click();
  await expect(page.getByText("→ Told twice")).toBeVisible();
  await expectAccessible(page);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, "nothing sticks out to the side").toBeLessThanOrEqual(0);
});

test("nothing found says so, and the export has what is selected", async ({ page }) => {
  await open(page, "/admin/audit?object=nothing-of-that-name");
  await expect(page.getByText("Nothing matches")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("button", { name: "Show everything" }).click();
  await expect(page.getByRole("table")).toBeVisible();
  await page.getByLabel("Event").selectOption("authn_login_success");
  const coming = page.waitForEvent("download");
  await page.getByRole("button", { name: "Export these entries as CSV" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("audit-log.csv");
  const [head, ...rows] = (await readFile(await download.path(), "utf8")).trim().split("\n");
  expect(head).toContain('"number","at","event"');
  expect(rows.length).toBeGreaterThan(0);
  expect(rows.every((row) => row.includes('"authn_login_success"'))).toBe(true);
});
