//! Budgets: shares from records, and what a decision freezes.

use super::*;
use samverk_app::money::NewTransfer;
use samverk_domain::money::{Account, Scenario, TransferKind, Year};
use samverk_domain::record::Value;
use samverk_exchange::read;

/// A budget of the small world's cooperation with three lines: 100 equally,
/// 1 000 by inhabitants, and a fee of 10 and 0.50 for each inhabitant.
pub(super) async fn budget(app: &App) -> RecordId {
    small_world(app).await;
    for (key, inhabitants) in [("a", "100"), ("b", "300")] {
        let figure = [("@owner", key), ("organisation", key), ("year", "2026"), ("inhabitants", inhabitants)];
        make(app, "population-figure", &[&figure[..], &[("@visibility", "public")]].concat()).await;
    }
    let own =
        [("@key", "b26"), ("@owner", "a"), ("@visibility", "public"), ("name", "Budget 2026"), ("cooperation", "coop")];
    let more = [("year", "2026"), ("currency", "sek"), ("unit", "smallest"), ("basis_year", "2026")];
    let budget = make(app, "budget", &[&own[..], &more].concat()).await.id;
    line(app, "lika", &[("amount", "100.00 SEK"), ("cost_key", "equal"), ("order", "1")]).await;
    line(app, "invanare", &[("amount", "1000.00 SEK"), ("cost_key", "inhabitants"), ("order", "2")]).await;
    line(app, "avgift", &[("fixed", "10.00 SEK"), ("rate", "0.5"), ("cost_key", "fixed_plus_rate"), ("order", "3")])
        .await;
    budget
}

pub(super) async fn line(app: &App, key: &str, fields: &[(&str, &str)]) -> RecordId {
    let base = [("@key", key), ("@owner", "a"), ("@visibility", "public"), ("name", key), ("budget", "b26")];
    make(app, "budget-line", &[&base[..], fields].concat()).await.id
}

/// Totals by member in hundredths.
async fn totals(app: &App, id: RecordId, scenario: Scenario, year: Year) -> Vec<(String, i128)> {
    let computed = app.budget(&console(), id).await.unwrap().compute(scenario, year).unwrap();
    let keys = computed.of.sheet.members.iter().map(|member| member.id.clone());
    keys.zip(computed.shares.totals.iter().copied()).collect()
}

fn both(a: i128, b: i128) -> Vec<(String, i128)> {
    vec![("a".to_owned(), a), ("b".to_owned(), b)]
}

#[tokio::test]
async fn an_amount_without_currency_has_that_of_its_budget_else_of_its_owners_country() {
    for test in apps().await {
        let app = &test.app;
        budget(app).await;
        let amount =
            async |id: RecordId, field: &str| match app.record(&console(), id).await.unwrap().record.first(field) {
                Some(Value::Money(money)) => (money.amount_minor, money.currency.clone()),
                other => panic!("{other:?}"),
            };
        let (sek, nok) = (|minor| (minor, "SEK".to_owned()), |minor| (minor, "NOK".to_owned()));
        let bare = line(app, "bar", &[("amount", "1 500,50"), ("fixed", "20 kr")]).await;
        assert_eq!(
            (amount(bare, "amount").await, amount(bare, "fixed").await),
            (sek(150_050), sek(2_000)),
            "{}",
            test.name
        );
        // Two steps from the budget, and a budget of another currency than its owner's country.
        let term = [("@owner", "a"), ("line", "bar"), ("organisation", "b"), ("special", "7")];
        assert_eq!(amount(make(app, "line-member", &term).await.id, "special").await, sek(700));
        let own = [("@key", "no"), ("@owner", "a"), ("name", "Norsk"), ("cooperation", "coop"), ("year", "2026")];
        make(app, "budget", &[&own[..], &[("currency", "nok"), ("unit", "smallest")]].concat()).await;
        let norwegian = [("@owner", "a"), ("name", "n"), ("budget", "no"), ("amount", "7")];
        let norwegian = make(app, "budget-line", &norwegian).await.id;
        assert_eq!(amount(norwegian, "amount").await, nok(700));
        app.change(&console(), norwegian, 1, &input(&[("amount", "8,00")]), None).await.unwrap();
        assert_eq!(amount(norwegian, "amount").await, nok(800));
        // A file of rows, as a form.
        let rows = b"key;owner;name;budget;amount\nfil;a;Fil;no;9\n";
        app.import(&console(), "budget-line", read(rows).unwrap(), false).await.unwrap();
        assert_eq!(amount(find(app, "budget-line", "fil"), "amount").await, nok(900));
        // Of the owner's country where nothing above has one; of nobody's, it is asked for.
        let grant = [("@owner", "a"), ("name", "Bidrag"), ("cooperation", "coop"), ("applied", "5")];
        assert_eq!(amount(make(app, "funding", &grant).await.id, "applied").await, sek(500));
        let nobody = app.create(&console(), "funding", &input(&[("name", "Bidrag"), ("applied", "5")]), None).await;
        assert_eq!(codes(nobody.unwrap_err()), [("applied".to_owned(), "money")]);
    }
}

