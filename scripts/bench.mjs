// What the shop's main requests cost: how many a second, the CPU of the server and of PostgreSQL for each, and how long
// the caller waits.
//
//   node scripts/bench.mjs [folder of the binaries] [products,products] [seconds a round]
//
// Needs a release build and a machine that does nothing else. For each number of products there is a shop of its own
// with a private PostgreSQL, and the Stripe emulator, whose CPU is not counted. The client takes CPU as well, so rates
// on few cores say less than the CPU of each request.
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { call, command, cpuOf, newVisitor, send, startEmulator, startShop, stop } from "./measuring.mjs";

const [folder = "target/release", sizes = "10000,100000", seconds = "10"] = process.argv.slice(2);
const CLIENTS = 8;
const PORT = 18080;
const STRIPE = "127.0.0.1:18090";
// A cart has some lines and then another visitor comes.
const LINES = 10;

let asked = 0;

function fine({ status, answer }, ...expected) {
    if (!expected.includes(status)) throw new Error(`${status}: ${answer}`);
    return answer && answer.startsWith("{") ? JSON.parse(answer) : answer;
}

const get = (path) => async (shop) => fine(await call(shop, { path }), 200);

// The bounds of the price make each question another one, so that no answer is kept, and let everything through.
const other = (path) => (shop) => {
    asked += 1;
    return get(`${path}&max_price=${90000000 + asked}`)(shop);
};

async function addToCart(shop, client) {
    if (!client.visitor || client.lines >= LINES) Object.assign(client, { visitor: await newVisitor(shop), lines: 0 });
    client.lines += 1;
    asked += 1;
    const { id } = shop.products[asked % shop.products.length];
    const body = { variant_id: id, quantity: 1 };
    fine(await call(shop, { path: "/api/v1/cart/items", body, visitor: client.visitor }), 200);
}

async function buy(shop) {
    const visitor = await newVisitor(shop);
    asked += 1;
    const { id } = shop.products[asked % shop.products.length];
    fine(await call(shop, { path: "/api/v1/cart/items", body: { variant_id: id, quantity: 1 }, visitor }), 200);
    const checkout = fine(await call(shop, { path: "/api/v1/checkout", body: {}, visitor }), 201);
    const form = new URLSearchParams({ card_number: "4242424242424242", email: "buyer@example.org" }).toString();
    const headers = { "content-type": "application/x-www-form-urlencoded", "content-length": form.length };
    const paid = await send(shop.agent, new URL(`${checkout.payment_url}/pay`), form, headers);
    if (paid.status >= 400) throw new Error(`the payment page: ${paid.status} ${paid.answer}`);
    const path = `/api/v1/checkout/${checkout.checkout_id}`;
    for (let tries = 0; tries < 100; tries += 1) {
        const { status } = fine(await call(shop, { path, visitor }), 200);
        if (status === "paid") return;
        await new Promise((resolve) => setTimeout(resolve, 20));
    }
    throw new Error("a payment is not seen");
}

const workloads = {
    "listing, kept": get("/api/v1/products?limit=24"),
    "listing, not kept": other("/api/v1/products?limit=24"),
    "category by price, not kept": (shop) => other(`/api/v1/products?limit=24&sort=price_asc&category=${shop.category}`)(shop),
    "listing with facets, not kept": other("/api/v1/products?limit=24&facets=true"),
    "product, kept": (shop) => get(`/api/v1/products/${shop.slugs[0]}`)(shop),
    "product, not kept": (shop) => {
        shop.next = (shop.next ?? 0) + 1;
        return get(`/api/v1/products/${shop.slugs[shop.next % shop.slugs.length]}`)(shop);
    },
    "search for two words, not kept": (shop) => other(`/api/v1/products?limit=24&q=${shop.words}`)(shop),
    "search for one word, not kept": (shop) => other(`/api/v1/products?limit=24&q=${shop.words.split("+")[0]}`)(shop),
    "search for two words with facets, not kept": (shop) => other(`/api/v1/products?limit=24&facets=true&q=${shop.words}`)(shop),
    "search for one word with facets, not kept": (shop) => other(`/api/v1/products?limit=24&facets=true&q=${shop.words.split("+")[0]}`)(shop),
    "search, kept": (shop) => get(`/api/v1/products?limit=24&q=${shop.words}`)(shop),
    "add to cart": addToCart,
    "from an empty cart to a paid order": buy,
};

