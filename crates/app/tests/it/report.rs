//! Computed reports and what follows from them, on both databases.

use super::money::{budget, line, transfer};
use super::*;
use samverk_app::report::{Cell, Given, REPORTS, Report};
use samverk_domain::money::{Account, TransferKind};

fn given(pairs: &[(&str, &str)]) -> Given {
    pairs.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect()
}

fn sek(amount: i64) -> Cell {
    Cell::Money(amount, "SEK".to_owned())
}

async fn report(app: &App, ctx: &Ctx, (kind, key, code): (&str, &str, &str), asked: &[(&str, &str)]) -> Report {
    let id = find(app, kind, key);
    app.report(ctx, kind, id, code, &given(asked)).await.unwrap()
}

/// The cells of a column of a table.
fn column(report: &Report, table: &str, code: &str) -> Vec<Cell> {
    let table = report.tables.iter().find(|one| one.code == table).unwrap_or_else(|| panic!("{table}"));
    let at = table.columns.iter().position(|one| one.code == code).unwrap_or_else(|| panic!("{code}"));
    assert!(table.rows.iter().all(|row| row.len() == table.columns.len()), "{}", table.code);
    assert!(table.totals.is_empty() || table.totals.len() == table.columns.len(), "{}", table.code);
    table.rows.iter().map(|row| row[at].clone()).collect()
}

fn keys(words: &[samverk_app::report::Words]) -> Vec<&str> {
    words.iter().map(|words| words.key).collect()
}

/// The budget of the money tests, decided and charged on the last of January:
/// a 360, b 960.
async fn charged(app: &App) -> RecordId {
    let id = budget(app).await;
    let decided = input(&[("decided", "2025-12-01"), ("decided_by", "board"), ("invoice", "2026-01-31")]);
    app.change(&console(), id, 1, &decided, None).await.unwrap();
    app.move_to(&console(), id, 2, "decided", None).await.unwrap();
    app.move_to(&console(), id, 3, "charged", None).await.unwrap();
    id
}

#[tokio::test]
async fn what_is_overdue_is_told_by_member_and_each_is_reminded_once_a_day() {
    for test in apps().await {
        let app = &test.app;
        charged(app).await;
        let coop = find(app, "cooperation", "coop");
        let (a, b) = (find(app, "organisation", "a"), find(app, "organisation", "b"));
        let paid = transfer(TransferKind::Payment, "2026-02-10", Account::Bank, Account::Member(a), 40_000);
        app.enter(&console(), coop, &paid).await.unwrap();
        let open = report(app, &console(), ("cooperation", "coop", "open-items"), &[]).await;
        assert_eq!(column(&open, "members", "member"), [Cell::Record(b)], "{}", test.name);
        assert_eq!(column(&open, "members", "late_more"), [sek(96_000)]);
        assert_eq!(column(&open, "items", "due"), [Cell::Day("2026-03-02".parse().unwrap())]);
        // One has paid 40 too much, so the other might pay it that.
        assert_eq!(column(&open, "settling", "payee"), [Cell::Key("told-cooperation-itself".into()), Cell::Record(a)]);
        assert_eq!(column(&open, "settling", "amount"), [sek(92_000), sek(4_000)]);
        let made = app.remind_members(&console(), coop).await.unwrap();
        assert_eq!(made.len(), 1);
        assert_eq!(made[0].target("participant"), Some(b));
        let host = user(7, &[(Role::Representative, Scope::Organisation(a))]);
        assert!(app.remind_members(&console(), coop).await.unwrap().is_empty(), "once a day");
        assert!(app.remind_members(&host, coop).await.is_ok_and(|made| made.is_empty()), "by whomever");
        // The member sees its reminder; others do not, nor what is open.
        let own = user(8, &[(Role::Representative, Scope::Organisation(b))]);
        assert!(app.record(&own, made[0].id).await.is_ok());
        let other = user(9, &[(Role::Representative, Scope::Organisation(find(app, "organisation", "c")))]);
        assert!(app.record(&other, made[0].id).await.is_err() && app.record(&public(), made[0].id).await.is_err());
        let refused = app.report(&own, "cooperation", coop, "open-items", &given(&[])).await;
        assert!(matches!(refused, Err(AppError::NotFound)));
        assert!(matches!(app.remind_members(&own, coop).await, Err(AppError::Denied(_))));
        // Nobody else makes one.
        let fake = [("@owner", "b"), ("participant", "a"), ("cooperation", "coop"), ("day", "2026-11-21")];
        let more = [("amount", "999.00 SEK"), ("oldest_due", "2026-01-01")];
        let refused = app.create(&own, "reminder", &input(&[&fake[..], &more].concat()), None).await.unwrap_err();
        assert_eq!(codes(refused), [("cooperation".to_owned(), "admitted_by")]);
        // What it owes in all is for itself.
        let owed = report(app, &own, ("organisation", "b", "owed"), &[]).await;
        assert_eq!(column(&owed, "cooperations", "owes"), [sek(96_000)]);
        assert_eq!(column(&owed, "settling", "payer"), [Cell::Record(b)]);
        assert!(matches!(app.report(&other, "organisation", b, "owed", &given(&[])).await, Err(AppError::NotFound)));
        whole(app).await;
    }
}

