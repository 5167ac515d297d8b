#!/usr/bin/env python3
"""Misuses the program: guesses passwords while others work, asks more often
than a program may, sends files that unpack to gigabytes, and looks in every
log for the secrets that it used."""

import argparse
import contextlib
import multiprocessing
import os
import random
import re
import struct
import subprocess
import threading
import time
import zlib

from common import PASSWORD, Browser, Client, Fault, Gone, millis, percentile, run_drill, say

ROUNDS = 3
GUESSES_PER_SECOND = 100
SLOWER_SHARE_MAX = 0.20
# What measuring sways by on a machine that does other work.
SLOWER_SECONDS_MAX = 0.002
BOMB_SECONDS_MAX = 5.0
BOMB_MEMORY_MAX = 256 * 2**20
# Longer than a machine that is slow and does other work lets anybody wait.
OTHERS_SECONDS_MAX = 5.0
# Of what a slow file takes meanwhile: who waits for the end of one waits about as long.
OTHERS_SHARE_MAX = 0.25
GIB = 2**30


# ---- guessing passwords ----------------------------------------------------


def guess(port, base, seconds, spread, told):
    """Sends wrong sign-ins at a steady pace; a process of its own."""
    counts, lock, numbers = {}, threading.Lock(), iter(range(10**9))
    began = time.monotonic()

    def one():
        client = Client(port)
        while True:
            with lock:
                number = next(numbers)
            at = began + number / GUESSES_PER_SECOND
            if at > began + seconds:
                return
            time.sleep(max(at - time.monotonic(), 0))
            headers = {"Origin": base, "Content-Type": "application/x-www-form-urlencoded"}
            who = "victim@example.org"
            if spread:
                # As if they came from everywhere, each for another account.
                headers["X-Forwarded-For"] = f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"
                who = f"p{number}@example.org"
            body = f"email={who.replace('@', '%40')}&password=wrong+password+{number}&next=".encode()
            with contextlib.suppress(Gone):
                status = client.send("POST", "/sv/sign-in", body, headers).status
                with lock:
                    counts[status] = counts.get(status, 0) + 1

    threads = [threading.Thread(target=one, daemon=True) for _ in range(64)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(seconds + 20)
    told.send(counts)


def page_times(browser, seconds):
    """How long a page takes for somebody who is signed in, asked for at a steady pace."""
    times, began = [], time.monotonic()
    while time.monotonic() < began + seconds:
        sent = time.monotonic()
        answer = browser.get("/sv/initiative")
        if answer.status != 200:
            raise Fault(f"a page gave {answer.status}")
        times.append(time.monotonic() - sent)
        time.sleep(0.01)
    return times


def guessing(shop, findings, seconds):
    site = shop.site("guessing")
    site.begin("north")
    rows = ["key;owner;visibility;state;name"]
    rows += [f"i{n};north;public;idea;Initiative {n}" for n in range(1000)]
    shop.path("rows.csv").write_text("\n".join(rows) + "\n")
    site.do("import", "initiative", shop.path("rows.csv"))
    link = site.user("other@example.org")
    victim = site.user("victim@example.org")
    server = site.serve("--behind-proxy")
    browser = Browser(server).welcome(link)
    Browser(server).welcome(victim)
    page_times(browser, 1)
    ways = {"none": None, "from one address": False, "from everywhere": True}
    found = {way: [] for way in ways}
    answers = {}
    for _ in range(ROUNDS):
        for way, spread in ways.items():
            if spread is None:
                found[way].append(percentile(page_times(browser, seconds), 0.95))
                continue
            here, there = multiprocessing.Pipe()
            arguments = (server.port, server.base, seconds, spread, there)
            attacker = multiprocessing.Process(target=guess, args=arguments, daemon=True)
            attacker.start()
            try:
                time.sleep(0.2)
                found[way].append(percentile(page_times(browser, seconds - 0.2), 0.95))
                if not here.poll(60):
                    raise Fault("the guessing does not end")
                for status, number in here.recv().items():
                    answers.setdefault(way, {}).setdefault(status, 0)
                    answers[way][status] += number
            finally:
                attacker.kill()
                attacker.join(10)
    alone = percentile(found["none"], 0.5)
    for way in list(ways)[1:]:
        under = percentile(found[way], 0.5)
        slower = under - alone
        fine = slower <= alone * SLOWER_SHARE_MAX or slower <= SLOWER_SECONDS_MAX
        text = (
            f"{GUESSES_PER_SECOND} wrong sign-ins a second {way}: p95 of a page for somebody else"
            f" {under * 1000:.1f} ms, without {alone * 1000:.1f} ms; answers {answers[way]}"
        )
        say(text)
        findings.expect(fine, text)
        findings.expect(set(answers[way]) <= {422, 429}, f"wrong sign-ins {way} were answered {answers[way]}")
    server.stop()


def limits(shop, findings):
    """Ten wrong sign-ins for an account, thirty from an address, so many requests of a token."""
    expect = findings.expect
    site = shop.site("limits")
    site.begin("north")
    link = site.user("victim@example.org")
    site.user("writer@example.org")
    token = site.token("writer@example.org")
    server = site.serve("--behind-proxy", "--api-per-minute", "50")
    Browser(server).welcome(link)

    def sign_in(who, address, password="wrong wrong wrong wrong"):
        headers = {"Origin": server.base, "X-Forwarded-For": address}
        headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = f"email={who}&password={password.replace(' ', '+')}&next=".encode()
        return Client(server.port).send("POST", "/sv/sign-in", body, headers).status

    statuses = [sign_in("victim%40example.org", f"10.0.0.{n}") for n in range(12)]
    expect(statuses == [422] * 10 + [429] * 2, f"wrong sign-ins for one account gave {statuses}")
    status = sign_in("victim%40example.org", "10.0.0.99", PASSWORD)
    expect(status == 429, f"the right password for an account that has to wait gave {status}")
    statuses = [sign_in(f"nobody{n}%40example.org", "10.9.9.9") for n in range(32)]
    expect(statuses == [422] * 30 + [429] * 2, f"wrong sign-ins from one address gave {statuses}")

    client = Client(server.port, token)
    statuses = [client.send("GET", "/api/v1/organisation?limit=1") for _ in range(60)]
    codes = [answer.status for answer in statuses]
    expect(codes == [200] * 50 + [429] * 10, f"60 requests at 50 a minute gave {sorted(set(codes))}, {codes.count(200)} of them 200")
    last = statuses[-1]
    wait = last.headers.get("retry-after", "")
    expect(wait.isdigit() and 1 <= int(wait) <= 60, f"429 with Retry-After {wait!r}")
    expect(last.headers.get_content_type() == "application/problem+json", "429 is not told as a problem")
    status = client.send("POST", "/api/v1/initiative", {"owner": "north", "fields": {"name": "x"}}).status
    expect(status == 429, f"writing beyond the limit gave {status}")
    # The program's own commands make a second token, which has a window of its own.
    status = Client(server.port, site.token("writer@example.org")).send("GET", "/api/v1/head").status
    expect(status == 200, f"another token has to wait too: {status}")
    status = Browser(server).get("/sv").status
    expect(status == 200, f"a page has to wait because a program asked too often: {status}")
    server.stop()


# ---- files that unpack to gigabytes ------------------------------------------


def deflated(pattern, size):
    """The deflated form of a pattern repeated to a size, without making it: one
    piece that stands by itself, repeated."""
    piece = (pattern * (2**24 // len(pattern) + 1))[: 2**24 // len(pattern) * len(pattern)]
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(piece) + packer.flush(zlib.Z_FULL_FLUSH)
    return block, len(piece), -(-size // len(piece)), piece


def member(name, head, pattern, size, tail, lie=None):
    """A part of a packed file; `lie` is the size that its head tells."""
    if not pattern:
        content = head + tail
        packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        return name, packer.compress(content) + packer.flush(), lie or len(content), zlib.crc32(content)
    block, length, times, piece = deflated(pattern, size)
    first, last = zlib.compressobj(9, zlib.DEFLATED, -15), zlib.compressobj(9, zlib.DEFLATED, -15)
    data = first.compress(head) + first.flush(zlib.Z_FULL_FLUSH)
    data += block * times + last.compress(tail) + last.flush()
    crc = zlib.crc32(head)
    if lie is None:
        for _ in range(times):
            crc = zlib.crc32(piece, crc)
        crc = zlib.crc32(tail, crc)
    return name, data, lie or len(head) + length * times + len(tail), crc


def packed(members):
    """A ZIP file, with sizes beyond 4 GiB told as ZIP64."""
    out, directory = bytearray(), bytearray()
    for name, data, size, crc in members:
        at, extra, told = len(out), b"", size
        if size >= 2**32 - 1:
            told, extra = 2**32 - 1, struct.pack("<HHQ", 1, 8, size)
        name = name.encode()
        common = struct.pack("<HHHHHIIIHH", 45, 0, 8, 0, 33, crc, len(data), told, len(name), len(extra))
        local = extra if not extra else struct.pack("<HHQQ", 1, 16, size, len(data))
        head = struct.pack("<HHHHHIIIHH", 45, 0, 8, 0, 33, crc, 2**32 - 1 if local else len(data), told, len(name), len(local))
        out += b"PK\3\4" + head + name + local + data
        directory += b"PK\1\2" + struct.pack("<H", 45) + common + struct.pack("<HHHII", 0, 0, 0, 0, at) + name + extra
    start = len(out)
    out += directory
    out += b"PK\5\6" + struct.pack("<HHHHIIH", 0, 0, len(members), len(members), len(directory), start, 0)
    return bytes(out)


def book(sheet, strings=None):
    """A spreadsheet around a sheet's part."""
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    package = "http://schemas.openxmlformats.org/package/2006"
    types = f'<Types xmlns="{package}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/></Types>'
    root = f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relations}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
    workbook = f'<workbook xmlns="{main}" xmlns:r="{relations}"><sheets><sheet name="A" sheetId="1" r:id="rId1"/></sheets></workbook>'
    own = f'<Relationships xmlns="{package}/relationships"><Relationship Id="rId1" Type="{relations}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="{relations}/sharedStrings" Target="sharedStrings.xml"/></Relationships>'
    plain = {"[Content_Types].xml": types, "_rels/.rels": root, "xl/workbook.xml": workbook, "xl/_rels/workbook.xml.rels": own}
    parts = [member(name, text.encode(), b"", 0, b"") for name, text in plain.items()]
    strings = strings or member("xl/sharedStrings.xml", f'<sst xmlns="{main}"/>'.encode(), b"", 0, b"")
    return packed([*parts, strings, sheet])


SHEET = "xl/worksheets/sheet1.xml"
HEAD = b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
TAIL = b"</sheetData></worksheet>"
ROW = b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'
WIDE = b";".join(b"column %d" % n for n in range(500)) + b"\n"


def plain_sheet(cells):
    return member(SHEET, HEAD + cells + TAIL, b"", 0, b"")


def cell(place, text="key"):
    row = re.sub(r"\D", "", place)
    return f'<row r="{row}"><c r="{place}" t="inlineStr"><is><t>{text}</t></is></c></row>'.encode()


def empty_cells():
    """What takes longest of all that is read."""
    return WIDE + (b";" * 499 + b"\n") * 40_000


def entities(levels=9):
    """Nested entities: ten to the power of the levels."""
    lines = ['<!ENTITY e0 "xxxxxxxxxx">']
    lines += [f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels)]
    return ("<!DOCTYPE worksheet [" + "".join(lines) + "]>").encode(), f"&e{levels - 1};"


def bombs():
    """Name, file name, content, and whether it has to be refused; without that
    it may be read, in time and without much memory."""
    strings = b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>'
    dtd, entity = entities()
    long_cell = HEAD + b'<row r="1"><c r="A1" t="inlineStr"><is><t>'
    end_cell = b"</t></is></c></row>" + TAIL
    small = 1000
    yield "a sheet of 5 GB of rows", book(member(SHEET, HEAD, ROW, 5 * GIB, TAIL)), True
    yield "a sheet of 5 GB of rows that says 1 kB", book(member(SHEET, HEAD, ROW, 5 * GIB, TAIL, small)), True
    yield "a cell of 5 GB", book(member(SHEET, long_cell, b"a", 5 * GIB, end_cell)), True
    yield "a cell of 5 GB that says 1 kB", book(member(SHEET, long_cell, b"a", 5 * GIB, end_cell, small)), True
    many = member("xl/sharedStrings.xml", strings, b"x</t></si><si><t>", 5 * GIB, b"</t></si></sst>", small)
    yield "shared strings of 5 GB that say 1 kB", book(plain_sheet(cell("A1")), many), True
    yield "a sheet of 190 MB of rows", book(member(SHEET, HEAD, ROW, 190 * 2**20, TAIL)), True
    yield "a sheet of 190 MB of empty rows", book(member(SHEET, HEAD, b"<row/>", 190 * 2**20, TAIL)), False
    yield "a cell of 190 MB", book(member(SHEET, long_cell, b"a", 190 * 2**20, end_cell)), False
    yield "elements 10 million deep", book(member(SHEET, HEAD, b"<a>", 30 * 10**6, TAIL)), True
    yield "two cells at the far corners", book(plain_sheet(cell("A1") + cell("XFD1048576"))), True
    wide = b"".join(cell(f"{column}{row}") for row, column in ((1, "A"), (99999, "SF")))
    yield "two cells at the corners of what is allowed", book(plain_sheet(wide)), False
    yield "nested entities in a sheet", book(member(SHEET, dtd + HEAD + cell("A1", entity) + TAIL, b"", 0, b"")), False
    nested = member("xl/sharedStrings.xml", dtd + strings + entity.encode() + b"</t></si></sst>", b"", 0, b"")
    shared = plain_sheet(b'<row r="1"><c r="A1" t="s"><v>0</v></c></row>')
    yield "nested entities in shared strings", book(shared, nested), False
    outside = b'<!DOCTYPE worksheet [<!ENTITY f SYSTEM "file:///etc/passwd">]>' + HEAD + cell("A1", "key&f;") + TAIL
    yield "an entity that names a file", book(member(SHEET, outside, b"", 0, b"")), False
    yield "a table of 20 MB of semicolons", b"key" + b";" * (20 * 2**20), True
    yield "a table of 40 000 rows of 500 empty cells", empty_cells(), False
    yield "a table of 40 000 rows of 500 filled cells", WIDE + (b"1;" * 250 + b";" * 249 + b"\n") * 30_000, False
    yield "a table of 20 MB of lines", b"key;name\n" + b"a\n" * (10 * 2**20), True
    yield "a table with an open quote of 20 MB", b'key;name\n"' + b"a;\n" * (7 * 2**20), False
    yield "a file beyond 25 MB", b"key;name\n" + b"a;b\n" * (7 * 2**20), True


class Others:
    """What others notice meanwhile."""

    def __init__(self, server):
        self.server, self.stop, self.times = server, threading.Event(), []
        self.thread = threading.Thread(target=self.run)

    def run(self):
        while not self.stop.is_set():
            began = time.monotonic()
            with contextlib.suppress(Gone):
                Client(self.server.port).send("GET", "/sv/organisation")
            self.times.append(time.monotonic() - began)
            self.stop.wait(0.02)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.stop.set()
        self.thread.join(60)

    @property
    def longest(self):
        return max(self.times, default=0.0)


def memory(pid, name):
    with open(f"/proc/{pid}/status") as status:
        for line in status:
            if line.startswith(name):
                return int(line.split()[1]) * 1024
    return 0


def processor(pid):
    """Seconds of work that a process has done."""
    with open(f"/proc/{pid}/stat") as stat:
        fields = stat.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def explode(shop, findings):
    site = shop.site("bombs")
    site.begin("north")
    link = site.user("importer@example.org")
    server = site.serve()
    browser = Browser(server).welcome(link)
    count = 0
    for name, content, refuse in bombs():
        # Each meets a fresh process, so that nothing is hidden by memory kept from the last.
        if server.process.poll() is None:
            server.stop()
        server = site.serve()
        browser.server, browser.client = server, Client(server.port)
        browser.get("/sv/organisation/import")
        bomb(findings, server, browser, name, content, refuse)
        count += 1
    together(findings, server, browser)
    panics = site.log.read_text(errors="replace").count("panicked")
    findings.expect(not panics, f"{panics} panics in the log")
    server.stop()
    return count


def send_file(browser, content, token):
    """Sends a file to be imported and looks at the page that follows."""
    head = f'--b\r\nContent-Disposition: form-data; name="token"\r\n\r\n{token}\r\n'.encode()
    head += b'--b\r\nContent-Disposition: form-data; name="file"; filename="file.xlsx"\r\n\r\n'
    kind = {"Content-Type": "multipart/form-data; boundary=b"}
    body = head + content + b"\r\n--b--\r\n"
    answer = browser.send("POST", "/sv/organisation/import", body, kind)
    if answer.status == 303:
        answer = browser.get(answer.headers["location"])
    return answer


def bomb(findings, server, browser, name, content, refuse):
    expect = findings.expect
    token = browser.form_token()
    before, busy = memory(server.pid, "VmHWM"), processor(server.pid)
    status, words, began = None, "", time.monotonic()
    with Others(server) as others:
        try:
            answer = send_file(browser, content, token)
            status, page = answer.status, answer.text()
            expect("root:x:" not in page, f"{name}: a file of the machine is shown")
            found = re.search(r'role="alert">(.*?)</div>', page, re.S)
            words = re.sub(r"<[^>]*>|\s+", " ", found[1]).strip()[:60] if found else ""
        except Gone as gone:
            status = f"no answer ({gone})"
        spent = time.monotonic() - began
    browser.client = Client(server.port)
    said = f"{name} ({len(content) / 1e6:.1f} MB sent)"
    if not expect(server.process.poll() is None, f"{said}: the server has ended: {server.tail()[-200:]}"):
        return
    grown, busy = memory(server.pid, "VmHWM") - before, processor(server.pid) - busy
    expect(status in (400, 413, 422) or (not refuse and status == 200), f"{said}: answered {status}")
    # Its own work counts, not what else the machine does.
    expect(min(spent, busy) <= BOMB_SECONDS_MAX, f"{said}: took {spent:.1f} s, {busy:.1f} s of work")
    expect(grown <= BOMB_MEMORY_MAX, f"{said}: memory grew by {grown / 2**20:.0f} MiB")
    waited = millis(others.longest)
    expect(others.longest <= OTHERS_SECONDS_MAX, f"{said}: others waited {waited} meanwhile")
    say(f"  {said}: {status} in {millis(spent)}, memory +{grown / 2**20:.0f} MiB, others waited {waited} {words}")


def together(findings, server, browser):
    """As many slow files at once as there are processors: others still get their pages."""
    content = empty_cells()
    token, cookies = browser.form_token(), dict(browser.cookies)
    times, statuses = [], set()

    def one():
        own = Browser(server)
        own.cookies = dict(cookies)
        for _ in range(ROUNDS):
            began = time.monotonic()
            with contextlib.suppress(Gone):
                statuses.add(send_file(own, content, token).status)
                times.append(time.monotonic() - began)

    senders = [threading.Thread(target=one) for _ in range(os.cpu_count() or 2)]
    with Others(server) as others:
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join(60)
    # Middles of the same seconds are compared, so that other work on the machine counts for both.
    took, waited = percentile(times, 0.5), percentile(others.times, 0.5)
    text = f"{len(senders)} slow files at once, each {millis(took)}: others waited {millis(waited)}, at most {millis(others.longest)}"
    say(f"  {text}")
    findings.expect(statuses == {200}, f"slow files at once were answered {statuses}")
    findings.expect(waited <= took * OTHERS_SHARE_MAX and others.longest <= OTHERS_SECONDS_MAX, text)


# ---- secrets in logs -----------------------------------------------------------


def canaries(shop, findings, form):
    """Uses every kind of secret, rightly and wrongly, and looks for them in what was logged."""
    expect = findings.expect
    debug = {"SAMVERK_LOG": "debug"}
    site = shop.site(f"canary-{form}")
    site.begin("north")
    logged, secrets = [], {}
    mark = f"{random.SystemRandom().randrange(16**10):010x}"
    secrets["password"] = f"canary password {mark}"
    secrets["wrong password"] = f"wrong canary {mark} wrong"
    secrets["new password"] = f"another canary {mark} here"
    secrets["name of a person"] = f"Kanarie{mark}"
    secrets["address of a person"] = f"kanarie.{mark}@example.org"
    secrets["telephone of a person"] = f"070-{int(mark, 16) % 10**7:07}"
    secrets["idempotency key"] = f"idempotent-{mark}"

    def command(*words):
        done = site.run("--log", form, *words, env=debug)
        logged.append(done.stderr)
        return done

    link = command("user", "add", "canary@example.org", "--role", "representative", "--organisation", "north").stdout.strip()
    secrets["one-time link"] = link.rsplit("/", 1)[-1]
    unused = command("user", "add", "late@example.org", "--role", "reader", "--organisation", "north").stdout.strip()
    secrets["unused one-time link"] = unused.rsplit("/", 1)[-1]
    secrets["token of the command"] = command("user", "token", "canary@example.org", "--scope", "write").stdout.strip()
    smtp = f"smtppass{mark}"
    secrets["password of the mail server"] = smtp
    options = ["--smtp", f"smtp://user:{smtp}@127.0.0.1:9", "--mail-from", "a@example.org", "--work-seconds", "1"]
    server = site.serve("--log", form, *options, env=debug)
    browser = Browser(server).welcome(link, secrets["password"])
    secrets["first session"] = browser.cookies["samverk"]
    Browser(server).sign_in("canary@example.org", secrets["wrong password"])
    browser = Browser(server)
    expect(browser.sign_in("canary@example.org", secrets["password"]).status == 303, "signing in failed")
    secrets["session"] = browser.cookies["samverk"]
    secrets["form token"] = browser.form_token()
    Browser(server).get(f"/sv/welcome/{secrets['unused one-time link']}")
    page = browser.form("/sv/account/token", {"name": "own", "scope": "calendar", "days": "30"}).text()
    secrets["personal calendar address"] = re.search(r"smv_\w+", page)[0]
    expect(Browser(server).get(f"/calendar/{secrets['personal calendar address']}.ics").status == 200, "no calendar")
    Browser(server).get(f"/calendar/{secrets['personal calendar address']}x.ics")
    Browser(server).get(f"/calendar/{secrets['personal calendar address']}.ics/more")
    client = Client(server.port, secrets["token of the command"])
    person = {"name": secrets["name of a person"], "email": secrets["address of a person"]}
    person |= {"phone": secrets["telephone of a person"], "organisation": "north", "function": "tester"}
    right = {"owner": "north", "fields": {**person, "consent": "given", "erase_after": "2099-01-01"}}
    key = {"Idempotency-Key": secrets["idempotency key"]}
    answer = client.send("POST", "/api/v1/contact-person", right, key)
    expect(answer.status == 201, f"making a person gave {answer.status} {answer.text()[:200]}")
    record = answer.json()
    path = f"/api/v1/contact-person/{record['id']}"
    client.send("POST", "/api/v1/contact-person", {**right, "fields": {**person, "consent": "nonsense"}})
    client.send("POST", "/api/v1/contact-person", ('{"fields":{"name":"' + secrets["name of a person"]).encode())
    client.send("POST", "/api/v1/contact-person", {"fields": {"email": "broken " + secrets["address of a person"]}})
    client.send("POST", "/api/v1/contact-person", right, key)
    client.send("PATCH", path, {"fields": {"phone": secrets["telephone of a person"] + "1"}}, {"If-Match": '"1"'})
    client.send("PATCH", path, {"fields": {"phone": secrets["telephone of a person"] + "2"}}, {"If-Match": '"1"'})
    Client(server.port, secrets["token of the command"] + "0").send("GET", path)
    Client(server.port).send("GET", f"/api/v1/contact-person?token={secrets['token of the command']}")
    browser.get(f"/sv/search?q={secrets['name of a person']}")
    browser.get(f"/sv/contact-person?q={secrets['name of a person']}&name={secrets['address of a person']}")
    browser.get(f"/sv/contact-person/{secrets['name of a person']}")
    browser.form("/sv/account/password", {"present": secrets["wrong password"], "new": secrets["new password"]})
    browser.form("/sv/account/password", {"present": secrets["password"], "new": "short" + mark})
    browser.form("/sv/account/password", {"present": secrets["password"], "new": secrets["new password"]})
    browser.post("/sv/account/token", {"token": secrets["form token"][:-1] + "x", "name": "x"})
    rows = shop.path("persons.csv")
    rows.write_text(
        "key;owner;name;function;organisation;email;consent;erase_after\n"
        f"c1;north;{secrets['name of a person']};x;nowhere;{secrets['address of a person']};given;never\n"
    )
    told = command("import", "contact-person", rows)
    expect(told.returncode == 1, "a faulty table was taken")
    command("search", secrets["name of a person"])
    command("verify")
    command("backup", shop.path("canary.tar"))
    browser.form("/sv/sign-out", {})
    # A change that others are told of, and a mail that cannot be sent.
    time.sleep(2.5)
    server.stop()
    database = f"dbpass{mark}"
    secrets["password of the database"] = database
    addresses = [f"postgres://samverk:{database}@[broken/x", f"pg://samverk:{database}@127.0.0.1/x"]
    if form == "text":
        # It waits half a minute for a server that refuses.
        addresses.append(f"postgres://samverk:{database}@127.0.0.1:1/x")
    for address in addresses:
        site_of = [str(site.shop.program), "--database", address, "verify"]
        logged.append(run_plain(site_of, debug))
    logged.append(site.log.read_text(errors="replace"))
    text = "\n".join(logged)
    expect("debug" in text.lower() and text.count("request") > 30, "the log holds too little to say anything")
    for name, secret in secrets.items():
        forms = {secret, secret.replace(" ", "+"), secret.replace(" ", "%20"), secret.replace("@", "%40")}
        lines = [line for line in text.splitlines() if any(form in line for form in forms)]
        expect(not lines, f"log ({form}): {name} is in {len(lines)} lines, the first: {lines[0][:240] if lines else ''}")
    return len(secrets), len(text)


def run_plain(command, env):
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, env={**os.environ, **env})
    return done.stderr


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=10.0, help="of guessing in each of three rounds")
    parser.add_argument("--only", choices=["guessing", "limits", "bombs", "canaries"])
    options = parser.parse_args()

    def drill(shop, findings):
        only, told = options.only, []
        if only in (None, "limits"):
            limits(shop, findings)
            told.append("limits held")
        if only in (None, "canaries"):
            for form in ("text", "json"):
                number, size = canaries(shop, findings, form)
                say(f"log as {form}: {size} characters, {number} secrets looked for")
            told.append(f"{number} secrets in no log")
        if only in (None, "bombs"):
            told.append(f"{explode(shop, findings)} bombs")
        if only in (None, "guessing"):
            guessing(shop, findings, options.seconds)
            told.append("guessing passwords slows nobody down")
        return ", ".join(told)

    run_drill("abuse", drill)


if __name__ == "__main__":
    main()
