//! Which figure answers which goal: printed rates first, then references, then names in growing circles
//! (sentence, piece, block, document), then place, then what is left alone.

mod across;
mod across_names;
mod bracket;
mod called;
mod circle;
mod confirm;
mod district;
mod findings;
mod likeness;
mod names;
mod near;
mod place;
mod rates;
mod refer;
mod summed;

pub use across::{Joined, Side, across};
pub use findings::findings;
pub use likeness::Alike;

use std::ops::Range;

use crate::{
    interpret::{Claim, Role},
    model::{Grounds, QuantityKind},
    rules::Synonyms,
};

/// A goal, a figure, and why they belong together; indices into the claims.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Pair {
    pub(crate) goal: usize,
    pub(crate) figure: usize,
    pub(crate) grounds: Grounds,
    /// The rate that is printed for this pair, where the figure has several.
    pub(crate) rate: Option<usize>,
}

/// Pairs and the rates that belong to figures.
#[derive(Debug, Default)]
pub(crate) struct Links {
    pub(crate) pairs: Vec<Pair>,
    /// For each claim, the rate that is printed for it.
    pub(crate) rate_of: Vec<Option<usize>>,
    /// Further rates of a figure, of other plans (完成1-4月计划的127%，完成年度计划的22%).
    pub(crate) further: Vec<(usize, usize)>,
    /// True for a rate that found its figure.
    pub(crate) used: Vec<bool>,
    /// For each claim, the pairs of which it is the goal.
    of_goal: Vec<Vec<usize>>,
    goal_taken: Vec<bool>,
    figure_taken: Vec<bool>,
    /// True for a figure whose first printed rate is of another goal than the one that a rate phrase names.
    second: Vec<bool>,
}

impl Links {
    fn new(count: usize) -> Self {
        Self {
            pairs: Vec::new(),
            rate_of: vec![None; count],
            further: Vec::new(),
            used: vec![false; count],
            goal_taken: vec![false; count],
            of_goal: vec![Vec::new(); count],
            figure_taken: vec![false; count],
            second: vec![false; count],
        }
    }

    /// True where the claim is the figure of a pair.
    pub(crate) fn answers(&self, figure: usize) -> bool {
        self.figure_taken[figure]
    }

    /// True where the claim may still be paired.
    pub(crate) fn free(&self, claim: usize) -> bool {
        !self.goal_taken[claim] && !self.figure_taken[claim]
    }

    /// True where the claim is the goal or the figure of a pair.
    pub(crate) fn paired(&self, claim: usize) -> bool {
        !self.of_goal[claim].is_empty() || self.figure_taken[claim]
    }

    /// The pairs of these goals, in the order in which they were joined; indices into the pairs.
    fn pairs_of(&self, goals: Range<usize>) -> Vec<usize> {
        let mut pairs: Vec<usize> = self.of_goal[goals].iter().flatten().copied().collect();
        pairs.sort_unstable();
        pairs
    }

    fn join(&mut self, goal: usize, figure: usize, grounds: Grounds) {
        self.join_by(goal, figure, grounds, self.rate_of[figure]);
    }

    /// Gives each pair the rate of its figure that follows from it, where the figure has several.
    fn choose_rates(&mut self, claims: &[Claim]) {
        for &(figure, further) in &self.further {
            let pairs = self
                .pairs
                .iter_mut()
                .filter(|pair| pair.figure == figure && pair.rate == self.rate_of[figure]);
            for pair in pairs {
                let agrees =
                    |rate: usize| confirm::agrees(&claims[figure], &claims[pair.goal], &claims[rate]);
                if agrees(further) && !pair.rate.is_some_and(agrees) {
                    pair.rate = Some(further);
                }
            }
        }
    }

    /// Joins a goal and a figure by a rate of their own.
    fn join_by(&mut self, goal: usize, figure: usize, grounds: Grounds, rate: Option<usize>) {
        self.goal_taken[goal] = true;
        self.of_goal[goal].push(self.pairs.len());
        self.figure_taken[figure] = true;
        if let Some(rate) = rate {
            self.used[rate] = true;
        }
        self.pairs.push(Pair { goal, figure, grounds, rate });
    }

    /// A figure that a rate phrase joined to one goal, whose own rate is still to be placed.
    fn open_rate(&self, figure: usize) -> bool {
        self.second[figure]
            && !self.pairs.iter().any(|pair| pair.figure == figure && pair.rate == self.rate_of[figure])
    }

    fn give(&mut self, rate: usize, figure: usize) {
        self.rate_of[figure] = Some(rate);
        self.used[rate] = true;
    }
}