#[tokio::test]
async fn who_writes_for_a_reminded_member_is_told() {
    for test in apps().await {
        let app = &test.app;
        charged(app).await;
        let b = find(app, "organisation", "b");
        let scope = samverk_domain::access::Scope::Organisation(b);
        let grant = Grant { role: Role::Representative, scope };
        let new = samverk_app::access::NewUser {
            email: "b@example.org".into(),
            name: "B".into(),
            language: Lang::Sv,
            grants: vec![grant],
        };
        let (user, _) = app.add_user(&console(), &new).await.unwrap();
        app.notify(&|_, _| (Vec::new(), String::new())).await.unwrap();
        app.remind_members(&console(), find(app, "cooperation", "coop")).await.unwrap();
        let told = app.notify(&|_, _| (Vec::new(), String::new())).await.unwrap();
        assert_eq!(told, 1, "{}", test.name);
        let actor = Actor::User { id: user, grants: vec![grant] };
        let own = Ctx { actor, name: user.to_string(), via: "web", lang: Lang::Sv, once: None };
        let notices = app.notices(&own).await.unwrap();
        assert_eq!((notices[0].topic.as_str(), notices[0].kind.as_str()), ("asked", "reminder"));
    }
}

#[tokio::test]
async fn a_result_is_divided_as_it_was_charged_and_settled_once() {
    for test in apps().await {
        let app = &test.app;
        charged(app).await;
        let coop = find(app, "cooperation", "coop");
        let cost = transfer(TransferKind::Cost, "2026-05-01", Account::Cost("staff".into()), Account::Bank, 120_000);
        app.enter(&console(), coop, &cost).await.unwrap();
        let told = report(app, &console(), ("cooperation", "coop", "result"), &[("year", "2026")]).await;
        assert_eq!(keys(&told.findings), ["report-result.surplus"], "{}", test.name);
        // 1 320 less 1 200, as 360 to 960.
        let mut shares = column(&told, "members", "of_result");
        shares.sort_by_key(|cell| matches!(cell, Cell::Money(amount, _) if *amount > 5_000));
        assert_eq!(shares, [sek(3_273), sek(8_727)]);
        let decided = [("decided", "2026-11-01"), ("decided_by", "board")];
        let settlement = async |key: &str, year: &str, result: &str, treatment: &str| {
            let own = [("@key", key), ("@owner", "a"), ("cooperation", "coop"), ("year", year)];
            let more = [("result", result), ("treatment", treatment)];
            let fields = input(&[&own[..], &more, &decided].concat());
            app.create(&console(), "settlement", &fields, None).await
        };
        let refused = settlement("r", "2026", "120.00 SEK", "cover_by_members").await.unwrap_err();
        assert_eq!(codes(refused), [("treatment".to_owned(), "settlement_no_deficit")]);
        // More than there is, and what is settled already.
        let much = settlement("r-much", "2026", "121.00 SEK", "return_to_members").await.unwrap().id;
        let id = settlement("r26", "2026", "120.00 SEK", "return_to_members").await.unwrap().id;
        for id in [much, id] {
            app.move_to(&console(), id, 1, "decided", None).await.unwrap();
        }
        let left = |error: AppError| codes(error) == [("result".to_owned(), "settlement_left")];
        assert!(left(app.move_to(&console(), much, 2, "settled", None).await.unwrap_err()));
        app.move_to(&console(), id, 2, "settled", None).await.unwrap();
        app.change(&console(), much, 2, &input(&[("result", "1.00 SEK")]), None).await.unwrap();
        assert!(left(app.move_to(&console(), much, 3, "settled", None).await.unwrap_err()));
        let ledger = app.ledger(&console(), coop).await.unwrap();
        let balance = |account: Account| ledger.balances.get(&(account.to_string(), "SEK".to_owned())).copied();
        assert_eq!(balance(Account::Result), Some(12_000));
        assert_eq!(balance(Account::Member(find(app, "organisation", "a"))), Some(36_000 - 3_273));
        assert_eq!(ledger.balances.values().sum::<i64>(), 0);
        assert!(app.move_to(&console(), id, 3, "settled", None).await.is_err(), "not twice");
        // What stands in the ledger stays: no change, no way back, no deletion, no second way in.
        let booked = |error: AppError| codes(error).into_iter().all(|(_, code)| code == "booked");
        assert!(booked(app.change(&console(), id, 3, &input(&[("year", "2025")]), None).await.unwrap_err()));
        assert!(booked(app.delete(&console(), id, 3, None).await.unwrap_err()));
        assert!(booked(app.undo(&console(), id, 3).await.unwrap_err()));
        app.change(&console(), id, 3, &input(&[("comment", "Utbetalt")]), None).await.unwrap();
        let file = "key;owner;state;cooperation;year;result;treatment;decided;decided_by\nx;a;settled;coop;2026;5.00 SEK;return_to_members;2026-11-01;board\n";
        let table = samverk_exchange::read(file.as_bytes()).unwrap();
        let refused = app.import(&console(), "settlement", table, false).await.unwrap_err();
        assert!(codes(refused).iter().any(|(_, code)| *code == "booked_by_move"));
        // A settled result is no cost of the year.
        let again = report(app, &console(), ("cooperation", "coop", "result"), &[("year", "2026")]).await;
        assert_eq!(keys(&again.findings), ["report-result.surplus"]);
        // Nobody was charged in another year.
        let id = settlement("r20", "2020", "-5.00 SEK", "cover_by_members").await.unwrap().id;
        app.move_to(&console(), id, 1, "decided", None).await.unwrap();
        let refused = app.move_to(&console(), id, 2, "settled", None).await.unwrap_err();
        assert_eq!(codes(refused), [("result".to_owned(), "settlement_nobody")]);
        whole(app).await;
    }
}

