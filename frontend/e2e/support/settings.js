import { accessSync, constants, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";

/** What `scripts/e2e` says about the shop that it started. */
export const settings = {
  /** Where the shop is. */
  shop: required("SECURECART_E2E_URL"),
  /** Where the Stripe emulator of that shop is. */
  stripe: required("SECURECART_E2E_STRIPE"),
  /** The folder of that shop's data, with the mails that it wrote. */
  data: required("SECURECART_DATA_DIR"),
  /** The demo's accounts by username: `{ username, email, password }`. */
  accounts: JSON.parse(readFileSync(required("SECURECART_E2E_ACCOUNTS"), "utf8")),
  /** The browser's program. */
  browser: process.env.CHROMIUM || found("chromium-headless-shell", "chromium"),
  /** Where the pictures for the README go; by default to the other results, where nobody keeps them. */
  pictures: process.env.SECURECART_E2E_PICTURES || "results/pictures",
};

function required(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run scripts/e2e, which starts a shop and sets it.`);
  return value;
}

/** The first of these programs that is there. The one without windows needs a third less time. */
function found(...programs) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const paths = programs.flatMap((program) => folders.map((folder) => join(folder, program)));
  const path = paths.find(isProgram);
  if (!path) throw new Error(`Neither of ${programs.join(", ")} is on the PATH: install it, or name it in CHROMIUM.`);
  return path;
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
