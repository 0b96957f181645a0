// What the throttles cost: the same requests against two servers that differ in SECURECART_RATE_LIMITS alone.
//
//   node scripts/throttling-cost.mjs [path of the binary] [seconds a round] [rounds]
//
// Needs a release build and a machine that does nothing else. Each server has a data folder and a private PostgreSQL of
// its own. Requests come from ever other addresses, so that none is refused: what is measured is the check and not the
// refusal. Rounds alternate; the median counts. CPU is that of the server and of its PostgreSQL, not of this script.
import { spawn } from "node:child_process";
import { mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { Agent, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [binary = "target/release/securecart", seconds = "8", rounds = "5"] = process.argv.slice(2);
const CLIENTS = 16;
const TICKS_PER_SECOND = 100;

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

function call(server, { path, body }) {
    const text = body && JSON.stringify(body());
    const headers = { "x-forwarded-for": nextAddress() };
    if (text) {
        Object.assign(headers, { "content-type": "application/json", "content-length": Buffer.byteLength(text) });
        Object.assign(headers, { cookie: server.cookie, "x-csrf-token": server.token, origin: server.origin });
    }
    const { agent, port } = server;
    return new Promise((resolve, reject) => {
        const sent = request({ agent, host: "127.0.0.1", port, path, method: text ? "POST" : "GET", headers });
        sent.on("error", reject);
        sent.on("response", (response) => {
            let answer = "";
            response.on("data", (chunk) => (answer += chunk));
            response.on("end", () => resolve({ status: response.statusCode, headers: response.headers, answer }));
        });
        sent.end(text);
    });
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

function cpuOf(server) {
    const pids = readdirSync("/proc").filter((name) => /^\d+$/.test(name));
    const backends = pids.map(used).filter(({ parent }) => parent === server.postmaster);
    return backends.reduce((sum, { cpu }) => sum + cpu, used(server.child.pid).cpu);
}

async function start(limits, port) {
    const data = mkdtempSync(join(tmpdir(), `throttling-${limits}-`));
    const child = spawn(binary, ["serve"], {
        stdio: ["ignore", "ignore", "inherit"],
        env: {
            ...{ PATH: process.env.PATH, HOME: process.env.HOME, SECURECART_DEMO: "1", SECURECART_LOG: "error" },
            SECURECART_RATE_LIMITS: limits,
            SECURECART_DATA_DIR: data,
            SECURECART_LISTEN: `127.0.0.1:${port}`,
            SECURECART_OPERATOR_LISTEN: `127.0.0.1:${port + 1}`,
            SECURECART_PUBLIC_URL: `http://localhost:${port}`,
            SECURECART_TRUSTED_PROXIES: "127.0.0.1",
            SECURECART_INTRUSION_BLOCK_MINUTES: "0",
            SECURECART_SECRET_KEY: "c29tZXRoaW5nIHRoYXQgaXMgbG9uZyBlbm91Z2g",
            SECURECART_MASTER_KEYS: "YW5vdGhlciB0aGluZyB0aGF0IGlzIGxvbmcgZW5vdWdo",
            STRIPE_SECRET_KEY: `sk_test_${"a".repeat(40)}`,
            STRIPE_WEBHOOK_SECRET: `whsec_${"b".repeat(40)}`,
            STRIPE_API_BASE: "http://127.0.0.1:9",
        },
    });
    const agent = new Agent({ keepAlive: true, maxSockets: CLIENTS });
    const server = { child, agent, port, data, origin: `http://localhost:${port}` };
    const session = await untilOpen(server);
    server.cookie = session.headers["set-cookie"].map((cookie) => cookie.split(";")[0]).join("; ");
    server.token = JSON.parse(session.answer).csrf_token;
    const backend = readdirSync("/proc").find((name) => postgresIn(name, data));
    server.postmaster = Number(backend);
    return server;
}

// The first process of the server's PostgreSQL: PostgreSQL writes its own number into this file.
function postgresIn(name, data) {
    const folder = (() => {
        try {
            return readFileSync(join(data, "postgres/location"), "utf8").trim();
        } catch {
            return join(data, "postgres");
        }
    })();
    return readFileSync(join(folder, "data/postmaster.pid"), "utf8").split("\n")[0] === name;
}

async function untilOpen(server) {
    for (let tries = 0; tries < 240; tries += 1) {
        try {
            const answer = await call(server, { path: "/api/v1/auth/session" });
            if (answer.status === 200) return answer;
        } catch {
            // Not yet.
        }
        await new Promise((resolve) => setTimeout(resolve, 500));
    }
    throw new Error("the server does not open");
}

// Requests a second, and milliseconds of CPU for each.
async function round(server, workload) {
    const [until, cpu] = [performance.now() + Number(seconds) * 1000, cpuOf(server)];
    let answered = 0;
    const one = async () => {
        while (performance.now() < until) {
            const { status, answer } = await call(server, workload);
            if (!workload.fine.includes(status)) throw new Error(`${workload.path}: ${status} ${answer}`);
            answered += 1;
        }
    };
    await Promise.all(Array.from({ length: CLIENTS }, one));
    return { rate: answered / Number(seconds), cpu: ((cpuOf(server) - cpu) * 1000) / answered };
}

const median = (numbers) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];

const servers = { off: await start("off", 18080), on: await start("on", 18082) };
try {
    for (const [name, workload] of Object.entries(workloads)) {
        const seen = { off: [], on: [] };
        for (const server of Object.values(servers)) await round(server, workload);
        for (let turn = 0; turn < Number(rounds); turn += 1) {
            for (const [limits, server] of Object.entries(servers)) seen[limits].push(await round(server, workload));
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
    for (const { child, data } of Object.values(servers)) {
        await new Promise((resolve) => child.once("exit", resolve) && child.kill("SIGTERM"));
        rmSync(data, { recursive: true, force: true });
    }
}
