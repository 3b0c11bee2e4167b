//! The goal that a rate follows from, in growing reach, and what speaks against one.

use rust_decimal::Decimal;

use crate::pair::{
    likeness,
    links::Links,
    near,
    rate::{agrees, cut, has_own_rate, is_bare_share, is_rate_of, printed},
};
use crate::{
    interpret::{Claim, Role},
    model::{Grounds, QuantityKind},
    rules::Synonyms,
};

/// How far from a figure the goal of its rate is looked for; the first reach in which one goal fits decides.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Reach {
    /// Its sentence: whatever the two are called, and where the rate is cut off instead of rounded.
    Sentence,
    /// Its block: 任务 and 完成情况 of one paragraph.
    Block,
    /// The goals of the whole document, which a list of goals at its head sets.
    Document,
    /// What was counted anywhere before, or the size of the work, where no goal of the document fits: 总投资19.42亿元.
    Counted,
}

/// What speaks against a goal of which a rate could be, in the order of what it costs to ask.
#[derive(Clone, Copy)]
enum Against {
    /// One of the two is of a year before.
    Year,
    /// 新造林5.5万亩（生态林2万亩），…；封山育林2万亩: what a bracket holds ends with it.
    Bracket,
    /// 衔接资金2.36亿元，支出1.65亿元，支出率69.9%。产业类1.42亿元，占60.2%: a share of a part, or of what has its answer.
    Share,
    /// It has another figure, or another rate tells of it.
    Taken,
    /// Their units do not compare.
    Unit,
    /// It is no goal, nor what can stand for one at such a distance.
    Role,
    /// The rate does not follow; nothing done is 0 % of any goal.
    Rate,
    /// Their names differ, where the rate is round or the goal far.
    Name,
}

impl Against {
    const ALL: [Self; 8] =
        [Self::Year, Self::Bracket, Self::Share, Self::Taken, Self::Unit, Self::Role, Self::Rate, Self::Name];
}

/// A figure and a rate that may be of it.
#[derive(Clone, Copy)]
pub(super) struct Told {
    pub(super) figure: usize,
    pub(super) rate: usize,
    /// True where the rate stands at another figure, or at none.
    pub(super) moved: bool,
}

/// How many claims of one size a document may have; what more of them share proves nothing.
const MOST_ALIKE: usize = 64;

/// The claims of a document among which goals are looked for.
pub(super) struct Search<'a> {
    pub(super) claims: &'a [Claim],
    synonyms: &'a Synonyms,
    /// Their values, the least first.
    values: Vec<(Decimal, usize)>,
}

impl<'a> Search<'a> {
    pub(super) fn new(claims: &'a [Claim], synonyms: &'a Synonyms) -> Self {
        let value = |(at, claim): (usize, &Claim)| claim.quantity.base_low().map(|value| (value, at));
        let mut values: Vec<_> = claims.iter().enumerate().filter_map(value).collect();
        values.sort_unstable();
        Self { claims, synonyms, values }
    }

    /// The one goal of a figure that its rate follows from.
    pub(super) fn goal(&self, links: &Links, told: Told, reaches: &[Reach]) -> Option<usize> {
        reaches.iter().find_map(|&reach| {
            let fits = |&goal: &usize| {
                !Against::ALL.iter().any(|against| self.speaks(*against, links, goal, told, reach))
            };
            let fitting: Vec<usize> = self.within(told, reach).into_iter().filter(fits).collect();
            let value = |goal: usize| self.claims[goal].quantity.base_low();
            let one =
                reach <= Reach::Block && fitting.windows(2).all(|pair| value(pair[0]) == value(pair[1]));
            // What is called a goal before what was only counted (任务2846户，开工2846户，竣工2613户), the nearest before others.
            let nearness = |goal: &usize| (self.claims[*goal].role != Role::Goal, goal.abs_diff(told.figure));
            if fitting.len() < 2 || one { fitting.into_iter().min_by_key(nearness) } else { None }
        })
    }

    /// The claims in reach of a figure and its rate.
    fn within(&self, told: Told, reach: Reach) -> Vec<usize> {
        match reach {
            Reach::Sentence => near::sentence(self.claims, told.figure).collect(),
            Reach::Block => near::block(self.claims, told.figure).collect(),
            Reach::Document => self.of_value(told, true),
            Reach::Counted => self.of_value(told, false),
        }
    }