#[tokio::test]
async fn a_decided_budget_keeps_its_figures_whatever_changes() {
    for test in apps().await {
        let app = &test.app;
        let id = budget(app).await;
        let now = async || totals(app, id, Scenario::Answered, Year::This).await;
        // 50 + 250 + 60, and 50 + 750 + 160.
        assert_eq!(now().await, both(36_000, 96_000), "{}", test.name);
        let refused = app.move_to(&console(), id, 1, "decided", None).await.unwrap_err();
        let missing: Vec<_> = codes(refused).into_iter().map(|(field, _)| field).collect();
        assert_eq!(missing, ["decided", "decided_by"], "who decided, and when");
        let decided = input(&[("decided", "2025-12-01"), ("decided_by", "board"), ("paragraph", "§ 7")]);
        app.change(&console(), id, 1, &decided, None).await.unwrap();
        let stored = app.move_to(&console(), id, 2, "decided", None).await.unwrap();
        assert_eq!(stored.values("calculation").len(), 1);
        // Another member and other figures come; what was decided stays.
        let late = [("@owner", "a"), ("organisation", "c"), ("cooperation", "coop"), ("role", "member")];
        make(app, "membership", &late).await;
        let figures = app.look(|catalogue| catalogue.all_with_deleted("population-figure"));
        for figure in figures {
            app.change(&console(), figure, 1, &input(&[("inhabitants", "7")]), None).await.unwrap();
        }
        assert_eq!(now().await, both(36_000, 96_000));
        // Nothing that it follows from is changed, added or taken away.
        let frozen = |error: AppError| codes(error).into_iter().all(|(_, code)| code == "budget_frozen");
        let line = find(app, "budget-line", "lika");
        assert!(frozen(app.change(&console(), line, 1, &input(&[("amount", "1.00 SEK")]), None).await.unwrap_err()));
        assert!(frozen(app.delete(&console(), line, 1, None).await.unwrap_err()));
        let word = input(&[("note", "Se protokollet"), ("amount", "100.00 SEK")]);
        app.change(&console(), line, 1, &word, None).await.expect("a word about a line, its figures as they were");
        let more = [("@owner", "a"), ("name", "Mer"), ("budget", "b26"), ("amount", "1.00 SEK"), ("cost_key", "equal")];
        assert!(frozen(app.create(&console(), "budget-line", &input(&more), None).await.unwrap_err()));
        let term = [("@owner", "a"), ("line", "lika"), ("organisation", "a"), ("exempt", "yes")];
        assert!(frozen(app.create(&console(), "line-member", &input(&term), None).await.unwrap_err()));
        assert!(frozen(app.change(&console(), id, 3, &input(&[("year", "2027")]), None).await.unwrap_err()));
        assert!(frozen(app.delete(&console(), id, 3, None).await.unwrap_err()));
        // A word about it may be written, and it goes on to be charged; never back.
        app.change(&console(), id, 3, &input(&[("comment", "Fakturerad i januari")]), None).await.unwrap();
        app.move_to(&console(), id, 4, "charged", None).await.unwrap();
        assert!(app.move_to(&console(), id, 5, "draft", Some("fel".into())).await.is_err());
        whole(app).await;
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_budget_is_told_by_line_and_nothing_is_decided() {
    for test in apps().await {
        let app = &test.app;
        let id = budget(app).await;
        let bad = line(app, "utan-nyckel", &[("amount", "5.00 SEK"), ("order", "4")]).await;
        let told = |found: Result<samverk_app::money::Computed, Vec<samverk_domain::record::Fault>>| {
            found.err().unwrap_or_default().into_iter().map(|f| (f.field, f.code)).collect::<Vec<_>>()
        };
        let compute = async || told(app.budget(&console(), id).await.unwrap().compute(Scenario::Answered, Year::This));
        assert_eq!(compute().await, [("/lines/3/cost_key".to_owned(), "budget_no_key")], "{}", test.name);
        for (fields, expected) in [
            (vec![("cost_key", "equal"), ("member", "c")], ("/lines/3/member", "budget_no_member")),
            (vec![("cost_key", "bands"), ("member", "")], ("/lines/3/cost_key", "budget_no_bands")),
            (
                vec![("cost_key", "rate"), ("rate", "1"), ("amount", "5.00 SEK")],
                ("/lines/3/amount", "share_amount_made"),
            ),
            (vec![("cost_key", "units"), ("rate", "")], ("/members/0/units/utan-nyckel", "share_figure")),
            (vec![("cost_key", "percent")], ("/lines/3/cost_key", "share_percent")),
            (vec![("cost_key", "equal"), ("amount", "")], ("/lines/3/amount", "share_amount_needed")),
        ] {
            let version = app.record(&console(), bad).await.unwrap().record.version;
            app.change(&console(), bad, version, &input(&fields), None).await.unwrap();
            let found = compute().await;
            assert!(found.contains(&(expected.0.to_owned(), expected.1)), "{fields:?}: {found:?}");
        }
        let decided = input(&[("decided", "2025-12-01"), ("decided_by", "board")]);
        app.change(&console(), id, 1, &decided, None).await.unwrap();
        let refused = app.move_to(&console(), id, 2, "decided", None).await.unwrap_err();
        assert_eq!(codes(refused), [("state".to_owned(), "share_amount_needed")]);
        assert_eq!(app.record(&console(), id).await.unwrap().record.state.as_deref(), Some("draft"));
        // A decided budget is not made out of nothing either.
        let file = "key;owner;state;name;cooperation;year;currency;unit;decided;decided_by\nx;a;decided;X;coop;2026;sek;whole;2025-12-01;board\n";
        let refused = app.import(&console(), "budget", read(file.as_bytes()).unwrap(), false).await.unwrap_err();
        assert!(codes(refused).iter().any(|(_, code)| *code == "budget_empty"));
        whole(app).await;
    }
}

#[tokio::test]
async fn sublines_salaries_special_fees_and_money_from_outside_make_the_shares() {
    for test in apps().await {
        let app = &test.app;
        let id = budget(app).await;
        for key in ["lika", "invanare", "avgift"] {
            app.delete(&console(), find(app, "budget-line", key), 1, None).await.unwrap();
        }
        // 43 000 × 12 × 1.44 to whole thousands, and 57 000 besides: 800 000.
        line(app, "personal", &[("cost_key", "inhabitants"), ("next_year", "400000.00 SEK")]).await;
        let salary = [("parent", "personal"), ("monthly", "43000.00 SEK"), ("months", "12"), ("overhead", "44")];
        line(app, "lon", &[&salary[..], &[("rounded_to", "1000.00 SEK")]].concat()).await;
        line(app, "resor", &[("parent", "personal"), ("amount", "57000.00 SEK")]).await;
        line(app, "utanfor", &[("outside", "yes"), ("amount", "9.00 SEK")]).await;
        let now = async |scenario, year| totals(app, id, scenario, year).await;
        assert_eq!(now(Scenario::Answered, Year::This).await, both(20_000_000, 60_000_000), "{}", test.name);
        assert_eq!(now(Scenario::Answered, Year::Next).await, both(10_000_000, 30_000_000));
        let none = app.budget(&console(), id).await.unwrap().compute(Scenario::Answered, Year::After);
        assert!(none.is_err(), "nothing is planned for the third year");
        // A special fee comes first, and what is applied for counts by the answer.
        let fee = [("@owner", "a"), ("line", "personal"), ("organisation", "b"), ("special", "50000.00 SEK")];
        make(app, "line-member", &fee).await;
        assert_eq!(now(Scenario::Answered, Year::This).await, both(75_000_000, 5_000_000));
        let funding = [("@owner", "a"), ("name", "Vinnova"), ("line", "personal"), ("applied", "300000.00 SEK")];
        let funding = make(app, "funding", &funding).await;
        app.move_to(&console(), funding.id, 1, "applied", None).await.unwrap();
        assert_eq!(now(Scenario::Granted, Year::This).await, both(45_000_000, 5_000_000));
        assert_eq!(now(Scenario::Refused, Year::This).await, both(75_000_000, 5_000_000), "the guarantee");
        app.change(&console(), funding.id, 2, &input(&[("granted", "100000.00 SEK")]), None).await.unwrap();
        app.move_to(&console(), funding.id, 3, "granted", None).await.unwrap();
        assert_eq!(now(Scenario::Refused, Year::This).await, both(65_000_000, 5_000_000));
        // A sum that is stated has to be that of the sublines.
        let whole_line = find(app, "budget-line", "personal");
        app.change(&console(), whole_line, 1, &input(&[("amount", "1.00 SEK")]), None).await.unwrap();
        let found = app.budget(&console(), id).await.unwrap().compute(Scenario::Answered, Year::This).unwrap_err();
        assert_eq!((found[0].code, found[0].detail.as_str()), ("budget_sum", "800000.00"));
        // What must not be seen is not there.
        app.change(&console(), id, 1, &input(&[("@visibility", "private")]), None).await.unwrap();
        assert!(matches!(app.budget(&public(), id).await, Err(AppError::NotFound)));
    }
}

pub(super) fn transfer(
    kind: TransferKind,
    day: &str,
    debit: Account,
    credit: Account,
    amount_minor: i64,
) -> NewTransfer {
    let (currency, text) = ("SEK".to_owned(), String::new());
    NewTransfer {
        kind,
        day: day.parse().unwrap(),
        debit,
        credit,
        amount_minor,
        currency,
        reference: text.clone(),
        text,
    }
}

#[tokio::test]
async fn a_decided_budget_is_charged_paid_corrected_and_closed_and_always_balances() {
    for test in apps().await {
        let app = &test.app;
        let id = budget(app).await;
        let cooperation = find(app, "cooperation", "coop");
        let (a, b) = (find(app, "organisation", "a"), find(app, "organisation", "b"));
        let decided = input(&[("decided", "2025-12-01"), ("decided_by", "board")]);
        app.change(&console(), id, 1, &decided, None).await.unwrap();
        app.move_to(&console(), id, 2, "decided", None).await.unwrap();
        app.move_to(&console(), id, 3, "charged", None).await.unwrap();
        let ledger = async || app.ledger(&console(), cooperation).await.unwrap();
        let balance = |ledger: &samverk_app::money::Ledger, account: Account| {
            ledger.balances.get(&(account.to_string(), "SEK".to_owned())).copied().unwrap_or(0)
        };
        let charged = ledger().await;
        assert_eq!(charged.transfers.len(), 2, "{}", test.name);
        assert_eq!((balance(&charged, Account::Member(a)), balance(&charged, Account::Member(b))), (36_000, 96_000));
        assert_eq!(balance(&charged, Account::Fees), -132_000);
        assert_eq!(charged.transfers[0].reference, "b26-a");
        // A payment, a cost, own time against the share; then a payment that was wrong.
        let day = "2026-01-05";
        for (kind, debit, credit, amount, reference) in [
            (TransferKind::Payment, Account::Bank, Account::Member(a), 36_000, "b26-a"),
            (TransferKind::Cost, Account::Cost("staff".into()), Account::Bank, 20_000, ""),
            (TransferKind::SetOff, Account::InKind, Account::Member(b), 6_000, "b26-b"),
            (TransferKind::Payment, Account::Bank, Account::Member(b), 1_000, "b26-b"),
        ] {
            let new = transfer(kind, day, debit, credit, amount);
            app.enter(&console(), cooperation, &NewTransfer { reference: reference.into(), ..new }).await.unwrap();
        }
        let refused = app.correct(&console(), cooperation, 6, " ").await.unwrap_err();
        assert_eq!(codes(refused), [("reason".to_owned(), "required")]);
        assert_eq!(app.correct(&console(), cooperation, 6, "fel belopp").await.unwrap(), 7);
        for wrong in [6, 7] {
            let refused = app.correct(&console(), cooperation, wrong, "igen").await.unwrap_err();
            assert_eq!(codes(refused), [("no".to_owned(), "ledger_corrected")]);
        }
        let now = ledger().await;
        assert_eq!((balance(&now, Account::Member(a)), balance(&now, Account::Member(b))), (0, 90_000));
        assert_eq!(now.balances.values().sum::<i64>(), 0, "the books balance");
        // The member sees its own part, the public nothing, another member nothing of it.
        let own = user(8, &[(Role::Representative, Scope::Organisation(b))]);
        let statement = app.statement(&own, cooperation, b).await.unwrap();
        assert_eq!(statement.transfers.iter().map(|row| row.no).collect::<Vec<_>>(), [2, 5, 6, 7]);
        assert_eq!(balance(&statement, Account::Member(b)), 90_000);
        assert!(matches!(app.statement(&own, cooperation, a).await, Err(AppError::NotFound)));
        assert!(matches!(app.ledger(&public(), cooperation).await, Err(AppError::NotFound)));
        assert!(
            app.enter(&own, cooperation, &transfer(TransferKind::Payment, day, Account::Bank, Account::Member(b), 1))
                .await
                .is_err()
        );
        // Payments of the bank: what is owed is entered, everything else is told.
        let statement = "day;amount;reference;payer\n2026-02-02;900.00;B26 b;B\n2026-02-03;900.00;b26-b;B\n2026-02-04;1.00;b26-a;A\n2026-02-05;5.00;okänd;X\n";
        let payments = || samverk_exchange::read_payments(statement.as_bytes()).unwrap();
        let doubts = |found: Vec<samverk_app::money::MatchedPayment>| {
            found.iter().map(|one| one.doubt.map(samverk_app::money::Doubt::code)).collect::<Vec<_>>()
        };
        let expected = [None, Some("paid"), Some("paid"), Some("unknown")];
        let dry = app.take_payments(&console(), cooperation, payments(), true).await.unwrap();
        assert_eq!((doubts(dry), ledger().await.transfers.len()), (expected.to_vec(), 7));
        // Of two who take in the same file in the same instant, one enters it.
        let take = async || app.take_payments(&console(), cooperation, payments(), false).await;
        let (one, two) = tokio::join!(take(), take());
        let (one, two) = (one.unwrap(), two.unwrap());
        let (found, other) = if one[0].doubt.is_none() { (one, two) } else { (two, one) };
        assert_eq!((found[0].no, doubts(found)), (Some(8), expected.to_vec()));
        assert_eq!(doubts(other)[0], Some("twice"));
        let again = app.take_payments(&console(), cooperation, payments(), false).await.unwrap();
        assert_eq!(doubts(again)[0], Some("twice"));
        assert_eq!(balance(&ledger().await, Account::Member(b)), 0);
        assert!(app.take_payments(&own, cooperation, payments(), false).await.is_err());
        // A closed period stays as it is; wrong entries are told by field.
        app.close_ledger(&console(), cooperation, "2026-01-31".parse().unwrap()).await.unwrap();
        let again = app.close_ledger(&console(), cooperation, "2026-01-31".parse().unwrap()).await.unwrap_err();
        assert_eq!(codes(again), [("until".to_owned(), "ledger_closed")]);
        let mut bad = transfer(TransferKind::Payment, day, Account::Bank, Account::Bank, 0);
        bad.currency = "NOK".into();
        let told: Vec<_> = codes(app.enter(&console(), cooperation, &bad).await.unwrap_err());
        let expected = [
            ("amount", "ledger_amount"),
            ("credit", "ledger_accounts"),
            ("day", "ledger_closed"),
            ("currency", "ledger_currency"),
        ];
        assert_eq!(told, expected.map(|(field, code)| (field.to_owned(), code)));
        whole(app).await;
    }
}

#[tokio::test]
async fn what_a_funder_promises_is_owed_until_it_pays() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let (coop, funder) = (find(app, "cooperation", "coop"), find(app, "organisation", "c"));
        let enter = async |kind: TransferKind, amount: i64| {
            let (debit, credit) = kind.accounts(Some(funder), "").unwrap();
            app.enter(&console(), coop, &transfer(kind, "2026-02-01", debit, credit, amount)).await
        };
        // Who promised nothing and is no member pays nothing.
        let refused = enter(TransferKind::Payment, 40).await.unwrap_err();
        assert_eq!(codes(refused), [("organisation".to_owned(), "no_member")], "{}", test.name);
        enter(TransferKind::Grant, 100).await.unwrap();
        enter(TransferKind::Payment, 40).await.unwrap();
        let ledger = app.ledger(&console(), coop).await.unwrap();
        let balance = |account: Account| ledger.balances.get(&(account.to_string(), "SEK".to_owned())).copied();
        assert_eq!(balance(Account::Funder(funder)), Some(60));
        assert_eq!((balance(Account::Grants), balance(Account::Bank)), (Some(-100), Some(40)));
        let own = user(8, &[(Role::Representative, Scope::Organisation(find(app, "organisation", "b")))]);
        assert!(matches!(app.require_ledger(&own, coop), Err(AppError::Denied(_))));
        whole(app).await;
    }
}

