import { newAccount } from "../support/api.js";
import { expectAccessible } from "../support/axe.js";
import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

/** Adds a category in the dialog. */
async function add(page, name, parent) {
  await page.getByRole("button", { name: "Add category" }).click();
  const dialog = page.getByRole("dialog", { name: "Add category" });
  await expect(dialog.getByLabel("Name")).toBeFocused();
  await dialog.getByLabel("Name").fill(name);
  if (parent) await dialog.getByLabel("Lies in").selectOption({ label: parent });
  await dialog.getByRole("button", { name: "Add category" }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("rowheader", { name })).toBeVisible();
}

async function remove(page, name) {
  await page.getByRole("button", { name: `Delete ${name}` }).click();
  await page.getByRole("dialog", { name: `Delete ${name}?` }).getByRole("button", { name: "Delete" }).click();
}

test("staff make a tree, and shoppers find what lies in it", async ({ page, api, staff }) => {
  await api.signIn("admin");
  const mark = newAccount().username;
  const [outer, inner, other] = [`Outdoors ${mark}`, `Kites ${mark}`, `Balls ${mark}`];
  await open(page, "/admin/categories");
  await add(page, outer);
  await add(page, inner, outer);
  await add(page, other, outer);
  await expectAccessible(page);

  const up = page.getByRole("button", { name: `Move ${other} up` });
  await up.focus();
  await up.press("Enter");
  await expect(told(page, `${other} is number 1 of 2 now.`)).toBeVisible();
  await expect(page.getByRole("button", { name: `Move ${other} down` })).toBeFocused();
  await expect(up).toBeDisabled();

  await page.getByRole("button", { name: `Edit ${inner}` }).click();
  const dialog = page.getByRole("dialog", { name: `Edit ${inner}` });
  await dialog.getByLabel("Slug").fill("kitchen-table");
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(dialog.getByText("Another category has this slug. Choose another one.")).toBeVisible();
  await expect(dialog.getByLabel("Lies in").getByRole("option", { name: inner })).toHaveCount(0);
  await dialog.getByLabel("Slug").fill(`kites-${mark}`);
  await dialog.getByRole("button", { name: "Save" }).click();
  await expect(told(page, `${inner} is saved.`)).toBeVisible();
  await expect(page.getByRole("button", { name: `Edit ${inner}` })).toBeFocused();

  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  await page.getByLabel("Category").selectOption(`kites-${mark}`);
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect.poll(async () => (await staff.get(`/admin/products/${product.id}`)).category?.slug).toBe(`kites-${mark}`);

  await open(page, "/");
  await page.getByRole("main").getByRole("link", { name: `${outer} 1 product` }).click();
  await expect(page.getByRole("article").getByRole("link", { name: product.name })).toBeVisible();
  await page.getByRole("navigation", { name: "Subcategories" }).getByRole("link", { name: `${inner} (1)` }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(inner);
  await expectAccessible(page);
  await page.getByRole("article").getByRole("link", { name: product.name }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(product.name);
  const way = page.getByRole("navigation", { name: "Breadcrumb" });
  await expect(way.getByRole("listitem")).toHaveText(["Home", outer, inner, product.name]);
  await way.getByRole("link", { name: outer }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(outer);

  await open(page, "/admin/categories");
  await remove(page, outer);
  await expect(told(page, "Other categories lie in this one. Move or delete them first.")).toBeVisible();
  await remove(page, inner);
  await expect(told(page, "Products lie in this category")).toBeVisible();
  await staff.patch(`/admin/products/${product.id}`, { category: "" });
  for (const name of [inner, other, outer]) {
    await remove(page, name);
    await expect(told(page, `${name} is deleted.`)).toBeVisible();
    await expect(page.getByRole("rowheader", { name })).toBeHidden();
  }
});
