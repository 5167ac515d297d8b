"""What the drills share: a workshop that is cleaned up whatever happens, the
program, a PostgreSQL server of the drill's own, clients, and how it is told.
Python's standard library only; all traffic stays on 127.0.0.1."""

import contextlib
import html.parser
import http.client
import json
import os
import pwd
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import traceback
import urllib.parse
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PASSWORD = "a long enough drill password"
# A drill asks faster than any program should.
UNTHROTTLED = ["--api-per-minute", "1000000"]
ANSWER_SECONDS_MAX = 30
START_SECONDS_MAX = 60
COMMAND_SECONDS_MAX = 300


class Fault(Exception):
    """The drill cannot go on."""


class Gone(Exception):
    """The program did not answer."""


class Findings:
    """What was found wrong; the drill goes on and fails at the end."""

    SHOWN = 20

    def __init__(self):
        self.count = 0
        self.checked = 0

    def expect(self, holds, text):
        self.checked += 1
        if holds:
            return True
        self.count += 1
        if self.count <= self.SHOWN:
            print(f"  FAILED: {text}", flush=True)
        return False


def say(text):
    print(text, flush=True)


def percentile(values, share):
    values = sorted(values)
    if not values:
        return 0.0
    return values[min(len(values) - 1, int(len(values) * share))]


def millis(seconds):
    return f"{seconds * 1000:.0f} ms"


def run_drill(name, drill):
    """Runs a drill and ends with its line: `drill NAME: …` and exit code 0 or 1."""

    def stop(number, _frame):
        raise Fault(f"stopped by signal {number}")

    signal.signal(signal.SIGTERM, stop)
    signal.signal(signal.SIGINT, stop)
    began = time.monotonic()
    findings = Findings()
    try:
        with workshop() as shop:
            line = drill(shop, findings)
    except (Fault, Gone) as fault:
        line = None
        findings.expect(False, str(fault))
    except Exception:  # noqa: BLE001: whatever it is, the drill's line is told
        line = None
        findings.expect(False, traceback.format_exc())
    spent = time.monotonic() - began
    if findings.count:
        say(f"drill {name}: FAILED, {findings.count} findings{'; ' + line if line else ''} ({spent:.0f} s)")
        sys.exit(1)
    say(f"drill {name}: {line} ({spent:.0f} s)")
    sys.exit(0)


class Workshop:
    """A folder with the program in it, and everything to be undone."""

    def __init__(self, folder, stack):
        self.folder = folder
        self.stack = stack
        program = Path(os.environ.get("SAMVERK", ROOT / "target/release/samverk"))
        if not program.exists():
            raise Fault(f"{program} is missing: cargo build --release")
        # A copy, so that building anew does not change a running drill.
        self.program = folder / "samverk"
        shutil.copy2(program, self.program)

    def path(self, name):
        return self.folder / name

    def site(self, name):
        """An installation with an embedded database."""
        return Site(self, name, ["--data", str(self.path(name))])

    def undo(self, act, *arguments):
        self.stack.callback(act, *arguments)


@contextlib.contextmanager
def workshop():
    folder = Path(tempfile.mkdtemp(prefix="samverk-drill-"))
    # PostgreSQL does not run as root; its user has to get to its own folder.
    folder.chmod(0o711)
    try:
        with contextlib.ExitStack() as stack:
            yield Workshop(folder, stack)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def end(process):
    """Ends a child for good and waits for it."""
    if process.poll() is None:
        process.kill()
    with contextlib.suppress(subprocess.TimeoutExpired):
        process.wait(10)


def runs(pid):
    """Whether a process is there and more than a name that nobody has asked for."""
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    return False


