//! Sentences in cells: the prose stages read them, the column's role saying what they speak of.

use std::sync::Arc;

use super::{
    arithmetic::{follows, ratio},
    context::Context,
    leftover::{answer, pair_leftovers, untold},
    measures::{one_measure, shares_word},
    parallel::parallel,
    reached::{own_row, reached},
    row::Row,
};
use crate::{
    interpret::{Claim, Role, claims},
    model::{AsOf, Bound, Finding, Grounds, Kind, Place, Quantity, QuantityKind, StatedRate},
    outline::{Block, Outline, Part, Piece, inline},
    pair,
    rules::ColumnRole,
    scan::quantities,
    text::{Span, is_digit},
};

/// The cells of one row as a block of their own.
fn outline(context: &Context, place: Arc<Place>, pieces: &[(Span, Part)]) -> Outline {
    Outline {
        title: None,
        period: context.outline.period,
        as_of: dated(context).or(context.outline.as_of),
        plan: false,
        goalless: false,
        turning: false,
        blocks: vec![Block { place, labelled: true }],
        pieces: pieces.iter().flat_map(|&(span, part)| items(&context.source.text, span, part)).collect(),
    }
}

/// Up to when the cells of the figures count, where their header says so: 完成情况（截至8月31日）.
fn dated(context: &Context) -> Option<AsOf> {
    let mut figures = context.columns.iter().filter(|column| column.role == Some(ColumnRole::Figure));
    let (Some(one), None) = (figures.next(), figures.next()) else { return None };
    let year = context.outline.period.and_then(|period| period.year);
    one.months.map(|(_, as_of)| AsOf { year: as_of.year.or(year), ..as_of })
}

/// A cell cut at the numbers inside it: 1.…；2.…
fn items(text: &str, cell: Span, part: Part) -> Vec<Piece> {
    let piece = |(start, end, item): (usize, usize, Option<String>)| {
        let span = Span::new(cell.start + start, cell.start + end);
        Piece { item: item.unwrap_or_default(), ..Piece::new(span, part, 0) }
    };
    let words = cell.text(text);
    numbered(words).unwrap_or_else(|| inline(words)).into_iter().map(piece).collect()
}

/// A cell cut at 1. 2. 3., a number right behind one of them too: 1.2所已完工；2.已招聘8名. One must stand before words,
/// for 1.5公里；2.5公里 is no list.
fn numbered(text: &str) -> Option<Vec<(usize, usize, Option<String>)>> {
    let (mut starts, mut worded): (Vec<(usize, usize)>, bool) = (Vec::new(), false);
    let mut at = 0;
    while let Some(found) = place(text, at, starts.len() + 1) {
        starts.push(found);
        at = found.1;
        worded |= !text[at..].starts_with(is_digit);
    }
    let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
    let part = |(number, (&(_, start), end)): (usize, (&(usize, usize), usize))| {
        (start, end, Some(format!("{}.", number + 1)))
    };
    (starts.len() > 1 && worded).then(|| starts.iter().zip(ends).enumerate().map(part).collect())
}

/// Where the mark of a number begins and ends: at the start of a cell, or behind a stop.
fn place(text: &str, from: usize, number: usize) -> Option<(usize, usize)> {
    ['.', '．', '、'].into_iter().find_map(|stop| {
        let mark = format!("{number}{stop}");
        let behind = |&(at, _): &(usize, &str)| {
            let before = text[..at].trim_end();
            if number == 1 { before.is_empty() } else { before.ends_with(['。', '；', ';', '\n']) }
        };
        let found = text.match_indices(mark.as_str()).filter(|(at, _)| *at >= from).find(behind)?;
        Some((found.0, found.0 + mark.len()))
    })
}

fn read(context: &Context, span: Span, part: Part) -> Vec<Claim> {
    let outline = outline(context, Arc::default(), &[(span, part)]);
    claims(context.source, &outline, context.rules)
}

/// The findings of a goal sentence, figure sentences, and remarks.
pub(crate) fn rows(
    context: &Context,
    row: &Row,
    blank: &Finding,
    goal: Option<Span>,
    figures: &[Span],
    remarks: &[Span],
) -> Vec<Finding> {
    let goal = goal.map(|span| own_row(&context.source.text, span));
    let goals = goal.iter().map(|&span| (span, Part::Goal));
    // An empty piece between the cells: what one cell names, another does not leave out.
    let gap = goal.iter().map(|&span| (Span::new(span.end, span.end), Part::Other));
    let goals = goals.chain(gap);
    let done = figures.iter().chain(remarks).map(|&span| (span, Part::Progress));
    let pieces: Vec<(Span, Part)> = goals.chain(done).collect();
    if goal.is_none() && figures.is_empty() && remarks.is_empty() {
        return Vec::new();
    }
    let outline = outline(context, blank.place.clone(), &pieces);
    let mut claims = claims(context.source, &outline, context.rules);
    if goal.is_some() {
        reached(context, &mut claims);
    }
    let mut found = named(paired(context, &outline, &claims, blank), context, row, remarks);
    found.extend(untold(&found, &claims, figures, blank, context.rules));
    found
}