#[tokio::test]
async fn a_budget_that_replaces_another_is_charged_with_the_difference() {
    for test in apps().await {
        let app = &test.app;
        let first = budget(app).await;
        let decided = [("decided", "2025-12-01"), ("decided_by", "board")];
        let charge = async |id: RecordId| {
            app.change(&console(), id, 1, &input(&decided), None).await.unwrap();
            app.move_to(&console(), id, 2, "decided", None).await.unwrap();
            app.move_to(&console(), id, 3, "charged", None).await.unwrap();
        };
        charge(first).await;
        let cooperation = find(app, "cooperation", "coop");
        let own = [("@key", "b26-2"), ("@owner", "a"), ("name", "Ny"), ("cooperation", "coop"), ("replaces", "b26")];
        let year = [("year", "2026"), ("currency", "sek"), ("unit", "smallest"), ("basis_year", "2026")];
        let more = [&year[..], &[("payee_kind", "bankgiro"), ("payee_number", "5050-1055")]].concat();
        let second = make(app, "budget", &[&own[..], &more].concat()).await.id;
        let line = [("@key", "ny"), ("@owner", "a"), ("name", "Allt"), ("budget", "b26-2"), ("cost_key", "equal")];
        make(app, "budget-line", &[&line[..], &[("amount", "1500.00 SEK")]].concat()).await;
        charge(second).await;
        let ledger = app.ledger(&console(), cooperation).await.unwrap();
        let balance = |key: &str| {
            let account = Account::Member(find(app, "organisation", key)).to_string();
            ledger.balances.get(&(account, "SEK".to_owned())).copied().unwrap_or(0)
        };
        // 360 and 960 before, 750 each now: one pays more, the other gets back.
        assert_eq!((balance("a"), balance("b")), (75_000, 75_000), "{}", test.name);
        let later: Vec<_> = ledger.transfers.iter().skip(2).map(|row| row.amount_minor).collect();
        assert_eq!(later, [39_000, 21_000]);
        assert!(ledger.transfers[3].credit.starts_with("member:"));
        whole(app).await;
        // The basis of invoices and the invoice say what was charged, not the whole once more.
        let stored = app.record(&console(), second).await.unwrap().record;
        let told = app.report(&console(), &stored.kind, second, "invoices", &Default::default()).await.unwrap();
        let amounts: Vec<_> = told.tables[0].rows.iter().map(|row| row.last().cloned()).collect();
        let sek = |amount| Some(samverk_app::report::Cell::Money(amount, "SEK".to_owned()));
        assert_eq!(amounts, [sek(39_000), sek(-21_000)]);
        let of_lines: Vec<_> = told.tables[1].rows.iter().map(|row| row.last().cloned()).collect();
        assert_eq!(of_lines, [sek(75_000), sek(-36_000), sek(75_000), sek(-96_000)], "they sum to it");
        app.change(&console(), cooperation, 1, &input(&[("host", "a")]), None).await.unwrap();
        for (key, number) in [("a", "212000-2742"), ("b", "212000-2759")] {
            let fields = input(&[("organisation_number", number)]);
            app.change(&console(), find(app, "organisation", key), 1, &fields, None).await.unwrap();
        }
        let xml = app.invoice(&console(), second, find(app, "organisation", "b"), 1).await.unwrap();
        assert!(xml.contains("<CreditNote") && xml.contains("PayableAmount currencyID=\"SEK\">210.00"), "{xml}");
        // The share that it is now, less what was charged: 750 of 960, and of which invoice.
        assert_eq!(xml.matches("<cac:CreditNoteLine>").count(), 2);
        assert!(xml.contains("currencyID=\"SEK\">960.00") && xml.contains("currencyID=\"SEK\">-750.00"), "{xml}");
        assert!(xml.contains("<cac:InvoiceDocumentReference>\n<cbc:ID>b26-b</cbc:ID>"), "{xml}");
        let xml = app.invoice(&console(), second, find(app, "organisation", "a"), 1).await.unwrap();
        assert!(xml.contains("<Invoice") && xml.contains("<cac:InvoiceDocumentReference>\n<cbc:ID>b26-a"), "{xml}");
        // Who takes no part any more gets back all that it was charged, of both.
        let own =
            [("@key", "b26-3"), ("@owner", "a"), ("name", "Sist"), ("cooperation", "coop"), ("replaces", "b26-2")];
        let third = make(app, "budget", &[&own[..], &more].concat()).await.id;
        let line = [("@owner", "a"), ("name", "Allt"), ("budget", "b26-3"), ("cost_key", "equal"), ("member", "a")];
        make(app, "budget-line", &[&line[..], &[("amount", "1500.00 SEK")]].concat()).await;
        charge(third).await;
        let ledger = app.ledger(&console(), cooperation).await.unwrap();
        let owes = |key: &str| {
            let account = Account::Member(find(app, "organisation", key)).to_string();
            ledger.balances.get(&(account, "SEK".to_owned())).copied().unwrap_or(0)
        };
        assert_eq!((owes("a"), owes("b")), (150_000, 0));
        let xml = app.invoice(&console(), third, find(app, "organisation", "b"), 1).await.unwrap();
        assert!(xml.contains("<CreditNote") && xml.contains("PayableAmount currencyID=\"SEK\">750.00"), "{xml}");
        for told in ["<cac:CreditNoteLine>", "<cbc:ID>b26-b</cbc:ID>", "<cbc:ID>b26-2-b</cbc:ID>"] {
            assert_eq!(xml.matches(told).count(), 1, "{told}: {xml}");
        }
    }
}

