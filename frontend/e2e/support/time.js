import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { settings } from "./settings.js";

/** The moments in a session's row, all of which lie further back when time has passed. */
const MOMENTS = ["created_at", "last_seen_at", "authenticated_at", "second_factor_at", "idle_expires_at", "expires_at"];

/**
 * Lets the sessions of that account grow so many minutes older: in the database of this run, since nobody waits ten
 * minutes for a test. What the shop makes of it is all its own.
 */
export function grownOlder(user, minutes) {
  const moved = MOMENTS.map((moment) => `${moment} = ${moment} - :'by'::interval`).join(", ");
  const statement = `UPDATE sessions SET ${moved} WHERE user_id = :'user' RETURNING id;`;
  // The API says "usr_" and the UUID without dashes.
  const rows = query(statement, { user: user.replace(/^usr_/, ""), by: `${minutes} minutes` });
  if (rows.length === 0) throw new Error(`The account ${user} has no session.`);
}

/** Runs a statement as the role that owns the tables; returns its rows. */
function query(statement, values) {
  const wanted = join(settings.data, "postgres");
  const pointer = join(wanted, "location");
  const folder = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : wanted;
  const password = readFileSync(join(folder, "password"), "utf8").trim();
  const given = Object.entries(values).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
  const shown = ["--no-psqlrc", "--quiet", "--tuples-only", "--no-align", "--set", "ON_ERROR_STOP=1"];
  const where = ["--host", join(folder, "run"), "--port", "5432", "--username", "securecart", "securecart"];
  const environment = { PATH: process.env.PATH, PGPASSWORD: password };
  const printed = execFileSync("psql", [...shown, ...given, ...where], { input: statement, env: environment, encoding: "utf8" });
  return printed.split("\n").filter((line) => line !== "");
}