#[tokio::test]
async fn own_time_is_set_off_at_its_rate_by_who_keeps_the_books() {
    for test in apps().await {
        let app = &test.app;
        charged(app).await;
        let (coop, b) = (find(app, "cooperation", "coop"), find(app, "organisation", "b"));
        let own = [("@key", "tid"), ("@owner", "b"), ("organisation", "b"), ("cooperation", "coop"), ("hours", "7.5")];
        let days = [("from", "2026-03-01"), ("until", "2026-03-31"), ("treatment", "set_off"), ("rate", "600.00 SEK")];
        let id = make(app, "time-report", &[&own[..], &days].concat()).await.id;
        let bad = [("until", "2026-02-01")];
        let refused = app.change(&console(), id, 1, &input(&bad), None).await.unwrap_err();
        assert_eq!(codes(refused), [("until".to_owned(), "order")], "{}", test.name);
        // Nobody reports the time of another, nor approves its own, nor changes what is approved.
        let member = user(8, &[(Role::Representative, Scope::Organisation(b))]);
        let other = user(9, &[(Role::Representative, Scope::Organisation(find(app, "organisation", "c")))]);
        let foreign = [("@owner", "c"), ("organisation", "b"), ("cooperation", "coop"), ("hours", "1")];
        let refused =
            app.create(&other, "time-report", &input(&[&foreign[..], &days].concat()), None).await.unwrap_err();
        assert_eq!(codes(refused), [("organisation".to_owned(), "given_by")]);
        let outside = [("@owner", "c"), ("organisation", "c"), ("cooperation", "coop"), ("hours", "1")];
        let refused = app.create(&console(), "time-report", &input(&[&outside[..], &days].concat()), None).await;
        assert_eq!(codes(refused.unwrap_err()), [("organisation".to_owned(), "no_member")]);
        let refused = app.move_to(&member, id, 1, "approved", None).await.unwrap_err();
        assert_eq!(codes(refused), [("state".to_owned(), "kept_by")]);
        app.move_to(&console(), id, 1, "approved", None).await.unwrap();
        let refused = app.change(&member, id, 2, &input(&[("hours", "750")]), None).await.unwrap_err();
        assert_eq!(codes(refused), [("state".to_owned(), "kept_by")]);
        assert!(app.move_to(&member, id, 2, "set_off", None).await.is_err(), "not by the member itself");
        app.move_to(&console(), id, 2, "set_off", None).await.unwrap();
        let statement = app.statement(&console(), coop, b).await.unwrap();
        let last = statement.transfers.last().unwrap();
        assert_eq!((last.kind.as_str(), last.amount_minor, last.reference.as_str()), ("set_off", 450_000, "tid"));
        assert_eq!(last.day, "2026-03-31", "in the year that it was given in");
        assert!(app.move_to(&console(), id, 3, "approved", Some("fel".into())).await.is_err(), "never twice");
        let told = report(app, &console(), ("cooperation", "coop", "in-kind"), &[]).await;
        assert_eq!(column(&told, "members", "worth_set_off"), [sek(450_000)]);
        // Time that counts beside the share is not set off.
        let beside = [("@key", "tid2"), ("treatment", "beside")];
        let id = make(app, "time-report", &[&own[1..], &days[..2], &days[3..], &beside[..]].concat()).await.id;
        app.move_to(&console(), id, 1, "approved", None).await.unwrap();
        let refused = app.move_to(&console(), id, 2, "set_off", None).await.unwrap_err();
        assert_eq!(codes(refused), [("treatment".to_owned(), "time_beside")]);
        whole(app).await;
    }
}