#[tokio::test]
async fn a_share_of_a_decided_budget_is_an_invoice_once_its_parties_are_known() {
    for test in apps().await {
        let app = &test.app;
        let id = budget(app).await;
        let (a, b) = (find(app, "organisation", "a"), find(app, "organisation", "b"));
        let code = |error: AppError| codes(error).into_iter().map(|(_, code)| code).collect::<Vec<_>>();
        assert_eq!(code(app.invoice(&console(), id, b, 1).await.unwrap_err()), ["invoice_undecided"], "{}", test.name);
        let pays = [("payee_kind", "bankgiro"), ("payee_number", "5050-1055"), ("invoice", "2026-01-10")];
        let decided = [("decided", "2025-12-01"), ("decided_by", "board")];
        app.change(&console(), id, 1, &input(&[&pays[..], &decided].concat()), None).await.unwrap();
        app.move_to(&console(), id, 2, "decided", None).await.unwrap();
        assert_eq!(
            code(app.invoice(&console(), id, b, 1).await.unwrap_err()),
            ["required"],
            "nobody hosts the cooperation"
        );
        let cooperation = find(app, "cooperation", "coop");
        app.change(&console(), cooperation, 1, &input(&[("host", "a")]), None).await.unwrap();
        // Without organisation numbers the rules are told, of seller and buyer.
        assert_eq!(code(app.invoice(&console(), id, b, 1).await.unwrap_err()), ["invoice_rule", "invoice_rule"]);
        for (organisation, number) in [(a, "212000-2742"), (b, "212000-2759")] {
            let version = app.record(&console(), organisation).await.unwrap().record.version;
            app.change(&console(), organisation, version, &input(&[("organisation_number", number)]), None)
                .await
                .unwrap();
        }
        let xml = app.invoice(&console(), id, b, 1).await.unwrap();
        assert!(xml.contains("<cbc:PayableAmount currencyID=\"SEK\">960.00</cbc:PayableAmount>"), "{xml}");
        assert!(xml.contains("<cbc:DueDate>2026-02-09</cbc:DueDate>") && xml.matches("<cac:InvoiceLine>").count() == 3);
        // The member has its own, the public none.
        let own = user(8, &[(Role::Representative, Scope::Organisation(b))]);
        assert!(app.invoice(&own, id, b, 1).await.is_ok());
        assert!(matches!(app.invoice(&own, id, a, 1).await, Err(AppError::NotFound)));
        assert!(matches!(app.invoice(&public(), id, b, 1).await, Err(AppError::NotFound)));
        for part in [0, 2] {
            assert!(matches!(app.invoice(&own, id, b, part).await, Err(AppError::NotFound)), "one day, one part");
        }
    }
}

