import { expectAccessible } from "../support/axe.js";
import { addToCart, goToPayment, open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

// Every page as it is with something on it; wide and narrow are Playwright's projects.
const everybodys = {
  home: "/",
  listing: "/search",
  "search without a find": "/search?q=zzzzzz-nothing",
  "sign in": "/login",
  register: "/register",
  "forgotten password": "/forgot",
  "confirm an address": "/verify#t=AAAA",
  "new password": "/reset#t=AAAA",
  "empty cart": "/cart",
  "no such page": "/no/such/page",
};

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    for (const [name, path] of Object.entries(everybodys)) {
      test(`${name} is accessible`, async ({ page }) => {
        await settled(page, path);
        await expectAccessible(page);
      });
    }

    test("product, cart and payment page are accessible", async ({ page, api }) => {
      const items = await api.demoProducts();
      await settled(page, `/products/${items.find((item) => !item.only_variant_id).slug}`);
      await expectAccessible(page);
      await addToCart(page, items.find((item) => item.only_variant_id));
      await expectAccessible(page);
      await settled(page, "/cart");
      await expectAccessible(page);
      await settled(page, "/checkout");
      await expect(page.getByRole("button", { name: /^Pay \d/ })).toBeVisible();
      await expectAccessible(page);
      await page.getByLabel("Express").check();
      await expect(page.getByLabel("Street and number")).toBeVisible();
      await expectAccessible(page);
      await goToPayment(page);
      await expectAccessible(page);
      await page.getByRole("link", { name: "Cancel and return to the shop" }).click();
      await expect(page.getByRole("heading", { level: 1 })).toHaveText("Payment cancelled");
      await expectAccessible(page);
    });

    test("a customer's own pages are accessible", async ({ page, api, staff }) => {
      await api.register();
      await api.buy(await staff.newProduct());
      const { items } = await api.get("/me/orders");
      for (const path of ["/profile", "/profile/security", "/profile/addresses", "/profile/wishlist", "/profile/devices", "/profile/privacy", "/orders", `/orders/${items[0].id}`]) {
        await settled(page, path);
        await expectAccessible(page);
      }
      await page.getByRole("button", { name: /^Account of/ }).click();
      await expectAccessible(page);
    });

    test("the staff's pages are accessible", async ({ page, api, staff, buyer }) => {
      await api.signIn("admin");
      const product = await staff.newProduct();
      await buyer.register();
      await buyer.buy(product);
      const { items } = await staff.get("/admin/orders?limit=1");
      const users = await staff.get("/admin/users?limit=1");
      const roles = await staff.get("/admin/roles?limit=1");
      const paths = [
        "",
        "/products",
        "/products/new",
        "/categories",
        `/products/${product.id}`,
        "/orders",
        `/orders/${items[0].id}`,
        "/users",
        `/users/${users.items[0].id}`,
        "/roles",
        "/roles/new",
        `/roles/${roles.items[0].id}`,
      ];
      for (const path of paths) {
        await settled(page, `/admin${path}`);
        await expectAccessible(page);
      }
      await settled(page, "/admin/orders");
      await page.getByRole("checkbox", { name: /^Select order/ }).first().check();
      await expectAccessible(page);
    });
  });
}

test("a page is operable by keyboard from its first key", async ({ page }) => {
  await open(page, "/");
  await page.keyboard.press("Tab");
  await expect(page.getByRole("link", { name: /skip/i })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("main")).toBeFocused();
});

test("the focus goes to the heading of the page one comes to", async ({ page }) => {
  await open(page, "/");
  await page.getByRole("link", { name: "Browse everything" }).click();
  await expect(page.getByRole("main").getByRole("heading", { level: 1 })).toBeFocused();
});

test("nothing is wider than the screen", async ({ page, api }) => {
  await api.signIn("admin");
  const staffs = ["", "/products", "/orders", "/users", "/roles", "/roles/new"].map((path) => `/admin${path}`);
  for (const path of ["/", "/search", "/cart", "/login", "/profile", "/profile/security", "/profile/addresses", "/profile/devices", ...staffs]) {
    await settled(page, path);
    const { content, screen } = await page.evaluate(() => ({
      content: document.documentElement.scrollWidth,
      screen: document.documentElement.clientWidth,
    }));
    expect(content, path).toBeLessThanOrEqual(screen);
  }
});

/** Opens a page and waits until nothing on it is loading any more. */
async function settled(page, path) {
  await open(page, path);
  await page.waitForLoadState("networkidle");
}
