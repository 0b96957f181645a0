import { expect } from "@playwright/test";
import axe from "axe-core";

const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/**
 * The page as it is now breaks none of the rules of WCAG 2.2 AA that a program can check.
 *
 * axe runs through the debugger, which the Content Security Policy does not bind; a script tag would be stopped.
 */
export async function expectAccessible(page) {
  // Lines that are about to be replaced are pale until then.
  await expect(page.locator("table[aria-busy=true]")).toHaveCount(0);
  // Something that fades in has less contrast on the way. What turns as long as something is under way never ends.
  await page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity);
    return Promise.allSettled(ending.map((animation) => animation.finished));
  });
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(
    (values) => window.axe.run(document, { runOnly: { type: "tag", values } }),
    RULES,
  );
  const found = violations.map(({ id, help, nodes }) => ({
    rule: `${id}: ${help}`,
    where: nodes.map((node) => `${node.target.join(" ")}: ${node.html}`),
  }));
  expect(found, `axe at ${page.url()}`).toEqual([]);
}
