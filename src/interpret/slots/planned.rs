//! What plans it: verbs and nouns of plans before a number.

use super::object::{Lead, than};
use crate::{
    interpret::{phrase::Phrase, words::Kind},
    model::{Bound, QuantityKind},
    rules::{Cue, NameWords, Sign, Slot, Slots},
    text::bare,
};

pub(super) fn slots(lead: &Lead, slots: &mut Slots) {
    verbs(lead, slots);
    nouns(lead, slots);
    slots.set(Slot::NounDone, noun_done(lead));
    slots.set(Slot::NounLast, noun_last(lead));
    slots.set(Slot::Urged, urged(lead));
    let dated = |&index: &usize| matches!(lead.phrase.words.words[index].kind, Kind::Date(_));
    let named = lead.phrase.names(&lead.phrase.before) || lead.phrase.before.iter().any(dated);
    slots.set(Slot::HandedOut, lead.phrase.has(Cue::Respectively) && !named);
}

fn verbs(lead: &Lead, slots: &mut Slots) {
    let phrase = lead.phrase;
    slots.set(
        Slot::Plan,
        lead.plan.is_some()
            || by_year(phrase)
            || set_out(phrase, lead.text)
            || handed_out(phrase)
            || handed_by(phrase, lead.text),
    );
    slots.set(Slot::PlanLast, lead.plan.is_some_and(|plan| lead.now.is_none_or(|now| now < plan)));
    slots.set(Slot::Due, lead.plan.is_some_and(|plan| phrase.text(plan).starts_with('应')));
    let is = |at: usize| lead.behind(at).first().is_some_and(|&next| matches!(lead.word(next), "为" | "是"));
    let modal =
        |at: usize| !phrase.signs().ends(Sign::NoModal, phrase.text(at)) && !phrase.text(at).ends_with('定');
    slots.set(Slot::PlanIs, lead.plan.is_some_and(modal) || lead.noun.is_some_and(is));
    let named_by = phrase.last(&[Cue::RateName]);
    let last_word = phrase.before.iter().rposition(|index| !phrase.words.cue(*index).has(Cue::Link));
    let planned = lead.plan.max(lead.noun).filter(|at| Some(*at) == last_word);
    slots.set(Slot::PlanAtNumber, planned.zip(named_by).is_some_and(|(plan, rate)| rate < plan));
    let named = |plan: usize| {
        let text = phrase.text(plan);
        text.ends_with("计划") && phrase.names(&phrase.before[..plan])
    };
    slots.set(Slot::PlanNamed, lead.plan.filter(|plan| Some(*plan) == last_word).is_some_and(named));
    let names = &phrase.words.rules.names;
    let issued =
        |text: &str| text.strip_suffix('的').is_some_and(|verb| names.ends(NameWords::Setting, verb));
    slots.set(Slot::Issued, issued(bare(lead.text)));
    slots.set(Slot::Term, by_term(lead));
    slots.set(Slot::Future, phrase.has(Cue::Future));
    let arranges = |&index: &usize| phrase.signs().is(Sign::Arranged, lead.word(index));
    // 财政安排80万元专项经费: what it is given for stands behind it.
    slots.set(Slot::Arranged, phrase.before.last().is_some_and(arranges) && phrase.after.is_empty());
}

/// 规划2020年达到150亿元: what is designed for a year is planned, and not only expected.
pub(super) fn by_year(phrase: &Phrase) -> bool {
    let designs = |pair: &[usize]| {
        let date = matches!(phrase.words.words[pair[1]].kind, Kind::Date(_));
        date && phrase.words.cue(pair[0]).has(Cue::Forecast)
            && phrase.signs().is(Sign::Designs, phrase.words.bare(pair[0]))
    };
    phrase.before.windows(2).any(designs)
}

/// 6月底前: by when it is to be done.
fn by_term(lead: &Lead) -> bool {
    let phrase = lead.phrase;
    let dated = |&index: &usize| matches!(phrase.words.words[index].kind, Kind::Date(_));
    let term = |pair: &[usize]| {
        dated(&pair[0])
            && lead.word(pair[1]).starts_with(['前', '底', '末'])
            && lead.word(pair[1]).contains('前')
    };
    phrase.before.iter().any(|index| dated(index) && phrase.words.text_of(*index).ends_with('前'))
        || phrase.before.windows(2).any(term)
}

