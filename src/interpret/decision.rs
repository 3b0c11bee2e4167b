//! The role that the table gives, and what a list, a name or an earlier goal of the sentence speaks against it.

use rust_decimal::Decimal;

use super::{
    Claim, Position, Role, key,
    naming::Named,
    own_rate,
    phrase::Phrase,
    shape::{capacity, tasks},
    topic::Above,
    words::Kind,
};
use crate::{
    model::{Basis, Quantity, QuantityKind},
    rules::{Cue, Given, Mark, RoleRow, RuleName, Rulebook, Slot, Slots},
    text::is_digit,
};

/// The role of a number, and what gave it.
#[derive(Clone, Debug)]
pub(crate) struct Decision {
    pub(crate) role: Role,
    /// The row of the table, or what overruled it.
    pub(crate) rule: RuleName,
    pub(crate) declared: bool,
    pub(crate) reached: bool,
    pub(crate) basis: bool,
    pub(crate) of_plan: bool,
    pub(crate) growth: bool,
    pub(crate) fell: bool,
}

impl Decision {
    /// What a row of the table gives.
    pub(crate) fn of(row: Option<&RoleRow>, phrase: &Phrase) -> Self {
        let given = row.map_or(Given::Base, |row| row.gives);
        let role = match given {
            Given::Goal | Given::ListedGoal | Given::Basis | Given::GrowthGoal => Role::Goal,
            Given::Base => Role::Base,
            Given::Figure | Given::ToldFigure => Role::Figure,
            Given::RateOfPlan | Given::Rate => Role::Rate,
            Given::Change => Role::Change,
            Given::Aside => Role::Aside,
        };
        let growth = matches!(given, Given::GrowthGoal | Given::Change);
        let fell = growth
            && phrase
                .last(&[Cue::Rise, Cue::Fall])
                .is_some_and(|at| phrase.words.cue(phrase.before[at]).has(Cue::Fall));
        Self {
            role,
            rule: row.map_or_else(|| "no-row".into(), |row| row.id.clone()),
            declared: matches!(given, Given::Goal | Given::Basis | Given::GrowthGoal),
            reached: given == Given::ToldFigure,
            basis: given == Given::Basis,
            of_plan: given == Given::RateOfPlan,
            growth,
            fell,
        }
    }

    /// The role that something else than the table gives.
    pub(crate) fn overrule(&mut self, role: Role, by: impl Into<RuleName>) {
        self.role = role;
        self.rule = by.into();
    }

    /// 已造林100亩、修路5公里的任务: what is done of the task.
    pub(crate) fn close_told_list(&mut self) {
        (self.role, self.rule) = (Role::Figure, "list-told".into());
        (self.declared, self.reached) = (false, true);
    }

    /// It is the rate of its line, whatever the table says.
    pub(crate) fn rate_of_line(&mut self) {
        (self.role, self.rule, self.of_plan) = (Role::Rate, "rate-line".into(), true);
        (self.declared, self.reached) = (false, false);
    }

    /// A claim of this role at a place, and nothing more known of it.
    pub(crate) fn claim(&self, quantity: Quantity, at: Position) -> Claim {
        Claim {
            clause: quantity.span,
            quantity,
            role: self.role,
            rule: self.rule.clone(),
            name: String::new(),
            key: String::new(),
            above: Above::default(),
            works: String::new(),
            own: false,
            refers: None,
            declared: self.declared,
            reached: self.reached,
            stage: String::new(),
            early: false,
            process: false,
            part: false,
            host: None,
            bracket: None,
            fell: self.fell,
            growth: self.growth,
            whole: false,
            basis: self.basis,
            of_plan: self.of_plan,
            size: false,
            since: false,
            goal_of: Basis::Implied,
            said_done: false,
            counted_in: None,
            told: false,
            bygone: false,
            at,
            as_of: None,
        }
    }

    fn figure() -> Self {
        Self {
            role: Role::Figure,
            rule: "answers-goal".into(),
            declared: false,
            reached: true,
            basis: false,
            of_plan: false,
            growth: false,
            fell: false,
        }
    }
}

/// Cues by which a member of a list says something of its own.
const SPEAKING: &[Cue] = &[
    Cue::Plan,
    Cue::PlanNoun,
    Cue::Now,
    Cue::Done,
    Cue::Stage,
    Cue::Process,
    Cue::Scale,
    Cue::Share,
    Cue::Distance,
    Cue::Forecast,
    Cue::RateName,
    Cue::Part,
];

