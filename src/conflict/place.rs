//! Whose number it is: the district that a row is limited to, else the body that the title names.

use crate::{
    model::Body,
    rules::{FindingWords, Findings},
};

/// Whose reports are held against each other.
pub(super) struct Bodies<'b> {
    /// Whose they are where their titles do not say it.
    pub(super) given: Option<&'b str>,
    /// The bodies that their titles name.
    named: Vec<String>,
    /// The districts that rows are limited to, the longest first.
    districts: Vec<String>,
}

impl<'b> Bodies<'b> {
    pub(super) fn of<'t>(
        given: Option<&'b str>,
        titles: impl Iterator<Item = &'t str>,
        scopes: impl Iterator<Item = &'t str>,
    ) -> Self {
        let named = titles.filter_map(Body::of_title).map(|body| body.name).filter(|name| !name.is_empty());
        let mut named: Vec<String> = named.collect();
        named.sort_unstable();
        named.dedup();
        let mut districts: Vec<String> =
            scopes.filter(|scope| !scope.is_empty()).map(str::to_owned).collect();
        districts.sort_unstable_by_key(|name| (std::cmp::Reverse(name.len()), name.clone()));
        districts.dedup();
        Self { given, named, districts }
    }

    /// The district that an indicator begins with, and what is counted there: 萧阳县 and 投资.
    pub(super) fn parted<'n>(&self, indicator: &'n str) -> Option<(&str, &'n str)> {
        let of = |name: &'_ String| indicator.strip_prefix(name.as_str()).filter(|rest| !rest.is_empty());
        self.districts.iter().find_map(|name| Some((name.as_str(), of(name)?)))
    }

    /// The scope of a row, or the body of another report that its indicator begins with: 东山县改造老旧小区.
    pub(super) fn scope(&self, scope: &str, indicator: &str) -> String {
        let begins = self.named.iter().find(|name| indicator.starts_with(name.as_str()));
        begins.filter(|_| scope.is_empty()).map_or_else(|| scope.to_owned(), Clone::clone)
    }
}

/// Endings that a name of a district has in one report and leaves out in another.
const ENDINGS: [char; 8] = ['省', '市', '州', '盟', '县', '区', '旗', '镇'];

/// The place of a row: the name without its ending; empty where neither row nor title names one.
///
/// `words` are those of the row: 全市 in the report of a county is another place than the county.
pub(super) fn place(
    (title, given): (&str, Option<&str>),
    scope: &str,
    words: &str,
    findings: &Findings,
) -> String {
    let own = Body::of_title(title).filter(|body| !body.name.is_empty());
    let body = own.or_else(|| Body::of_title(given?)).or_else(|| Body::of_title(title));
    let said = Body::of_words(words).filter(|said| body.as_ref().is_some_and(|own| own.level != said.level));
    if let Some(said) = said {
        return format!("{:?}", said.level);
    }
    let own = body.map(|body| stem(&body.name)).unwrap_or_default();
    match stem(scope) {
        scope if scope.is_empty() || is_whole(&scope, findings) => own,
        scope => scope,
    }
}

/// True where a scope is the body itself: 全市, 合计.
pub(super) fn is_whole(scope: &str, findings: &Findings) -> bool {
    let whole = findings.words(FindingWords::Whole);
    scope.is_empty() || whole.iter().any(|word| word == scope || stem(word) == scope)
}

/// A name without its ending, where two characters are left.
fn stem(name: &str) -> String {
    let name: String = name.chars().filter(|c| c.is_alphanumeric()).collect();
    let short = name.trim_end_matches(ENDINGS);
    if short.chars().count() < 2 { name } else { short.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::place;
    use crate::rules::Rulebook;

    #[test]
    fn a_district_of_the_city_is_the_county_of_its_own_report() {
        let rules = Rulebook::builtin().unwrap();
        let place = |title, scope| place((title, None), scope, scope, &rules.findings);
        assert_eq!(place("临江市2024年上半年民生实事进展", "云溪县"), "云溪");
        assert_eq!(place("云溪县2024年上半年民生实事进展", ""), "云溪");
        assert_eq!(place("2024年上半年云溪县民生实事进展", "全县"), "云溪");
        assert_eq!(place("临江市2024年上半年民生实事进展", "合计"), "临江");
        assert_eq!(place("2024年上半年民生实事进展", ""), "");
    }
}
