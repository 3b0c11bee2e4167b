//! What a report tells of a goal under another name: pieces of the name and the goal's number in its letters, and rows
//! that go on with the goal. What is echoed was rather read otherwise than left out.

use std::collections::{HashMap, HashSet};

use rust_decimal::Decimal;

use super::{
    Change, Entry, Side,
    entry::{TOTAL, core, same_within},
    likeness::likeness,
    names::{stageless, verbless},
    numbers::{continues, telling},
};
use crate::{
    measure::Field,
    rules::{FindingWords, Rulebook},
};

/// Letters of a piece of a name.
const PIECE: usize = 3;
/// Letters of the shortest name.
const SHORT: usize = 2;
/// The share of a name's own pieces that an echo has, as one of so many.
const SHARE: usize = 3;
/// Clauses of the head of a table.
const HEAD: usize = 3;
/// Digits of a number that tells by itself of a goal.
const TELLING: usize = 2;
/// Rows that are looked at.
const MANY: usize = 2000;
/// Names must share this much of their pairs of letters, in percent, beside one goal.
const NEAR: usize = 25;

type Piece = String;

/// A row of the new report, and the one that it was.
struct Row<'c, 't> {
    new: &'c Entry<'t>,
    old: &'c Option<Entry<'t>>,
}

/// A report as an echo of the one before it.
pub(super) struct Echo<'c, 't> {
    /// Pieces of the names that went on, which tell of nothing else.
    known: HashSet<Piece>,
    /// Pieces of the sentences that tell a number, and of heads of tables.
    told: HashSet<Piece>,
    /// Each number as it is written, with the sentences that have it.
    numbers: HashMap<&'c str, Vec<usize>>,
    lines: Vec<&'c str>,
    rows: Vec<Row<'c, 't>>,
    /// What several goals of one report are called.
    shared: HashSet<[String; 3]>,
}

impl<'c, 't> Echo<'c, 't> {
    /// Of the letters of the new report, and of what became of the rows.
    pub(super) fn of(letters: &'c str, changes: &'c [Change<'t>]) -> Self {
        let kept = changes.iter().filter(|change| change.link.is_some());
        let names = kept.flat_map(|change| change.old.iter().chain(&change.new));
        let known = names.flat_map(|entry| own(&entry.key)).collect();
        let shared = shared(changes);
        let rows =
            changes.iter().filter_map(|change| Some(Row { new: change.new.as_ref()?, old: &change.old }));
        let rows = rows.take(MANY).collect();
        let lines: Vec<&str> = letters.lines().collect();
        let told = told(lines.iter().copied());
        let mut numbers: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, line) in lines.iter().enumerate() {
            for number in line.split(|letter| !digit(letter)).filter(|number| !number.is_empty()) {
                numbers.entry(number).or_default().push(at);
            }
        }
        Self { known, told, numbers, lines, rows, shared }
    }

    /// True where the report tells what a row of the one before counts, and how much of it.
    pub(super) fn names(&self, entry: &Entry, rules: &Rulebook) -> bool {
        self.named(entry, rules) || self.counts(entry, rules) || self.aims(entry, rules)
    }

    /// True where the goal itself is told, or goes on in another row, or its name does not tell it from others: that of
    /// works, in a table of their parts.
    pub(super) fn aims(&self, entry: &Entry, rules: &Rulebook) -> bool {
        self.shared.contains(&about(entry)) || self.numbers(entry, rules) || self.goes_on(entry)
    }

    /// True where the last letters of the name stand in a clause with a figure on the way from that of before to the goal:
    /// 改造食堂22个 of 改造老旧食堂32个, of which 10 were done.
    fn counts(&self, entry: &Entry, rules: &Rulebook) -> bool {
        let printed = |side| entry.printed(side).filter(|(value, _)| value.is_integer());
        let (Some((from, unit)), Some((to, its))) = (printed(Side::Figure), printed(Side::Goal)) else {
            return false;
        };
        let Some(end) = pieces(&core(&stageless(entry, rules), rules), SHORT).pop() else { return false };
        let unit = super::key(unit, rules);
        let known = |row: &Row| row.old.is_some() && row.new.key.contains(&end);
        let digits = |before: &str| before.rsplit(|letter| !digit(letter)).next()?.parse::<Decimal>().ok();
        let between = |clause: &str| {
            let behind = clause.find(&end).map_or("", |at| &clause[at..]);
            let mut counted = behind.split(&unit).filter_map(digits);
            counted.any(|number| from <= number && number <= to)
        };
        let clauses = || self.lines.iter().flat_map(|line| line.split(' '));
        !unit.is_empty()
            && unit == super::key(its, rules)
            && !self.rows.iter().any(known)
            && clauses().any(between)
    }