/// Takes the role of the member of the list before; tells whether there is one.
pub(crate) fn inherit(phrase: &Phrase, decision: &mut Decision, last: Option<&Claim>, clause: usize) -> bool {
    let Some(last) = last else { return false };
    let words = phrase.words;
    let ratio = phrase.is_ratio();
    // 新建换热站14座，13座已具备供暖条件: what follows it tells of it.
    let told = &*decision.rule == "reported-behind"
        || phrase.after.first().is_some_and(|&next| words.cue(next).has(Cue::Now));
    let plain = !told && !phrase.before.iter().any(|&index| words.cue(index).any(SPEAKING));
    let paused = phrase.boundary() == Some(Kind::Pause) && last.at.clause == clause;
    // 91.87%、83.06%和78.42: the sign was left out.
    let bare = phrase.quantity.kind == QuantityKind::Number && last.quantity.kind == QuantityKind::Percent;
    let same = last.quantity.kind == phrase.quantity.kind
        || !ratio && last.quantity.kind != QuantityKind::Percent
        || bare && words.follows_in_list(phrase.at);
    // 脱贫任务86户342人: the households and their people.
    let people = phrase.glued
        && phrase.before.is_empty()
        && last.role == Role::Goal
        && last.quantity.unit_text.ends_with('户')
        && phrase.quantity.unit.as_ref().is_some_and(|unit| unit.dimension.0 == "person")
        && matches!(words.words[phrase.at - 1].kind, Kind::Quantity(_));
    let listed = words.follows_in_list(phrase.at) && phrase.before.is_empty() || paused || people;
    // 接待1450万人次、收入90亿元的目标任务: what closes the list says what it is.
    let behind = matches!(&*decision.rule, "of-goal" | "level-of-goal" | "growth-of-goal");
    let closes = listed && behind;
    let size = matches!(&*decision.rule, "size" | "given");
    if same && plain && !last.basis && listed && !closes && !size && (phrase.before.is_empty() || !ratio) {
        *decision = Decision {
            role: last.role,
            rule: "list".into(),
            of_plan: last.of_plan,
            declared: last.declared,
            reached: last.reached,
            growth: last.growth,
            fell: last.fell,
            basis: false,
        };
    }
    listed
}

/// What speaks against the table: a name of what nobody reaches, a goal of the sentence that is answered here.
pub(crate) fn amend(
    phrase: &Phrase,
    slots: Slots,
    named: &Named,
    decision: &mut Decision,
    earlier: &[&Claim],
    known: Option<&Claim>,
    rules: &Rulebook,
) {
    if let Some(known) = known
        && phrase.is_ratio()
        && decision.role == Role::Goal
    {
        (decision.growth, decision.fell) = (known.growth, known.fell);
    }
    if &*decision.rule == "stage-after-goal" && lists_on(phrase, slots, earlier) {
        decision.overrule(Role::Goal, "listed");
        decision.reached = false;
    }
    if decision.role == Role::Aside && beyond_goal(phrase, earlier) {
        *decision = Decision::figure();
        return;
    }
    let nameless_item = phrase.quantity.unit_text == "项"
        && !named.own
        && match known {
            Some(known) => known.role == Role::Aside || known.quantity.unit_text != "项",
            None => named.text.is_empty(),
        };
    // 省级以上赛事3项（目标3项）: the goal of what is counted before the bracket.
    let beside = slots.has(Slot::NounLast)
        && slots.has(Slot::Bracket)
        && earlier.first().is_some_and(|host| host.same_counter(phrase.quantity) && host.role != Role::Aside);
    let booked = tasks(phrase) && !beside;
    let of_the_list = phrase.quantity.unit_text == "项"
        && earlier.iter().any(|claim| claim.role == Role::Aside && claim.quantity.unit_text == "项");
    // 60项任务，已完成57项: counted off, they are reached like anything else.
    let counted_off =
        || slots.has(Slot::AnsweredNow) || slots.has(Slot::Answered) || own_rate::follows(phrase);
    if booked && decision.role == Role::Goal && !decision.basis && counted_off() {
        decision.overrule(Role::Base, "tasks");
        return;
    }
    if (booked || nameless_item || of_the_list)
        && !counted_off()
        && !decision.basis
        && decision.role != Role::Rate
        && !phrase.is_ratio()
    {
        decision.overrule(Role::Aside, if booked { "tasks" } else { "items" });
        return;
    }
    // 33座任务中，27座…: out of so many, and no goal of its own.
    if decision.role == Role::Goal && slots.has(Slot::AfterNoun) && phrase.after_text().ends_with('中') {
        decision.overrule(Role::Base, "amid");
        decision.declared = false;
        return;
    }
    if decision.role != Role::Goal
        || decision.basis
        || slots.has(Slot::AfterNoun)
        || slots.has(Slot::AfterTask)
    {
        return;
    }
    let process = phrase.last(&[Cue::Process, Cue::Done, Cue::Stage, Cue::Now]);
    let process = process.is_some_and(|at| phrase.words.cue(phrase.before[at]).has(Cue::Process));
    if process
        && &*decision.rule == "listed"
        && earlier.iter().any(|claim| claim.role == Role::Goal && claim.declared)
    {
        decision.overrule(Role::Figure, "applied");
        return;
    }
    let noun = phrase.after_text();
    let of = noun.contains('的');
    let abstracts = !phrase.quantity.unit_text.contains(['人', '户'])
        && rules.verbs.is_abstract(noun.trim_end_matches('中'));
    let capacity = capacity(phrase, &named.text);
    if !of && abstracts || capacity {
        // 全年35个项目，已完工20个: what is counted can be answered, what is named cannot.
        // 46项问题，已整改39项: counted off, they are reached like anything else.
        let named = abstracts && !counted_off() && rules.verbs.ends_abstract(noun.trim_end_matches('中'));
        let counted = !named && phrase.quantity.kind == QuantityKind::Count;
        decision.overrule(if counted { Role::Base } else { Role::Aside }, "name");
        return;
    }
    if in_words(phrase) {
        decision.overrule(Role::Base, RuleName::marked("in-words", &[Mark::NoBase]));
        return;
    }
    let done = phrase.cues().any(|(place, set)| {
        set.any(&[Cue::Done, Cue::Stage]) && !matches!(phrase.text(place), "达" | "达到" | "突破")
    });
    let paused = phrase.boundary() == Some(Kind::Pause);
    if !decision.declared
        && !lists_on(phrase, slots, earlier)
        && done
        && !paused
        && !slots.has(Slot::OtherStage)
        && !slots.has(Slot::Announced)
        && (!slots.has(Slot::InPart) || slots.has(Slot::Now) || answers_part(phrase, earlier))
        && (!named.own || answers_goal(phrase, named, earlier))
    {
        *decision = Decision::figure();
    }
}

