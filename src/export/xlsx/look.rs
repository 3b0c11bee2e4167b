//! Formats, widths and words that the sheets share.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};
use unicode_width::UnicodeWidthStr;

use crate::export::cell::{neutral, room};

/// Widths of columns lie between these.
const NARROW: usize = 8;
const WIDE: usize = 42;

/// The formats of a workbook.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) head: Format,
    pub(super) body: Format,
    pub(super) number: Format,
    pub(super) percent: Format,
    pub(super) points: Format,
    pub(super) date: Format,
    pub(super) bold: Format,
    pub(super) link: Format,
    green: Format,
    yellow: Format,
    red: Format,
    grey: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let body = Format::new().set_align(FormatAlign::VerticalCenter);
        let light = |back: u32, ink: u32| {
            body.clone().set_align(FormatAlign::Center).set_background_color(back).set_font_color(ink)
        };
        Self {
            title: Format::new().set_bold().set_font_size(16),
            head: Format::new()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
                .set_background_color(0x1F_4E_78)
                .set_font_color(0xFF_FF_FF)
                .set_border(FormatBorder::Thin)
                .set_border_color(0xBF_BF_BF),
            number: body.clone().set_num_format("#,##0.########"),
            percent: body.clone().set_num_format("0.00%"),
            points: body.clone().set_num_format("+0.00;-0.00;0.00"),
            date: body.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            bold: body.clone().set_bold(),
            link: body.clone().set_font_color(0x05_63_C1).set_align(FormatAlign::Center),
            green: light(0xC6_EF_CE, 0x00_61_00),
            yellow: light(0xFF_EB_9C, 0x7F_60_00),
            red: light(0xFF_C7_CE, 0x9C_00_06),
            grey: light(0xF2_F2_F2, 0x40_40_40),
            body,
        }
    }

    /// The format of a light; the word in the cell says the same.
    pub(super) fn light(&self, light: Option<&str>) -> &Format {
        match light {
            Some("green") => &self.green,
            Some("yellow") => &self.yellow,
            Some("red") => &self.red,
            Some(_) | None => &self.grey,
        }
    }

    /// Whole numbers without a decimal point, others with as many places as they have.
    pub(super) fn write_number(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        match Decimal::from_str_exact(text) {
            Ok(value) => {
                let whole = Format::new().set_align(FormatAlign::VerticalCenter).set_num_format("#,##0");
                let format = if value.is_integer() { &whole } else { &self.number };
                sheet.write_with_format(row, at, value, format)?;
            }
            Err(_) => self.write_words(sheet, row, at, text)?,
        }
        Ok(())
    }

    pub(super) fn write_as(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        text: &str,
        format: &Format,
    ) -> Result<(), XlsxError> {
        match Decimal::from_str_exact(text) {
            Ok(value) => sheet.write_with_format(row, at, value, format)?,
            Err(_) => sheet.write_string_with_format(row, at, room(&neutral(text)), format)?,
        };
        Ok(())
    }

    pub(super) fn write_date(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        match ExcelDateTime::parse_from_str(text) {
            Ok(date) => sheet.write_datetime_with_format(row, at, &date, &self.date)?,
            Err(_) => sheet.write_string_with_format(row, at, room(&neutral(text)), &self.body)?,
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

/// Wide enough for the widest of these, a Chinese letter counting two.
pub(super) fn width<'t>(cells: impl Iterator<Item = &'t str>) -> f64 {
    let widest = cells.map(UnicodeWidthStr::width).max().unwrap_or(0) + 3;
    f64::from(u8::try_from(widest.clamp(NARROW, WIDE)).unwrap_or(u8::MAX))
}

/// What a code is called on a sheet.
pub(super) fn word(code: &str) -> &str {
    const WORDS: &[(&str, &str)] = &[
        ("ok", "一致"),
        ("rounding", "舍入内"),
        ("conflict", "矛盾"),
        ("no_target", "目标未给出"),
        ("no_figure", "未报完成值"),
        ("said_done", "只说完成"),
        ("stage_differs", "环节不同"),
        ("unit_differs", "单位不同"),
        ("period_differs", "时期不同"),
        ("scope_differs", "范围不同"),
        ("tied", "多个数值难以区分"),
        ("only_progress", "只有进度"),
        ("not_comparable", "人工判定不可比"),
        ("overflow", "数值超出范围"),
        ("zero_target", "目标为零"),
        ("sign", "正负不一"),
        ("growth", "增速不算完成率"),
        ("at_most", "控制类不算完成率"),
        ("reduction", "下降类不算完成率"),
        ("range", "区间不算完成率"),
        ("rank", "位次不算完成率"),
        ("binary", "是否类不算完成率"),
        ("inverse", "目标/完成"),
        ("linear", "2-完成/目标"),
        ("growth_ratio", "增速之比"),
    ];
    WORDS.iter().find(|(known, _)| *known == code).map_or(code, |(_, word)| word)
}
