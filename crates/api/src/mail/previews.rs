//! Every mail as it leaves, held against the files in `tests/mails`. `SECURECART_REGEN=1` writes them anew; look at
//! what changed before it is committed.

use std::{fs, path::Path};

use chrono::{DateTime, Utc};
use securecart_db::orders::{
    OrderAmounts, OrderDelivery, OrderLineRecord, OrderMoney, OrderRecord, OrderTax,
};
use securecart_domain::{
    Currency, Money, OrderId, OrderLineId, ProductId, UserId, VariantId,
    accounts::{AddressText, PostalAddress},
    cart::Quantity,
    delivery::{Estimate, MethodKind},
    orders::{FulfilmentStatus, OrderStatus, PaymentStatus},
    pricing::TaxRate,
    shipments::LineUnits,
};
use uuid::Uuid;

use super::{
    Notice,
    account_letters::{already_yours, confirm_address, confirm_new_address, reset_password, undo_address},
    letter::{Envelope, Letter, Link},
    order_confirmation::{Receiver, compose},
};
use crate::{
    adapters::mailer::Message,
    addresses::AddressDetails,
    config::{Config, Env},
    delivery::Places,
};

/// Names and titles that would be markup or another line if they were taken for it.
pub(super) const HOSTILE: &str = "<b onclick=\"x\">&'\u{201d}";

pub(super) fn config() -> Config {
    Config::from_env(&Env::of([
        ("SECURECART_PUBLIC_URL", "https://shop.example"),
        ("SECURECART_SHOP_NAME", "Harbour & Sons"),
        ("SECURECART_SECRET_KEY", "q7Rk2vZpX0aLw9BnYt4mHs8dJf3gUeCi"),
        ("SECURECART_MASTER_KEYS", "5f1c9a07e2b84d63a1f0c7d92e68b354"),
        ("STRIPE_SECRET_KEY", "sk_test_0123456789abcdefghij"),
        ("SECURECART_MASTER_KEYS", "5f1c9a07e2b84d63a1f0c7d92e68b354c07de1524b9a4f3e8d60a2b7f915e83c"),
        ("STRIPE_WEBHOOK_SECRET", "whsec_0123456789abcdefghij"),
    ]))
    .unwrap()
}

pub(super) fn at() -> DateTime<Utc> {
    DateTime::from_timestamp(1_795_524_300, 0).unwrap()
}

pub(super) fn sealed(letter: &Letter) -> Message {
    letter.seal(Envelope { shop: "Harbour & Sons", to: "ann@example.org", key: "k" }).unwrap()
}

/// Holds both parts against their files.
pub(super) fn check(name: &str, message: &Message) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/mails");
    let text = format!("Subject: {}\n\n{}", message.subject, message.text);
    for (ending, part) in [("txt", &text), ("html", &message.html)] {
        let file = folder.join(format!("{name}.{ending}"));
        if std::env::var_os("SECURECART_REGEN").is_some() {
            fs::create_dir_all(&folder).unwrap();
            fs::write(&file, part).unwrap();
        }
        let committed = fs::read_to_string(&file).unwrap_or_default();
        assert!(committed == *part, "{} is not what the mail is now:\n{part}", file.display());
    }
    assert!(!message.subject.contains(['\r', '\n']), "{name}: a subject is one line");
    for link in message.html.split("href=\"").skip(1) {
        assert!(link.starts_with("https://shop.example/"), "{name} links elsewhere: {link}");
    }
}

#[test]
fn every_notice_is_worded_in_both_parts() {
    let notices = [
        ("password-changed", Notice::PasswordChanged),
        ("email-changed", Notice::EmailChanged),
        ("second-factor-on", Notice::SecondFactorOn),
        ("second-factor-off", Notice::SecondFactorOff),
        ("second-factor-failed", Notice::SecondFactorFailed),
        ("recovery-code-used", Notice::RecoveryCodeUsed { left: 7 }),
        ("last-recovery-code-used", Notice::RecoveryCodeUsed { left: 0 }),
        ("recovery-codes-renewed", Notice::RecoveryCodesRenewed),
        ("passkey-added", Notice::PasskeyAdded),
        ("passkey-removed", Notice::PasskeyRemoved),
        ("app-removed", Notice::AppRemoved),
        ("new-device", Notice::NewDevice { device: "Firefox on Linux".to_owned() }),
        ("opened-after-failures", Notice::OpenedAfterFailures { failures: 5 }),
        ("sign-ins-blocked", Notice::SignInsBlocked),
        ("account-locked-by-staff", Notice::AccountLockedByStaff),
        ("password-reset-by-staff", Notice::PasswordResetByStaff),
        ("second-factor-reset-by-shop", Notice::SecondFactorResetByShop),
        ("api-client-changed", Notice::ApiClientChanged),
        ("data-exported", Notice::DataExported),
        ("account-erased", Notice::AccountErased),
    ];
    for (name, notice) in notices {
        let message = sealed(&notice.letter("Ann.Lee", at(), &config().http));
        assert!(message.text.contains("Ann.Lee") && message.html.contains("Ann.Lee"), "{name} names nobody");
        assert!(!message.html.contains("<b onclick"), "{name}: a name became markup");
        check(&format!("notice-{name}"), &message);
    }
}

