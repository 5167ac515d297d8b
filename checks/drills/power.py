#!/usr/bin/env python3
"""Cuts the power, in thought: records every system call with which a running
program writes files, makes them durable and answers, then builds for random
moments what a disk could hold if the power went there and then, opens that,
and checks that the history is whole and that everything is there that anybody
had been told of.

What a disk could hold: every write that an fsync of its file has covered. Of
the later ones any may be there, be missing, or be torn at sectors of 512 or
4 096 bytes. A file that was made, renamed or removed may be so or not until
its folder has been synced.

Three scenes: a server that is written to, while commands import and back up,
and that is stopped and started again; a migration; and a restore in the place
of what is there. The drill proves itself: the first scene again, with the
commits' fsyncs taken for absent as the setting synchronous=NORMAL would have
it, must lose writes."""

import argparse
import hashlib
import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import threading
import time
from pathlib import Path

from common import ROOT, UNTHROTTLED, Browser, Client, Fault, Gone, Server, Site, free_port, run_drill, runs, say

CALLS = (
    "openat,open,creat,pwrite64,write,pwritev,pwritev2,writev,sendto,sendmsg,fsync,fdatasync,ftruncate,fallocate,"
    "rename,renameat,renameat2,unlink,unlinkat,mkdir,mkdirat,link,linkat,copy_file_range,sendfile,msync,sync_file_range"
)
WRITERS = 3
WRITE_SECONDS = 3.0
# Clients go on beyond that until so many records were answered, where the disk is slow.
ANSWERS_MIN = 60
SLOW_SECONDS_MAX = 60.0
PERSONS = 6
IMPORTED = 200
DATABASE = "samverk.sqlite"
NORMAL_CUTS = 20
# Every so many cuts the program itself looks at what is left.
PROGRAM_EVERY = 10


# ---- the recording -------------------------------------------------------


