#!/usr/bin/env python3
"""Backs up while others write, restores, and tries to be fooled: copies with
a changed byte, a server that is running, a person who was erased after the
backup, a history whose end was cut off. Archives go from one database to the
other and back and have to stay the same, byte for byte."""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import sqlite3
import tarfile
import threading
import time

from common import Browser, Client, Gone, Postgres, Site, add_postgres, millis, percentile, run_drill, say

WRITES_PER_SECOND = 50
RECORDS = 3000
FILES = 8
COPIES = 100
CUT_COPIES = 20
PERSON = "Perpetua Quitefamous"


def manifest(file):
    with tarfile.open(file) as tar:
        members = tar.getmembers()
        said = json.load(tar.extractfile("manifest.json"))
        files = {member.name.removeprefix("files/"): member for member in members if member.name.startswith("files/")}
        for hash, member in files.items():
            if hashlib.sha256(tar.extractfile(member).read()).hexdigest() != hash:
                files = {}
        return said, set(files)


class Load:
    """A client that writes at a steady pace and notes what is acknowledged."""

    def __init__(self, server, token):
        self.port, self.token = server.port, token
        self.stop, self.known, self.late, self.faults = threading.Event(), [], [], []
        self.thread = threading.Thread(target=self.run)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join(60)

    def run(self):
        client, chance, count, began = Client(self.port, self.token), random.Random(1), 0, time.monotonic()
        while not self.stop.is_set():
            count += 1
            time.sleep(max(began + count / WRITES_PER_SECOND - time.monotonic(), 0))
            sent = time.monotonic()
            body = {"owner": "north", "fields": {"name": f"while backing up {count}"}}
            try:
                answer = client.send("POST", "/api/v1/initiative", body, {"Idempotency-Key": f"load-{count}"})
            except Gone as gone:
                self.faults.append(str(gone))
                return
            self.late.append(time.monotonic() - sent)
            if answer.status != 201:
                self.faults.append(f"{answer.status} {answer.text()[:200]}")
                return
            record = answer.json()
            self.known.append(record["id"])
            if chance.random() < 0.05:
                tag = {"If-Match": '"1"'}
                path = f"/api/v1/initiative/{record['id']}/files?name=f.bin"
                client.send("POST", path, chance.randbytes(20_000), tag)


