use super::Span;

/// What of a text was read from pictures, and how surely.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Recognised {
    /// The lines and cells that were, in the order of the text.
    pub lines: Vec<Span>,
    /// The digits among them that were not read surely, in the order of the text, with how sure they are in percent.
    pub doubts: Vec<(Span, u8)>,
}

/// A digit that carries no doubt is at least so sure, in percent.
const SURE: u8 = 90;

impl Recognised {
    /// True where the byte was read from a picture.
    #[must_use]
    pub fn holds(&self, byte: usize) -> bool {
        let at = self.lines.partition_point(|line| line.start <= byte).checked_sub(1);
        at.is_some_and(|at| byte < self.lines[at].end)
    }

    /// How surely the digits of a span were read, in percent; `None` where it was not read from a picture.
    #[must_use]
    pub fn sureness(&self, span: Span) -> Option<u8> {
        let first = self.doubts.partition_point(|(digit, _)| digit.end <= span.start);
        let inside = self.doubts[first..].iter().take_while(|(digit, _)| digit.start < span.end);
        let least = inside.map(|(_, percent)| *percent).min();
        self.holds(span.start).then(|| least.unwrap_or(SURE))
    }

    /// The same in a text that so many bytes were put before.
    #[must_use]
    pub fn shifted(&self, offset: usize) -> Self {
        Self {
            lines: self.lines.iter().map(|line| line.shifted(offset)).collect(),
            doubts: self.doubts.iter().map(|(digit, percent)| (digit.shifted(offset), *percent)).collect(),
        }
    }

    /// These, and behind them those of the text that follows.
    #[must_use]
    pub fn followed_by(&self, other: Self) -> Self {
        let mut both = self.clone();
        both.lines.extend(other.lines);
        both.doubts.extend(other.doubts);
        both
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_as_sure_as_its_least_sure_digit() {
        let recognised = Recognised {
            lines: vec![Span::new(0, 20), Span::new(30, 40)],
            doubts: vec![(Span::new(3, 4), 80), (Span::new(5, 6), 61)],
        };
        assert_eq!(recognised.sureness(Span::new(3, 6)), Some(61));
        assert_eq!(recognised.sureness(Span::new(3, 5)), Some(80));
        assert_eq!(recognised.sureness(Span::new(6, 9)), Some(SURE));
        assert_eq!(recognised.sureness(Span::new(22, 25)), None);
        assert_eq!(recognised.shifted(7).sureness(Span::new(12, 13)), Some(61));
    }
}
