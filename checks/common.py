"""What the checks in Python share: their libraries, the program, its people.

Importing this makes a virtual environment with the versions that
checks/requirements.txt pins, in the folder that VENV names or else in
target/checks-venv, and starts the script again inside it. The program that is
checked is a copy of the one that SAMVERK names or else target/release/samverk.
"""

import atexit
import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "checks/requirements.txt"
VENV = Path(os.environ.get("VENV") or ROOT / "target/checks-venv").absolute()
SHARED = Path(os.environ.get("SAMVERK_SHARED") or ROOT / "../shared").resolve()
PROGRAM = Path(os.environ.get("SAMVERK") or ROOT / "target/release/samverk").absolute()


def enter():
    """Goes on inside the virtual environment, which is made where it is missing or has other versions."""
    wanted, note = REQUIREMENTS.read_text(), VENV / "requirements.installed"
    VENV.parent.mkdir(parents=True, exist_ok=True)
    with open(VENV.parent / f"{VENV.name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not note.exists() or note.read_text() != wanted:
            print(f"installing the checks' libraries in {VENV}", flush=True)
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(VENV)], check=True)
            subprocess.run([str(VENV / "bin/python"), "-m", "pip", "install", "--quiet", "--no-deps",
                            "--disable-pip-version-check", "-r", str(REQUIREMENTS)], check=True)
            note.write_text(wanted)
    if Path(sys.prefix).absolute() != VENV:
        python = str(VENV / "bin/python")
        os.execv(python, [python, *sys.argv])


enter()

import requests  # noqa: E402

# Loopback only: no proxy may come between.
for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
    os.environ.pop(name, None)
os.environ["NO_PROXY"] = os.environ["no_proxy"] = "*"
# A check that is told to end still ends what it started.
signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))


