//! The whole installation as rows in a canonical text form, and back: what
//! backups and archives are made of. The text is the same whichever database
//! the rows come from.

use crate::{Param, Row, StoreError, Tx};
use serde_json::{Map, Value as Json, json};

/// Rows of one piece.
pub const PIECE_ROWS: i64 = 2_000;

/// What a column holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// Text, never null.
    Text,
    /// Text or null.
    MaybeText,
    /// Integer, never null.
    Int,
    /// Integer or null.
    MaybeInt,
    /// Yes or no.
    Flag,
}

/// A table of the archive.
#[derive(Debug)]
pub struct Table {
    /// Name.
    pub name: &'static str,
    /// Columns with what they hold.
    pub columns: &'static [(&'static str, Holds)],
    /// Only backups hold it: secrets, and what is only of use to this installation.
    pub backup_only: bool,
    select: &'static str,
    insert: &'static str,
    delete: &'static str,
    count: &'static str,
    page: Page,
}

/// How a table is read piece by piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Page {
    /// All at once; it is small.
    Whole,
    /// After the first column's last text.
    Text,
    /// After the first column's last integer.
    Int,
    /// After the first two columns' last integers.
    IntPair,
}

macro_rules! table {
    ($name:literal, $backup:expr, $page:ident, $first:literal $first_of:ident $(, $column:literal $of:ident)* ; $tail:literal) => {
        Table {
            name: $name,
            columns: &[($first, Holds::$first_of) $(, ($column, Holds::$of))*],
            backup_only: $backup,
            select: concat!("select ", $first $(, ", ", $column)*, " from ", $name, $tail),
            insert: concat!("insert into ", $name, " (", $first $(, ", ", $column)*, ") values"),
            delete: concat!("delete from ", $name),
            count: concat!("select cast(count(*) as bigint) from ", $name),
            page: Page::$page,
        }
    };
}

/// The tables in the order in which they can be filled. Links follow from
/// the records, and the content of files comes beside the rows.
pub static TABLES: [Table; 22] = [
    table!("installation", false, Whole, "name" Text, "value" Text; " where name <> 'schema'"),
    table!("own_field", false, Whole, "kind" Text, "name" Text, "definition" Text, "changed_at" Text, "changed_by" Text; ""),
    table!("entry", false, Int, "seq" Int, "at" Text, "actor" Text, "on_behalf_of" MaybeText, "via" Text, "reason" MaybeText, "previous" Text, "hash" Text; " where seq > $1 order by seq limit $2"),
    table!("record", false, Text, "id" Text, "kind" Text, "key" Text, "version" Int, "owner" MaybeText, "visibility" Text, "state" MaybeText, "deleted" Flag, "merged_into" MaybeText, "body" Text, "created_at" Text, "changed_at" Text, "changed_seq" Int; " where id > $1 order by id limit $2"),
    table!("change", false, IntPair, "seq" Int, "ordinal" Int, "record" Text, "kind" Text, "version" Int, "operation" Text, "delta" Text; " where seq > $1 or (seq = $1 and ordinal > $2) order by seq, ordinal limit $3"),
    table!("personal", false, Text, "hash" Text, "record" Text, "field" Text, "salt" Text, "value" Text; " where hash > $1 order by hash limit $2"),
    table!("file_content", false, Text, "hash" Text, "size_bytes" Int, "created_at" Text; " where hash > $1 order by hash limit $2"),
    table!("ledger_transfer", false, Text, "id" Text, "cooperation" Text, "no" Int, "day" Text, "kind" Text, "debit" Text, "credit" Text, "amount_minor" Int, "currency" Text, "budget" MaybeText, "reference" Text, "text" Text, "corrects" MaybeInt; " where id > $1 order by id limit $2"),
    table!("ledger_close", false, Whole, "cooperation" Text, "until" Text; ""),
    table!("user_account", false, Whole, "id" Text, "email" Text, "name" Text, "language" Text, "password_hash" MaybeText, "disabled" Flag, "created_at" Text, "mail" Text; ""),
    table!("user_grant", false, Whole, "user_id" Text, "role" Text, "scope" Text, "scope_id" Text, "granted_at" Text, "granted_by" Text; ""),
    table!("proposal", false, Text, "id" Text, "record" Text, "base_version" Int, "content" Text, "proposed_by" Text, "proposed_at" Text, "reason" MaybeText, "outcome" MaybeText, "decided_by" MaybeText, "decided_at" MaybeText; " where id > $1 order by id limit $2"),
    table!("comment", false, Text, "id" Text, "record" Text, "user_id" Text, "text" Text, "created_at" Text, "removed_at" MaybeText; " where id > $1 order by id limit $2"),
    table!("saved_view", false, Whole, "id" Text, "kind" Text, "user_id" Text, "owner" MaybeText, "name" Text, "query" Text, "reach" Text, "created_at" Text; ""),
    table!("draft", true, Whole, "user_id" Text, "kind" Text, "record" Text, "form" Text, "base" Int, "saved_at" Text; ""),
    table!("follow", false, Whole, "id" Text, "user_id" Text, "kind" Text, "record" Text, "query" Text, "created_at" Text; ""),
    table!("notice", true, Text, "id" Text, "user_id" Text, "topic" Text, "kind" Text, "record" Text, "seq" Int, "detail" Text, "urgent" Flag, "at" Text, "read_at" MaybeText, "mailed_at" MaybeText; " where id > $1 order by id limit $2"),
    table!("import_source", false, Whole, "kind" Text, "signature" Text, "settings" Text, "used_at" Text; ""),
    table!("import_run", true, Text, "id" Text, "kind" Text, "user_id" Text, "file_name" Text, "settings" Text, "status" Text, "report" Text, "rejected" MaybeText, "seq" MaybeInt, "created_at" Text, "finished_at" MaybeText; " where id > $1 order by id limit $2"),
    table!("api_token", true, Whole, "id" Text, "user_id" Text, "name" Text, "token_hash" Text, "scopes" Text, "created_at" Text, "expires_at" Text, "last_used_at" MaybeText; ""),
    table!("form_done", true, Text, "token" Text, "answer" Text, "at" Text; " where token > $1 order by token limit $2"),
    table!("mail", true, Text, "id" Text, "recipient" Text, "subject" Text, "body" Text, "created_at" Text, "sent_at" MaybeText, "next_at" Text, "attempts" Int, "fault" MaybeText; " where id > $1 order by id limit $2"),
];

