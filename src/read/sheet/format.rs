//! How a number of a cell is shown: as a percentage, as a date, with its unit.

/// What a number format makes of a number.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Format {
    percent: bool,
    decimals: usize,
    /// True where it shows digits: 0, #.
    digits: bool,
    prefix: String,
    suffix: String,
    /// Year, month, day are shown; none of them for a plain number.
    date: (bool, bool, bool),
    time: bool,
    /// How many places the point is moved to the left: three for each comma behind the digits, one for each digit
    /// behind a point that is only printed, 0!.0.
    scale: usize,
}

/// So many decimals nobody enters: they come from a calculation, and are shown as the format shows them.
const ENDLESS: usize = 5;
/// Days from the first day of the spreadsheet calendar to 1970-01-01.
const EPOCH: i64 = 25_569;
/// Days between the two calendars that spreadsheets count in.
const LATE_CALENDAR: i64 = 1462;

impl Format {
    /// A format by its number, as far as it is built in.
    pub(super) fn built_in(id: usize) -> Self {
        let code = match id {
            2 | 4 | 39 | 40 => "0.00",
            9 => "0%",
            10 => "0.00%",
            14 | 15 | 27 | 30 | 31 | 36 | 50 | 51 | 54 | 57 | 58 => "yyyy-mm-dd",
            17 | 55 => "yyyy-mm",
            16 | 28 | 29 => "mm-dd",
            22 => "yyyy-mm-dd",
            18..=21 | 32..=35 | 45..=47 | 52 | 53 | 56 => "hh:mm",
            _ => "",
        };
        Self::of(code)
    }

    /// A format by its code.
    pub(super) fn of(code: &str) -> Self {
        let mut format = Self::default();
        // What a program shows where nothing is set, in Chinese numerals ([DBNum1]) or not.
        let plain = code.trim_start_matches('[').rsplit(']').next().unwrap_or(code);
        if ["General", "GENERAL", "general", "G/"].iter().any(|start| plain.starts_with(start)) {
            return format;
        }
        let mut letters = code.chars().peekable();
        let (mut digits, mut point, mut minutes) = (false, false, false);
        let (mut commas, mut printed) = (0, false);
        while let Some(letter) = letters.next() {
            match letter {
                ';' => break,
                '"' => {
                    let literal: String = letters.by_ref().take_while(|&c| c != '"').collect();
                    if digits { format.suffix += &literal } else { format.prefix += &literal }
                }
                '[' => letters.by_ref().take_while(|&c| c != ']').for_each(drop),
                '\\' | '!' if digits && !point && letters.peek() == Some(&'.') => {
                    letters.next();
                    printed = true;
                }
                '\\' | '!' => {
                    let literal = letters.next();
                    if digits { format.suffix.extend(literal) } else { format.prefix.extend(literal) }
                }
                '_' | '*' => drop(letters.next()),
                '0' | '#' | '?' => {
                    (digits, commas, format.digits) = (true, if point { commas } else { 0 }, true);
                    format.decimals += usize::from(point);
                    format.scale += usize::from(printed);
                }
                '.' => point = true,
                ',' if digits => commas += 1,
                '%' => format.percent = true,
                'y' | 'Y' => format.date.0 = true,
                'e' if !digits => format.date.0 = true,
                'd' | 'D' => format.date.2 = true,
                'h' | 'H' | 's' | 'S' => format.time = true,
                'm' | 'M' => minutes = true,
                _ => {}
            }
        }
        format.scale += 3 * commas;
        format.date.1 = minutes && (!format.time || format.date.0 || format.date.2);
        format
    }

    /// True for a format of dates or times.
    fn is_date(&self) -> bool {
        self.date != (false, false, false) || self.time
    }

    /// A number as this format shows it, not rounded unless its digits have no end.
    pub(super) fn show(&self, number: &str, late_calendar: bool) -> String {
        let Some(value) = number.trim().parse::<f64>().ok().filter(|value| value.is_finite()) else {
            return number.to_owned();
        };
        if self.is_date() {
            return self.day(value, late_calendar).unwrap_or_else(|| number.to_owned());
        }
        let mut text = shortest(value);
        if self.percent {
            text = hundredfold(&text);
        }
        let decimals = text.split_once('.').map_or(0, |(_, after)| after.len());
        text = lowered(text, self.scale);
        if decimals >= ENDLESS && (self.percent || self.digits) {
            let shown = if self.percent { value * 100.0 } else { value };
            let shown = shown / 10f64.powi(self.scale as i32);
            text = format!("{shown:.*}", self.decimals);
        }
        let percent = if self.percent { "%" } else { "" };
        format!("{}{text}{percent}{}", self.prefix, self.suffix)
    }

    fn day(&self, value: f64, late_calendar: bool) -> Option<String> {
        if self.date == (false, false, false) {
            let minutes = (value.fract() * 1440.0).round() as i64;
            return Some(format!("{:02}:{:02}", minutes / 60 % 24, minutes % 60));
        }
        if !(0.0..3_000_000.0).contains(&value) {
            return None;
        }
        let days = value as i64 - EPOCH + if late_calendar { LATE_CALENDAR } else { 0 };
        let (year, month, day) = civil(days);
        let mut text = String::new();
        for (shown, part) in [
            (self.date.0, format!("{year}年")),
            (self.date.1, format!("{month}月")),
            (self.date.2, format!("{day}日")),
        ] {
            if shown {
                text += &part;
            }
        }
        Some(text)
    }
}

