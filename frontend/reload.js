
// Only in a development build: loads the page again when another build of the app is served.
const page = () => fetch("/index.html", { cache: "no-store" }).then((answer) => (answer.ok ? answer.text() : null));
let served = null;
setInterval(async () => {
  const now = await page().catch(() => null);
  if (now !== null && served !== null && now !== served) location.reload();
  served = now ?? served;
}, 1000);
