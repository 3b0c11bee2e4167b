//! Tables that hand out money or share out a whole, or only say what an indicator is: none of them sets goals.

use super::{caption::Caption, column::Column};
use crate::rules::{ColumnRole, Rulebook, ends, holds};

/// 二级指标 | 指标值 in a table that nothing calls a plan: what an indicator is, not what it is to be.
pub(super) fn bare_values(columns: &mut [Column], caption: &Caption, rules: &Rulebook) {
    let names = &rules.layouts.names;
    let told = |column: &Column| {
        matches!(column.role, Some(ColumnRole::Figure | ColumnRole::Rate | ColumnRole::Score))
    };
    let lowest = columns.iter().any(|column| names.lowest.contains(&column.words));
    if lowest || caption.plan || holds(&names.assessed, &caption.section) || columns.iter().any(told) {
        return;
    }
    let valued =
        |column: &&mut Column| column.role == Some(ColumnRole::Goal) && names.valued.contains(&column.words);
    columns.iter_mut().filter(valued).for_each(|column| column.role = Some(ColumnRole::Background));
}

/// 专项资金安排表: who gets what money is no goal, where no column says what became of it; 补助资金绩效目标申报表 sets some.
pub(super) fn granted(columns: &[Column], caption: &Caption, rules: &Rulebook) -> bool {
    let names = &rules.layouts.names;
    let rated = |column: &Column| column.role == Some(ColumnRole::Rate) || holds(&names.spent, &column.words);
    let title = caption.section.trim_end_matches(['）', ')']);
    let handed = |words: &str| holds(&rules.layouts.caption_handed, words) && holds(&names.grant, words);
    // 衔接资金安排情况 over 中央, 省级 and 县级.
    let counted = |column: &&Column| {
        column.cells.numbers > 0 && !column.cells.wordy() && column.role != Some(ColumnRole::Serial)
    };
    let mut numbers = columns.iter().filter(counted).peekable();
    let headed = numbers.peek().is_some() && numbers.all(|column| handed(&column.words));
    (handed(title) && !holds(&names.assessed, title) || headed) && !columns.iter().any(rated)
}

/// 额度构成 | 额度 | 比例: the parts of a whole are no goals where no figure stands beside them.
pub(super) fn shared_out(columns: &mut [Column], caption: &Caption, rules: &Rulebook) {
    let told = |column: &Column| matches!(column.role, Some(ColumnRole::Figure | ColumnRole::Rate));
    let words = &rules.layouts.names.shared;
    let shared = ends(words, &caption.topic) || columns.iter().any(|column| ends(words, &column.words));
    if !shared || columns.iter().any(told) {
        return;
    }
    for column in columns.iter_mut().filter(|column| column.role == Some(ColumnRole::Goal)) {
        column.role = Some(ColumnRole::Background);
    }
}
