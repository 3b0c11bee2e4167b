//! What is counted: people who are touched, prizes, copies, names, places.

use rust_decimal::Decimal;

use crate::{
    interpret::{phrase::Phrase, words::Kind},
    model::QuantityKind,
    rules::{Cue, NameWords, Sign, Slot, Slots},
    text::{Letters, bare, fits},
};

/// `text` is what stands before the number.
pub(super) fn slots(phrase: &Phrase, text: &str, slots: &mut Slots) {
    slots.set(Slot::Affects, affects(phrase, bare(text).trim_start_matches(['可', '将'])));
    slots.set(Slot::Given, phrase.holds(Sign::Given));
    let noun_at = |&index: &usize| {
        let plain = phrase.words.words[index].kind == Kind::Text;
        let text = phrase.words.bare(index);
        plain && text.chars().nth(1).is_some() && !is_verb(phrase, text)
    };
    slots.set(Slot::OwnNoun, phrase.before.iter().any(noun_at));
    slots.set(Slot::Prize, phrase.holds(Sign::Prize));
    let each = |word: &str| word.starts_with('每');
    slots.set(Slot::Per, phrase.before.iter().any(|&index| each(phrase.words.bare(index))));
    let last = phrase.before.last().map_or("", |&index| phrase.words.bare(index));
    slots.set(Slot::OfNoun, last.ends_with('的') && !phrase.has(Cue::Done) && !phrase.has(Cue::Build));
    slots.set(Slot::Subject, phrase.names(&phrase.before));
    let all = |&index: &usize| phrase.words.bare(index).ends_with(['均', '都']);
    slots.set(Slot::Each, phrase.before.iter().any(all));
    slots.set(Slot::NamesCounted, counts_names(phrase) || counts_places(phrase) || addresses(phrase, text));
    // 一式2份，双方各执1份: copies of a paper are no results either.
    let counted = phrase.quantity.kind == QuantityKind::Count;
    slots.set(Slot::OfStatus, counted && phrase.holds(Sign::OfStatus));
    slots.set(Slot::SubjectCount, is_subject(phrase) || all_of_place(phrase));
}

/// 入库: a verb that is a part of names, too.
fn is_verb(phrase: &Phrase, text: &str) -> bool {
    phrase.words.rules.verbs.cue(text).is_some_and(|set| set.any(&[Cue::Action, Cue::Done]))
}

/// 惠及群众, 涉及居民: whom a work touches, not what is to be reached.
fn affects(phrase: &Phrase, text: &str) -> bool {
    let signs = phrase.signs();
    let whose = phrase.words.rules.names.behind(NameWords::ClassNoun, text);
    let text = whose.unwrap_or(text);
    // 涉及居民1200户, 涉及东岭、西坡等8个村.
    let behind = phrase.after_text().trim_start();
    let counted = |rest: &str| rest.is_empty() || rest.trim_end().ends_with('等');
    let touched = signs.behind(Sign::Touching, text).is_some_and(|rest| {
        let people =
            signs.begins(Sign::Touched, behind) || signs.begins(Sign::Touched, &phrase.quantity.unit_text);
        signs.begins(Sign::Touched, rest) || counted(rest) && people
    });
    touched || signs.begins(Sign::Affected, text)
}

/// 48个项目…: the number only counts what the sentence speaks of.
fn is_subject(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let plain = |&index: &usize| {
        matches!(words.words[index].kind, Kind::Date(_))
            || words.cue(index).any(&[Cue::Link, Cue::Present, Cue::Part])
    };
    // 450公里的安保工程…: a length or an area, too, where 的 says that it is so much of that.
    let counts = match phrase.quantity.kind {
        QuantityKind::Count => true,
        QuantityKind::Measure => phrase.after_text().trim_start().starts_with('的'),
        _ => false,
    };
    phrase.before.iter().all(plain)
        && phrase.names(&phrase.after)
        && words.right(phrase.at).len() > phrase.after.len()
        && counts
}

/// How the name of a place ends.
static PLACES: Letters = Letters::of("省市区县乡镇村州盟旗");

