#!/usr/bin/env python3
"""Kills a migration at a random moment of its run: the database is what it was
or what it should become, never between; the next migration completes it. A
database of a newer program is refused, in words. Two migrations at the same
time are one."""

import argparse
import random
import sqlite3
import subprocess
import time

from common import ROOT, Fault, Postgres, Site, add_postgres, end, run_drill, say

FIXTURES = ROOT / "crates/storage/tests/fixtures"
USERS = 4000
FORMS = 20000
# How often two migrations are begun at the same time.
TOGETHER = 40
# After so many kills it is looked at whether they come too early or too late.
ADAPT_EVERY = 10


def rows():
    """Rows that no history knows of, so that the fixture's stays whole."""
    yield "insert into user_account (id, email, name, language, disabled, created_at) values " + ", ".join(
        f"('{n:08}-0000-7000-8000-000000000000', 'p{n}@example.org', 'Person {n}', 'sv', false, '2026-01-01T00:00:00.000Z')"
        for n in range(USERS)
    )
    for start in range(0, FORMS, 5000):
        yield "insert into form_done (token, answer, at) values " + ", ".join(
            f"('{n:064x}', '/sv/organisation', '2026-01-01T00:00:00.000Z')" for n in range(start, start + 5000)
        )


class Embedded:
    name = "SQLite"

    def __init__(self, shop):
        self.shop, self.count = shop, 0
        self.old = shop.path("schema-1.sqlite")
        with sqlite3.connect(self.old) as database:
            database.executescript((FIXTURES / "schema-1.sqlite.sql").read_text())
            for sql in rows():
                database.execute(sql)
        database.close()
        # Restored by other tools a file has no write-ahead log; the program leaves it with one.
        self.bare = self.old.read_bytes()
        database = sqlite3.connect(self.old)
        if database.execute("pragma journal_mode = wal").fetchone() != ("wal",):
            raise Fault("the fixture has no write-ahead log")
        database.close()

    def fresh(self, bare=False):
        self.count += 1
        site = self.shop.site(f"sqlite-{self.count}")
        (site.folder / "files").mkdir(parents=True)
        (site.folder / "samverk.sqlite").write_bytes(self.bare if bare else self.old.read_bytes())
        return site

    def execute(self, site, sql):
        with sqlite3.connect(site.folder / "samverk.sqlite") as database:
            database.execute(sql)
        database.close()

    def state(self, site):
        """Everything that the schema is made of, and how many rows there are."""
        with sqlite3.connect(site.folder / "samverk.sqlite") as database:
            said = database.execute("select value from installation where name = 'schema'").fetchone()[0]
            schema = database.execute("select type, name, tbl_name, sql from sqlite_master order by 1, 2").fetchall()
            tables = [name for kind, name, _, _ in schema if kind == "table"]
            counts = [(table, database.execute(f'select count(*) from "{table}"').fetchone()[0]) for table in tables]
            sound = database.execute("pragma integrity_check").fetchall()
        database.close()
        return said, schema, counts, sound

    def forget(self, site):
        subprocess.run(["rm", "-r", str(site.folder)], check=False)


class Server:
    name = "PostgreSQL"

    def __init__(self, shop, address):
        self.shop, self.count = shop, 0
        self.postgres = Postgres(shop, address)
        self.old = self.postgres.database("schema_1")
        script = (FIXTURES / "schema-1.postgres.sql").read_text()
        self.postgres.sql(script, self.old)
        self.postgres.sql(";\n".join(rows()), self.old)
        self.template = self.old.rsplit("/", 1)[1]

    def fresh(self, bare=False):
        self.count += 1
        address = self.postgres.database(f"run_{self.count}", self.template)
        return Site(self.shop, f"postgres-{self.count}", ["--database", address])

    def execute(self, site, sql):
        self.postgres.sql(sql, site.place[1])

    def state(self, site):
        # A killed program's transaction ends when its connection is found closed.
        parts = [
            "select 'schema', value from installation where name = 'schema'",
            "select table_name, column_name, data_type, is_nullable, column_default from information_schema.columns where table_schema = 'public' order by 1, 2",
            "select tablename, indexname, indexdef from pg_indexes where schemaname = 'public' order by 1, 2",
            "select conrelid::regclass, conname, pg_get_constraintdef(oid) from pg_constraint where connamespace = 'public'::regnamespace order by 1, 2",
            "select count(*) from record; select count(*) from entry; select count(*) from user_account; select count(*) from form_done",
        ]
        for _ in range(200):
            others = "select count(*) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and backend_type = 'client backend'"
            if self.postgres.sql(others, site.place[1]).strip() == "0":
                return tuple(self.postgres.sql(part, site.place[1]) for part in parts)
            time.sleep(0.01)
        raise Fault("a killed program's connection stays open")

    def forget(self, site):
        self.postgres.drop(site.place[1])


