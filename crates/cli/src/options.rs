//! Commands and their options.

use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The shared workbench of public bodies that develop digital services together.
#[derive(Debug, Parser)]
#[command(name = "samverk", version, about, propagate_version = true)]
pub(crate) struct Options {
    /// Where the records are.
    #[command(flatten)]
    pub(crate) place: Place,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Where the records are, and how to answer.
#[derive(Debug, Args)]
pub(crate) struct Place {
    /// Folder with the embedded database and its files
    #[arg(long, global = true, value_name = "DIR", env = "SAMVERK_DATA")]
    pub(crate) data: Option<PathBuf>,
    /// PostgreSQL database, instead of a folder
    #[arg(
        long,
        global = true,
        value_name = "ADDRESS",
        conflicts_with = "data",
        hide_env_values = true,
        env = "SAMVERK_DATABASE"
    )]
    pub(crate) database: Option<String>,
    /// Name in the history for what this command writes; narrows what it exports
    #[arg(long = "as", global = true, value_name = "USER")]
    pub(crate) user: Option<String>,
    /// Answer in JSON
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// File that notes erasures of persons outside the database; DATA/erasures.jsonl without it
    #[arg(long, global = true, value_name = "FILE", env = "SAMVERK_ERASURES")]
    pub(crate) erasures: Option<PathBuf>,
    /// How the log on standard error is written: text or json
    #[arg(long, global = true, default_value = "text", value_name = "FORM", env = "SAMVERK_LOG_FORM")]
    pub(crate) log: String,
    /// Language of labels and messages: sv, nb or en
    #[arg(long, global = true, default_value = "en", value_name = "LANGUAGE")]
    pub(crate) lang: String,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Start with demo data in a fresh folder and print the sign-ins
    Demo(Serve),
    /// Start the server
    Serve(Serve),
    /// Bring the database's schema up to date
    Migrate,
    /// Users who sign in
    #[command(subcommand)]
    User(User),
    /// Read a CSV or XLSX file into a register, all rows or none
    Import {
        /// Register, as in `organisation`
        kind: String,
        /// File in the shape of the export for editing
        file: PathBuf,
        /// Only tell what would happen
        #[arg(long)]
        dry_run: bool,
    },
    /// Write a register in the shape that the import reads
    Export {
        /// Register
        kind: String,
        /// csv, xlsx or json
        #[arg(long, default_value = "csv")]
        format: String,
        /// Only records where FIELD has VALUE; repeat for more
        #[arg(long, value_name = "FIELD=VALUE")]
        filter: Vec<String>,
        /// File to write; standard output without it
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Show one record
    Get {
        /// Register
        kind: String,
        /// Key or id
        id: String,
    },
    /// Find records in all registers
    Search {
        /// Words that must all occur
        text: String,
        /// Most hits
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// Recompute the history and compare everything stored with it
    Verify {
        /// A head hash that was published earlier; fails when the history no longer holds it
        #[arg(long, value_name = "HASH")]
        against: Option<String>,
    },
    /// Write everything into a file, while the server runs
    Backup {
        /// File to write
        file: PathBuf,
    },
    /// Take everything in from a backup, while no server runs
    Restore {
        /// File that `backup` wrote
        file: PathBuf,
        /// Put it in the place of what is there
        #[arg(long)]
        replace: bool,
    },
    /// An open file of the whole installation, without passwords and tokens
    #[command(subcommand)]
    Archive(Archive),
    /// Check settings, schema and clock, and count records
    Doctor,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Archive {
    /// Write the archive
    Export {
        /// File to write
        file: PathBuf,
    },
    /// Take an archive in, into an empty database of either kind
    Import {
        /// File that `archive export` wrote
        file: PathBuf,
    },
}

#[derive(Debug, Args)]
pub(crate) struct Serve {
    /// Address and port
    #[arg(long, default_value = "127.0.0.1:8080", value_name = "ADDRESS:PORT")]
    pub(crate) listen: SocketAddr,
    /// Public address, where it differs: for cookies, origin check and links
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    /// Trust the address that a proxy in front writes last in X-Forwarded-For
    #[arg(long)]
    pub(crate) behind_proxy: bool,
    /// Requests a minute that one token, or one address without a token, may make
    #[arg(long, default_value_t = samverk_web::API_PER_MINUTE, value_name = "NUMBER")]
    pub(crate) api_per_minute: u32,
    /// Exports of whole lists an hour that one person, or one address, may ask for
    #[arg(long, default_value_t = samverk_web::EXPORTS_PER_HOUR, value_name = "NUMBER")]
    pub(crate) exports_per_hour: u32,
    /// Mail server, as in smtps://user:password@mail.example.org
    #[arg(long, value_name = "ADDRESS", hide_env_values = true, env = "SAMVERK_SMTP", requires = "mail_from")]
    pub(crate) smtp: Option<String>,
    /// Sender of mail
    #[arg(long, value_name = "EMAIL", env = "SAMVERK_MAIL_FROM")]
    pub(crate) mail_from: Option<String>,
    /// Gets the head of the history by mail once a day
    #[arg(long, value_name = "EMAIL", requires = "smtp", env = "SAMVERK_HEAD_TO")]
    pub(crate) head_to: Option<String>,
    /// Seconds between looks at what is to be told and sent
    #[arg(long, default_value_t = 20, value_name = "SECONDS")]
    pub(crate) work_seconds: u64,
}

#[derive(Debug, Subcommand)]
pub(crate) enum User {
    /// Make a user and print a link, valid for an hour, that sets the password
    Add {
        /// Address to sign in with
        email: String,
        /// operator, coordinator, representative or reader
        #[arg(long)]
        role: String,
        /// Key of the organisation that the role is held in
        #[arg(long, value_name = "KEY")]
        organisation: Option<String>,
        /// Key of the cooperation that the role is held in
        #[arg(long, value_name = "KEY")]
        cooperation: Option<String>,
        /// Key of the body that the role is held in
        #[arg(long, value_name = "KEY")]
        body: Option<String>,
        /// Name shown in the history
        #[arg(long, default_value = "")]
        name: String,
        /// Public address that the link begins with
        #[arg(long, default_value = "http://127.0.0.1:8080", value_name = "URL")]
        url: String,
    },
    /// Make a token with which a program acts for a user, and print it this once
    Token {
        /// Address of the user
        email: String,
        /// What the token is for
        #[arg(long, default_value = "command line")]
        name: String,
        /// read, write or calendar
        #[arg(long, default_value = "read")]
        scope: String,
        /// Days until it ends
        #[arg(long, default_value_t = 90)]
        days: i64,
    },
    /// List users and their roles
    List,
    /// Close an account and end its sessions
    Disable {
        /// Address of the user
        email: String,
    },
}
