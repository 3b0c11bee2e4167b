//! What a sentence has said so far: whether it plans or reports, of which period, and of what.

mod announced;
mod parts;

use super::Role;
use crate::{
    model::{AsOf, Dimension},
    rules::{Cue, CueSet},
};

/// Whether a text speaks of what is to be reached or of what has been reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mode {
    Goal,
    Figure,
}

/// What one sentence carries along.
#[derive(Default)]
pub(crate) struct Sentence {
    pub(crate) mode: Option<Mode>,
    /// The mode was announced for all of the sentence, semicolons and all (任务为：).
    pub(crate) announced: bool,
    /// Both goals and figures have stood in this part of the sentence.
    told: (bool, bool),
    /// Completion rates were announced (完成率分别为：), or the plan by which they are measured (对照年度任务：).
    pub(crate) rates: bool,
    pub(crate) by_plan: bool,
    /// What the announced rates are called, and those of places in a list.
    pub(crate) rate_name: String,
    pub(crate) rate_of: String,
    /// What the sentence divides into parts: 地方收入 of 地方收入按部门分.
    pub(crate) divided: String,
    /// The shares of a whole were announced (比重为：).
    pub(crate) shares: bool,
    /// What stands here is a part of what stood before.
    pub(crate) part: bool,
    part_unit: Option<Dimension>,
    /// Whether what stood before the bracket was a part, and the mode there.
    outer: Option<(bool, Option<Dimension>, Option<Mode>)>,
    /// What stands here is of an earlier period.
    pub(crate) past: bool,
    /// What stands here is of a later period.
    pub(crate) future: bool,
    /// A year before us opened it: 到2027年，….
    pub(crate) ahead: bool,
    /// What stands here is expected, not reached (预计到12月底，…).
    pub(crate) expected: bool,
    /// What stands here is what a work will bring when it is done.
    pub(crate) benefit: bool,
    /// What stands here counts from the beginning of the work.
    pub(crate) since: bool,
    /// The sentence begins with one month, and speaks of that alone: 11月份，….
    pub(crate) month: bool,
    /// What is planned here is a goal of several years: 到“十四五”期末, 到2027年.
    pub(crate) years: bool,
    /// What stands here is of a year before that of the plan, or after that of the report.
    pub(crate) bygone: bool,
    /// Names of a list that 分别 hands out, the next one last.
    pub(crate) names: Vec<String>,
    /// Claims that a list hands its members to, the next one last.
    pub(crate) places: Vec<usize>,
    /// The piece is labelled as a completion rate.
    pub(crate) rate_line: bool,
    /// What the item is called by its heading or its short first sentence.
    pub(crate) title: String,
    /// What a clause without a number named.
    pub(crate) topic: String,
    /// The topic was named in this part of the sentence, before any number of it.
    pub(crate) fresh: bool,
    /// The topic is a label before a colon.
    pub(crate) labelled: bool,
    /// The topic belongs to an earlier part of the sentence.
    stale: bool,
    /// Up to when the figures count.
    pub(crate) as_of: Option<AsOf>,
    /// Up to when it tells was named.
    pub(crate) until: bool,
    /// This year was named, here or in a sentence before.
    pub(crate) this_year: bool,
    /// This year, a part of it, or the present was named.
    pub(crate) current: bool,
    /// The year that was named last.
    pub(crate) year: Option<i32>,
    /// The part of the sentence before a semicolon was a part of a whole, in this unit.
    parts_on: Option<Option<Dimension>>,
    /// A list of what was done was opened: 为民办了10件实事：.
    pub(crate) told_list: bool,
    /// This part of the sentence told something before it planned.
    begun: bool,
    planned: bool,
    /// A figure has stood in the sentence.
    reported: bool,
    /// 未, 尚未 has been passed.
    pub(crate) undone: bool,
    /// The next sentences go on planning.
    plans_on: bool,
    counted: usize,
    passed: (bool, bool, bool),
    /// Another period, a comparison or a month was named.
    turned: bool,
    /// Verbs of completion by which goals were set: 要实现….
    set_with: Vec<String>,
}

impl Sentence {
    /// A sentence of which only the date is known.
    pub(crate) fn up_to(as_of: Option<AsOf>) -> Self {
        Self { as_of, ..Self::default() }
    }

    /// The next sentence of the same piece.
    pub(crate) fn next(&mut self) {
        let (plan, present, now) = self.passed;
        let lists_on = self.announced && !self.reported && !self.turned;
        let plans_on = self.counted == 0 && plan && present && !now || lists_on;
        *self = Self {
            plans_on,
            announced: plans_on,
            mode: plans_on.then_some(Mode::Goal),
            title: std::mem::take(&mut self.title),
            rate_line: self.rate_line,
            year: self.year,
            since: self.since,
            this_year: self.this_year,
            ..Self::up_to(self.as_of)
        };
    }