#[tokio::test]
async fn prices_follow_their_index_and_a_service_is_held_against_its_cost() {
    for test in apps().await {
        let app = &test.app;
        budget(app).await;
        let own = |kind: &'static str, fields: Vec<(&'static str, &'static str)>| async move {
            let base = [("@owner", "a"), ("@visibility", "public")];
            make(app, kind, &[&base[..], &fields].concat()).await.id
        };
        let service = own("service", vec![("@key", "arkiv"), ("name", "E-arkiv"), ("cooperation", "coop")]).await;
        own("index-series", vec![("@key", "aki"), ("name", "AKI")]).await;
        for (year, value) in [("2026", "100"), ("2027", "102.5")] {
            own("index-value", vec![("series", "aki"), ("year", year), ("value", value)]).await;
        }
        own(
            "service-price",
            vec![
                ("service", "arkiv"),
                ("cooperation", "coop"),
                ("year", "2026"),
                ("amount", "101.00 SEK"),
                ("index", "aki"),
            ],
        )
        .await;
        let order = [("service", "arkiv"), ("cooperation", "coop"), ("organisation", "a"), ("quantity", "10")];
        own("service-order", [&order[..], &[("from", "2025-01-01")]].concat()).await;
        own("service-order", [&order[..], &[("from", "2026-12-31"), ("until", "2027-06-30")]].concat()).await;
        line(app, "it", &[("cost_key", "equal")]).await;
        let drift = [("parent", "it"), ("amount", "500.00 SEK"), ("service", "arkiv"), ("index", "aki")];
        line(app, "drift", &drift).await;
        line(app, "el", &[("parent", "it"), ("amount", "90.00 SEK")]).await;
        let asked = [("year", "2026")];
        let told = report(app, &public(), ("cooperation", "coop", "prices"), &asked).await;
        // 101 × 102.5 / 100 is 103.525.
        assert_eq!(column(&told, "prices", "price_next"), [sek(10_353)], "{}", test.name);
        assert_eq!(column(&told, "lines", "amount_next"), [sek(51_250)]);
        assert_eq!(column(&told, "services", "service"), [Cell::Record(service)]);
        // A whole year of ten, and one day of ten.
        assert_eq!(column(&told, "services", "revenue"), [sek(101_000 + 277)]);
        assert_eq!(column(&told, "services", "cost"), [sek(50_000)]);
        assert_eq!(column(&told, "services", "difference"), [sek(51_277)]);
        assert_eq!(column(&told, "services", "self_cost"), [sek(4_986)]);
        assert!(told.warnings.is_empty());
        let id = find(app, "cooperation", "coop");
        let made = app.report(&public(), "cooperation", id, "prices", &given(&[("year", "x")])).await;
        let refused = made.and_then(Report::whole).unwrap_err();
        assert_eq!(codes(refused), [("year".to_owned(), "number")]);
        own("index-value", vec![("series", "aki"), ("year", "2027"), ("value", "103")]).await;
        let refused = app.report(&public(), "cooperation", id, "prices", &given(&asked)).await.unwrap_err();
        assert_eq!(codes(refused), [("index".to_owned(), "index_twice")]);
    }
}

