//! The program `samverk`: configuration, telemetry, commands.

mod command;
mod demo;
mod fault;
mod options;
mod smtp;
mod system;

use clap::Parser as _;
use fault::Refusal;
use options::{Command, Options};
use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let options = Options::parse();
    let default = if matches!(options.command, Command::Serve(_) | Command::Demo(_)) { "info" } else { "warn" };
    let filter = tracing_subscriber::EnvFilter::try_from_env("SAMVERK_LOG").unwrap_or_else(|_| default.into());
    let log = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).with_target(false);
    match options.place.log.as_str() {
        "json" => log.json().flatten_event(true).init(),
        _ => log.init(),
    }
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return Refusal::other(error).report(),
    };
    match runtime.block_on(command::run(options)) {
        Ok(()) => ExitCode::SUCCESS,
        Err(refusal) => refusal.report(),
    }
}