    /// The claims that the rate of a figure can be of by their value; none where too many can.
    fn of_value(&self, Told { figure, rate, .. }: Told, goals: bool) -> Vec<usize> {
        let Some(actual) = self.claims[figure].quantity.base_low() else { return Vec::new() };
        let (percent, half) = printed(&self.claims[rate]);
        let bound = |percent: Decimal| {
            let value = actual.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(percent)?;
            (percent > Decimal::ZERO).then_some(value)
        };
        // A little wider than the rounding; `agrees` tells exactly.
        let least = bound(percent + half + half);
        let most = bound(percent - half - half);
        let from = least.map_or(0, |least| self.values.partition_point(|(value, _)| *value < least));
        let to =
            most.map_or(self.values.len(), |most| self.values.partition_point(|(value, _)| *value <= most));
        let alike = self.values.get(from..to).unwrap_or_default().iter().map(|(_, at)| *at);
        let alike: Vec<usize> = alike.filter(|&at| (self.claims[at].role == Role::Goal) == goals).collect();
        if alike.len() > MOST_ALIKE { Vec::new() } else { alike }
    }

    /// True where this speaks against a goal.
    fn speaks(&self, against: Against, links: &Links, goal: usize, told: Told, reach: Reach) -> bool {
        let Told { figure, rate, moved } = told;
        let [said, reported, rate_said] = [goal, figure, rate].map(|at| &self.claims[at]);
        match against {
            Against::Rate => {
                let proves = reported.quantity.base_low().is_some_and(|actual| !actual.is_zero());
                let cut = || reach == Reach::Sentence && cut(self.claims, goal, figure, rate);
                goal == figure || !proves || !(agrees(reported, said, rate_said) || cut())
            }
            Against::Taken => {
                // 清收1.08亿元，对照1.5亿元的清收任务: it speaks of another figure.
                let counts = |of: &Claim| of.role == Role::Figure && said.same_counter(&of.quantity);
                let spoken = |known: usize| known != figure && counts(&self.claims[known]);
                links.answers(goal)
                    || reach == Reach::Document && !said.own && said.refers.is_some_and(spoken)
                    || links.of_goal[goal].iter().any(|&pair| links.pairs[pair].figure == figure)
                    || (moved || reach == Reach::Document)
                        && !free_for_stage(self.claims, links, goal, reported)
                    || reach == Reach::Counted
                        && !((said.size || links.free(goal)) && links.rate_of[goal].is_none())
            }
            Against::Bracket => {
                let held = said.host.is_some() && said.role != Role::Goal && said.bracket != reported.bracket;
                held && (said.at.segment != reported.at.segment || reach == Reach::Counted)
            }
            Against::Year => said.bygone != reported.bygone,
            Against::Unit => !likeness::comparable(said, reported, reach == Reach::Sentence),
            Against::Share => {
                is_bare_share(rate_said) && (reported.part && !said.part || !links.of_goal[goal].is_empty())
            }
            Against::Role if moved && links.rate_of[goal] == Some(rate) => {
                !of_itself(goal < figure, reported, rate_said)
            }
            Against::Role => {
                !self.can_be_goal(links, goal, told, reach) || moved && !set_out(said, reported, rate_said)
            }
            Against::Name => !named_enough(said, reported, rate_said, reach, self.synonyms),
        }
    }

    /// True for what can be the goal of a rate: a goal, or what was counted a little before the figure.
    fn can_be_goal(&self, links: &Links, goal: usize, told: Told, reach: Reach) -> bool {
        let (claims, Told { figure, rate, .. }) = (self.claims, told);
        let [said, reported, told] = [goal, figure, rate].map(|at| &claims[at]);
        let before = goal < figure;
        // A bare share (占41.5%) is no rate of what another name counts.
        let shared = told.role == Role::Aside;
        let levelled = told.role == Role::Figure;
        // 96个项目累计开工77项，开工率80.2%: words for things of any sort, where the rate follows from hardly anything else. What
        // 89.2 % is of need not be named either.
        let odd = !told.quantity.amount.low().fract().is_zero();
        // 176个项目开工153项，开工率87%.
        let beside = goal + 1 == figure && said.at.clause == reported.at.clause && !is_round(told);
        let alike = || {
            likeness::same_counter(said, reported) || (odd || beside) && likeness::any_sort(said, reported)
        };
        let rate_of = || is_rate_of(claims, [goal, figure], told, self.synonyms);
        match said.role {
            Role::Goal => !said.basis || reach != Reach::Document && said.same_counter(&reported.quantity),
            Role::Aside => is_sized(said, told) && (reach != Reach::Counted || before),
            Role::Base | Role::Figure if reach == Reach::Counted => before && alike() && set(said, told),
            Role::Base | Role::Figure if levelled && !rate_of() => false,
            // 签约29528人，下达40560人，进度72.8%: behind the figure, where the rate follows from hardly any other number.
            Role::Base => {
                (before || odd && behind(said, reported, told)) && alike() && !(shared && reported.own)
            }
            Role::Figure => {
                before
                    && links.rate_of[goal].is_none_or(|own| claims[own].at.list != told.at.list)
                    && !has_own_rate(claims, goal, figure)
                    && (said.own || odd && shared || is_staged(reported, told) && (odd || goal + 1 == figure))
                    && !(shared && reported.own)
                    && alike()
                    && (!reported.part || said.part)
                    && (!said.reached || reach == Reach::Sentence && !told.of_plan)
            }
            Role::Rate | Role::Change => false,
        }
    }
}