/// Pairs the claims of a document.
pub(crate) fn pair(claims: &[Claim], closed: &[bool], synonyms: &Synonyms) -> Links {
    let mut links = Links::new(claims.len());
    rates::bind(claims, &mut links);
    rates::basis_goals(claims, &mut links);
    confirm::confirmed(claims, &mut links, synonyms);
    confirm::siblings(claims, &mut links, synonyms);
    confirm::told_apart(claims, &mut links);
    bracket::told(claims, &mut links);
    rates::bracketed_goals(claims, &mut links);
    summed::whole(claims, &mut links);
    repeated_goals(claims, &mut links);
    refer::linked(claims, &mut links, synonyms);
    for circle in circle::ALL {
        circle::matched(claims, closed, &mut links, *circle, synonyms);
    }
    place::items(claims, &mut links, synonyms);
    refer::over_parts(claims, &mut links, synonyms);
    place::wholes_of_parts(claims, &mut links, synonyms);
    place::parallel(claims, &mut links, synonyms);
    place::only_one(claims, &mut links, synonyms);
    wholes(claims, &mut links);
    rates::of_lines(claims, &mut links);
    rates::repeated(claims, &mut links);
    links.choose_rates(claims);
    links
}

/// Takes the goals that a rate phrase repeats (…60处。累计修复42处，占总计划60处的70%): they have their answer.
fn repeated_goals(claims: &[Claim], links: &mut Links) {
    let answered: Vec<usize> =
        links.pairs.iter().map(|pair| pair.goal).filter(|&g| claims[g].basis).collect();
    for basis in answered {
        let earlier = near::block(claims, basis).start..basis;
        for g in earlier.filter(|&g| claims[g].role == Role::Goal && claims[g].key == claims[basis].key) {
            links.goal_taken[g] |= claims[g].quantity.base_low() == claims[basis].quantity.base_low();
        }
    }
}

/// The conditions that forbid a pair whatever the names say.
pub(crate) fn may_answer(goal: &Claim, figure: &Claim) -> bool {
    let bracketed = |claim: &Claim| claim.part && claim.host.is_some();
    // 36宗新开工项目（已开工9宗）: what the bracket behind a count tells of it.
    let told_in_bracket = bracketed(figure)
        && figure.told
        && goal.at.clause == figure.at.clause
        && goal.same_counter(&figure.quantity);
    if told_in_bracket && !bracketed(goal) && !figure.process {
        return true;
    }
    if figure.size
        || bracketed(goal) && !(goal.role == Role::Goal && goal.own && figure.own && goal.key == figure.key)
        || bracketed(figure)
        || goal.bygone != figure.bygone
        || figure.since && !goal.since
        || goal.growth && goal.since && !figure.since
        || goal.at.scope != figure.at.scope
    {
        return false;
    }
    // 实施项目168个，其中计划新开工58个: named after the whole, it is not answered by it.
    if goal.part && !figure.part && !goal.own && goal.at.segment == figure.at.segment {
        return false;
    }
    if goal.part != figure.part {
        let same = goal.own && goal.key == figure.key;
        let alone = goal.part && (goal.declared || same) && figure.own && !figure.part;
        let named = figure.part
            && figure.own
            && goal.declared
            && goal.own
            && goal.key == figure.key
            && (goal.at.block == figure.at.block || figure.quantity.kind != QuantityKind::Percent);
        if !alone && !named {
            return false;
        }
    }
    if figure.process && !(goal.process && goal.stage == figure.stage) {
        return false;
    }
    if goal.at.year.zip(figure.at.year).is_some_and(|(planned, reached)| planned != reached) {
        return false;
    }
    match (goal.growth, figure.growth) {
        (true, growing) => growing,
        (false, true) => false,
        (false, false) => matches!(figure.role, Role::Figure | Role::Base),
    }
}

/// The conditions under which a base, which no word declares a goal, is answered at all.
pub(crate) fn may_be_base(base: &Claim, figure: &Claim) -> bool {
    base.at.segment == figure.at.segment
        && (base.own || base.refers.is_none())
        && (!base.reached || base.whole)
        && !base.part
        && !base.process
        && &*base.rule != "balance"
        && &*figure.rule != "changed-to"
        && base.quantity.core.start < figure.quantity.core.start
        && figure.role == Role::Figure
        && figure.reached
        && !figure.whole
        && within(base, figure)
}

/// True where both name a stage, and one is of beginning, the other of completion.
pub(crate) fn other_stage(goal: &Claim, figure: &Claim) -> bool {
    let named = !goal.stage.is_empty() && !figure.stage.is_empty() && !goal.process;
    named && goal.early != figure.early
}

/// A result of at most the base; of a little more where it names nothing else (为2000户安装，实际安装2317户).
fn within(base: &Claim, figure: &Claim) -> bool {
    let (Some(planned), Some(reached)) = (base.quantity.base_low(), figure.quantity.base_low()) else {
        return false;
    };
    reached <= planned || !figure.own && base.same_counter(&figure.quantity) && reached <= planned + planned
}

/// 新建3所全部开工: as many as planned.
fn wholes(claims: &[Claim], links: &mut Links) {
    for (index, claim) in claims.iter().enumerate() {
        let goal = claim.role == Role::Goal && claim.declared;
        let counted = claim.quantity.kind == QuantityKind::Count;
        let open = goal || counted && matches!(claim.role, Role::Base | Role::Figure);
        if claim.whole && open && links.free(index) && !claim.part {
            links.join(index, index, Grounds::Whole);
        }
    }
}
