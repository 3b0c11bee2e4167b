//! Files that people write: rules and corrections. Every fault stands at a place of the file.

use std::collections::HashSet;

use duibiao::{
    corrections::{Corrections, Reviewed},
    pipeline::{try_rules, understand_whole},
    rules::{BUILTIN, Fault, RuleFile, Rulebook},
    scan::quantities,
    text::Source,
};

use super::{choice, readings};

/// What the rules and the corrections are tried on.
const REPORT: &str = "2026年重点工作进展情况\n\
    1.新建口袋公园60个。\n落实情况：截至6月底，建成口袋公园41个，另有街角绿地52个。\n\
    2.改造老旧小区24个以上，完成投资1.2亿元。\n落实情况：截至6月底，老旧小区改造完成9个，占年计划的37.5%。\n\
    3.完成绿化投资3亿元。\n落实情况：正在筹备。\n";

/// A rule file laid over the built-in one: it loads, or its faults can be shown.
pub(super) fn rules(bytes: &[u8], _: &Rulebook) {
    let Some(((name, _), text)) = choice(bytes, BUILTIN) else { return };
    let text = String::from_utf8_lossy(text).into_owned();
    let file = RuleFile { path: format!("own/{name}"), text };
    match Rulebook::with(vec![file]) {
        Ok(rules) => {
            let end = quantities(REPORT, &rules).iter().fold(0, |end, quantity| {
                assert!(quantity.span.start >= end && REPORT.get(quantity.span.range()).is_some());
                quantity.span.end
            });
            assert!(end <= REPORT.len());
            shown(&try_rules(&rules));
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "rules were refused without a reason");
            shown(&faults);
        }
    }
}

/// Faults are shown at places that their files have.
fn shown(faults: &[Fault]) {
    for fault in faults.iter().take(20) {
        assert!(!fault.message.is_empty() && fault.shown("error", false).contains(fault.code));
        assert!(
            fault.labels.iter().all(|(place, _)| fault.file.text.get(place.clone()).is_some()),
            "{fault:?}"
        );
        assert!(
            fault.elsewhere.iter().all(|(file, place, _)| file.text.get(place.clone()).is_some()),
            "{fault:?}"
        );
    }
}

/// A corrections file: each decision is applied or stale, and the rows are rows still.
pub(super) fn corrections(bytes: &[u8], rules: &Rulebook) {
    let file = RuleFile { path: "c.toml".into(), text: String::from_utf8_lossy(bytes).into_owned() };
    let corrections = match Corrections::load(&file) {
        Ok(corrections) => corrections,
        Err(faults) => {
            assert!(!faults.is_empty(), "a file was refused without a reason");
            return shown(&faults);
        }
    };
    let source = Source::new("a.txt", REPORT);
    let before = understand_whole(&source, rules);
    let mut report = before.clone();
    match corrections.apply(&mut [Reviewed { source: &source, report: &mut report }]) {
        Ok(outcome) => {
            assert_eq!(outcome.applied + outcome.stale.len(), corrections.decisions().len());
            shown(&outcome.stale);
            readings::sound(&source, &report);
            let numbers = |report: &duibiao::model::Report| -> HashSet<_> {
                report
                    .findings
                    .iter()
                    .chain(&report.asides)
                    .flat_map(duibiao::model::Finding::numbers)
                    .collect()
            };
            assert!(numbers(&report).is_subset(&numbers(&before)), "a decision made up a number");
            if outcome.applied == 0 {
                assert_eq!(report.findings, before.findings, "nothing was decided, but rows changed");
            }
        }
        Err(faults) => {
            assert!(!faults.is_empty(), "decisions were refused without a reason");
            assert_eq!(report.findings, before.findings, "rows changed in spite of a fault");
            shown(&faults);
        }
    }
}
