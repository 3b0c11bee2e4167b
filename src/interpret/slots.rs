//! What can be seen of a number: the slots that the table of roles asks for.

use rust_decimal::Decimal;

use super::{
    Claim, Role, next, own_rate,
    phrase::Phrase,
    sentence::{Mode, Sentence},
    whole::PLACES,
    words::Kind,
};
use crate::{
    model::{AsOfSource, Bound, QuantityKind},
    rules::{Cue, NameWords, Slot, Slots},
    text::{is_digit, is_han},
};

/// What the section and the earlier numbers of the sentence make of a number.
pub(crate) struct Surroundings<'a> {
    /// What the label or the section says without words.
    pub(crate) frame: Option<Mode>,
    /// The section is one of goals.
    pub(crate) section_plans: bool,
    /// It stands in an item of a list.
    pub(crate) listed: bool,
    /// The section or the title tells of results.
    pub(crate) section_reports: bool,
    pub(crate) sentence: &'a Sentence,
    /// The earlier claims of the sentence, nearest first.
    pub(crate) earlier: &'a [&'a Claim],
}

/// The slots of a number.
pub(crate) fn slots(phrase: &Phrase, around: &Surroundings) -> Slots {
    let mut slots = Slots::default();
    kind(phrase, &mut slots);
    leading(phrase, &mut slots);
    following(phrase, &mut slots);
    said(phrase, around, &mut slots);
    slots
}

fn kind(phrase: &Phrase, slots: &mut Slots) {
    let quantity = phrase.quantity;
    let bare = quantity.kind == QuantityKind::Number && quantity.unit_text.is_empty();
    let compared = phrase.last(&[Cue::Compare, Cue::Rise, Cue::Fall, Cue::RateName]).is_some();
    slots.set(Slot::Percent, quantity.kind == QuantityKind::Percent);
    slots.set(Slot::Multiple, quantity.kind == QuantityKind::Multiple);
    slots.set(Slot::Points, quantity.kind == QuantityKind::Points);
    slots.set(Slot::Part10, matches!(quantity.kind, QuantityKind::Tenths | QuantityKind::Fraction));
    slots.set(Slot::Marks, quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "score"));
    slots.set(Slot::Counted, quantity.kind == QuantityKind::Count);
    slots.set(Slot::Money, quantity.kind == QuantityKind::Money);
    slots.set(Slot::Bare, bare);
    let measured = plan_object(phrase).is_some() && phrase.has(Cue::Share);
    slots.set(Slot::Ratio, phrase.is_ratio() || bare && (compared || measured) && !rate_follows(phrase));
    slots.set(Slot::Floor, matches!(quantity.bound, Bound::AtLeast | Bound::MoreThan));
    slots.set(Slot::Ceiling, matches!(quantity.bound, Bound::AtMost | Bound::LessThan));
    let before = phrase.words.text[..quantity.core.start].trim_end_matches(' ');
    let signed = before.ends_with(['≥', '≤', '>', '<', '=', '＞', '＜', '＝', '≧', '≦']);
    // 5.0% × 24% = 1.2%: what a formula comes to.
    let formula = before.strip_suffix(['=', '＝']).is_some_and(|left| {
        let left = left.trim_end_matches(' ');
        left.ends_with(['%', '％', ')', '）']) || left.ends_with(is_digit)
    });
    slots.set(Slot::Sign, signed && !formula);
}

/// True for words that end with a comparison: 开采量比, but not 占比.
fn compares(text: &str) -> bool {
    let before = text.strip_suffix(['比', '较']);
    before.is_some_and(|before| !before.ends_with(['占', '之', '同', '环', '对', '相', '配', '性', '百']))
}

/// 投资过千万元的交通项目均已开工: how large they are that are meant.
fn is_class(phrase: &Phrase) -> bool {
    let (before, behind) =
        (&phrase.words.text[..phrase.quantity.core.start], &phrase.words.text[phrase.quantity.core.end..]);
    let passes = before.strip_suffix('过').or_else(|| before.strip_suffix('過'));
    let whole = passes.is_some_and(|before| !before.ends_with(['超', '突', '通', '经', '經', '不']));
    let noun = behind.strip_prefix('的').is_some_and(|noun| noun.starts_with(is_han));
    let plan = ["目标", "任务", "计划", "目標", "任務", "計劃"];
    whole && noun && !plan.iter().any(|word| behind["的".len()..].starts_with(word))
}

/// (-40%), +13.5%, ↑3%: a percentage with a sign of its own in brackets, or behind an arrow, tells a change.
fn signed(phrase: &Phrase) -> bool {
    let before = phrase.words.text[..phrase.quantity.core.start].trim_end_matches(' ');
    let sign = before.trim_end_matches(['+', '＋', '-', '－', '↑', '↓']);
    let negative = phrase.quantity.amount.low().is_sign_negative();
    let arrow = before.ends_with(['↑', '↓']);
    let bracketed = sign.ends_with(['(', '（']) && (sign.len() < before.len() || negative);
    phrase.quantity.kind == QuantityKind::Percent && (arrow || bracketed)
}

