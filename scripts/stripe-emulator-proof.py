#!/usr/bin/env python3
"""Proves the Stripe emulator with Stripe's own client for Python.

    pip install stripe
    scripts/stripe-emulator-proof.py target/debug/stripe-emulator

The emulator's binary is the argument or STRIPE_EMULATOR_BIN. It is started on a free port, used as a shop and a
payer use Stripe, and stopped. Ends with `N passed, N failed`, and with status 1 if anything failed.
"""

import json
import os
import secrets
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

try:
    import stripe
except ImportError:
    sys.exit("The package `stripe` is missing: pip install stripe")

SECRET_KEY = f"sk_test_{secrets.token_hex(16)}"
WEBHOOK_SECRET = f"whsec_{secrets.token_hex(16)}"
SHOP = "http://shop.test"


class Checks:
    """Counts what holds and says what does not."""

    def __init__(self):
        self.passed = self.failed = 0

    def that(self, name, holds, seen=None):
        if holds:
            self.passed += 1
            print(f"ok      {name}")
        else:
            self.failed += 1
            print(f"FAILED  {name}: {seen!r}")

    def equal(self, name, seen, wanted):
        self.that(name, seen == wanted, (seen, wanted))

    def refused(self, name, call, kind, **wanted):
        """The call must raise the error, with these attributes."""
        try:
            answer = call()
        except kind as error:
            seen = {key: getattr(error, key) for key in wanted}
            self.equal(name, seen, wanted)
            return error
        except Exception as error:
            self.that(name, False, error)
            return None
        self.that(name, False, answer)
        return None


