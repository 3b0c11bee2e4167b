/// Lists of words that the grammar asks for by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Words {
    /// 近, 上: after them a bare 千 or 万 is an amount.
    BeforeBare,
    /// 从: the number after them does not begin a range.
    BeforeChange,
    /// Words after 以上 that do not make the amount a name: 的目标.
    GoesOn,
    /// 附件: the bare number after them is its name.
    BeforeName,
}

impl Words {
    pub(super) const ALL: [(Self, &str); 4] = [
        (Self::BeforeBare, "before_bare"),
        (Self::BeforeChange, "before_change"),
        (Self::GoesOn, "goes_on"),
        (Self::BeforeName, "before_name"),
    ];
}
