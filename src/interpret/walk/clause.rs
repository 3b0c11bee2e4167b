//! Clauses without a number: what they name, and how they turn the sentence.

use super::state::Walk;
use crate::{
    interpret::{
        Claim, Role, name,
        piece::{lists_goals, lists_results},
        sentence::Sentence,
        slots::announces as measures,
        topic,
        turn::announces,
        words::{Kind, Words},
    },
    rules::{Cue, Sign},
};

/// The words of a clause before its stop.
struct Clause<'p, 'w> {
    words: &'p Words<'w>,
    indices: Vec<usize>,
    /// The stop behind it is a colon.
    colon: bool,
}

impl Clause<'_, '_> {
    fn has(&self, cue: Cue) -> bool {
        self.indices.iter().any(|&index| self.words.cue(index).has(cue))
    }

    fn any(&self, holds: impl Fn(usize) -> bool) -> bool {
        self.indices.iter().any(|&index| holds(index))
    }

    /// It ends in 中.
    fn amid(&self) -> bool {
        let signs = &self.words.rules.signs;
        self.indices.last().is_some_and(|&last| signs.ends(Sign::Amid, self.words.bare(last)))
    }

    fn trimmed(&self, index: usize) -> &str {
        self.words.bare(index)
    }
}

impl Walk<'_> {
    /// A clause without a number names what the next ones speak of, and may turn the sentence.
    pub(super) fn clause(&self, words: &Words, comma: usize, sentence: &mut Sentence) {
        let indices: Vec<usize> = (words.clause_start(comma)..comma).collect();
        let colon = matches!(words.text_of(comma), "：" | ":" | "】");
        let clause = Clause { words, indices, colon };
        let measured = measures(words, &clause.indices, clause.colon);
        if clause.colon {
            opened(&clause, comma, measured, sentence);
        }
        self.announced_rates(&clause, sentence);
        if clause.any(|index| matches!(words.words[index].kind, Kind::Quantity(_))) {
            return;
        }
        sentence.by_plan |= measured;
        if !measured {
            turned(&clause, sentence);
        }
        if self.divides_goal(&clause) {
            sentence.plan_on();
            sentence.part = true;
        } else if lists_tasks(&clause) {
            sentence.plan_on();
        }
        if let Some(whole) = topic::divided(words, &clause.indices) {
            sentence.divided = whole;
        }
        let beside = self.besides(&clause, sentence);
        let angle = is_angle(&clause);
        if angle {
            sentence.look();
        }
        if !measured && !beside && !angle && !clause.has(Cue::Hearsay) {
            self.topic(&clause, sentence);
        }
    }

    /// 同时，投资5600万元: behind a sentence that only plans it plans, too.
    fn besides(&self, clause: &Clause, sentence: &mut Sentence) -> bool {
        let beside = self.rules.signs.is(Sign::Besides, clause.words.joined(&clause.indices).trim());
        if beside && self.planned_before() {
            sentence.plan_on();
        }
        beside
    }

    /// The sentence before plans, and tells nothing.
    fn planned_before(&self) -> bool {
        let near = |claim: &&Claim| claim.at.sentence + 2 >= self.place.sentence;
        let before = self.claims.iter().rev().take_while(near);
        let mut said = before.filter(|claim| claim.role != Role::Aside).peekable();
        said.peek().is_some_and(|claim| claim.declared) && said.all(|claim| claim.role == Role::Goal)
    }

    /// 建房任务30150套，其中实物建房29550套。实物建房中，廉租房1650套: what follows are parts of a goal.
    fn divides_goal(&self, clause: &Clause) -> bool {
        let words = clause.words;
        let amid = clause.amid();
        let whole = amid.then(|| name::of_words(words, &clause.indices)).filter(|name| !name.is_empty());
        whole.is_some_and(|whole| {
            let near =
                self.claims.iter().rev().take_while(|claim| claim.at.sentence + 1 >= self.place.sentence);
            near.into_iter().find(|claim| claim.name == whole).is_some_and(|claim| claim.role == Role::Goal)
        })
    }

    /// 完成率分别为：, 占比重为：: rates or shares are announced.
    fn announced_rates(&self, clause: &Clause, sentence: &mut Sentence) {
        let rates = |&index: &usize| clause.words.cue(index).has(Cue::RateName);
        let colon = clause.colon || clause.has(Cue::Respectively);
        if !colon {
            return;
        }
        let named = clause.indices.iter().copied().find(|index| rates(index));
        let share = clause.any(|index| self.rules.signs.holds(Sign::ShareName, clause.words.text_of(index)));
        sentence.shares |= share && !clause.has(Cue::PlanNoun) && named.is_none() && clause.has(Cue::Share);
        if let Some(named) = named {
            sentence.rate_name = clause.words.text_of(named).to_owned();
        }
        // 进度居前的3个市分别是：柳榕市64.7%.
        let signs = &self.rules.signs;
        let progress = clause.indices.first().is_some_and(|&first| {
            signs.begins(Sign::Progress, clause.trimmed(first)) && clause.has(Cue::Respectively)
        });
        // 各专项的进度是：.
        let said = clause.words.joined(&clause.indices);
        let told = said.trim_end().trim_end_matches(['是', '为']);
        let progress = progress || clause.colon && signs.ends(Sign::Progress, told);
        if progress {
            sentence.rate_name = self.rules.signs.words(Sign::Progress).concat();
        }
        sentence.rates |= named.is_some() || progress || clause.has(Cue::PlanNoun) && share;
    }

    /// What the clause names is what the next ones speak of.
    fn topic(&self, clause: &Clause, sentence: &mut Sentence) {
        // What the sentence takes no more need not be named.
        if !sentence.takes_topic() && (sentence.labelled || !clause.colon) {
            return;
        }
        let name = name::of_words(clause.words, &clause.indices);
        let name = topic::object(clause.words, &clause.indices, name);
        let name = topic::trouble(&name, &self.rules.names).to_owned();
        if topic::tells(&name, &self.rules.names) {
            return;
        }
        let topic = if self.rules.verbs.is_abstract(&name) { topic::matter(&name) } else { &name };
        sentence.labelled |= clause.colon && !topic.is_empty();
        sentence.name_topic(topic.to_owned());
    }
}