class Receiver:
    """A webhook receiver that keeps what came."""

    def __init__(self):
        calls = self.calls = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                calls.append((body, self.headers.get("Stripe-Signature")))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/webhook"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def wait_for(self, kind, seconds=10):
        """Body and signature of the first event of the type."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            for body, signature in list(self.calls):
                if json.loads(body)["type"] == kind:
                    return body, signature
            time.sleep(0.02)
        raise TimeoutError(f"no webhook {kind} within {seconds} s")


class NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


def post_form(url, fields):
    """Status, Location and body of a posted form; redirects are not followed."""
    opener = urllib.request.build_opener(NoRedirect, urllib.request.ProxyHandler({}))
    data = urllib.parse.urlencode(fields).encode()
    try:
        response = opener.open(url, data, timeout=10)
    except urllib.error.HTTPError as error:
        response = error
    with response:
        return response.status, response.headers.get("Location"), response.read().decode()


@contextmanager
def emulator(binary, webhook_url):
    """The base address of a running emulator."""
    with tempfile.TemporaryDirectory() as folder:
        address = Path(folder) / "address"
        command = [binary, "--listen", "127.0.0.1:0", "--webhook-url", webhook_url, "--address-file", str(address)]
        # One secret by its value and one by a file, so that both ways are used.
        secret_file = Path(folder) / "webhook-secret"
        secret_file.write_text(f"{WEBHOOK_SECRET}\n")
        settings = {"STRIPE_SECRET_KEY": SECRET_KEY, "STRIPE_WEBHOOK_SECRET_FILE": str(secret_file)}
        others = {name: value for name, value in os.environ.items() if not name.startswith("STRIPE_")}
        process = subprocess.Popen(command, env={**others, **settings, "RUST_LOG": "warn"})
        try:
            for _ in range(500):
                if address.exists() and address.read_text():
                    break
                if process.poll() is not None:
                    sys.exit(f"the emulator ended at once with status {process.returncode}")
                time.sleep(0.02)
            else:
                sys.exit("the emulator did not answer within ten seconds")
            yield address.read_text()
        finally:
            process.terminate()
            process.wait(timeout=10)


def session_params(**changes):
    product = {"name": "Blue mug", "description": "Holds tea"}
    line = {"quantity": 2, "price_data": {"currency": "eur", "unit_amount": 1250, "product_data": product}}
    return {
        "mode": "payment",
        "line_items": [line],
        "client_reference_id": "ord_1",
        "customer_email": "ann@example.org",
        "metadata": {"order": "ord_1"},
        "payment_intent_data": {"metadata": {"order": "ord_1"}},
        "success_url": f"{SHOP}/done?session={{CHECKOUT_SESSION_ID}}",
        "cancel_url": f"{SHOP}/cart",
        **changes,
    }


def prove_creation(check, client):
    sessions = client.v1.checkout.sessions
    session = sessions.create(session_params())
    check.that("a session is created", session.id.startswith("cs_test_"), session.id)
    check.equal("its total", (session.amount_total, session.currency), (2500, "eur"))
    again = sessions.retrieve(session.id, {"expand": ["line_items"]})
    check.equal("it is retrieved", (again.id, again.status, again.payment_status), (session.id, "open", "unpaid"))
    check.equal("its metadata", again.metadata["order"], "ord_1")
    check.equal("its expanded lines", again.line_items.data[0].description, "Blue mug")
    lines = sessions.line_items.list(session.id)
    check.equal("its listed lines", [(line.quantity, line.amount_total) for line in lines.data], [(2, 2500)])
    return session


def prove_refusals(check, client, base):
    sessions, invalid = client.v1.checkout.sessions, stripe.InvalidRequestError
    small = [{"quantity": 1, "price_data": {"currency": "usd", "unit_amount": 49, "product_data": {"name": "A"}}}]
    create = lambda **changes: lambda: sessions.create(session_params(**changes))
    check.refused("a tiny amount", create(line_items=small), invalid, code="amount_too_small", http_status=400)
    check.refused("an early expiry", create(expires_at=int(time.time()) + 60), invalid, param="expires_at")
    check.refused("an unknown session", lambda: sessions.retrieve("cs_test_x"), invalid, code="resource_missing")
    stranger = new_client(base, "sk_test_wrong")
    check.refused("a wrong key", lambda: stranger.v1.events.list(), stripe.AuthenticationError, http_status=401)


def prove_payment(check, client, session):
    status, _, page = post_form(f"{session.url}/pay", {"card_number": "4000 0000 0000 0002"})
    check.that("a declined card", status == 422 and "Your card was declined." in page, (status, page))
    card = {"card_number": "4242 4242 4242 4242", "exp": "12/39", "cvc": "123", "email": "bob@example.org"}
    status, location, page = post_form(f"{session.url}/pay", {**card, "name": "Bob"})
    check.equal("a good card leads to the shop", (status, location), (303, f"{SHOP}/done?session={session.id}"))
    paid = client.v1.checkout.sessions.retrieve(session.id, {"expand": ["payment_intent.latest_charge"]})
    check.equal("the session is paid", (paid.status, paid.payment_status), ("complete", "paid"))
    check.equal("the payer's email", paid.customer_details.email, "bob@example.org")
    intent = paid.payment_intent
    check.equal("the payment intent", (intent.status, intent.amount_received), ("succeeded", 2500))
    check.equal("its metadata reach the charge", intent.latest_charge.metadata["order"], "ord_1")
    status, _, _ = post_form(f"{session.url}/pay", card)
    check.equal("paying again", status, 409)
    return intent


def prove_refunds(check, client, intent):
    refunds, invalid = client.v1.refunds, stripe.InvalidRequestError
    first = refunds.create({"payment_intent": intent.id, "amount": 1000, "reason": "requested_by_customer"})
    check.equal("a partial refund", (first.status, first.amount), ("succeeded", 1000))
    over = lambda: refunds.create({"payment_intent": intent.id, "amount": 1501})
    error = check.refused("more than is left", over, invalid, http_status=400, param="amount")
    check.that("its message", error and "greater than unrefunded amount" in error.user_message, error)
    check.equal("the rest", refunds.create({"payment_intent": intent.id}).amount, 1500)
    more = lambda: refunds.create({"payment_intent": intent.id})
    check.refused("nothing left", more, invalid, code="charge_already_refunded")
    check.equal("the refund is retrieved", refunds.retrieve(first.id).payment_intent, intent.id)
    charge = client.v1.charges.retrieve(intent.latest_charge.id)
    check.equal("the charge is refunded", (charge.refunded, charge.amount_refunded), (True, 2500))
    listed = refunds.list({"payment_intent": intent.id}).data
    check.equal("refunds are listed", [refund.amount for refund in listed], [1500, 1000])


def prove_expiry(check, client):
    sessions = client.v1.checkout.sessions
    session = sessions.create(session_params())
    expired = sessions.expire(session.id)
    check.equal("a session is expired", (expired.status, expired.url), ("expired", None))
    again = lambda: sessions.expire(session.id)
    check.refused("expiring it again", again, stripe.InvalidRequestError, http_status=400)
    check.equal("its page says so", post_form(f"{session.url}/pay", {"card_number": "4242424242424242"})[0], 410)


def prove_idempotency(check, client):
    sessions = client.v1.checkout.sessions
    key = {"idempotency_key": secrets.token_hex(8)}
    first = sessions.create(session_params(), key)
    second = sessions.create(session_params(), key)
    check.equal("a key gives the same session", second.id, first.id)
    check.equal("and says so", second.last_response.headers["Idempotent-Replayed"], "true")
    other = lambda: sessions.create(session_params(client_reference_id="ord_2"), key)
    check.refused("the key with other parameters", other, stripe.IdempotencyError, http_status=400)


def prove_webhooks(check, client, receiver, session):
    body, signature = receiver.wait_for("checkout.session.completed")
    event = stripe.Webhook.construct_event(body, signature, WEBHOOK_SECRET)
    check.equal("a webhook's signature holds", event.data.object.id, session.id)
    wrong = stripe.SignatureVerificationError
    forged = lambda: stripe.Webhook.construct_event(body, signature, "whsec_other")
    check.refused("another secret", forged, wrong, http_status=None)
    changed = lambda: stripe.Webhook.construct_event(body.replace(b"2500", b"2600"), signature, WEBHOOK_SECRET)
    check.refused("a changed body", changed, wrong, http_status=None)
    check.equal("the event is retrieved", client.v1.events.retrieve(event.id).type, event.type)
    for kind in ["payment_intent.payment_failed", "charge.succeeded", "payment_intent.succeeded", "refund.created",
                 "charge.refunded", "checkout.session.expired"]:
        body, signature = receiver.wait_for(kind)
        event = stripe.Webhook.construct_event(body, signature, WEBHOOK_SECRET)
        check.equal(f"the webhook {kind}", (event.type, event.livemode), (kind, False))


def new_client(base, key=SECRET_KEY):
    return stripe.StripeClient(key, base_addresses={"api": base}, max_network_retries=0)


def main():
    binary = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("STRIPE_EMULATOR_BIN")
    if not binary:
        sys.exit("Name the emulator's binary as the argument or in STRIPE_EMULATOR_BIN.")
    # The client must speak to the emulator itself, whatever proxy the machine has.
    os.environ["NO_PROXY"] = os.environ["no_proxy"] = "127.0.0.1"
    check, receiver = Checks(), Receiver()
    with emulator(binary, receiver.url) as base:
        client = new_client(base)
        session = prove_creation(check, client)
        prove_refusals(check, client, base)
        intent = prove_payment(check, client, session)
        prove_refunds(check, client, intent)
        prove_expiry(check, client)
        prove_idempotency(check, client)
        prove_webhooks(check, client, receiver, session)
    print(f"{check.passed} passed, {check.failed} failed")
    sys.exit(1 if check.failed else 0)


if __name__ == "__main__":
    main()
