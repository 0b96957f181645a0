import { expectAccessible } from "../support/axe.js";
import { open } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test("who signs in too often is told kindly when to go on", async ({ page }) => {
  const detail = "That was too often. Please try again in 42 seconds.";
  const type = "urn:securecart:problem:too-many-requests";
  const problem = { type, title: "Too many requests", status: 429, detail, request_id: "made-up" };
  await page.route("**/api/v1/auth/login", (route) =>
    route.fulfill({
      status: 429,
      headers: { "Retry-After": "42" },
      contentType: "application/problem+json",
      body: JSON.stringify(problem),
    }),
  );
  await open(page, "/login");
  await page.getByLabel("Username or e-mail").fill("ann");
  await page.getByLabel("Password", { exact: true }).fill("not the password");
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("main").getByText(detail)).toBeVisible();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeEnabled();
});

test("staff see what looked like an attack, filter and acknowledge it", async ({ page, api, buyer, staff }) => {
  // An account that tries ten things that it may not do.
  const { username } = await buyer.register();
  const { user } = await buyer.get("/auth/session");
  const paths = ["orders", "products", "security/events", "orders/ord_x", "products/prd_x", "security/events/sev_x"];
  for (const path of paths) await expect(buyer.get(`/admin/${path}`), path).rejects.toThrow("403");
  for (const path of ["orders/bulk", "products", "inventory/adjustments", "products/prd_x/variants"]) {
    await expect(buyer.post(`/admin/${path}`, {}), path).rejects.toThrow("403");
  }
  const { total } = await staff.get(`/admin/security/events?source=${user.id}`);
  expect(total, `${username} was noticed`).toBe(1);

  await api.signIn("admin");
  await open(page, "/admin");
  await page.goto("/admin/security?kind=permission_probing&state=open");
  const row = page.getByRole("row").filter({ hasText: user.id });
  await expect(row).toContainText("Not looked at");
  await expectAccessible(page);
  await row.getByRole("link", { name: "Trying what is not allowed" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Trying what is not allowed");
  await expectAccessible(page);
  await page.getByRole("button", { name: "Acknowledge" }).click();
  await expect(page.getByText("The event is acknowledged.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Acknowledge" })).toHaveCount(0);
  await expect(page.getByText(/ by admin$/)).toBeVisible();
  await page.getByRole("link", { name: "Everything of this source" }).click();
  await expect(page.getByRole("row").filter({ hasText: user.id })).toContainText("Acknowledged");
});

test("a list without events says so", async ({ page, api }) => {
  await api.signIn("admin");
  await page.route("**/api/v1/admin/security/events?*", (route) =>
    route.fulfill({ json: { items: [], next_cursor: null, total: 0 } }),
  );
  await open(page, "/admin/security");
  await expect(page.getByText("Nothing has looked like an attack")).toBeVisible();
  await page.getByRole("combobox", { name: "State" }).selectOption({ label: "Blocked now" });
  await expect(page.getByText("Nothing matches")).toBeVisible();
});

test("a block is lifted after a question", async ({ page, api }) => {
  await api.signIn("admin");
  const now = Date.now();
  const event = {
    id: `sev_${"0".repeat(31)}1`,
    kind: "path_scanning",
    severity: "low",
    source: "203.0.113.9",
    first_seen_at: new Date(now - 60_000).toISOString(),
    last_seen_at: new Date(now).toISOString(),
    occurrences: 3,
    blocked_until: new Date(now + 600_000).toISOString(),
    lifted_at: null,
    acknowledged_by: null,
    acknowledged_at: null,
  };
  await page.route(`**/api/v1/admin/security/events/${event.id}`, (route) => route.fulfill({ json: event }));
  await page.route(`**/api/v1/admin/security/events/${event.id}/lift`, (route) => {
    Object.assign(event, { blocked_until: null, lifted_at: new Date().toISOString() });
    return route.fulfill({ json: event });
  });
  await open(page, `/admin/security/${event.id}`);
  await page.getByRole("button", { name: "Lift the block" }).click();
  const question = page.getByRole("dialog", { name: "Let 203.0.113.9 in again?" });
  await question.getByRole("button", { name: "Lift the block" }).click();
  await expect(page.getByText("The block is lifted.")).toBeVisible();
  await expect(page.getByText("Block lifted", { exact: true })).toBeVisible();
});
