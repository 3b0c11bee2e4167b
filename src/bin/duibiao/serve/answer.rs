//! What is asked for, and what is sent back.

use crate::messages::{Language, Log, Messages};

/// What is sent back.
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) kind: &'static str,
    pub(super) body: Vec<u8>,
    /// The name under which the browser saves it.
    pub(super) saved_as: Option<String>,
    /// False for a page that brings its own policy.
    pub(super) policy: bool,
    /// What could not be done, a line for each fault.
    pub(super) trouble: Option<String>,
}

impl Answer {
    pub(super) fn json(value: &serde_json::Value) -> Self {
        Self::of("application/json; charset=utf-8", value.to_string().into_bytes())
    }

    pub(super) fn of(kind: &'static str, body: Vec<u8>) -> Self {
        Self { status: 200, kind, body, saved_as: None, policy: true, trouble: None }
    }

    /// What could not be done, in words.
    pub(super) fn trouble(status: u16, reason: &str) -> Self {
        let kind = "application/json; charset=utf-8";
        Self { status, trouble: Some(reason.to_owned()), ..Self::of(kind, Vec::new()) }
    }

    /// The same with what could not be done in the language of the page.
    pub(super) fn told(mut self, lang: Language) -> Self {
        if let Some(reason) = self.trouble.take() {
            let told = Messages::new(Log::Text, Some(lang));
            let lines: Vec<String> = reason.lines().map(|line| told.plainly(line)).collect();
            let between = if lang == Language::Zh { "；" } else { "; " };
            self.body = serde_json::json!({ "error": lines.join(between) }).to_string().into_bytes();
        }
        self
    }
}

/// What is asked for.
pub(super) struct Question<'a> {
    /// Behind the token, with the query.
    pub(super) address: &'a str,
    pub(super) reads: bool,
    pub(super) body: Vec<u8>,
}
