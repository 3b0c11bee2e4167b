//! One sentence for a person, with the numbers that it is about.

use rust_decimal::{Decimal, RoundingStrategy};

use crate::{
    compare::{Change, Entry, Side},
    measure::Field,
    model::Alert,
    rules::Findings,
};

/// What is wrong, in Chinese: the row's name, what the alert is called, and the numbers.
pub(super) fn message(alert: Alert, change: &Change, findings: &Findings) -> String {
    let title = &findings.of(alert).zh;
    let Some(latest) = change.latest() else { return title.clone() };
    let detail = detail(alert, change, latest);
    let dash = if detail.is_empty() { "" } else { ": " };
    // A new year is that of all rows.
    match alert == Alert::YearTurned {
        true => format!("{title}{dash}{detail}"),
        false => format!("{}: {title}{dash}{detail}", name(change, latest)),
    }
}

/// The message of the first of many rows alike, with the names of the others.
pub(super) fn of_many(first: &str, others: &[String]) -> String {
    format!("{first} (另有{}项同此: {}; 疑为表格读法不同)", others.len(), others.join(", "))
}

/// The name of a row; where its table gives it no name, that of the row before.
fn name(change: &Change, latest: &Entry) -> String {
    let old = change.old.as_ref().filter(|_| latest.cell(Field::Indicator).is_empty());
    old.map_or_else(|| latest.name(), Entry::name)
}

fn detail(alert: Alert, change: &Change, latest: &Entry) -> String {
    let moved = |field| moved(change, |entry| entry.cell(field).to_owned());
    let actuals = || moved_number(change, Side::Figure);
    match alert {
        Alert::CumulativeFell | Alert::Jump => actuals(),
        Alert::GoalChanged => self::moved(change, goal),
        Alert::BasisChanged => moved(Field::TargetBasis),
        Alert::UnitJump => {
            format!("目标 {}, 完成 {}", moved_number(change, Side::Goal), moved_number(change, Side::Figure))
        }
        Alert::Renamed => change
            .rename
            .as_ref()
            .map(|rename| format!("原“{}” ({})", rename.other, rename.reasons()))
            .unwrap_or_default(),
        Alert::Dropped => {
            format!("{} 报告目标 {}", latest.cell(Field::ReportPeriod), latest.written(Side::Goal))
                .trim()
                .to_owned()
        }
        Alert::Stale => format!("仍为 {}, 数据截至 {}", latest.written(Side::Figure), date(latest)),
        Alert::Worsened => moved(Field::Status),
        Alert::RateConflict => format!(
            "目标 {}, 完成 {}, 自报 {}",
            latest.written(Side::Goal),
            latest.written(Side::Figure),
            percent(latest.value(Field::StatedRatio))
        ),
        Alert::FarAbove => {
            let ratio = |name| percent(latest.value(name));
            format!("完成率 {}, 序时进度 {}", ratio(Field::CompletionRatio), ratio(Field::ExpectedRatio))
        }
        Alert::Undated | Alert::AboveWhole => latest.written(Side::Figure),
        Alert::Unanswered => format!("目标 {}", latest.written(Side::Goal)),
        Alert::YearTurned => moved(Field::ReportPeriod),
        Alert::NoProgress => {
            format!("仍为 {}, 数据截至 {}", latest.written(Side::Figure), moved(Field::AsOf))
        }
        Alert::Withdrawn => actuals(),
        Alert::GoalUnprinted => moved_number(change, Side::Goal),
        Alert::FiguresDiffer
        | Alert::GoalsDiffer
        | Alert::SumDiffers
        | Alert::PartAbove
        | Alert::RateElsewhere
        | Alert::ReportsDiffer
        | Alert::ReportGoalsDiffer
        | Alert::Backward => String::new(),
    }
}

fn moved(change: &Change, cell: impl Fn(&Entry) -> String) -> String {
    let side = |entry: Option<&Entry>| entry.map(&cell).filter(|text| !text.is_empty()).unwrap_or("—".into());
    format!("{} → {}", side(change.old.as_ref()), side(change.new.as_ref()))
}

/// The goal as it is written, or as the printed rate implies it.
fn goal(entry: &Entry) -> String {
    let said = entry.target.is_none().then(|| implied(entry)).flatten();
    said.unwrap_or_else(|| entry.written(Side::Goal))
}

/// A goal that only the printed rate tells of, in the unit of the figure: 按自报率约16.5亿元.
fn implied(entry: &Entry) -> Option<String> {
    let ends = [entry.value(Field::ImpliedTargetLow)?, entry.value(Field::ImpliedTargetHigh)?];
    let factor = entry.actual?.checked_div(entry.value(Field::ActualValue)?)?;
    let middle = ((ends[0] + ends[1]) / Decimal::TWO).checked_div(factor)?.round_sf(3)?.normalize();
    Some(format!("按自报率约{middle}{}", entry.cell(Field::ActualUnit)))
}

fn moved_number(change: &Change, side: Side) -> String {
    moved(change, |entry| entry.written(side))
}

/// A ratio as a percentage with at most one decimal.
fn percent(ratio: Option<Decimal>) -> String {
    let percent = ratio.and_then(|ratio| ratio.checked_mul(Decimal::ONE_HUNDRED));
    let rounded =
        percent.map(|value| value.round_dp_with_strategy(1, RoundingStrategy::MidpointAwayFromZero));
    rounded.map_or_else(|| "—".to_owned(), |value| format!("{}%", value.normalize()))
}

fn date<'t>(entry: &Entry<'t>) -> &'t str {
    match entry.cell(Field::AsOf) {
        "" => "不明",
        date => date,
    }
}