/// The place of a plan noun that a verb before it fulfils, or by which a share is measured.
fn plan_object(phrase: &Phrase) -> Option<usize> {
    let words = phrase.words;
    let noun = phrase.cues().rev().find(|&(place, set)| {
        set.any(&[Cue::PlanNoun, Cue::Total])
            || phrase.text(place).ends_with("计划")
            || set.has(Cue::Scale) && phrase.text(place).contains("总投资")
    })?;
    let verb = phrase.before[..noun.0].iter().any(|&index| {
        let (cue, text) = (words.cue(index), words.text_of(index));
        let done = cue.has(Cue::Done)
            && ["完成", "实现", "达成", "落实", "兑现", "达到", "达", "执行"]
                .iter()
                .any(|verb| text.ends_with(verb));
        // 用车占比目标30%: the share is what is called, not a verb.
        let share = cue.has(Cue::Share) && !text.contains('比');
        done || share
            || cue.any(&[Cue::Beyond, Cue::Distance])
            || cue.has(Cue::Link) && matches!(text, "为" | "是")
            || cue.has(Cue::Respectively) && text.ends_with(['为', '是', '占', '达', '到'])
            || cue.has(Cue::Now) && text.ends_with("完成")
    });
    verb.then_some(noun.0)
}

/// True for what is measured against a plan: 比计划目标, 较规划要求的, 距省里下达的.
fn than(phrase: &Phrase) -> bool {
    let begins = |text: &str| {
        let text = text.trim_matches(['“', '”', '"']);
        opens_comparison(text) || text.starts_with('距')
    };
    let planned = phrase.last(&[Cue::Plan]).or(phrase.last(&[Cue::PlanNoun]));
    planned.is_some_and(|planned| {
        let text = |&index: &usize| phrase.words.text_of(index).trim();
        let before = &phrase.before[..planned];
        // 开采量比既定计划增长10%.
        before.iter().any(|index| begins(text(index)))
            || before.iter().rev().take(2).any(|index| compares(text(index)))
    }) || phrase.cues().any(|(place, set)| set.has(Cue::Distance) && phrase.text(place).starts_with('比'))
}