/// Tables that an archive does not hold, since they follow from others or
/// belong to a running installation, but a restored installation must not
/// keep from before.
const EMPTIED: [&str; 6] = [
    "delete from ledger_balance",
    "delete from link",
    "delete from user_session",
    "delete from one_time_link",
    "delete from sign_in_attempt",
    "delete from file_bytes",
];

const SET_OWNER: &str = "update record set owner = $1 where id = $2";
const SET_MERGED: &str = "update record set merged_into = $1 where id = $2";
const USED: &str = "select cast((select count(*) from entry) + (select count(*) from user_account) as bigint)";

pub(crate) fn statements() -> Vec<&'static str> {
    let own = TABLES.iter().flat_map(|table| [table.select, table.delete, table.count]);
    own.chain(EMPTIED).chain([SET_OWNER, SET_MERGED, USED]).collect()
}

/// Where reading a table has come to.
#[derive(Debug, Clone, Default)]
pub struct Place {
    text: String,
    first: i64,
    second: i64,
    begun: bool,
}

impl Table {
    /// How many rows it has.
    ///
    /// # Errors
    /// The database failed.
    pub async fn count(&self, tx: &mut Tx) -> Result<i64, StoreError> {
        tx.row(self.count, Vec::new()).await?.map_or(Ok(0), |row| row.int(0))
    }

    /// The next rows as JSON objects, and whether there may be more.
    ///
    /// # Errors
    /// The database failed.
    pub async fn next(&self, tx: &mut Tx, place: &mut Place) -> Result<Vec<Json>, StoreError> {
        let most = Param::from(PIECE_ROWS);
        let params = match self.page {
            Page::Whole if place.begun => return Ok(Vec::new()),
            Page::Whole => Vec::new(),
            Page::Text => vec![place.text.as_str().into(), most],
            Page::Int => vec![place.first.into(), most],
            Page::IntPair => {
                let second = if place.begun { place.second } else { -1 };
                vec![place.first.into(), second.into(), most]
            }
        };
        place.begun = true;
        let rows = tx.rows(self.select, params).await?;
        if let Some(last) = rows.last() {
            match self.page {
                Page::Whole => {}
                Page::Text => place.text = last.text(0)?,
                Page::Int => place.first = last.int(0)?,
                Page::IntPair => (place.first, place.second) = (last.int(0)?, last.int(1)?),
            }
        }
        let mut read = rows.iter().map(|row| self.read(row)).collect::<Result<Vec<_>, _>>()?;
        if self.page == Page::Whole {
            // Databases sort texts differently; this order is nobody's but ours.
            read.sort_by_cached_key(ToString::to_string);
        }
        Ok(read)
    }

