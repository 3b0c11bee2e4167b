use super::Span;

/// Parts of a text, to be asked whether one of them covers a place.
#[derive(Clone, Debug, Default)]
pub struct Covered {
    /// In the order of the text, each one ending behind the one before.
    spans: Vec<Span>,
}

impl Covered {
    /// The parts, in any order; empty ones cover nothing.
    #[must_use]
    pub fn new(parts: impl IntoIterator<Item = Span>) -> Self {
        let mut spans: Vec<Span> = parts.into_iter().filter(|part| !part.is_empty()).collect();
        spans.sort_by_key(|part| (part.start, std::cmp::Reverse(part.end)));
        let mut end = 0;
        spans.retain(|part| {
            let further = part.end > end;
            end = end.max(part.end);
            further
        });
        Self { spans }
    }

    /// True where a part covers the whole of `place`.
    #[must_use]
    pub fn covers(&self, place: Span) -> bool {
        let behind = self.spans.partition_point(|part| part.start <= place.start);
        self.spans[..behind].last().is_some_and(|part| part.covers(place))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_covered_as_if_every_part_were_asked() {
        let parts =
            [(0, 0), (2, 5), (3, 4), (4, 9), (12, 13), (12, 15)].map(|(start, end)| Span::new(start, end));
        let covered = Covered::new(parts);
        for start in 0..16 {
            for end in start..17 {
                let place = Span::new(start, end);
                let asked = parts.iter().any(|part| !part.is_empty() && part.covers(place));
                assert_eq!(covered.covers(place), asked, "{place:?}");
            }
        }
    }
}