fn nouns(lead: &Lead, slots: &mut Slots) {
    slots.set(Slot::Noun, lead.noun.is_some());
    let of = |noun: usize| lead.behind(noun).iter().any(|&index| lead.word(index).starts_with('的'));
    // 低于计划的10%, 与计划的10%略有差距
    let named = |at: usize| lead.phrase.signs().ends(Sign::PlanNamed, lead.phrase.text(at)) && of(at);
    let of_plan = lead.noun.is_some_and(of) || lead.plan.is_some_and(named);
    slots.set(Slot::NounOf, of_plan);
    let beside = lead
        .phrase
        .before
        .first()
        .is_some_and(|&first| lead.phrase.signs().begins(Sign::ThanWord, lead.word(first)));
    slots.set(Slot::Beyond, of_plan && beside);
    slots.set(Slot::NounObject, lead.object.is_some() || named_after_plan(lead));
    slots.set(Slot::Than, than(lead.phrase));
}

/// A plan noun right before the number, or a mark that stands for one.
fn noun_last(lead: &Lead) -> bool {
    let phrase = lead.phrase;
    // 回款率指标95%, （指标85%）.
    let named = phrase.before.iter().rev().find(|index| !phrase.words.cue(**index).has(Cue::Link));
    let mark = named.is_some_and(|&index| phrase.signs().ends(Sign::Mark, lead.word(index)))
        && (phrase.is_ratio() || phrase.bracket.is_some() || named == phrase.before.first())
        && lead.object.is_none();
    // 甲级病案率96.2%，标准90%: nothing but the mark that is to be reached.
    let alone = named == phrase.before.first() && (phrase.is_ratio() || phrase.bracket.is_some());
    let mark =
        mark || alone && named.is_some_and(|&index| phrase.signs().is(Sign::Standard, lead.word(index)));
    // 公布了全年目标的44家企业: which ones are meant.
    let of = |noun: usize| {
        let counted = phrase.quantity.kind == QuantityKind::Count;
        counted && lead.behind(noun).iter().any(|&index| lead.word(index) == "的")
    };
    mark || lead.object.is_none() && lead.noun.is_some_and(|noun| lead.joined(noun) && !of(noun))
        || than(phrase) && lead.plan.is_some_and(|plan| lead.joined(plan))
        || !phrase.is_ratio() && compared(lead)
}

/// 比计划的1500公里多出四成: the plan itself, and not how far it is from there.
fn compared(lead: &Lead) -> bool {
    let phrase = lead.phrase;
    let than = phrase.last(&[Cue::Distance]);
    than.is_some_and(|at| phrase.text(at).starts_with('比') && lead.joined(at))
}

/// 任务…完成: a plan noun before the verb of completion.
fn noun_done(lead: &Lead) -> bool {
    let phrase = lead.phrase;
    let fulfilled = phrase
        .cues()
        .rev()
        .find(|&(place, set)| set.has(Cue::Done) && phrase.signs().ends(Sign::Fulfilled, phrase.text(place)));
    // 危房改造任务开工1320户: begun or finished, of the tasks that are named.
    let begun = || {
        let (place, _) = lead.phrase.cues().next_back().filter(|(_, set)| set.has(Cue::Stage))?;
        let before = lead.noun.filter(|&noun| noun < place)?;
        let between = &phrase.before[before + 1..place];
        let acts = |&at: &usize| phrase.words.cue(at).any(&[Cue::Action, Cue::Work, Cue::Build]);
        let named = (phrase.names(&phrase.before[..before])
            || phrase.before[..before].last().is_some_and(acts))
            && between.iter().all(|&at| phrase.words.cue(at).any(&[Cue::Link, Cue::Now]));
        let stage = lead.phrase.text(place);
        let plain = lead.phrase.signs().is(Sign::Begun, stage) || matches!(stage, "竣工" | "完工");
        (named && plain).then_some(place)
    };
    let done = fulfilled.map(|(place, _)| place).or_else(begun);
    let task = lead.noun.filter(|&noun| !phrase.text(noun).ends_with(['划', '排', '算', '资']));
    done.zip(task).is_some_and(|(done, noun)| {
        let between = &phrase.before[noun.min(done)..done];
        done > noun && !between.iter().any(|&index| matches!(lead.word(index), "是" | "为"))
    })
}