class Strace:
    """A shell under strace: everything started from it is recorded, in one order."""

    def __init__(self, shop, name, folder):
        strace = shutil.which("strace")
        if not strace:
            raise Fault("strace is missing: apt-get install strace")
        self.trace = shop.path(f"{name}.trace")
        command = [strace, "-f", "-y", "-xx", "-s", "100000000", "--seccomp-bpf", "-e", f"trace={CALLS}"]
        self.log = shop.path(f"{name}.log")
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [*command, "-o", str(self.trace), "sh", "-s"], cwd=folder, start_new_session=True,
                stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=log, text=True,
            )  # fmt: skip
        shop.undo(self.end)

    def end(self):
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait(10)

    def tell(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def run(self, command):
        """Runs a command to its end and gives what it printed."""
        self.tell(f"{command}; echo \"= $?\"")
        told = []
        for line in self.process.stdout:
            if line.startswith("= "):
                if line != "= 0\n":
                    raise Fault(f"{command} gave {line[2:].strip()}: {''.join(told)} {self.log.read_text()[-300:]}")
                return "".join(told)
            told.append(line)
        raise Fault(f"strace ended: {self.log.read_text()[-500:]}")

    def start(self, command):
        """Starts a command beside and gives its process id."""
        self.tell(f"{command} >>{self.log} 2>&1 & echo $!")
        return int(self.process.stdout.readline())

    def settle(self, silence=0.2, limit=10):
        """Waits until nothing was recorded for so long. An answer reaches its reader
        before the call that sent it is written down, and a kill between loses the line."""
        end, size, since = time.monotonic() + limit, -1, time.monotonic()
        while time.monotonic() - since < silence:
            if time.monotonic() > end:
                raise Fault(f"calls are still being recorded after {limit} s")
            now = self.trace.stat().st_size
            if now != size:
                size, since = now, time.monotonic()
            time.sleep(0.02)

    def close(self):
        self.process.stdin.close()
        self.process.wait(60)


class Traced(Server):
    """A server that the recording shell has started."""

    def __init__(self, site, strace, port, pid):
        self.site, self.port, self.base = site, port, f"http://127.0.0.1:{port}"
        self.began = time.monotonic()
        self.process = Running(pid)
        site.log = strace.log


class Running:
    """A process that is not a child of the drill."""

    def __init__(self, pid):
        self.pid = pid

    def poll(self):
        return None if runs(self.pid) else 0

    def signal(self, number, seconds=30):
        os.kill(self.pid, number)
        limit = time.monotonic() + seconds
        while self.poll() is None and time.monotonic() < limit:
            time.sleep(0.01)
        if self.poll() is None:
            raise Fault("the server does not end")


ESCAPED = re.compile(r"(?:\\x[0-9a-f]{2})+")
LINE = re.compile(r"^(\d+) +(.*)$")
CALL = re.compile(r"^(\w+)\((.*)\) += (-?\d+)(?:<(.*)>)?(?: .*)?$", re.S)
QUOTED = re.compile(r'"((?:\\x[0-9a-f]{2})*)"(\.\.\.)?')
DESCRIPTOR = re.compile(r"^(\d+|AT_FDCWD)<([^>]*)>")


def unescape(text):
    return bytes.fromhex(text.replace("\\x", ""))


def path_of(text):
    return ESCAPED.sub(lambda found: unescape(found[0]).decode("utf-8", "replace"), text)


class Event:
    """A call that matters: from the line where it began to the one where it ended."""

    __slots__ = ("what", "path", "offset", "data", "began", "ended", "thread", "to")

    def __init__(self, what, path, began, ended, thread, offset=0, data=b"", to=None):
        self.what, self.path, self.began, self.ended, self.thread = what, path, began, ended, thread
        self.offset, self.data, self.to = offset, data, to


def read_trace(trace, root, folder):
    """The events of a recording. Files are those below `root`; what goes to a
    socket or a pipe is told to somebody."""
    root = str(root)
    open_calls, events = {}, []
    positions, appending, sizes = {}, set(), {}
    for file in Path(root).rglob("*"):
        if file.is_file():
            sizes[str(file)] = file.stat().st_size
    with open(trace, encoding="ascii", errors="replace") as lines:
        for number, line in enumerate(lines):
            thread, text = LINE.match(line.rstrip("\n")).groups()
            if text.endswith("<unfinished ...>"):
                open_calls[thread] = (number, text[: -len("<unfinished ...>")])
                continue
            began = number
            resumed = re.match(r"^<\.\.\. \w+ resumed>", text)
            if resumed:
                began, head = open_calls.pop(thread)
                text = head.rstrip(" ") + text[resumed.end() :].lstrip(" ")
            if text.startswith(("+++", "---")):
                open_calls.pop(thread, None)
                continue
            call = CALL.match(text)
            if not call:
                continue
            name, arguments, result, opened = call.groups()
            result = int(result)
            if result < 0:
                continue

            def event(what, path, **more):
                events.append(Event(what, path, began, number, thread, **more))

            def named(quoted, at=arguments):
                path = unescape(QUOTED.findall(at)[quoted][0]).decode()
                return os.path.normpath(os.path.join(folder, path))

            if name in ("openat", "open", "creat"):
                path = path_of(opened or "")
                if not path.startswith(root + "/"):
                    continue
                descriptor = result
                positions[(path, descriptor)] = 0
                appending.discard((path, descriptor))
                if "O_APPEND" in arguments:
                    appending.add((path, descriptor))
                if "O_CREAT" in arguments or name == "creat":
                    event("create", path)
                    sizes.setdefault(path, 0)
                if "O_TRUNC" in arguments or name == "creat":
                    event("truncate", path, offset=0)
                    sizes[path] = 0
                continue
            if name in ("mkdir", "mkdirat", "unlink", "unlinkat"):
                path = named(0)
                if path.startswith(root + "/"):
                    event(name.removesuffix("at"), path)
                    if name.startswith("unlink"):
                        sizes.pop(path, None)
                continue
            if name in ("rename", "renameat", "renameat2", "link", "linkat"):
                path, to = named(0), named(1)
                if to.startswith(root + "/"):
                    event("rename" if name.startswith("rename") else "link", path, to=to)
                    sizes[to] = sizes.get(path, 0)
                    if name.startswith("rename"):
                        sizes.pop(path, None)
                continue
            descriptor = DESCRIPTOR.match(arguments)
            if not descriptor:
                continue
            handle, path = descriptor[1], path_of(descriptor[2])
            inside = path == root or path.startswith(root + "/")
            if not inside:
                told = path.startswith(("socket:", "TCP", "pipe:"))
                if told and name in ("write", "writev", "sendto", "sendmsg"):
                    data = b"".join(unescape(text) for text, _ in QUOTED.findall(arguments))[:result]
                    if data and not (path.startswith("pipe:") and handle != "1"):
                        event("told", path, data=data)
                continue
            if any(cut for _, cut in QUOTED.findall(arguments)):
                raise Fault("the recording is cut off")
            last = arguments.rsplit(", ", 1)[-1]
            if name == "pwrite64":
                data = unescape(QUOTED.search(arguments)[1])[:result]
                event("write", path, offset=int(last), data=data)
                sizes[path] = max(sizes.get(path, 0), int(last) + result)
            elif name in ("write", "writev"):
                key = (path, int(handle))
                data = b"".join(unescape(text) for text, _ in QUOTED.findall(arguments))[:result]
                at = sizes.get(path, 0) if key in appending else positions.get(key, 0)
                event("write", path, offset=at, data=data)
                positions[key] = at + result
                sizes[path] = max(sizes.get(path, 0), at + result)
            elif name in ("fsync", "fdatasync"):
                event("fsync", path)
            elif name == "ftruncate":
                event("truncate", path, offset=int(last))
                sizes[path] = int(last)
            elif not path.endswith("-shm"):
                raise Fault(f"the drill does not know how {name} changes {path}")
    return sorted(events, key=lambda event: event.began)


# ---- the disk ------------------------------------------------------------


class Inode:
    def __init__(self, content=b""):
        self.durable = bytearray(content)
        self.pending = []


def put(content, event, keep=None):
    if event.what == "truncate":
        if len(content) > event.offset:
            del content[event.offset :]
        else:
            content.extend(bytes(event.offset - len(content)))
        return
    pieces = keep if keep is not None else [(0, len(event.data))]
    for start, stop in pieces:
        at = event.offset + start
        if len(content) < at:
            content.extend(bytes(at - len(content)))
        content[at : at + stop - start] = event.data[start:stop]


class Disk:
    """What is durable, and what was done since without being made so."""

    def __init__(self, baseline, root, events, ignored=frozenset()):
        self.root = str(root)
        self.durable, self.folders, self.live = {}, {self.root}, {}
        for path in sorted(Path(baseline).rglob("*")):
            at = str(root / path.relative_to(baseline))
            if path.is_dir():
                self.folders.add(at)
            else:
                self.durable[at] = self.live[at] = Inode(path.read_bytes())
        self.names = {}
        self.events, self.ignored, self.at = events, ignored, 0
        self.syncs = []

    def advance(self, cut):
        """Takes in everything that began before the cut."""
        while self.at < len(self.events) and self.events[self.at].began < cut:
            self.take(self.events[self.at], self.at)
            self.at += 1
        waiting = []
        for event in self.syncs:
            if event.ended < cut:
                self.sync(event)
            else:
                waiting.append(event)
        self.syncs = waiting

    def take(self, event, number):
        # An fsync counts from its end, for what had ended when it began; a
        # later one of the same file must not be taken in before it.
        waiting = []
        for sync in self.syncs:
            if sync.ended < event.began:
                self.sync(sync)
            else:
                waiting.append(sync)
        self.syncs = waiting
        path = event.path
        if path.endswith("-shm") or (event.to or "").endswith("-shm"):
            return
        if event.what == "fsync":
            if number not in self.ignored:
                self.syncs.append(event)
        elif event.what in ("write", "truncate"):
            inode = self.live.get(path)
            if inode is not None:
                inode.pending.append(event)
        elif event.what == "create":
            if path not in self.live:
                self.live[path] = Inode()
                self.name(event, path, self.live[path])
        elif event.what == "mkdir":
            self.name(event, path, None)
        elif event.what == "unlink":
            self.live.pop(path, None)
            self.name(event, path, None)
        elif event.what in ("rename", "link"):
            inode = self.live.get(path)
            if inode is not None:
                self.live[event.to] = inode
                if event.what == "rename":
                    self.live.pop(path)
                self.name(event, event.to, inode)

    def name(self, event, path, inode):
        self.names.setdefault(os.path.dirname(path), []).append((event, inode))

    def sync(self, event):
        path = event.path
        if path in self.names or path in self.folders:
            kept = []
            for done, inode in self.names.get(path, []):
                if done.ended < event.began:
                    self.rename(self.durable, self.folders, done, inode)
                else:
                    kept.append((done, inode))
            self.names[path] = kept
            return
        inode = self.live.get(path)
        if inode is None:
            return
        kept = []
        for done in inode.pending:
            if done.ended < event.began:
                put(inode.durable, done)
            else:
                kept.append(done)
        inode.pending = kept

    @staticmethod
    def rename(files, folders, event, inode):
        if event.what == "mkdir":
            folders.add(event.path)
        elif event.what == "unlink":
            files.pop(event.path, None)
        else:
            if event.what == "rename":
                files.pop(event.path, None)
            files[event.to or event.path] = inode

    def lose_power(self, chance):
        """One of the states that the disk may be in."""
        survive = chance.choice([0.0, 0.0, 0.1, 0.5, 0.9, 1.0])
        sector = chance.choice([0, 512, 4096])
        files, folders = dict(self.durable), set(self.folders)
        prefix = chance.random() < 0.5
        for done in self.names.values():
            for event, inode in done[: chance.randrange(len(done) + 1)] if prefix else done:
                if prefix or chance.random() < survive:
                    self.rename(files, folders, event, inode)
        state = {}
        for path, inode in files.items():
            folder = os.path.dirname(path)
            there = True
            while folder != self.root and there:
                there = folder in folders
                folder = os.path.dirname(folder)
            if not there:
                continue
            content = bytearray(inode.durable)
            for event in inode.pending:
                if event.what == "truncate" or not sector:
                    if chance.random() < survive:
                        put(content, event)
                    continue
                edges = range(event.offset - event.offset % sector, event.offset + len(event.data), sector)
                pieces = [
                    (max(edge - event.offset, 0), min(edge + sector - event.offset, len(event.data)))
                    for edge in edges
                    if chance.random() < survive
                ]
                put(content, event, pieces)
            state[os.path.relpath(path, self.root)] = content
        if chance.random() < 0.5:
            # Shared memory of readers means nothing after a cut.
            state[f"data/{DATABASE}-shm"] = bytearray(chance.randbytes(32768))
        return state, [os.path.relpath(folder, self.root) for folder in folders if folder != self.root]


def write_state(state, folder):
    content, folders = state
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in sorted(folders):
        (folder / name).mkdir(parents=True, exist_ok=True)
    for name, data in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)


