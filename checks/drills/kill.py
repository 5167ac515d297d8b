#!/usr/bin/env python3
"""Kills the program, and on PostgreSQL the database server too, at random
moments while four clients write, and checks that every acknowledged write is
there with its content, that none is there twice, and that the history is whole.

Each write carries an idempotency key; what was not acknowledged is sent again
with the same key after the restart. Some clients hang up before the answer,
some acknowledged writes are sent again, some starts are killed too."""

import argparse
import random
import shutil
import threading
import time

from common import Client, Gone, Postgres, add_postgres, millis, percentile, run_drill, say

WRITERS = 4
# The database is made anew after so many cycles, so that many cycles do not
# turn into a measure of how long a large history takes to read.
CYCLES_PER_DATABASE = 200
WHOLE_EVERY = 20
ORGANISATION = "north"


class Write:
    """A write that is repeated with its key until it is acknowledged."""

    def __init__(self, key, name, record=None):
        self.key = key
        self.name = name
        self.record = record
        self.creates = record is None
        self.version = 1 if self.creates else record["version"] + 1
        self.sent = 0

    def request(self):
        headers = {"Idempotency-Key": self.key}
        if self.creates:
            body = {"owner": ORGANISATION, "fields": {"name": self.name, "comment": self.comment()}}
            return "POST", "/api/v1/initiative", body, headers
        headers["If-Match"] = f'"{self.version - 1}"'
        body = {"fields": {"name": self.name, "comment": self.comment()}}
        return "PATCH", f"/api/v1/initiative/{self.record['id']}", body, headers

    def comment(self):
        # The same for each try, of different lengths for different writes.
        return f"åäö ' \" \\ {self.key} " * (len(self.name) * 7 % 60)


class Writer:
    """A client: writes one after the other to records that are its own."""

    def __init__(self, number, tally, seed):
        self.number = number
        self.tally = tally
        self.random = random.Random(f"{seed}-{number}")
        self.records = []
        self.pending = None
        self.count = 0
        # Acknowledged since the last look: record and version.
        self.fresh = []
        self.settled = []

    def next(self):
        self.count += 1
        name = f"w{self.number}-{self.count}-" + "x" * self.random.randrange(12)
        key = f"{self.number}-{self.count}-{self.random.randrange(16**12):012x}"
        if self.records and self.random.random() < 0.75:
            return Write(key, name, self.random.choice(self.records[-200:]))
        return Write(key, name)

    def run(self, port, token, stop):
        client = Client(port, token)
        try:
            while not stop.is_set():
                self.pending = self.pending or self.next()
                if self.random.random() < 0.02:
                    self.pending.sent += 1
                    self.tally.add("hung_up")
                    client.abandon(*self.pending.request(), wait=self.random.random() * 0.01)
                    continue
                if not self.one(client):
                    time.sleep(0.01)
        except Gone:
            pass

    def one(self, client):
        """Sends what is to be written; true when it is acknowledged."""
        write = self.pending
        write.sent += 1
        answer = client.send(*write.request())
        if answer.status == 503:
            self.tally.add("unavailable")
            return False
        expect = self.tally.findings.expect
        if not expect(answer.status in (200, 201), f"{write.key} got {answer.status}: {answer.text()[:300]}"):
            self.pending = None
            return True
        again = answer.headers.get("idempotency-replayed") == "true"
        expect(not again or write.sent > 1, f"{write.key} was new and is answered as sent before")
        self.tally.add("acknowledged")
        if write.sent > 1:
            self.tally.add("retried")
            if again:
                self.tally.add("already_done")
        body = answer.json()
        if write.creates:
            write.record = {"id": body["id"], "names": {}, "version": 0}
            self.records.append(write.record)
        right = (body["id"], body["version"], body["fields"]["name"]) == (write.record["id"], write.version, write.name)
        expect(right, f"{write.key} should leave version {write.version}, the answer is {answer.text()[:200]}")
        write.record["version"] = write.version
        write.record["names"][write.version] = write.name
        self.fresh.append(write.record)
        self.settled.append(write)
        self.pending = None
        return True

    def finish(self, port, token, seconds=30):
        """Sends what is not acknowledged again until it is."""
        client = Client(port, token)
        limit = time.monotonic() + seconds
        while self.pending and time.monotonic() < limit:
            try:
                if self.one(client):
                    return
            except Gone:
                client = Client(port, token)
            time.sleep(0.02)
        self.tally.findings.expect(not self.pending, "a write was not acknowledged within 30 s after the restart")

    def repeat(self, port, token):
        """Sends one acknowledged write again: it must be answered as done."""
        if not self.settled:
            return
        write = self.random.choice(self.settled[-50:])
        answer = Client(port, token).send(*write.request())
        self.tally.add("repeated")
        done = answer.status in (200, 201) and answer.headers.get("idempotency-replayed") == "true"
        if self.tally.findings.expect(done, f"{write.key} sent again got {answer.status}: {answer.text()[:200]}"):
            body = answer.json()
            same = (body["id"], body["version"], body["fields"]["name"]) == (write.record["id"], write.version, write.name)
            self.tally.findings.expect(same, f"{write.key} sent again is answered otherwise: {answer.text()[:200]}")