fn leading(phrase: &Phrase, slots: &mut Slots) {
    let (plan, noun, now) =
        (phrase.last(&[Cue::Plan]), phrase.last(&[Cue::PlanNoun]), phrase.last(&[Cue::Now]));
    let done = phrase.cues().rev().find(|&(place, set)| {
        set.any(&[Cue::Done, Cue::Stage]) && !matches!(phrase.text(place), "达" | "达到" | "突破" | "为")
    });
    let done = done.map(|(place, _)| place);
    slots.set(Slot::Plan, plan.is_some() || set_out(phrase));
    slots.set(Slot::PlanLast, plan.is_some_and(|plan| now.is_none_or(|now| now < plan)));
    slots.set(Slot::Noun, noun.is_some());
    slots.set(Slot::Affects, affects(phrase.before_text().trim().trim_start_matches(['可', '将'])));
    let noun_at = |&index: &usize| {
        let plain = phrase.words.words[index].kind == Kind::Text;
        plain && phrase.words.text_of(index).trim().chars().nth(1).is_some()
    };
    slots.set(Slot::OwnNoun, phrase.before.iter().any(noun_at));
    let prizes = ["等奖", "奖金", "优秀奖", "金奖", "银奖", "铜奖", "奖励"];
    let said = phrase.before_text();
    slots.set(Slot::Prize, prizes.iter().any(|prize| said.contains(prize)));
    slots.set(Slot::Due, plan.is_some_and(|plan| phrase.text(plan).starts_with('应')));
    let text = phrase.before_text();
    slots.set(
        Slot::SinceStart,
        ["年初", "上年末", "去年末", "上年底", "年初数"].iter().any(|start| text.contains(start)),
    );
    let each = |word: &str| {
        word.starts_with('每')
            && !word.starts_with("每万")
            && !word.starts_with("每千")
            && !word.starts_with("每百")
    };
    slots.set(Slot::Per, phrase.before.iter().any(|&index| each(phrase.words.text_of(index).trim())));
    let last = phrase.before.last().map_or("", |&index| phrase.words.text_of(index).trim());
    slots.set(Slot::OfNoun, last.ends_with('的') && !phrase.has(Cue::Done) && !phrase.has(Cue::Build));
    slots.set(Slot::Away, phrase.cues().any(|(place, _)| matches!(phrase.text(place), "距" | "距离" | "离")));
    let between = |from: usize| &phrase.before[from + 1..];
    let is = |at: usize| {
        between(at).first().is_some_and(|&next| matches!(phrase.words.text_of(next).trim(), "为" | "是"))
    };
    let modal = |at: usize| !phrase.text(at).ends_with(['划', '标', '务', '排', '的', '算', '定']);
    let named_by = phrase.last(&[Cue::RateName]);
    let last_word = phrase.before.iter().rposition(|index| !phrase.words.cue(*index).has(Cue::Link));
    let planned = plan.max(noun).filter(|at| Some(*at) == last_word);
    slots.set(Slot::PlanAtNumber, planned.zip(named_by).is_some_and(|(plan, rate)| rate < plan));
    slots.set(Slot::PlanIs, plan.is_some_and(modal) || noun.is_some_and(is));
    let joins = |&index: &usize| {
        phrase.words.cue(index).any(&[Cue::Link])
            || matches!(
                phrase.words.text_of(index).trim(),
                "数" | "值" | "额" | "量" | "面积" | "规模" | "的" | "了" | "达" | "达到"
            )
    };
    let object = plan_object(phrase);
    // 回款率指标95%, （指标85%）.
    let named = phrase.before.iter().rev().find(|index| !phrase.words.cue(**index).has(Cue::Link));
    let mark = named.is_some_and(|&index| phrase.words.text_of(index).trim().ends_with("指标"))
        && (phrase.is_ratio() || phrase.bracket.is_some() || named == phrase.before.first())
        && object.is_none();
    // 比年度目标83.5%高1.4个百分点.
    let against = phrase.last(&[Cue::Distance]).filter(|&at| phrase.text(at).starts_with(['比', '较']));
    let mark = mark || against.is_some_and(|against| between(against).iter().all(joins));
    slots.set(
        Slot::NounLast,
        mark || object.is_none() && noun.is_some_and(|noun| between(noun).iter().all(joins))
            || than(phrase) && plan.is_some_and(|plan| between(plan).iter().all(joins)),
    );
    slots.set(
        Slot::NounOf,
        noun.is_some_and(|noun| {
            between(noun).iter().any(|&index| phrase.words.text_of(index).trim().starts_with('的'))
        }),
    );
    slots.set(Slot::NounObject, object.is_some());
    let fulfilled = phrase.cues().rev().find(|&(place, set)| {
        set.has(Cue::Done)
            && ["完成", "实现", "到位", "达成"].iter().any(|verb| phrase.text(place).ends_with(verb))
    });
    let done_after_noun = fulfilled.map(|(place, _)| place);
    let task = noun.is_some_and(|noun| !phrase.text(noun).ends_with(['划', '排', '算', '资']));
    slots.set(
        Slot::NounDone,
        task && done_after_noun.zip(noun).is_some_and(|(done, noun)| {
            done > noun
                && !phrase.before[noun..done]
                    .iter()
                    .any(|&index| matches!(phrase.words.text_of(index).trim(), "是" | "为"))
        }),
    );
    slots.set(Slot::Now, now.is_some());
    // 截至公示日举办19场.
    let until = phrase.before.first().is_some_and(|&first| {
        let text = phrase.words.text_of(first).trim();
        text.starts_with("截至") || text.starts_with("截止")
    });
    let last_plan = plan.max(noun.filter(|_| object.is_none()));
    // 我拜访了238次: the verb's own ending tells.
    let told = phrase.before.last().is_some_and(|&index| {
        let text = phrase.words.text_of(index).trim();
        let verb = text.ends_with('了') && !text.ends_with("为了") && !text.ends_with("除了");
        verb && !phrase.words.cue(index).has(Cue::Distance)
    });
    slots.set(
        Slot::NowLast,
        (told || until) && last_plan.is_none()
            || now.is_some_and(|now| last_plan.is_none_or(|plan| plan < now)),
    );
    slots.set(Slot::Only, now.is_some_and(|now| phrase.text(now).starts_with(['只', '仅'])));
    slots.set(Slot::Done, done.is_some());
    let last_done = phrase.last(&[Cue::Done, Cue::Now]);
    slots.set(
        Slot::DoneLast,
        last_done.is_some_and(|at| phrase.text(at).ends_with("完成") && between(at).iter().all(joins)),
    );
    let reaches = |index: &usize| {
        let text = phrase.words.text_of(*index).trim();
        matches!(text, "达" | "达到") || text.ends_with(['到', '至']) && text.chars().nth(2).is_some()
    };
    slots.set(Slot::Reaches, phrase.before.iter().any(reaches));
    slots.set(Slot::Stage, phrase.has(Cue::Stage));
    let stage = phrase.last(&[Cue::Stage]);
    slots.set(Slot::StageNoun, stage.is_some_and(|stage| phrase.names(between(stage))));
    slots.set(Slot::Action, phrase.has(Cue::Action));
    slots.set(
        Slot::Work,
        phrase.last(&[Cue::Work, Cue::Build]).is_some() || now.is_some_and(|now| has_verb(phrase, now)),
    );
    slots.set(Slot::Process, phrase.has(Cue::Process));
    slots.set(Slot::Undone, phrase.has(Cue::Undone));
    slots.set(Slot::Share, phrase.has(Cue::Share));
    let ratio = phrase.last(&[Cue::Share]).is_some_and(|at| phrase.text(at).contains('比'));
    slots.set(Slot::ShareRatio, ratio);
    let progress = phrase.is_ratio() && (phrase.before_text().trim() == "进度" || own_rate::is_rate(phrase));
    slots.set(Slot::RateName, progress || phrase.has(Cue::RateName));
    let change = phrase.last(&[Cue::Rise, Cue::Fall]);
    slots.set(Slot::Change, change.is_some() || signed(phrase));
    slots.set(
        Slot::ChangeLast,
        change.or(phrase.last(&[Cue::Compare])).is_some_and(|at| object.is_none_or(|noun| noun < at)),
    );
    slots.set(Slot::Compare, phrase.has(Cue::Compare) || than_year(phrase) || signed(phrase));
    slots.set(Slot::Beyond, phrase.has(Cue::Beyond));

    // 总投资达5772.8亿元 is still a size.
    let sum = phrase.last(&[Cue::Scale]).is_some_and(|at| phrase.text(at).contains(['资', '额']));
    let acts = phrase.cues().any(|(place, set)| {
        let reaches = sum && matches!(phrase.text(place), "达" | "达到");
        set.any(&[Cue::Done, Cue::Stage, Cue::Now]) && !reaches
    });
    let acted = acts || phrase.quantity.bound == Bound::AtLeast;
    let scale = phrase.last(&[Cue::Scale]).filter(|_| !acted);
    let sum = phrase.before_text().trim() == "投资" && !acted && next::partly_done(phrase);
    // 新增配变88台、容量21.6兆伏安.
    let bare_size = matches!(phrase.before_text().trim(), "容量" | "总容量" | "库容" | "总库容");
    slots.set(Slot::Scale, scale.is_some() || sum || bare_size);
    slots.set(Slot::PlanScale, scale.is_some_and(|at| phrase.text(at).starts_with("计划总投资")));
    let share = phrase.first(&[Cue::Share]);
    let urged = phrase.cues().find(|&(place, set)| {
        set.has(Cue::Plan) && !set.has(Cue::PlanNoun) && !phrase.text(place).contains("计划")
    });
    slots.set(Slot::Urged, urged.is_some_and(|(place, _)| share.is_none_or(|share| share > place)));

    let text = phrase.before_text();
    let level =
        text.contains(['率', '比', '占', '度', '值', '例', '数', '额', '量']) || text.contains("面积");
    slots.set(Slot::Level, level || !phrase.after.is_empty());
    slots.set(Slot::Subject, phrase.names(&phrase.before));
    slots.set(
        Slot::Balance,
        ["余额", "存量", "现有", "保有量", "存栏", "存栏量", "饲养量", "存栏数", "库存", "在栏"]
            .iter()
            .any(|word| text.ends_with(word)),
    );
    let dated = phrase.before.iter().any(|&index| match phrase.words.words[index].kind {
        Kind::Date(date) => phrase.words.dates[date].months.is_some(),
        _ => false,
    });
    slots.set(Slot::Dated, dated);
    let text_at = |&index: &usize| phrase.words.text_of(index).trim();
    slots.set(Slot::Than, than(phrase));
    slots.set(Slot::Each, phrase.before.iter().any(|index| text_at(index).ends_with(['均', '都'])));
    slots.set(Slot::Arranged, phrase.before.last().is_some_and(|index| text_at(index) == "安排"));
    slots.set(Slot::Future, phrase.has(Cue::Future));
    slots.set(Slot::Past, phrase.has(Cue::Past));
    slots.set(Slot::Measured, next::measured(phrase));
    slots.set(Slot::BracketGoal, next::goal_in_bracket(phrase));
    slots.set(Slot::BeforeGoal, next::goal_follows(phrase));
    slots.set(Slot::Answered, next::answered(phrase, false));
    slots.set(Slot::AnsweredNow, next::answered(phrase, true));
    let place = matches!(phrase.quantity.unit_text.as_str(), "位" | "名");
    let rest = ["其他", "其余", "剩余", "余下", "剩下", "其它"]
        .iter()
        .any(|word| text.strip_suffix(word).is_some_and(|head| !head.ends_with(['及', '和', '与'])));
    let distance = phrase.cues().any(|(place, set)| {
        set.has(Cue::Distance)
            && (noun.is_some()
                || plan.is_some()
                || !phrase.text(place).starts_with('超')
                || phrase.text(place).starts_with("超额")
                || phrase.text(place) == "超了")
    });
    slots.set(Slot::Distance, distance || rest);
    let time = phrase.quantity.unit.as_ref().is_some_and(|unit| {
        matches!(
            unit.dimension.0.as_str(),
            "time" | "duration" | "months" | "days" | "years" | "hours" | "weeks" | "minutes"
        )
    });
    let kept =
        || ["天数", "周期", "时长", "住院日", "年限", "学时", "课时"].iter().any(|noun| text.contains(noun));
    slots.set(Slot::Duration, time && !kept());
    slots.set(Slot::ThisYear, phrase.has(Cue::Present));
    slots.set(Slot::Rank, place && text.ends_with(['前', '后', '第', '列', '居']));
    slots.set(Slot::NamesCounted, counts_names(phrase) || counts_places(phrase));
    // 一式2份，双方各执1份: copies of a paper are no results either.
    let status = [
        "一式",
        "各执",
        "各持",
        "各存",
        "进度的",
        "达标的",
        "滞后的",
        "缓慢的",
        "较慢的",
        "较快的",
        "未达标",
        "不达标",
    ];
    slots.set(
        Slot::OfStatus,
        phrase.quantity.kind == QuantityKind::Count && status.iter().any(|word| text.contains(word)),
    );
    slots.set(Slot::Differs, differs(phrase));
    slots.set(Slot::FromChange, starts_change(phrase));
    slots.set(Slot::ToChange, phrase.glued && leads_to(phrase, &phrase.before));
}

