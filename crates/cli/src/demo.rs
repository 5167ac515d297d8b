//! `demo`: a fresh folder, real data, four people who can sign in.

use crate::command::{Done, open_app, say, serve};
use crate::fault::Refusal;
use crate::options::{Place, Serve};
use crate::system;
use jiff::civil::Date;
use samverk_app::access::NewUser;
use samverk_app::money::NewTransfer;
use samverk_app::record::Input;
use samverk_app::{App, Ctx, Store};
use samverk_domain::access::{Grant, Role, Scope};
use samverk_domain::money::{Account, TransferKind};
use samverk_domain::{Lang, RecordId};
use samverk_exchange::read;

macro_rules! sheets {
    ($($kind:literal),* $(,)?) => {
        &[$(($kind, include_bytes!(concat!("../../../data/demo/", $kind, ".csv")))),*]
    };
}

/// The demo data by register, in the shape that `import` reads.
const SHEETS: &[(&str, &[u8])] = sheets![
    "organisation",
    "population-figure",
    "succession",
    "cooperation",
    "membership",
    "body",
    "seat",
    "role",
    "role-assignment",
    "secretariat-task",
    "network",
    "regional-responsibility",
    "letter-of-intent",
    "signature",
    "stakeholder",
    "goal",
    "it-system",
    "initiative",
    "meeting",
    "term",
    "service",
    "service-step",
    "adoption",
    "level-activity",
    "dependency",
    "national-instrument",
    "life-event",
    "life-event-question",
    "life-event-support",
    "prestudy",
    "government-assignment",
    "shared-material",
    "call-for-interest",
    "interest-answer",
    "area-editor",
    "need",
    "motive",
    "approval",
    "question-set",
    "question",
    "answer",
    "process-stage",
    "target-state",
    "decision-basis",
    "candidate-body",
    "alternative",
    "gap",
    "initiative-role",
    "establishing-task",
    "consolidation",
    "staff-transfer",
    "union-dialogue",
    "governance-loop",
    "tool",
    "budget",
    "budget-line",
    "line-member",
    "funding",
    "member-budget",
    "cost-model",
    "index-series",
    "index-value",
    "service-price",
    "service-order",
    "time-report",
    "departure",
    "gift",
    "settlement",
    "pot-decision",
    "grant-part",
    "application-template",
];

/// The activities of a cooperation as they may have stood half a year before,
/// so that there are two versions of its map to compare.
const EARLIER: &[u8] = include_bytes!("../../../data/demo/earlier/initiative.csv");

/// The cooperation that the demo's people work in.
const COOPERATION: &str = "e-namnden-norrbotten";
/// Members that have not paid in the example.
const UNPAID: usize = 2;
/// The organisation that hosts it.
const HOST: &str = "kommun-lulea";

/// Makes the demo and serves it, on loopback only.
pub(crate) async fn run(place: Place, options: Serve, lang: Lang) -> Done {
    if !options.listen.ip().is_loopback() {
        return Err(Refusal::usage(
            "demo has sign-ins that it prints, so it listens on this machine only: 127.0.0.1 or [::1]",
        ));
    }
    let (store, folder) = match (place.data, place.database) {
        (Some(folder), _) => (Store::open_embedded(&folder).await, None),
        (None, Some(address)) => (Store::open_postgres(&address).await, None),
        (None, None) => {
            let name: String = system::ports().token().chars().take(12).collect();
            let folder = std::env::temp_dir().join(format!("samverk-demo-{name}"));
            (Store::open_embedded(&folder).await, Some(folder))
        }
    };
    let app = open_app(store.map_err(Refusal::other)?, lang).await?;
    if app.head().await.map_err(|error| Refusal::of(&error, lang))?.seq > 0 {
        return Err(Refusal::other("there are records already; demo wants a fresh folder or an empty database"));
    }
    load(&app, lang).await?;
    let passwords = people(&app, lang).await?;
    say(&format!("http://{}/", options.listen))?;
    for (role, email, password) in passwords {
        say(&format!("{role} {email} {password}"))?;
    }
    let served = serve::run(app, &options, true).await;
    if let Some(folder) = folder {
        // The folder was made for this run alone.
        let _ = std::fs::remove_dir_all(folder);
    }
    served
}

/// Imports the demo data as a user would.
pub(crate) async fn load(app: &App, lang: Lang) -> Done {
    let mut ctx = Ctx::console("demo", lang);
    ctx.via = "demo";
    for kind in app.registry().load_order() {
        if kind.name == "initiative" {
            import(app, &ctx, kind.name, EARLIER).await?;
            let comment = "Exempel: kartan inför nämndens möte i mars.";
            freeze(app, &ctx, "Våren 2014", "2014-03-26", comment).await?;
        }
        let Some((_, bytes)) = SHEETS.iter().find(|(name, _)| *name == kind.name) else { continue };
        import(app, &ctx, kind.name, bytes).await?;
    }
    for key in ["hoglandet-2011", "hoglandet-2012", "hoglandet-2014", "e-namnden-2014"] {
        move_budget(app, &ctx, key, "decided").await?;
    }
    move_budget(app, &ctx, "e-namnden-2014", "charged").await?;
    pay(app, &ctx).await?;
    let comment = "Nämndens aktiviteter som verksamhetsplanen redovisar dem.";
    freeze(app, &ctx, "Hösten 2014", "2014-09-24", comment).await
}

