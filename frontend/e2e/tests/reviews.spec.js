import { expectAccessible } from "../support/axe.js";
import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("a review is written, read by staff, and then seen by everybody", async ({ page, api, staff }) => {
  const product = await staff.newProduct();
  const path = `/products/${product.slug}`;
  const account = await api.register();
  await open(page, path);
  await page.getByRole("button", { name: "Write a review" }).click();
  await page.getByRole("button", { name: "Send review" }).click();
  await expect(page.getByText("Choose one to five stars.")).toBeVisible();
  await page.getByRole("radio", { name: "4 stars" }).check();
  await page.getByLabel("Title").fill("Boils <b>fast</b>");
  await page.getByLabel(/^Review/).fill("Ready before the toast is.");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Send review" }).click();
  await expect(page.getByText("Waits to be read by the shop")).toBeVisible();
  await expect(page.getByText("Nobody has reviewed this yet.")).toBeVisible();

  await page.context().clearCookies();
  await api.signIn("admin");
  await open(page, "/admin/reviews");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Reviews");
  const title = "Boils <b>fast</b>";
  const approve = page.getByRole("button", { name: `Approve “${title}”` });
  await expect(page.getByText(account.username).first()).toBeVisible();
  await expectAccessible(page);
  await approve.first().click();
  await expect(page.getByText("The review is shown.")).toBeVisible();
  await api.finish();

  await page.context().clearCookies();
  await open(page, path);
  await expect(page.getByRole("heading", { name: title })).toBeVisible();
  await expect(page.getByText("4.0 of 5 stars, 1 review").first()).toBeVisible();
  const spread = page.getByRole("list", { name: "How the ratings spread" });
  await expect(spread.getByRole("listitem").filter({ hasText: "4 stars" })).toHaveText(/4 stars1$/);
  await expect(page.getByText(account.username)).toHaveCount(0);
  await expectAccessible(page);
  await page.getByRole("link", { name: "Sign in to write a review" }).click();
  await expect(page).toHaveURL(new RegExp(`next=${encodeURIComponent(path)}`));
});

test("an author changes and removes a review; a buyer's is marked", async ({ page, api, staff }) => {
  const product = await staff.newProduct();
  await api.register();
  await api.buy(product);
  const review = await api.post(`/products/${product.id}/reviews`, { stars: 2, title: "Too loud", text: "" });
  await staff.post(`/admin/reviews/${review.id}/approve`, undefined, { "If-Match": '"v1"' });
  await open(page, `/products/${product.slug}`);
  await expect(page.getByText("Bought here")).toBeVisible();
  await expect(page.getByText("Everybody sees it")).toBeVisible();
  await page.getByRole("button", { name: "Change review" }).click();
  await expect(page.getByRole("radio", { name: "2 stars" })).toBeChecked();
  await page.getByLabel("Title").fill("Quiet after all");
  await page.getByRole("button", { name: "Send review" }).click();
  await expect(page.getByText("Waits to be read by the shop")).toBeVisible();
  await expect(page.getByRole("heading", { name: "Too loud" })).toHaveCount(0);
  await page.getByRole("button", { name: "Remove review" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Remove", exact: true }).click();
  await expect(page.getByText("Your review is removed.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Write a review" })).toBeVisible();
});