fn following(phrase: &Phrase, slots: &mut Slots) {
    let words = phrase.words;
    // 18/10万的《规划》目标: quotation marks are no words.
    let bare =
        |index: usize| words.text_of(index).trim().trim_matches(['”', '“', '"', '」', '『', '《', '》']);
    let behind: Vec<usize> =
        phrase.after.iter().copied().filter(|&index| !bare(index).is_empty()).take(4).collect();
    let after = |place: usize| behind.get(place).map(|&index| (words.cue(index), bare(index)));
    let noun = (0..3).find(|&place| {
        after(place).is_some_and(|(cue, text)| {
            cue.any(&[Cue::PlanNoun])
                || cue.has(Cue::Plan) && text.ends_with("计划")
                || phrase.is_ratio() && (is_mark(text) || phrase.has(Cue::Beyond) && text.ends_with("标准"))
        })
    });
    let skipped = |text: &str| matches!(text, "的" | "以上" | "以下" | "以内" | "左右" | "及以上");
    let near = noun.is_some_and(|noun| {
        let linked = (0..noun).any(|place| after(place).is_some_and(|(_, text)| text.starts_with('的')));
        let plain = (0..noun).all(|place| after(place).is_some_and(|(_, text)| skipped(text)));
        let tasks =
            matches!(phrase.quantity.unit_text.as_str(), "项" | "个") && !linked && !rate_follows(phrase);
        linked && noun <= 2 || plain && !tasks
    });
    slots.set(Slot::Condition, is_condition(&words.text[phrase.quantity.span.end..]) || is_class(phrase));
    slots.set(Slot::AfterNoun, near);
    let task = (1..4).find(|&place| after(place).is_some_and(|(cue, _)| cue.has(Cue::PlanNoun)));
    let plain = |place: usize| {
        after(place).is_some_and(|(cue, _)| {
            !cue.any(&[Cue::Now, Cue::Done, Cue::Plan, Cue::Share, Cue::Undone])
                || cue.any(&[Cue::Action, Cue::Work])
        })
    };
    slots.set(Slot::AfterTask, !near && task.is_some_and(|task| (0..task).all(plain)));
    slots.set(Slot::AfterRate, rate_follows(phrase));
    // 2万无电户的通电问题: a stage behind 的 names a thing.
    let attributive = |place: usize| {
        place > 0
            && after(place - 1).is_some_and(|(_, text)| text.ends_with('的'))
            && after(place).is_some_and(|(cue, _)| !cue.has(Cue::Now))
    };
    let result = (0..phrase.after.len()).find_map(|place| {
        let cue = words.cue(phrase.after[place]);
        let says =
            cue.any(&[Cue::Now, Cue::Process, Cue::Plan, Cue::Undone, Cue::Stage, Cue::Whole, Cue::Share]);
        (says && !attributive(place)).then_some(cue)
    });
    let next = words.words.get(phrase.end()).map(|word| word.kind);
    let stops = !matches!(next, Some(Kind::Quantity(_) | Kind::Open));
    let of = after(0).is_some_and(|(_, text)| text.starts_with('的'));
    slots.set(
        Slot::AfterResult,
        stops && !of && result.is_some_and(|cue| cue.any(&[Cue::Now, Cue::Stage]) && !cue.has(Cue::Process)),
    );
    let modal = |&index: &usize| {
        words.cue(index).has(Cue::Plan)
            && !words.text_of(index).ends_with(['划', '标', '务', '排', '的', '算'])
    };
    slots.set(Slot::AfterPlan, phrase.after.iter().any(modal));
    slots.set(Slot::AfterAll, after(0).is_some_and(|(cue, _)| cue.has(Cue::Respectively)));
    let closed = matches!(next, Some(Kind::Close));
    let opens = matches!(phrase.boundary(), Some(Kind::Open));
    slots.set(Slot::Bracket, phrase.bracket.is_some());
    let plain = phrase.cues().all(|(place, set)| {
        set.any(&[Cue::Link, Cue::Done])
            && !set.has(Cue::Share)
            && phrase.words.words[phrase.before[place]].kind != Kind::Text
    });
    slots.set(Slot::BracketAlone, opens && closed && phrase.after.is_empty() && plain);
    slots.set(
        Slot::BracketRate,
        !phrase.has(Cue::Part)
            && (words.rate_after(phrase.at) || opens && closed && rate_behind_bracket(phrase)),
    );
    slots.set(Slot::Promised, promised(phrase));
    if than_in_bracket(phrase) {
        slots.set(Slot::Than, true);
        slots.set(Slot::NounLast, true);
    }
    let made = phrase.words.right(phrase.at).iter().map(|&index| words.text_of(index)).collect::<String>();
    let divided = ["分为", "划分为", "分成", "分"]
        .iter()
        .any(|verb| phrase.before.last().is_some_and(|&index| words.text_of(index).trim() == *verb));
    slots.set(
        Slot::MadeInto,
        divided
            || [
                "作为",
                "定为",
                "纳入",
                "列入",
                "列为",
                "分为",
                "分解",
                "确定为",
                "授予",
                "改为",
                "调整为",
                "推迟",
                "延期",
            ]
            .iter()
            .any(|verb| made.contains(verb)),
    );
    let subject = phrase.before.iter().all(|&index| {
        matches!(words.words[index].kind, Kind::Date(_))
            || words.cue(index).any(&[Cue::Link, Cue::Present, Cue::Part])
    }) && phrase.names(&phrase.after)
        && words.right(phrase.at).len() > phrase.after.len()
        && phrase.quantity.kind == QuantityKind::Count;
    slots.set(Slot::SubjectCount, subject || all_of_place(phrase));
}

