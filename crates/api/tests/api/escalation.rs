//! The law of permissions, over the real service: whatever is called in whatever order, nobody gains a permission that
//! did not come from somebody who held it, nobody is overruled by somebody weaker, and an administrator stays.

use std::collections::{BTreeMap, BTreeSet};

use proptest::{
    prelude::*,
    sample::subsequence,
    strategy::ValueTree as _,
    test_runner::{Config, TestRunner},
};
use reqwest::Method;
use securecart_db::accounts::permissions;
use securecart_domain::{Permission, UserId};
use serde_json::{Value, json};

use crate::support::{Client, PASSWORD, TestApp};

/// Enough to tell apart what managing people needs from what is only passed on.
const UNIVERSE: [Permission; 6] = [
    Permission::ReadUsers,
    Permission::WriteUsers,
    Permission::ReadRoles,
    Permission::WriteRoles,
    Permission::ReadOrders,
    Permission::WriteOrders,
];
const PEOPLE: usize = 4;
const SLOTS: usize = 4;

/// One call.
#[derive(Clone, Debug)]
enum Step {
    MakeRole(usize, BTreeSet<Permission>),
    ChangeRole(usize, BTreeSet<Permission>),
    RemoveRole(usize),
    Give(usize, Vec<usize>, bool),
    Lock(usize),
    Unlock(usize),
    SignOut(usize),
}

fn permissions_of_a_role() -> impl Strategy<Value = BTreeSet<Permission>> {
    subsequence(UNIVERSE.to_vec(), 1..=UNIVERSE.len()).prop_map(|some| some.into_iter().collect())
}

fn step() -> impl Strategy<Value = Step> {
    let slot = || 0..SLOTS;
    let person = || 0..=PEOPLE;
    prop_oneof![
        2 => (slot(), permissions_of_a_role()).prop_map(|(slot, some)| Step::MakeRole(slot, some)),
        4 => (slot(), permissions_of_a_role()).prop_map(|(slot, some)| Step::ChangeRole(slot, some)),
        1 => slot().prop_map(Step::RemoveRole),
        6 => (person(), subsequence((0..SLOTS).collect::<Vec<_>>(), 0..=2), prop::bool::weighted(0.1))
            .prop_map(|(person, slots, admin)| Step::Give(person, slots, admin)),
        1 => person().prop_map(Step::Lock),
        2 => person().prop_map(Step::Unlock),
        1 => person().prop_map(Step::SignOut),
    ]
}

/// A shop with an administrator (number 0) and people of different strength.
struct World {
    app: TestApp,
    /// Reads versions for everybody: they are no secret, and no authority.
    reader: Client,
    people: Vec<(UserId, String, Client)>,
    roles: BTreeMap<usize, String>,
}

impl World {
    async fn new() -> Self {
        let app = TestApp::start().await;
        let reader = app.staff(&[Permission::ReadUsers, Permission::ReadRoles]).await;
        let mut world = Self { app, reader, people: Vec::new(), roles: BTreeMap::new() };
        let boss = world.app.give("boss", "admin").await;
        world.people.push((boss, "boss".to_owned(), world.app.signed_in("boss").await));
        let strengths: [&[Permission]; SLOTS] = [&UNIVERSE, &UNIVERSE[..5], &UNIVERSE[2..5], &UNIVERSE[..2]];
        for (number, held) in strengths.into_iter().enumerate() {
            world.take(0, &Step::MakeRole(number, held.iter().copied().collect())).await;
            let name = format!("person{number}");
            let user = world.app.account(&name).await;
            let client = world.app.anonymous();
            world.people.push((user, name, client));
            world.take(0, &Step::Give(number + 1, vec![number], false)).await;
        }
        world
    }

    async fn held(&self) -> Vec<BTreeSet<Permission>> {
        let mut conn = self.app.state.db.connection().await.unwrap();
        let mut held = Vec::new();
        for (user, ..) in &self.people {
            held.push(permissions::list_for_user(&mut conn, *user).await.unwrap().into_iter().collect());
        }
        held
    }