    fn read(&self, row: &Row) -> Result<Json, StoreError> {
        let mut object = Map::new();
        for (at, (name, holds)) in self.columns.iter().enumerate() {
            let value = match holds {
                Holds::Text => json!(row.text(at)?),
                Holds::MaybeText => json!(row.text_or_none(at)?),
                Holds::Int => json!(row.int(at)?),
                Holds::MaybeInt => json!(row.int_or_none(at)?),
                Holds::Flag => json!(row.flag(at)?),
            };
            object.insert((*name).to_owned(), value);
        }
        Ok(Json::Object(object))
    }

    fn params(&self, row: &Json) -> Result<Vec<Param>, StoreError> {
        let bad = |name: &str| StoreError::unreadable("archive", self.name, name);
        let param = |(name, holds): &(&str, Holds)| {
            let value = row.get(*name).unwrap_or(&Json::Null);
            Ok(match (holds, value) {
                (Holds::Text | Holds::MaybeText, Json::String(text)) => Param::from(text.as_str()),
                (Holds::MaybeText, Json::Null) => Param::Text(None),
                (Holds::Int | Holds::MaybeInt, Json::Number(number)) => {
                    Param::from(number.as_i64().ok_or_else(|| bad(name))?)
                }
                (Holds::MaybeInt, Json::Null) => Param::Int(None),
                (Holds::Flag, Json::Bool(flag)) => Param::Flag(*flag),
                _ => return Err(bad(name)),
            })
        };
        self.columns.iter().map(param).collect()
    }

    /// Stores rows. Owners and successors of records are set by
    /// [`Later::settle`], since they may come later.
    ///
    /// # Errors
    /// A row is not of the table's form, or the database refused it.
    pub async fn store(&self, tx: &mut Tx, rows: Vec<Json>, later: &mut Later) -> Result<(), StoreError> {
        let mut params = Vec::with_capacity(rows.len() * self.columns.len());
        for mut row in rows {
            if self.name == "record" {
                later.put_off(&mut row);
            }
            params.extend(self.params(&row)?);
        }
        tx.insert_many(self.insert, self.columns.len(), Box::new(params.into_iter())).await
    }
}

/// Links between rows of one table that are set when all rows are there.
#[derive(Debug, Default)]
pub struct Later {
    owners: Vec<(String, String)>,
    merged: Vec<(String, String)>,
}

impl Later {
    fn put_off(&mut self, row: &mut Json) {
        let text = |row: &Json, name: &str| row.get(name).and_then(Json::as_str).map(str::to_owned);
        let id = text(row, "id").unwrap_or_default();
        for (name, list) in [("owner", &mut self.owners), ("merged_into", &mut self.merged)] {
            if let Some(target) = text(row, name) {
                list.push((target, id.clone()));
                if let Some(object) = row.as_object_mut() {
                    object.insert(name.to_owned(), Json::Null);
                }
            }
        }
    }

    /// Sets what was put off.
    ///
    /// # Errors
    /// It leads nowhere, or the database failed.
    pub async fn settle(self, tx: &mut Tx) -> Result<(), StoreError> {
        for (sql, pairs) in [(SET_OWNER, self.owners), (SET_MERGED, self.merged)] {
            for (target, id) in pairs {
                tx.execute(sql, vec![target.into(), id.into()]).await?;
            }
        }
        Ok(())
    }
}

/// Whether anything is stored.
///
/// # Errors
/// The database failed.
pub async fn is_used(tx: &mut Tx) -> Result<bool, StoreError> {
    Ok(tx.row(USED, Vec::new()).await?.map_or(Ok(0), |row| row.int(0))? > 0)
}

/// Empties every table, so that an archive can take their place within the
/// same transaction.
///
/// # Errors
/// The database failed.
pub async fn empty(tx: &mut Tx) -> Result<(), StoreError> {
    for sql in EMPTIED {
        tx.execute(sql, Vec::new()).await?;
    }
    for table in TABLES.iter().rev().filter(|table| table.name != "installation") {
        tx.execute(table.delete, Vec::new()).await?;
    }
    tx.execute("delete from installation where name <> 'schema'", Vec::new()).await.map(drop)
}
