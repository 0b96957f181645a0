import { expect } from "@playwright/test";
import { randomBytes, randomUUID } from "node:crypto";
import { settings } from "./settings.js";

/** Calls the API with the cookies of a browser, to prepare what a test is not about. */
export class Api {
  #request;
  #signedIn = false;

  constructor(request) {
    this.#request = request;
  }

  /** What `GET path` answers. */
  async get(path) {
    return (await this.#call("GET", path)).json();
  }

  /** What `POST path` answers, if it answers anything. */
  async post(path, data, headers = {}) {
    const answer = await this.#change("POST", path, data, headers);
    return [202, 204].includes(answer.status()) ? null : answer.json();
  }

  /** Changes what `GET path` shows, whatever it is by now. */
  async patch(path, data) {
    return this.#update("PATCH", path, data);
  }

  /** Replaces what `GET path` shows, whatever it is by now; `onto` is where it is put if not there. */
  async put(path, data, onto = path) {
    return this.#update("PUT", path, data, onto);
  }

  /** Opens an account that no other test uses, and is signed in with it. */
  async register() {
    const account = newAccount();
    await this.post("/auth/register", account);
    return account;
  }

  /** Signs in with an account of the demo. */
  async signIn(username) {
    const { password } = settings.accounts[username];
    await this.post("/auth/login", { identifier: username, password });
    this.#signedIn = true;
  }

  /** Ends what `signIn` began: an account has ten sessions at most, and one more would end another test's. */
  async finish() {
    if (this.#signedIn) await this.post("/auth/logout");
  }

  /**
   * Products of the demo that can be bought, each with its picture. By name, and not the newest: those are of other
   * tests, which have no pictures, and which may be sold out the next moment.
   */
  async demoProducts() {
    const { items } = await this.get("/products?in_stock=true&limit=100&sort=name");
    return items.filter((item) => item.image_url);
  }

  /** Adds a product that no other test uses; needs an account that may. */
  async newProduct({ stock = 20, amount_minor = 2500 } = {}) {
    const name = `Test kettle ${word()}`;
    const price = { amount_minor, currency: "USD" };
    return this.post("/admin/products", { name, price, stock, status: "active" });
  }

  /** Buys a product, and ends when the order is placed. */
  async buy(product, quantity = 1) {
    await this.post("/cart/items", { product_id: product.id, quantity });
    const checkout = await this.post("/checkout", {});
    const form = { card_number: "4242424242424242", email: "buyer@example.org" };
    await this.#request.post(`${checkout.payment_url}/pay`, { form, maxRedirects: 0 });
    const status = async () => (await this.get(`/checkout/${checkout.checkout_id}`)).status;
    await expect.poll(status, "the checkout is paid").toBe("paid");
  }

  async #update(method, path, data, onto = path) {
    const now = await this.#call("GET", path);
    return (await this.#change(method, onto, data, { "If-Match": now.headers().etag })).json();
  }

  /** Everything that changes something needs the session's token, which signing in renews. */
  async #change(method, path, data, headers) {
    const { csrf_token } = await this.get("/auth/session");
    const once = method === "POST" ? { "Idempotency-Key": randomUUID() } : {};
    return this.#call(method, path, {
      data,
      headers: { "X-CSRF-Token": csrf_token, Origin: settings.shop, ...once, ...headers },
    });
  }

  async #call(method, path, options = {}) {
    // A connection that was kept open may be closed by the shop just when it is used again (RFC 9112 §9.5).
    const url = `${settings.shop}/api/v1${path}`;
    const answer = await this.#request.fetch(url, { method, maxRetries: 2, ...options });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer;
  }
}

/** An account that nobody has yet. */
export function newAccount() {
  const username = `visitor-${word()}`;
  return { username, email: `${username}@example.org`, password: `${word()} ${word()}` };
}

/** Letters and digits that nobody has used. */
function word() {
  return randomBytes(6).toString("hex");
}