class Site:
    """An installation: where its records are, and the program's commands on it."""

    def __init__(self, shop, name, place):
        self.shop = shop
        self.name = name
        self.place = place
        self.log = shop.path(f"{name}.log")

    @property
    def folder(self):
        return Path(self.place[1])

    def command(self, *arguments):
        return [str(self.shop.program), *self.place, *map(str, arguments)]

    def run(self, *arguments, timeout=COMMAND_SECONDS_MAX, env=None):
        """Runs a command; the caller looks at how it went."""
        command = self.command(*arguments)
        env = {**os.environ, **env} if env else None
        return subprocess.run(
            command, capture_output=True, text=True, timeout=timeout, env=env, stdin=subprocess.DEVNULL
        )

    def do(self, *arguments, **options):
        """Runs a command that has to succeed and gives what it prints."""
        done = self.run(*arguments, **options)
        if done.returncode != 0:
            words = " ".join(map(str, arguments))
            raise Fault(f"{self.name}: `samverk {words}` gave {done.returncode}: {(done.stderr + done.stdout)[:500]}")
        return done.stdout

    def verify(self, findings, when, *arguments):
        done = self.run("verify", *arguments)
        whole = done.returncode == 0 and done.stdout.split()[-1:] == ["whole"]
        return findings.expect(whole, f"{self.name} is not whole {when}: {(done.stderr + done.stdout)[:500]}")

    def begin(self, *organisations):
        """An empty installation with organisations."""
        self.do("migrate")
        rows = ["key;owner;visibility;name;type;level;country"]
        rows += [f"{key};{key};public;{key.capitalize()};municipality;local;se" for key in organisations]
        sheet = self.shop.path("organisation.csv")
        sheet.write_text("\n".join(rows) + "\n")
        self.do("import", "organisation", sheet)

    def user(self, email, role="representative", organisation="north", url="http://127.0.0.1:8080"):
        """Makes a user and gives the link that sets the password."""
        words = ["user", "add", email, "--role", role, "--url", url]
        if organisation:
            words += ["--organisation", organisation]
        return self.do(*words).strip()

    def token(self, email, scope="write"):
        secret = self.do("user", "token", email, "--scope", scope, "--days", 30).strip()
        if not re.fullmatch(r"smv_\w+", secret):
            raise Fault(f"`samverk user token` printed {secret[:20]!r}…")
        return secret

    def serve(self, *options, env=None, wait=True, preexec=None):
        ample = [] if "--api-per-minute" in options else UNTHROTTLED
        server = Server(self, [*ample, *options], env, preexec)
        if wait:
            server.wait()
        return server


class Server:
    """A running program."""

    def __init__(self, site, options, env=None, preexec=None):
        self.site = site
        self.port = free_port()
        self.base = f"http://127.0.0.1:{self.port}"
        self.began = time.monotonic()
        command = site.command("serve", "--listen", f"127.0.0.1:{self.port}", *options)
        env = {**os.environ, **env} if env else None
        with open(site.log, "ab") as log:
            self.process = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, env=env, preexec_fn=preexec
            )
        site.shop.undo(end, self.process)

    @property
    def pid(self):
        return self.process.pid

    def answers(self):
        with contextlib.suppress(Gone):
            return Client(self.port, timeout=2).send("GET", "/api/v1/head").status == 200
        return False

    def wait(self, seconds=START_SECONDS_MAX, since=None):
        """Waits for the first answer and gives the time that it took."""
        began = self.began if since is None else since
        limit = time.monotonic() + seconds
        while time.monotonic() < limit:
            if self.answers():
                return time.monotonic() - began
            if self.process.poll() is not None:
                raise Fault(f"{self.site.name}: the server ended: {self.tail()}")
            time.sleep(0.003)
        raise Fault(f"{self.site.name}: no answer within {seconds} s: {self.tail()}")

    def tail(self):
        return self.site.log.read_text(errors="replace")[-600:]

    def kill(self):
        self.process.kill()
        self.process.wait(10)

    def stop(self):
        """As a service manager stops it."""
        self.process.terminate()
        try:
            code = self.process.wait(ANSWER_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            raise Fault(f"{self.site.name}: the server does not stop") from None
        if code != 0:
            raise Fault(f"{self.site.name}: the server ended with {code}")


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        return json.loads(self.body)

    def text(self):
        return self.body.decode("utf-8", "replace")


class Client:
    """One kept connection, as a program has with its token."""

    def __init__(self, port, token=None, timeout=ANSWER_SECONDS_MAX):
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=timeout)
        self.headers = {"Authorization": f"Bearer {token}"} if token else {}

    def send(self, method, path, body=None, headers=None):
        content = body if body is None or isinstance(body, bytes) else json.dumps(body).encode()
        try:
            # Who refuses a large body may answer before it was sent.
            with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                self.connection.request(method, path, content, {**self.headers, **(headers or {})})
            answer = self.connection.getresponse()
            return Answer(answer.status, answer.headers, answer.read())
        except (OSError, http.client.HTTPException) as fault:
            self.connection.close()
            raise Gone(str(fault)) from fault

    def abandon(self, method, path, body, headers, wait):
        """Sends a request and hangs up without reading the answer."""
        with contextlib.suppress(OSError, http.client.HTTPException):
            self.connection.request(method, path, json.dumps(body).encode(), {**self.headers, **headers})
            time.sleep(wait)
        self.connection.close()

    def records(self, kind):
        """All records of a register."""
        path, found = f"/api/v1/{kind}?limit=200", []
        while path:
            answer = self.send("GET", path)
            if answer.status != 200:
                raise Fault(f"GET {path} gave {answer.status}")
            page = answer.json()
            found += page["items"]
            path = page["next"]
        return found