/// The text of a cell with its stored value in place of a rounded one: 148 where 147.5 is stored.
pub(in crate::read) fn exact(shown: &str, stored: &str) -> String {
    let number = |c: char| c.is_ascii_digit() || c == '.' || c == ',';
    let (Some(first), Some(value)) = (shown.find(number), stored.trim().parse::<f64>().ok()) else {
        return shown.to_owned();
    };
    let rest = &shown[first..];
    let run = &rest[..rest.find(|c| !number(c)).unwrap_or(rest.len())];
    let plain = run.replace(',', "");
    let decimals = plain.split_once('.').map_or(0, |(_, after)| after.len());
    let percent = rest[run.len()..].starts_with('%');
    let exact = if percent { hundredfold(&shortest(value.abs())) } else { shortest(value.abs()) };
    let finer = exact.split_once('.').map_or(0, |(_, after)| after.len());
    let (Ok(seen), Ok(kept)) = (plain.parse::<f64>(), exact.parse::<f64>()) else { return shown.to_owned() };
    // Only what is the stored value, rounded, is put back: not a date, not thousands of it.
    let rounds = (seen - kept).abs() <= 0.5000001 * 0.1f64.powi(decimals as i32);
    if finer <= decimals || finer >= ENDLESS || !rounds || rest[run.len()..].contains(number) {
        return shown.to_owned();
    }
    format!("{}{exact}{}", &shown[..first], &rest[run.len()..])
}

/// The shortest text of a number, in the fifteen digits that spreadsheets count with.
fn shortest(value: f64) -> String {
    let rounded = format!("{value:.14e}").parse::<f64>().unwrap_or(value);
    let text = format!("{rounded}");
    if text == "-0" { "0".to_owned() } else { text }
}

/// A number a hundred times as large, its point moved.
fn hundredfold(text: &str) -> String {
    let (sign, digits) = text.strip_prefix('-').map_or(("", text), |digits| ("-", digits));
    let (whole, after) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{after:0<2}");
    let (moved, rest) = padded.split_at(2);
    let whole = format!("{whole}{moved}");
    let whole = whole.trim_start_matches('0');
    let whole = if whole.is_empty() { "0" } else { whole };
    if rest.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{rest}") }
}

/// A number with its point so many places to the left.
fn lowered(text: String, places: usize) -> String {
    if places == 0 || text.contains(['e', 'E']) {
        return text;
    }
    let (sign, digits) = text.strip_prefix('-').map_or(("", text.as_str()), |digits| ("-", digits));
    let (whole, after) = digits.split_once('.').unwrap_or((digits, ""));
    let padded = format!("{whole:0>width$}", width = places + 1);
    let (whole, moved) = padded.split_at(padded.len() - places);
    let after = format!("{moved}{after}");
    let after = after.trim_end_matches('0');
    if after.is_empty() { format!("{sign}{whole}") } else { format!("{sign}{whole}.{after}") }
}

/// Year, month and day of a day counted from 1970-01-01.
fn civil(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (year + era * 400 + i64::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::{Format, exact};

    #[test]
    fn a_rounded_number_gives_way_to_the_stored_one() {
        for (shown, stored, kept) in [
            ("148", "147.5", "147.5"),
            ("7%", "0.07375", "7.375%"),
            ("1,235万元", "1234.6", "1234.6万元"),
            ("-3", "-2.5", "-2.5"),
            ("33.33%", "0.333333333333333", "33.33%"),
            ("3205.21", "3205.213915", "3205.21"),
            ("60%", "0.6", "60%"),
            ("2024-06-30", "45473", "2024-06-30"),
            ("12:00", "0.5", "12:00"),
            ("1.2", "12345", "1.2"),
            ("完成", "1.5", "完成"),
        ] {
            assert_eq!(exact(shown, stored), kept, "{shown}");
        }
    }

    #[test]
    fn numbers_are_shown_as_people_see_them() {
        for (code, number, shown) in [
            ("0%", "0.54600000000000004", "54.6%"),
            ("0.00%", "1", "100%"),
            ("0.0%", "0.33333333333333331", "33.3%"),
            ("0.00", "2177.7000000000003", "2177.7"),
            ("0.00", "3205.213915", "3205.21"),
            ("0_ ", "2330.4", "2330.4"),
            ("0.0%", "0.0497", "4.97%"),
            ("", "0.30000000000000004", "0.3"),
            ("#,##0\"万元\"", "12000", "12000万元"),
            ("yyyy\\-mm\\-dd", "45107", "2023年6月30日"),
            ("m\"月\"d\"日\"", "45107", "6月30日"),
            ("yyyy\"年\"m\"月\"", "45107", "2023年6月"),
            ("h:mm", "0.5", "12:00"),
            ("General", "15", "15"),
            ("G/通用格式\"个\"", "15", "15"),
            ("0.00E+00", "15", "15"),
            ("@", "15", "15"),
            ("0.00_ ", "-0.05", "-0.05"),
            ("0%", "-0.005", "-0.5%"),
            ("#,##0,", "1234000", "1234"),
            ("#,##0.0,,\"百万元\"", "12345678", "12.345678百万元"),
            ("0!.0,\"万元\"", "50000", "5万元"),
            ("0\\.0,\"万元\"", "-126300", "-12.63万元"),
            ("[DBNum1][$-804]General", "1600", "1600"),
            ("[DBNum2][$-804]0.00", "15.5", "15.5"),
            ("#,##0.00_);[Red]\\(#,##0.00\\)", "-1200", "-1200"),
        ] {
            assert_eq!(Format::of(code).show(number, false), shown, "{code}");
        }
    }
}
