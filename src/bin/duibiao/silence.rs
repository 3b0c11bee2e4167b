//! Why a document gives no rows, in words.

use duibiao::model::Silence;

/// Why a document gives no rows.
pub(crate) fn told(silence: Silence) -> String {
    match silence {
        Silence::NoNumber => "no rows: there is no number in it".to_owned(),
        Silence::Outside(numbers) => {
            format!("no rows: its {numbers} numbers stand in parts that say neither goals nor results")
        }
        Silence::Background(numbers) => {
            format!(
                "no rows: none of its {numbers} numbers is said to be a goal or a result; `explain` shows each"
            )
        }
        Silence::NoGoals(figures) => {
            format!(
                "no rows: {figures} figures, and no goal or completion rate beside them; --goals names a plan"
            )
        }
        Silence::Nameless(goals) => {
            format!("no rows: {goals} goals or rates make none by themselves; `explain` shows why")
        }
        Silence::Blank(rows) => {
            format!("no rows: all {rows} goals and figures in it are 0, as in a form that nobody filled in")
        }
        Silence::Tables(tables) => {
            format!("no rows: {tables} of its tables were not read, as said above")
        }
    }
}
