//! What running text, outside of tables, may hold: it is worked through clause by clause, and all of it takes time.

use super::{ReadError, bounds};
use crate::text::{Letters, Source, is_han};

/// What ends a clause or sets words apart.
static STOPS: Letters = Letters::of("。！？!?；;，,、：:|（）()【】\t");

/// Digits, and the words of them.
static NUMERALS: Letters = Letters::of("0123456789０１２３４５６７８９一二两三四五六七八九十百千");

/// A text of so few bytes holds nothing beyond its bounds: a number and what parts it from the next are two at least.
const FEW: usize = bounds::NUMBERS * 2;
const _: () = assert!(FEW <= bounds::LINES && FEW <= bounds::WORDS && FEW <= bounds::STOPS);

/// How much of each there is.
#[derive(Default)]
struct Running {
    numbers: usize,
    stops: usize,
    lines: usize,
    words: usize,
}

impl Running {
    fn of(source: &Source) -> Self {
        let (mut running, mut at) = (Self::default(), 0);
        for table in &source.tables {
            running.count(source.text.get(at..table.span.start).unwrap_or_default());
            at = table.span.end.max(at);
        }
        running.count(source.text.get(at..).unwrap_or_default());
        running
    }

    fn count(&mut self, text: &str) {
        let (mut inside, mut apart) = (false, true);
        for letter in text.chars() {
            let numeral = NUMERALS.has(letter);
            self.numbers += usize::from(numeral && !inside);
            inside = numeral;
            // Chinese letters are neither gaps nor stops.
            if is_han(letter) {
                self.words += usize::from(apart);
                apart = false;
                continue;
            }
            self.lines += usize::from(letter == '\n');
            let gap = letter.is_whitespace() || letter == '|';
            self.words += usize::from(apart && !gap);
            apart = gap;
            self.stops += usize::from(STOPS.has(letter));
        }
    }
}

/// Refuses more numbers, whether in digits or in words, more words, stops and lines than are read, and more rows of
/// tables.
pub(super) fn counted(source: &Source) -> Result<(), ReadError> {
    let running = if source.text.len() < FEW { Running::default() } else { Running::of(source) };
    ReadError::beyond("the number of numbers in running text", running.numbers, bounds::NUMBERS)?;
    ReadError::beyond("the number of lines of running text", running.lines, bounds::LINES)?;
    ReadError::beyond("the number of words in running text", running.words, bounds::WORDS)?;
    let rows = source.tables.iter().map(|table| table.height).sum();
    ReadError::beyond("the number of rows of all tables", rows, bounds::DOCUMENT_ROWS)?;
    ReadError::beyond("the number of stops in running text", running.stops, bounds::STOPS)
}
