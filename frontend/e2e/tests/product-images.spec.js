import { open, told } from "../support/shopper.js";
import { expect, test } from "../support/test.js";

test.beforeEach(async ({ api }) => api.signIn("admin"));

/** A picture as a browser makes it. Any will do, so the page itself is one. */
async function shot(page, name, size = { width: 800, height: 600 }) {
  const viewport = page.viewportSize();
  await page.setViewportSize(size);
  const buffer = await page.screenshot({ type: "png" });
  await page.setViewportSize(viewport);
  return { name, mimeType: "image/png", buffer };
}

/** Opens the dialog and chooses these files in it. */
async function choose(page, files) {
  await page.getByRole("button", { name: "Add pictures" }).click();
  const dialog = page.getByRole("dialog", { name: "Add pictures" });
  await dialog.getByLabel("Pictures", { exact: true }).setInputFiles(files);
  return dialog;
}

test("pictures are added, described, put in order and removed", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  const pictures = page.getByRole("list", { name: "Pictures in their order" });
  for (const alt of ["A copper kettle", "Its handle"]) {
    const dialog = await choose(page, [await shot(page, "kettle.png")]);
    await dialog.getByLabel("What kettle.png shows").fill(alt);
    await dialog.getByRole("button", { name: "Add picture", exact: true }).click();
    await expect(dialog).toBeHidden();
    await expect(pictures.getByText(alt)).toBeVisible();
  }
  await page.getByRole("button", { name: "Move picture 2 forward" }).press("Enter");
  await expect(page.getByText("The picture is number 1 of 2 now.")).toBeVisible();
  await page.getByRole("button", { name: "Describe picture 1" }).click();
  await page.getByLabel("What it shows").fill("Its wooden handle");
  await page.getByRole("button", { name: "Save description" }).click();
  await expect(pictures.getByRole("listitem").first()).toContainText("Its wooden handle");
  await page.getByRole("button", { name: "Remove picture 2" }).click();
  await page.getByRole("button", { name: "Remove picture", exact: true }).click();
  await expect(pictures.getByRole("listitem")).toHaveText([/Its wooden handle/]);
  await open(page, `/products/${product.slug}`);
  await expect(page.getByRole("main").getByRole("img", { name: "Its wooden handle" }).first()).toBeVisible();
});

test("a browser that reads AVIF is shown a smaller picture, some time after it came", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  const dialog = await choose(page, [await shot(page, "kettle.png", { width: 400, height: 300 })]);
  await dialog.getByLabel("What kettle.png shows").fill("A small kettle");
  await dialog.getByRole("button", { name: "Add picture", exact: true }).click();
  await expect(dialog).toBeHidden();
  const { images } = await staff.get(`/admin/products/${product.id}`);
  const kind = async () => {
    const answer = await page.request.get(images[0].url, { headers: { Accept: "image/avif,*/*" } });
    return answer.headers()["content-type"];
  };
  await expect.poll(kind, { timeout: 30_000 }).toBe("image/avif");
  const shown = page.waitForResponse((answer) => answer.headers()["content-type"] === "image/avif");
  await open(page, `/products/${product.slug}`);
  expect((await shown).url()).toContain("/media/");
  const picture = page.getByRole("main").getByRole("img", { name: "A small kettle" }).first();
  await expect.poll(() => picture.evaluate((img) => img.naturalWidth)).toBeGreaterThan(0);
});