    /// True where the end of the name, or so many pieces of it, stand in sentences that tell a number, of its district
    /// where it has one.
    fn named(&self, entry: &Entry, rules: &Rulebook) -> bool {
        let district = district(entry, rules);
        let own_told;
        let told = match district.is_empty() {
            true => &self.told,
            false => {
                own_told = told(self.lines.iter().copied().filter(|line| line.contains(&district)));
                &own_told
            }
        };
        let unknown = |piece: &Piece| !self.known.contains(piece);
        let end = own(&core(&stageless(entry, rules), rules)).pop().filter(unknown);
        let all: Vec<Piece> = own(&entry.key).into_iter().filter(unknown).collect();
        let found = all.iter().filter(|piece| told.contains(*piece)).count();
        end.is_some_and(|end| told.contains(&end)) || (found > 0 && found * SHARE >= all.len())
    }

    /// True where the goal's number stands in a sentence beside a pair of letters of its name, or behind one.
    fn numbers(&self, entry: &Entry, rules: &Rulebook) -> bool {
        let Some((value, unit)) = entry.printed(Side::Goal) else { return false };
        let digits: String = value.to_string().chars().filter(char::is_ascii_digit).collect();
        if digits.len() < TELLING {
            return false;
        }
        let pairs = pieces(&entry.key, SHORT).into_iter().filter(|pair| verbless(pair, rules));
        let pairs: Vec<Piece> = pairs.collect();
        let district = district(entry, rules);
        let written = format!("{digits}{}", super::key(unit, rules));
        let beside = |at: &usize| {
            let before = self.lines.get(at.wrapping_sub(1)).into_iter();
            let line = self.lines[*at];
            line.contains(&written)
                && line.contains(&district)
                && before.chain([&line]).any(|line| pairs.iter().any(|pair| line.contains(pair.as_str())))
        };
        self.numbers.get(digits.as_str()).is_some_and(|lines| lines.iter().any(beside))
    }

    /// True where a row that is free, or whose name is near, goes on with the same goal, or with what was the same figure.
    fn goes_on(&self, entry: &Entry) -> bool {
        let near = |row: &Entry| likeness(&entry.key, &row.key) >= NEAR;
        let twin = |old: &Option<Entry>| old.as_ref().is_some_and(|old| said_twice(entry, old));
        self.rows.iter().any(|Row { new, old }| {
            let free = telling(new) && old.as_ref().is_none_or(|old| old.target.is_none());
            twin(old) || continues(entry, new) && (free || near(new)) || called(entry, new)
        })
    }
}

/// The district that a row is limited to; empty for the whole.
fn district(entry: &Entry, rules: &Rulebook) -> String {
    let scope = super::key(entry.scope(), rules);
    if rules.findings.is(FindingWords::Whole, &scope) { String::new() } else { scope }
}

/// The pieces of the lines that tell a number, and of heads of tables.
fn told<'l>(lines: impl Iterator<Item = &'l str>) -> HashSet<Piece> {
    let telling = lines.filter(|line| line.contains(digit) || line.split(' ').count() >= HEAD);
    let clauses = telling.flat_map(|line| line.split(' '));
    clauses.flat_map(|clause| pieces(clause, PIECE).into_iter().chain(pieces(clause, SHORT))).collect()
}

/// True where a report gives goal and figure twice: in a sentence and in the total of a table.
fn said_twice(one: &Entry, other: &Entry) -> bool {
    let both = |side| same_within((one, side), (other, side));
    let total = one.key == TOTAL || other.key == TOTAL;
    both(Side::Goal) && (total || both(Side::Figure))
}

/// What is said of a row besides its goal: the report, the name and the place.
fn about(entry: &Entry) -> [String; 3] {
    [entry.cell(Field::Source), &entry.key, entry.scope()].map(str::to_owned)
}

/// What several goals are called in one report.
fn shared(changes: &[Change]) -> HashSet<[String; 3]> {
    let mut first: HashMap<[String; 3], [&str; 2]> = HashMap::new();
    let goals = changes.iter().filter_map(|change| change.old.as_ref()).filter(|old| old.target.is_some());
    let several = goals.filter(|old| {
        let goal = [Field::Target, Field::Unit].map(|field| old.cell(field));
        *first.entry(about(old)).or_insert(goal) != goal
    });
    several.map(about).collect()
}

/// True where a name that was read with its number is a part of another: 农村公路90公里 and 新改建农村公路.
fn called(old: &Entry, new: &Entry) -> bool {
    let run = run(&old.key);
    run.len() < old.key.len()
        && run.chars().count() > PIECE
        && new.key.contains(run)
        && old.dimension() == new.dimension()
}

