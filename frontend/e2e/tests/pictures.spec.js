import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { settings } from "../support/settings.js";
import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

// The pictures in the README. SECURECART_E2E_PICTURES says where they go; otherwise this only tests that they
// can be taken.
mkdirSync(settings.pictures, { recursive: true });

for (const colorScheme of ["light", "dark"]) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme });

    test("home, product, cart and admin have their pictures taken", async ({ page, api }) => {
      const items = await api.demoProducts();
      await open(page, "/");
      await take(page, "home", colorScheme);
      await open(page, `/products/${items.find((item) => !item.only_variant_id).slug}`);
      await take(page, "product", colorScheme);
      for (const product of items.filter((product) => product.only_variant_id).slice(0, 3)) {
        await api.post("/cart/items", { product_id: product.id, quantity: 1 });
      }
      await open(page, "/cart");
      await take(page, "cart", colorScheme);
      await api.signIn("admin");
      await open(page, "/admin/products");
      await take(page, "admin", colorScheme);
    });
  });
}

async function take(page, name, colorScheme) {
  await page.waitForLoadState("networkidle");
  await page.evaluate(async () => {
    await document.fonts.ready;
    const seen = [...document.images].filter((image) => image.getBoundingClientRect().top < innerHeight);
    await Promise.all(seen.map((image) => image.decode().catch(() => {})));
  });
  const path = join(settings.pictures, `${name}-${colorScheme}.jpg`);
  const picture = await page.screenshot({ path, type: "jpeg", quality: 85, animations: "disabled" });
  expect(picture.length, `${name} has something on it`).toBeGreaterThan(10_000);
}