    /// What one of them is answered, signed in anew where a change ended the session.
    async fn call(&self, who: usize, method: &Method, path: &str, body: Option<Value>) -> (u16, Value) {
        let tag = self.reader.get(path).await.header("etag").to_owned();
        let (_, name, client) = &self.people[who];
        let mut answer = client.call(method.clone(), path, body.clone(), &[("if-match", &tag)]).await;
        if answer.status == 401 && client.login(name, PASSWORD).await.status == 200 {
            answer = client.call(method.clone(), path, body, &[("if-match", &tag)]).await;
        }
        assert!(answer.status < 500, "{}", answer.text);
        (answer.status, answer.body)
    }

    async fn admin_role(&self) -> String {
        let list = self.reader.get("/api/v1/admin/roles").await;
        list.body["items"].as_array().unwrap().iter().find(|role| role["name"] == "admin").unwrap()["id"]
            .as_str()
            .unwrap()
            .to_owned()
    }

    async fn take(&mut self, who: usize, step: &Step) -> u16 {
        let role =
            |slot: &usize| format!("/api/v1/admin/roles/{}", self.roles.get(slot).map_or("none", |id| id));
        let user = |person: &usize| format!("/api/v1/admin/users/{}", self.people[*person].0);
        match step {
            Step::MakeRole(slot, some) => {
                let name = format!("role_{}", self.app.state.clock.uuid().simple());
                let body = json!({"name": name, "permissions": some});
                let (status, made) = self.call(who, &Method::POST, "/api/v1/admin/roles", Some(body)).await;
                if status == 201 {
                    self.roles.insert(*slot, made["id"].as_str().unwrap().to_owned());
                }
                status
            }
            Step::ChangeRole(slot, some) => {
                let body = json!({"permissions": some});
                self.call(who, &Method::PATCH, &role(slot), Some(body)).await.0
            }
            Step::RemoveRole(slot) => self.call(who, &Method::DELETE, &role(slot), None).await.0,
            Step::Give(person, slots, admin) => {
                let mut roles: Vec<_> =
                    slots.iter().filter_map(|slot| self.roles.get(slot).cloned()).collect();
                if *admin {
                    roles.push(self.admin_role().await);
                }
                self.call(who, &Method::PATCH, &user(person), Some(json!({"roles": roles}))).await.0
            }
            Step::Lock(person) => {
                self.call(who, &Method::POST, &format!("{}/lock", user(person)), None).await.0
            }
            Step::Unlock(person) => {
                self.call(who, &Method::POST, &format!("{}/unlock", user(person)), None).await.0
            }
            Step::SignOut(person) => {
                self.call(who, &Method::POST, &format!("{}/sessions/revoke", user(person)), None).await.0
            }
        }
    }
}

#[actix_web::test]
async fn no_sequence_of_calls_gives_anybody_what_no_giver_held() {
    let mut runner = TestRunner::deterministic();
    let calls = prop::collection::vec((0..=PEOPLE, step()), 40);
    let (mut given, mut refused) = (0, 0);
    for _ in 0..Config::default().cases.min(6) {
        let mut world = World::new().await;
        for (who, step) in calls.new_tree(&mut runner).unwrap().current() {
            let before = world.held().await;
            let status = world.take(who, &step).await;
            let after = world.held().await;
            refused += usize::from(status == 403);
            for (person, (had, has)) in before.iter().zip(&after).enumerate() {
                let gained: BTreeSet<_> = has.difference(had).copied().collect();
                given += usize::from(!gained.is_empty());
                let said = format!("{who} took {step:?} ({status}): {person} had {had:?} and has {has:?}");
                assert!(gained.is_subset(&before[who]), "{said}");
                assert!(had.is_subset(has) || had.is_subset(&before[who]), "{said}");
            }
            let open = "SELECT count(*) AS number FROM users u JOIN user_roles ur ON ur.user_id = u.id \
                 JOIN roles r ON r.id = ur.role_id WHERE r.name = 'admin' AND u.disabled_at IS NULL";
            assert!(world.app.number(open).await > 0, "{who} took {step:?} and no administrator is left");
        }
    }
    // A law about nothing would always hold.
    assert!(given >= 10 && refused >= 40, "{given} were given something, {refused} calls were refused");
}