/// Whom a work touches, when 涉及 stands before it.
const TOUCHED: &[&str] = &[
    "居民", "群众", "住户", "村", "乡镇", "镇", "人口", "职工", "学生", "农户", "部门", "小区", "社区", "楼",
    "家庭", "学校",
];

/// 惠及群众, 涉及居民: whom a work touches, not what is to be reached.
fn affects(text: &str) -> bool {
    let touched =
        text.strip_prefix("涉及").is_some_and(|rest| TOUCHED.iter().any(|noun| rest.starts_with(noun)));
    touched || ["惠及", "受益"].iter().any(|word| text.starts_with(word))
}

/// 比计划, 较目标; but no 比重 and no 较好.
fn opens_comparison(text: &str) -> bool {
    text.starts_with(['比', '较'])
        && !["比重", "比例", "比率", "比值", "较好"].iter().any(|noun| text.starts_with(noun))
}

/// Longest words that call a mark by which a level is measured, in characters.
const MARK_CHARS: usize = 7;

/// 的指标, 的民生指标, 的风控线: what a level is measured by.
fn is_mark(text: &str) -> bool {
    let line = ["指标", "线", "上限", "下限", "门槛"].iter().any(|end| text.ends_with(end));
    let short = text.chars().nth(MARK_CHARS).is_none();
    text.trim_start_matches('的').starts_with("指标") || text.starts_with('的') && line && short
}

/// What follows 的 where the number before it is a condition: 40小时以上的，.
const CASES: &[char] = &['，', ',', '；', ';', '由', '可', '应', '须', '给', '按', '予', '不', '免', '处'];