/// The findings of claims in cells.
fn paired(context: &Context, outline: &Outline, claims: &[Claim], blank: &Finding) -> Vec<Finding> {
    if let Some(pairs) = parallel(&context.source.text, claims) {
        let mut found = Vec::new();
        for (goal, figure) in pairs {
            answer(&mut found, goal, figure, Grounds::SamePlace, blank);
        }
        return found;
    }
    let places: Vec<Arc<Place>> = outline.blocks.iter().map(|block| Arc::clone(&block.place)).collect();
    let mut found = pair::findings(claims, &places, &[true], context.rules);
    pair_leftovers(&mut found, claims, blank, &context.rules.synonyms);
    levels(&mut found);
    found
}

/// 完成土建工程的60% against 完成土建工程的62%: how far a work should be, and how far it is.
fn levels(found: &mut Vec<Finding>) {
    let percent = |quantity: &Quantity| quantity.kind == QuantityKind::Percent;
    let goal = |row: &Finding| {
        row.kind == Kind::Open && row.goal.as_ref().is_some_and(|goal| percent(&goal.quantity))
    };
    let told = |row: &Finding| row.kind == Kind::Progress;
    let place = |wanted: &dyn Fn(&Finding) -> bool| {
        let mut places = (0..found.len()).filter(|&at| wanted(&found[at]));
        places.next().filter(|_| places.next().is_none())
    };
    let (Some(open), Some(progress)) = (place(&goal), place(&told)) else { return };
    if found[open].indicator != found[progress].indicator {
        return;
    }
    let Finding { figure, rule, .. } = found[progress].clone();
    let row = &mut found[open];
    (row.kind, row.figure, row.unanswered) = (Kind::Paired, figure, None);
    (row.grounds, row.rule) = (Some(Grounds::SameRow), format!("{}+{rule}", row.rule));
    found.remove(progress);
}

/// The findings without what only remarks say, each with a name.
fn named(mut found: Vec<Finding>, context: &Context, row: &Row, remarks: &[Span]) -> Vec<Finding> {
    let noted = |span: Span| remarks.iter().any(|remark| remark.covers(span));
    // A remark answers goals; by itself it makes no rows.
    found.retain(|finding| {
        let span = finding.goal.as_ref().map(|goal| goal.quantity.core);
        let span = span.or(finding.figure.as_ref().map(|figure| figure.quantity.core));
        finding.kind == Kind::Paired || !span.is_some_and(noted)
    });
    for finding in &mut found {
        if finding.indicator.chars().count() < 2 {
            finding.indicator = row.name().to_owned();
        } else if context.rules.layouts.morphemes.is_measure(&finding.indicator) {
            // 投资 of each project.
            finding.indicator.insert_str(0, row.name());
        }
    }
    found
}

/// Gives the rate of the row to the rows that it follows from, or to all of them where it follows from none.
pub(crate) fn spread_rate(found: &mut [Finding], rate: Option<&Quantity>) {
    let Some(rate) = rate else { return };
    let stated = StatedRate { ratio: ratio(rate), span: rate.core };
    let fits = |row: &Finding| match (&row.goal, &row.figure) {
        (Some(goal), Some(figure)) => follows(&goal.quantity, &figure.quantity, rate),
        _ => false,
    };
    let any = found.iter().any(fits);
    for row in found {
        let takes = matches!(row.kind, Kind::Paired | Kind::Open) && row.stated.is_none();
        if takes && (!any || fits(row)) {
            row.stated = Some(stated.clone());
        }
    }
}

/// True where a text holds quantities that are no percentages.
pub(crate) fn holds_counts(context: &Context, span: Span) -> bool {
    quantities(span.text(&context.source.text), context.rules)
        .iter()
        .any(|quantity| quantity.unit.is_some() && quantity.kind != QuantityKind::Percent)
}