#[tokio::test]
async fn vat_comes_on_top_and_stands_apart_in_ledger_and_invoice() {
    for test in apps().await {
        let app = &test.app;
        let id = budget(app).await;
        let (b, cooperation) = (find(app, "organisation", "b"), find(app, "cooperation", "coop"));
        for (key, number) in [("a", "212000-2742"), ("b", "212000-2759")] {
            let fields = [("organisation_number", number), ("vat_registered", "yes")];
            app.change(&console(), find(app, "organisation", key), 1, &input(&fields), None).await.unwrap();
        }
        let pays = [("payee_kind", "bankgiro"), ("payee_number", "5050-1055"), ("invoice", "2026-01-10")];
        let decided = [("decided", "2025-12-01"), ("decided_by", "board"), ("vat", "standard")];
        app.change(&console(), id, 1, &input(&[&pays[..], &decided].concat()), None).await.unwrap();
        app.move_to(&console(), id, 2, "decided", None).await.unwrap();
        let refused = app.move_to(&console(), id, 3, "charged", None).await.unwrap_err();
        assert_eq!(codes(refused), [("host".to_owned(), "required")], "{}: whose law?", test.name);
        app.change(&console(), cooperation, 1, &input(&[("host", "a")]), None).await.unwrap();
        app.move_to(&console(), id, 3, "charged", None).await.unwrap();
        let ledger = app.ledger(&console(), cooperation).await.unwrap();
        // 360 and 960, and a quarter of each.
        assert_eq!(ledger.balances[&("vat".to_owned(), "SEK".to_owned())], -33_000);
        assert_eq!(ledger.balances[&("fees".to_owned(), "SEK".to_owned())], -132_000);
        assert_eq!(ledger.balances[&(format!("member:{b}"), "SEK".to_owned())], 120_000);
        assert!(ledger.transfers.iter().all(|row| row.reference.starts_with("b26-")), "known by one reference");
        let xml = app.invoice(&console(), id, b, 1).await.unwrap();
        for told in ["TaxAmount currencyID=\"SEK\">240.00", "PayableAmount currencyID=\"SEK\">1200.00", ">S</cbc:ID>"] {
            assert!(xml.contains(told), "{told}: {xml}");
        }
        // A budget in its place charges the difference, and VAT on that alone.
        let own = [("@key", "b26-2"), ("@owner", "a"), ("name", "Ny"), ("cooperation", "coop"), ("year", "2026")];
        let more = [("currency", "sek"), ("unit", "smallest"), ("replaces", "b26"), ("invoice", "2026-06-10")];
        let last = [("decided", "2026-05-01"), ("decided_by", "board"), ("vat", "standard")];
        let other = make(app, "budget", &[&own[..], &more, &last].concat()).await.id;
        let line =
            [("@owner", "a"), ("name", "allt"), ("budget", "b26-2"), ("amount", "2000 SEK"), ("cost_key", "equal")];
        make(app, "budget-line", &line).await;
        app.move_to(&console(), other, 1, "decided", None).await.unwrap();
        app.move_to(&console(), other, 2, "charged", None).await.unwrap();
        let ledger = app.ledger(&console(), cooperation).await.unwrap();
        assert_eq!(ledger.balances[&(format!("member:{b}"), "SEK".to_owned())], 125_000);
        assert_eq!(ledger.balances[&("vat".to_owned(), "SEK".to_owned())], -50_000);
        // Other VAT is not set right by a difference; what is paid matches with VAT in it.
        let own = [("@key", "b26-3"), ("@owner", "a"), ("name", "Sist"), ("cooperation", "coop"), ("year", "2026")];
        let more = [("currency", "sek"), ("unit", "smallest"), ("replaces", "b26-2"), ("decided", "2026-05-02")];
        let third = make(app, "budget", &[&own[..], &more, &[("decided_by", "board")]].concat()).await.id;
        let line =
            [("@owner", "a"), ("name", "lika"), ("budget", "b26-3"), ("amount", "2000 SEK"), ("cost_key", "equal")];
        make(app, "budget-line", &line).await;
        app.move_to(&console(), third, 1, "decided", None).await.unwrap();
        let refused = app.move_to(&console(), third, 2, "charged", None).await.unwrap_err();
        assert_eq!(codes(refused), [("state".to_owned(), "vat_replaced")]);
        let bank = b"day;amount;reference\n2026-02-01;1200,00;b26-b\n";
        let payments = samverk_exchange::read_payments(bank).unwrap();
        let paid = app.take_payments(&console(), cooperation, payments, true).await;
        assert!(paid.unwrap().iter().all(|one| one.doubt.is_none() && one.owed_minor == 120_000));
    }
}

