//! Measures the built program as its users meet it: over HTTP, signed in,
//! with real pages, permissions and translations.

pub(crate) mod budget;
mod client;
mod data;
pub(crate) mod overlap;

use anyhow::{Context as _, Result, bail};
use client::Client;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const PORT: u16 = 18_455;
const PASSWORD: &str = "en ganska lang losenfras";

/// The map before anything was recorded against that of now.
const COMPARED: &str = "/sv/initiative/compare?from=2020-01-01";

/// Runs the whole and prints the table.
pub(crate) fn run(records: usize, requests: usize) -> Result<()> {
    let folder = tempfile::TempDir::new()?;
    let samverk = Samverk { program: program()?, data: folder.path().join("data") };
    println!("| work | figure |\n|---|---|");
    for kind in ["organisation", "cooperation"] {
        let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../data/demo/{kind}.csv"));
        samverk.run(&["import", kind, &sheet.display().to_string()])?;
    }
    let sheet = folder.path().join("initiative.csv");
    std::fs::write(&sheet, data::initiatives(records))?;
    let begun = Instant::now();
    samverk.run(&["import", "initiative", &sheet.display().to_string()])?;
    row(&format!("import of {records} initiatives by the command line"), &seconds(begun.elapsed()));
    let begun = Instant::now();
    let export = samverk.run(&["export", "initiative"])?;
    row(&format!("export for editing by the command line, {} MB", export.len() / 1_000_000), &seconds(begun.elapsed()));
    let begun = Instant::now();
    samverk.run(&["verify"])?;
    row("verify", &seconds(begun.elapsed()));
    let link =
        samverk.run(&["user", "add", "bench@example.se", "--role", "coordinator", "--organisation", "kommun-lulea"])?;
    let token = samverk.run(&["user", "token", "bench@example.se", "--days", "1"])?;
    let begun = Instant::now();
    let server = samverk.serve()?;
    let mut client = Client::connect(PORT)?;
    row("cold start to /healthz", &seconds(begun.elapsed()));
    let path = link.trim().split_once("8080").map(|(_, path)| path.to_owned()).context("a link")?;
    client.sign_in(&path, PASSWORD)?;
    client.token = token.trim().to_owned();
    let first = client.get("/sv/initiative")?;
    row("cold start to first list", &seconds(begun.elapsed()));
    anyhow::ensure!(first.status == 200, "the list answers {}", first.status);
    for (name, address) in [
        ("list, 50 rows with all counts", "/sv/initiative"),
        ("list in the middle", "/sv/initiative?page=500"),
        ("filtered list, two filters", "/sv/initiative?state=started&level=regional"),
        ("filtered list sorted by another column", "/sv/initiative?state=idea&sort=-timetable"),
        ("item", "/sv/initiative/initiativ-100"),
        ("search, one word", "/sv/search?q=arkiv"),
        ("search, two words", "/sv/search?q=arkiv+samverkan"),
        ("organisation with what leads to it", "/sv/organisation/kommun-lulea"),
    ] {
        measure(&mut client, name, address, requests)?;
    }
    measure(&mut client, "JSON of 100 records by the API", "/api/v1/initiative?limit=100", requests)?;
    // Maps of the past are kept once they were asked for.
    for (name, address) in
        [("first list of an earlier day", "/sv/initiative/then?at=2020-01-01"), ("first comparison", COMPARED)]
    {
        let begun = Instant::now();
        let page = client.get(address)?;
        row(&format!("{name} ({} kB)", page.bytes / 1_000), &seconds(begun.elapsed()));
    }
    // Figures of the whole register take longer; each is asked for less often.
    for (name, address) in [
        ("matrix of areas by level", "/sv/initiative/matrix"),
        ("geography", "/sv/initiative/geography"),
        ("network", "/sv/initiative/network"),
        ("roadmap", "/sv/initiative/roadmap"),
        ("list of an earlier day", "/sv/initiative/then?at=2020-01-01"),
        ("two moments compared", COMPARED),
        ("pairs that may be the same", "/sv/initiative/overlaps"),
        ("process of an initiative", "/sv/initiative/initiativ-100/process"),
    ] {
        measure(&mut client, name, address, (requests / 20).max(5))?;
    }
    together(&client, "/sv/initiative", requests)?;
    let before = memory(&server.0)?;
    let begun = Instant::now();
    let all = client.get("/sv/initiative?format=csv")?;
    row(&format!("CSV of all as shown, {} MB", all.bytes / 1_000_000), &seconds(begun.elapsed()));
    let begun = Instant::now();
    let turtle = client.get("/sv/initiative?format=ttl")?;
    row(&format!("Turtle of {records} initiatives, {} MB", turtle.bytes / 1_000_000), &seconds(begun.elapsed()));
    row("memory of the server, resident, before that / after", &format!("{before} MB / {} MB", memory(&server.0)?));
    drop(server);
    files(&samverk, folder.path(), records)
}