def scratch():
    """A folder that is gone when the script ends."""
    folder = Path(tempfile.mkdtemp(prefix="samverk-check-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(what, seconds=20.0, every=0.1):
    """The first answer of `what` that counts as true, or the last that does not."""
    end = time.monotonic() + seconds
    while True:
        answer = what()
        if answer or time.monotonic() > end:
            return answer
        time.sleep(every)


class Stop(Exception):
    """Nothing further can be checked."""


class Report:
    """Says what holds and what does not, and ends the script with it."""

    def __init__(self, name):
        self.name, self.passed, self.failed, self.skipped, self.began = name, 0, [], [], time.monotonic()

    def part(self, what):
        print(f"\n== {what}", flush=True)

    def holds(self, what, condition, told=""):
        if condition:
            self.passed += 1
            print(f"  ok: {what}", flush=True)
        else:
            self.failed.append(what)
            told = told() if callable(told) else told
            print(f"  FAILED: {what}" + (f"\n    {shorten(told)}" if told else ""), flush=True)
        return bool(condition)

    def equal(self, what, wanted, found, told=""):
        return self.holds(what, wanted == found, lambda: f"wanted {wanted!r}, found {found!r}. {told}")

    def none(self, what, faults):
        """Holds where the list of faults is empty."""
        faults = list(faults)
        return self.holds(what, not faults, lambda: f"{len(faults)}: " + "\n    ".join(str(one) for one in faults[:8]))

    def skip(self, what, why):
        self.skipped.append(f"{what}: {why}")
        print(f"  skipped: {what}: {why}", flush=True)

    def end(self):
        print()
        for what in self.skipped:
            print(f"skipped: {what}")
        for what in self.failed:
            print(f"failed: {what}")
        print(f"{self.name}: {self.passed} checks passed" + (f", {len(self.failed)} failed" if self.failed else "")
              + f" in {time.monotonic() - self.began:.0f} s", flush=True)
        sys.exit(1 if self.failed else 0)


def run(name, check):
    """Runs a check to its end, whatever happens on the way."""
    report = Report(name)
    try:
        check(report)
    except Stop as fault:
        report.holds("nothing stands in the way of the check", False, fault)
    except requests.RequestException as fault:
        report.holds("the program answers", False, repr(fault))
    report.end()


def shorten(text, most=1500):
    text = str(text)
    return text if len(text) <= most else f"{text[:most]}… ({len(text)} characters)"


def told(answer):
    """An answer with its request, as one reads it."""
    request = answer.request
    body = request.body if isinstance(request.body, str) else (request.body or b"")[:200]
    dull = {"user-agent", "accept-encoding", "connection", "content-length"}
    headers = {name: re.sub(r"smv_\w+", "smv_…", value) for name, value in request.headers.items() if name.lower() not in dull}
    return (f"{request.method} {request.url} {headers} {body!r}\n    -> {answer.status_code} "
            f"{answer.headers.get('content-type')} {answer.text[:600]!r}")


class Demo:
    """A running demo with fresh records."""

    program = None
    PEOPLE = ("coordinator", "representative", "reader", "operator")

    def __init__(self, *options, environment=None):
        self.folder, self.environment = scratch(), {**os.environ, **(environment or {})}
        if Demo.program is None:
            if not PROGRAM.exists():
                raise Stop(f"{PROGRAM} is missing: cargo build --release")
            # The program may be built anew while it is checked.
            Demo.program = shutil.copy2(PROGRAM, scratch() / "samverk")
        self.options, self.process, self.log = options, None, self.folder / "log"

    def command(self, *arguments, timeout=60):
        """Runs another command of the program."""
        return subprocess.run([Demo.program, "--data", str(self.folder / "data"), *arguments], capture_output=True, text=True,
                              timeout=timeout, env=self.environment)

    def __enter__(self):
        atexit.register(self.stop)
        for _ in range(3):
            self.port = free_port()
            self.base = f"http://127.0.0.1:{self.port}"
            if self.start("demo"):
                break
            shutil.rmtree(self.folder / "data", ignore_errors=True)
        else:
            raise Stop(f"the demo does not start: {self.said()[-1500:]}")
        found = re.findall(r"^(\w+) (\S+@demo\.example) (\S+)$", self.said(), re.M)
        self.passwords = {role: (address, password) for role, address, password in found}
        if set(self.passwords) != set(self.PEOPLE):
            raise Stop(f"the demo prints {sorted(self.passwords)} instead of {self.PEOPLE}")
        return self

    def start(self, command):
        """Starts the program and waits until it answers."""
        with open(self.log, "ab") as log:
            self.process = subprocess.Popen(
                [Demo.program, command, "--data", str(self.folder / "data"), "--listen", f"127.0.0.1:{self.port}",
                 *map(str, self.options)], stdout=log, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, env=self.environment)
        if wait_for(lambda: self.healthy() or self.process.poll() is not None, 60) and self.process.poll() is None:
            return True
        self.stop()
        return False

    def restart(self, killed=False):
        """Ends the program, in order or by force, and serves the same records again at the same address."""
        if killed:
            self.process.kill()
            self.process.wait()
        else:
            self.stop()
        if not self.start("serve"):
            raise Stop(f"it does not start again: {self.said()[-1500:]}")

    def __exit__(self, *_):
        self.stop()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def healthy(self):
        try:
            return requests.get(self.base + "/readyz", timeout=2).status_code == 200
        except requests.RequestException:
            return False

    def said(self):
        return self.log.read_text(errors="replace")

    def faults(self):
        """What the program itself calls an error, and panics."""
        plain = re.sub(r"\x1b\[[0-9;]*m", "", self.said())
        return [line for line in plain.splitlines() if re.search(r"\bERROR\b|panicked at", line)]

    def ask(self, method, path, token=None, **more):
        """One request without cookies, as a program makes it; redirects are shown, not followed."""
        headers = dict(more.pop("headers", {}))
        if token:
            headers["Authorization"] = f"Bearer {token}"
        return requests.request(method, self.base + path, headers=headers, allow_redirects=False,
                                timeout=more.pop("timeout", 30), **more)

    def get(self, path, token=None, **more):
        return self.ask("GET", path, token, **more)

    def person(self, role):
        return Person(self, role)


class Person:
    """Somebody in a browser: a session, forms with their token."""

    def __init__(self, demo, role):
        self.demo, self.role = demo, role
        self.address, password = demo.passwords[role]
        self.session = requests.Session()
        self.session.trust_env = False
        self.session.headers["Origin"] = demo.base
        self.password = password
        self.sign_in()

    def sign_in(self):
        answer = self.session.post(self.demo.base + "/sv/sign-in", allow_redirects=False, timeout=30,
                                   data={"email": self.address, "password": self.password, "next": ""})
        if answer.status_code != 303:
            raise Stop(f"{self.role} cannot sign in: {told(answer)}")

    def get(self, path):
        """A page; signs in anew where the session has ended."""
        answer = self.session.get(self.demo.base + path, allow_redirects=False, timeout=30)
        if answer.status_code == 303 and "/sign-in" in answer.headers.get("location", ""):
            self.sign_in()
            answer = self.session.get(self.demo.base + path, allow_redirects=False, timeout=30)
        return answer

    def post(self, path, data):
        """Sends a form with the token of the person's pages."""
        page = self.get("/sv/account")
        found = re.search(r'name="token" value="([^"]+)"', page.text)
        if not found:
            raise Stop(f"{self.role} sees no form: {told(page)[:800]}")
        return self.session.post(self.demo.base + path, data={**data, "token": found.group(1)}, allow_redirects=False, timeout=30)

    def token(self, scope="write", days=1):
        """Makes a token; gives its secret, which the page shows once."""
        answer = self.post("/sv/account/token", {"name": f"check {scope}", "scope": scope, "days": str(days)})
        found = re.search(r'<code class="secret">(smv_[^<]+)</code>', answer.text)
        if not found:
            raise Stop(f"{self.role} gets no token: {told(answer)}")
        return found.group(1)