#[tokio::test]
async fn a_budget_that_is_invoiced_on_two_days_has_an_invoice_for_each() {
    for test in apps().await {
        let app = &test.app;
        let id = budget(app).await;
        let b = find(app, "organisation", "b");
        app.change(&console(), find(app, "cooperation", "coop"), 1, &input(&[("host", "a")]), None).await.unwrap();
        for (key, number) in [("a", "212000-2742"), ("b", "212000-2759")] {
            let fields = [("organisation_number", number), ("street", "Storgatan 1"), ("postcode", "971 85")];
            app.change(&console(), find(app, "organisation", key), 1, &input(&fields), None).await.unwrap();
        }
        let days = vec!["2026-01-31".to_owned(), "2026-07-31".to_owned()];
        let mut fields = input(&[("payee_kind", "bankgiro"), ("payee_number", "5050-1055")]);
        fields.fields.insert("invoice".to_owned(), days);
        for (name, value) in [("decided", "2025-12-01"), ("decided_by", "board")] {
            fields.fields.insert(name.to_owned(), vec![value.to_owned()]);
        }
        app.change(&console(), id, 1, &fields, None).await.unwrap();
        app.move_to(&console(), id, 2, "decided", None).await.unwrap();
        let second = app.invoice(&console(), id, b, 2).await.unwrap();
        let told = ["480.00</cbc:PayableAmount>", "<cbc:ID>b26-b-2</cbc:ID>", "<cbc:DueDate>2026-08-30", "Storgatan 1"];
        for told in told {
            assert!(second.contains(told), "{}: {told}: {second}", test.name);
        }
        assert!(matches!(app.invoice(&console(), id, b, 3).await, Err(AppError::NotFound)));
    }
}
