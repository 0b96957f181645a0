import { expect } from "@playwright/test";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { settings } from "./settings.js";

/** The link to a page (such as "/verify") in the newest mail to that address that has one. */
export async function linkIn(address, page, { after } = {}) {
  const find = () => links(address, page).filter((link) => link !== after).at(-1);
  await expect.poll(find, { message: `a mail to ${address} with a link to ${page}`, timeout: 15_000 }).toBeTruthy();
  return find();
}

/** All such links, in the order in which they were promised. */
function links(address, page) {
  const start = `${settings.shop}${page}#t=`;
  return letters()
    .filter((letter) => letter.includes(`\nTo: ${address}\n`))
    .flatMap((letter) => letter.split(start).slice(1))
    .map((rest) => start + rest.match(/^[\w-]*/)[0]);
}

/** Every mail that the shop wrote to a file, oldest first: ids sort by time. */
function letters() {
  const folder = join(settings.data, "mail");
  let names = [];
  try {
    names = readdirSync(folder).filter((name) => name.endsWith(".eml"));
  } catch {
    // No mail has been written yet.
  }
  const id = (name) => name.slice(name.lastIndexOf("-"));
  names.sort((one, other) => (id(one) < id(other) ? -1 : 1));
  return names.map((name) => {
    const mail = readFileSync(join(folder, name), "utf8");
    return mail.replaceAll("=\r\n", "").replaceAll("=3D", "=").replaceAll("\r\n", "\n");
  });
}
