//! What is kept of a number.

use super::state::{Place, Walk};
use crate::{
    interpret::{
        self, Claim, Position, Role,
        decision::Decision,
        naming::{Named, REACH},
        phrase::Phrase,
        piece::{ReadPiece, is_rate_line},
        sentence::Sentence,
        shape, whole,
        words::Kind,
    },
    model::{AsOf, AsOfSource, Basis, Quantity, QuantityKind},
    outline::Part,
    rules::{Cue, Mark, NameWords, Sign, Slot, Slots},
};

impl Walk<'_> {
    pub(super) fn claim(
        &self,
        here: &ReadPiece,
        phrase: &Phrase,
        slots: Slots,
        named: Named,
        decision: Decision,
        sentence: &mut Sentence,
    ) -> Claim {
        let offset = here.piece.span.start;
        let (stage, early, process) = shape::stage(phrase);
        let part = self.is_part(phrase, &named, &decision, !stage.is_empty() && !early, sentence);
        let at = self.position(here, phrase.at, sentence, self.scope(here, phrase, &named, part));
        let mut claim = decision.claim(self.measured(phrase, &decision).shifted(offset), at);
        claim.name = called(named.text, &decision);
        claim.key = named.key;
        claim.about = self.about(here, &claim, sentence);
        claim.above = self.above.get(here.piece.block).cloned().unwrap_or_default();
        (claim.own, claim.refers) = (named.own, named.refers);
        (claim.stage, claim.early, claim.process, claim.part) = (stage, early, process, part);
        // 处理信访件31件，办结31件: what was brought up is no goal of what was settled.
        let counted =
            matches!(claim.role, Role::Base | Role::Figure) && !claim.reached && phrase.has(Cue::Action);
        claim.process |= counted && self.rules.names.holds(NameWords::Matter, &claim.name);
        claim.host = phrase.bracket.and_then(|_| self.host());
        claim.bracket = phrase.bracket.map(|open| here.words.words[open].span.start + offset);
        // 要把剩余的11.8万户全部改完: planned, and not told.
        claim.whole = whole::behind(phrase) && !claim.rule.is(Mark::Left);
        claim.clause = shape::clause(phrase).shifted(offset);
        // 下半年计划完成28个: what this period brought does not answer it.
        claim.bygone = sentence.bygone
            || here.piece.coming
            || decision.rule.is(Mark::Left)
            || decision.role == Role::Goal && adds(phrase)
            || decision.role == Role::Goal
                && (sentence.future || phrase.has(Cue::Future) && !phrase.has(Cue::Present))
                && !of_year(phrase, slots);
        claim.counted_in = (claim.role == Role::Rate).then(|| shape::counted_in(phrase)).flatten();
        claim.size = slots.has(Slot::Scale);
        let grows = decision.role == Role::Goal && decision.growth;
        claim.since = sentence.since || grows && shape::from_year(phrase);
        claim.goal_of = basis(phrase, &claim, sentence);
        claim.timed = phrase.holds(Sign::WholeYear) || claim.goal_of == Basis::Period;
        // 达到全年目标5400个的33.3%: what reaches a share of its goal is no level.
        claim.level = shape::level(phrase, &claim.name, claim.basis);
        claim.told = phrase.has(Cue::Now);
        claim.as_of = self.as_of(phrase, sentence);
        claim
    }

    /// What a number speaks of that names next to nothing itself: what was counted before its money, the topic, or what
    /// its line begins with.
    fn about(&self, here: &ReadPiece, claim: &Claim, sentence: &Sentence) -> String {
        let names = &self.rules.names;
        // 投资 says less than a verb: only works are what it is of.
        let sort = names.is(NameWords::Dependent, &claim.name);
        // 资金回笼率。目标不低于90%，年末为92.4%.
        if claim.name.is_empty() {
            return here.opening();
        }
        if !sort && !interpret::is_bare(&claim.name, names) {
            return String::new();
        }
        let money = claim.quantity.kind == QuantityKind::Money;
        let before =
            self.claims.iter().rev().take(REACH).take_while(|known| known.at.sentence == claim.at.sentence);
        let counted = |known: &&Claim| {
            let plain = known.own && known.role != Role::Rate && known.quantity.kind == QuantityKind::Count;
            plain && !interpret::is_wanting(&known.name, names)
        };
        let before = before.filter(|_| money).find(counted).map(|known| known.name.as_str());
        let may = |name: &&str| !name.is_empty() && interpret::may_be_topic(name, names);
        let topic = Some(&*sentence.topic).filter(|_| !sort);
        let told = before.into_iter().chain(topic).find(may);
        let works =
            |name: &String| names.ends(NameWords::Works, name) || names.ends(NameWords::YearList, name);
        let opening = || Some(here.opening()).filter(|name| !sort || works(name)).unwrap_or_default();
        told.map_or_else(opening, str::to_owned)
    }

    /// The district or body that it is limited to: its own, that of what it speaks of, or that of the piece.
    fn scope(&self, here: &ReadPiece, phrase: &Phrase, named: &Named, part: bool) -> String {
        let known = || named.refers.map(|index| self.claims[index].at.scope.clone());
        let inherited = || known().filter(|scope| !scope.is_empty());
        // 园区分局计划5.2亿元，实际入库5.31亿元: whose goal it answers.
        let answered = || {
            let last =
                self.claims.last().filter(|last| last.role == Role::Goal && !last.at.scope.is_empty())?;
            let (at, place) = (&last.at, &self.place);
            let behind = at.sentence == place.sentence && at.segment == place.segment;
            let same = last.key == named.key && last.bracket.is_none() && at.clause + 1 == place.clause;
            // 计划18公里，其中柳林村6公里，目前已硬化14公里: what the whole has come to.
            let part = part || !last.part;
            (behind && same && part).then(|| at.scope.clone())
        };
        // 柳林村27户、101人: of the same place.
        let beside = || {
            let last = self.claims.last().filter(|last| last.at.sentence == self.place.sentence)?;
            let listed = !named.own && phrase.before.is_empty() && phrase.boundary() == Some(Kind::Pause);
            (listed && last.at.clause == self.place.clause).then(|| last.at.scope.clone())
        };
        let told = named.scope.clone().or_else(inherited).or_else(answered).or_else(beside);
        told.unwrap_or_else(|| here.piece.scope.clone())
    }

    /// 占计划数27.43的100.22% behind 27.49亿元: a plan without a unit is in that of the figure before.
    fn measured(&self, phrase: &Phrase, decision: &Decision) -> Quantity {
        let quantity = phrase.quantity.clone();
        let bare = quantity.unit.is_none() && quantity.unit_text.is_empty();
        let here = self.claims.iter().rev().take_while(|claim| claim.at.sentence == self.place.sentence);
        let last = here
            .filter(|_| decision.basis && bare)
            .find(|claim| matches!(claim.role, Role::Figure | Role::Base));
        match last.map(|last| &last.quantity) {
            Some(known) if known.kind != QuantityKind::Percent => Quantity {
                kind: known.kind,
                magnitude: known.magnitude,
                unit: known.unit.clone(),
                unit_text: known.unit_text.clone(),
                ..quantity
            },
            _ => quantity,
        }
    }

    fn position(&self, here: &ReadPiece, at: usize, told: &Sentence, scope: String) -> Position {
        let Place { sentence, segment, clause, list } = self.place;
        let piece = here.piece;
        Position {
            block: piece.block,
            piece: here.index,
            item: piece.item.clone(),
            heading: piece.heading,
            this_year: told.this_year,
            current: told.current,
            // 到2027年，…: what is to be reached by then is measured by every year before.
            year: told.year.filter(|_| !told.ahead).or(piece.year),
            scope,
            sentence,
            segment,
            clause,
            list,
            goal_part: piece.part == Part::Goal,
            result_part: here.is_result(at),
            frame: piece.frame,
            rate_part: piece.part == Part::Rate
                || self.rate_lines && at == 0 && is_rate_line(here, self.outline),
        }
    }

    /// True for a part of another claim; what tells a later stage of all of them (其中6座已完工) is none.
    fn is_part(
        &self,
        phrase: &Phrase,
        named: &Named,
        decision: &Decision,
        finished: bool,
        sentence: &mut Sentence,
    ) -> bool {
        let bracketed = phrase.bracket.is_some() && decision.role != Role::Rate && !decision.declared;
        // 计划修渠7640米，其中甲段3360米，实际修渠7954米: the result of the whole.
        let of_all = named.refers.is_some_and(|index| {
            let whole = &self.claims[index];
            let planned = phrase.has(Cue::Now) && whole.role == Role::Goal && whole.declared;
            (finished || planned) && whole.same_counter(phrase.quantity) && !whole.part
        });
        // 其中到期4280万元、936户: what a list says of a part in another unit.
        let listed = &*decision.rule == "list";
        let member =
            listed && self.claims.last().is_some_and(|last| last.part && last.at.clause == self.place.clause);
        // 其中脱贫户2.41万户，分别完成3.27万户、2.29万户: what answers a part is one.
        let answers = |index: usize| self.claims[index].part && self.claims[index].role == Role::Goal;
        let handed = listed || phrase.last(&[Cue::Respectively]).is_some();
        let member = member || handed && decision.role == Role::Figure && named.refers.is_some_and(answers);
        (sentence.takes_part(phrase.quantity) || member) && !of_all || bracketed
    }

    fn as_of(&self, phrase: &Phrase, sentence: &Sentence) -> Option<(AsOf, AsOfSource)> {
        let year = self.outline.period.and_then(|period| period.year);
        let said =
            sentence.as_of.map(|as_of| (AsOf { year: as_of.year.or(year), ..as_of }, AsOfSource::Sentence));
        // 全年实现1.31万人, 年末达到57.6%: up to the end of the year of the report.
        let ended = || {
            self.rules.names.holds(NameWords::YearEnd, phrase.before_text())
                || phrase.has(Cue::Done) && phrase.before_text().contains("全年")
        };
        let end = || Some((AsOf { year: Some(year?), month: 12, day: None }, AsOfSource::Sentence));
        let report = self.outline.as_of.map(|as_of| (as_of, AsOfSource::Report));
        said.or(report).or_else(|| end().filter(|_| ended()))
    }
}

