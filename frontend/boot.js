// Starts the app. The build puts the hashed names in place of these two.
import init from "./app.js";

init({ module_or_path: new URL("./app_bg.wasm", import.meta.url) }).catch((error) => {
  // Without the app there is no page at all, so this one message cannot come from it.
  const message = document.createElement("p");
  message.setAttribute("role", "alert");
  message.textContent = "The shop could not start. Please reload the page, or try a newer browser.";
  document.body.append(message);
  throw error;
});
