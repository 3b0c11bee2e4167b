//! Formats, widths and words that the sheets share.

use rust_decimal::Decimal;
use rust_xlsxwriter::{ExcelDateTime, Format, FormatAlign, FormatBorder, Worksheet, XlsxError};

use crate::export::cell::{neutral, room};

/// The formats of a workbook.
pub(super) struct Look {
    pub(super) title: Format,
    pub(super) note: Format,
    pub(super) caption: Format,
    pub(super) big: Format,
    pub(super) head: Format,
    plain: Format,
    pub(super) body: Format,
    pub(super) percent: Format,
    pub(super) points: Format,
    pub(super) date: Format,
    pub(super) link: Format,
    green: Format,
    yellow: Format,
    red: Format,
    grey: Format,
}

impl Look {
    pub(super) fn new() -> Self {
        let plain = Format::new()
            .set_align(FormatAlign::VerticalCenter)
            .set_border(FormatBorder::Thin)
            .set_border_color(0xD9_D9_D9);
        let body = plain.clone().set_text_wrap();
        let light = |back: u32, ink: u32| {
            plain.clone().set_align(FormatAlign::Center).set_background_color(back).set_font_color(ink)
        };
        Self {
            title: Format::new().set_bold().set_font_size(16),
            note: Format::new().set_font_color(0x59_59_59),
            caption: Format::new().set_bold().set_font_size(12),
            big: plain.clone().set_bold().set_font_size(18).set_align(FormatAlign::Center),
            head: Format::new()
                .set_bold()
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_text_wrap()
                .set_background_color(0x1F_4E_78)
                .set_font_color(0xFF_FF_FF)
                .set_border(FormatBorder::Thin)
                .set_border_color(0xBF_BF_BF),
            percent: plain.clone().set_num_format("0.0%"),
            points: plain.clone().set_num_format("+0.0;-0.0;0.0"),
            date: plain.clone().set_num_format("yyyy-mm-dd").set_align(FormatAlign::Center),
            link: plain.clone().set_font_color(0x05_63_C1).set_align(FormatAlign::Center),
            green: light(0xC6_EF_CE, 0x00_61_00),
            yellow: light(0xFF_EB_9C, 0x7F_60_00),
            red: light(0xFF_C7_CE, 0x9C_00_06),
            grey: light(0xF2_F2_F2, 0x40_40_40),
            plain,
            body,
        }
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
        text: &str,
        before: &str,
    ) -> Result<(), XlsxError> {
        match Decimal::from_str_exact(text) {
            Ok(value) => {
                let digits = if value.is_integer() { "#,##0" } else { "#,##0.########" };
                let sign = if before.is_empty() { String::new() } else { format!("\"{before}\"") };
                let format = self.plain.clone().set_num_format(format!("{sign}{digits}"));
                sheet.write_with_format(row, at, value, &format)?;
            }
            Err(_) => self.write_words(sheet, row, at, text)?,
        }
        Ok(())
    }

    /// Words outside of tables.
    pub(super) fn write_plain(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        at: u16,
        text: &str,
    ) -> Result<(), XlsxError> {
        sheet.write_string_with_format(row, at, room(&neutral(text)), &self.note).map(drop)
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

/// What a code is called on a sheet; what has no word of its own is called as on the page.
pub(super) fn word(code: &str) -> &str {
    const WORDS: &[(&str, &str)] = &[
        ("paired", "目标与完成值"),
        ("stated", "只有自报完成率"),
        ("progress", "形象进度"),
        ("open", "未报数"),
        ("figure", "无目标的数"),
        ("sentence", "本句写明"),
        ("task", "本任务写明"),
        ("report", "全文写明"),
        ("assumed", "按报告期推定"),
        ("exact", "准确数"),
        ("about", "约数"),
        ("over", "略多于"),
        ("nearly", "接近"),
        ("green", "绿"),
        ("yellow", "黄"),
        ("red", "红"),
        ("grey", "灰"),
        ("overflow", "数值超出范围"),
        ("no_figure", "未报完成值"),
        ("growth", "增速不算完成率"),
        ("at_most", "控制类不算完成率"),
        ("reduction", "下降类不算完成率"),
        ("range", "区间不算完成率"),
        ("rank", "位次不算完成率"),
        ("binary", "是否类不算完成率"),
        ("inverse", "按目标/完成计"),
        ("linear", "按2-完成/目标计"),
        ("growth_ratio", "按增速之比计"),
        ("R15", "跨年重新计数"),
    ];
    WORDS.iter().find(|(known, _)| *known == code).map_or_else(|| crate::export::word(code), |(_, word)| word)
}

/// Codes with `;` between them, in words.
pub(super) fn words(codes: &str) -> String {
    codes.split(';').map(word).collect::<Vec<_>>().join("；")
}