/// True for a size that a rate may be of; 常住人口4.6万人: how many there are is not what is to be reached.
fn is_sized(said: &Claim, rate: &Claim) -> bool {
    said.size && said.quantity.kind != QuantityKind::Count && rate.role == Role::Rate
}

/// 开工153项，开工率87%: the rate is called after the stage of the figure.
fn is_staged(reported: &Claim, rate: &Claim) -> bool {
    !reported.stage.is_empty() && rate.name.contains(reported.stage.as_str())
}

/// 一、新增就业28万人, and below it 新增就业38.92万人，占年计划的139%: what was only counted before is what the plan set.
fn set(said: &Claim, rate: &Claim) -> bool {
    rate.of_plan
        && said.own
        && !(said.reached || said.told || said.part || said.process)
        && said.quantity.kind != QuantityKind::Percent
}

/// 全县共实施项目62个。⏎已开工58个，开工率93.5%: a result without a name right behind what was counted.
fn is_nameless(said: &Claim, reported: &Claim) -> bool {
    let near = said.at.sentence < reported.at.sentence && said.at.sentence + NEAR >= reported.at.sentence;
    said.own && !reported.own && reported.key.is_empty() && near && !said.part
}

/// So many sentences a result without a name may stand behind what it is of.
const NEAR: usize = 3;

/// 结转经费11382万元，支付9629.17万元，结余1752.83万元，支付进度率84.6%: what a rate that stands elsewhere may be of, besides goals.
fn set_out(said: &Claim, reported: &Claim, rate: &Claim) -> bool {
    let fraction = !rate.quantity.amount.low().fract().is_zero();
    let counted = !(said.reached || said.told || said.part) && said.at.segment == rate.at.segment;
    said.role == Role::Goal || counted && fraction && reported.reached
}

/// 落实资金1398.72万元。省里拨付资金共计1400万元，使用比例99.9%: the rate stands at what it is of, behind the figure.
fn of_itself(before: bool, reported: &Claim, rate: &Claim) -> bool {
    !before && reported.reached && !rate.quantity.amount.low().fract().is_zero()
}

/// 70%, 100%: what follows from many numbers.
pub(super) fn is_round(rate: &Claim) -> bool {
    (printed(rate).0 % Decimal::TEN).is_zero()
}

/// True for what is counted right behind the figure, in its part of the sentence, where the rate names a plan or its progress.
fn behind(said: &Claim, reported: &Claim, rate: &Claim) -> bool {
    rate.role == Role::Rate
        && said.at.segment == reported.at.segment
        && said.at.clause <= reported.at.clause + 1
        && said.quantity.base_low() != reported.quantity.base_low()
}

/// A round rate, or a goal of another block, confirms only where the names agree, too; 105.9 % follows from hardly any other number.
fn named_enough(goal: &Claim, figure: &Claim, rate: &Claim, reach: Reach, synonyms: &Synonyms) -> bool {
    let round = is_round(rate);
    let parts = goal.at.goal_part && figure.at.result_part || goal.at.piece == figure.at.piece;
    let alike = || likeness::alike(goal, figure, reach == Reach::Block, synonyms).is_some();
    match reach {
        Reach::Sentence => true,
        Reach::Block => parts || !figure.own && (goal.role == Role::Goal || !round) || alike(),
        Reach::Document => !round && (goal.stage.is_empty() || goal.stage == figure.stage) || alike(),
        Reach::Counted => !round && (goal.size || is_nameless(goal, figure) || alike()),
    }
}

/// True for a goal without a figure, or with figures of other stages in the same sentence.
fn free_for_stage(claims: &[Claim], links: &Links, goal: usize, figure: &Claim) -> bool {
    links.of_goal[goal].iter().all(|&pair| {
        let pair = links.pairs[pair];
        let other = &claims[pair.figure];
        let rated = pair.grounds == Grounds::RateConfirms;
        rated && figure.at.block == other.at.block
            || !figure.stage.is_empty()
                && !other.stage.is_empty()
                && other.stage != figure.stage
                && other.at.sentence == figure.at.sentence
    })
}