test("of three pictures at once, the shop refuses one and takes the others", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  const broken = { name: "broken.png", mimeType: "image/png", buffer: Buffer.from("no picture at all") };
  const files = [await shot(page, "front.png"), broken, await shot(page, "back.png")];
  const dialog = await choose(page, files);
  await dialog.getByRole("button", { name: "Add 3 pictures" }).click();
  await expect(dialog.getByText("Say what the picture shows.")).toHaveCount(3);
  await expect(dialog.getByLabel("What front.png shows")).toBeFocused();
  for (const name of ["front", "broken", "back"]) {
    await dialog.getByLabel(`What ${name}.png shows`).fill(`The ${name}`);
  }
  await dialog.getByRole("button", { name: "Add 3 pictures" }).click();
  const chosen = dialog.getByRole("list", { name: "Chosen pictures" }).getByRole("listitem");
  await expect(chosen.nth(0)).toContainText("Added");
  await expect(chosen.nth(1)).toContainText("The shop takes JPEG, PNG and WebP pictures.");
  await expect(chosen.nth(2)).toContainText("Added");
  const pictures = page.getByRole("list", { name: "Pictures in their order" }).getByRole("listitem");
  await expect(pictures).toHaveText([/The front/, /The back/]);
  await dialog.getByRole("button", { name: "Leave out broken.png" }).click();
  await dialog.getByRole("button", { name: "Close", exact: true }).last().click();
  await expect(dialog).toBeHidden();
});

test("a picture on its way shows how far it is, can be stopped and tried again", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  const noise = await shot(page, "slow.png", { width: 1440, height: 900 });
  const dialog = await choose(page, [noise]);
  await dialog.getByLabel("What slow.png shows").fill("A slow one");
  // So slow that a person could press the button.
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 6 * 1024 };
  await network.send("Network.emulateNetworkConditions", slow);
  await dialog.getByRole("button", { name: "Add picture", exact: true }).click();
  const bar = dialog.getByRole("progressbar", { name: "Sending slow.png" });
  await expect.poll(async () => Number(await bar.getAttribute("value"))).toBeGreaterThan(0);
  await dialog.getByRole("button", { name: "Stop sending slow.png" }).click();
  await expect(dialog.getByText("You stopped this one.")).toBeVisible();
  await network.send("Network.emulateNetworkConditions", { ...slow, uploadThroughput: -1 });
  await dialog.getByRole("button", { name: "Try slow.png again" }).click();
  await expect(told(page, "The picture is added.")).toBeVisible();
  await expect(dialog).toBeHidden();
  await expect(page.getByRole("list", { name: "Pictures in their order" }).getByRole("listitem")).toHaveCount(1);
});

test("what is no picture is refused before it is sent", async ({ page, staff }) => {
  const product = await staff.newProduct();
  await open(page, `/admin/products/${product.id}`);
  const buffer = Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>");
  const dialog = await choose(page, [{ name: "kettle.svg", mimeType: "image/svg+xml", buffer }]);
  await expect(dialog.getByText("The shop takes JPEG, PNG and WebP pictures.")).toBeVisible();
  await dialog.getByRole("button", { name: "Add picture", exact: true }).click();
  await expect(dialog.getByText("Choose a picture.")).toBeVisible();
});

test("a narrow screen fetches a narrow picture", async ({ page, staff }) => {
  const product = await staff.newProduct();
  const alt = `A wide ${product.name}`;
  await open(page, `/admin/products/${product.id}`);
  const dialog = await choose(page, [await shot(page, "wide.png", { width: 1440, height: 1800 })]);
  await dialog.getByLabel("What wide.png shows").fill(alt);
  await dialog.getByRole("button", { name: "Add picture", exact: true }).click();
  await expect(dialog).toBeHidden();
  const fetched = [];
  page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const shown = async () => {
    const image = page.getByRole("main").getByRole("img", { name: alt }).first();
    await expect.poll(() => image.evaluate((image) => image.complete && image.naturalWidth > 0)).toBe(true);
    return new URL(await image.evaluate((image) => image.currentSrc)).pathname;
  };
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `/search?q=${encodeURIComponent(product.name)}`);
  expect(await shown()).toMatch(/^\/media\/[0-9a-f]{32}-1280-320\.jpg$/);
  await open(page, `/products/${product.slug}`);
  expect(await shown()).toMatch(/-1280-640\.jpg$/);
  expect(fetched.filter((path) => /-1280(-960)?\.jpg$/.test(path)), "wider ones").toEqual([]);
  await page.setViewportSize({ width: 1440, height: 1100 });
  await open(page, `/products/${product.slug}`);
  expect(await shown()).toMatch(/-1280-960\.jpg$/);
});
