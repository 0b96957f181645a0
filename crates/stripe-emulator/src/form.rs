//! Form encoding with brackets, as Stripe's clients send it: `line_items[0][price_data][currency]=eur`, `expand[]=…`.

use url::form_urlencoded;

use crate::error::ApiError;

/// More fields than any call of a shop needs; a bound on what a hostile body can make us build.
const MAX_FIELDS: usize = 2_000;
const MAX_DEPTH: usize = 8;

/// A value, or named values in the order they came. Arrays are maps whose names are numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Node {
    Text(String),
    Map(Vec<(String, Self)>),
}

/// Reads one encoded string (a body or a query) into `root`, which several calls may fill.
pub(crate) fn parse_into(root: &mut Node, encoded: &[u8]) -> Result<(), ApiError> {
    for (count, (name, value)) in form_urlencoded::parse(encoded).enumerate() {
        let segments = segments(&name);
        if count >= MAX_FIELDS || segments.len() > MAX_DEPTH {
            let message = "The request has too many or too deeply nested parameters.".to_owned();
            return Err(ApiError::parameter("parameter_invalid", &name, message));
        }
        if !insert(root, &segments, &value) {
            let message = format!("Invalid parameter: {name} is both a value and a hash.");
            return Err(ApiError::parameter("parameter_invalid", &name, message));
        }
    }
    Ok(())
}

/// `a[b][0]` becomes `a`, `b`, `0`; a name with unbalanced brackets stays whole and is refused as unknown later.
fn segments(name: &str) -> Vec<String> {
    let Some((first, rest)) = name.split_once('[') else {
        return vec![name.to_owned()];
    };
    let Some(inner) = rest.strip_suffix(']') else {
        return vec![name.to_owned()];
    };
    let mut segments = vec![first.to_owned()];
    segments.extend(inner.split("][").map(str::to_owned));
    segments
}

/// Puts a value at the path; false when a value stands where a map is needed or the reverse.
fn insert(node: &mut Node, path: &[String], value: &str) -> bool {
    let Node::Map(entries) = node else {
        return false;
    };
    let Some((head, rest)) = path.split_first() else {
        return false;
    };
    let name = if head.is_empty() { element_name(entries, rest) } else { head.clone() };
    let position = entries.iter().position(|(existing, _)| *existing == name);
    let Some((_, child)) = position.and_then(|index| entries.get_mut(index)) else {
        let mut child = Node::Map(Vec::new());
        let fits = set(&mut child, rest, value);
        entries.push((name, child));
        return fits;
    };
    // A name given twice keeps its last value, as Rack does.
    match child {
        Node::Text(text) if rest.is_empty() => {
            value.clone_into(text);
            true
        }
        _ => insert(child, rest, value),
    }
}

fn set(child: &mut Node, rest: &[String], value: &str) -> bool {
    if rest.is_empty() {
        *child = Node::Text(value.to_owned());
        return true;
    }
    insert(child, rest, value)
}

/// The element that `[]` means: the last one while it lacks the value that follows, else a new one.
fn element_name(entries: &[(String, Node)], rest: &[String]) -> String {
    if let Some((name, last @ Node::Map(_))) = entries.last()
        && !rest.is_empty()
        && !has_value(last, rest)
    {
        return name.clone();
    }
    entries.len().to_string()
}

fn has_value(node: &Node, path: &[String]) -> bool {
    let Some((head, rest)) = path.split_first() else {
        return true;
    };
    match node {
        Node::Text(_) => true,
        Node::Map(entries) => {
            let child = entries.iter().find(|(name, _)| name == head);
            child.is_some_and(|(_, child)| has_value(child, rest))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Node, parse_into};

    fn parse(encoded: &str) -> Node {
        let mut root = Node::Map(Vec::new());
        parse_into(&mut root, encoded.as_bytes()).unwrap();
        root
    }

    #[test]
    fn numbered_and_empty_brackets_mean_the_same() {
        let numbered =
            parse("items[0][name]=a&items[0][p][x]=3&items[0][p][y]=1&items[1][name]=b&items[1][p][y]=2");
        let empty = parse("items[][name]=a&items[][p][x]=3&items[][p][y]=1&items[][name]=b&items[][p][y]=2");
        assert_eq!(numbered, empty);
        assert_eq!(parse("expand[]=a&expand[]=b"), parse("expand[0]=a&expand[1]=b"));
    }

    #[test]
    fn brackets_and_values_are_percent_decoded() {
        assert_eq!(parse("metadata%5Border%5D=a%26b+c"), parse("metadata[order]=a%26b c"));
    }

    #[test]
    fn a_name_cannot_be_a_value_and_a_hash() {
        let mut root = Node::Map(Vec::new());
        assert!(parse_into(&mut root, b"a=1&a[b]=2").is_err());
        let mut root = Node::Map(Vec::new());
        assert!(parse_into(&mut root, b"a[b]=2&a=1").is_err());
    }

    #[test]
    fn deep_nesting_is_refused() {
        let mut root = Node::Map(Vec::new());
        assert!(parse_into(&mut root, format!("a{}=1", "[b]".repeat(500)).as_bytes()).is_err());
    }
}