    /// The next part of the sentence, behind a semicolon.
    pub(crate) fn next_part(&mut self) {
        self.parts_on = self.part.then(|| self.part_unit.take());
        self.part = false;
        self.expected = false;
        self.part_unit = None;
        self.stale = true;
        self.fresh = false;
        self.names.clear();
        self.places.clear();
        // 甲村建成示范园，拟灌溉280亩；乙村新建羊舍460平方米: what one of several plans besides is its own.
        let own = self.begun && self.planned && self.mode == Some(Mode::Goal);
        if (own || self.told.0 && self.told.1) && !self.announced {
            self.mode = None;
        }
        (self.begun, self.planned) = (false, false);
        self.told = (false, false);
    }

    /// A cue word was passed; another period counts only where a clause begins with it.
    pub(crate) fn pass(&mut self, set: CueSet, leading: bool) {
        self.since &= !(leading && set.any(&[Cue::Present, Cue::Past]));
        self.since |= set.has(Cue::Since);
        self.years = (self.years || set.has(Cue::Years)) && !set.any(&[Cue::Present, Cue::Past]);
        self.benefit = self.benefit || set.has(Cue::Benefit);
        self.undone |= set.has(Cue::Undone);
        self.begun |= set.any(&[Cue::Done, Cue::Now]) && !self.planned && self.mode != Some(Mode::Goal);
        self.planned |= set.has(Cue::Plan);
        self.passed.2 |= set.has(Cue::Done) && !self.passed.0;
        self.passed.0 |= set.has(Cue::Plan);
        self.passed.1 |= set.has(Cue::Present);
        self.passed.2 |= set.any(&[Cue::Now, Cue::Past, Cue::Compare, Cue::Rise]);
        if set.any(&[Cue::Now, Cue::Past, Cue::Compare]) {
            self.turned = true;
            self.end_goals();
        }
        if set.has(Cue::Part) {
            self.part = true;
            self.part_unit = None;
        }
        self.past |= leading && set.has(Cue::Past);
        self.future |= leading && set.has(Cue::Future);
        if set.any(&[Cue::Present, Cue::Plan, Cue::Now]) {
            self.past = false;
        }
        self.expected &= !set.any(&[Cue::Now, Cue::Past]);
        self.ahead &= !set.any(&[Cue::Now, Cue::Past]);
        if set.any(&[Cue::Present, Cue::Now]) {
            self.future = false;
        }
    }

    /// A bracket opens.
    pub(crate) fn open(&mut self) {
        self.outer = Some((self.part, self.part_unit.clone(), self.mode));
    }

    /// A bracket closes: what it spoke of ends with it.
    pub(crate) fn close(&mut self) {
        if let Some(outer) = self.outer.take() {
            (self.part, self.part_unit, self.mode) = outer;
        }
    }

    /// A clause begins with a date: what it tells is of that time.
    pub(crate) fn dates_itself(&mut self) {
        self.since = false;
    }

    /// A month was named: what was announced before is over.
    pub(crate) fn dated(&mut self) {
        self.passed.2 = true;
        self.turned = true;
        self.plans_on = false;
        self.current = true;
    }

    /// A goal was set with this verb.
    pub(crate) fn set_with(&mut self, verb: &str) {
        self.set_with.push(verb.to_owned());
    }

    /// True where goals were set with this verb, and nothing was reported.
    pub(crate) fn sets_with(&self, verb: &str) -> bool {
        !self.reported && self.set_with.iter().any(|known| known == verb)
    }

    /// A number was taken for this; `told` where its own words said so.
    pub(crate) fn count(&mut self, role: Role, told: bool) {
        self.counted += usize::from(matches!(role, Role::Goal | Role::Figure));
        self.stale = false;
        self.told.0 |= role == Role::Goal;
        self.told.1 |= role == Role::Figure && told;
        self.reported |= role == Role::Figure && told;
        match role {
            Role::Goal if told => self.mode = Some(Mode::Goal),
            Role::Figure if told => self.mode = Some(Mode::Figure),
            Role::Goal | Role::Figure | Role::Base | Role::Rate | Role::Change | Role::Aside => {}
        }
    }

    /// True where it takes what the next clause without a number names.
    pub(crate) fn takes_topic(&self) -> bool {
        self.topic.is_empty() || self.stale
    }

    /// Takes what a clause without a number names: the first of the sentence, or of its part.
    pub(crate) fn name_topic(&mut self, name: String) {
        if !name.is_empty() && name.chars().count() <= 24 && self.takes_topic() {
            self.fresh = self.stale;
            self.topic = name;
            self.stale = false;
        }
    }

    /// True where the number is the first that can speak of the topic before it.
    pub(crate) fn opens_topic(&self, role: Role) -> bool {
        self.fresh || role == Role::Goal && self.counted == 0 && !self.topic.is_empty()
    }

    /// True where neither a goal nor a figure has come yet.
    pub(crate) fn is_new(&self) -> bool {
        self.counted == 0
    }
}
