//! Pairs, and the rates that belong to figures.

use std::ops::Range;

use crate::model::Grounds;

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
    /// Those that stand in a list behind the list of the first ones.
    pub(crate) listed: Vec<(usize, usize)>,
    /// True for a rate that found its figure.
    pub(crate) used: Vec<bool>,
    /// For each claim, the pairs of which it is the goal.
    pub(super) of_goal: Vec<Vec<usize>>,
    pub(super) goal_taken: Vec<bool>,
    pub(super) figure_taken: Vec<bool>,
    /// True for a figure whose first printed rate is of another goal than the one that a rate phrase names.
    pub(super) second: Vec<bool>,
}

impl Links {
    pub(super) fn new(count: usize) -> Self {
        Self {
            pairs: Vec::new(),
            rate_of: vec![None; count],
            further: Vec::new(),
            listed: Vec::new(),
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
    pub(super) fn pairs_of(&self, goals: Range<usize>) -> Vec<usize> {
        let mut pairs: Vec<usize> = self.of_goal[goals].iter().flatten().copied().collect();
        pairs.sort_unstable();
        pairs
    }

    pub(super) fn join(&mut self, goal: usize, figure: usize, grounds: Grounds) {
        self.join_by(goal, figure, grounds, self.rate_of[figure]);
    }

    /// Joins a goal and a figure by a rate of their own.
    pub(super) fn join_by(&mut self, goal: usize, figure: usize, grounds: Grounds, rate: Option<usize>) {
        self.goal_taken[goal] = true;
        self.of_goal[goal].push(self.pairs.len());
        self.figure_taken[figure] = true;
        if let Some(rate) = rate {
            self.used[rate] = true;
        }
        self.pairs.push(Pair { goal, figure, grounds, rate });
    }

    /// A figure that a rate phrase joined to one goal, whose own rate is still to be placed.
    pub(super) fn open_rate(&self, figure: usize) -> bool {
        self.second[figure]
            && !self.pairs.iter().any(|pair| pair.figure == figure && pair.rate == self.rate_of[figure])
    }

    pub(super) fn give(&mut self, rate: usize, figure: usize) {
        self.rate_of[figure] = Some(rate);
        self.used[rate] = true;
    }
}
