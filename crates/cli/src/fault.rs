//! Refusals: told on standard error, in words or as JSON, with an exit code.

use samverk_app::AppError;
use samverk_app::record::RowFault;
use samverk_domain::Lang;
use samverk_domain::record::Fault;
use samverk_web::i18n::{t, t_with};
use std::process::ExitCode;

/// Why a command was not carried out.
pub(crate) struct Refusal {
    lines: Vec<String>,
    wrong_usage: bool,
}

impl Refusal {
    /// The command was given something that does not exist.
    pub(crate) fn usage(text: impl Into<String>) -> Self {
        Self { lines: vec![text.into()], wrong_usage: true }
    }

    /// A failure with its own words.
    pub(crate) fn other(error: impl std::fmt::Display) -> Self {
        Self { lines: vec![error.to_string()], wrong_usage: false }
    }

    /// Several faults, a line each.
    pub(crate) fn lines(lines: Vec<String>) -> Self {
        Self { lines, wrong_usage: false }
    }

    /// A use case's refusal, in a language.
    pub(crate) fn of(error: &AppError, lang: Lang) -> Self {
        let lines = match error {
            AppError::Invalid(faults) => {
                faults.iter().map(|fault| format!("{}: {}", fault.field, sentence(fault, lang))).collect()
            }
            AppError::Import(faults) => faults.iter().map(|fault| row(fault, lang)).collect(),
            AppError::File(fault) => vec![samverk_web::i18n::fault(lang, fault.code, &fault.detail)],
            AppError::NotFound => vec![t(lang, "error-not-found")],
            AppError::Denied(reason) => vec![t(lang, &format!("reason-{}", reason.code()))],
            AppError::Rule(code) => vec![t(lang, &format!("rule-{code}"))],
            other => vec![other.to_string()],
        };
        Self { lines, wrong_usage: false }
    }

    /// Faults of a file, each with its place.
    pub(crate) fn faults(faults: &[Fault], lang: Lang) -> Self {
        let place = |fault: &Fault| if fault.field.is_empty() { "/".to_owned() } else { fault.field.clone() };
        // A line each, whatever stands in the file.
        let one_line = |text: String| text.replace(char::is_control, "\u{fffd}");
        let told = |fault: &Fault| one_line(format!("{}: {}", place(fault), sentence(fault, lang)));
        Self::lines(faults.iter().map(told).collect())
    }

    /// The same refusal, told to be about something.
    pub(crate) fn about(mut self, what: &str) -> Self {
        self.lines.iter_mut().for_each(|line| line.insert_str(0, &format!("{what}: ")));
        self
    }

    /// Tells it and gives the exit code: 1 refused, 2 wrong usage.
    pub(crate) fn report(&self) -> ExitCode {
        for line in &self.lines {
            // Standard error may be closed; there is nobody left to tell.
            let _ = std::io::Write::write_all(&mut std::io::stderr(), format!("{line}\n").as_bytes());
        }
        ExitCode::from(if self.wrong_usage { 2 } else { 1 })
    }
}

fn sentence(fault: &Fault, lang: Lang) -> String {
    samverk_web::i18n::fault(lang, fault.code, &fault.detail)
}

fn row(fault: &RowFault, lang: Lang) -> String {
    let place = t_with(lang, "fault-place", &[("row", &format!("{}", fault.row)), ("column", &fault.column)]);
    format!("{place} {}", sentence(&fault.fault, lang))
}
