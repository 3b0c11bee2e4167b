/// A current run that is to be linked.
pub(super) struct Linked {
    pub(super) run_id: i64,
    pub(super) body: String,
    pub(super) year: i32,
    pub(super) place: i64,
    pub(super) cumulative: bool,
}
