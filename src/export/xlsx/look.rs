//! Formats, widths and words that the sheets share.

use chrono::NaiveDate;
use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::export::{
    Lang,
    cell::{neutral, room},
    words::{head, said, told},
};

/// The sheet of all rows.
pub(super) const ALL_ROWS: &str = "明细";

/// The line of a row in the sheet of all rows, as a link inside the workbook.
pub(super) fn line_of(row: usize) -> String {
    format!("internal:'{ALL_ROWS}'!A{}", row + 2)
}

/// How whole numbers are shown, and others; a blank keeps each from the words to the right of it.
const DIGITS: [&str; 2] = ["#,##0_ ", "#,##0.########_ "];

/// The formats of a workbook.
pub(in crate::export) struct Look {
    lang: Lang,
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) caption: Format,
    pub(super) big: Format,
    pub(super) heads: Format,
    /// Laid over the row of all groups together.
    pub(super) total: Format,
    /// Whole numbers, and others, without a sign before them.
    numbers: [Format; 2],
    pub(super) body: Format,
    pub(super) percent: Format,
    pub(super) points: Format,
    better: Format,
    worse: Format,
    pub(super) date: Format,
    pub(super) link: Format,
    green: Format,
    yellow: Format,
    red: Format,
    grey: Format,
}

impl Look {
    pub(in crate::export) fn new(lang: Lang) -> Self {
        let plain = Format::new()
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_border_color(0xD9_D9_D9);
        let body = plain.clone().set_text_wrap().set_align(FormatAlign::Left).set_indent(1);
        let number = |digits: &str| plain.clone().set_num_format(digits).set_align(FormatAlign::Right);
        let light = |back: u32, ink: u32| {
            plain.clone().set_align(FormatAlign::Center).set_background_color(back).set_font_color(ink)
        };
        Self {
            lang,
            title: Format::new().set_bold().set_font_size(16),
            note: Format::new().set_font_color(0x59_59_59),
            caption: Format::new().set_bold().set_font_size(12),
            big: plain.clone().set_bold().set_font_size(18).set_align(FormatAlign::Center),
            heads: Format::new()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
                .set_background_color(0x1F_4E_78)
                .set_font_color(0xFF_FF_FF)
                .set_border(FormatBorder::Thin)
                .set_border_color(0xBF_BF_BF),
            percent: number("0.0%_ "),
            points: number("+0.0_ ;-0.0_ ;0.0_ "),
            better: number("▲ 0.0_ ;▼ 0.0_ ;0.0_ ").set_font_color(0x00_61_00),
            worse: number("▲ 0.0_ ;▼ 0.0_ ;0.0_ ").set_font_color(0x9C_00_06),
            date: plain.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            link: plain.clone().set_font_color(0x05_63_C1).set_align(FormatAlign::Center),
            green: light(0xC6_EF_CE, 0x00_61_00),
            yellow: light(0xFF_EB_9C, 0x7F_60_00),
            red: light(0xFF_C7_CE, 0x9C_00_06),
            grey: light(0xF2_F2_F2, 0x40_40_40),
            numbers: DIGITS.map(number),
            total: Format::new().set_bold().set_background_color(0xF2_F2_F2),
            body,
        }
    }

    /// A word of ours in the language of the workbook.
    pub(in crate::export) fn said(&self, word: &str) -> String {
        said(self.lang, word)
    }

    /// A sentence or a title of ours.
    pub(in crate::export) fn told(&self, text: &str) -> String {
        told(self.lang, text)
    }

    /// The head of a column, by its name and its Chinese head.
    pub(in crate::export) fn head(&self, name: &str, zh: &str) -> String {
        head(self.lang, name, zh)
    }

    /// True for a workbook in English.
    pub(super) fn is_english(&self) -> bool {
        self.lang == Lang::En
    }

    /// The format of a light; the word in the cell says the same.
    pub(super) fn light(&self, light: &str) -> &Format {
        match light {
            "green" => &self.green,
            "yellow" => &self.yellow,
            "red" => &self.red,
            _ => &self.grey,
        }
    }

    /// Whole numbers without a decimal point, others with as many places as they have, behind a sign such as ≥.
    pub(super) fn write_number(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        value: Decimal,
        before: &str,
    ) -> Result<(), XlsxError> {
        let whole = value.is_integer();
        if before.is_empty() {
            return sheet.write_with_format(row, at, value, &self.numbers[usize::from(!whole)]).map(drop);
        }
        let digits = DIGITS[usize::from(!whole)];
        let format = self.numbers[0].clone().set_num_format(format!("\"{before}\"{digits}"));
        sheet.write_with_format(row, at, value, &format).map(drop)
    }

    /// A difference, coloured by whether it is better; the sign says the same.
    pub(super) fn change(&self, points: Decimal) -> &Format {
        if points.is_sign_negative() { &self.worse } else { &self.better }
    }

    /// Words outside of tables.
    pub(in crate::export) fn write_plain(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, at, room(&neutral(text)), &self.note).map(drop)
    }

    pub(super) fn write_date(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        date: NaiveDate,
    ) -> Result<(), XlsxError> {
        match ExcelDateTime::parse_from_str(&date.to_string()) {
            Ok(date) => sheet.write_datetime_with_format(row, at, &date, &self.date)?,
            // Excel knows no day before 1900.
            Err(_) => sheet.write_string_with_format(row, at, date.to_string(), &self.body)?,
        };
        Ok(())
    }

    /// Words of a report, which no spreadsheet takes for a formula.
    pub(super) fn write_words(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, at, room(&neutral(text)), &self.body)?;
        Ok(())
    }
}
