//! How near two names are by their letters.

/// Names must share this much of their pairs of letters, in percent, to count as near.
pub(super) const NEAR: usize = 50;

/// With so much, the name and the unit alone are enough for a proposal.
pub(super) const NEARER: usize = 70;

/// How much of their pairs of letters two names share, in percent; 90 where one is the other in another order.
pub(super) fn likeness(one: &str, other: &str) -> usize {
    let sorted = |name: &str| {
        let mut letters: Vec<char> = name.chars().collect();
        letters.sort_unstable();
        letters
    };
    if one.chars().count() > 2 && sorted(one) == sorted(other) {
        return 90;
    }
    let pairs = |name: &str| {
        let letters: Vec<char> = name.chars().collect();
        letters.windows(2).map(|pair| (pair[0], pair[1])).collect::<Vec<_>>()
    };
    let (mine, mut theirs) = (pairs(one), pairs(other));
    let all = mine.len() + theirs.len();
    let shared = mine
        .iter()
        .filter(|pair| {
            theirs.iter().position(|other| other == *pair).map(|at| theirs.swap_remove(at)).is_some()
        })
        .count();
    (200 * shared).checked_div(all).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::likeness;

    #[test]
    fn names_in_another_order_are_nearer_than_names_that_share_an_end() {
        assert_eq!(likeness("新增城镇就业", "城镇新增就业"), 90);
        assert_eq!(likeness("改造老旧小区", "老旧小区改造提升"), 66);
        assert_eq!(likeness("疏浚塘坝", "绿色工厂"), 0);
        assert_eq!(likeness("", ""), 0);
    }
}
