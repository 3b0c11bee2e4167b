//! What the clause of a number says before it: its own name and nothing else, or something of another thing.

use unicode_normalization::UnicodeNormalization;

use crate::{
    compare::core,
    rules::{Cue, FindingWords, Rulebook},
};

/// Names shorter than this say too little to be one thing in two places, in characters.
pub(super) const SHORT: usize = 3;

/// A name without the district that the row is limited to and the body that it speaks of.
pub(super) fn own_name(name: &str, scope: &str, rules: &Rulebook) -> String {
    let short = name.strip_prefix(scope).unwrap_or(name);
    let whole = rules.findings.words(FindingWords::Whole).iter();
    let short = whole.filter_map(|word| short.strip_prefix(word.as_str())).next().unwrap_or(short);
    if short.chars().count() < SHORT { name.to_owned() } else { short.to_owned() }
}

/// True where a clause says a name before its number and nothing of another thing.
pub(super) fn says_only(clause: &str, value: &str, (name, scope): (&str, &str), rules: &Rulebook) -> bool {
    let Some(said) = before(clause, value) else { return false };
    let said = said.trim_end_matches(['近', '约', '超', '逾', '达', '过', '至', '仅', '有', '为']);
    let said =
        said.rsplit(['，', ',', '、', '；', ';', '：', ':', '。', '(', '（']).next().unwrap_or_default();
    let said = own_name(said, scope, rules);
    said == name || bare(&said, rules) == bare(name, rules)
}

/// 公务接待费增加0.02万元: by how much a thing changed, not how much it is.
pub(super) fn changed(clause: &str, value: &str, unit: &str, rules: &Rulebook) -> bool {
    let words = rules.findings.words(FindingWords::Changed);
    let told = |said: String| words.iter().any(|word| said.ends_with(word.as_str()));
    unit != "%" && before(clause, value).is_some_and(told)
}

/// True where a clause says before its number only that it is a goal: 完成年度目标7000人.
pub(super) fn says_nothing(clause: &str, value: &str, rules: &Rulebook) -> bool {
    let Some(said) = before(clause, value) else { return false };
    let cues = |_: &str, set: crate::rules::CueSet| {
        set.any(&[Cue::Plan, Cue::PlanNoun, Cue::Done, Cue::Now, Cue::Share, Cue::Present])
    };
    let key = crate::compare::key(&without_times(&said), rules);
    let mut left = rules.verbs.without_cues(&key, cues).into_owned();
    let letters = Letters::of(&left);
    for word in rules.findings.words(FindingWords::Beside).iter().filter(|word| letters.may_spell(word)) {
        left = left.replace(word.as_str(), "");
    }
    left.is_empty()
}

/// True where a clause says before its number no more than how its name begins: 新增3210个, of 新增托位.
pub(super) fn unnamed(clause: &str, value: &str, name: &str, rules: &Rulebook) -> bool {
    let Some(said) = before(clause, value) else { return false };
    let mut left = crate::compare::key(&without_times(&said), rules);
    for word in rules.findings.words(FindingWords::Beside) {
        left = left.replace(word.as_str(), "");
    }
    // 截至9月底: 至 is of the time.
    says_nothing(clause, value, rules) || name.starts_with(left.trim_start_matches('截'))
}

/// What a clause says before its number; `None` where the number is written otherwise.
fn before(clause: &str, value: &str) -> Option<String> {
    let plain: String = clause.nfkc().filter(|c| !c.is_whitespace()).collect();
    let digits = value.trim_start_matches('-');
    let loose = digits.trim_end_matches('0').trim_end_matches('.');
    let at = [digits, loose].into_iter().filter(|digits| !digits.is_empty()).find_map(|digits| {
        plain.match_indices(digits).map(|(at, _)| at).find(|&at| is_whole_number(&plain, at, digits.len()))
    });
    let at = at.or_else(|| plain.find(|c: char| c.is_ascii_digit()).filter(|_| plain.contains(',')));
    at.map(|at| plain[..at].to_owned())
}

fn is_whole_number(text: &str, at: usize, length: usize) -> bool {
    let digit = |c: char| c.is_ascii_digit() || c == '.';
    !text[..at].ends_with(digit) && !text[at + length..].starts_with(|c: char| c.is_ascii_digit())
}

/// A name without times, words of acting, and words that say nothing of the thing.
fn bare(text: &str, rules: &Rulebook) -> String {
    let timeless = without_times(text);
    let mut key = core(&crate::compare::key(&timeless, rules), rules);
    let cues = rules.verbs.without_cues(&key, |_, set| {
        set.any(&[Cue::Now, Cue::Present, Cue::Done, Cue::Action, Cue::Plan, Cue::PlanNoun, Cue::Build])
    });
    if cues.chars().count() > 1 {
        key = cues.into_owned();
    }
    let letters = Letters::of(&key);
    for list in [FindingWords::Beside, FindingWords::Whole] {
        for word in rules.findings.words(list).iter().filter(|word| letters.may_spell(word)) {
            let rest = key.replace(word.as_str(), "");
            if rest.chars().count() > 1 {
                key = rest;
            }
        }
    }
    key
}

/// Which letters a text has, roughly: most words of a list have one that it has not, and are looked for no further.
struct Letters(u128);

impl Letters {
    fn of(text: &str) -> Self {
        Self(text.chars().fold(0, |all, letter| all | Self::bit(letter)))
    }

    fn bit(letter: char) -> u128 {
        1 << (u32::from(letter) % u128::BITS)
    }

    /// False where a word cannot stand in the text, whatever is taken out of it.
    fn may_spell(&self, word: &str) -> bool {
        word.chars().all(|letter| self.0 & Self::bit(letter) != 0)
    }
}

/// A text without numbers before 年, 月, 日 and 季度.
fn without_times(text: &str) -> String {
    let letters: Vec<char> = text.nfkc().collect();
    let (mut kept, mut at) = (String::new(), 0);
    while at < letters.len() {
        let run = letters[at..].iter().take_while(|c| is_time(**c)).count();
        let stretch = &letters[at..at + run];
        let dated =
            stretch.iter().any(|c| c.is_ascii_digit()) && stretch.iter().any(|c| "年月日季".contains(*c));
        if run > 0 && dated {
            at += run;
        } else {
            kept.push(letters[at]);
            at += 1;
        }
    }
    kept
}

fn is_time(c: char) -> bool {
    c.is_ascii_digit() || "年月日季度份底末初至到-—–~前".contains(c)
}

pub(super) fn starts_with(clause: &str, words: &[String]) -> bool {
    let clause = clause.trim_start_matches(|c: char| !c.is_alphanumeric());
    words.iter().any(|word| clause.starts_with(word.as_str()))
}
