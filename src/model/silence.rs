/// Why a source gives no rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Silence {
    /// It holds no number.
    NoNumber,
    /// So many numbers stand in parts that say neither goals nor results.
    Outside(usize),
    /// None of so many numbers is a goal or a figure.
    Background(usize),
    /// So many figures, and no goal or completion rate beside them.
    NoGoals(usize),
    /// So many goals or rates, of which nothing names what they are of.
    Nameless(usize),
    /// So many goals and figures, each of them 0: a form that nobody filled in.
    Blank(usize),
    /// Its tables were not read, each with a note of its own.
    Tables(usize),
}

impl Silence {
    /// Its stable code.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::NoNumber => "rows-none-number",
            Self::Outside(_) => "rows-none-outside",
            Self::Background(_) => "rows-none-background",
            Self::NoGoals(_) => "rows-none-goal",
            Self::Nameless(_) => "rows-none-name",
            Self::Blank(_) => "rows-none-filled",
            Self::Tables(_) => "rows-none-table",
        }
    }
}