class Browser:
    """A person with a cookie, who sends forms."""

    def __init__(self, server):
        self.server = server
        self.client = Client(server.port)
        self.cookies = {}

    def send(self, method, path, body=None, headers=None):
        headers = dict(headers or {})
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if method != "GET":
            headers["Origin"] = self.server.base
        answer = self.client.send(method, path, body, headers)
        for cookie in answer.headers.get_all("set-cookie") or []:
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer

    def get(self, path):
        return self.send("GET", path)

    def post(self, path, fields):
        body = urllib.parse.urlencode(fields).encode()
        return self.send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded"})

    def form_token(self, path="/sv/account"):
        return form_token(self.get(path).text(), path)

    def form(self, path, fields):
        """Sends a form with the token that each of them needs."""
        return self.post(path, {"token": self.form_token(), **fields})

    def welcome(self, link, password=PASSWORD):
        """Sets the password by the one-time link and is signed in."""
        answer = self.post(urllib.parse.urlsplit(link).path, {"password": password})
        if answer.status != 303:
            raise Fault(f"the one-time link gave {answer.status}")
        return self

    def sign_in(self, email, password=PASSWORD):
        return self.post("/sv/sign-in", {"email": email, "password": password, "next": ""})


class Forms(html.parser.HTMLParser):
    """What the forms of a page would send as they stand."""

    def __init__(self, page):
        super().__init__()
        self.forms, self.select, self.area = [], None, None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        named = dict(attributes)
        if tag == "form":
            self.forms.append((named.get("action", ""), {}))
        fields = self.forms[-1][1] if self.forms else {}
        name = named.get("name")
        if tag == "input" and name and not (named.get("type") in ("checkbox", "radio") and "checked" not in named):
            fields[name] = named.get("value") or ""
        elif tag == "select" and name:
            self.select = name
            fields.setdefault(name, "")
        elif tag == "option" and self.select and "selected" in named:
            fields[self.select] = named.get("value", "")
        elif tag == "textarea" and name:
            self.area = name
            fields[name] = ""

    def handle_data(self, data):
        if self.area:
            self.forms[-1][1][self.area] += data

    def handle_endtag(self, tag):
        if tag == "select":
            self.select = None
        elif tag == "textarea":
            self.area = None

    def to(self, action):
        for known, fields in self.forms:
            if known == action:
                return fields
        raise Fault(f"there is no form that goes to {action}")


def form_token(page, path=""):
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    if not found:
        raise Fault(f"{path}: no form with a token")
    return found[1]


def postgres_bin():
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4].split(".")[0]))
    if found:
        return found[-1].parent
    beside = shutil.which("initdb")
    if not beside:
        raise Fault("PostgreSQL is missing: apt-get install postgresql")
    return Path(beside).resolve().parent


