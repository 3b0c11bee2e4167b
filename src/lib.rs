//! duibiao (对标): reads Chinese progress reports (督查通报, 重点工作进展, 绩效自评表), and finds which figure answers
//! which goal. It needs no network and no model, and says for every number where it stands.
//!
//! A text in, rows out:
//!
//! ```
//! use duibiao::{Document, Engine};
//! let report = Engine::new()?.read(&Document::text("june.txt", "今年计划疏浚塘坝48口，目前已疏浚31口。"))?;
//! let row = &report.rows()[0];
//! assert_eq!(row.indicator(), "疏浚塘坝");
//! assert_eq!((row.goal().unwrap().value, row.figure().unwrap().value), (48.into(), 31.into()));
//! # Ok::<(), duibiao::Error>(())
//! ```
//!
//! A folder in, a polars frame or a file out:
//!
//! ```
//! use duibiao::{Document, Engine};
//! let table = Engine::new()?.read_all(Document::folder("seeds/months")?)?.table();
//! assert!(table.frame()?.column("completion_ratio").is_ok());
//! # let folder = tempfile::tempdir().unwrap();
//! # std::env::set_current_dir(folder.path()).unwrap();
//! table.save("months.xlsx")?;
//! # Ok::<(), duibiao::Error>(())
//! ```
//!
//! Own rules: the files of a folder, or as here their texts, are laid over the built-in ones.
//!
//! ```
//! use duibiao::{Document, Engine};
//! let own = "[[same]]\nwords = [\"口袋公园\", \"街头游园\"]";
//! let engine = Engine::with_rule_texts([("synonyms.toml", own)])?;
//! let text = "今年计划新建口袋公园60个、停车场9个。截至6月底，已建成街头游园41个、停车场5个。";
//! let report = engine.read(&Document::text("parks.txt", text))?;
//! assert_eq!(report.rows()[0].figure().unwrap().value, 41.into());
//! # Ok::<(), duibiao::Error>(())
//! ```
//!
//! Why, number by number:
//!
//! ```
//! use duibiao::{Document, Engine};
//! let report = Engine::new()?.read(&Document::text("june.txt", "今年计划疏浚塘坝48口，目前已疏浚31口。"))?;
//! for number in &report.explain()[0].accounts {
//!     println!("{} {}: {}", number.role, number.text, number.outcome); // 目标 48口: 完成值 31口 (第1行)
//! }
//! # Ok::<(), duibiao::Error>(())
//! ```
//!
//! # Features
//!
//! `table` holds measuring and the formats of [`Table`], and brings polars; `program` the command line. Both are on by
//! default. A library wants `default-features = false`, with `table` where it measures: without it [`Row`] has goal,
//! figure and grounds, and no ratio. `ocr` reads scans in the command line.
//!
//! # What holds over versions
//!
//! What this page lists. Everything else that is public is there for the command line, the Python package, the tests
//! and the fuzzer of this repository; it is not documented here and changes at any time.

#![forbid(unsafe_code)]
#![warn(missing_docs)]

mod facade;

pub use account::{Account, Task};
#[doc(no_inline)]
pub use chrono::NaiveDate;
pub use facade::{Document, Engine, Error, ErrorKind, Note, Printed, Report, Reports, Row};
#[cfg(feature = "table")]
pub use facade::{Finding, Table};
pub use model::{Kind, Silence};
#[doc(no_inline)]
pub use rust_decimal::Decimal;
pub use scan::Described as Quantity;
pub use text::Severity;

#[doc(hidden)]
pub mod account;
#[doc(hidden)]
#[cfg(feature = "table")]
pub mod alerts;
#[doc(hidden)]
pub mod choices;
#[doc(hidden)]
#[cfg(feature = "table")]
pub mod compare;
#[doc(hidden)]
#[cfg(feature = "table")]
pub mod conflict;
#[doc(hidden)]
pub mod corrections;
#[doc(hidden)]
pub mod documents;
#[doc(hidden)]
pub mod error;
#[doc(hidden)]
pub mod evaluate;
#[doc(hidden)]
#[cfg(feature = "table")]
pub mod export;
#[doc(hidden)]
pub mod interpret;
#[doc(hidden)]
#[cfg(feature = "table")]
pub mod ledger;
#[doc(hidden)]
#[cfg(feature = "table")]
pub mod measure;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod outline;
#[doc(hidden)]
pub mod pair;
#[doc(hidden)]
pub mod pipeline;
#[doc(hidden)]
#[cfg(feature = "table")]
pub mod questions;
#[doc(hidden)]
pub mod read;
#[doc(hidden)]
pub mod responsible;
#[doc(hidden)]
pub mod rules;
#[doc(hidden)]
pub mod scan;
#[doc(hidden)]
pub mod serve;
#[doc(hidden)]
pub mod tabular;
#[doc(hidden)]
pub mod text;
#[doc(hidden)]
pub mod tongue;
