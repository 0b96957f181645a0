//! What reviews come to together.

/// How many reviews there are, and the stars that they give on average. There is none without a review.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rating {
    count: u32,
    total: u64,
}

impl Rating {
    /// Of so many reviews with so many stars together; none for none, and for a sum that they can not have.
    pub fn of(count: u32, total: u64) -> Option<Self> {
        let possible = u64::from(count)..=u64::from(count).saturating_mul(5);
        (count > 0 && possible.contains(&total)).then_some(Self { count, total })
    }

    /// How many reviews.
    pub const fn count(self) -> u32 {
        self.count
    }

    /// The average in tenths of a star, rounded half up: 10 to 50.
    pub fn tenths(self) -> u64 {
        let (count, ten) = (u64::from(self.count), self.total.saturating_mul(10));
        // Never divided by nothing: there is no rating of no reviews.
        ten.saturating_add(count / 2).checked_div(count).unwrap_or_default()
    }

    /// The average for people and programs: `4.3`.
    pub fn average(self) -> String {
        let tenths = self.tenths();
        format!("{}.{}", tenths / 10, tenths % 10)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_average_is_rounded_half_up() {
        for (count, total, average) in
            [(1, 5, "5.0"), (3, 13, "4.3"), (4, 17, "4.3"), (20, 85, "4.3"), (20, 99, "5.0"), (2, 2, "1.0")]
        {
            assert_eq!(Rating::of(count, total).unwrap().average(), average, "{total} of {count}");
        }
    }

    #[test]
    fn there_is_no_rating_without_reviews_and_none_that_they_can_not_give() {
        assert_eq!([Rating::of(0, 0), Rating::of(2, 1), Rating::of(2, 11)], [None; 3]);
    }

    proptest::proptest! {
        #[test]
        fn an_average_lies_between_the_least_and_the_most(stars in proptest::collection::vec(1_u64..=5, 1..200)) {
            let count = u32::try_from(stars.len()).unwrap();
            let rating = Rating::of(count, stars.iter().sum()).unwrap();
            let (least, most) = (stars.iter().min().unwrap() * 10, stars.iter().max().unwrap() * 10);
            proptest::prop_assert!((least..=most).contains(&rating.tenths()));
        }
    }
}