# ---- what was told -------------------------------------------------------


class Told:
    """What somebody was told, with the moment from which on it has to hold."""

    def __init__(self, events):
        self.records, self.printed, self.erased = [], [], []
        buffers = {}
        for event in events:
            if event.what != "told":
                continue
            if event.path.startswith("pipe:"):
                self.printed.append((event.began, event.data.decode("utf-8", "replace")))
                continue
            buffer = buffers.get(event.path, b"") + event.data
            while buffer:
                head, found, rest = buffer.partition(b"\r\n\r\n")
                length = re.search(rb"(?im)^content-length: (\d+)", head)
                size = int(length[1]) if length else 0
                if not found or len(rest) < size:
                    break
                self.answer(event.began, head, rest[:size])
                buffer = rest[size:]
            buffers[event.path] = buffer

    def answer(self, at, head, body):
        status = int(head.split(b" ", 2)[1])
        if status in (200, 201) and b"content-type: application/json" in head.lower() and body:
            record = json.loads(body)
            if "version" in record and "fields" in record:
                self.records.append((at, record["id"], record["version"], record["fields"]))
        elif status == 303 and re.search(rb"(?im)^location: /sv/contact-person\r?$", head + b"\r"):
            self.erased.append(at)


# ---- the scenes ----------------------------------------------------------


