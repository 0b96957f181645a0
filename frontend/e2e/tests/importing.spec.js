import { readFile } from "node:fs/promises";
import { expectAccessible } from "../support/axe.js";
import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test.beforeEach(async ({ api }) => api.signIn("admin"));

const HEAD = "Handle,Title,Published,Variant SKU,Variant Inventory Qty,Variant Price";

async function expectNarrowEnough(page) {
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(wide, "nothing sticks out to the side").toBeLessThanOrEqual(0);
}

async function bring(page, text) {
  await open(page, "/admin/products/import");
  await page.getByLabel("File").setInputFiles({ name: "spring.csv", mimeType: "text/csv", buffer: Buffer.from(text) });
  await page.getByLabel("Format").selectOption("shopify");
  await page.getByRole("button", { name: "Check the file" }).click();
}

test("a file is checked, applied, undone, and the products are exported", async ({ page, staff }) => {
  const word = `e2e${Date.now()}${Math.floor(Math.random() * 1e6)}`;
  await bring(page, `${HEAD}\n${word}-a,Lamp ${word},true,,0,10\n${word}-b,Vase ${word},true,,0,ten\n`);
  await expect(page.getByText("Nothing is changed yet")).toBeVisible();
  await expect(page.getByText(`Lamp ${word}`, { exact: true })).toBeVisible();
  await expect(page.getByText("Line 3, column Variant Price: an amount looks like 12 or 12.50")).toBeVisible();
  expect((await staff.get(`/admin/products?q=${word}`)).total, "a check changes nothing").toBe(0);
  await expectAccessible(page);
  await expectNarrowEnough(page);
  await page.getByLabel("What happens").selectOption("refused");
  await expect(page).toHaveURL(/kind=refused/);
  await expect(page.getByText(`Lamp ${word}`, { exact: true })).toBeHidden();
  await page.getByRole("button", { name: "Apply the import" }).click();
  await expect(page.getByText("The import is applied")).toBeVisible();
  expect((await staff.get(`/admin/products?q=${word}`)).total).toBe(1);

  await bring(page, `${HEAD}\n${word}-a,Lamp ${word},true,,0,12.50\n`);
  await expect(page.getByText("Price: 10.00 USD → 12.50 USD")).toBeVisible();
  await page.getByRole("button", { name: "Apply the import" }).click();
  await expect(page.getByText("The import is applied")).toBeVisible();
  await page.getByRole("button", { name: "Undo the import" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Undo the import" }).click();
  await expect(page.getByText("The import is undone")).toBeVisible();
  await expect(page.getByText("As it was before")).toBeVisible();
  await expectAccessible(page);
  const [lamp] = (await staff.get(`/admin/products?q=${word}`)).items;
  expect(lamp.variants[0].price.amount_minor).toBe(1000);

  await open(page, "/admin/products");
  await page.getByRole("button", { name: "Export" }).click();
  const coming = page.waitForEvent("download");
  await page.getByRole("dialog").getByRole("button", { name: "SecureCart CSV" }).click();
  const download = await coming;
  expect(download.suggestedFilename()).toBe("products-securecart.csv");
  expect(await readFile(await download.path(), "utf8")).toContain(`"Lamp ${word}"`);
});

test("a picture that can not be fetched says why, and is given up", async ({ page, staff }) => {
  const word = `e2e${Date.now()}${Math.floor(Math.random() * 1e6)}`;
  const address = "http://127.0.0.1:9/lamp.png";
  await bring(page, `${HEAD},Image Src\n${word}-a,Lamp ${word},true,,0,10,${address}\n`);
  await page.getByRole("button", { name: "Apply the import" }).click();
  await expect(page.getByText("The import is applied")).toBeVisible();
  const [lamp] = (await staff.get(`/admin/products?q=${word}`)).items;
  const failure = async () => (await staff.get(`/admin/products/${lamp.id}`)).announced_images[0]?.failure;
  await expect.poll(failure, "the shop asks nobody in its own network").toBe("private_address");
  await open(page, `/admin/products/${lamp.id}`);
  await expect(page.getByText(address)).toBeVisible();
  await expect(page.getByText("This picture could not be fetched")).toBeVisible();
  await expectAccessible(page);
  await expectNarrowEnough(page);
  await page.getByRole("main").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(told(page, "The picture is no longer waited for.")).toBeVisible();
  await expect(page.getByText(address)).toHaveCount(0);
});

test("a file of another kind says so, and is in the list", async ({ page }) => {
  await bring(page, "id,name\n1,Mug\n");
  await expect(page.getByText("There is nothing to import")).toBeVisible();
  await expect(page.getByText("no column Handle")).toBeVisible();
  await expectAccessible(page);
  await page.getByRole("link", { name: "Import", exact: true }).click();
  await expect(page.getByRole("link", { name: "spring.csv" }).first()).toBeVisible();
  await expect(page.getByText("Not readable").first()).toBeVisible();
  await expectAccessible(page);
  await expectNarrowEnough(page);
});

test("without a file nothing is sent", async ({ page }) => {
  await open(page, "/admin/products/import");
  await page.getByRole("button", { name: "Check the file" }).click();
  await expect(page.getByText("choose a file", { exact: false }).first()).toBeVisible();
  await expect(page).toHaveURL(/\/admin\/products\/import$/);
});

test("an import is asked for again after no answer came", async ({ page }) => {
  const word = `e2e${Date.now()}${Math.floor(Math.random() * 1e6)}`;
  let asked = 0;
  await page.route(/\/api\/v1\/admin\/imports\/[^/?]+$/, async (route) => {
    asked += 1;
    if (asked === 2 || asked === 3) return route.abort();
    const answer = await route.fetch();
    const found = await answer.json();
    const json = asked === 1 ? { ...found, status: "checking" } : found;
    await route.fulfill({ response: answer, json });
  });
  await bring(page, `${HEAD}\n${word}-a,Lamp ${word},true,,0,10\n`);
  await expect(page.getByText("The shop does not answer")).toBeVisible();
  await expect(page.getByText("Nothing is changed yet")).toBeVisible();
  await expect(page.getByText("The shop does not answer")).toBeHidden();
  expect(asked).toBeGreaterThanOrEqual(4);
});
