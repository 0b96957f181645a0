//! Categories that lie in one another.

use std::collections::{BTreeMap, BTreeSet};

use crate::CategoryId;

/// How many levels of categories there are at most, the outermost included.
pub const MAX_CATEGORY_LEVELS: usize = 5;

/// A category as far as its place among the others goes.
pub trait InTree {
    /// Its id.
    fn id(&self) -> CategoryId;
    /// The category it lies in; none for the outermost.
    fn parent_id(&self) -> Option<CategoryId>;
}

/// Each category followed by what lies in it; those of one parent stay in the order in which they were given. One whose
/// parent is not among them counts as outermost.
pub fn in_tree_order<C: InTree>(categories: Vec<C>) -> Vec<C> {
    let known: BTreeSet<CategoryId> = categories.iter().map(InTree::id).collect();
    let mut inside: BTreeMap<Option<CategoryId>, Vec<C>> = BTreeMap::new();
    for category in categories {
        let parent = category.parent_id().filter(|parent| known.contains(parent));
        inside.entry(parent).or_default().push(category);
    }
    let mut ordered = Vec::with_capacity(known.len());
    let mut next: Vec<C> = inside.remove(&None).unwrap_or_default();
    next.reverse();
    while let Some(category) = next.pop() {
        let children = inside.remove(&Some(category.id())).unwrap_or_default();
        next.extend(children.into_iter().rev());
        ordered.push(category);
    }
    // The database refuses circles; should there be one all the same, nothing is lost.
    ordered.extend(inside.into_values().flatten());
    ordered
}

/// The way to a category, from the outermost to itself. Empty if it is not among them.
pub fn way_to<C: InTree>(categories: &[C], id: CategoryId) -> Vec<&C> {
    let mut way: Vec<&C> = Vec::new();
    let mut wanted = Some(id);
    while let Some(step) = wanted.and_then(|id| categories.iter().find(|category| category.id() == id)) {
        if way.len() >= categories.len() {
            break;
        }
        way.push(step);
        wanted = step.parent_id();
    }
    way.reverse();
    way
}

/// How many categories a category lies in.
pub fn depth<C: InTree>(categories: &[C], id: CategoryId) -> usize {
    way_to(categories, id).len().saturating_sub(1)
}

/// Whether a category is another one or lies in it, however deep.
pub fn is_within<C: InTree>(categories: &[C], id: CategoryId, outer: CategoryId) -> bool {
    way_to(categories, id).iter().any(|step| step.id() == outer)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[derive(Debug, PartialEq, Eq)]
    struct Leaf(u128, Option<u128>);

    fn id(number: u128) -> CategoryId {
        CategoryId::new(Uuid::from_u128(number))
    }

    impl InTree for Leaf {
        fn id(&self) -> CategoryId {
            id(self.0)
        }

        fn parent_id(&self) -> Option<CategoryId> {
            self.1.map(id)
        }
    }

    fn numbers(leaves: &[Leaf]) -> Vec<u128> {
        leaves.iter().map(|leaf| leaf.0).collect()
    }

    #[test]
    fn each_category_is_followed_by_what_lies_in_it() {
        let given = vec![Leaf(4, Some(2)), Leaf(3, None), Leaf(2, None), Leaf(1, Some(2)), Leaf(5, Some(1))];
        let ordered = in_tree_order(given);
        assert_eq!(numbers(&ordered), [3, 2, 4, 1, 5]);
        assert_eq!(depth(&ordered, id(5)), 2);
        assert!(is_within(&ordered, id(5), id(2)) && is_within(&ordered, id(2), id(2)));
        assert!(!is_within(&ordered, id(2), id(5)) && !is_within(&ordered, id(5), id(3)));
        let way: Vec<u128> = way_to(&ordered, id(5)).iter().map(|step| step.0).collect();
        assert_eq!(way, [2, 1, 5]);
    }

    #[test]
    fn what_lies_in_nothing_known_is_outermost_and_a_circle_ends() {
        assert_eq!(numbers(&in_tree_order(vec![Leaf(2, Some(9)), Leaf(1, None)])), [2, 1]);
        let circle = vec![Leaf(1, Some(2)), Leaf(2, Some(1))];
        assert_eq!(way_to(&circle, id(1)).len(), 2);
        assert_eq!(in_tree_order(circle).len(), 2);
        assert!(way_to::<Leaf>(&[], id(1)).is_empty());
    }
}
