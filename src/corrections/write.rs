//! A decision as it is written in a corrections file.

use std::fmt::{self, Display, Formatter, Write};

use super::{Decision, Quote, Verdict};

impl Display for Decision {
    /// One entry, as [`super::Corrections::load`] reads it.
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        writeln!(f, "[[{}]]", self.verdict.list())?;
        let mut line = |name: &str, value: Option<String>| match value {
            Some(value) => writeln!(f, "{name} = {value}"),
            None => Ok(()),
        };
        let target = &self.target;
        line("source", target.source.as_deref().map(quoted))?;
        line("row", target.row.as_deref().map(quoted))?;
        line("goal", target.goal.as_ref().map(Quote::written))?;
        line("figure", target.figure.as_ref().map(Quote::written))?;
        match &self.verdict {
            Verdict::Basis(_) => line("basis", self.verdict.basis_code().map(quoted))?,
            Verdict::Alias { indicator, name } => {
                line("indicator", Some(quoted(indicator)))?;
                line("name", Some(quoted(name)))?;
            }
            Verdict::Missed { name } => line("name", Some(quoted(name)))?,
            Verdict::Correct(correction) => {
                line("name", correction.name.as_deref().map(quoted))?;
                line("scope", correction.scope.as_deref().map(quoted))?;
                line("goal_reads", correction.goal.as_ref().map(|value| quoted(&value.words)))?;
                line("figure_reads", correction.figure.as_ref().map(|value| quoted(&value.words)))?;
            }
            Verdict::Accept | Verdict::Reject | Verdict::Pair | Verdict::NotComparable => {}
        }
        line("by", Some(quoted(&self.by)))?;
        line("on", Some(self.on.to_string()))?;
        line("why", Some(quoted(&self.why)))
    }
}

impl Verdict {
    /// The name of its list in the file.
    #[must_use]
    pub fn list(&self) -> &'static str {
        match self {
            Self::Accept => "accept",
            Self::Reject => "reject",
            Self::Pair => "pair",
            Self::Basis(_) => "basis",
            Self::NotComparable => "not_comparable",
            Self::Missed { .. } => "missed",
            Self::Correct(_) => "correct",
            Self::Alias { .. } => "alias",
        }
    }
}

impl Quote {
    fn written(&self) -> String {
        let mut text = format!("{{ quote = {}, number = {}", quoted(&self.quote), quoted(&self.number));
        if let Some(task) = &self.task {
            text.push_str(&format!(", task = {}", quoted(task)));
        }
        if let Some(nth) = self.nth {
            text.push_str(&format!(", nth = {nth}"));
        }
        text.push_str(" }");
        text
    }
}

/// A text between quotation marks, on one line.
fn quoted(text: &str) -> String {
    let mut out = String::from('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => out.extend(['\\', letter]),
            _ if letter.is_control() => drop(write!(out, "\\u{:04x}", u32::from(letter))),
            _ => out.push(letter),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use crate::{corrections::Corrections, rules::RuleFile};

    #[test]
    fn what_is_written_is_read_back_the_same() {
        let text = "version = 1\n\n[[pair]]\nsource = \"a.txt\"\nrow = \"ab\"\n\
            goal = { quote = \"建\\\"园\\\\60个\", number = \"60个\", task = \"3\" }\n\
            figure = { quote = \"成\\u000b41个\", number = \"41个\", nth = 2 }\n\
            by = \"李敏\"\non = 2026-07-08\nwhy = \"同一项\"\n\n\
            [[basis]]\nrow = \"cd\"\nbasis = \"multi_year\"\nby = \"李\"\non = 2026-07-08\nwhy = \"三年\"\n\n\
            [[missed]]\ngoal = { quote = \"建园60个\", number = \"60个\" }\nname = \"园\"\nby = \"李\"\non = 2026-07-08\nwhy = \"漏\"\n\n\
            [[correct]]\nrow = \"ef\"\nname = \"园\"\nscope = \"\"\ngoal_reads = \"1.6万户\"\nby = \"李\"\non = 2026-07-08\nwhy = \"错\"\n\n\
            [[alias]]\nindicator = \"甲\"\nname = \"乙\"\nby = \"李\"\non = 2026-07-08\nwhy = \"同名\"\n";
        let read = |text: String| Corrections::load(&RuleFile { path: "c.toml".to_owned(), text }).unwrap();
        let corrections = read(text.to_owned());
        let entries: Vec<String> = corrections.decisions().iter().map(ToString::to_string).collect();
        let again = format!("version = 1\n\n{}", entries.join("\n"));
        assert_eq!(again, text);
        assert_eq!(read(again).decisions().len(), 5);
    }
}
