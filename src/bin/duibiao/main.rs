//! The command line of duibiao.

fn main() {}
