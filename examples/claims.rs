use duibiao::{interpret::claims, outline::outline, rules::Rulebook, text::Source};
fn main() {
    let rules = Rulebook::builtin().unwrap();
    let path = std::env::args().nth(1).unwrap();
    let filter = std::env::args().nth(2);
    let source = Source::new(path.clone(), std::fs::read_to_string(&path).unwrap());
    let outline = outline(&source, &[], &rules);
    for c in claims(&source, &outline, &rules) {
        let no = &outline.blocks[c.block].place.task_no;
        if filter.as_ref().is_some_and(|f| f != no) {
            continue;
        }
        println!(
            "{} s{} g{} c{} {:?} {} name={} key={} own={} decl={} reach={} stage={}{}{} part={} whole={} basis={} plan={} growth={} gp={}",
            no,
            c.sentence,
            c.segment,
            c.clause_no,
            c.role,
            c.quantity.core.text(&source.text),
            c.name,
            c.key,
            c.own as u8,
            c.declared as u8,
            c.reached as u8,
            c.stage,
            if c.early { "/early" } else { "" },
            if c.process { "/proc" } else { "" },
            c.part as u8,
            c.whole as u8,
            c.basis as u8,
            c.of_plan as u8,
            c.growth as u8,
            c.goal_part as u8
        );
    }
}