#[test]
fn every_letter_with_a_link_is_worded_in_both_parts() {
    let link = |page| Link {
        label: "Do it",
        address: format!("https://shop.example{page}#t=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"),
    };
    check("confirm-address", &sealed(&confirm_address("Ann.Lee", link("/verify"))));
    check("already-yours", &sealed(&already_yours("Ann.Lee", &config().http)));
    check("confirm-new-address", &sealed(&confirm_new_address("Ann.Lee", link("/verify"))));
    check("undo-address", &sealed(&undo_address("Ann.Lee", at(), link("/undo"))));
    check("reset-password", &sealed(&reset_password("Ann.Lee", link("/reset"))));
}

#[test]
fn an_order_is_confirmed_in_both_parts() {
    let order = order();
    let config = config();
    let message = compose(&order, &places(), receiver(), &config.shop, &config.http).unwrap();
    assert!(!message.html.contains("<b onclick"), "a product's name became markup");
    check("order-confirmation", &message);
    // A guest looks by the link alone; this one chose nothing and bears no tax.
    let amounts = OrderAmounts { total: order.amounts.subtotal, ..nothing_added(order.amounts) };
    let guest =
        OrderRecord { customer_id: None, username: None, delivery: None, tax: None, amounts, ..order };
    let places = Places::default();
    let message = compose(&guest, &places, receiver(), &config.shop, &config.http).unwrap();
    check("order-confirmation-guest", &message);
}

fn receiver() -> Receiver<'static> {
    Receiver { to: "ann@example.org", link: "https://shop.example/order#t=AAAA".to_owned() }
}

fn nothing_added(amounts: OrderAmounts) -> OrderAmounts {
    let nothing = Money::zero(Currency::Usd);
    OrderAmounts { discount: nothing, shipping: nothing, tax: nothing, tax_included: false, ..amounts }
}

fn places() -> Places {
    let text = |name: &str| AddressText {
        name: name.to_owned(),
        line1: "7 Harbour Steps".to_owned(),
        city: "Oldenburg".to_owned(),
        postcode: "26121".to_owned(),
        country: "DE".to_owned(),
        phone: "+49 441 5550199".to_owned(),
        ..AddressText::default()
    };
    let details = |name| AddressDetails::from(&PostalAddress::parse(&text(name)).unwrap());
    Places {
        address: Some(details(HOSTILE)),
        billing_address: Some(details("Lee & Sons")),
        note: "Ring twice.\nThe bell is low.".to_owned(),
    }
}

pub(super) fn order() -> OrderRecord {
    let money = |minor| Money::new(minor, Currency::Usd);
    let id = OrderId::new(Uuid::from_u128(0x0192_f000_0000_7000_8000_0000_0000_0001));
    let line = |name: &str, variant: &str| OrderLineRecord {
        id: OrderLineId::new(id.uuid()),
        order_id: id,
        product_id: ProductId::new(id.uuid()),
        variant_id: VariantId::new(id.uuid()),
        name: name.to_owned(),
        variant_title: variant.to_owned(),
        sku: None,
        image_url: None,
        unit_price: money(1250),
        quantity: Quantity::parse(2).unwrap(),
        total: money(2500),
        discount: money(250),
        tax: money(0),
        refunded_quantity: 0,
        refunded: money(0),
        units: LineUnits { quantity: 2, shipped: 0, withheld: 0, kept: 0, returned: 0 },
    };
    OrderRecord {
        id,
        number: "SC-100001".to_owned(),
        status: OrderStatus::Placed,
        payment_status: PaymentStatus::Paid,
        fulfilment_status: FulfilmentStatus::Unfulfilled,
        placed_at: at(),
        cancelled_at: None,
        completed_at: None,
        amounts: OrderAmounts {
            subtotal: money(5000),
            discount: money(500),
            shipping: money(1290),
            tax: money(924),
            tax_included: true,
            total: money(5790),
        },
        money: OrderMoney { received: money(4500), refunded: money(0), refunded_shipping: money(0) },
        coupon_code: Some("SPRING".to_owned()),
        customer_id: Some(UserId::new(id.uuid())),
        username: Some("Ann.Lee".to_owned()),
        email: None,
        delivery: Some(OrderDelivery {
            method_id: None,
            name: "Express".to_owned(),
            kind: MethodKind::Ship,
            estimate: Estimate::parse(1, 2).ok(),
        }),
        tax: Some(OrderTax { name: "VAT".to_owned(), rate: TaxRate::parse_percent("19").unwrap() }),
        delivery_sealed: None,
        terms_accepted_at: None,
        lines: vec![line("Stoneware mug", "Chalk"), line(HOSTILE, "")],
        refunds: Vec::new(),
        shipments: Vec::new(),
        returns: Vec::new(),
    }
}
