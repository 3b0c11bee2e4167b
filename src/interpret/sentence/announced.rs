//! What a sentence announces, goals or results, and how far that holds.

use super::{Mode, Sentence};

impl Sentence {
    /// True where a goal was announced and stands alone so far: 新客户目标：60个，….
    pub(crate) fn one_announced(&self) -> bool {
        self.announced && self.counted == 1
    }

    /// True where goals were announced and none has come yet.
    pub(crate) fn opens_list(&self) -> bool {
        self.announced
    }

    /// A clause ended in a plan word: 任务为：.
    pub(crate) fn announce(&mut self) {
        self.mode = Some(Mode::Goal);
        self.announced = true;
        self.turned = false;
    }

    /// What the sentence before planned goes no further.
    pub(crate) fn end_goals(&mut self) {
        if self.plans_on {
            self.plans_on = false;
            self.announced = false;
            self.mode = None;
        }
    }

    /// A colon opens a list of goals: what was told or dated before it is over.
    pub(crate) fn open_goals(&mut self) {
        self.announce();
        self.passed.2 = false;
    }

    /// True where a plan word has been passed and no result was told.
    pub(crate) fn urges(&self) -> bool {
        self.passed.0 && !self.reported
    }

    /// 从年初确定的目标任务来看，: how results are looked at plans nothing.
    pub(crate) fn look(&mut self) {
        self.passed.2 = true;
        self.end_goals();
    }

    /// A clause without a number plans: 今年，我县将推进精准脱贫，….
    pub(crate) fn plan_on(&mut self) {
        self.mode = Some(Mode::Goal);
    }

    /// A list of what was done goes on.
    pub(crate) fn tell_list(&mut self, told: bool) {
        if told {
            self.report();
            self.told_list = true;
        }
    }

    /// A clause without a number reports: 截至目前，.
    pub(crate) fn report(&mut self) {
        self.mode = Some(Mode::Figure);
        self.announced = false;
    }
}