/// What it is the goal of, or what plan a rate is of: 完成同期计划的132%.
fn basis(phrase: &Phrase, claim: &Claim, sentence: &Sentence) -> Basis {
    let of_part = claim.of_plan && phrase.holds(Sign::PartPlan);
    // 11月份，原煤产量计划36万吨: of that month alone.
    let month = sentence.month && matches!(claim.role, Role::Goal | Role::Base) && !claim.basis;
    if of_part || month && !phrase.holds(Sign::WholeYear) {
        Basis::Period
    } else {
        shape::goal_of(phrase, sentence)
    }
}

/// 下一步，确保实现接待4200万人次的年度目标: the goal of the year, whenever it is to be reached.
pub(super) fn of_year(phrase: &Phrase, slots: Slots) -> bool {
    slots.has(Slot::AfterNoun) && phrase.signs().holds(Sign::WholeYear, phrase.after_text())
}

/// 下半年再引进6个: more of what there is already.
fn adds(phrase: &Phrase) -> bool {
    phrase.before.iter().any(|&index| phrase.words.bare(index).ends_with('再'))
}

/// The name, with the growth that is meant where the words do not say it.
fn called(name: String, decision: &Decision) -> String {
    let growing = decision.role == Role::Goal && decision.growth && !decision.fell;
    if growing && !name.is_empty() && !name.contains(['增', '涨', '升']) { name + "增长" } else { name }
}
