//! Files as people have them, on both databases.

use super::*;
use samverk_app::import::ImportSettings;

async fn settings(app: &App, ctx: &Ctx, id: &str) -> ImportSettings {
    app.preview_import(ctx, id).await.unwrap().settings
}

async fn operator_of_a(app: &App) -> Ctx {
    let a = find(app, "organisation", "a");
    let new = samverk_app::access::NewUser {
        email: format!("{}@example.se", app.ports().token().get(..8).unwrap()),
        name: "Importör".into(),
        language: Lang::Sv,
        grants: vec![Grant { role: Role::Representative, scope: Scope::Organisation(a) }],
    };
    let (id, _) = app.add_user(&console(), &new).await.unwrap();
    let mut ctx = user(1, &[(Role::Representative, Scope::Organisation(a))]);
    ctx.actor = Actor::User { id, grants: new.grants };
    ctx.name = id.to_string();
    ctx
}

const MESSY: &str = "Sammanställning;;;;\n;;;;\nNamn;Ansvarig;Prioritet;Slutdatum (eget);Kommentar\n=Formel;Kommun a;1;;ett\nPlan;kommun B;två;;två\nDialog;Kommun bb;2;;tre\n;;;;\nKarta;c;3;;fyra\n";

#[tokio::test]
async fn a_messy_file_is_understood_corrected_stored_and_taken_back() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let ctx = operator_of_a(app).await;
        let id = app.take_file(&ctx, "initiative", "fil.csv", MESSY.as_bytes()).await.unwrap();
        let mut chosen = settings(app, &ctx, &id).await;
        assert_eq!(chosen.head.row, 3, "the heads stand below title lines");
        let target = |name: &str| Some(name.to_owned());
        chosen.columns = vec![target("name"), target("responsible"), target("priority"), None, target("note")];
        chosen.match_by = "name".into();
        chosen.owner = "a".into();
        app.set_import(&ctx, &id, &chosen).await.unwrap();
        let preview = app.preview_import(&ctx, &id).await.unwrap();
        let wrong: Vec<_> = preview.report.faults.iter().map(|f| (f.row, f.column.as_str(), f.fault.code)).collect();
        assert_eq!(wrong, [(5, "priority", "number"), (6, "responsible", "link")], "{}", test.name);
        let doubt = preview.doubts.iter().find(|doubt| doubt.text == "Kommun bb").unwrap();
        assert!(doubt.candidates.iter().any(|candidate| candidate.key == "b"), "{doubt:?}");
        // Nothing yet: not even where all but two rows are right.
        app.begin_import(&ctx, &id).await.unwrap();
        app.run_import(&ctx, &id).await.unwrap();
        assert_eq!(app.import_view(&ctx, &id).await.unwrap().run.status, "refused");

        let id = app.take_file(&ctx, "initiative", "fil.csv", MESSY.as_bytes()).await.unwrap();
        chosen.valid_only = true;
        chosen.decisions.insert(ImportSettings::decision_key("responsible", "Kommun bb"), "b".into());
        app.set_import(&ctx, &id, &chosen).await.unwrap();
        assert!(!app.begin_import(&ctx, &id).await.unwrap(), "a short one is carried out at once");
        assert!(matches!(app.begin_import(&ctx, &id).await, Err(AppError::Rule("import_not_waiting"))));
        app.run_import(&ctx, &id).await.unwrap();
        let view = app.import_view(&ctx, &id).await.unwrap();
        assert_eq!((view.run.status.as_str(), view.counts), ("done", [4, 3, 0, 0, 1]), "{}", test.name);
        let rejected = app.import_rejected(&ctx, &id).await.unwrap();
        assert!(rejected.contains("Plan;kommun B;två"), "{rejected}");
        assert!(rejected.contains("fault-number"), "the reason stands in the last column: {rejected}");
        let formula = find(app, "initiative", "formel");
        assert_eq!(app.record(&ctx, formula).await.unwrap().record.text("name"), Some("=Formel"));

        // The same file once more changes nothing: rows are recognised by name.
        let again = app.take_file(&ctx, "initiative", "fil.csv", MESSY.as_bytes()).await.unwrap();
        let known = settings(app, &ctx, &again).await;
        assert_eq!(known.columns, chosen.columns, "how the columns were understood is remembered");
        app.begin_import(&ctx, &again).await.unwrap();
        app.run_import(&ctx, &again).await.unwrap();
        assert_eq!(app.import_view(&ctx, &again).await.unwrap().counts, [4, 0, 0, 3, 1], "{}", test.name);

        // Taken back, except what changed since.
        let map = find(app, "initiative", "karta");
        app.change(&ctx, map, 1, &input(&[("note", "ny")]), None).await.unwrap();
        let undone = app.undo_import(&ctx, &id).await.unwrap();
        assert_eq!((undone.records, undone.kept), (2, vec![map]), "{}", test.name);
        assert!(app.record(&console(), formula).await.unwrap().record.deleted);
        let told = app.notices(&ctx).await.unwrap();
        assert_eq!(told.iter().filter(|notice| notice.topic == "import").count(), 3);
        whole(app).await;
    }
}

#[tokio::test]
async fn an_import_writes_only_what_its_owner_may_write() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let ctx = operator_of_a(app).await;
        let secret =
            make(app, "goal", &[("@key", "hidden"), ("@owner", "b"), ("@visibility", "private"), ("name", "H")]);
        let secret = secret.await;
        make(app, "goal", &[("@key", "theirs"), ("@owner", "b"), ("name", "Theirs")]).await;
        let csv = format!("key;id;owner;name\ntheirs;;b;Mine\n;;b;New\n;{};a;Seen?\nown;;a;Own\n", secret.id);
        let id = app.take_file(&ctx, "goal", "g.csv", csv.as_bytes()).await.unwrap();
        let preview = app.preview_import(&ctx, &id).await.unwrap();
        let wrong: Vec<_> = preview.report.faults.iter().map(|f| (f.row, f.fault.code)).collect();
        assert_eq!(wrong, [(2, "not_allowed"), (3, "not_allowed"), (4, "unknown_id")], "{}", test.name);
        // Another person's import is nobody else's to see.
        let other = operator_of_a(app).await;
        assert!(matches!(app.import_view(&other, &id).await, Err(AppError::NotFound)));
    }
}

