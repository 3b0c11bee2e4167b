//! What a row is called, and the district or body that it is limited to, from the claim that it is made of.

use crate::{
    interpret::{Claim, Role, is_bare, is_place, joined, may_be_topic, plainly},
    model::{Finding, Kind, QuantityKind},
    rules::{Cue, CueSet, NameLists, NameWords, Rulebook, Sign},
};

/// The scope and the name of a row of `claim`; how it grows is told by `goal`.
pub(super) fn row(name: &str, claim: &Claim, goal: &Claim, rules: &Rulebook) -> (String, String) {
    let names = &rules.names;
    let scope = claim.at.scope.clone();
    let place = !name.is_empty() && (name == scope || is_district(name, rules));
    let topic = if place { claim.above.topic(rules) } else { String::new() };
    let (scope, name) = match topic.is_empty() {
        true => (scope, under(name, claim, rules)),
        false => (name.to_owned(), topic),
    };
    let (body, name) = plainly(&name, rules);
    let scope = if scope.is_empty() { body.unwrap_or_default() } else { scope };
    let district = is_district(&claim.works, rules) && !name.contains(claim.works.as_str());
    let scope = if scope.is_empty() && district { claim.works.clone() } else { scope };
    let name = match claim.works.as_str() {
        _ if district => name,
        works if !works.is_empty() && !name.contains(works) => joined(works, &name),
        _ => name,
    };
    (scope, growing(with_stage(&who(name, claim, names), claim, names), goal, rules))
}

/// 脱贫户数 of 脱贫57户, 脱贫人数 of 脱贫214人: whom it befell, where the unit tells it.
fn who(name: String, claim: &Claim, names: &NameLists) -> String {
    let unit = claim.quantity.unit.as_ref().map_or("", |unit| unit.name.as_str());
    let counted = ["户", "人"].into_iter().find(|counted| *counted == unit);
    match counted.filter(|_| names.ends(NameWords::Befell, &name)) {
        Some(counted) => format!("{name}{counted}数"),
        None => name,
    }
}

/// True for a district, 城关镇; not for what is done to some, 创建生态乡镇, and not for a body.
fn is_district(name: &str, rules: &Rulebook) -> bool {
    let acts = |set: CueSet| set.any(&[Cue::Action, Cue::Build, Cue::Work, Cue::Done]);
    is_place(name, &rules.names)
        && !name.ends_with(['司', '局'])
        && !rules.verbs.cues(name).any(|(_, set)| acts(set))
}

/// The name with the stage behind it that the figure tells: 老旧小区改造开工.
fn with_stage(name: &str, claim: &Claim, names: &NameLists) -> String {
    let told = names.words(NameWords::ToldStage).iter().find(|stage| claim.stage.contains(stage.as_str()));
    match told.filter(|stage| !name.is_empty() && !name.contains(stage.as_str())) {
        Some(stage) => format!("{name}{stage}"),
        None => name.to_owned(),
    }
}

/// A name that names nothing of its own, with what its sentence or the heading above it speaks of: 水利 before 投资.
fn under(name: &str, claim: &Claim, rules: &Rulebook) -> String {
    let names = &rules.names;
    let bare = !name.is_empty() && is_bare(name, names);
    let light = bare || names.is(NameWords::LightVerb, name);
    let wanting = name.is_empty() || names.is(NameWords::Dependent, name);
    if !light && !wanting {
        return name.to_owned();
    }
    let above = || {
        Some(claim.above.topic(rules)).filter(|topic| {
            !bare && claim.key.is_empty() || may_be_topic(topic, names) && !is_place(topic, names)
        })
    };
    let topic = if claim.about.is_empty() { above().unwrap_or_default() } else { claim.about.clone() };
    let verb = light && !topic.is_empty();
    // 县重点项目用了12760万元: money, and not how many there are.
    let money =
        |topic: &str| claim.quantity.kind == QuantityKind::Money && !names.ends(NameWords::MoneyNoun, topic);
    match verb || wanting && topic.ends_with(name) {
        true if verb && bare && money(&topic) => topic + "资金",
        true => topic,
        false if wanting => topic + name,
        false => name.to_owned(),
    }
}

/// How much a thing grew, told from how large it is: 工业产值增长 of 工业产值达到50亿元，增长8%.
fn growing(name: String, claim: &Claim, rules: &Rulebook) -> String {
    let rate = claim.growth && !name.is_empty();
    let moved = || rules.verbs.without_cues(&name, |_, set| set.any(&[Cue::Rise, Cue::Fall])) != name;
    match rate && !moved() && !name.ends_with(['率', '速', '幅']) {
        true => format!("{name}{}", if claim.fell { "下降" } else { "增长" }),
        false => name,
    }
}

/// True for a rate that names no work of its own: 完成率107%, 投资进度均在50%以上, 或91%.
pub(super) fn is_bare_rate(claim: &Claim, rules: &Rulebook) -> bool {
    let name = claim.name.trim_end_matches('均');
    let named = name.chars().nth(1).is_some();
    // 各县开工率分别为：柳桑区86%: of whom it is the rate.
    let whose = claim.of_plan && claim.own && !claim.at.scope.is_empty();
    claim.role == Role::Rate
        && !whose
        && (!named || rules.verbs.cue(name).is_some_and(|set| set.has(Cue::RateName)))
}

/// 合格率和报修率均达到100%: a row for each of the levels and amounts that a goal in percent is set for.
pub(super) fn each_named(row: Finding, rules: &Rulebook) -> Vec<Finding> {
    let (names, signs) = (&rules.names, &rules.signs);
    let level = row.goal.as_ref().is_some_and(|goal| goal.quantity.kind == QuantityKind::Percent);
    let name = row.indicator.clone();
    let joiners = names.words(NameWords::Joiner);
    let joined = joiners.iter().fold(name, |list, joiner| list.replace(joiner, "、"));
    let measured = |name: &&str| names.ends(NameWords::Head, name) || signs.ends(Sign::LevelNoun, name);
    // 收入均增长11%, but not 人均收入.
    let lists = [(joined.as_str(), ""), joined.rsplit_once('均').unwrap_or_default()];
    let parted = lists.into_iter().find_map(|(list, moved)| {
        let members: Vec<&str> = list.split('、').map(str::trim).collect();
        (members.len() > 1 && members.iter().all(measured)).then_some((members, moved))
    });
    match parted.filter(|_| row.kind == Kind::Open && level) {
        Some((members, moved)) => {
            let each = |name: &&str| Finding { indicator: format!("{name}{moved}"), ..row.clone() };
            members.iter().map(each).collect()
        }
        None => vec![row],
    }
}
