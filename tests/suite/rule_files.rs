//! Rule files of a user's own, laid over those that are built in.

use duibiao::{
    rules::{Fault, RuleFile, Rulebook},
    scan::quantities,
};

fn with(text: &str) -> Result<Rulebook, Vec<Fault>> {
    Rulebook::with(vec![RuleFile { path: "mine/units.toml".to_owned(), text: text.to_owned() }])
}

#[test]
fn a_unit_of_ones_own_is_read_beside_the_built_in_ones() {
    let rules = with(
        "[[unit]]\nid = \"qing\"\ndimension = \"area\"\nfactor = \"100\"\nspellings = [\"市顷\"]\ncases = [[\"3市顷\", \"300\"]]\n",
    )
    .unwrap();
    let found = quantities("开荒3市顷、5亩", &rules);
    let base: Vec<String> = found.iter().map(|one| one.base_low().unwrap().to_string()).collect();
    assert_eq!(base, ["300", "5"]);
}

#[test]
fn every_fault_is_named_at_once_and_both_places_of_a_known_id() {
    let faults = with(
        "[[unit]]\nid = \"mu\"\ndimension = \"area\"\nfactor = \"1\"\nspellings = [\"亩\"]\ncases = []\nnot = [\"x\"]\n\n\
         [[unit]]\nid = \"mine\"\ncolour = 1\n\n[[nothing]]\n",
    )
    .unwrap_err();
    let codes: Vec<&str> = faults.iter().map(|fault| fault.code).collect();
    assert_eq!(codes, ["list-unknown", "file-unreadable", "entry-known"]);
    let shown = faults[2].shown("error", false);
    for part in ["mine/units.toml:2:6", "rules/units.toml:", "replaces = true", "first named here"] {
        assert!(shown.contains(part), "{part} is not in\n{shown}");
    }
    assert_eq!(faults[1].line(), Some(11));
}
