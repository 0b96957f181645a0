import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test.beforeEach(async ({ api }) => api.signIn("admin"));

test("a variant is added, mended, weighed and removed", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  const edit = (name) => page.getByRole("button", { name: `Edit ${name}`, exact: true });
  await test.step("adds the first choice", async () => {
    await page.getByRole("button", { name: "Add variant" }).click();
    const dialog = page.getByRole("dialog", { name: "Add a variant" });
    await dialog.getByLabel("What differs, such as Colour").fill("Colour");
    await dialog.getByLabel("Its value, such as Blue").fill("Bleu");
    await dialog.getByLabel("The value of the one there is, such as Red").fill("Red");
    await dialog.getByLabel("Weight").fill("1200");
    await dialog.getByRole("button", { name: "Add variant" }).click();
    await expect(told(page, "The variant is added.")).toBeVisible();
    await expect(edit("Bleu")).toBeVisible();
  });
  await test.step("mends its name", async () => {
    await edit("Bleu").click();
    const dialog = page.getByRole("dialog", { name: "Edit Bleu" });
    await expect(dialog.getByLabel("Weight")).toHaveValue("1200");
    await dialog.getByLabel("Colour").fill("Red");
    await dialog.getByRole("button", { name: "Save variant" }).click();
    await expect(dialog.getByText("The product already has a variant of these values.").first()).toBeVisible();
    await dialog.getByLabel("Colour").fill("Blue");
    await dialog.getByLabel("Weight").fill("1.5");
    await dialog.getByRole("button", { name: "Save variant" }).click();
    await expect(dialog.getByText(/whole grams up to 1,000,000/i).first()).toBeVisible();
    await dialog.getByLabel("Weight").fill("900");
    await dialog.getByRole("button", { name: "Save variant" }).click();
    await expect(told(page, "The variant is saved.")).toBeVisible();
    await expect(edit("Blue")).toBeVisible();
  });
  await test.step("one that was counted stays, and the other goes", async () => {
    await page.getByRole("button", { name: "Remove Red" }).click();
    await page.getByRole("dialog", { name: "Remove Red?" }).getByRole("button", { name: "Remove variant" }).click();
    await expect(told(page, /has been counted or ordered/)).toBeVisible();
    await page.getByRole("button", { name: "Remove Blue" }).click();
    await page.getByRole("dialog", { name: "Remove Blue?" }).getByRole("button", { name: "Remove variant" }).click();
    await expect(told(page, "The variant is removed.")).toBeVisible();
    await expect(edit("Blue")).toBeHidden();
    await expect(page.getByRole("button", { name: "Remove Red" }), "the last one stays").toBeHidden();
  });
});
