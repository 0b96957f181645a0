use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;
use securecart_domain::catalog::{ImportMode, ProductFileFormat};
use web_sys::File;

use super::selection::RowSelection;
use super::words::format_words;
use crate::api;
use crate::forms::{FieldErrors, FormProblem, FormState};
use crate::routes::Route;
use crate::session::use_session;
use crate::ui::{Button, Card, Cluster, Field, FileInput, Select, SelectOption, Stack};

/// The fields of the form from top to bottom.
const FIELDS: &[&str] = &["/file", "/format", "/mode"];

/// The largest file in bytes: 128 MiB.
const MAX_BYTES: f64 = 134_217_728.0;

/// Brings a file, which is checked first.
#[component]
pub(super) fn NewImportForm() -> impl IntoView {
    let (session, navigate, form) = (use_session(), use_navigate(), FormState::new(FIELDS));
    let file = RwSignal::new_local(None::<File>);
    let format = RwSignal::new(ProductFileFormat::Securecart.to_string());
    let mode = RwSignal::new(ImportMode::AddAndChange.to_string());
    Effect::new(move |_| {
        file.track();
        form.touched("/file");
    });
    let send = move |event: SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        form.send(
            |errors| {
                let file = check_file(errors, file.get_untracked())?;
                let format = errors.take("/format", format.get_untracked().parse::<ProductFileFormat>())?;
                let mode = errors.take("/mode", mode.get_untracked().parse::<ImportMode>())?;
                Some((file, format, mode))
            },
            move |(file, format, mode)| async move {
                let import = api::imports::create_import(session.client(), &file, format, mode).await?;
                let page = Route::AdminImport(RowSelection::all_of(import.id));
                navigate(&page.path(), NavigateOptions::default());
                Ok(())
            },
        );
    };
    let formats: Vec<SelectOption> = ProductFileFormat::ALL
        .iter()
        .map(|format| SelectOption::new(format.as_str(), format_words(*format)))
        .collect();
    let modes = vec![
        SelectOption::new(ImportMode::AddAndChange.as_str(), "Bring them up to what the file says"),
        SelectOption::new(ImportMode::Add.as_str(), "Leave them alone"),
    ];
    view! {
        <Card
            title="Import a file"
            description="The file is checked first: you see what would be different before anything changes."
                .to_owned()
        >
            <form on:submit=send novalidate=true>
                <Stack>
                    <FormProblem form=form />
                    <Field
                        label="File"
                        hint="A CSV file of at most 128 MiB. Choose one, or drop it here.".to_owned()
                        required=true
                        id=FormState::id("/file")
                        error=form.error("/file")
                    >
                        <FileInput chosen=file accept=".csv,text/csv".to_owned() />
                    </Field>
                    <Field label="Format" id=FormState::id("/format") error=form.error("/format") required=true>
                        <Select value=format options=formats />
                    </Field>
                    <Field
                        label="Products that are there already"
                        id=FormState::id("/mode")
                        error=form.error("/mode")
                        required=true
                    >
                        <Select value=mode options=modes />
                    </Field>
                    <Cluster>
                        <Button submit=true busy=form.busy()>
                            "Check the file"
                        </Button>
                    </Cluster>
                </Stack>
            </form>
        </Card>
    }
}

fn check_file(errors: &mut FieldErrors, file: Option<File>) -> Option<File> {
    let file = errors.take("/file", file.ok_or("choose a file"))?;
    errors.take("/file", judge(file.size()))?;
    Some(file)
}

/// What can be told before a file is sent: its size in bytes.
fn judge(bytes: f64) -> Result<(), &'static str> {
    if bytes > MAX_BYTES {
        return Err("a file has at most 128 MiB; bring it in parts");
    }
    if bytes > 0.0 { Ok(()) } else { Err("the file is empty; choose another one") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_server_would_refuse_is_not_sent() {
        assert!(judge(MAX_BYTES).is_ok() && judge(1.0).is_ok());
        assert!(judge(MAX_BYTES + 1.0).is_err() && judge(0.0).is_err());
    }
}