/// 超过80%时, 不超过500元的由…: true for what stands right behind a number that is a condition.
fn is_condition(behind: &str) -> bool {
    let behind = behind.strip_prefix("以上").or(behind.strip_prefix("以下")).unwrap_or(behind);
    let time = |rest: &str| rest.starts_with(['间', '段', '效', '长', '限', '期', '点', '序', '代']);
    behind.strip_prefix('时').is_some_and(|rest| !time(rest))
        || behind.strip_prefix('的').is_some_and(|rest| rest.starts_with(CASES))
}

/// 已收95.8%: one letter between 已 and the number is a verb.
fn has_verb(phrase: &Phrase, now: usize) -> bool {
    let [verb] = phrase.before[now + 1..] else { return false };
    let text = phrase.words.text_of(verb).trim();
    let one = text.chars().count() == 1;
    phrase.text(now).ends_with('已') && phrase.words.words[verb].kind == Kind::Text && one
}

/// 比2005年减少: against another period.
fn than_year(phrase: &Phrase) -> bool {
    phrase.before.windows(2).any(|pair| {
        let than = phrase.words.text_of(pair[0]).trim_end().ends_with(['比', '较']);
        than && matches!(phrase.words.words[pair[1]].kind, Kind::Date(_))
    })
}

/// How many names an apposition counts at most.
const NAMED_EACH: usize = 12;

/// 临江区、松坪区、青禾县3个县: the number counts the names right before it, and nothing is done to them.
fn counts_names(phrase: &Phrase) -> bool {
    let text = phrase.before_text();
    let list = text.trim_end().trim_end_matches(['等', '共']);
    if !list.contains('、') || phrase.quantity.kind != QuantityKind::Count {
        return false;
    }
    let names = list.split(['、', '和', '及']).count();
    let counted = phrase.quantity.amount.low() == Decimal::from(names) && (2..=NAMED_EACH).contains(&names);
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
    let noun = phrase.after.first().map_or("", |&index| phrase.words.text_of(index).trim());
    let counted = PLACES.iter().any(|place| unit.ends_with(place) || noun.starts_with(place));
    let last = phrase.before.last().map_or("", |&index| phrase.words.text_of(index).trim());
    counted
        && phrase.quantity.kind == QuantityKind::Count
        && (last == "在"
            || last.ends_with("计划在")
            || last.ends_with('等')
                && phrase.before.iter().any(|&index| phrase.words.text_of(index).trim() == "在"))
}

/// 46万人目标的58%: a ratio follows.
fn rate_follows(phrase: &Phrase) -> bool {
    let of = phrase.after.iter().any(|&index| {
        let text = phrase.words.text_of(index).trim();
        text.starts_with('的') || text.ends_with('的')
    });
    of && is_ratio(phrase, phrase.end()) || bracket_and_rate(phrase)
}

/// 1000万美元（其中加工贸易200万美元）的31.4%: a bracket stands between.
fn bracket_and_rate(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let open = phrase.end();
    let Some(close) =
        words.words.get(open).filter(|word| word.kind == Kind::Open).and_then(|_| words.closing(open))
    else {
        return false;
    };
    let of = words.words.get(close + 1).is_some_and(|word| {
        word.kind == Kind::Text && words.text_of(close + 1).trim_start().starts_with('的')
    });
    of && is_ratio(phrase, close + 2)
}

fn rate_behind_bracket(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let close = phrase.end();
    let of = words.words.get(close + 1).is_some_and(|word| {
        word.kind == Kind::Text && words.text_of(close + 1).trim_start().starts_with('的')
    });
    of && is_ratio(phrase, close + 2)
}

fn is_ratio(phrase: &Phrase, at: usize) -> bool {
    match phrase.words.words.get(at).map(|word| word.kind) {
        Some(Kind::Quantity(index)) => {
            let quantity = &phrase.words.quantities[index];
            matches!(quantity.kind, QuantityKind::Percent | QuantityKind::Multiple | QuantityKind::Tenths)
                || quantity.unit_text.is_empty()
        }
        _ => false,
    }
}

