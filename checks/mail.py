#!/usr/bin/env python3
"""Proves what people are told by mail, against a mail server of its own.

    checks/mail.py

The program runs on a clock that this script sets, so that days and weeks pass
at once: a small library, made with cc, adds a number of seconds to the time
of day. People follow, comment, mention and change; the mail that arrives is
read with Python's own e-mail parser. Ends within three minutes.

SAMVERK names the program, VENV the folder for the libraries (see common.py).
"""

import datetime
import email
import email.policy
import html
import os
import re
import shutil
import subprocess
import threading
import time
import zoneinfo

from common import Demo, Person, Stop, free_port, requests, run, scratch, told, wait_for

from aiosmtpd.controller import Controller

FROM, AUDIT = "samverk@demo.example", "audit@demo.example"
ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")
# A Tuesday, before the hour from which on digests go out.
TUESDAY = datetime.datetime(2027, 1, 12, 5, 0, tzinfo=ZONE)
# The program looks every second; after this long it has looked, or it never will.
QUIET_SECONDS = 3.2
OWNER, COOPERATION = "kommun-lulea", "e-namnden-norrbotten"
SHIFT = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>
static long long shift(void) {
  static int file = -1;
  char text[32] = {0};
  if (file < 0) file = open(getenv("SAMVERK_CHECK_SHIFT"), O_RDONLY | O_CLOEXEC);
  return file >= 0 && pread(file, text, sizeof text - 1, 0) > 0 ? atoll(text) : 0;
}
int clock_gettime(clockid_t clock, struct timespec *at) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, at);
  if (result == 0 && (clock == CLOCK_REALTIME || clock == CLOCK_REALTIME_COARSE)) at->tv_sec += shift();
  return result;
}
int gettimeofday(struct timeval *at, void *zone) {
  struct timespec now;
  (void)zone;
  int result = clock_gettime(CLOCK_REALTIME, &now);
  at->tv_sec = now.tv_sec;
  at->tv_usec = now.tv_nsec / 1000;
  return result;
}
time_t time(time_t *at) {
  struct timespec now;
  clock_gettime(CLOCK_REALTIME, &now);
  if (at) *at = now.tv_sec;
  return now.tv_sec;
}
"""


class Clock:
    """The time of day that the program believes in."""

    def __init__(self):
        folder = scratch()
        if not shutil.which("cc"):
            raise Stop("cc is missing, so the program's clock cannot be set")
        (folder / "shift.c").write_text(SHIFT)
        subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", folder / "shift.so", folder / "shift.c", "-ldl"], check=True)
        seconds = folder / "seconds"
        self.file = os.open(seconds, os.O_WRONLY | os.O_CREAT, 0o600)
        self.environment = {"LD_PRELOAD": str(folder / "shift.so"), "SAMVERK_CHECK_SHIFT": str(seconds)}
        self.set(TUESDAY)

    def set(self, to):
        self.to = to
        # The program keeps the file open and reads it at any moment: it is never empty, and always as long.
        os.pwrite(self.file, f"{int(to.timestamp() - time.time()):<20}".encode(), 0)


class Server:
    """A mail server that keeps what it gets, and refuses when told to."""

    def __init__(self):
        self.lock, self.all, self.tries = threading.Lock(), [], []
        self.refuse_next, self.refuse_to = 0, set()
        self.port = free_port()
        self.controller = None
        self.start()

    def start(self):
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self):
        if self.controller:
            self.controller.stop()
            self.controller = None

    async def handle_RCPT(self, server, session, envelope, address, options):
        if address in self.refuse_to:
            return "550 5.1.1 no such mailbox"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):
        mail = Mail(envelope.mail_from, list(envelope.rcpt_tos), envelope.content)
        with self.lock:
            self.tries.append(mail)
            if self.refuse_next > 0:
                self.refuse_next -= 1
                return "451 4.3.0 try again later"
            self.all.append(mail)
        return "250 OK"

    def to(self, address, since=0):
        with self.lock:
            return [mail for mail in self.all[since:] if address in mail.to]


class Mail:
    def __init__(self, sender, to, content):
        self.sender, self.to, self.content = sender, to, content
        self.message = email.message_from_bytes(content, policy=email.policy.default)
        self.subject = str(self.message["Subject"])

    @property
    def text(self):
        return self.message.get_content().replace("\r\n", "\n")

    def __repr__(self):
        return f"{self.to} “{self.subject}”: {self.text[:400]!r}"


def reviews(mail):
    """Whether a mail asks what is still true."""
    return "/review\n" in mail.text


class Check:
    def __init__(self, report, demo, server, clock):
        self.report, self.demo, self.server, self.clock = report, demo, server, clock
        self.sam, self.rep, self.elena, self.op = (demo.person(role) for role in Demo.PEOPLE[:3] + ("operator",))
        self.token = self.sam.token("write", 30)

    # --- what people do ------------------------------------------------------

    def make(self, kind="meeting", visibility="public", **fields):
        answer = self.demo.ask("POST", f"/api/v1/{kind}", self.token,
                               json={"owner": OWNER, "visibility": visibility, "fields": {"cooperation": COOPERATION, **fields}})
        if answer.status_code != 201:
            raise Stop(f"no {kind} can be made: {told(answer)}")
        return answer.json()

    def change(self, record, below="", method="PATCH", **body):
        path = f"/api/v1/{record['kind']}/{record['id']}"
        tag = self.demo.get(path, self.token).headers["etag"]
        answer = self.demo.ask(method, path + below, self.token, json=body, headers={"If-Match": tag})
        if answer.status_code != 200:
            raise Stop(f"a record cannot be changed: {told(answer)}")

    def follow(self, person, record=None, kind="meeting", query=""):
        where = {"record": record["key"]} if record else {"query": query}
        self.done(person.post("/sv/follow", {"kind": kind, "on": "yes", **where}))

    def comment(self, person, record, text):
        self.done(person.post(f"/sv/{record['kind']}/{record['key']}/comment", {"text": text}))

    def wish(self, person, when):
        self.done(person.post("/sv/account/mail", {"mail": when}))

    def done(self, answer):
        if answer.status_code != 303:
            raise Stop(f"a form is refused: {told(answer)}")

    def add_person(self, name, organisation):
        """Somebody whom the operator adds, and who sets a password by the link."""
        address, password = f"{name.split()[0].lower()}@demo.example", "korrekt-hast-batteri-27"
        said = self.demo.command("user", "add", address, "--role", "representative", "--organisation", organisation,
                                 "--name", name, "--url", self.demo.base)
        link = re.search(r"http://\S+", said.stdout)
        if not link:
            raise Stop(f"nobody can be added: {said.stdout} {said.stderr}")
        answer = requests.post(link.group(0), data={"password": password, "next": ""}, headers={"Origin": self.demo.base},
                               allow_redirects=False, timeout=30)
        if answer.status_code != 303:
            raise Stop(f"no password can be set: {told(answer)}")
        self.demo.passwords[name] = (address, password)
        return Person(self.demo, name)

    # --- what comes of it ----------------------------------------------------

    def mark(self):
        return len(self.server.all)

    def arrives(self, what, person, since, count=1, seconds=10):
        """So many mails come to somebody, and in the time after that no more."""
        address = person if isinstance(person, str) else person.address
        wait_for(lambda: len(self.server.to(address, since)) >= count, seconds)
        found = self.server.to(address, since)
        self.report.equal(what, count, len(found), found)
        return found

    def quiet(self, what, since, *people):
        time.sleep(QUIET_SECONDS)
        found = [mail for mail in self.server.all[since:] if not people or {person.address for person in people} & set(mail.to)]
        return self.report.none(what, found)

    def has(self, what, mails, *texts, lacks=()):
        if not mails:
            return self.report.holds(what, False, "there is no mail")
        said = mails[0].subject + "\n" + mails[0].text
        return self.report.holds(what, all(text in said for text in texts) and not any(text in said for text in lacks), mails[0])

    def to_hour(self, days, hour, minute=1):
        day = TUESDAY.date() + datetime.timedelta(days=days)
        self.clock.set(datetime.datetime(day.year, day.month, day.day, hour, minute, tzinfo=ZONE))

    # --- the course of it ----------------------------------------------------

    def run(self):
        self.at_once()
        self.not_told()
        self.daily()
        self.hard_texts()
        self.refusals()
        self.restarts()
        self.weekly()
        self.heads()
        self.report.none("the program logged no error and no panic", self.demo.faults())

    def at_once(self):
        report = self.report
        report.part("at once")
        self.vera = self.add_person("Vera Veckobrev", "kommun-boden")
        for person, when in ((self.sam, "at_once"), (self.rep, "at_once"), (self.op, "never"), (self.vera, "weekly")):
            self.wish(person, when)
        page = self.elena.get("/sv/account").text
        report.holds("who has not chosen gets mail once a day", re.search(r'<option value="daily" selected', page))
        self.done(self.vera.post("/sv/account/language", {"lang": "nb"}))
        self.meeting = self.make(name="Nämndmöte om åäö & “citat”", start="2027-03-01")
        time.sleep(QUIET_SECONDS)
        for person in (self.sam, self.rep, self.elena, self.op, self.vera):
            self.follow(person, self.meeting)
        since = self.mark()
        self.change(self.meeting, fields={"place": "Piteå"})
        mails = self.arrives("a change is mailed at once to who wishes that", self.rep, since)
        self.has("  it says what changed, by its name", mails, "Nämndmöte om åäö & “citat”", f"/sv/meeting/{self.meeting['key']}")
        self.quiet("  and to nobody else: not who changed it, nor who wishes mail daily, weekly or never",
                   since, self.sam, self.elena, self.op, self.vera)
        report.equal("  once", 1, len(self.server.to(self.rep.address, since)))

        since = self.mark()
        text = "Hej @Elected Reader och @op erator, titta på åäö 🚀!\r\nRad två\r\n.\r\n..\r\nBcc: evil@demo.example\r\n> citat"
        self.comment(self.sam, self.meeting, text)
        mails = self.arrives("a mention is mailed at once, though mail is wished daily", self.elena, since)
        self.has("  with the comment's text, every line of it", mails,
                 *[f"> {line}" for line in ("Hej @Elected Reader och @op erator, titta på åäö 🚀!", "Rad två", ".", "..", "Bcc: evil@demo.example", "> citat")])
        self.has("  and where it stands", mails, f"{self.demo.base}/sv/meeting/{self.meeting['key']}")
        mails = self.arrives("who follows and wishes mail at once gets the comment too", self.rep, since)
        self.has("  as a comment, not as a mention", mails, "Ny kommentar", lacks=("Du har nämnts",))
        self.quiet("  nobody else: not who is mentioned and wishes no mail, nor who wrote it", since, self.sam, self.op, self.vera)

        since = self.mark()
        self.change(self.meeting, "/move", "POST", state="decided")
        for person, name in ((self.elena, "daily"), (self.vera, "weekly"), (self.rep, "at once")):
            self.arrives(f"a decision is mailed at once to who wishes mail {name}", person, since)
        self.quiet("  but not to who wishes none, nor to who decided", since, self.op, self.sam)

        since = self.mark()
        self.follow(self.rep, kind="meeting", query="type=workshop")
        self.make(name="En verkstad", type="workshop")
        mails = self.arrives("what is new in a list that one follows is mailed", self.rep, since)
        self.has("  by its name", mails, "En verkstad")
        since = self.mark()
        self.make(name="Ingen verkstad", type="conference")
        self.quiet("what its filters leave out is not", since)

    def not_told(self):
        report = self.report
        report.part("what nobody is told")
        since = self.mark()
        page = html.unescape(self.sam.get(f"/sv/meeting/{self.meeting['key']}/edit").text)
        base = re.search(r'name="base" value="(\d+)"', page)
        answer = self.sam.post(f"/sv/meeting/{self.meeting['key']}/edit", {
            "name": "Ett utkast", "base": base.group(1) if base else "", "draft": "keep"})
        report.holds("a draft is kept", answer.status_code == 303 and "drafts" in answer.headers.get("location", ""), lambda: told(answer))
        self.quiet("a draft is told to nobody", since)
        self.follow(self.rep, kind="meeting")
        secret = self.make(name="Hemligt", visibility="private")
        self.change(secret, fields={"place": "Ingenstans"})
        self.comment(self.sam, secret, "@Rep Resentant och @rep.resentant och @representative@demo.example, hemligt!")
        self.quiet("a private record is told to nobody who may not see it, nor a mention in it", since)
        since = self.mark()
        self.comment(self.sam, self.meeting, "@Rep Resentantsson finns inte")
        mails = self.arrives("half a name is no mention", self.rep, since)
        self.has("  the comment is told to who follows", mails, "Ny kommentar", lacks=("Du har nämnts",))
        self.quiet("  and to nobody else", since, self.elena, self.op, self.vera, self.sam)

    def daily(self):
        report = self.report
        report.part("once a day")
        hidden = self.make(name="Blir hemligt före sex")
        self.follow(self.elena, hidden)
        time.sleep(QUIET_SECONDS)
        self.change(hidden, fields={"place": "Hemlig plats"})
        time.sleep(QUIET_SECONDS)
        self.change(hidden, visibility="private")
        since = self.mark()
        self.quiet("before six nothing is gathered, and the head of the history not sent", since)
        self.head = self.demo.get("/api/v1/head").json()
        report.none("no head was sent before six", self.server.to(AUDIT))
        self.to_hour(0, 6)
        mails = self.arrives("from six on one mail tells of the day", self.elena, since)
        self.has("  of the change and its record", mails, "Ändrat", "Nämndmöte om åäö", lacks=("Blir hemligt",))
        report.holds("  nothing that was told at once is told again", mails and "Du har nämnts" not in mails[0].text
                     and "Ny status" not in mails[0].text, mails)
        report.holds("  nothing of a record that is private by now",
                     mails and hidden["key"] not in mails[0].text and "Hemlig plats" not in mails[0].text, mails)
        mails = self.arrives("the head of the history goes to the auditor", AUDIT, since)
        self.has("  its hash and how many entries", mails, self.head["hash"], str(self.head["entries"]))
        self.quiet("  nobody else is told: not on Tuesdays, not who wishes none", since, self.vera, self.op, self.sam, self.rep)
        since = self.mark()
        self.change(self.meeting, fields={"place": "Kalix"})
        other = self.make(name="Ett möte till", type="workshop")
        self.follow(self.elena, other)
        time.sleep(QUIET_SECONDS)
        self.change(other, fields={"place": "Boden"})
        self.change(other, fields={"place": "Överkalix"})
        self.to_hour(0, 22)
        self.quiet("later the same day nothing more is gathered", since, self.elena, self.vera, self.op)
        report.none("  and the head is not sent again", self.server.to(AUDIT, since))
        self.to_hour(1, 5)
        self.quiet("the next day before six neither", since, self.elena, self.vera, self.op)
        self.to_hour(1, 6)
        mails = self.arrives("from six on one mail tells of all", self.elena, since)
        self.has("  of both records", mails, self.meeting["fields"]["name"], "Ett möte till")
        self.arrives("the head goes out again", AUDIT, since)
        self.quiet("  everything once", self.mark())

    def hard_texts(self):
        report = self.report
        report.part("texts that would break a mail")
        evil = "Möte\r\nBcc: evil@demo.example\r\nX-Evil: yes\r\n\r\nInnehåll"
        long = "日本語 åäö 🚀 " * 20
        for name, title in (("line breaks and a Bcc", evil), ("only line feeds", "Möte\nBcc: evil@demo.example"),
                            ("Bcc: in one line", "Bcc: evil@demo.example, Subject: x"), ("a long name in many scripts", long.strip()),
                            ("an encoded word", "=?utf-8?q?Bcc=3A_evil?= <b>&amp;</b>"), ("a vertical tab and a NEL", "a\x0bBcc: x\x85Bcc: y\u2028Bcc: z")):
            body = {"owner": OWNER, "visibility": "public", "fields": {"name": title, "type": "workshop", "cooperation": COOPERATION}}
            since = self.mark()
            answer = self.demo.ask("POST", "/api/v1/meeting", self.token, json=body)
            if answer.status_code == 422:
                report.holds(f"{name}: no record may be called so", True)
                continue
            kept = answer.json()["title"]
            mails = self.arrives(f"{name}: the mail arrives", self.rep, since)
            if mails:
                # Line breaks may be left out of a subject, nothing else; and its length has an end.
                # What only looks like an encoded word is parted, so that nobody decodes it.
                wanted = re.sub(r"[\x00-\x1f\x7f-\x9f]", "", f"Samverk: {kept}")[:200].replace("=?", "= ?")
                plain = re.sub(r"\s+", " ", mails[0].subject).strip()
                report.equal("  its subject decodes to the name", re.sub(r"\s+", " ", wanted).strip(), plain)
                report.equal("  it goes to one", [self.rep.address], mails[0].to)
        everyone = {address for mail in self.server.tries if not reviews(mail) for address in mail.to}
        expected = {self.rep.address, self.elena.address, self.vera.address, AUDIT}
        report.equal("nobody gets mail who should not", set(), everyone - expected)

    def refusals(self):
        report, server = self.report, self.server
        report.part("a mail server that refuses")
        since, tries = self.mark(), len(server.tries)
        server.refuse_next = 2
        self.change(self.meeting, fields={"place": "Andra försöket"})
        self.arrives("refused twice, a mail is tried again until it is taken", self.rep, since, seconds=20)
        self.quiet("  and sent once", self.mark())
        ids = [mail.message["Message-ID"] for mail in server.tries[tries:]]
        report.equal("  each try bears the same Message-ID", (3, 1), (len(ids), len(set(ids))))
        since = self.mark()
        server.refuse_to = {self.rep.address}
        self.change(self.meeting, fields={"place": "Ingen låda"})
        self.comment(self.sam, self.meeting, "@Elected Reader får ändå besked")
        self.arrives("one mailbox that does not exist keeps no other mail back", self.elena, since)
        server.refuse_to = set()
        # Each wait is twice as long as the one before: 1, 2, 4, 8 seconds.
        wait_for(lambda: len(server.to(self.rep.address, since)) >= 2, 20)
        found = server.to(self.rep.address, since)
        said = "".join(mail.text for mail in found)
        report.equal("  and it gets its own once it exists, each thing once", (1, 1), (said.count("Ändrat:"), said.count("får ändå besked")), found)
        since = self.mark()
        server.stop()
        self.comment(self.sam, self.meeting, "@Elected Reader medan servern är borta")
        for _ in range(8):
            time.sleep(2)
            self.clock.set(self.clock.to + datetime.timedelta(hours=1))
        server.start()
        # Who waits longer and longer between two tries is given the time for it.
        for _ in range(4):
            if wait_for(lambda: server.to(self.elena.address, since), 4):
                break
            self.clock.set(self.clock.to + datetime.timedelta(hours=1))
        mails = self.arrives("a mail server that is away for some hours loses no mail", self.elena, since, seconds=1)
        self.has("  it tells what was said meanwhile", mails, "medan servern är borta")
        # Each address waits by itself, so the follower's may come later.
        for _ in range(8):
            if wait_for(lambda: server.to(self.rep.address, since), 4):
                break
            self.clock.set(self.clock.to + datetime.timedelta(hours=1))
        self.arrives("  nor one to somebody else", self.rep, since, seconds=1)

    def restarts(self):
        report, server = self.report, self.server
        report.part("the program ends and starts again")
        since = self.mark()
        self.demo.restart()
        self.quiet("nothing is sent again", since)
        server.refuse_next = 1000
        tries = len(server.tries)
        self.comment(self.sam, self.meeting, "@Elected Reader före avbrottet")
        self.change(self.meeting, fields={"place": "Före avbrottet"})
        wait_for(lambda: len(server.tries) > tries, 10)
        self.demo.restart(killed=True)
        server.refuse_next = 0
        mails = self.arrives("killed while mail waits, it sends that afterwards", self.elena, since, seconds=20)
        self.has("  what was said", mails, "före avbrottet")
        time.sleep(QUIET_SECONDS)
        report.equal("  once", 1, len(self.server.to(self.elena.address, since)))
        found = self.server.to(self.rep.address, since)
        changed = [mail for mail in found if "Ändrat" in mail.text]
        report.equal("  a change that was not told of yet is told once", 1, len(changed), found)

    def weekly(self):
        report = self.report
        report.part("on Mondays")
        before = self.mark()
        self.to_hour(5, 12)
        self.quiet("on Sunday the week is not told yet", before, self.vera)
        since = self.mark()
        self.to_hour(6, 6)
        mails = self.arrives("on Monday from six on one mail tells of the week", self.vera, since)
        self.has("  in the language that she chose", mails, f"{self.demo.base}/nb/meeting/{self.meeting['key']}", "denne e-posten", lacks=("/sv/",))
        report.holds("  of many things", mails and mails[0].text.count(self.meeting["fields"]["name"]) >= 3, mails)
        self.quiet("  once", self.mark(), self.vera)
        report.none("who wishes no mail got none in the whole week", self.server.to(self.op.address))
        # Who coordinates is asked in the morning what of the map is still true.
        given = self.server.to(self.sam.address)
        asked = [mail for mail in given if reviews(mail)]
        others = [mail for mail in given if not reviews(mail)]
        report.none("nor who did it all", others)
        report.holds("  but for being asked what is still true, with a subject that says so",
                     asked and all("fortfarande" in mail.subject for mail in asked), asked)
        page = html.unescape(self.op.get("/sv/notices").text)
        report.holds("though the notices are on the page", "Elected Reader och @op erator" in page)

    def heads(self):
        """What every mail has to be, whatever it tells."""
        report, base = self.report, self.demo.base
        report.part(f"all {len(self.server.all)} mails")
        wrong = {name: [] for name in ("heads", "from", "to", "kind", "lines", "links", "ids", "automatic", "why")}
        links = set()
        for mail in self.server.all:
            message = mail.message
            for name in ("From", "To", "Subject", "Date", "Message-ID", "MIME-Version", "Content-Type"):
                if len(message.get_all(name, [])) != 1:
                    wrong["heads"].append(f"{len(message.get_all(name, []))} {name} in “{mail.subject}”")
            known = {"from", "to", "subject", "date", "message-id", "mime-version", "content-type", "content-transfer-encoding",
                     "auto-submitted", "list-id", "list-unsubscribe", "list-unsubscribe-post", "precedence", "x-auto-response-suppress"}
            for name in set(map(str.lower, message.keys())) - known:
                wrong["heads"].append(f"{name} in “{mail.subject}”")
            if message.defects or any(getattr(message[name], "defects", ()) for name in message.keys()):
                wrong["heads"].append(f"{message.defects} {[(name, message[name].defects) for name in message.keys() if message[name].defects]}")
            if mail.sender != FROM or str(message["From"]) != FROM:
                wrong["from"].append(mail)
            if len(mail.to) != 1 or str(message["To"]) != mail.to[0]:
                wrong["to"].append(f"{mail.to} {message['To']}")
            if message.get_content_type() != "text/plain" or str(message.get_content_charset()).lower() != "utf-8":
                wrong["kind"].append(mail)
            if any(len(line) > 998 for line in mail.content.split(b"\r\n")) or re.search(rb"(?<!\r)\n|\r(?!\n)", mail.content):
                wrong["lines"].append(mail)
            head = mail.content.split(b"\r\n\r\n", 1)[0]
            if any(byte > 126 for byte in head):
                wrong["lines"].append(f"a head is not ASCII: {head}")
            if message.get("Auto-Submitted", "no") == "no":
                wrong["automatic"].append(mail.subject)
            found = re.findall(r"https?://[^\s>]+", mail.text)
            wrong["links"] += [link for link in found if not link.startswith(f"{base}/")]
            links.update(found)
            if mail.to != [AUDIT] and not re.search(rf"^{re.escape(base)}/(sv|nb|en)/account", mail.text, re.M):
                wrong["why"].append(mail)
        ids = [str(mail.message["Message-ID"]) for mail in self.server.all]
        wrong["ids"] = sorted({id for id in ids if ids.count(id) > 1 or not re.match(r"^<[^@\s<>]+@[^@\s<>]+>$", id)})
        for name, what in (("heads", "each head is there once, and none that does not belong there"), ("from", "all come from --mail-from"),
                           ("to", "each goes to one, whom it names"), ("kind", "all are plain text in UTF-8"),
                           ("lines", "lines end with CRLF, are short enough, and heads are ASCII"),
                           ("ids", "each has an id of its own: none came twice"), ("links", "all links lead to the own origin"),
                           ("why", "each says where to choose when mail comes"),
                           ("automatic", "each says that a machine wrote it, so that none answers (RFC 3834)")):
            report.none(what, wrong[name])
        times = [email.utils.parsedate_to_datetime(str(mail.message["Date"])) for mail in self.server.all]
        report.holds("each bears the time that it was written at", all(TUESDAY <= at < TUESDAY + datetime.timedelta(days=8) for at in times),
                     lambda: sorted(map(str, times))[:2])
        missing = [link for link in sorted(links) if self.sam.get(link[len(base):]).status_code != 200]
        report.none(f"{len(links)} links lead to pages that are there", missing)


def check(report):
    server = Server()
    try:
        clock = Clock()
        options = ("--smtp", f"smtp://127.0.0.1:{server.port}", "--mail-from", FROM, "--work-seconds", 1, "--head-to", AUDIT,
                   "--api-per-minute", 1_000_000)
        with Demo(*options, environment=clock.environment) as demo:
            Check(report, demo, server, clock).run()
    finally:
        server.stop()


if __name__ == "__main__":
    run("mail", check)
