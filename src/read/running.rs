//! What running text, outside of tables, may hold: it is worked through clause by clause, and all of it takes time.

use super::{ReadError, bounds};
use crate::text::{Source, is_digit};

/// What ends a clause or sets words apart.
const STOPS: &str = "。！？!?；;，,、：:|（）()【】\t";

/// How much of each there is.
#[derive(Default)]
struct Running {
    numbers: usize,
    stops: usize,
    lines: usize,
}

impl Running {
    fn count(&mut self, text: &str) {
        let mut inside = false;
        for letter in text.chars() {
            let numeral = is_digit(letter) || "一二两三四五六七八九十百千".contains(letter);
            self.numbers += usize::from(numeral && !inside);
            inside = numeral;
            self.lines += usize::from(letter == '\n');
            self.stops += usize::from(STOPS.contains(letter));
        }
    }
}

/// Refuses more numbers, whether in digits or in words, more stops and more lines than are read.
pub(super) fn counted(source: &Source) -> Result<(), ReadError> {
    let (mut running, mut at) = (Running::default(), 0);
    for table in &source.tables {
        running.count(source.text.get(at..table.span.start).unwrap_or_default());
        at = table.span.end.max(at);
    }
    running.count(source.text.get(at..).unwrap_or_default());
    ReadError::beyond("the number of numbers in running text", running.numbers, bounds::NUMBERS)?;
    ReadError::beyond("the number of lines of running text", running.lines, bounds::LINES)?;
    ReadError::beyond("the number of stops in running text", running.stops, bounds::STOPS)
}
