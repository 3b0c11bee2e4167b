//! The signs that numerals are written with, and what each is worth.

pub(super) use crate::text::is_digit;

/// Most characters that a number may have; what is longer is not read.
pub(super) const MOST: usize = 40;

/// The value of an Arabic digit, half or full width.
pub(super) fn digit(c: char) -> Option<u32> {
    c.to_digit(10).or_else(|| ('０'..='９').contains(&c).then(|| u32::from(c) - 0xff10))
}

/// True for the characters of a Chinese number.
pub(super) fn is_chinese(c: char) -> bool {
    chinese_digit(c).is_some() || scale(c).is_some() || tens(c).is_some()
}

/// Signs of two digits: 廿 is 20.
pub(super) fn tens(c: char) -> Option<&'static str> {
    Some(match c {
        '廿' => "二十",
        '卅' => "三十",
        '卌' => "四十",
        _ => return None,
    })
}

/// 壹 is written on cheques and begins names (陆家嘴): it needs company.
pub(super) fn is_formal(c: char) -> bool {
    "壹贰貳叁參肆伍陆陸柒捌玖拾佰仟兩廿卅卌".contains(c)
}

pub(super) fn chinese_digit(c: char) -> Option<u32> {
    Some(match c {
        '零' | '〇' => 0,
        '一' | '壹' => 1,
        '二' | '两' | '贰' | '兩' | '貳' => 2,
        '三' | '叁' | '參' => 3,
        '四' | '肆' => 4,
        '五' | '伍' => 5,
        '六' | '陆' | '陸' => 6,
        '七' | '柒' => 7,
        '八' | '捌' => 8,
        '九' | '玖' => 9,
        _ => return None,
    })
}

/// What 十, 百, 千, 万 and 亿 multiply by.
pub(super) fn scale(c: char) -> Option<u64> {
    Some(match c {
        '十' | '拾' => 10,
        '百' | '佰' => 100,
        '千' | '仟' => 1000,
        '万' | '萬' => 10_000,
        '亿' | '億' => 100_000_000,
        _ => return None,
    })
}
