// What scripts that measure have in common: a shop of its own with a PostgreSQL of its own, calls to it, and the CPU
// that both of them use.
import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const TICKS_PER_SECOND = 100;

const STRIPE_KEY = `sk_test_${"a".repeat(40)}`;
const WEBHOOK_SECRET = `whsec_${"b".repeat(40)}`;

/** Starts the binary over an empty folder, on `port` and the one behind it, and waits until it answers. */
export async function startShop({ binary, port, clients, stripe = "http://127.0.0.1:9", env = {} }) {
    const data = mkdtempSync(join(tmpdir(), "securecart-measured-"));
    const settings = {
        ...{ PATH: process.env.PATH, HOME: process.env.HOME, SECURECART_LOG: "error" },
        SECURECART_DATA_DIR: data,
        SECURECART_LISTEN: `127.0.0.1:${port}`,
        SECURECART_OPERATOR_LISTEN: `127.0.0.1:${port + 1}`,
        SECURECART_PUBLIC_URL: `http://localhost:${port}`,
        SECURECART_TRUSTED_PROXIES: "127.0.0.1",
        SECURECART_INTRUSION_BLOCK_MINUTES: "0",
        SECURECART_SECRET_KEY: "c29tZXRoaW5nIHRoYXQgaXMgbG9uZyBlbm91Z2g",
        SECURECART_MASTER_KEYS: "YW5vdGhlciB0aGluZyB0aGF0IGlzIGxvbmcgZW5vdWdo",
        STRIPE_SECRET_KEY: STRIPE_KEY,
        STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET,
        STRIPE_API_BASE: stripe,
        ...env,
    };
    const child = spawn(binary, ["serve"], { stdio: ["ignore", "ignore", "inherit"], env: settings });
    const agent = new Agent({ keepAlive: true, maxSockets: clients });
    const shop = { binary, child, agent, port, data, settings, origin: `http://localhost:${port}` };
    await untilOpen(shop);
    shop.postmaster = Number(readdirSync("/proc").find((name) => isPostmaster(name, data)));
    return shop;
}

/** Starts the Stripe emulator, which tells the shop on `port` what was paid. */
export async function startEmulator({ binary, listen, port }) {
    const child = spawn(
        binary,
        ["--listen", listen, "--webhook-url", `http://127.0.0.1:${port}/api/v1/webhooks/stripe`],
        {
            stdio: ["ignore", "ignore", "inherit"],
            env: { PATH: process.env.PATH, RUST_LOG: "error", STRIPE_SECRET_KEY: STRIPE_KEY, STRIPE_WEBHOOK_SECRET: WEBHOOK_SECRET },
        },
    );
    return { child };
}

/** Runs the shop's command line with the settings of a shop that is running. */
export async function command(shop, ...words) {
    const child = spawn(shop.binary, words, { stdio: ["ignore", "ignore", "inherit"], env: shop.settings });
    const code = await new Promise((resolve) => child.once("exit", resolve));
    if (code !== 0) throw new Error(`${words.join(" ")} ended with ${code}`);
}

export async function stop({ child, data }) {
    await new Promise((resolve) => child.once("exit", resolve) && child.kill("SIGTERM"));
    if (data) rmSync(data, { recursive: true, force: true });
}

/** Asks the shop. What changes something is said in the session of a visitor. */
export function call(shop, { path, body, visitor, address }) {
    const text = body && JSON.stringify(body);
    const headers = address ? { "x-forwarded-for": address } : {};
    if (visitor) headers.cookie = visitor.cookie;
    if (text) {
        Object.assign(headers, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
        Object.assign(headers, { "x-csrf-token": visitor.token, origin: shop.origin, "idempotency-key": randomUUID() });
    }
    return send(shop.agent, new URL(path, `http://127.0.0.1:${shop.port}`), text, headers);
}

/** One request, and its whole answer. */
export function send(agent, url, text, headers) {
    return new Promise((resolve, reject) => {
        const sent = request(url, { agent, method: text ? "POST" : "GET", headers });
        sent.on("error", reject);
        sent.on("response", (response) => {
            let answer = "";
            response.on("data", (chunk) => (answer += chunk));
            response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, answer }));
        });
        sent.end(text);
    });
}

/** A visitor with a session of their own. */
export async function newVisitor(shop) {
    const { headers, answer } = await call(shop, { path: "/api/v1/auth/session" });
    const cookie = headers["set-cookie"].map((each) => each.split(";")[0]).join("; ");
    return { cookie, token: JSON.parse(answer).csrf_token };
}

// Seconds of CPU that a process has used.
function used(pid) {
    try {
        const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1].split(" ");
        return { parent: Number(fields[1]), cpu: (Number(fields[11]) + Number(fields[12])) / TICKS_PER_SECOND };
    } catch {
        return { parent: 0, cpu: 0 };
    }
}

/** Seconds of CPU of the server and of its PostgreSQL so far. */
export function cpuOf(shop) {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const backends = pids.map(used).filter(({ parent }) => parent === shop.postmaster);
    return {
        server: used(shop.child.pid).cpu,
        database: backends.reduce((sum, { cpu }) => sum + cpu, 0),
    };
}

export const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

// The first process of the server's PostgreSQL: PostgreSQL writes its own number into this file.
function isPostmaster(name, data) {
    const folder = (() => {
        try {
            return readFileSync(join(data, "postgres/location"), "utf8").trim();
        } catch {
            return join(data, "postgres");
        }
    })();
    return readFileSync(join(folder, "data/postmaster.pid"), "utf8").split("\n")[0] === name;
}

async function untilOpen(shop) {
    for (let tries = 0; tries < 240; tries += 1) {
        try {
            if ((await call(shop, { path: "/api/v1/auth/session" })).status === 200) return;
        } catch {
            // Not yet.
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error("the server does not open");
}