/// 年度计划完成率为90.6%: the name of the rate says of which plan it is; what other words measure by a plan is told by
/// `measured`.
fn named_after_plan(lead: &Lead) -> bool {
    let (phrase, signs) = (lead.phrase, lead.phrase.signs());
    let exact = phrase.quantity.bound == Bound::Exactly && phrase.is_ratio();
    // 全年计划的完成比例为32.6%, 市定任务完成率: the plan stands right before the name of the rate.
    let of_plan = |rate: usize| {
        let before = phrase.before[..rate].iter().rev().find(|&&index| lead.word(index) != "的");
        let noun = |&index: &usize| {
            phrase.words.cue(index).has(Cue::PlanNoun) && !signs.begins(Sign::PlanOf, lead.word(index))
                || signs.ends(Sign::PlanNoun, lead.word(index).trim_end_matches('的'))
        };
        before.is_some_and(noun) && signs.holds(Sign::Fulfilled, phrase.text(rate))
    };
    let named = |text: &str| signs.holds(Sign::PlanNoun, text) || signs.begins(Sign::OfBudget, text);
    let plan = |rate: usize| named(phrase.text(rate)) || of_plan(rate);
    let rate = phrase.last(&[Cue::RateName]).filter(|&rate| exact && lead.joined(rate) && plan(rate));
    rate.is_some() && !urged(lead)
}

/// A verb that only urges, and no share before it.
fn urged(lead: &Lead) -> bool {
    let phrase = lead.phrase;
    let share = phrase.first(&[Cue::Share]);
    let urged = phrase.cues().find(|&(place, set)| {
        let (signs, text) = (phrase.signs(), phrase.text(place));
        let called = || {
            signs.holds(Sign::PlanNamed, text)
                || signs.begins(Sign::Designs, text)
                // 按市里下达的计划算只到63.4%: of which plan.
                || text.ends_with(['的', '定', '达'])
                    && !phrase.has(Cue::Beyond)
                    && phrase.last(&[Cue::PlanNoun, Cue::Plan]) > Some(place)
        };
        set.has(Cue::Plan) && !set.has(Cue::PlanNoun) && !called()
    });
    urged.is_some_and(|(place, _)| share.is_none_or(|share| share > place))
}

/// 望楼县下达126人: so many are asked of it; money that is handed out is none.
fn handed_out(phrase: &Phrase) -> bool {
    let counted = matches!(phrase.quantity.kind, QuantityKind::Count | QuantityKind::Measure);
    let hands = |&index: &usize| phrase.signs().is(Sign::HandsOut, phrase.words.bare(index));
    counted && phrase.after.is_empty() && phrase.before.last().is_some_and(hands)
}

/// 省政府下达我市能耗下降3.4%, 年初市下达安居工程210户: who hands it out, and what; money that is handed out is none.
fn handed_by(phrase: &Phrase, text: &str) -> bool {
    let (names, signs) = (&phrase.words.rules.names, phrase.signs());
    let verbs = signs.words(Sign::HandsOut).iter().filter(|_| phrase.holds(Sign::HandsOut));
    let mut parts = verbs.filter_map(|verb| text.split_once(verb.as_str()));
    let by = |who: &str| names.ends(NameWords::Setter, who) || names.ends(NameWords::SetterBody, who);
    phrase.quantity.kind != QuantityKind::Money
        && phrase.after.is_empty()
        && parts.next().is_some_and(|(who, what)| {
            by(who.trim_end()) && !what.trim().is_empty() && !what.starts_with(['的', '了'])
        })
}

/// 民生实事确定新建3个: what a list of the year sets out.
fn set_out(phrase: &Phrase, text: &str) -> bool {
    let signs = phrase.signs();
    if !phrase.holds(Sign::YearList) {
        return false;
    }
    let lists = signs.words(Sign::YearList).iter();
    let listed = lists.filter_map(|list| text.find(list.as_str()).map(|at| &text[at + list.len()..]));
    let mut behind = listed.map(|rest| rest.trim_start_matches(['项', '目', '中', '》', '”']));
    behind.any(|rest| signs.begins(Sign::SetsOut, rest))
}
