//! Eight threads on the same records: nothing lost.

use super::*;
use std::sync::Arc;

const THREADS: usize = 8;
const CHANGES: usize = 25;

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn eight_writers_of_the_same_records_lose_nothing() {
    for test in apps().await {
        let app = &test.app;
        let mut records = Vec::new();
        for n in 0..3 {
            records.push(make(app, "goal", &[("@key", &format!("g{n}")), ("name", "Mål"), ("order", "0")]).await.id);
        }
        let mut tasks = Vec::new();
        for thread in 0..THREADS {
            let (app, records) = (Arc::clone(app), records.clone());
            tasks.push(tokio::spawn(async move {
                for change in 0..CHANGES {
                    let id = records[(thread + change) % records.len()];
                    // As a person does: look, add one, send; look again when another came first.
                    loop {
                        let now = app.record(&console(), id).await.unwrap().record;
                        let more = (now.number("order").unwrap() + 1).to_string();
                        match app.change(&console(), id, now.version, &input(&[("order", &more)]), None).await {
                            Ok(_) => break,
                            Err(AppError::Stale(_)) => {}
                            Err(other) => panic!("{other:?}"),
                        }
                    }
                }
            }));
        }
        for task in tasks {
            task.await.unwrap();
        }
        let mut sum = 0;
        for id in records {
            let record = app.record(&console(), id).await.unwrap().record;
            sum += record.number("order").unwrap();
            assert_eq!(record.version, record.number("order").unwrap() + 1);
        }
        assert_eq!(sum, i64::try_from(THREADS * CHANGES).unwrap(), "{}", test.name);
        whole(app).await;
    }
}