fn said(phrase: &Phrase, around: &Surroundings, slots: &mut Slots) {
    let (sentence, last) = (around.sentence, around.earlier.first());
    slots.set(Slot::FrameGoal, around.frame == Some(Mode::Goal));
    slots.set(Slot::FrameResult, around.frame == Some(Mode::Figure));
    slots.set(Slot::FrameRate, sentence.rate_line);
    slots.set(Slot::SectionResult, around.section_reports);
    slots.set(Slot::AfterBalance, around.earlier.first().is_some_and(|last| &*last.rule == "balance"));
    let due = around
        .earlier
        .first()
        .filter(|last| last.role == Role::Goal && matches!(&*last.rule, "due" | "due-number"));
    let alike = around.earlier.first().filter(|last| {
        let other =
            slots.has(Slot::Dated) && last.as_of.is_some_and(|(_, source)| source == AsOfSource::Sentence);
        let announced = sentence.one_announced() && &*last.rule == "listed";
        last.role == Role::Goal
            && (last.declared || announced)
            && last.host.is_none()
            && last.same_counter(phrase.quantity)
            && !other
    });
    let whole = !phrase.before.is_empty()
        && phrase.before.iter().all(|&index| {
            phrase.words.cue(index).has(Cue::Link) && !phrase.words.cue(index).has(Cue::Total)
                || matches!(
                    phrase.words.text_of(index).trim(),
                    "总量"
                        | "总数"
                        | "设计"
                        | "设计量"
                        | "设计数"
                        | "设计总量"
                        | "总长"
                        | "应有"
                        | "总工程量"
                )
        })
        && phrase.before.iter().any(|&index| phrase.words.text_of(index).trim().chars().nth(1).is_some());
    let told = |last: &Claim| match phrase.bracket {
        Some(open) => {
            open + 1 + phrase.before.len() == phrase.at && matches!(last.role, Role::Figure | Role::Base)
        }
        None => last.role == Role::Figure && last.reached,
    };
    let figure = around.earlier.first().filter(|last| told(last));
    slots.set(Slot::TotalBehind, whole && figure.is_some_and(|last| last.same_counter(phrase.quantity)));
    slots.set(Slot::AfterGrowthGoal, last.is_some_and(|last| last.role == Role::Goal && last.growth));
    let verb = phrase.before_text();
    let again = alike.is_some_and(|goal| {
        let (verb, only) =
            (verb.trim(), phrase.before.iter().all(|&index| phrase.words.cue(index).has(Cue::Action)));
        only && verb.chars().nth(1).is_some() && (goal.name.ends_with(verb) || goal.name.starts_with(verb))
    });
    slots.set(Slot::RepeatsVerb, again && !phrase.names(&phrase.after));
    let level = last.filter(|last| last.role == Role::Figure && last.quantity.kind == QuantityKind::Percent);
    let opens = phrase.bracket.is_some_and(|open| {
        let before = open.checked_sub(1).map(|before| phrase.words.words[before].kind);
        matches!(before, Some(Kind::Quantity(_)))
    });
    slots.set(Slot::BesideLevel, opens && phrase.is_ratio() && level.is_some());
    slots.set(Slot::AfterGoalAlike, alike.is_some() && phrase.boundary() == Some(Kind::Comma));
    slots.set(Slot::AfterDue, due.is_some_and(|due| due.same_counter(phrase.quantity)));
    let acts = phrase
        .last(&[Cue::Action, Cue::Done, Cue::Stage, Cue::Work, Cue::Build, Cue::Rise, Cue::Fall])
        .is_some();
    let listed = around.listed && phrase.names(&phrase.before);
    slots.set(
        Slot::SectionGoal,
        around.section_plans && (acts || listed || phrase.quantity.bound != Bound::Exactly),
    );
    slots.set(Slot::ModeGoal, sentence.mode == Some(Mode::Goal));
    slots.set(Slot::Announced, sentence.announced);
    slots.set(Slot::ModeFigure, sentence.mode == Some(Mode::Figure));
    slots.set(Slot::ModeRate, sentence.rates);
    slots.set(Slot::Forecast, sentence.expected || phrase.has(Cue::Forecast));
    slots.set(Slot::InPart, sentence.part);
    slots.set(Slot::ModeShare, sentence.shares);
    let only_of = phrase.before.iter().all(|&index| {
        phrase.words.text_of(index).trim().starts_with('的')
            || phrase.words.cue(index).any(&[Cue::PlanNoun, Cue::Plan])
    });
    slots.set(
        Slot::PrevBasis,
        only_of && around.earlier.iter().find(|claim| claim.host.is_none()).is_some_and(|last| last.basis),
    );
    let figures = || around.earlier.iter().filter(|claim| claim.role == Role::Figure);
    let base = around.earlier.first().filter(|last| last.role == Role::Base && last.own);
    let near = base.into_iter().chain(figures()).find(|claim| claim.same_unit(phrase.quantity)).is_some_and(
        |figure| match (figure.quantity.base_low(), phrase.quantity.base_low()) {
            (Some(a), Some(b)) => b > Decimal::ZERO && a <= b + b && b <= a + a,
            (None, _) | (_, None) => false,
        },
    );
    slots.set(Slot::NearFigure, near);
    let nameless = phrase.before.iter().all(|&index| {
        let text = phrase.words.text_of(index).trim();
        // 控制在省定1.5‰以内
        let names = &phrase.words.rules.names;
        let set = names.words(NameWords::Setter).iter().find_map(|setter| text.strip_prefix(setter.as_str()));
        set.is_some_and(|rest| names.is(NameWords::SetRest, rest))
            || phrase.words.cue(index).any(&[Cue::Link, Cue::Plan]) && !phrase.words.cue(index).has(Cue::Now)
    });
    let told = around.earlier.first().is_some_and(|last| {
        matches!(last.role, Role::Figure | Role::Base)
            && last.same_counter(phrase.quantity)
            && last.quantity.bound == Bound::Exactly
    });
    let bounded = matches!(phrase.quantity.bound, Bound::AtMost | Bound::LessThan);
    slots.set(Slot::BoundBehind, nameless && told && bounded && phrase.after.is_empty());
    slots.set(Slot::AfterFigure, figures().next().is_some());
    slots.set(
        Slot::AfterGoal,
        around.earlier.iter().any(|claim| matches!(claim.role, Role::Goal | Role::Base)),
    );
    slots.set(
        Slot::AfterDeclared,
        around.earlier.iter().any(|claim| {
            let figure = figures().next();
            claim.role == Role::Goal
                && claim.declared
                && figure.is_none_or(|figure| figure.same_unit(&claim.quantity))
        }),
    );
    slots.set(
        Slot::AfterLevel,
        last.is_some_and(|last| {
            last.role == Role::Goal && last.quantity.kind == QuantityKind::Percent && !last.growth
        }),
    );
    let begun = |text: &str| ["开工", "动工", "复工"].iter().any(|word| text.contains(word));
    let stage = phrase.last(&[Cue::Stage]).map(|at| phrase.text(at));
    let goal = around.earlier.iter().find(|claim| claim.role == Role::Goal);
    let other = stage.zip(goal).is_some_and(|(stage, goal)| {
        !goal.stage.is_empty() && begun(stage) != begun(&goal.stage) && goal.same_counter(phrase.quantity)
    });
    // 计划签约60个、开工45个、竣工30个、投产24个: one more stage of a list of them.
    let mut stages: Vec<&str> = around
        .earlier
        .iter()
        .filter(|claim| claim.role == Role::Goal && !claim.stage.is_empty())
        .map(|claim| claim.stage.as_str())
        .collect();
    stages.dedup();
    let listed =
        stage.is_some_and(|stage| stages.len() > 1 && !stages.contains(&stage)) && figures().next().is_none();
    slots.set(Slot::OtherStage, other || listed);
    let alone = phrase.before.is_empty() && phrase.after.is_empty() && phrase.bracket.is_none();
    let rated = around.earlier.iter().any(|claim| claim.role == Role::Rate && claim.of_plan);
    slots.set(
        Slot::NakedRate,
        alone && rated && last.is_some_and(|last| matches!(last.role, Role::Figure | Role::Base)),
    );
    slots.set(Slot::AfterPart, last.is_some_and(|last| last.part && last.host.is_none()));
}

