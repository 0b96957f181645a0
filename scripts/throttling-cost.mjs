// What the throttles cost: the same requests against two servers that differ in SECURECART_RATE_LIMITS alone.
//
//   node scripts/throttling-cost.mjs [path of the binary] [seconds a round] [rounds]
//
// Needs a release build and a machine that does nothing else. Each server has a data folder and a private PostgreSQL of
// its own. Requests come from ever other addresses, so that none is refused: what is measured is the check and not the
// refusal. Rounds alternate; the median counts. CPU is that of the server and of its PostgreSQL, not of this script.
import { call, cpuOf, median, newVisitor, startShop, stop } from "./measuring.mjs";

const [binary = "target/release/securecart", seconds = "8", rounds = "5"] = process.argv.slice(2);
const CLIENTS = 16;

let callers = 0;
const nextAddress = () => {
    callers += 1;
    return `10.${(callers >> 16) & 255}.${(callers >> 8) & 255}.${callers & 255}`;
};

// What is asked, and which statuses are fine.
const workloads = {
    "list products (general: in the process)": { path: "/api/v1/products?limit=24", fine: [200] },
    "ask for a passkey (general, proofs: PostgreSQL)": {
        path: "/api/v1/auth/passkey",
        body: () => ({ purpose: "sign_in" }),
        fine: [200],
    },
    "fail to sign in (general, sign-in: PostgreSQL, and a hash)": {
        path: "/api/v1/auth/login",
        body: () => ({ identifier: `nobody${callers}`, password: "wrong" }),
        fine: [401],
    },
};

async function start(limits, port) {
    const env = { SECURECART_DEMO: "1", SECURECART_RATE_LIMITS: limits };
    const shop = await startShop({ binary, port, clients: CLIENTS, env });
    shop.visitor = await newVisitor(shop);
    return shop;
}

// Requests a second, and milliseconds of CPU for each.
async function round(shop, { path, body, fine }) {
    const cpu = () => cpuOf(shop).server + cpuOf(shop).database;
    const [until, before] = [performance.now() + Number(seconds) * 1000, cpu()];
    let answered = 0;
    const one = async () => {
        while (performance.now() < until) {
            const asked = { path, address: nextAddress(), ...(body && { body: body(), visitor: shop.visitor }) };
            const { status, answer } = await call(shop, asked);
            if (!fine.includes(status)) throw new Error(`${path}: ${status} ${answer}`);
            answered += 1;
        }
    };
    await Promise.all(Array.from({ length: CLIENTS }, one));
    return { rate: answered / Number(seconds), cpu: ((cpu() - before) * 1000) / answered };
}

const shops = { off: await start("off", 18080), on: await start("on", 18082) };
try {
    for (const [name, workload] of Object.entries(workloads)) {
        const seen = { off: [], on: [] };
        for (const shop of Object.values(shops)) await round(shop, workload);
        for (let turn = 0; turn < Number(rounds); turn += 1) {
            for (const [limits, shop] of Object.entries(shops)) seen[limits].push(await round(shop, workload));
        }
        const of = (limits, what) => median(seen[limits].map((result) => result[what]));
        const lost = of("off", "rate") - of("on", "rate");
        console.log(name);
        for (const limits of ["off", "on"]) {
            console.log(
                `  ${limits.padEnd(3)} ${of(limits, "rate").toFixed(0).padStart(6)} a second` +
                    `  ${of(limits, "cpu").toFixed(3).padStart(8)} ms of CPU each`,
            );
        }
        console.log(`  lost ${lost.toFixed(0)} a second (${((lost / of("off", "rate")) * 100).toFixed(1)} %)`);
    }
} finally {
    for (const shop of Object.values(shops)) await stop(shop);
}