/// The goal of a sentence that a figure cell answers, with its name.
pub(crate) fn goal_for(
    context: &Context,
    span: Span,
    figure: &Quantity,
    rate: Option<&Quantity>,
) -> Option<(Quantity, String)> {
    let found = read(context, own_row(&context.source.text, span), Part::Goal);
    let goals: Vec<&Claim> =
        found.iter().filter(|claim| matches!(claim.role, Role::Goal | Role::Base) && !claim.part).collect();
    let confirmed =
        goals.iter().find(|claim| rate.is_some_and(|rate| follows(&claim.quantity, figure, rate)));
    let same = goals.iter().find(|claim| one_measure(&claim.quantity, figure));
    let bare = goals.first().filter(|_| figure.unit.is_none());
    let only = goals.first().filter(|goal| goals.len() == 1 && goal.quantity.unit.is_none());
    // 停机时间不超过36小时 beside 20小时: a bound is a goal, whatever it is of.
    let bound = |claim: &&Claim| {
        claim.quantity.bound != Bound::Exactly && !claim.part && one_measure(&claim.quantity, figure)
    };
    let bounded = || found.iter().filter(|_| goals.is_empty()).find(bound);
    let chosen = confirmed.or(same).or(bare).or(only).copied().or_else(bounded)?;
    Some((chosen.quantity.clone(), chosen.name.clone()))
}

/// 合同评审率100%, 退货不超过4次: the one quantity of a cell of goals, where it ends the cell and is a bound or a rate, with
/// its name.
pub(crate) fn ending_goal(context: &Context, span: Span) -> Option<(Quantity, String)> {
    let found = read(context, own_row(&context.source.text, span), Part::Goal);
    let [claim] = &found[..] else { return None };
    let quantity = &claim.quantity;
    let rate = quantity.kind == QuantityKind::Percent && claim.name.ends_with('率');
    let ends = quantity.span.end == span.end && !claim.part && !claim.name.is_empty();
    (ends && (rate || quantity.bound != Bound::Exactly)).then(|| (quantity.clone(), claim.name.clone()))
}

/// The figure of a sentence that answers the goal cell of a row.
///
/// In a remark it must follow from the printed rate, or share its name with the row or with `remark`, what the column
/// of the goal names.
pub(crate) fn figure_for(
    context: &Context,
    row: &Row,
    goal: &Quantity,
    span: Span,
    rate: Option<&Quantity>,
    remark: Option<&str>,
) -> Option<Quantity> {
    let found = read(context, span, Part::Progress);
    let figures: Vec<&Claim> = found
        .iter()
        .filter(|claim| matches!(claim.role, Role::Figure | Role::Base) && !claim.process && !claim.part)
        .collect();
    let confirmed =
        figures.iter().find(|claim| rate.is_some_and(|rate| follows(goal, &claim.quantity, rate)));
    if let Some(claim) = confirmed {
        return Some(claim.quantity.clone());
    }
    if remark.is_some() && rate.is_some() {
        return None;
    }
    let fits = |claim: &&&Claim| {
        let named =
            remark.is_none_or(|noun| shares_word(&claim.name, row.name()) || shares_word(&claim.name, noun));
        let late = !claim.early || row.name().contains(claim.stage.as_str());
        let same = one_measure(goal, &claim.quantity) || goal.unit.is_none() && remark.is_none();
        let percent = claim.quantity.kind == QuantityKind::Percent && goal.kind != QuantityKind::Percent;
        named && late && same && !percent
    };
    let chosen = figures.iter().find(|claim| fits(claim) && claim.reached);
    let chosen = chosen.or_else(|| figures.iter().find(fits)).map(|claim| claim.quantity.clone());
    // 增长5% against 18.6亿元，增长5.3%.
    let percent = goal.kind == QuantityKind::Percent && remark.is_none();
    let grown: Vec<&Claim> =
        found.iter().filter(|claim| claim.role == Role::Change && claim.growth && !claim.fell).collect();
    let growth = grown.first().filter(|_| percent && grown.len() == 1).map(|claim| claim.quantity.clone());
    chosen.or(growth.filter(|growth| growth.kind == QuantityKind::Percent))
}

/// The rate that a sentence prints of a goal and a figure: 新增720个，完成80%.
pub(crate) fn rate_for(
    context: &Context,
    span: Span,
    goal: &Quantity,
    figure: &Quantity,
) -> Option<StatedRate> {
    let found = read(context, span, Part::Progress);
    let rate =
        found.iter().find(|claim| claim.role == Role::Rate && follows(goal, figure, &claim.quantity))?;
    Some(StatedRate { ratio: ratio(&rate.quantity), span: rate.quantity.core })
}