/// The longest part of a name without a number.
fn run(name: &str) -> &str {
    name.split(digit).max_by_key(|run| run.len()).unwrap_or_default()
}

fn digit(letter: char) -> bool {
    letter.is_ascii_digit()
}

/// The pieces that a name is known by, or all of it where it is short.
fn own(name: &str) -> Vec<Piece> {
    let run = run(name);
    let size = if run.chars().count() > SHORT { PIECE } else { SHORT };
    pieces(run, size)
}

fn pieces(name: &str, size: usize) -> Vec<Piece> {
    let letters: Vec<char> = name.chars().collect();
    letters.windows(size).map(|piece| piece.iter().collect()).collect()
}

#[cfg(test)]
mod tests {
    use crate::{
        compare::{Letters, Spoken, compare, tests::table},
        rules::Rulebook,
    };

    /// What a report whose rows and letters are these says of a row that is gone.
    fn said(gone: &str, rows: &[&str], text: &str) -> Spoken {
        let rules = Rulebook::builtin().unwrap();
        let (old, new) = (table(&[gone]), table(rows));
        let mut comparison = compare(&old, &new, &rules);
        comparison.hear(&Letters::of([text], &rules), &rules);
        comparison.changes.into_iter().find(|change| change.new.is_none()).unwrap().spoken
    }

    const STATIONS: &str = "indicator=建设乡镇日间照料站 | unit=个 | target=36 | target_value=36 | target_unit=个 | \
                            actual=9 | actual_value=9 | actual_unit=个";
    #[test]
    fn the_end_of_a_name_tells_of_it_beside_a_figure_on_the_way_to_the_goal() {
        let halls = STATIONS.replace("建设乡镇日间照料站", "改造老旧礼堂");
        assert_eq!(said(&halls, OTHER, "改造礼堂22个，道路通车。"), Spoken::Told);
        assert_eq!(said(&halls, OTHER, "改造礼堂4个，12个礼堂在建。"), Spoken::Not);
        assert_eq!(said(&halls, OTHER, "改造礼堂22平方米，道路通车。"), Spoken::Not);
    }

    #[test]
    fn a_name_that_several_goals_share_tells_of_none() {
        let rules = Rulebook::builtin().unwrap();
        let part = |goal: &str| STATIONS.replace("建设乡镇日间照料站", "幸福工程").replace("target=36", goal);
        let (one, two) = (part("target=36"), part("target=50"));
        let rows = |rows: &[&str]| {
            let (old, new) = (table(rows), table(OTHER));
            let mut comparison = compare(&old, &new, &rules);
            comparison.hear(&Letters::of(["道路通车。"], &rules), &rules);
            comparison
                .changes
                .into_iter()
                .filter(|change| change.new.is_none())
                .map(|gone| gone.spoken)
                .last()
        };
        assert_eq!(rows(&[&one]), Some(Spoken::Not));
        assert_eq!(rows(&[&one, &two]), Some(Spoken::Told));
    }

    const OTHER: &[&str] = &["indicator=城镇新增就业 | unit=人 | actual=7"];

    #[test]
    fn a_piece_of_a_name_beside_a_number_tells_of_it() {
        assert_eq!(said(STATIONS, OTHER, "照料站累计20个，其余在建。"), Spoken::Told);
        assert_eq!(said(STATIONS, OTHER, "全县乡镇共20个，道路通车。"), Spoken::Not);
        assert_eq!(said(STATIONS, OTHER, "名称|照料站|床位\n合计|20|300"), Spoken::Told);
    }

    #[test]
    fn the_number_of_a_goal_tells_of_it_beside_letters_of_its_name() {
        assert_eq!(said(STATIONS, OTHER, "养老服务。36个照料点开工。"), Spoken::Told);
        assert_eq!(said(STATIONS, OTHER, "道路建设。36个路口开工。"), Spoken::Not);
        assert_eq!(said(STATIONS, OTHER, "养老服务。136个照料点开工。"), Spoken::Not);
    }

    #[test]
    fn a_free_row_goes_on_with_a_goal_that_few_share() {
        let goes_on = |row: &str| said(STATIONS, &[row], "");
        assert_eq!(goes_on("indicator=养老服务点 | unit=个 | target=36 | actual=12"), Spoken::Told);
        assert_eq!(goes_on("indicator=养老服务点 | unit=个 | target=36 | actual=2"), Spoken::Not);
        assert_eq!(goes_on("indicator=养老服务点 | unit=个 | target=40 | actual=12"), Spoken::Not);
    }
}