async fn import(app: &App, ctx: &Ctx, kind: &str, bytes: &[u8]) -> Done {
    let table = read(bytes).map_err(|fault| Refusal::of(&fault.into(), ctx.lang))?;
    app.import(ctx, kind, table, false).await.map_err(|error| Refusal::of(&error, ctx.lang).about(kind))?;
    Ok(())
}

/// Enters as an example that all members but two have paid what they were charged.
async fn pay(app: &App, ctx: &Ctx) -> Done {
    let refuse = |error| Refusal::of(&error, ctx.lang).about("ledger");
    let cooperation = app.resolve("cooperation", COOPERATION).map_err(refuse)?;
    let ledger = app.ledger(ctx, cooperation).await.map_err(refuse)?;
    for row in ledger.transfers.iter().skip(UNPAID) {
        let Some(member) = Account::parse(&row.debit) else { continue };
        let payment = NewTransfer {
            kind: TransferKind::Payment,
            day: Date::constant(2014, 2, 28),
            debit: Account::Bank,
            credit: member,
            amount_minor: row.amount_minor,
            currency: row.currency.clone(),
            reference: row.reference.clone(),
            text: "Exempel".to_owned(),
        };
        app.enter(ctx, cooperation, &payment).await.map_err(refuse)?;
    }
    Ok(())
}

/// Moves a budget: decided, it keeps what it was computed from; charged, its
/// shares stand in the ledger.
async fn move_budget(app: &App, ctx: &Ctx, key: &str, state: &str) -> Done {
    let refuse = |error| Refusal::of(&error, ctx.lang).about("budget");
    let id = app.resolve("budget", key).map_err(refuse)?;
    let version = app.record(ctx, id).await.map_err(refuse)?.record.version;
    app.move_to(ctx, id, version, state, None).await.map_err(refuse)?;
    Ok(())
}

/// Keeps the map of the cooperation as it is now.
async fn freeze(app: &App, ctx: &Ctx, name: &str, day: &str, comment: &str) -> Done {
    let filter = format!("cooperation={COOPERATION}");
    let fields = [
        ("name", name),
        ("date", day),
        ("filter", &filter),
        ("cooperation", COOPERATION),
        ("comment", comment),
        ("language", "sv"),
    ];
    let mut input = Input { owner: Some(HOST.to_owned()), visibility: Some("public".to_owned()), ..Input::default() };
    input.fields.extend(fields.map(|(field, value)| (field.to_owned(), vec![value.to_owned()])));
    app.create(ctx, "map-version", &input, None).await.map_err(|error| Refusal::of(&error, ctx.lang))?;
    Ok(())
}

async fn people(app: &App, lang: Lang) -> Result<Vec<(&'static str, &'static str, String)>, Refusal> {
    let refuse = |error| Refusal::of(&error, lang);
    let ctx = Ctx::console("demo", lang);
    let organisation = |key: &str| app.resolve("organisation", key).map(Scope::Organisation).map_err(refuse);
    let cooperation: RecordId = app.resolve("cooperation", COOPERATION).map_err(refuse)?;
    let grant = |role, scope| Grant { role, scope };
    let everybody = [
        (
            "coordinator",
            "coordinator@demo.example",
            "Sam Ordnare",
            vec![
                grant(Role::Coordinator, Scope::Cooperation(cooperation)),
                grant(Role::Coordinator, organisation(HOST)?),
            ],
        ),
        (
            "representative",
            "representative@demo.example",
            "Rep Resentant",
            vec![grant(Role::Representative, organisation("kommun-pitea")?)],
        ),
        ("reader", "reader@demo.example", "Elected Reader", vec![grant(Role::Reader, organisation("kommun-kalix")?)]),
        ("operator", "operator@demo.example", "Op Erator", vec![grant(Role::Operator, Scope::Installation)]),
    ];
    let mut passwords = Vec::new();
    for (role, email, name, grants) in everybody {
        let new = NewUser { email: email.to_owned(), name: name.to_owned(), language: Lang::Sv, grants };
        let (id, _) = app.add_user(&ctx, &new).await.map_err(refuse)?;
        let password: String = app.ports().token().chars().take(20).collect();
        app.set_password(&ctx, id, &password).await.map_err(refuse)?;
        passwords.push((role, email, password));
    }
    Ok(passwords)
}
