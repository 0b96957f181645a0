import { addToCart, cards, goToPayment, open, pay, placedOrder, signIn } from "../support/shopper.js";
import { settings } from "../support/settings.js";
import { expect, test } from "../support/test.js";

/** Numbers from 0 to 1 that are the same in every run (mulberry32), so that what is found can be found again. */
function numbers(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Lets every answer of the API take a while, another while each time: what is asked for first comes last. */
async function slowDown(page, next) {
  await page.route("**/api/v1/**", async (route) => {
    await new Promise((resolve) => setTimeout(resolve, next() * 400));
    // The page may have gone meanwhile.
    await route.continue().catch(() => {});
  });
}

/** Follows links of the page, goes back and forth, and waits for nothing. */
async function wander(page, next, steps) {
  for (let count = 0; count < steps; count += 1) {
    const dice = next();
    const step = dice < 0.1 ? "back" : dice < 0.15 ? "forward" : next();
    const take = page.evaluate((step) => {
      if (typeof step === "string") return history[step]();
      const links = [...document.querySelectorAll("a[href^='/']")];
      links[Math.floor(step * links.length)]?.click();
    }, step);
    // Going back can leave the app, and then there is nobody to answer.
    await take.catch(() => {});
    await page.waitForTimeout(next() * 250);
    if (!page.url().startsWith(settings.shop)) await page.goForward();
  }
}

// They click for a while.
test.slow();

for (const seed of [1, 2, 3]) {
  test(`a shopper in a hurry never breaks the app (${seed})`, async ({ page, api, staff }) => {
    const next = numbers(seed);
    await api.register();
    await addToCart(page, await staff.newProduct({ stock: 5 }));
    await goToPayment(page);
    await pay(page, cards.good);
    await placedOrder(page);
    await slowDown(page, next);
    await wander(page, next, 80);
    await page.unrouteAll({ behavior: "ignoreErrors" });
    await open(page, "/orders");
    await expect(page.getByRole("link", { name: /^SC-\d+$/ })).toBeVisible();
  });
}

test("staff in a hurry never break the app", async ({ page }) => {
  const next = numbers(4);
  await open(page, "/admin/orders");
  await signIn(page, settings.accounts.admin);
  await slowDown(page, next);
  await wander(page, next, 80);
  await page.unrouteAll({ behavior: "ignoreErrors" });
  await open(page, "/admin/orders");
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Orders");
});