class Looker:
    """Opens what a cut left and tells what is wrong with it."""

    def __init__(self, shop):
        self.shop = shop
        self.folder = shop.path("cut")
        self.looked, self.programs = 0, 0

    def open(self, folder):
        database = sqlite3.connect(folder / "data" / DATABASE)
        database.execute("pragma locking_mode = exclusive")
        database.execute("pragma synchronous = off")
        return database

    def sound(self, database):
        """Faults of the file and of the chain."""
        faults = [row[0] for row in database.execute("pragma integrity_check(3)") if row[0] != "ok"]
        faults += [f"a link leads nowhere: {row}" for row in database.execute("pragma foreign_key_check")][:3]
        previous = "0" * 64
        for number, (seq, before, own) in enumerate(
            database.execute("select seq, previous, hash from entry order by seq"), start=1
        ):
            if seq != number or before != previous:
                faults.append(f"the chain breaks at entry {seq}")
                break
            previous = own
        return faults, previous

    def program(self, folder, *commands):
        """Faults that the program finds: it opens the same state itself."""
        site = Site(self.shop, "cut", ["--data", str(folder / "data")])
        self.programs += 1
        for command in commands:
            done = site.run(command)
            if done.returncode != 0:
                return [f"`samverk {command}` says: {(done.stderr + done.stdout)[:300]}"]
        return []


