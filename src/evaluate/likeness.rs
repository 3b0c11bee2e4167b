/// The share of the expected name's characters that stand in the found one, in order; 1 where no name is expected.
pub(super) fn likeness(expected: &str, found: &str) -> f64 {
    let (expected, found) = (letters(expected), letters(found));
    if expected.is_empty() {
        return 1.0;
    }
    let mut best = vec![0usize; found.len() + 1];
    for letter in &expected {
        let mut diagonal = 0;
        for (place, other) in found.iter().enumerate() {
            let above = best[place + 1];
            best[place + 1] = if letter == other { diagonal + 1 } else { above.max(best[place]) };
            diagonal = above;
        }
    }
    ratio(best[found.len()], expected.len())
}

/// `part / whole`, 1 where the whole is nothing.
#[expect(clippy::cast_precision_loss, reason = "counts of rows and letters are far below 2^52")]
pub(super) fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}

fn letters(name: &str) -> Vec<char> {
    name.chars().filter(|c| c.is_alphanumeric() || *c == '_').collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_count_in_order() {
        assert!((likeness("学校", "新建学校") - 1.0).abs() < 1e-9);
        assert!((likeness("学校扩建", "扩建学校") - 0.5).abs() < 1e-9);
        assert!((likeness("", "学校") - 1.0).abs() < 1e-9);
    }
}
