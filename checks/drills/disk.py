#!/usr/bin/env python3
"""Fills the disk while the program writes: reading goes on, writing is refused
with 507 in the form that the asker understands, nothing acknowledged is lost,
and as soon as there is room again writing goes on without a restart.

The disk is a small one in memory, mounted for the drill, which takes root;
elsewhere the size of files is limited instead, and then 503 is right too."""

import argparse
import contextlib
import os
import random
import resource
import signal
import sqlite3
import subprocess
import threading
import time

from common import Browser, Client, Fault, Forms, Gone, millis, run_drill, say

DISK_MIB = 24
WRITERS = 4
TRIES = 400
COMMENT = "a long text " * 250


class Disk:
    """A small disk that can be filled and emptied."""

    def __init__(self, shop):
        self.folder = shop.path("disk")
        self.folder.mkdir()
        self.filler = self.folder / "filler"
        options = ["-o", f"size={DISK_MIB}m", "-t", "tmpfs"]
        self.mounted = (
            os.geteuid() == 0
            and subprocess.run(["mount", *options, "drill", self.folder], capture_output=True).returncode == 0
        )
        if self.mounted:
            shop.undo(lambda: subprocess.run(["umount", "-l", self.folder], capture_output=True))
        self.pid = None

    def limit(self):
        """Before the program starts: files may not grow beyond what they have."""
        if not self.mounted:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    def fill(self, leave=0):
        if not self.mounted:
            largest = max(file.stat().st_size for file in self.folder.rglob("*") if file.is_file())
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (largest + leave, resource.RLIM_INFINITY))
            return
        free = os.statvfs(self.folder).f_bavail * os.statvfs(self.folder).f_frsize
        with contextlib.suppress(OSError), open(self.filler, "ab", buffering=0) as filler:
            for _ in range(max(free - leave, 0) // 4096):
                filler.write(bytes(4096))
        if leave:
            return
        left = os.statvfs(self.folder).f_bavail
        if left:
            raise Fault(f"{left} blocks are still free")

    def free(self):
        if not self.mounted:
            resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        self.filler.unlink(missing_ok=True)


class Filling:
    def __init__(self, shop, findings, seed):
        self.findings, self.expect = findings, findings.expect
        self.random = random.Random(seed)
        self.disk = Disk(shop)
        site = shop.site("disk/data")
        site.log = shop.path("server.log")
        self.site = site
        site.begin("north")
        site.user("writer@example.org")
        link = site.user("person@example.org")
        self.token = site.token("writer@example.org")
        # Tokens that nobody has used yet: reading notes that they are used.
        self.unused = [site.token("writer@example.org", "read") for _ in range(3)]
        self.server = site.serve(preexec=self.disk.limit)
        self.disk.pid = self.server.pid
        self.browser = Browser(self.server).welcome(link)
        self.names, self.files, self.count = {}, {}, 0
        self.lock = threading.Lock()
        self.refused = {507} if self.disk.mounted else {507, 503}
        self.recoveries = []

    def client(self):
        return Client(self.server.port, self.token)

    def create(self, client, comment=COMMENT):
        with self.lock:
            self.count += 1
            name = f"name {self.count}"
        fields = {"owner": "north", "fields": {"name": name, "comment": comment}}
        answer = client.send("POST", "/api/v1/initiative", fields, {"Idempotency-Key": name.replace(" ", "-")})
        if answer.status == 201:
            with self.lock:
                self.names[answer.json()["id"]] = (1, name)
        return answer

    def some(self):
        with self.lock:
            return self.random.choice(list(self.names.items()))

    def change(self, client):
        id, (version, name) = self.some()
        tag = {"If-Match": f'"{version}"'}
        body = {"fields": {"name": name + "+", "comment": COMMENT}}
        answer = client.send("PATCH", f"/api/v1/initiative/{id}", body, tag)
        if answer.status == 200:
            self.names[id] = (version + 1, name + "+")
        return answer

    def attach(self, client):
        id, (version, name) = self.some()
        content = self.random.randbytes(30_000)
        tag = {"If-Match": f'"{version}"'}
        answer = client.send("POST", f"/api/v1/initiative/{id}/files?name=f.bin", content, tag)
        if answer.status == 201:
            self.names[id] = (version + 1, name)
            self.files[answer.json()["fields"]["files"][-1]["hash"]] = (id, content)
        return answer

    def form(self, _client):
        self.count += 1
        page = self.browser.get("/sv/initiative/new")
        if page.status != 200:
            return page
        fields = Forms(page.text()).to("/sv/initiative/new")
        name = f"form {self.count}"
        answer = self.browser.post("/sv/initiative/new", {**fields, "name": name, "comment": COMMENT})
        if answer.status == 303:
            key = answer.headers["location"].split("?")[0].rsplit("/", 1)[-1]
            record = self.client().send("GET", f"/api/v1/initiative/{key}").json()
            self.names[record["id"]] = (1, name)
        return answer

    def import_file(self, _client):
        """A table of some rows sent to the page for imports."""
        rows = "key;owner;visibility;state;name;comment\n"
        rows += "".join(f"row-{n};north;public;idea;Row {n};{COMMENT}\n" for n in range(40))
        token = self.browser.form_token()
        head = f'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'
        head += '--b\r\nContent-Disposition: form-data; name="file"; filename="rows.csv"\r\n\r\n'
        body = f"{head}{rows}\r\n--b--\r\n".encode()
        kind = {"Content-Type": "multipart/form-data; boundary=b"}
        return self.browser.send("POST", "/sv/initiative/import", body, kind)

    def fill_up(self, point):
        """Three ways of running out: at once; by what is written; while many write."""
        if point == "at once":
            self.disk.fill()
        elif point == "by what is written":
            self.disk.fill(leave=400_000)
        else:
            self.disk.fill(leave=1_500_000)
            threads = [threading.Thread(target=self.write_until_full) for _ in range(WRITERS)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(120)
        self.write_until_full()
        # What is left over in the last block of the log must not count as room.
        if point != "at once":
            self.disk.fill()

    def write_until_full(self):
        client = self.client()
        for _ in range(TRIES):
            answer = self.create(client)
            if answer.status != 201:
                return
        self.expect(False, "the disk is full and writing goes on")

    def refusal(self, what, act, kind):
        """A write is refused as it should be; what still fitted is written."""
        client = self.client()
        for _ in range(TRIES):
            try:
                answer = act(client)
            except (Gone, Fault) as fault:
                self.expect(False, f"{what} on a full disk: {fault}")
                return
            if answer.status not in (200, 201, 303):
                break
        found = answer.headers.get_content_type()
        right = answer.status in self.refused and found == kind
        self.expect(right, f"{what} on a full disk: {answer.status} {found}, not 507 {kind}: {answer.text()[:160]!r}")

    def reading(self, when):
        id, (version, name) = self.some()
        client = self.client()
        answer = client.send("GET", f"/api/v1/initiative/{id}")
        right = answer.status == 200 and answer.json()["fields"]["name"] == name and answer.json()["version"] == version
        self.expect(right, f"{when}: GET of a record gave {answer.status}")
        for path in ("/api/v1/initiative?limit=10", "/api/v1/head", "/api/v1/initiative?q=name", "/healthz", "/readyz"):
            answer = client.send("GET", path)
            self.expect(answer.status == 200, f"{when}: GET {path} gave {answer.status}")
        anybody, signed_in = Browser(self.server), self.browser
        pages = ("/sv", "/sv/initiative", "/sv/organisation/north", "/sv/search?q=name", "/sv/initiative?format=csv")
        for browser, who, path in [
            *((anybody, "anybody", path) for path in pages),
            *((signed_in, "who is signed in", path) for path in (*pages, f"/id/initiative/{id}", "/sv/initiative/new")),
        ]:
            answer = browser.get(path)
            if answer.status in (303, 308):
                answer = browser.get(answer.headers["location"])
            self.expect(answer.status == 200, f"{when}: GET {path} for {who} gave {answer.status}")

    def stale_readers(self, when):
        """Readers whose use is noted: a token never used, a session last seen two minutes ago."""
        answer = Client(self.server.port, self.unused.pop()).send("GET", "/api/v1/initiative?limit=1")
        self.expect(answer.status == 200, f"{when}: GET with a token used for the first time gave {answer.status}")
        answer = self.browser.get("/sv/initiative")
        self.expect(answer.status == 200, f"{when}: GET in a session seen two minutes ago gave {answer.status}")

    def age_session(self):
        ago = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime(time.time() - 120))
        with sqlite3.connect(self.site.folder / "samverk.sqlite", timeout=30) as database:
            database.execute("update user_session set seen_at = ?", (ago,))
        database.close()

    def point(self, point):
        self.age_session()
        self.fill_up(point)
        when = f"full {point}"
        self.stale_readers(when)
        problem = "application/problem+json"
        self.refusal("creating", self.create, problem)
        self.refusal("changing", self.change, problem)
        self.refusal("attaching a file", self.attach, problem)
        self.refusal("a web form", self.form, "text/html")
        self.refusal("a file to import", self.import_file, "text/html")
        self.reading(when)
        self.disk.free()
        began = time.monotonic()
        answer = self.create(self.client())
        while answer.status != 201 and time.monotonic() < began + 10:
            time.sleep(0.01)
            answer = self.create(self.client())
        self.recoveries.append(time.monotonic() - began)
        self.expect(answer.status == 201, f"{when}: with room again, creating gave {answer.status} for 10 s")
        for what, act in (("changing", self.change), ("attaching a file", self.attach), ("a web form", self.form)):
            try:
                status = act(self.client()).status
            except (Gone, Fault) as fault:
                status = fault
            self.expect(status in (200, 201, 303), f"{when}: with room again, {what} gave {status}")
        self.reading(f"after {when}")
        self.everything(f"after {when}")
        self.site.verify(self.findings, f"after {when}")

    def everything(self, when):
        client = self.client()
        found = {record["id"]: (record["version"], record["fields"]["name"]) for record in client.records("initiative")}
        lost = [id for id, known in self.names.items() if found.get(id) != known]
        self.expect(not lost, f"{when}: {len(lost)} of {len(self.names)} acknowledged writes are not there")
        for hash, (id, content) in self.files.items():
            answer = client.send("GET", f"/api/v1/initiative/{id}/files/{hash}")
            self.expect(answer.status == 200 and answer.body == content, f"{when}: a file gave {answer.status}")


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    options = parser.parse_args()

    def drill(shop, findings):
        filling = Filling(shop, findings, options.seed)
        how = f"a disk of {DISK_MIB} MiB" if filling.disk.mounted else "a limit on the size of files"
        say(f"seed {options.seed}, {how}")
        client = filling.client()
        for _ in range(30):
            filling.create(client)
        filling.attach(client)
        filling.form(client)
        for point in ("at once", "by what is written", "while many write"):
            filling.point(point)
        panics = filling.site.log.read_text(errors="replace").count("panicked")
        findings.expect(not panics, f"{panics} panics in the log")
        pid = filling.server.pid
        findings.expect(filling.server.process.poll() is None, "the server has ended")
        filling.server.stop()
        filling.server = filling.site.serve()
        filling.everything("after a restart")
        filling.site.verify(findings, "after a restart")
        stored = [path for path in (filling.site.folder / "files").rglob("*") if path.is_file()]
        orphans = [path for path in stored if path.name not in filling.files]
        say(f"{len(orphans)} files, {sum(path.stat().st_size for path in orphans)} bytes, left by writes that were refused")
        say(f"one process ({pid}) throughout; writing again within {millis(max(filling.recoveries))} of room")
        return f"3 fill points, {len(filling.names)} records and {len(filling.files)} files written, 0 lost, whole"

    run_drill("disk", drill)


if __name__ == "__main__":
    main()