class Scene:
    """A recorded run with the state before it and a look at what is left."""

    commands = ("verify",)

    def __init__(self, shop, name):
        self.shop, self.name = shop, name
        self.root = shop.path(name)
        self.root.mkdir()
        self.baseline = shop.path(f"{name}-before")
        self.strace = None

    def site(self):
        return Site(self.shop, self.name, ["--data", str(self.root / "data")])

    def begin(self):
        shutil.copytree(self.root, self.baseline)
        self.strace = Strace(self.shop, f"{self.name}-strace", self.root)

    def end(self):
        self.strace.close()
        # Sizes before the run are what counts for files that are appended to.
        after = self.shop.path(f"{self.name}-after")
        self.root.rename(after)
        shutil.copytree(self.baseline, self.root)
        self.events = read_trace(self.strace.trace, self.root, self.root)
        self.after = after
        self.told = Told(self.events)
        self.last = self.events[-1].ended + 1

    def cuts(self, chance, number):
        """Half of them anywhere, half of them right after something was told."""
        told = [event.began for event in self.events if event.what == "told"]
        moments = [chance.randrange(self.events[0].began, self.last + 1) for _ in range(number - number // 2)]
        moments += [chance.choice(told) + 1 for _ in range(number // 2)] if told else []
        return sorted(moments)

    def replay(self, looker, chance, number, ignored=frozenset()):
        """Cuts the power so often; gives the faults: lost or broken, what, at which cut, in words."""
        disk = Disk(self.baseline, self.root, self.events, ignored)
        faults = []
        for cut in self.cuts(chance, number):
            disk.advance(cut)
            state = disk.lose_power(chance)
            write_state(state, looker.folder)
            looker.looked += 1
            wrong = self.look(looker, looker.folder, cut)
            if not ignored and looker.looked % PROGRAM_EVERY == 0 or (wrong and not ignored):
                write_state(state, looker.folder)
                wrong += [("broken", "verify", text) for text in looker.program(looker.folder, *self.commands)]
            faults += [(kind, what, cut, text) for kind, what, text in wrong]
        return faults


class Serving(Scene):
    """Clients write, commands import and back up, the server is started anew."""

    def __init__(self, shop, seed):
        super().__init__(shop, "serving")
        self.random = random.Random(seed)
        site = self.site()
        site.begin("north")
        (self.root / "backups").mkdir()
        rows = ["key;owner;name;function;organisation;email;consent;erase_after"]
        rows += [
            f"person-{n};north;Person {n};tester;north;p{n}@example.org;given;2099-01-01" for n in range(PERSONS)
        ]
        (shop.path("persons.csv")).write_text("\n".join(rows) + "\n")
        site.do("import", "contact-person", shop.path("persons.csv"))
        rows = ["key;owner;visibility;state;name"]
        rows += [f"import-{n};north;public;idea;Imported {n}" for n in range(IMPORTED)]
        shop.path("rows.csv").write_text("\n".join(rows) + "\n")
        site.user("writer@example.org")
        link = site.user("eraser@example.org")
        token = site.token("writer@example.org")
        self.begin()
        self.run(site, token, link)
        self.end()
        self.persons = self.ids("person-")
        self.backup = (self.after / "backups/one.tar").read_bytes()

    def ids(self, prefix):
        with sqlite3.connect(self.after / "data" / DATABASE) as database:
            return dict(database.execute("select key, id from record where key like ? || '%'", (prefix,)))

    def serve(self, site):
        port = free_port()
        words = " ".join(site.command("serve", "--listen", f"127.0.0.1:{port}", *UNTHROTTLED))
        server = Traced(site, self.strace, port, self.strace.start(words))
        server.wait()
        return server

    def run(self, site, token, link):
        own = " ".join(site.command())
        server = self.serve(site)
        browser = Browser(server).welcome(link)
        self.clients(server, token, WRITE_SECONDS / 2)
        told = self.strace.run(f"{own} import initiative {self.shop.path('rows.csv')}")
        if f"{IMPORTED} created" not in told:
            raise Fault(f"the import told {told}")
        self.strace.run(f"{own} backup backups/one.tar")
        for number in range(PERSONS // 2):
            self.erase(browser, number)
        server.process.signal(signal.SIGTERM)
        server = self.serve(site)
        browser.server, browser.client = server, Client(server.port)
        self.clients(server, token, WRITE_SECONDS / 2)
        for number in range(PERSONS // 2, PERSONS):
            self.erase(browser, number)
        self.strace.settle()
        server.process.signal(signal.SIGKILL)

    def erase(self, browser, number):
        answer = browser.form(f"/sv/contact-person/person-{number}/erase", {"reason": "drill"})
        if answer.status != 303:
            raise Fault(f"erasing a person gave {answer.status}")

    def clients(self, server, token, seconds):
        stop = threading.Event()
        faults, answered = [], []
        threads = [
            threading.Thread(target=self.client, args=(server.port, token, stop, self.random.random(), faults, answered))
            for _ in range(WRITERS)
        ]
        for thread in threads:
            thread.start()
        time.sleep(seconds)
        limit = time.monotonic() + SLOW_SECONDS_MAX / 2
        while len(answered) < ANSWERS_MIN / 2 and not faults and time.monotonic() < limit:
            time.sleep(0.05)
        stop.set()
        for thread in threads:
            thread.join(60)
        if faults:
            raise Fault(f"a client was answered {faults[0]}")

    def client(self, port, token, stop, seed, faults, answered):
        chance = random.Random(seed)
        client, own, count = Client(port, token), [], 0
        while not stop.is_set() and not faults:
            count += 1
            name = f"n{count}-{chance.randrange(16**8):08x}"
            fields = {"fields": {"name": name, "comment": "x" * chance.choice([0, 20, 200, 3000])}}
            key = {"Idempotency-Key": name.replace(" ", "-")}
            which = chance.random()
            try:
                if not own or which < 0.4:
                    answer = client.send("POST", "/api/v1/initiative", {"owner": "north", **fields}, key)
                else:
                    id = chance.choice(own)
                    path, tag = f"/api/v1/initiative/{id}", {**key, "If-Match": f'"{self.versions[id]}"'}
                    if which < 0.85:
                        answer = client.send("PATCH", path, fields, tag)
                    else:
                        content = chance.randbytes(chance.choice([10, 5000, 40000]))
                        answer = client.send("POST", f"{path}/files?name=f.bin", content, tag)
            except Gone as gone:
                faults.append(str(gone))
                return
            if answer.status not in (200, 201):
                faults.append(f"{answer.status} {answer.text()[:300]}")
                return
            body = answer.json()
            self.versions[body["id"]] = body["version"]
            if "fields" in body:
                answered.append(body["id"])
            if body["id"] not in own:
                own.append(body["id"])

    versions = {}

    def commits(self):
        """The fsyncs that only synchronous=FULL makes: those of a commit.
        Those before a checkpoint and after a new log's head are made anyway."""
        log, own = f"{DATABASE}-wal", set()
        for number, event in enumerate(self.events):
            if event.what != "fsync" or not event.path.endswith(log):
                continue
            before = (e for e in reversed(self.events[:number]) if e.what == "write" and e.path.endswith(log))
            head = next(before, None)
            after = (
                e
                for e in self.events[number + 1 : number + 2000]
                if e.what in ("write", "truncate") and e.thread == event.thread and DATABASE in e.path
            )
            following = next(after, None)
            starts_checkpoint = following is not None and following.path.endswith(DATABASE)
            if not starts_checkpoint and not (head is not None and head.offset == 0):
                own.add(number)
        return frozenset(own)

    def look(self, looker, folder, cut):
        wrong = []
        try:
            database = looker.open(folder)
            faults, _ = looker.sound(database)
            wrong += [("broken", "the database", text) for text in faults]
            changes = {
                (record, version): json.loads(delta)
                for record, version, delta in database.execute("select record, version, delta from change")
            }
            records = dict(database.execute("select id, version from record"))
            imported = database.execute("select count(*) from record where key like 'import-%'").fetchone()[0]
            files = dict(database.execute("select hash, size_bytes from file_content"))
            bodies = dict(database.execute("select id, body from record"))
            database.close()
        except sqlite3.Error as error:
            return [("broken", "the database", f"it cannot be read: {error}")]

        def lost(what, text):
            wrong.append(("lost", what, text))

        for at, id, version, fields in self.told.records:
            if at >= cut:
                break
            delta = changes.get((id, version))
            if records.get(id, 0) < version or delta is None:
                lost("a record", f"version {version} of {id} was told and is not there")
            elif "name" in delta and delta["name"][1] != [fields["name"]]:
                lost("a value", f"version {version} of {id} has another name")
        for at, text in self.told.printed:
            if at < cut and "created" in text and imported != IMPORTED:
                lost("an import", f"the import was told as done, {imported} of {IMPORTED} rows are there")
            if at < cut and text.startswith("head "):
                there = folder / "backups/one.tar"
                if not there.exists() or there.read_bytes() != self.backup:
                    lost("a backup", "the backup was told as written and is not there whole")
        if imported not in (0, IMPORTED):
            wrong.append(("broken", "an import", f"{imported} of {IMPORTED} imported rows are there"))
        for hash, size in files.items():
            there = folder / "data/files" / hash[:2] / hash
            if not there.exists():
                lost("a file", f"the file {hash[:12]} of a stored record is missing")
            elif there.stat().st_size != size or hashlib.sha256(there.read_bytes()).hexdigest() != hash:
                lost("a file's content", f"the file {hash[:12]} of a stored record is torn")
        noted = folder / "data/erasures.jsonl"
        noted = noted.read_text(errors="replace") if noted.exists() else ""
        for number, at in enumerate(self.told.erased):
            if at >= cut:
                break
            id = self.persons[f"person-{number}"]
            if f"Person {number}" in bodies.get(id, ""):
                lost("an erasure", f"the erased person {number} is back")
            if id not in noted:
                lost("the note of an erasure", f"the erasure of person {number} was told and is not noted in erasures.jsonl")
        return wrong


class Migrating(Scene):
    """The schema of the first release is brought up to date."""

    commands = ("migrate", "verify")

    def __init__(self, shop):
        super().__init__(shop, "migrating")
        (self.root / "data").mkdir()
        fixture = ROOT / "crates/storage/tests/fixtures/schema-1.sqlite.sql"
        with sqlite3.connect(self.root / "data" / DATABASE) as database:
            database.executescript(fixture.read_text())
        database.close()
        self.begin()
        self.strace.run(f"{' '.join(self.site().command())} migrate")
        self.end()
        self.states = [self.schema(where) for where in (self.baseline, self.after)]

    def schema(self, folder):
        database = sqlite3.connect(folder / "data" / DATABASE)
        try:
            tables = database.execute("select type, name, sql from sqlite_master order by type, name").fetchall()
            return tables, database.execute("select value from installation where name = 'schema'").fetchone()[0]
        finally:
            database.close()

    def look(self, looker, folder, cut):
        try:
            database = looker.open(folder)
            wrong = [("broken", "the database", text) for text in looker.sound(database)[0]]
            database.close()
            found = self.schema(folder)
        except sqlite3.Error as error:
            return [("broken", "the database", f"it cannot be read: {error}")]
        if found not in self.states:
            wrong.append(("broken", "the schema", f"the schema is between two versions, it says {found[1]}"))
        told = any(at < cut and "schema" in text for at, text in self.told.printed)
        if told and found != self.states[1]:
            wrong.append(("lost", "a migration", "the migration was told as done and is not there"))
        return wrong


class Restoring(Scene):
    """A backup is put in the place of what is there."""

    def __init__(self, shop, before, after):
        super().__init__(shop, "restoring")
        shutil.copytree(before, self.root / "data")
        backup = shop.path("restoring.tar")
        other = Site(shop, "other", ["--data", str(after)])
        other.do("backup", backup)
        self.begin()
        self.strace.run(f"{' '.join(self.site().command())} restore {backup} --replace")
        self.end()
        looker = Looker(shop)
        self.heads = []
        for folder in (self.baseline, self.after):
            database = looker.open(folder)
            self.heads.append(looker.sound(database)[1])
            database.close()
        if self.heads[0] == self.heads[1]:
            raise Fault("the restore changed nothing")

    def look(self, looker, folder, cut):
        try:
            database = looker.open(folder)
            faults, head = looker.sound(database)
            files = [row[0] for row in database.execute("select hash from file_content")]
            database.close()
        except sqlite3.Error as error:
            return [("broken", "the database", f"it cannot be read: {error}")]
        wrong = [("broken", "the database", text) for text in faults]
        if head not in self.heads:
            wrong.append(("broken", "a restore", "the history is neither the one before nor that of the backup"))
        if any(at < cut and "head" in text for at, text in self.told.printed) and head != self.heads[1]:
            wrong.append(("lost", "a restore", "the restore was told as done and is not there"))
        for hash in files:
            there = folder / "data/files" / hash[:2] / hash
            if not there.exists() or hashlib.sha256(there.read_bytes()).hexdigest() != hash:
                wrong.append(("lost", "a file", f"the file {hash[:12]} of a stored record is missing or torn"))
        return wrong


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cuts", type=int, default=40)
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**32))
    options = parser.parse_args()

    def drill(shop, findings):
        say(f"seed {options.seed}, {options.cuts} cuts")
        chance = random.Random(options.seed)
        looker = Looker(shop)
        serving = Serving(shop, options.seed)
        syncs = sum(event.what == "fsync" for event in serving.events)
        say(
            f"recorded {len(serving.events)} calls, {syncs} fsyncs, {len(serving.told.records)} answers with a record,"
            f" {len(serving.told.erased)} erasures, an import and a backup"
        )
        if len(serving.told.records) < 50 or len(serving.told.erased) != PERSONS:
            raise Fault("too little was recorded")
        small = max(options.cuts // 5, 1)
        plan = [(serving, max(options.cuts - 2 * small, 1)), (Migrating(shop), small)]
        plan.append((Restoring(shop, serving.baseline / "data", serving.after / "data"), small))
        lost = set()
        for scene, number in plan:
            faults = scene.replay(looker, chance, number)
            lost |= {(scene.name, cut) for kind, _, cut, _ in faults if kind == "lost"}
            for kind, what in sorted({fault[:2] for fault in faults}):
                same = [fault[2:] for fault in faults if fault[:2] == (kind, what)]
                cuts = len({cut for cut, _ in same})
                first = f"for instance at call {same[0][0]} of {scene.last}: {same[0][1]}"
                findings.expect(False, f"{scene.name}: {kind} {what} in {cuts} of {number} cuts, {first}")
        looked = looker.looked
        ignored = serving.commits()
        weaker = serving.replay(looker, chance, NORMAL_CUTS, ignored)
        proof = {cut for kind, what, cut, _ in weaker if kind == "lost" and what in ("a record", "an import")}
        broken = {cut for kind, what, cut, _ in weaker if kind == "broken"}
        say(
            f"proof: with {len(ignored)} commits' fsyncs taken for absent, {len(proof)} of {NORMAL_CUTS} cuts lose"
            f" writes, {len(broken)} break the file"
        )
        findings.expect(ignored and proof, "the drill is blind: commits without fsync lose nothing in it")
        return f"{looked} cuts, {len(lost)} lost anything, whole, {looker.programs} of them opened by the program"

    run_drill("power", drill)


if __name__ == "__main__":
    main()