#[tokio::test]
async fn figures_brought_again_are_the_same_figures_and_a_row_stands_in_a_file_once() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let ctx = operator_of_a(app).await;
        let file = "Kommun;År;Folkmängd\nKommun a;2025;1000\nKommun a;2026;1010\n";
        for (created, unchanged) in [(2, 0), (0, 2)] {
            let id = app.take_file(&ctx, "population-figure", "folk.csv", file.as_bytes()).await.unwrap();
            let mut chosen = settings(app, &ctx, &id).await;
            let columns = ["organisation", "year", "inhabitants"].map(|name| Some(name.to_owned()));
            chosen.columns = columns.into();
            chosen.match_by = samverk_app::import::MATCH_BY_TITLE.into();
            app.set_import(&ctx, &id, &chosen).await.unwrap();
            let report = app.preview_import(&ctx, &id).await.unwrap().report;
            assert_eq!((report.created, report.unchanged), (created, unchanged), "{}: {report:?}", test.name);
            app.begin_import(&ctx, &id).await.unwrap();
            app.run_import(&ctx, &id).await.unwrap();
        }
        let twice = "Kommun;År;Folkmängd\nKommun a;2027;1\nKommun a;2027;2\n";
        let id = app.take_file(&ctx, "population-figure", "folk.csv", twice.as_bytes()).await.unwrap();
        let preview = app.preview_import(&ctx, &id).await.unwrap();
        assert_eq!(preview.settings.match_by, samverk_app::import::MATCH_BY_TITLE, "as the last time");
        let told: Vec<_> =
            preview.report.faults.iter().map(|f| (f.row, f.fault.code, f.fault.detail.as_str())).collect();
        assert_eq!((told, preview.report.rejected), (vec![(3, "row_twice", "2")], 1));
        let mut chosen = preview.settings;
        chosen.columns[1] = None;
        let refused = app.set_import(&ctx, &id, &chosen).await.unwrap_err();
        assert_eq!(codes(refused), [("match_by".to_owned(), "choice")], "a column that it needs is left out");
    }
}

#[tokio::test]
async fn heads_over_two_rows_are_seen_and_a_correction_is_remembered() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let ctx = operator_of_a(app).await;
        let two = "Lista\n\nname;Tid;Tid;place\nname;start;end;place\nMöte;2030-01-01;2030-01-02;Luleå\n";
        let id = app.take_file(&ctx, "meeting", "two.csv", two.as_bytes()).await.unwrap();
        let preview = app.preview_import(&ctx, &id).await.unwrap();
        let columns: Vec<_> = preview.settings.columns.iter().map(|column| column.as_deref().unwrap_or("-")).collect();
        assert_eq!(columns, ["name", "start", "end", "place"], "{}", test.name);
        assert_eq!((preview.settings.head.row, preview.settings.head.height, preview.report.rows), (3, 2, 1));
        // Heads that nobody could guess, set right once.
        let odd = "Bok\nVad;När\nsom;börjar\nStämma;2031-05-01\n";
        let id = app.take_file(&ctx, "meeting", "odd.csv", odd.as_bytes()).await.unwrap();
        let mut settings = app.preview_import(&ctx, &id).await.unwrap().settings;
        settings.head = samverk_exchange::Head { row: 2, height: 2 };
        settings.columns = vec![Some("name".to_owned()), Some("start".to_owned())];
        app.set_import(&ctx, &id, &settings).await.unwrap();
        app.begin_import(&ctx, &id).await.unwrap();
        app.run_import(&ctx, &id).await.unwrap();
        assert_eq!(app.import_view(&ctx, &id).await.unwrap().run.status, "done");
        let again = app.take_file(&ctx, "meeting", "odd.csv", odd.as_bytes()).await.unwrap();
        let known = app.preview_import(&ctx, &again).await.unwrap().settings;
        assert_eq!((known.head, known.columns), (settings.head, settings.columns));
    }
}

#[tokio::test]
async fn a_cell_in_error_clears_nothing_and_every_fault_of_a_row_is_told() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let ctx = operator_of_a(app).await;
        for key in ["one", "two"] {
            let fields = [("@key", key), ("@owner", "a"), ("name", "Samma"), ("priority", "4"), ("comment", "viktigt")];
            make(app, "initiative", &fields).await;
        }
        let take = async |csv: &str| {
            let id = app.take_file(&ctx, "initiative", "x.csv", csv.as_bytes()).await.unwrap();
            let report = app.preview_import(&ctx, &id).await.unwrap().report;
            let mut told: Vec<_> = report.faults.iter().map(|f| (f.row, f.column.clone(), f.fault.code)).collect();
            told.sort();
            told
        };
        let errors = take("key;comment;priority\none;#REF!;#N/A\n").await;
        let told = [(2, "comment".to_owned(), "cell_error"), (2, "priority".to_owned(), "cell_error")];
        assert_eq!(errors, told, "{}", test.name);
        let errors = take("name;priority\nSamma;tre\n").await;
        assert_eq!(
            errors.iter().map(|(_, column, code)| (column.as_str(), *code)).collect::<Vec<_>>(),
            [("name", "match_several"), ("priority", "number")]
        );
    }
}
