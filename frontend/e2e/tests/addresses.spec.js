import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("an address is added, changed and removed", async ({ page, api }) => {
  await api.register();
  await open(page, "/profile/addresses");
  await expect(page.getByText("No addresses yet")).toBeVisible();
  await page.getByRole("button", { name: "Add address" }).click();
  await page.getByLabel("Country").selectOption("DE");
  await expect(page.getByLabel("Postcode")).toHaveAttribute("required", "");
  await expect(page.getByLabel("State")).toHaveCount(0);
  await page.getByLabel("Country").selectOption("US");
  await page.getByLabel("Full name").fill("Ann Lee");
  await page.getByLabel("Street and number").fill("1 Quay Street");
  await page.getByLabel("ZIP code").fill("02139");
  await page.getByLabel("City").fill("Cambridge");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(page.getByLabel("State")).toBeFocused();
  await expect(page.getByText("Give the state or province.")).toBeVisible();
  await page.getByLabel("State").selectOption("MA");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(told(page, "The address is saved.")).toBeVisible();
  await expect(page.getByText("02139 Cambridge")).toBeVisible();
  await expect(page.getByText("Orders go here")).toBeVisible();

  await page.getByRole("button", { name: "Change Ann Lee, 1 Quay Street" }).click();
  await expect(page.getByLabel("ZIP code")).toHaveAttribute("autocomplete", "postal-code");
  await page.getByLabel("City").fill("Boston");
  await page.getByRole("button", { name: "Save address" }).click();
  await expect(page.getByText("02139 Boston")).toBeVisible();

  await page.getByRole("button", { name: "Remove Ann Lee, 1 Quay Street" }).click();
  const question = page.getByRole("dialog");
  await question.getByRole("button", { name: "Cancel" }).click();
  await expect(page.getByText("02139 Boston")).toBeVisible();
  await page.getByRole("button", { name: "Remove Ann Lee, 1 Quay Street" }).click();
  await question.getByRole("button", { name: "Remove" }).click();
  await expect(told(page, "The address is removed.")).toBeVisible();
  await expect(page.getByText("No addresses yet")).toBeVisible();
});