async function round(shop, work, { clients = CLIENTS, length = Number(seconds) * 1000 } = {}) {
    const [start, before] = [performance.now(), cpuOf(shop)];
    const waits = [];
    const one = async () => {
        const client = {};
        while (performance.now() < start + length) {
            const begun = performance.now();
            await work(shop, client);
            waits.push(performance.now() - begun);
        }
    };
    await Promise.all(Array.from({ length: clients }, one));
    const [took, after] = [performance.now() - start, cpuOf(shop)];
    waits.sort((a, b) => a - b);
    const each = (part) => ((after[part] - before[part]) * 1000) / waits.length;
    return {
        rate: (waits.length * 1000) / took,
        server: each("server"),
        database: each("database"),
        median: waits[Math.floor(waits.length / 2)],
        p99: waits[Math.floor(waits.length * 0.99)],
    };
}

// What the requests are about: as many products as can be asked for one after the other in a round.
async function lookAround(shop) {
    const items = [];
    let cursor = "";
    while (items.length < 4000) {
        const page = await get(`/api/v1/products?limit=100&in_stock=true${cursor && `&cursor=${cursor}`}`)(shop);
        items.push(...page.items);
        if (!page.next_cursor) break;
        cursor = page.next_cursor;
    }
    shop.slugs = items.map((item) => item.slug);
    shop.category = items.find((item) => item.category).category.slug;
    shop.words = items[0].name.split(" ").slice(0, 2).join("+").toLowerCase();
    shop.products = [];
    for (const slug of shop.slugs.slice(0, 400)) {
        const { variants } = await get(`/api/v1/products/${slug}`)(shop);
        const sold = variants.find((variant) => variant.available > 2 || variant.stock > 2);
        if (sold) shop.products.push({ id: sold.id });
    }
}

for (const products of sizes.split(",")) {
    const emulator = await startEmulator({ binary: join(folder, "stripe-emulator"), listen: STRIPE, port: PORT });
    const shop = await startShop({
        binary: join(folder, "securecart"),
        port: PORT,
        clients: CLIENTS,
        stripe: `http://${STRIPE}`,
        env: { SECURECART_RATE_LIMITS: "off", SECURECART_COUNTRY: "DE" },
    });
    try {
        await command(shop, "seed", "--products", products);
        await lookAround(shop);
        console.log(`${products} products, ${CLIENTS} clients, ${seconds} s each (run ${randomUUID().slice(0, 8)})`);
        console.log(`| What is asked for | a second | CPU of the server, ms | CPU of PostgreSQL, ms | one caller: median, ms | p99, ms | all: median, ms | p99, ms |`);
        console.log(`| --- | --- | --- | --- | --- | --- | --- | --- |`);
        for (const [name, work] of Object.entries(workloads)) {
            await work(shop, {});
            // One caller after the other waits for the server alone, and never for a core that somebody else uses.
            const alone = await round(shop, work, { clients: 1 });
            const { rate, server, database, median, p99 } = await round(shop, work);
            const waits = [alone.median, alone.p99, median, p99].map((wait) => wait.toFixed(1));
            const numbers = [rate.toFixed(0), server.toFixed(3), database.toFixed(3), ...waits];
            console.log(`| ${name} | ${numbers.join(" | ")} |`);
        }
    } finally {
        await stop(shop);
        await stop(emulator);
    }
}
