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
        /// How a file as people have it is to be understood
        #[command(flatten)]
        guess: Guess,
    },
    /// Join a record to another of its register; what led to it leads there
    Merge {
        /// Register
        kind: String,
        /// Key or id of the record that goes
        from: String,
        /// Key or id of the one that stays
        into: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Erase what is personal in a record, in its history too
    Erase {
        /// Register
        kind: String,
        /// Key or id
        id: String,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Take a whole entry of the history back, as an import or a change of many
    Undo {
        /// Number of the entry
        entry: i64,
        /// Why
        #[arg(long, value_name = "TEXT")]
        reason: Option<String>,
    },
    /// Tell which initiatives may be the same work, or which texts are alike
    Overlap {
        /// Key or id of an initiative, or a text file with a proposal
        #[arg(required_unless_present = "texts")]
        id: Option<String>,
        /// Compare the lines of a file instead, without a database: id, language (sv, nb, en) and text, divided by tabs
        #[arg(long, value_name = "FILE", conflicts_with = "id")]
        texts: Option<PathBuf>,
        /// How many of the texts most like each
        #[arg(long, default_value_t = 10)]
        top: usize,
    },
    /// Tell what each member pays of a budget, and why; with --json as the API does
    Budget {
        /// Key or id of a budget
        id: String,
        /// What is taken for money applied for: answered, granted, refused
        #[arg(long, default_value = "answered")]
        scenario: String,
        /// Year of the budget: 1, 2 or 3
        #[arg(long, default_value_t = 1)]
        year: u8,
    },
    /// Tell a computed report about a record; with --json as the API does
    Report {
        /// Register: cooperation, organisation, budget, departure
        kind: String,
        /// Key or id
        id: String,
        /// cost, open-items, prices, financing, result, in-kind, owed, shares, liquidity, invoices, remaining
        report: String,
        /// What is asked otherwise, as year=2027
        #[arg(long, value_name = "NAME=VALUE")]
        ask: Vec<String>,
        /// Write one table of it instead: csv, xlsx or json; or what it was computed from: calculation
        #[arg(long)]
        format: Option<String>,
        /// Which table; the first without it
        #[arg(long, requires = "format")]
        table: Option<String>,
        /// File to write; standard output without it
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Keep a calculation, as `share late-join` reads it, as a proposal that a member joins late
    Accession {
        /// Key or id of a cooperation
        id: String,
        /// Calculation in JSON; - for standard input
        file: PathBuf,
        /// The day on which it joins
        #[arg(long, value_name = "DAY")]
        joins: String,
    },
    /// Remind the members of a cooperation of what is overdue
    Remind {
        /// Key or id of a cooperation
        id: String,
    },
    /// Write the ledger of a cooperation: journal (as hledger reads it), sie (SIE 4I) or json
    Ledger {
        /// Key or id of a cooperation
        id: String,
        /// journal, sie or json
        #[arg(long, default_value = "journal")]
        format: String,
        /// File to write; standard output without it
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Enter payments of a bank statement (camt.053 or a table) that match what was charged; the others are told
    Payments {
        /// Key or id of a cooperation
        id: String,
        /// Statement; - for standard input
        file: PathBuf,
        /// Only tell what would be entered
        #[arg(long)]
        dry_run: bool,
    },
    /// Write a Peppol BIS Billing 3 invoice or credit note, from a file, without a database
    Invoice {
        /// Invoice in JSON; - for standard input
        file: PathBuf,
        /// File to write; standard output without it
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Compute who pays what, from a file, without a database
    Share(Share),
    /// Tell what is fair where a cost depends on who takes part, from a file, without a database
    Fair {
        /// Calculation in JSON; - for standard input
        file: PathBuf,
        /// Tell it in words where the output is no terminal too, which gets JSON
        #[arg(long)]
        text: bool,
    },
    /// The overview map as of a day, frozen versions, two compared
    #[command(subcommand)]
    Map(Map),
    /// Tell where an initiative is in the cooperation process, what its gates miss and who has the ball
    Gate {
        /// Key or id of an initiative
        id: String,
    },
    /// Make the tasks of the checklist of establishing that an initiative does not have
    Checklist {
        /// Key or id of an initiative
        id: String,
    },
    /// Fields that this installation adds to registers
    #[command(subcommand)]
    Field(Field),
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

/// How a file as people have it is to be understood.
#[derive(Debug, Args)]
pub(crate) struct Guess {
    /// The file is not in the shape of the export: guess its heads and columns
    #[arg(long)]
    pub(crate) guess: bool,
    /// Sheet, by name or counted from 1
    #[arg(long, value_name = "SHEET", requires = "guess")]
    pub(crate) sheet: Option<String>,
    /// Row of the column heads
    #[arg(long, value_name = "NUMBER", requires = "guess")]
    pub(crate) row: Option<usize>,
    /// Rows that the column heads stretch over
    #[arg(long, value_name = "NUMBER", requires = "guess")]
    pub(crate) height: Option<usize>,
    /// What a column holds, as in 'Kommun=owner'; nothing behind = leaves it out; repeat for more
    #[arg(long, value_name = "HEAD=FIELD", requires = "guess")]
    pub(crate) map: Vec<String>,
    /// Which record a name means, as in 'participant:Luleå kn=kommun-lulea'; repeat for more
    #[arg(long, value_name = "FIELD:NAME=KEY", requires = "guess")]
    pub(crate) decide: Vec<String>,
    /// Field whose value says which record a row is about
    #[arg(long = "match", value_name = "FIELD", requires = "guess")]
    pub(crate) match_by: Option<String>,
    /// Organisation that new records belong to
    #[arg(long, value_name = "KEY", requires = "guess")]
    pub(crate) owner: Option<String>,
    /// Currency of amounts without one
    #[arg(long, value_name = "CODE", requires = "guess")]
    pub(crate) currency: Option<String>,
    /// Leave out rows with faults instead of storing nothing
    #[arg(long, requires = "guess")]
    pub(crate) valid_only: bool,
    /// File for the rows that were left out, with the reason
    #[arg(long, value_name = "FILE", requires = "valid_only")]
    pub(crate) rejected: Option<PathBuf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Field {
    /// List them
    List,
    /// Add one, or describe one anew; what is not said stays
    Set(Box<FieldSet>),
    /// Ask for it no more; what was filled in stays
    Withdraw {
        /// Register
        kind: String,
        /// Name, as in x_diarienummer
        name: String,
    },
}

#[derive(Debug, Args)]
pub(crate) struct FieldSet {
    /// Register
    pub(crate) kind: String,
    /// Name, beginning with x_
    pub(crate) name: String,
    /// text, long_text, number, money, date, flag, choice, tags, url, email, organisation_number or link
    #[arg(long, value_name = "TYPE")]
    pub(crate) of: Option<String>,
    /// Label, as in sv=Diarienummer; repeat for more languages
    #[arg(long, value_name = "LANGUAGE=TEXT")]
    pub(crate) label: Vec<String>,
    /// Explanation below the label; repeat for more languages
    #[arg(long, value_name = "LANGUAGE=TEXT")]
    pub(crate) explain: Vec<String>,
    /// Entry of a list; repeat for more
    #[arg(long, value_name = "CODE=LABEL")]
    pub(crate) choice: Vec<String>,
    /// Register that a link leads to
    #[arg(long, value_name = "REGISTER")]
    pub(crate) to: Option<String>,
    /// Decimals of a number
    #[arg(long, value_name = "NUMBER")]
    pub(crate) decimals: Option<u8>,
    /// May hold several values
    #[arg(long)]
    pub(crate) repeated: bool,
    /// Lists can be filtered by it
    #[arg(long)]
    pub(crate) filterable: bool,
    /// Found by free text
    #[arg(long)]
    pub(crate) searched: bool,
    /// Not for the public
    #[arg(long)]
    pub(crate) internal: bool,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Archive {
    /// Write the archive
    Export {
        /// File to write
        file: PathBuf,
    },
    /// Tell whether a backup or an archive is whole, without taking it in
    Check {
        /// File
        file: PathBuf,
    },
    /// Take an archive in, into an empty database of either kind
    Import {
        /// File that `archive export` wrote
        file: PathBuf,
    },
}

#[derive(Debug, Subcommand)]
pub(crate) enum Map {
    /// Write the initiatives as they were recorded at a moment, in the shape that the import reads
    Export {
        /// `now`, a day as 2026-05-01, or the key of a frozen version
        #[arg(long, default_value = "now", value_name = "MOMENT")]
        at: String,
        /// csv, xlsx or json
        #[arg(long, default_value = "csv")]
        format: String,
        /// Only initiatives where FIELD had VALUE; repeat for more
        #[arg(long, value_name = "FIELD=VALUE")]
        filter: Vec<String>,
        /// File to write; standard output without it
        #[arg(long, short, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Keep the map of now under a name
    Freeze {
        /// Name of the version
        name: String,
        /// What the editor says about it
        #[arg(long, value_name = "TEXT")]
        comment: Option<String>,
        /// Key of the cooperation that it is the map of
        #[arg(long, value_name = "KEY")]
        cooperation: Option<String>,
        /// Filter in the form of an address, as level=regional&areas=archive
        #[arg(long, value_name = "QUERY")]
        filter: Option<String>,
    },
    /// Take in boundaries of municipalities, so that the map draws shapes: GeoJSON or TopoJSON with official codes
    ImportBoundaries {
        /// File with longitude and latitude (WGS 84, ETRS 89 or SWEREF 99)
        file: PathBuf,
        /// Country: se or no
        #[arg(long, value_name = "COUNTRY")]
        country: String,
        /// From the beginning of which year they hold
        #[arg(long, value_name = "YEAR")]
        year: i64,
        /// Whom the licence asks to be named, as "© Kartverket, CC BY 4.0"
        #[arg(long, value_name = "TEXT")]
        attribution: String,
        /// Where the file is from
        #[arg(long, value_name = "TEXT")]
        source: Option<String>,
        /// Property that holds the official code, where it is not one of the usual
        #[arg(long, value_name = "PROPERTY")]
        code: Option<String>,
    },
    /// Tell what is new, gone, in another state or changed between two moments
    Compare {
        /// The earlier: `now`, a day, or the key of a frozen version
        from: String,
        /// The later
        #[arg(default_value = "now")]
        until: String,
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

/// What `share` computes.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(crate) struct Share {
    /// Calculation in JSON; - for standard input
    #[arg(required = true)]
    pub(crate) file: Option<PathBuf>,
    /// Tell it in words where the output is no terminal too, which gets JSON
    #[arg(long, global = true)]
    pub(crate) text: bool,
    #[command(subcommand)]
    pub(crate) of: Option<ShareOf>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum ShareOf {
    /// What a member that joins later pays, and who gets it back
    LateJoin {
        /// Calculation in JSON with `joiner` and `paid`; - for standard input
        file: PathBuf,
    },
}
