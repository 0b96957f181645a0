//! Rules about how files look.

use super::Fault;
use super::source::Source;

const MOST_LINES: usize = 400;

/// What people write and read ends with these. Documents and data may be long.
const WRITTEN: [&str; 11] = ["rs", "css", "html", "js", "mjs", "ts", "sh", "py", "sql", "toml", "yml"];

/// Names that say nothing, so that everything ends up in them.
const NAMELESS: [&str; 3] = ["utils.rs", "helpers.rs", "common.rs"];

/// No source file is longer than a person can keep in mind.
pub(super) fn length(source: &Source) -> Vec<Fault> {
    let written = WRITTEN.contains(&source.extension()) || source.path.starts_with("scripts/");
    let lines = source.text.lines().count();
    if written && !source.is_generated() && lines > MOST_LINES {
        return vec![Fault::of_file(source, format!("{lines} lines, at most {MOST_LINES}: split it"))];
    }
    Vec::new()
}

/// A module is named for what it is about.
pub(super) fn name(source: &Source) -> Vec<Fault> {
    if NAMELESS.contains(&source.name()) {
        return vec![Fault::of_file(source, "name it for what it holds")];
    }
    Vec::new()
}

/// What is left to do is written down where somebody will look: with the number of an issue.
pub(super) fn open_tasks(source: &Source) -> Vec<Fault> {
    let mark = ["TO", "DO"].concat();
    let without_issue = |line: &str| {
        line.split(&mark).skip(1).any(|rest| {
            let number = rest.strip_prefix("(#").and_then(|rest| rest.split(')').next());
            !number
                .is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
        })
    };
    let document = matches!(source.extension(), "md" | "json");
    if document || source.is_generated() {
        return Vec::new();
    }
    let open = source.lines().filter(|(_, line)| without_issue(line));
    open.map(|(number, _)| Fault::at(source, number, format!("give it an issue: {mark}(#12)"))).collect()
}

/// No path of one person's machine: it means nothing to the next.
pub(super) fn places(source: &Source) -> Vec<Fault> {
    let places = ["root", "work", "Users"].map(|folder| format!("/{folder}/"));
    let names_a_place = |line: &str| {
        places.iter().any(|place| {
            line.match_indices(place.as_str()).any(|(at, _)| {
                let before = line.get(..at).and_then(|text| text.chars().last());
                !before.is_some_and(|letter| {
                    letter.is_alphanumeric() || matches!(letter, '.' | '}' | '*' | '_' | '-' | '$')
                })
            })
        })
    };
    if source.is_generated() {
        return Vec::new();
    }
    let found = source.lines().filter(|(_, line)| names_a_place(line));
    found.map(|(number, _)| Fault::at(source, number, "a path of one machine")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::source::example;

    #[test]
    fn a_source_of_401_lines_is_too_long_unless_it_is_generated() {
        let text = "line\n".repeat(401);
        assert_eq!(length(&example("crates/api/src/app.rs", &text)).len(), 1);
        assert_eq!(length(&example("crates/db/src/schema.rs", &text)).len(), 0);
        assert_eq!(length(&example("crates/api/src/app.rs", &"line\n".repeat(400))).len(), 0);
    }

    #[test]
    fn an_open_task_needs_an_issue() {
        let text = format!(
            "// {mark}: later\n// {mark}(#12): later\n// {mark}(#): never\n",
            mark = ["TO", "DO"].concat()
        );
        let lines: Vec<_> = open_tasks(&example("a.rs", &text)).iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [Some(1), Some(3)]);
    }

    #[test]
    fn a_path_of_one_machine_is_found_and_a_route_is_not() {
        let text = format!("let a = \"/{}/me\";\nlet b = \"https://shop.example/{}/me\";", "Users", "Users");
        let lines: Vec<_> = places(&example("a.rs", &text)).iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [Some(1)]);
    }

    #[test]
    fn a_module_for_everything_is_refused() {
        assert_eq!(name(&example("crates/api/src/utils.rs", "")).len(), 1);
        assert_eq!(name(&example("crates/api/src/slugs.rs", "")).len(), 0);
    }
}