class Cluster:
    """A PostgreSQL server of the drill's own, with real fsync."""

    def __init__(self, shop, name="cluster"):
        self.bin = postgres_bin()
        self.folder = shop.path(name)
        self.folder.mkdir()
        self.user = {}
        if os.geteuid() == 0:
            owner = pwd.getpwnam("postgres")
            os.chown(self.folder, owner.pw_uid, owner.pw_gid)
            self.user = {"user": owner.pw_uid, "group": owner.pw_gid, "extra_groups": []}
        self.port = free_port()
        data = self.folder / "data"
        self._do("initdb", "-D", data, "-A", "trust", "-U", "samverk", "--locale=C.UTF-8", "-E", "UTF8")
        shop.undo(self.stop)
        self.start()

    def _run(self, tool, *arguments, timeout=120):
        command = [str(self.bin / tool), *map(str, arguments)]
        with open(self.folder.parent / "postgres.out", "ab") as out:
            return subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=out, stderr=out, cwd="/", timeout=timeout, **self.user
            ).returncode

    def _do(self, tool, *arguments):
        if self._run(tool, *arguments) != 0:
            raise Fault(f"{tool} failed: {(self.folder.parent / 'postgres.out').read_text()[-500:]}")

    def start(self):
        options = f"-p {self.port} -k {self.folder} -c listen_addresses=127.0.0.1 -c max_connections=200"
        # What a killed server left may still be going away.
        for _ in range(60):
            code = self._run(
                "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", "-o", options, "start"
            )
            if code == 0:
                return
            time.sleep(0.05)
        raise Fault(f"PostgreSQL does not start: {(self.folder / 'log').read_text()[-500:]}")

    def stop(self):
        self._run("pg_ctl", "-D", self.folder / "data", "-m", "immediate", "stop")

    def kill(self):
        """SIGKILL for the process that the others hang on."""
        pid = int((self.folder / "data/postmaster.pid").read_text().split()[0])
        os.kill(pid, signal.SIGKILL)
        for _ in range(1000):
            if not runs(pid):
                return
            time.sleep(0.005)

    @property
    def address(self):
        return f"postgres://samverk@127.0.0.1:{self.port}/postgres"


class Postgres:
    """Databases of the drill's own on a server: its own one or a given one."""

    def __init__(self, shop, address=None):
        self.shop = shop
        self.cluster = None if address else Cluster(shop)
        self.address = address or self.cluster.address
        self.prefix = f"drill_{os.getpid()}_{random.SystemRandom().randrange(16**6):06x}"
        self.made = []
        shop.undo(self.drop_all)

    def sql(self, sql, address=None, check=True):
        # Kept short, so that a server that is going away does not hold the drill up.
        command = [str(postgres_bin() / "psql"), "-X", "-q", "-A", "-t", "-v", "ON_ERROR_STOP=1", "-d"]
        done = subprocess.run(
            [*command, address or self.address],
            input=sql, capture_output=True, text=True, timeout=120, env={**os.environ, "PGCONNECT_TIMEOUT": "10"},
        )  # fmt: skip
        if check and done.returncode != 0:
            raise Fault(f"psql: {done.stderr[:500]}")
        return done.stdout

    def database(self, name, template="template1"):
        full = f"{self.prefix}_{name}"
        self.sql(f'create database "{full}" template "{template}"')
        self.made.append(full)
        parts = urllib.parse.urlsplit(self.address)
        return urllib.parse.urlunsplit(parts._replace(path=f"/{full}"))

    def site(self, name):
        return Site(self.shop, f"postgres-{name}", ["--database", self.database(name)])

    def drop(self, address):
        full = urllib.parse.urlsplit(address).path.lstrip("/")
        self.sql(f'drop database if exists "{full}" with (force)', check=False)
        if full in self.made:
            self.made.remove(full)

    def drop_all(self):
        if self.cluster:
            # It goes away as a whole.
            return
        for full in list(self.made):
            with contextlib.suppress(subprocess.SubprocessError):
                self.sql(f'drop database if exists "{full}" with (force)', check=False)


def add_postgres(parser):
    parser.add_argument(
        "--postgres", nargs="?", const="", metavar="ADDRESS",
        help="on PostgreSQL too: a server of the drill's own, or databases of its own on the server at ADDRESS",
    )  # fmt: skip