/// 为民办了10件实事：: what was done of a list follows.
fn tells_list(clause: &Clause) -> bool {
    let words = clause.words;
    let counted = clause.any(|index| matches!(words.words[index].kind, Kind::Quantity(_)));
    let first = clause.indices.first().copied();
    let told = clause.any(|index| {
        Some(index) != first && clause.trimmed(index).ends_with('了') || words.cue(index).has(Cue::Now)
    });
    counted && told && !clause.has(Cue::Plan) && !clause.has(Cue::Future) && !clause.has(Cue::PlanNoun)
}

/// A colon opens a list of goals or of results.
fn opened(clause: &Clause, colon: usize, measured: bool, sentence: &mut Sentence) {
    if !measured && lists_goals(clause.words, colon) {
        sentence.open_goals();
    } else if lists_results(clause.words, colon) {
        sentence.end_goals();
    }
    if tells_list(clause) {
        sentence.tell_list(true);
    }
    // 公布了明年就业工作目标：: those of the year to come.
    sentence.future |= clause.has(Cue::Future) && clause.has(Cue::PlanNoun);
}

/// 今年造林任务中，人工造林2万亩、封山育林3万亩: what follows are tasks.
fn lists_tasks(clause: &Clause) -> bool {
    let before = clause.indices.len().checked_sub(2).map(|before| clause.words.cue(clause.indices[before]));
    let noun = before.is_some_and(|before| before.any(&[Cue::PlanNoun, Cue::Plan]));
    let told = [Cue::Now, Cue::Past, Cue::Done].iter().any(|&cue| clause.has(cue));
    clause.amid() && noun && !told
}

/// 全省完成淘汰：, 全市完成改造：: what was done follows.
fn ends_done(clause: &Clause) -> bool {
    let done = clause.indices.iter().rev().take(2).any(|&at| clause.words.cue(at).has(Cue::Done));
    clause.colon && done && ![Cue::Plan, Cue::Future, Cue::PlanNoun].iter().any(|&cue| clause.has(cue))
}

/// What the clause plans, expects or reports, the next ones do, too.
fn turned(clause: &Clause, sentence: &mut Sentence) {
    let words = clause.words;
    let until = || clause.any(|index| clause.trimmed(index).ends_with(['到', '底', '末', '年', '至']));
    // 某某预计，到2015年…, 据预测，…: what somebody expects.
    let says =
        || clause.indices.last().is_some_and(|&last| words.rules.signs.ends(Sign::Expects, words.bare(last)));
    // 按照2014—2018年规划，: what follows is planned, and not only expected.
    let by = || {
        let first = clause.indices.first();
        first.is_some_and(|&first| words.rules.signs.begins(Sign::By, clause.trimmed(first)))
    };
    let forecast = clause.has(Cue::Forecast) && !clause.has(Cue::PlanNoun);
    sentence.expected |= forecast && !by() && (until() || says());
    let plans = |index: usize| {
        words.cue(index).has(Cue::Plan)
            && !words.text_of(index).ends_with(['划', '标', '务', '排', '的', '定'])
    };
    // 为确保…，: what for, not what is to be done.
    let purpose = clause.indices.first().is_some_and(|&first| clause.trimmed(first).starts_with('为'));
    let modal = clause.any(plans) && !purpose;
    if modal && !clause.has(Cue::Now) && !clause.has(Cue::Past) && !clause.has(Cue::Compare) {
        sentence.plan_on();
    }
    if announces(words, &clause.indices) {
        sentence.announce();
    } else if clause.has(Cue::Now) || ends_done(clause) {
        sentence.report();
    }
}

/// 从地区看，, 按行业分，: how something is looked at names nothing.
fn is_angle(clause: &Clause) -> bool {
    let (first, last) = (clause.indices.first(), clause.indices.last());
    first.is_some_and(|&first| clause.trimmed(first).starts_with(['从', '按', '分']))
        && last.is_some_and(|&last| clause.trimmed(last).ends_with(['看', '分', '说']))
        || topic::divides(clause.words, &clause.indices)
}
