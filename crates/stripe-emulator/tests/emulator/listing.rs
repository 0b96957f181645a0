//! Lists and their pages.

use crate::support::Shop;

#[actix_web::test]
async fn events_are_paged_newest_first() {
    let shop = Shop::open().await;
    for _ in 0..2 {
        shop.paid().await;
    }
    let all = shop.emulator.events();
    assert_eq!(all.len(), 6);
    let first = shop.fetch("/v1/events?limit=4").await;
    assert_eq!(first.body["data"].as_array().unwrap().len(), 4);
    assert_eq!((first.text("/data/0/id"), &first.body["has_more"]), (all[5].id.as_str(), &true.into()));
    let after = first.text("/data/3/id");
    let second = shop.fetch(&format!("/v1/events?limit=4&starting_after={after}")).await;
    assert_eq!((second.text("/data/1/id"), &second.body["has_more"]), (all[0].id.as_str(), &false.into()));
    let before = second.text("/data/0/id");
    let back = shop.fetch(&format!("/v1/events?limit=2&ending_before={before}")).await;
    assert_eq!((back.text("/data/1/id"), &back.body["has_more"]), (after, &true.into()));
}

#[actix_web::test]
async fn events_are_filtered_by_type_and_time() {
    let shop = Shop::open().await;
    shop.paid().await;
    let completed = shop.fetch("/v1/events?type=checkout.session.completed").await;
    assert_eq!(completed.body["data"].as_array().unwrap().len(), 1);
    let two = shop.fetch("/v1/events?types[]=charge.succeeded&types[]=payment_intent.succeeded").await;
    assert_eq!(two.body["data"].as_array().unwrap().len(), 2);
    let now = shop.emulator.now();
    let future = shop.fetch(&format!("/v1/events?created[gt]={now}")).await;
    assert!(future.body["data"].as_array().unwrap().is_empty());
    let past = shop.fetch(&format!("/v1/events?created[gte]={}&created[lte]={now}", now - 60)).await;
    assert_eq!(past.body["data"].as_array().unwrap().len(), 3);
    let one = shop.fetch(&format!("/v1/events/{}", completed.text("/data/0/id"))).await;
    assert_eq!(one.text("/data/object/object"), "checkout.session");
}

#[actix_web::test]
async fn sessions_are_found_by_their_payment_intent() {
    let shop = Shop::open().await;
    let (id, intent) = shop.paid().await;
    shop.session().await;
    let found = shop.fetch(&format!("/v1/checkout/sessions?payment_intent={intent}")).await;
    assert_eq!((found.text("/data/0/id"), found.body["data"].as_array().unwrap().len()), (id.as_str(), 1));
    let open = shop.fetch("/v1/checkout/sessions?status=open").await;
    assert_eq!(open.body["data"].as_array().unwrap().len(), 1);
}

#[actix_web::test]
async fn wrong_limits_and_unknown_cursors_are_refused() {
    let shop = Shop::open().await;
    assert_eq!(shop.fetch("/v1/events?limit=0").await.error().1, "parameter_invalid_integer");
    assert_eq!(shop.fetch("/v1/events?limit=101").await.error().1, "parameter_invalid_integer");
    let unknown = shop.fetch("/v1/events?starting_after=evt_x").await;
    assert_eq!((unknown.status, unknown.error().2), (404, "starting_after"));
    assert_eq!(shop.fetch("/v1/events?colour=red").await.error().1, "parameter_unknown");
}