class Tally:
    def __init__(self, findings):
        self.findings = findings
        self.counts = {}
        self.restarts = []
        self.starts = []
        self.lost = 0
        self.lock = threading.Lock()

    def add(self, name, number=1):
        with self.lock:
            self.counts[name] = self.counts.get(name, 0) + number

    def get(self, name):
        return self.counts.get(name, 0)

    def lose(self, holds, text):
        if not self.findings.expect(holds, text):
            self.lost += 1


class Round:
    """Some cycles on one database."""

    def __init__(self, site, postgres, kills, tally, seed):
        self.site = site
        self.postgres = postgres
        self.kills = kills
        self.tally = tally
        self.random = random.Random(seed)
        self.writers = [Writer(number, tally, seed) for number in range(WRITERS)]
        site.begin(ORGANISATION)
        site.user("writer@example.org", organisation=ORGANISATION)
        self.token = site.token("writer@example.org")
        self.server = site.serve()
        self.entries = self.head()

    def head(self):
        return Client(self.server.port).send("GET", "/api/v1/head").json()["entries"]

    def cycle(self):
        stop = threading.Event()
        arguments = (self.server.port, self.token, stop)
        threads = [threading.Thread(target=writer.run, args=arguments) for writer in self.writers]
        for thread in threads:
            thread.start()
        time.sleep(self.random.uniform(0.05, 0.3))
        try:
            began = self.break_it()
        finally:
            stop.set()
            for thread in threads:
                thread.join(60)
        if not self.server.process.poll() is None:
            if self.random.random() < 0.1:
                # Killed again while it starts.
                self.tally.add("starts_killed")
                early = self.site.serve(wait=False)
                time.sleep(self.random.uniform(0, 0.06))
                early.kill()
            began = began or time.monotonic()
            self.server = self.site.serve(wait=False)
        self.tally.restarts.append(self.server.wait(since=began))
        for writer in self.writers:
            writer.finish(self.server.port, self.token)
        for writer in self.writers:
            writer.repeat(self.server.port, self.token)
        self.look_at_fresh()

    def break_it(self):
        """Kills what is to be killed; a killed database server is up again afterwards."""
        kill = self.random.choice(self.kills)
        if kill == "program":
            self.server.kill()
            return None
        cluster = self.postgres.cluster
        both = kill == "both"
        hard = self.random.random() < 0.5
        self.tally.add("servers_killed")
        if both and self.random.random() < 0.5:
            self.server.kill()
        cluster.kill() if hard else cluster.stop()
        if both and self.server.process.poll() is None:
            self.server.kill()
        # For a moment the program has no database, or nobody is there at all.
        time.sleep(self.random.uniform(0, 0.1))
        began = time.monotonic()
        cluster.start()
        self.tally.starts.append(time.monotonic() - began)
        return began

    def look_at_fresh(self):
        """What was acknowledged since the last look is there."""
        client = Client(self.server.port, self.token)
        for writer in self.writers:
            for record in {record["id"]: record for record in writer.fresh}.values():
                answer = client.send("GET", f"/api/v1/initiative/{record['id']}")
                if not self.there(answer.status == 200, record, f"got {answer.status}"):
                    continue
                found = answer.json()
                same = found["version"] == record["version"] and found["fields"]["name"] == record["names"][record["version"]]
                self.there(same, record, f"is version {found['version']}, {found['fields']['name']!r}")
            writer.fresh = []

    def there(self, holds, record, text):
        self.tally.lose(holds, f"record {record['id']}, version {record['version']} acknowledged: {text}")
        return holds

    def look_at_all(self, when):
        """Everything is there once, every version, and nothing besides."""
        expect = self.tally.findings.expect
        client = Client(self.server.port, self.token)
        known = {record["id"]: record for writer in self.writers for record in writer.records}
        found = {record["id"]: record for record in client.records("initiative")}
        doubled = set(found) - set(known)
        expect(not doubled, f"{when}: {len(doubled)} records that nobody was told of: {list(doubled)[:3]}")
        for id, record in known.items():
            now = found.get(id)
            if self.there(now is not None, record, f"is not in the list {when}"):
                same = (now["version"], now["fields"]["name"]) == (record["version"], record["names"][record["version"]])
                self.there(same, record, f"is version {now['version']} in the list {when}")
        writes = sum(len(record["names"]) for record in known.values())
        entries = self.head() - self.entries
        expect(entries == writes, f"{when}: {writes} acknowledged writes, {entries} entries in the history")
        for record in self.random.sample(list(known.values()), min(100, len(known))):
            steps = client.send("GET", f"/api/v1/initiative/{record['id']}/history").json().get("items", [])
            names = {
                step["version"]: change["to"][0]
                for step in steps
                for change in step["changes"]
                if change["field"] == "name"
            }
            self.there(names == record["names"], record, f"has another history {when}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cycles", type=int, help="200 on SQLite, 40 on PostgreSQL")
    parser.add_argument("--kill", choices=["server", "program", "both"], help="only this kind of kill, on PostgreSQL")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    add_postgres(parser)
    options = parser.parse_args()
    on_postgres = options.postgres is not None
    if options.kill in ("server", "both") and (not on_postgres or options.postgres):
        parser.error("only a database server of the drill's own is killed: --postgres without ADDRESS")
    cycles = options.cycles or (40 if on_postgres else 200)

    def drill(shop, findings):
        tally = Tally(findings)
        postgres = Postgres(shop, options.postgres) if on_postgres else None
        own = postgres and postgres.cluster
        kills = [options.kill] if options.kill else ["program", "server", "both"] if own else ["program"]
        say(f"seed {options.seed}, {cycles} cycles on {'PostgreSQL' if on_postgres else 'SQLite'}, killing {', '.join(kills)}")
        done = 0
        for number in range((cycles + CYCLES_PER_DATABASE - 1) // CYCLES_PER_DATABASE):
            name = f"round-{number}"
            site = postgres.site(name) if postgres else shop.site(name)
            run = Round(site, postgres, kills, tally, f"{options.seed}-{number}")
            last = min(CYCLES_PER_DATABASE, cycles - done)
            for cycle in range(1, last + 1):
                run.cycle()
                done += 1
                if findings.count > 50:
                    break
                if cycle % WHOLE_EVERY == 0 and cycle < last:
                    run.look_at_all(f"after {done} cycles")
                    # As the kill left it, before anything else opens it.
                    run.server.kill()
                    site.verify(findings, f"after {done} cycles")
                    run.server = site.serve()
            run.look_at_all(f"after {done} cycles")
            site.verify(findings, f"after {done} cycles")
            run.server.kill()
            site.verify(findings, f"after {done} cycles, stopped")
            if cycles > CYCLES_PER_DATABASE:
                say(f"  {done} cycles, {tally.get('acknowledged')} acknowledged, {findings.count} findings")
            if postgres:
                postgres.drop(site.place[1])
            else:
                shutil.rmtree(site.folder)
            if findings.count > 50:
                break
        get = tally.get
        say(
            f"acknowledged {get('acknowledged')}, retried {get('retried')}, of these found already done"
            f" {get('already_done')}, hung up {get('hung_up')}, acknowledged ones sent again {get('repeated')}"
        )
        if postgres:
            say(
                f"database server killed {get('servers_killed')} times, answers that it was gone {get('unavailable')};"
                f" its own recovery p50 {millis(percentile(tally.starts, 0.5))}, p99 {millis(percentile(tally.starts, 0.99))}"
            )
        say(
            f"starts killed {get('starts_killed')}; restart to first answer p50"
            f" {millis(percentile(tally.restarts, 0.5))}, p99 {millis(percentile(tally.restarts, 0.99))}"
        )
        return f"{done} cycles, {get('acknowledged')} acknowledged writes, {tally.lost} lost, 0 doubled, whole"

    run_drill("kill", drill)


if __name__ == "__main__":
    main()