#[tokio::test]
async fn the_months_of_a_budget_tell_when_the_money_does_not_suffice() {
    for test in apps().await {
        let app = &test.app;
        let id = budget(app).await;
        let funding = [
            ("@owner", "a"),
            ("@visibility", "private"),
            ("name", "Vinnova"),
            ("line", "lika"),
            ("applied", "60.00 SEK"),
        ];
        let more = [("report_due", "2026-10-31"), ("bridged_by", "a"), ("cooperation", "coop")];
        let funding = make(app, "funding", &[&funding[..], &more].concat()).await.id;
        app.move_to(&console(), funding, 1, "applied", None).await.unwrap();
        app.change(&console(), id, 1, &input(&[("invoice", "2026-05-15")]), None).await.unwrap();
        let line = find(app, "budget-line", "lika");
        app.change(&console(), line, 1, &input(&[("paid_month", "1")]), None).await.unwrap();
        let asked = [("scenario", "granted"), ("start", "50")];
        let told = report(app, &console(), ("budget", "b26", "liquidity"), &asked).await;
        assert_eq!(keys(&told.warnings), ["report-liquidity.borrow", "report-liquidity.bridged"], "{}", test.name);
        let left = column(&told, "months", "left");
        // 50 there, 100 and a twelfth of 1 220 out: what lacks until June is lent.
        assert_eq!(left[0], sek(5_000 - 10_000 - 8_334 - 1_834));
        // All that comes in: 40 + 1 000 + 220, and 60; all that goes out: 1 320.
        assert_eq!(left[11], sek(5_000));
        assert_eq!(column(&told, "months", "grants")[9], sek(6_000));
        assert_eq!(column(&told, "months", "fees")[5], sek(126_000));
        for (asked, field) in [(("start", "x"), "start"), (("scenario", "x"), "scenario")] {
            let made = app.report(&console(), "budget", id, "liquidity", &given(&[asked])).await;
            let refused = made.and_then(Report::whole).unwrap_err();
            assert_eq!(codes(refused)[0].0, field);
        }
        let basis = report(app, &console(), ("budget", "b26", "invoices"), &[]).await;
        assert_eq!(keys(&basis.warnings), ["report-invoices.undecided"]);
        assert_eq!(column(&basis, "basis", "amount"), [sek(36_000), sek(96_000)]);
        assert!(matches!(app.report(&public(), "budget", id, "invoices", &given(&[])).await, Err(AppError::NotFound)));
        let gap = report(app, &public(), ("cooperation", "coop", "financing"), &[("year", "2026")]).await;
        assert!(column(&gap, "gap", "hoped").is_empty(), "a funding that is not seen is not told");
        let gap = report(app, &console(), ("cooperation", "coop", "financing"), &[("year", "2026")]).await;
        assert_eq!(column(&gap, "gap", "members_if_granted"), [sek(4_000)]);
        assert_eq!(column(&gap, "gap", "members_if_refused"), [sek(10_000)]);
    }
}