/// The built program.
fn program() -> Result<PathBuf> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/release/samverk");
    if !program.exists() {
        bail!("build first: cargo build --release");
    }
    Ok(program)
}

/// Whole installations and spreadsheets, by the command line.
fn files(samverk: &Samverk, folder: &Path, records: usize) -> Result<()> {
    let at = |name: &str| folder.join(name).display().to_string();
    for (name, arguments) in [
        (format!("archive of {records} records"), ["archive", "export", &at("all.tar")]),
        (format!("export of {records} records as XLSX"), ["export", "initiative", &format!("-o{}", at("all.xlsx"))]),
    ] {
        let xlsx = if arguments[0] == "export" { vec!["--format", "xlsx"] } else { Vec::new() };
        let (time, peak) = samverk.watched(&[&arguments[..], &xlsx].concat())?;
        row(&name, &format!("{}, peak {peak} MB", seconds(time)));
    }
    let other = Samverk { program: samverk.program.clone(), data: folder.join("other") };
    for kind in ["organisation", "cooperation"] {
        let sheet = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("../../data/demo/{kind}.csv"));
        other.run(&["import", kind, &sheet.display().to_string()])?;
    }
    let sheet = columns_of(&samverk.run(&["export", "initiative"])?)?;
    std::fs::write(folder.join("new.csv"), sheet)?;
    std::fs::write(folder.join("new.xlsx"), xlsx_of(&folder.join("new.csv"))?)?;
    let columns = COLUMNS.len();
    let (time, peak) = other.watched(&["import", "initiative", &at("new.xlsx"), "--dry-run"])?;
    row(
        &format!("XLSX of {records} rows and {columns} columns read and validated"),
        &format!("{}, peak {peak} MB", seconds(time)),
    );
    let (time, peak) = other.watched(&["import", "initiative", &at("new.xlsx")])?;
    row(
        &format!("XLSX of {records} rows and {columns} columns imported, history and index included"),
        &format!("{}, peak {peak} MB", seconds(time)),
    );
    Ok(())
}

/// The columns of the spreadsheet that is imported, twelve as in the task
/// that other programs were measured with.
const COLUMNS: [&str; 12] = [
    "key",
    "owner",
    "visibility",
    "state",
    "name",
    "type",
    "responsible",
    "level",
    "areas",
    "priority",
    "timetable",
    "comment",
];

/// These columns of an export; without its id each row makes a new record.
fn columns_of(csv: &str) -> Result<String> {
    let table = samverk_exchange::read(csv.as_bytes())?;
    let place = |name: &&str| table.header.iter().position(|head| head == name).context("a column of the export");
    let places = COLUMNS.iter().map(place).collect::<Result<Vec<_>>>()?;
    let mut out = COLUMNS.join(";") + "\r\n";
    for (_, cells) in &table.rows {
        let row: Vec<&str> = places.iter().map(|at| cells.get(*at).unwrap_or_default()).collect();
        out += &(row.join(";") + "\r\n");
    }
    Ok(out)
}

fn xlsx_of(csv: &Path) -> Result<Vec<u8>> {
    use samverk_exchange::{Cell, Format, Sheet, read};
    let table = read(&std::fs::read(csv)?)?;
    let text = |text: &str| Cell::Text(text.to_owned());
    let rows = table.rows.iter().map(|(_, cells)| cells.iter().map(text).collect()).collect();
    let sheet = Sheet { name: "initiative".to_owned(), header: table.header, rows };
    sheet.write(Format::Xlsx).map_err(anyhow::Error::msg)
}