/// “建成充电桩600个”列入民生实事, 超过规划目标（96%）.
fn promised(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let rest = words.text[phrase.quantity.span.end..].strip_prefix('”');
    let listed = rest.is_some_and(|rest| {
        ["列入", "纳入", "被列入", "写入", "被列为"].iter().any(|word| rest.starts_with(word))
    });
    let open = phrase.bracket.filter(|&open| phrase.before.is_empty() && open + 1 == phrase.at);
    let told = |open: usize| {
        open > 1
            && words.cue(open - 1).has(Cue::PlanNoun)
            && (words.clause_start(open)..open).any(|at| words.cue(at).any(&[Cue::Beyond, Cue::Distance]))
    };
    listed || open.is_some_and(told)
}

/// 民生实事确定新建3个: what a list of the year sets out.
fn set_out(phrase: &Phrase) -> bool {
    let text = phrase.before_text();
    let lists = ["实事", "工作报告", "责任书", "责任状", "任务书", "实施方案"];
    let sets = ["确定", "明确", "提出", "下达", "部署", "安排", "要求"];
    let listed = lists.iter().filter_map(|list| text.find(list).map(|at| &text[at + list.len()..]));
    let mut behind = listed.map(|rest| rest.trim_start_matches(['项', '目', '中', '》', '”']));
    behind.any(|rest| sets.iter().any(|verb| rest.starts_with(verb)))
}

/// 较目标（7.2天）多0.2天: the goal in the bracket behind its noun.
fn than_in_bracket(phrase: &Phrase) -> bool {
    let words = phrase.words;
    let open = phrase.bracket.filter(|&open| phrase.before.is_empty() && open + 1 == phrase.at && open > 1);
    open.is_some_and(|open| {
        let clause = words.words[words.clause_start(open)].span.to(words.words[open - 1].span);
        let text = clause.text(words.text).trim();
        let nouns = [
            "约定",
            "规定",
            "标准",
            "承诺",
            "目标",
            "目标值",
            "任务",
            "任务数",
            "计划",
            "计划数",
            "预算",
            "预算数",
            "指标",
            "控制值",
            "要求",
        ];
        let behind = words.closing(open).and_then(|close| words.words.get(close + 1).map(|_| close + 1));
        let beside = behind.is_some_and(|behind| words.text_of(behind).starts_with("相比"));
        (text.starts_with(['比', '较']) || beside && text.contains(['与', '同']))
            && nouns.iter().any(|noun| text.ends_with(noun))
    })
}

/// 由年初的11所增加到26所: what the change began with.
fn starts_change(phrase: &Phrase) -> bool {
    let from = phrase
        .before
        .iter()
        .rev()
        .take(4)
        .any(|&index| phrase.words.text_of(index).trim().contains(['由', '从']));
    let right = phrase.words.right(phrase.at);
    from && leads_to(phrase, &right)
}

/// True for words that begin with 增加到, 提高至 and the like.
fn leads_to(phrase: &Phrase, indices: &[usize]) -> bool {
    let verbs = &[Cue::Rise, Cue::Fall, Cue::Action, Cue::Promote, Cue::Link];
    let words = phrase.words;
    let text: String = indices.iter().take(2).map(|&index| words.text_of(index).trim()).collect();
    indices.first().is_some_and(|&index| words.cue(index).any(verbs))
        && text.trim_end_matches(['了']).ends_with(['到', '至', '为'])
}

/// 比预算1460万元减少333万元: how far it is from the amount before.
fn differs(phrase: &Phrase) -> bool {
    let moved =
        phrase.before.last().is_some_and(|&index| phrase.words.cue(index).any(&[Cue::Rise, Cue::Fall]));
    let compared =
        phrase.before.iter().any(|&index| matches!(phrase.words.text_of(index).trim(), "比" | "较"));
    moved && (phrase.before.len() == 1 && phrase.glued || compared)
}

/// 全乡17个行政村签订责任书: all that a place has, as the number has no verb of its own.
fn all_of_place(phrase: &Phrase) -> bool {
    let text = phrase.before_text();
    let mut last = text.trim_end().chars().rev();
    let place = last.next().is_some_and(|last| "省市区县乡镇村州盟旗".contains(last));
    let few = phrase.quantity.magnitude == Decimal::ONE;
    place && few && last.next() == Some('全') && phrase.names(&phrase.after)
}