#[tokio::test]
async fn a_pot_is_spent_by_decision_and_a_grant_is_handed_on() {
    for test in apps().await {
        let app = &test.app;
        budget(app).await;
        let fee = find(app, "budget-line", "avgift");
        app.change(&console(), fee, 1, &input(&[("common_pot", "yes")]), None).await.unwrap();
        let decision = |key: &'static str, amount: &'static str| {
            let own = [("@key", key), ("@owner", "a"), ("name", key), ("cooperation", "coop"), ("year", "2026")];
            [&own[..], &[("amount", amount), ("decided", "2026-02-01"), ("decided_by", "board")]].concat()
        };
        let first = make(app, "pot-decision", &decision("d1", "70.00 SEK")).await.id;
        make(app, "pot-decision", &decision("d2", "500.00 SEK")).await;
        app.move_to(&console(), first, 1, "decided", None).await.unwrap();
        let grant = [("@key", "g"), ("@owner", "a"), ("name", "Stimulans"), ("cooperation", "coop")];
        let more = [("applied", "200.00 SEK"), ("granted", "200.00 SEK")];
        let grant = make(app, "funding", &[&grant[..], &more].concat()).await.id;
        app.move_to(&console(), grant, 1, "applied", None).await.unwrap();
        app.move_to(&console(), grant, 2, "granted", None).await.unwrap();
        let part =
            [("@owner", "a"), ("funding", "g"), ("organisation", "b"), ("level", "local"), ("amount", "150.00 SEK")];
        make(app, "grant-part", &part).await;
        let told = report(app, &console(), ("cooperation", "coop", "financing"), &[("year", "2026")]).await;
        // The pot is the fee of 10 and 0.50 for each of 400: 220.
        assert_eq!(column(&told, "pot", "left"), [sek(15_000), sek(15_000)], "{}", test.name);
        assert_eq!(column(&told, "distribution", "amount"), [sek(15_000), sek(5_000)]);
        assert_eq!(column(&told, "distribution", "part"), [Cell::Percent(7_500), Cell::Percent(2_500)]);
        let second = find(app, "pot-decision", "d2");
        app.move_to(&console(), second, 1, "decided", None).await.unwrap();
        let told = report(app, &console(), ("cooperation", "coop", "financing"), &[("year", "2026")]).await;
        assert_eq!(keys(&told.warnings), ["report-financing.overspent"]);
    }
}

#[tokio::test]
async fn who_leaves_is_told_what_remains_and_the_others_what_they_pay_then() {
    for test in apps().await {
        let app = &test.app;
        charged(app).await;
        let own = [("@key", "ut"), ("@owner", "b"), ("organisation", "b"), ("cooperation", "coop")];
        let more = [("notice_given", "2026-01-15"), ("notice_months", "12"), ("leaves", "2026-12-31")];
        let refused =
            app.create(&console(), "departure", &input(&[&own[1..], &more].concat()), None).await.unwrap_err();
        assert_eq!(codes(refused), [("leaves".to_owned(), "leaves_early")], "{}", test.name);
        let more = [("notice_given", "2026-01-15"), ("notice_months", "6"), ("leaves", "2026-12-31")];
        make(app, "departure", &[&own[..], &more].concat()).await;
        let again = app.create(&console(), "departure", &input(&[&own[1..], &more].concat()), None).await.unwrap_err();
        assert_eq!(codes(again), [("organisation".to_owned(), "leaving_already")], "it is leaving already");
        let told = report(app, &console(), ("departure", "ut", "remaining"), &[]).await;
        assert_eq!(column(&told, "shares", "share"), [sek(96_000)]);
        assert_eq!(column(&told, "items", "open"), [sek(96_000)]);
        // The other pays 100 + 1 000 alone, and its own fee as before.
        assert_eq!(column(&told, "without", "before"), [sek(36_000)]);
        assert_eq!(column(&told, "without", "after"), [sek(100_000 + 10_000 + 6_000)]);
        // It leaves on its day, and is a member until then.
        let id = find(app, "departure", "ut");
        let refused = app.move_to(&console(), id, 1, "left", None).await.unwrap_err();
        assert_eq!(codes(refused), [("leaves".to_owned(), "day_to_come")]);
        app.change(&console(), id, 1, &input(&[("leaves", "2026-11-01")]), None).await.unwrap();
        app.move_to(&console(), id, 2, "left", None).await.unwrap();
        let coop = find(app, "cooperation", "coop");
        let members = app.related(&console(), coop, "membership", "cooperation").await.unwrap();
        let left = members.iter().find(|one| one.record.target("organisation") == Some(find(app, "organisation", "b")));
        assert!(left.is_some_and(|one| !one.record.values("until").is_empty()));
        let years = report(app, &console(), ("organisation", "b", "shares"), &[]).await;
        assert_eq!(column(&years, "years", "share"), [sek(96_000)]);
        assert_eq!(column(&years, "years", "each"), [sek(320)]);
        let id = find(app, "organisation", "b");
        for one in REPORTS {
            let elsewhere = app.report(&console(), "organisation", id, one.code, &given(&[])).await;
            assert_eq!(elsewhere.is_ok(), one.kind == "organisation", "{}", one.code);
        }
    }
}