fn row(work: &str, figure: &str) {
    println!("| {work} | {figure} |");
}

fn seconds(time: Duration) -> String {
    if time < Duration::from_secs(1) {
        format!("{:.0} ms", time.as_secs_f64() * 1000.0)
    } else {
        format!("{:.2} s", time.as_secs_f64())
    }
}

fn measure(client: &mut Client, name: &str, address: &str, requests: usize) -> Result<()> {
    for _ in 0..20 {
        client.get(address)?;
    }
    let mut times = Vec::with_capacity(requests);
    let mut bytes = 0;
    for _ in 0..requests {
        let begun = Instant::now();
        let answer = client.get(address)?;
        anyhow::ensure!(answer.status == 200, "{address} answers {}", answer.status);
        times.push(begun.elapsed());
        bytes = answer.bytes;
    }
    times.sort_unstable();
    let at = |part: usize| times.get((times.len() * part / 100).min(times.len() - 1)).copied().unwrap_or_default();
    row(
        &format!("{name} ({} kB)", bytes / 1000),
        &format!("p50 {:.2} ms, p99 {:.2} ms", millis(at(50)), millis(at(99))),
    );
    Ok(())
}

/// Eight connections at once.
fn together(client: &Client, address: &str, requests: usize) -> Result<()> {
    let begun = Instant::now();
    let mut threads = Vec::new();
    for _ in 0..8 {
        let (mut own, address) = (client.again()?, address.to_owned());
        threads.push(std::thread::spawn(move || -> Result<Vec<Duration>> {
            let mut times = Vec::with_capacity(requests);
            for _ in 0..requests {
                let begun = Instant::now();
                own.get(&address)?;
                times.push(begun.elapsed());
            }
            Ok(times)
        }));
    }
    let mut times = Vec::new();
    for thread in threads {
        times.extend(thread.join().map_err(|_| anyhow::anyhow!("a client stopped"))??);
    }
    let a_second = times.len() as f64 / begun.elapsed().as_secs_f64();
    times.sort_unstable();
    let p99 = times.get(times.len() * 99 / 100).copied().unwrap_or_default();
    row(
        "list on eight connections, clients on the same two cores",
        &format!("{a_second:.0} a second, p99 {:.1} ms", millis(p99)),
    );
    Ok(())
}

fn millis(time: Duration) -> f64 {
    time.as_secs_f64() * 1000.0
}

struct Samverk {
    program: PathBuf,
    data: PathBuf,
}

/// A server that stops with the benchmark.
struct Server(Child);

impl Drop for Server {
    fn drop(&mut self) {
        // It may have gone by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Samverk {
    fn run(&self, arguments: &[&str]) -> Result<String> {
        let done = Command::new(&self.program).arg("--data").arg(&self.data).args(arguments).output()?;
        anyhow::ensure!(done.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&done.stderr));
        Ok(String::from_utf8_lossy(&done.stdout).into_owned())
    }

    /// Runs a command and watches how much memory it takes at most, in megabytes.
    fn watched(&self, arguments: &[&str]) -> Result<(Duration, u64)> {
        let begun = Instant::now();
        let mut child = Command::new(&self.program)
            .arg("--data")
            .arg(&self.data)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()?;
        let mut peak = 0;
        loop {
            let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).unwrap_or_default();
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kilobytes = line.and_then(|line| line.split_whitespace().next()?.parse::<u64>().ok());
            peak = peak.max(kilobytes.unwrap_or(0) / 1024);
            if let Some(done) = child.try_wait()? {
                anyhow::ensure!(done.success(), "{arguments:?} failed");
                return Ok((begun.elapsed(), peak));
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }

    fn serve(&self) -> Result<Server> {
        let listen = format!("127.0.0.1:{PORT}");
        let child = Command::new(&self.program)
            .arg("--data")
            .arg(&self.data)
            .args(["serve", "--listen", &listen, "--api-per-minute", "1000000"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        Ok(Server(child))
    }
}

/// Resident memory in megabytes.
fn memory(child: &Child) -> Result<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id()))?;
    let line = status.lines().find(|line| line.starts_with("VmRSS")).context("VmRSS")?;
    let kilobytes: u64 = line.split_whitespace().nth(1).context("a number")?.parse()?;
    Ok(kilobytes / 1024)
}