/// 要完成发电量246亿千瓦时；投产装机容量85万千瓦: behind a semicolon, in a unit that no goal before has.
fn lists_on(phrase: &Phrase, slots: Slots, earlier: &[&Claim]) -> bool {
    let measured = |claim: &&Claim| claim.role == Role::Goal && claim.same_unit(phrase.quantity);
    let behind = phrase.boundary() == Some(Kind::Semicolon) && !slots.has(Slot::Now);
    behind && !earlier.iter().any(measured)
}

/// 计划新建70个，现已超额完成82个: all that was done, as it is more than the goal; 超额完成20个 is how much more.
fn beyond_goal(phrase: &Phrase, earlier: &[&Claim]) -> bool {
    let last = phrase.before.last().is_some_and(|&index| {
        phrase.words.cue(index).has(Cue::Done) && phrase.words.cue(index).has(Cue::Distance)
    });
    let goal = earlier.iter().find(|claim| claim.role == Role::Goal);
    last && goal.is_some_and(|goal| {
        goal.same_counter(phrase.quantity) && goal.quantity.base_low() < phrase.quantity.base_low()
    })
}

/// 抓牢四件大事, 打造三个示范村: a few things in words are a manner of speaking, a goal only where they are answered.
fn in_words(phrase: &Phrase) -> bool {
    let quantity = phrase.quantity;
    quantity.kind == QuantityKind::Count
        && quantity.base_low().is_some_and(|few| few <= Decimal::TEN)
        && !quantity.core.text(phrase.words.text).contains(is_digit)
}

/// 其中滤芯类任务150万元，完成162万元: right behind the goal of the part.
fn answers_part(phrase: &Phrase, earlier: &[&Claim]) -> bool {
    earlier.first().is_some_and(|last| {
        last.role == Role::Goal && last.declared && last.part && last.same_counter(phrase.quantity)
    })
}

/// 计划改造5个，完成2个: a bare result of a sentence that planned is no second goal.
fn answers_goal(phrase: &Phrase, named: &Named, earlier: &[&Claim]) -> bool {
    let key = &named.key;
    earlier.iter().any(|claim| {
        let planned = claim.role == Role::Goal;
        let counted = claim.role != Role::Aside && !claim.reached && claim.own;
        (planned || counted)
            && claim.same_counter(phrase.quantity)
            && (claim.key == *key || planned && key::touching(&claim.key, key))
    })
}