#[tokio::test]
async fn who_joins_late_is_admitted_by_its_calculation_and_all_have_paid_what_the_key_says() {
    for test in apps().await {
        let app = &test.app;
        small_world(app).await;
        let coop = find(app, "cooperation", "coop");
        let file = r#"{"currency":"SEK","unit":"1","members":[{"id":"a","inhabitants":30000},{"id":"b","inhabitants":70000}],
            "lines":[{"id":"cost","amount":"1000000","key":{"kind":"inhabitants"}}],
            "joiner":{"id":"c","inhabitants":25000},"paid":{"a":"300000","b":"700000"}}"#;
        let wrong = file.replace("\"id\":\"c\"", "\"id\":\"z\"");
        let refused = app.propose_accession(&console(), coop, "2026-12-01", wrong.as_bytes()).await.unwrap_err();
        assert_eq!(codes(refused), [("/joiner/id".to_owned(), "link")], "{}", test.name);
        let refused = app.propose_accession(&console(), coop, "när som helst", file.as_bytes()).await.unwrap_err();
        assert_eq!(codes(refused), [("joins".to_owned(), "date")]);
        let own = user(8, &[(Role::Representative, Scope::Organisation(find(app, "organisation", "b")))]);
        let refused = app.propose_accession(&own, coop, "2026-12-01", file.as_bytes()).await;
        assert!(matches!(refused, Err(AppError::Denied(_))));
        let made = app.propose_accession(&console(), coop, "2026-12-01", file.as_bytes()).await.unwrap();
        let calculation = match made.first("calculation") {
            Some(samverk_domain::record::Value::File(file)) => file.clone(),
            other => panic!("{other:?}"),
        };
        assert_eq!(app.read_file(&console(), made.id, &calculation.hash).await.unwrap().1, file.as_bytes());
        let refused = app.change(&console(), made.id, 1, &input(&[("pays", "1.00 SEK")]), None).await.unwrap_err();
        assert_eq!(codes(refused), [("pays".to_owned(), "fixed")]);
        let decided = input(&[("decided", "2026-11-01"), ("decided_by", "board")]);
        app.change(&console(), made.id, 1, &decided, None).await.unwrap();
        app.move_to(&console(), made.id, 2, "approved", None).await.unwrap();
        // Nobody owes before it is a member.
        let refused = app.move_to(&console(), made.id, 3, "settled", None).await.unwrap_err();
        assert_eq!(codes(refused), [("organisation".to_owned(), "no_member")]);
        let late = [("@owner", "a"), ("organisation", "c"), ("cooperation", "coop"), ("role", "prospective")];
        let membership = make(app, "membership", &late).await.id;
        app.move_to(&console(), made.id, 3, "settled", None).await.unwrap();
        let now = app.record(&console(), membership).await.unwrap().record;
        assert_eq!(now.text("role"), Some("member"));
        assert!(!now.values("from").is_empty());
        let ledger = app.ledger(&console(), coop).await.unwrap();
        let balance = |key: &str| {
            let account = Account::Member(find(app, "organisation", key)).to_string();
            ledger.balances.get(&(account, "SEK".to_owned())).copied()
        };
        let all = [balance("a"), balance("b"), balance("c")];
        assert_eq!(all, [Some(-6_000_000), Some(-14_000_000), Some(20_000_000)]);
        assert!(app.move_to(&console(), made.id, 4, "settled", None).await.is_err(), "not twice");
        whole(app).await;
    }
}
