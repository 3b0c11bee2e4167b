//! What a child may take: memory, time, and of the system only what reading and answering need.
//!
//! Linux on x86-64, ARM64 and RISC-V holds all of it. Other Unix systems hold the time, and the memory where they know such
//! a limit (macOS does not); elsewhere the parent ends a child that takes too long by the clock.

use std::{path::Path, process::ExitStatus, time::Duration};

use duibiao::read::bounds;

/// How much a child may take.
#[derive(Clone, Copy, Debug)]
pub(super) struct Bounds {
    /// Memory in bytes.
    pub(super) bytes: usize,
    /// Time of the processor for one document.
    pub(super) milliseconds: usize,
}

impl Bounds {
    /// What a child may take: more where it has models to read pictures by.
    pub(super) fn of(models: Option<&Path>) -> Self {
        match models {
            None => Self { bytes: bounds::READER_BYTES, milliseconds: bounds::READER_MILLISECONDS },
            Some(_) => {
                Self { bytes: bounds::OCR_READER_BYTES, milliseconds: bounds::OCR_READER_MILLISECONDS }
            }
        }
    }

    /// How long a parent waits for an answer: a child waits for the processor, too. Where the system ends a child that
    /// takes too long itself, the clock is for one that does nothing, and a busy machine loses no file.
    pub(super) fn by_the_clock(self) -> Duration {
        let times = if cfg!(unix) { 10 } else { 3 };
        Duration::from_millis(times * self.milliseconds as u64)
    }
}

/// Takes from this process what it does not need, before it sees the first document.
pub(super) fn set(bounds: Bounds) {
    #[cfg(unix)]
    {
        use rustix::process::Resource;
        limit(Resource::As, bounds.bytes as u64);
        limit(Resource::Core, 0);
        limit(Resource::Fsize, 0);
    }
    #[cfg(all(
        target_os = "linux",
        any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
    ))]
    {
        // A kernel without it leaves the other limits.
        drop(calls::allow());
    }
}

#[cfg(unix)]
fn limit(resource: rustix::process::Resource, most: u64) {
    use rustix::process::{Rlimit, setrlimit};
    // A system that does not know the limit leaves the others.
    let _ = setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) });
}

/// The next document may take its time from now on.
#[cfg(unix)]
pub(super) fn begin(bounds: Bounds) {
    use rustix::{
        process::{Resource, Rlimit, setrlimit},
        time::{ClockId, clock_gettime},
    };
    let used = clock_gettime(ClockId::ProcessCPUTime).tv_sec.unsigned_abs();
    // Limits are whole seconds: the one that has begun does not count.
    let most = used + 1 + bounds.milliseconds as u64 / 1000;
    let _ = setrlimit(Resource::Cpu, Rlimit { current: Some(most), maximum: None });
}

#[cfg(not(unix))]
pub(super) fn begin(_: Bounds) {}

/// True where a child was ended because it took too long.
#[cfg(unix)]
pub(super) fn timed_out(status: ExitStatus) -> bool {
    std::os::unix::process::ExitStatusExt::signal(&status) == Some(signal_hook::consts::SIGXCPU)
}

#[cfg(not(unix))]
pub(super) fn timed_out(_: ExitStatus) -> bool {
    false
}

#[cfg(all(
    target_os = "linux",
    any(target_arch = "x86_64", target_arch = "aarch64", target_arch = "riscv64")
))]
mod calls {
    use std::collections::BTreeMap;

    use seccompiler::{
        BpfProgram, Error, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter,
        SeccompRule, TargetArch, apply_filter_all_threads,
    };

    /// Reading, writing, memory, the clock, chance for hash tables, and what the end of a process needs.
    /// No file is opened and no connection made, no process begun, no memory made a program.
    const ALLOWED: &[i64] = &[
        libc::SYS_read,
        libc::SYS_readv,
        libc::SYS_write,
        libc::SYS_writev,
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_brk,
        libc::SYS_madvise,
        libc::SYS_futex,
        libc::SYS_clock_gettime,
        libc::SYS_getrandom,
        libc::SYS_sched_yield,
        libc::SYS_getpid,
        libc::SYS_gettid,
        libc::SYS_rt_sigaction,
        libc::SYS_rt_sigprocmask,
        libc::SYS_rt_sigreturn,
        libc::SYS_sigaltstack,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ];

    /// From now on every other call is answered as one without permission.
    pub(super) fn allow() -> Result<(), Error> {
        let mut rules: BTreeMap<i64, Vec<SeccompRule>> =
            ALLOWED.iter().map(|call| (*call, Vec::new())).collect();
        let executable = libc::PROT_EXEC as u64;
        for call in [libc::SYS_mmap, libc::SYS_mprotect] {
            rules.insert(call, vec![only(2, SeccompCmpOp::MaskedEq(executable), 0)?]);
        }
        // Its own limits and signals, and those of no other process.
        rules.insert(libc::SYS_prlimit64, vec![only(0, SeccompCmpOp::Eq, 0)?]);
        rules.insert(libc::SYS_tgkill, vec![only(0, SeccompCmpOp::Eq, u64::from(std::process::id()))?]);
        let arch = TargetArch::try_from(std::env::consts::ARCH).map_err(Error::Backend)?;
        let refused = SeccompAction::Errno(libc::EPERM as u32);
        let filter =
            SeccompFilter::new(rules, refused, SeccompAction::Allow, arch).map_err(Error::Backend)?;
        let program = BpfProgram::try_from(filter).map_err(Error::Backend)?;
        // Those of the models run, too.
        apply_filter_all_threads(&program)
    }

    fn only(argument: u8, compare: SeccompCmpOp, value: u64) -> Result<SeccompRule, Error> {
        let condition = SeccompCondition::new(argument, SeccompCmpArgLen::Dword, compare, value);
        condition.and_then(|condition| SeccompRule::new(vec![condition])).map_err(Error::Backend)
    }
}
