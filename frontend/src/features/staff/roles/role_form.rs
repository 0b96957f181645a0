use leptos::prelude::*;
use securecart_domain::Permission;

use super::draft::RoleDraft;
use crate::forms::{FormProblem, FormState};
use crate::session::use_session;
use crate::ui::{Binding, Card, Checkbox, Field, Gap, Grid, Notice, Stack, TextInput, Textarea, Tone};

/// Name, description and permissions of a role.
#[component]
pub(super) fn RoleFields(
    form: FormState,
    draft: RoleDraft,
    /// Name and permissions can not be changed.
    fixed: bool,
) -> impl IntoView {
    let missing = form.error("/permissions");
    let told = move || missing.get().map(|words| view! { <Notice tone=Tone::Danger>{words}</Notice> });
    let areas = areas().into_iter().map(move |(area, permissions)| {
        view! { <Area area=area permissions=permissions draft=draft fixed=fixed /> }
    });
    view! {
        <Stack gap=Gap::Large>
            <FormProblem form=form />
            <Card title="Role".to_owned()>
                <Stack>
                    <Field
                        label="Name"
                        hint="Lower-case letters, digits and underscores".to_owned()
                        required=true
                        id=FormState::id("/name")
                        error=form.error("/name")
                    >
                        <TextInput
                            value=draft.name
                            autocomplete="off"
                            max_length=50_u32
                            disabled=fixed
                        />
                    </Field>
                    <Field
                        label="What it is for"
                        id=FormState::id("/description")
                        error=form.error("/description")
                    >
                        <Textarea value=draft.description rows=2 max_length=200_usize />
                    </Field>
                    <Checkbox
                        checked=draft.requires_second_factor
                        label="Ask for sign-in codes"
                        hint="Whoever has this role signs in with a code besides the password. Until they have set that up, the staff area stays closed to them."
                            .to_owned()
                        switch=true
                        disabled=fixed
                    />
                </Stack>
            </Card>
            {told}
            <Grid columns=2>{areas.collect_view()}</Grid>
        </Stack>
    }
}

/// The permissions by what they are about, in the order of the catalogue.
fn areas() -> Vec<(&'static str, Vec<Permission>)> {
    let mut areas: Vec<(&'static str, Vec<Permission>)> = Vec::new();
    for permission in Permission::ALL.iter().copied() {
        match areas.last_mut() {
            Some((area, permissions)) if *area == permission.area() => permissions.push(permission),
            _ => areas.push((permission.area(), vec![permission])),
        }
    }
    areas
}

#[component]
fn Area(area: &'static str, permissions: Vec<Permission>, draft: RoleDraft, fixed: bool) -> impl IntoView {
    let switches = permissions.into_iter().map(move |permission| {
        view! { <Switch permission=permission draft=draft fixed=fixed /> }
    });
    view! {
        <Card title=area.to_owned()>
            <Stack>{switches.collect_view()}</Stack>
        </Card>
    }
}

/// One permission. What the reader does not hold can not be switched: the server would refuse.
#[component]
fn Switch(permission: Permission, draft: RoleDraft, fixed: bool) -> impl IntoView {
    let session = use_session();
    let on = Signal::derive(move || draft.permissions.read().contains(&permission));
    let checked = Binding::new(on, move |on: bool| draft.switch(permission, on));
    let held = Memo::new(move |_| session.may(permission));
    let hint = move || {
        let words = permission.description().to_owned();
        Some(if held.get() { words } else { format!("{words} You do not have it yourself.") })
    };
    view! {
        <Checkbox
            checked=checked
            label=permission.label()
            hint=Signal::derive(hint)
            switch=true
            disabled=Signal::derive(move || fixed || !held.get())
        />
    }
}
