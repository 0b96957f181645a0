//! Random sequences of what shoppers, staff, the provider and the jobs do, some of it at once: the books hold after every
//! step, and add up at the end, whatever the order was.

mod act;
mod rest;
mod shoppers;
mod staff;
mod world;

use futures_util::{FutureExt as _, future::join_all};
use proptest::test_runner::{Config, TestRunner};

use self::{
    act::{Act, history},
    world::World,
};
use super::rounds;
use crate::shopping::assert_ledger_holds;

async fn the_books_hold_after(history: &[Vec<Act>]) {
    let world = World::new().await;
    world.everybody_buys_something().await;
    for acts in history {
        join_all(acts.iter().map(|act| world.perform(act).boxed_local())).await;
        assert_ledger_holds(&world.app).await;
    }
    world.come_to_rest().await;
    world.assert_all_has_ended().await;
    world.assert_goods_add_up().await;
    world.assert_money_adds_up().await;
}

#[test]
fn whatever_happens_in_whatever_order_the_books_hold() {
    let config =
        Config { cases: rounds(8), max_shrink_iters: 40, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&history(), |history| {
        actix_web::rt::System::new().block_on(the_books_hold_after(&history));
        Ok(())
    });
    outcome.unwrap();
}