/// 全乡17个行政村签订责任书: all that a place has, as the number has no verb of its own.
fn all_of_place(phrase: &Phrase) -> bool {
    let mut last = phrase.before_text().trim_end().chars().rev();
    let place = last.next().is_some_and(|last| PLACES.has(last)) && last.next() == Some('全');
    place && phrase.quantity.magnitude == Decimal::ONE && phrase.names(&phrase.after)
}

/// How many names an apposition counts at most.
const NAMED_EACH: usize = 12;

/// 临江区、松坪区、青禾县3个县: the number counts the names right before it, and nothing is done to them.
fn counts_names(phrase: &Phrase) -> bool {
    let text = phrase.before_text();
    let list = text.trim_end().trim_end_matches(['等', '共']);
    if phrase.quantity.kind != QuantityKind::Count || !list.contains('、') {
        return false;
    }
    // 两库区的清化、平化、永安3个县: the names are those behind the last 的.
    let listed = |list: &str| {
        let names = list.split(['、', '和', '及']).count();
        phrase.quantity.amount.low() == Decimal::from(names) && (2..=NAMED_EACH).contains(&names)
    };
    let counted = listed(list) || list.rsplit_once('的').is_some_and(|(_, names)| listed(names));
    let acted = phrase
        .after
        .iter()
        .take(2)
        .any(|&index| phrase.words.cue(index).any(&[Cue::Done, Cue::Stage, Cue::Now, Cue::Plan]));
    let verbs = &[Cue::Done, Cue::Stage, Cue::Action, Cue::Build, Cue::Work];
    let acted = acted || phrase.last(verbs).is_some();
    counted && !acted
}

/// 计划在9县（区）解决…: where something is done, not how much of it.
fn counts_places(phrase: &Phrase) -> bool {
    let unit = phrase.quantity.unit_text.trim_end_matches([')', '）']);
    let noun = phrase.after.first().map_or("", |&index| phrase.words.bare(index));
    // 剩余的9个村级养老点: of what level they are.
    if phrase.quantity.kind != QuantityKind::Count || noun.chars().nth(1) == Some('级') {
        return false;
    }
    let signs = phrase.signs();
    let short = || signs.ends(Sign::PlaceNoun, noun) && fits(noun, PLACE_CHARS);
    let named = || {
        signs.begins(Sign::PlaceNoun, noun)
            || short() && !phrase.words.rules.names.ends(NameWords::NoPlace, noun)
    };
    let of_places = signs.ends(Sign::PlaceNoun, unit);
    let counted = of_places || named();
    let last = phrase.before.last().map_or("", |&index| phrase.words.bare(index));
    counted
        && (last == "在"
            || last.ends_with('的') && (unit == "个" || of_places)
            || within_region(phrase)
            || of_places_named(phrase, last, noun)
            || last.ends_with('等') && phrase.before.iter().any(|&index| phrase.words.bare(index) == "在"))
}

/// 涉及海川市互济县、民乐县3个县（区）: the places that it counts stand right before it, whatever stands before them.
fn of_places_named(phrase: &Phrase, last: &str, noun: &str) -> bool {
    let place = last.chars().next_back().filter(|&place| PLACES.has(place));
    let named = phrase.before_text().contains('、') && last.chars().nth(1).is_some();
    place.is_some_and(|place| named && noun.starts_with(place))
        && phrase.last(&[Cue::Done, Cue::Stage]).is_none()
}

/// Longest noun of places, in characters: 贫困区县.
const PLACE_CHARS: usize = 6;

/// 计划在全县12个乡镇建设…: of what region the places are.
fn within_region(phrase: &Phrase) -> bool {
    let bare = |index: usize| phrase.words.bare(index);
    let at = phrase.before.iter().rposition(|&index| bare(index).ends_with('在'));
    let plain = |&index: &usize| phrase.words.words[index].kind == Kind::Text;
    at.is_some_and(|at| phrase.before[at + 1..].iter().all(plain) && !phrase.after.is_empty())
}

/// 对未开工的6个项目逐一调度: those that something is done to, told by their state.
fn addresses(phrase: &Phrase, text: &str) -> bool {
    phrase.quantity.kind == QuantityKind::Count
        && !phrase.quantity.unit_text.contains(['人', '名', '户'])
        && text.trim_end().ends_with('的')
        && phrase.holds(Sign::Addressed)
}