def told_version(state):
    return state[0].strip().rsplit("|", 1)[-1]


def timed(kind):
    site = kind.fresh()
    began = time.monotonic()
    site.do("migrate")
    took = time.monotonic() - began
    kind.forget(site)
    return took


def kills(kind, findings, chance, number):
    """Kills that many migrations; gives how many were found undone and done."""
    site = kind.fresh()
    old = kind.state(site)
    site.do("migrate")
    new = kind.state(site)
    findings.expect(told_version(old) == "1" and old[1] != new[1], f"{kind.name}: the fixture is not of schema 1")
    site.verify(findings, "after a migration that was left alone")
    kind.forget(site)
    took = max(timed(kind) for _ in range(3))
    span, undone, done = took, 0, 0
    for count in range(number):
        # The machine may be slower or faster by now than when it was measured.
        if count and count % ADAPT_EVERY == 0 and not (undone and done):
            span *= 2 if undone else 0.5
        site = kind.fresh()
        process = subprocess.Popen(site.command("migrate"), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(chance.uniform(span * 0.1, span * 1.3))
        finally:
            end(process)
        found = kind.state(site)
        undone += found == old
        done += found == new
        if not findings.expect(found in (old, new), f"{kind.name}: a killed migration left something between"):
            say(f"  it says schema {told_version(found)}")
        finished = site.run("migrate")
        findings.expect(finished.returncode == 0, f"{kind.name}: the next migration gave {finished.stderr[:300]}")
        findings.expect(kind.state(site) == new, f"{kind.name}: the next migration did not complete it")
        site.verify(findings, "after a killed migration and the next one")
        kind.forget(site)
    say(f"{kind.name}: a migration takes {took * 1000:.0f} ms; of {number} killed ones {undone} were undone, {done} done")
    findings.expect(undone and done, f"{kind.name}: every kill came too early or too late to say anything")


def at_once(kind, findings, bare):
    """Two migrations at the same time, of a file with or without its write-ahead log."""
    site = kind.fresh(bare)
    both = [
        subprocess.Popen(site.command("migrate"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    for process in both:
        try:
            _, told = process.communicate(timeout=60)
        finally:
            end(process)
        findings.expect(process.returncode == 0, f"{kind.name}: one of two migrations at once gave {told[:300]}")
    site.verify(findings, "after two migrations at once")
    kind.forget(site)


def newer(kind, findings):
    site = kind.fresh()
    site.do("migrate")
    kind.execute(site, "update installation set value = '999' where name = 'schema'")
    before = kind.state(site)
    for words in (["migrate"], ["verify"], ["serve", "--listen", "127.0.0.1:0"], ["export", "organisation"]):
        done = site.run(*words, timeout=30)
        said = done.stderr.strip()
        clear = done.returncode == 1 and "999" in said and "newer program" in said and "panicked" not in said
        findings.expect(clear, f"{kind.name}, newer schema: `samverk {words[0]}` gave {done.returncode}, {said[:200]!r}")
    findings.expect(kind.state(site) == before, f"{kind.name}: a database of a newer program was changed")
    kind.forget(site)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=50, help="on each database")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    add_postgres(parser)
    options = parser.parse_args()

    def drill(shop, findings):
        say(f"seed {options.seed}, {options.kills} kills on each database")
        chance = random.Random(options.seed)
        kinds = [Embedded(shop)]
        if options.postgres is not None:
            kinds.append(Server(shop, options.postgres))
        for kind in kinds:
            kills(kind, findings, chance, options.kills)
            for number in range(TOGETHER):
                at_once(kind, findings, number % 2 == 0)
            newer(kind, findings)
        where = " and ".join(kind.name for kind in kinds)
        return f"{options.kills * len(kinds)} kills on {where}, none between two schemas, whole"

    run_drill("migrate", drill)


if __name__ == "__main__":
    main()
