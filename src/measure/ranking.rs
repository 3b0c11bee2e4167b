//! Places in a ranking: equal values share a place, and the next place is left out.

use rust_decimal::Decimal;

/// The place of each value, the largest first: 1, 2, 2, 4; none where there is no value.
#[must_use]
pub fn ranks(values: &[Option<Decimal>]) -> Vec<Option<usize>> {
    let mut sorted: Vec<Decimal> = values.iter().flatten().copied().collect();
    sorted.sort_by(|one, other| other.cmp(one));
    let place = |value: &Decimal| sorted.partition_point(|other| other > value) + 1;
    values.iter().map(|value| value.as_ref().map(place)).collect()
}

#[cfg(test)]
mod tests {
    use super::{Decimal, ranks};

    #[test]
    fn equal_values_share_a_place_and_the_next_is_left_out() {
        let values = [Some(5), None, Some(9), Some(5), Some(1)].map(|value| value.map(Decimal::from));
        assert_eq!(ranks(&values), [Some(2), None, Some(1), Some(2), Some(4)]);
        assert_eq!(ranks(&[]), []);
    }
}