class Drill:
    def __init__(self, shop, findings, options):
        self.shop, self.findings, self.expect = shop, findings, findings.expect
        self.random = random.Random(options.seed)
        self.postgres = Postgres(shop, options.postgres) if options.postgres is not None else None
        self.done = []

    def head(self, site):
        done = site.run("verify", "--json")
        self.expect(done.returncode == 0, f"{site.name} is not whole: {(done.stderr + done.stdout)[:400]}")
        found = re.search(r'"head":"([0-9a-f]{64})"', done.stdout)
        return found[1] if found else ""

    def empty(self, name, on_postgres=False):
        """A place to restore into, with nothing in it."""
        return self.postgres.site(name) if on_postgres else self.shop.site(name)

    def sources(self):
        return [False, True] if self.postgres else [False]

    def fill(self, site):
        """An installation with records, files, persons, people and tokens."""
        site.begin("north", "south")
        rows = ["key;owner;visibility;state;name;comment"]
        rows += [f"i{n};north;public;idea;Initiative {n};{'text åäö ' * (n % 40)}" for n in range(RECORDS)]
        sheet = self.shop.path("rows.csv")
        sheet.write_text("\n".join(rows) + "\n")
        site.do("import", "initiative", sheet)
        rows = ["key;owner;name;function;organisation;email;consent;erase_after"]
        rows += [f"person;north;{PERSON};tester;north;perpetua@example.org;given;2099-01-01"]
        sheet.write_text("\n".join(rows) + "\n")
        site.do("import", "contact-person", sheet)
        site.user("writer@example.org")
        link = site.user("person@example.org")
        return site.token("writer@example.org"), link

    def while_writing(self, on_postgres):
        """Backups at three moments while a client writes; each is one moment, whole."""
        where = "postgres" if on_postgres else "sqlite"
        site = self.empty(f"source-{where}", on_postgres)
        erasures = self.shop.path(f"erasures-{where}.jsonl")
        if on_postgres:
            site.place += ["--erasures", str(erasures)]
        token, link = self.fill(site)
        server = site.serve()
        browser = Browser(server).welcome(link)
        client = Client(server.port, token)
        for n in range(FILES):
            record = client.send("GET", f"/api/v1/initiative/i{n}").json()
            tag = {"If-Match": f'"{record["version"]}"'}
            content = self.random.randbytes(100_000)
            answer = client.send("POST", f"/api/v1/initiative/{record['id']}/files?name=f{n}.bin", content, tag)
            self.expect(answer.status == 201, f"attaching a file gave {answer.status}")
        backups = []
        with Load(server, token) as load:
            quiet = self.wait(load, 30)
            for n in range(3):
                file = self.shop.path(f"{where}-{n}.tar")
                known, began = len(load.known), time.monotonic()
                told = site.do("backup", file)
                backups.append((file, load.known[:known], time.monotonic() - began))
                said, files = manifest(file)
                self.expect(said["head"]["hash"] in told, "the backup tells another head than its manifest")
                self.expect(len(files) == said["files"] >= FILES, f"{said['files']} files told, {len(files)} whole ones found")
                self.wait(load, 10)
            late = load.late[quiet:]
        self.expect(not load.faults, f"writing while backing up gave {load.faults[:1]}")
        size = backups[-1][0].stat().st_size / 1e6
        say(
            f"{where}: backup of {size:.1f} MB in {millis(max(spent for *_, spent in backups))}; meanwhile"
            f" {len(load.known)} writes, p99 {millis(percentile(late, 0.99))}, longest {millis(max(late))}"
        )
        for n, (file, known, _) in enumerate(backups):
            for into in self.sources():
                self.restored(self.empty(f"{where}-{n}-into-{'postgres' if into else 'sqlite'}", into), file, known)
        return site, server, browser, erasures, backups

    @staticmethod
    def wait(load, number):
        """Until so many more writes are acknowledged."""
        wanted, limit = len(load.known) + number, time.monotonic() + 30
        while len(load.known) < wanted and time.monotonic() < limit and not load.faults:
            time.sleep(0.01)
        return len(load.late)

    def restored(self, target, file, known):
        told = target.do("restore", file)
        said, files = manifest(file)
        head = self.head(target)
        self.expect(head == said["head"]["hash"], f"{target.name}: restored head {head[:12]} is not that of the backup")
        self.expect(head in told, f"{target.name}: the restore tells another head")
        server = target.serve()
        found = {record["id"] for record in Client(server.port, target.token("writer@example.org")).records("initiative")}
        missing = set(known) - found
        self.expect(not missing, f"{target.name}: {len(missing)} writes acknowledged before the backup are not in it")
        server.stop()
        if target.place[0] == "--data":
            there = {path.name for path in (target.folder / "files").rglob("*") if path.is_file()}
            self.expect(there == files, f"{target.name}: {len(there)} files on the disk, {len(files)} in the backup")
        self.done.append("restore")

    def refused(self, site, file, words, what):
        done = site.run("restore", file, *words)
        self.expect(done.returncode == 1, f"{what}: restore gave {done.returncode}: {(done.stdout + done.stderr)[:300]}")
        panic = "panicked" in done.stderr
        self.expect(done.stderr.strip() and not panic, f"{what}: restore says {done.stderr[:300]!r}")
        return done.returncode == 1

    def while_serving(self, site, server, file):
        """Nothing is restored under a running server, nor over what is there."""
        before = self.head(site)
        self.refused(site, file, ["--replace"], f"{site.name}, a server is running")
        self.refused(site, file, [], f"{site.name}, a server is running and records are there")
        self.expect(self.head(site) == before, f"{site.name}: a refused restore changed the history")
        self.expect(server.answers(), f"{site.name}: the server no longer answers")

    def while_serving_on(self, site, file):
        """The same when the database server was restarted under the running one."""
        server, before = site.serve(), self.head(site)
        self.postgres.cluster.stop()
        self.postgres.cluster.start()
        server.wait(since=time.monotonic())
        self.refused(site, file, ["--replace"], f"{site.name}, a server is running, its database was restarted")
        self.expect(self.head(site) == before, f"{site.name}: a refused restore changed the history")
        server.stop()

    def dump(self, site):
        """Everything in an embedded database and its files."""
        with sqlite3.connect(f"file:{site.folder}/samverk.sqlite?mode=ro", uri=True) as database:
            text = "\n".join(database.iterdump())
        database.close()
        files = sorted(path.name for path in (site.folder / "files").rglob("*") if path.is_file())
        return hashlib.sha256((text + "\n".join(files)).encode()).hexdigest()

    def changed_bytes(self, site, file):
        """Copies with one byte changed, and cut off ones, are refused."""
        whole, before, refused = file.read_bytes(), self.dump(site), 0
        empty, copy = self.shop.site("refusing"), self.shop.path("copy.tar")
        for n in range(COPIES):
            # A fifth of them in the last blocks, where the digest is.
            at = self.random.randrange(len(whole) - 2600, len(whole)) if n % 5 == 0 else self.random.randrange(len(whole))
            data = bytearray(whole)
            data[at] ^= self.random.randrange(1, 256)
            copy.write_bytes(data)
            target, words = (site, ["--replace"]) if n % 2 else (empty, [])
            refused += self.refused(target, copy, words, f"byte {at} of {len(whole)} changed")
        for _ in range(CUT_COPIES):
            at = self.random.randrange(len(whole))
            copy.write_bytes(whole[:at])
            self.refused(site, copy, ["--replace"], f"cut off after {at} bytes")
        copy.write_bytes(whole + whole[-1024:])
        self.refused(site, copy, ["--replace"], "something appended")
        self.expect(self.dump(site) == before, "refused copies changed the installation")
        left = self.shop.path("refusing") / "samverk.sqlite"
        if left.exists():
            with sqlite3.connect(left) as database:
                tables = [row[0] for row in database.execute("select name from sqlite_master where type = 'table'")]
                rows = {table: database.execute(f'select count(*) from "{table}"').fetchone()[0] for table in tables}
            database.close()
            self.expect(sum(rows.values()) <= 2, f"refused copies left rows in an empty folder: {rows}")
            self.expect(not list((self.shop.path("refusing") / "files").rglob("*/*")), "refused copies left files")
        say(f"{refused} of {COPIES} copies with one changed byte refused, and {CUT_COPIES} cut off ones")

    def erased(self, site, server, browser, erasures, file):
        """An older backup does not bring an erased person back."""
        answer = browser.form("/sv/contact-person/person/erase", {"reason": "asked for"})
        self.expect(answer.status == 303, f"{site.name}: erasing gave {answer.status}")
        server.stop()
        noted = (site.folder / "erasures.jsonl") if site.place[0] == "--data" else erasures
        self.expect(noted.exists() and noted.read_text().count("\n") == 1, f"{site.name}: the erasure is not noted")
        found = self.tables(site)
        self.expect(PERSON not in found, f"{site.name}: an erased person is in the database")
        self.raw(site, "after the erasure")
        told = site.do("restore", file, "--replace")
        self.expect("1 persons erased again" in told, f"{site.name}: the restore says {told!r}")
        found = self.tables(site)
        self.expect(PERSON not in found, f"{site.name}: a restore brought an erased person back")
        self.head(site)
        self.raw(site, "after the restore")

    def raw(self, site, when):
        """Told, not judged: what was erased may stand in pages that the database no longer uses."""
        if site.place[0] == "--data":
            raw = b"".join(path.read_bytes() for path in site.folder.rglob("*") if path.is_file())
            left = "still" if PERSON.encode() in raw else "not"
            say(f"{site.name}: {when} the name is {left} among the raw bytes of the folder")

    def tables(self, site):
        """All texts of all tables."""
        if site.place[0] == "--database":
            tables = self.postgres.sql("select tablename from pg_tables where schemaname = 'public'", site.place[1]).split()
            return "".join(self.postgres.sql(f'select * from "{table}"', site.place[1]) for table in tables)
        with sqlite3.connect(f"file:{site.folder}/samverk.sqlite?mode=ro", uri=True) as database:
            text = "\n".join(database.iterdump())
        database.close()
        return text

    def archives(self, site, on_postgres):
        """From one database to the other and on: the same bytes."""
        first = self.shop.path("first.archive")
        site.do("archive", "export", first)
        content = first.read_bytes()
        secrets = re.findall(r"\$argon2id\$[^'|\s]+", self.tables(site))
        self.expect(secrets, "no password to look for")
        self.expect(all(secret.encode() not in content for secret in secrets), "the archive holds a password's hash")
        self.expect(b'"api_token"' not in content and b"data/api_token" not in content, "the archive holds tokens")
        others = [not on_postgres, on_postgres] if self.postgres else [False]
        for step, onto in enumerate(others):
            target = self.empty(f"archive-{on_postgres}-{step}", onto)
            target.do("archive", "import", first)
            self.expect(self.head(target) == self.head(site), f"{target.name}: another head than the archive")
            second = self.shop.path("second.archive")
            target.do("archive", "export", second)
            same = second.read_bytes() == content
            self.expect(same, f"{target.name}: exported again, the archive is another ({self.differing(first, second)})")
            shutil.copy(second, first)
        again = self.shop.path("again.archive")
        site.do("archive", "export", again)
        self.expect(again.read_bytes() == content, f"{site.name}: exported twice, the archive is another")

    @staticmethod
    def differing(first, second):
        with tarfile.open(first) as one, tarfile.open(second) as two:
            names = [{member.name for member in tar.getmembers()} for tar in (one, two)]
            if names[0] != names[1]:
                return f"members {sorted(names[0] ^ names[1])[:5]}"
            for name in sorted(names[0]):
                ours, theirs = (tar.extractfile(name).read().splitlines() for tar in (one, two))
                for line, (a, b) in enumerate(zip(ours, theirs)):
                    if a != b:
                        return f"{name} line {line + 1}: {a[:200]} against {b[:200]}"
                if len(ours) != len(theirs):
                    return f"{name}: {len(ours)} lines against {len(theirs)}"
        return "the container"

    def cut_tail(self, older, newer):
        """A history whose end was cut off is whole by itself; a published head tells."""
        old, new = manifest(older)[0]["head"], manifest(newer)[0]["head"]
        site = self.shop.site("older")
        site.do("restore", older)
        self.against(site, old["hash"], new["hash"], "an older backup")
        # The same by hand: the last entries go with their changes, and the
        # records are set to what they were.
        hand = self.shop.site("cut-by-hand")
        hand.do("restore", newer)
        database = sqlite3.connect(hand.folder / "samverk.sqlite")
        database.execute("attach database ? as older", (str(site.folder / "samverk.sqlite"),))
        for table in ("entry", "change"):
            database.execute(f"delete from main.{table} where seq > ?", (old["entries"],))
        for table in ("record", "link", "personal", "file_content"):
            database.execute(f"delete from main.{table}")
            database.execute(f"insert into main.{table} select * from older.{table}")
        database.commit()
        database.close()
        self.against(hand, old["hash"], new["hash"], f"{new['entries'] - old['entries']} entries cut off by hand")

    def against(self, site, older, newer, what):
        self.expect(older != newer, f"{what}: nothing lies between the heads")
        site.verify(self.findings, f"({what})")
        site.verify(self.findings, f"against its own head ({what})", "--against", older)
        done = site.run("verify", "--against", newer)
        self.expect(done.returncode == 1, f"{what}: verify against the newer head gave {done.returncode}")
        self.expect("whole" not in done.stdout.split(), f"{what}: verify against the newer head says whole")

    def run(self):
        for on_postgres in self.sources():
            site, server, browser, erasures, backups = self.while_writing(on_postgres)
            file = backups[0][0]
            self.while_serving(site, server, file)
            # A running server notes how far it has told of changes, which an archive holds.
            server.stop()
            if not on_postgres:
                self.changed_bytes(site, file)
                self.cut_tail(file, backups[2][0])
            self.archives(site, on_postgres)
            server = site.serve()
            browser.server, browser.client = server, Client(server.port)
            self.erased(site, server, browser, erasures, file)
            if on_postgres and self.postgres.cluster:
                self.while_serving_on(site, backups[2][0])
        where = "SQLite and PostgreSQL" if self.postgres else "SQLite alone"
        return f"{len(self.done)} restores, {COPIES} changed copies on {where}, 0 lost, whole"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    add_postgres(parser)
    options = parser.parse_args()

    def drill(shop, findings):
        say(f"seed {options.seed}")
        return Drill(shop, findings, options).run()

    run_drill("backup", drill)


if __name__ == "__main__":
    main()
