#!/usr/bin/env python3
"""Proves the API against its own description and against the rules of HTTP.

    checks/api.py [--kinds KIND,… | --kinds all] [--max-examples N]
                  [--seed N] [--seconds N] [--only hand|generated]

First checks written by hand, on one demo; then schemathesis makes requests up
from /api/v1/openapi.json, for three roles, each on a demo of its own. Requests
that break the description have to be refused, all answers have to be as it
says, and nothing may answer 5xx. Without options it takes a few kinds, which
together have every type of field, and ends within five minutes; to go deeper:

    checks/api.py --only generated --kinds all --max-examples 50 --seconds 7200

SAMVERK names the program, VENV the folder for the libraries (see common.py).
"""

import argparse
import hashlib
import json
import os
import random
import re
import subprocess
import sys
import threading
import time

from common import ROOT, Demo, Stop, requests, run, scratch, told

ROLES = ("coordinator", "representative", "reader")
OWN = {"coordinator": "kommun-lulea", "representative": "kommun-pitea", "reader": "kommun-kalix"}
COOPERATION = "e-namnden-norrbotten"
# Together they have every type of field, states, links that repeat, persons, and what a cooperation admits.
KINDS = ("organisation", "membership", "seat", "initiative", "goal", "meeting", "contact-person", "term")
# What is not about one register.
APART = {"map", "head", "account", "own-fields", "entries", "shares"}
EXAMPLES, SECONDS, SEED = 3, 480, 1
CHECKS_LEFT_OUT = {
    "use_after_free": "a deleted record stays readable for its owner, marked `deleted`; checked by hand",
    "ignored_auth": "the public reads without a token, so no operation demands one; writes without a token are checked by hand",
    "object_level_authorization": "needs two sign-ins and takes every object as private; here visibility decides",
}
# A refusal that is right although the request fits its description, because no
# description can say which links, owners, versions and changes of state exist.
MEANINGFUL_REFUSALS = ("2xx", "304", "401", "403", "404", "409", "412", "422")
# A request that does not fit may be refused for its version first.
REFUSALS = ("400", "401", "403", "404", "405", "409", "412", "413", "415", "422", "428")
BODY_MAX = 1024 * 1024
DEPTH_MAX = 64
PROBLEM = "application/problem+json"


# --- by hand -----------------------------------------------------------------


def is_problem(answer, status, code=None):
    """Whether an answer is a refusal as RFC 9457 has it."""
    if answer.status_code != status or answer.headers.get("content-type") != PROBLEM:
        return False
    body = answer.json()
    right = {"type", "title", "status", "detail"} <= body.keys() and body["status"] == status and body["detail"]
    return bool(right) and (code is None or body["code"] == code)


def write(body, **headers):
    return {"json": body, "headers": headers}


class ByHand:
    def __init__(self, report, demo):
        self.report, self.demo = report, demo
        self.people = {role: demo.person(role) for role in ROLES}
        self.tokens = {role: person.token("write") for role, person in self.people.items()}
        self.own = self.tokens["coordinator"]
        self.made = 0

    def refused(self, what, answer, status, code=None):
        return self.report.holds(f"{what}: {status}", is_problem(answer, status, code), lambda: told(answer))

    def answers(self, what, answer, status=200):
        return self.report.holds(f"{what}: {status}", answer.status_code == status, lambda: told(answer))

    def make(self, kind="meeting", **fields):
        """A record of the coordinator's."""
        self.made += 1
        fields = {"name": f"Prövning {self.made} åäö", **fields}
        body = {"owner": OWN["coordinator"], "visibility": "public", "fields": fields}
        answer = self.demo.ask("POST", f"/api/v1/{kind}", self.own, json=body)
        if answer.status_code != 201:
            raise Stop(f"no {kind} can be made: {told(answer)}")
        return answer

    def total(self, **query):
        answer = self.demo.get("/api/v1/meeting", self.own, params=query)
        return answer.json()["total"]

    def run(self):
        self.description()
        self.versions()
        self.representations()
        self.repetition()
        self.rights()
        self.faults()
        self.limits()
        self.paging()
        self.filters()
        self.round_trips()
        self.deletion()
        self.files()
        self.report.none("the program logged no error and no panic", self.demo.faults())
        self.throttle()

    def description(self):
        from openapi_spec_validator import OpenAPIV31SpecValidator

        report = self.report
        report.part("the description")
        answer = self.demo.get("/api/v1/openapi.json")
        self.answers("it is there", answer)
        document = answer.json()
        report.holds("it is OpenAPI 3.1", str(document.get("openapi", "")).startswith("3.1."), document.get("openapi"))
        faults = [f"{'/'.join(map(str, fault.absolute_path))}: {fault.message}"
                  for fault in OpenAPIV31SpecValidator(document).iter_errors()]
        report.none("openapi-spec-validator finds no fault", faults)
        kept = ROOT / "docs/reference/openapi.json"
        if kept.exists():
            same = json.loads(kept.read_text()) == document
            report.holds("docs/reference/openapi.json is what the program says", same)
        else:
            report.skip("docs/reference/openapi.json is what the program says", "the file is missing")
        index = self.demo.get("/api/v1").json()
        described = {path.split("/")[3] for path in document["paths"] if path.count("/") >= 3} - APART
        report.equal("every kind of the index is described", {kind["name"] for kind in index["kinds"]}, described)
        names = [operation["operationId"] for item in document["paths"].values() for operation in item.values()
                 if isinstance(operation, dict)]
        report.equal("operationId is unique", len(names), len(set(names)))
        self.kinds = [kind["name"] for kind in index["kinds"]]

    def versions(self):
        demo, own = self.demo, self.own
        self.report.part("versions: ETag, If-None-Match, If-Match")
        made = self.make()
        path = made.headers["location"]
        tag = made.headers["etag"]
        read = demo.get(path, own)
        self.answers("a record just made is read at its Location", read)
        self.report.equal("with the ETag that making it told", tag, read.headers.get("etag"))
        for name, sent in (("the same ETag", tag), ("one of several", f'"zzz", {tag}'),
                           ("the weak form, which compares equal (RFC 9110, 13.1.2)", f"W/{tag}"), ("a star", "*")):
            again = demo.get(path, own, headers={"If-None-Match": sent})
            self.answers(f"If-None-Match with {name}", again, 304)
            if again.status_code == 304:
                self.report.holds("  it has no body and tells the ETag again",
                                  not again.content and again.headers.get("etag") == tag, lambda: told(again))
        self.answers("If-None-Match with another", demo.get(path, own, headers={"If-None-Match": '"99"'}))
        body = {"fields": {"place": "Luleå"}}
        writes = [("PATCH", path, {"json": body}), ("DELETE", path, {}), ("POST", f"{path}/undo", {}),
                  ("POST", f"{path}/move", {"json": {"state": "decided"}}),
                  ("POST", f"{path}/files?name=a.txt", {"data": b"text"})]
        for method, to, more in writes:
            name = f"{method} …{to[len(path):].split('?')[0]}"
            self.refused(f"{name} without If-Match", demo.ask(method, to, own, **more), 428)
            stale = demo.ask(method, to, own, headers={"If-Match": '"987654"'}, **more)
            self.refused(f"{name} with a version that is not the last", stale, 412)
            weak = demo.ask(method, to, own, headers={"If-Match": f"W/{tag}"}, **more)
            self.refused(f"{name} with a weak ETag, which must not match", weak, 412)
        changed = demo.ask("PATCH", path, own, **write(body, **{"If-Match": tag}))
        self.answers("PATCH with the last version", changed)
        self.report.holds("  it tells a new ETag", changed.headers.get("etag") not in (None, tag), lambda: told(changed))
        self.refused("PATCH with the version before", demo.ask("PATCH", path, own, **write(body, **{"If-Match": tag})), 412)
        now = demo.get(path, own)
        self.report.equal("the answer of PATCH is what is read afterwards", now.json(), changed.json())

        # Of two who change the same version at the same time one is refused.
        tag = now.headers["etag"]
        statuses = self.at_once(lambda n: demo.ask("PATCH", path, own, **write(
            {"fields": {"place": f"Plats {n}"}}, **{"If-Match": tag})).status_code, 8)
        self.report.equal("of eight who change one version at once, one succeeds", [200] + [412] * 7, sorted(statuses))

    def representations(self):
        """An ETag of a representation has to change with it, or caches show what is no longer true."""
        demo, own = self.demo, self.own
        self.report.part("what a cache may keep")
        body = self.make("body", type="working_group")
        meeting = self.make("meeting", body=body.json()["id"])
        path = meeting.headers["location"]
        before = demo.get(path, own)
        renamed = demo.ask("PATCH", body.headers["location"], own, **write(
            {"fields": {"name": "Ett nytt namn"}}, **{"If-Match": body.headers["etag"]}))
        self.answers("a record that another leads to is renamed", renamed)
        again = demo.get(path, own, headers={"If-None-Match": before.headers["etag"]})
        fresh = demo.get(path, own)
        self.report.holds("304 is answered only where nothing in the answer has changed",
                          before.json() == fresh.json() or again.status_code == 200,
                          lambda: f"{told(again)}\n    although {before.json()['fields'].get('body')} is now "
                                  f"{fresh.json()['fields'].get('body')}")
        # A seat is called by its body, its organisation and its role, the role in the reader's language.
        seat = demo.get("/api/v1/seat?limit=1", own).json()["items"][0]["id"]
        path = f"/api/v1/seat/{seat}"
        swedish, english = (demo.get(path, own, headers={"Accept-Language": lang}) for lang in ("sv", "en"))
        self.report.holds("a title made of parts follows the language", swedish.json()["title"] != english.json()["title"],
                          lambda: told(english))
        other = demo.get(path, own, headers={"Accept-Language": "en", "If-None-Match": swedish.headers["etag"]})
        self.report.holds("304 is not answered for another language", other.status_code == 200, lambda: told(other))
        for name, answer in (("a record", swedish), ("a list", demo.get("/api/v1/seat?limit=1", own, headers={"Accept-Language": "sv"}))):
            vary = {part.strip().lower() for part in (answer.headers.get("vary") or "").split(",")}
            self.report.holds(f"{name} that differs by language says so in Vary",
                              "accept-language" in vary, lambda: f"vary: {answer.headers.get('vary')}")

    def at_once(self, act, count):
        results, ready = [None] * count, threading.Barrier(count)

        def one(n):
            ready.wait()
            results[n] = act(n)

        threads = [threading.Thread(target=one, args=(n,)) for n in range(count)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    def repetition(self):
        demo, own, report = self.demo, self.own, self.report
        report.part("requests sent twice: Idempotency-Key")
        body = {"owner": OWN["coordinator"], "fields": {"name": "Upprepningsmöte"}}
        key = {"Idempotency-Key": "check-create-1"}
        before = self.total()
        first, second = (demo.ask("POST", "/api/v1/meeting", own, **write(body, **key)) for _ in range(2))
        self.answers("the first", first, 201)
        report.holds("  it is not called a replay", "idempotency-replayed" not in first.headers)
        self.answers("the second", second, 201)
        report.equal("  it says Idempotency-Replayed: true", "true", second.headers.get("idempotency-replayed"))
        report.equal("  it has the same body", first.text, second.text)
        report.equal("  the same ETag and Location", [first.headers.get(name) for name in ("etag", "location")],
                     [second.headers.get(name) for name in ("etag", "location")])
        report.equal("one record was made", before + 1, self.total())
        other = {**body, "fields": {"name": "Ett annat möte"}}
        self.refused("the same key with another body",
                     demo.ask("POST", "/api/v1/meeting", own, **write(other, **key)), 422, "idempotency-key-used")
        self.refused("the same key at another address",
                     demo.ask("POST", "/api/v1/initiative", own, **write(body, **key)), 422, "idempotency-key-used")
        report.equal("nothing more was made", before + 1, self.total())
        theirs = {"owner": OWN["representative"], "fields": {"name": "Upprepningsmöte"}}
        somebody = demo.ask("POST", "/api/v1/meeting", self.tokens["representative"], **write(theirs, **key))
        self.answers("somebody else's same key is another", somebody, 201)

        path = first.headers["location"]
        change = {"fields": {"place": "Boden"}}
        headers = {"If-Match": first.headers["etag"], "Idempotency-Key": "check-change-1"}
        changed = demo.ask("PATCH", path, own, **write(change, **headers))
        later = demo.ask("PATCH", path, own, **write({"fields": {"place": "Kiruna"}}, **{"If-Match": changed.headers["etag"]}))
        again = demo.ask("PATCH", path, own, **write(change, **headers))
        self.answers("a change sent again after a later change", again)
        report.equal("  is answered as the first time", (changed.text, "true"),
                     (again.text, again.headers.get("idempotency-replayed")))
        now = demo.get(path, own).json()
        report.equal("  and changes nothing", (later.json()["version"], "Kiruna"), (now["version"], now["fields"]["place"]))

        body["fields"]["name"] = "Samtidig upprepning"
        before = self.total()
        key = {"Idempotency-Key": "check-create-2"}
        answers = self.at_once(lambda _: demo.ask("POST", "/api/v1/meeting", own, **write(body, **key)), 8)
        report.none("eight at once with one key are answered alike, or told to wait",
                    [told(one) for one in answers if one.status_code not in (201, 409)])
        report.equal("  and make one record", (before + 1, 1),
                     (self.total(), len({one.json()["id"] for one in answers if one.status_code == 201})))
        wrong = {"owner": OWN["coordinator"], "fields": {"name": ""}}
        key = {"Idempotency-Key": "check-create-3"}
        self.refused("a fault", demo.ask("POST", "/api/v1/meeting", own, **write(wrong, **key)), 422)
        self.refused("  the same again, no replay of something that was not done",
                     demo.ask("POST", "/api/v1/meeting", own, **write(wrong, **key)), 422)
        for name, sent in (("too long", "k" * 256), ("empty", "")):
            self.refused(f"a key that is {name}",
                         demo.ask("POST", "/api/v1/meeting", own, **write(body, **{"Idempotency-Key": sent})), 400)

    def rights(self):
        demo, report = self.demo, self.report
        report.part("tokens and rights")
        person = self.people["coordinator"]
        read, calendar = person.token("read"), person.token("calendar")
        body = {"owner": OWN["coordinator"], "fields": {"name": "Får inte"}}
        made = self.make()
        path, tag = made.headers["location"], made.headers["etag"]
        before = self.total()
        self.answers("reading with a token for reading", demo.get(path, read))
        for method, to, more in (("POST", "/api/v1/meeting", {"json": body}),
                                 ("PATCH", path, {"json": {"fields": {"place": "X"}}}), ("DELETE", path, {}),
                                 ("POST", f"{path}/move", {"json": {"state": "decided"}}), ("POST", f"{path}/undo", {}),
                                 ("POST", f"{path}/files?name=a.txt", {"data": b"text"})):
            name = f"{method} …{to[len(path):].split('?')[0]}" if to.startswith(path) else f"{method} {to}"
            headers = {"If-Match": tag}
            self.refused(f"{name} with a token for reading", demo.ask(method, to, read, headers=headers, **more), 403, "token-scope")
            self.refused(f"{name} with a token for the calendar", demo.ask(method, to, calendar, headers=headers, **more), 403)
            nobody = demo.ask(method, to, headers=headers, **more)
            self.refused(f"{name} without a token", nobody, 401)
            report.holds("  it tells how to sign in", nobody.headers.get("www-authenticate", "").startswith("Bearer"))
            self.refused(f"{name} with a token that nobody has",
                         demo.ask(method, to, "smv_" + "0" * 64, headers=headers, **more), 401)
            wrong = demo.ask(method, to, headers={**headers, "Authorization": "Basic eDp5"}, **more)
            self.refused(f"{name} with another kind of sign-in", wrong, 401)
        self.refused("reading with a token for the calendar", demo.get(path, calendar), 403)
        self.refused("reading with a token that nobody has", demo.get(path, "smv_" + "0" * 64), 401)
        cookie = person.session.post(demo.base + "/api/v1/meeting", json=body, timeout=30)
        self.refused("a session of the pages counts for nothing", cookie, 401)
        reader = self.tokens["reader"]
        theirs = {"owner": OWN["reader"], "fields": {"name": "Läsare"}}
        self.refused("a reader's token for writing makes nothing", demo.ask("POST", "/api/v1/meeting", reader, json=theirs), 403)
        self.refused("a reader changes nothing", demo.ask("PATCH", path, reader, **write(
            {"fields": {"place": "X"}}, **{"If-Match": tag})), 403)
        self.refused("nobody makes a record for somebody else's organisation", demo.ask(
            "POST", "/api/v1/meeting", self.tokens["representative"], json=body), 403)
        secret = demo.ask("POST", "/api/v1/meeting", self.own, json={**body, "visibility": "private"})
        self.answers("a private record", secret, 201)
        for who, token in (("nobody", None), ("the reader", reader), ("the representative", self.tokens["representative"])):
            for below in ("", "/history", "/links", "/files"):
                self.refused(f"{who} finds it{below}", demo.get(secret.headers["location"] + below, token), 404)
            key = secret.json()["key"]
            listed = demo.get("/api/v1/meeting", token, params={"q": "Får inte", "limit": 200}).json()["items"]
            report.holds(f"{who} has it in no list", key not in [one["key"] for one in listed])
        page = person.get("/sv/account").text
        found = re.search(r'check read.*?name="id" value="([^"]+)"', page, re.S)
        if report.holds("the account page lists the token", found):
            person.post("/sv/account/token/end", {"id": found.group(1)})
            self.refused("a token that was ended", demo.get(path, read), 401)
        report.equal("nothing was made that should not be", before + 1, self.total())

    def faults(self):
        demo, own, report = self.demo, self.own, self.report
        report.part("faults, each with its place")

        def paths(answer):
            return {fault["path"]: fault["code"] for fault in answer.json().get("errors", [])} if answer.content else {}

        answer = demo.ask("POST", "/api/v1/meeting", own, json={"owner": OWN["coordinator"], "fields": {"place": "X"}})
        self.refused("a name that is missing", answer, 422)
        report.holds("  /fields/name", "/fields/name" in paths(answer), lambda: told(answer))
        sent = {"name": "Y", "start": "2026-02-30", "start_time": "25:00", "type": "no_such", "mode": 7, "place": ["a"],
                "cooperation": "no-such-cooperation", "nonsense": 1}
        answer = demo.ask("POST", "/api/v1/meeting", own, json={"owner": OWN["coordinator"], "fields": sent})
        self.refused("several at once", answer, 422)
        found = paths(answer)
        report.none("  each path leads to something that was sent", [
            path for path in found if not (path.startswith("/fields/") and path.split("/")[2] in sent or path == "/nonsense")])
        for name in ("mode", "place"):
            report.holds(f"  /fields/{name}", f"/fields/{name}" in found, lambda: told(answer))
        report.holds("  a field that does not exist is named where it stands: /fields/nonsense", "/fields/nonsense" in found,
                     lambda: told(answer))
        well_formed = {name: sent[name] for name in ("name", "start", "start_time", "type", "cooperation")}
        answer = demo.ask("POST", "/api/v1/meeting", own, json={"owner": OWN["coordinator"], "fields": well_formed})
        report.equal("  what has the right form and no sense is named all at once",
                     {f"/fields/{name}" for name in ("start", "start_time", "type", "cooperation")}, set(paths(answer)), told(answer))
        for name, body in (("visibility", {"visibility": "everybody"}), ("state", {"state": "no_such"}), ("owner", {"owner": "no-such"}),
                           ("key", {"key": "Not A Key!"}), ("surprise", {"surprise": 1})):
            answer = demo.ask("POST", "/api/v1/meeting", own,
                              json={"owner": OWN["coordinator"], "fields": {"name": "Y"}, **body})
            self.refused(f"a wrong {name}", answer, 422)
            report.holds(f"  /{name}", f"/{name}" in paths(answer), lambda: told(answer))
        taken = self.make().json()
        answer = demo.ask("POST", "/api/v1/meeting", own,
                          json={"owner": OWN["coordinator"], "key": taken["key"], "fields": {"name": "Y"}})
        report.holds("a key that is taken: 409 or 422", is_problem(answer, 409) or is_problem(answer, 422), lambda: told(answer))
        path = f"/api/v1/meeting/{taken['id']}"
        headers = {"If-Match": f'"{taken["version"]}"'}
        for part, value in (("key", "another-key"), ("state", "held")):
            answer = demo.ask("PATCH", path, own, json={part: value}, headers=headers)
            self.refused(f"PATCH of {part}, which has an address of its own or stays", answer, 422)
            report.holds(f"  /{part}", f"/{part}" in paths(answer), lambda: told(answer))
        answer = demo.ask("POST", f"{path}/move", own, json={}, headers=headers)
        self.refused("a move to nowhere", answer, 422)
        report.holds("  /state", "/state" in paths(answer), lambda: told(answer))
        for name, sent in (("no JSON", b"{"), ("nothing", b""), ("not UTF-8", b'{"fields":{"name":"\xff\xfe"}}'),
                           ("half a surrogate", b'{"owner":"kommun-lulea","fields":{"name":"\\ud800"}}'),
                           ("two documents", b"{}{}")):
            answer = demo.ask("POST", "/api/v1/meeting", own, data=sent, headers={"Content-Type": "application/json"})
            self.refused(f"a body that is {name}", answer, 400)
        for name, sent in (("a list", b"[]"), ("a text", b'"x"'), ("null", b"null")):
            answer = demo.ask("POST", "/api/v1/meeting", own, data=sent, headers={"Content-Type": "application/json"})
            report.holds(f"a body that is {name}: 400 or 422", is_problem(answer, 400) or is_problem(answer, 422), lambda: told(answer))

    def limits(self):
        demo, own, report = self.demo, self.own, self.report
        report.part("limits, methods and addresses")
        as_json = {"Content-Type": "application/json"}
        large = json.dumps({"owner": OWN["coordinator"], "fields": {"name": "x", "note": "å" * (BODY_MAX // 2)}},
                           ensure_ascii=False).encode()
        for name, method, to in (("POST", "POST", "/api/v1/meeting"), ("PATCH", "PATCH", "/api/v1/meeting/en-sam-1")):
            answer = demo.ask(method, to, own, data=large, headers={**as_json, "If-Match": '"1"'})
            self.refused(f"{name} of more than 1 MB", answer, 413)
        below = b'{"fields":{"name":' + b"[" * (DEPTH_MAX - 2) + b"]" * (DEPTH_MAX - 2) + b"}}"
        above = b'{"fields":{"name":' + b"[" * (DEPTH_MAX - 1) + b"]" * (DEPTH_MAX - 1) + b"}}"
        self.refused(f"JSON {DEPTH_MAX} deep is read and refused for what it says",
                     demo.ask("POST", "/api/v1/meeting", own, data=below, headers=as_json), 422)
        self.refused("JSON one deeper", demo.ask("POST", "/api/v1/meeting", own, data=above, headers=as_json), 400)
        self.refused("JSON very much deeper",
                     demo.ask("POST", "/api/v1/meeting", own, data=b"[" * 500_000, headers=as_json), 400)
        for limit, status in (("1", 200), ("200", 200), ("201", 400), ("0", 400), ("-1", 400), ("x", 400), ("1e1", 400)):
            answer = demo.get("/api/v1/meeting", own, params={"limit": limit})
            if status == 200:
                self.answers(f"limit={limit}", answer)
            else:
                self.refused(f"limit={limit}", answer, status)
                if answer.status_code == status:
                    report.holds("  /limit", [fault["path"] for fault in answer.json()["errors"]] == ["/limit"], lambda: told(answer))
        for query in ({"sort": "no_such_column"}, {"sort": "x" * 101}, {"no_such_filter": "x"}, {"cursor": "x"}):
            self.refused(f"a list asked for with {str(query)[:50]}", demo.get("/api/v1/meeting", own, params=query), 400)
        for method, to, allowed in (("PUT", "/api/v1/meeting/en-sam-1", {"GET", "HEAD", "PATCH", "DELETE"}),
                                    ("DELETE", "/api/v1/meeting", {"GET", "HEAD", "POST"}),
                                    ("POST", "/api/v1/head", {"GET", "HEAD"}), ("BREW", "/api/v1/meeting", {"GET", "HEAD", "POST"}),
                                    ("GET", "/api/v1/meeting/en-sam-1/undo", {"POST"})):
            answer = demo.ask(method, to, own)
            self.refused(f"{method} {to}", answer, 405)
            told_allowed = {name.strip() for name in answer.headers.get("allow", "").split(",")}
            report.holds("  Allow tells what there is (RFC 9110, 15.5.6)", told_allowed - {"OPTIONS"} == allowed, lambda: told(answer))
        for to in ("/api/v1/no-such-kind", "/api/v1/meeting/no-such-meeting", "/api/v1/meeting/en-sam-1/nothing",
                   "/api/v1/organisation/en-sam-1", "/api/v2", "/api", "/api/v1/meeting/%ff", "/api/v1/meeting/a%2Fb",
                   "/api/v1/meeting/00000000-0000-0000-0000-000000000000"):
            answer = demo.get(to, own)
            expected = 400 if "%ff" in to and answer.status_code == 400 else 404
            self.refused(f"GET {to}", answer, expected)
        head = demo.ask("HEAD", "/api/v1/meeting/en-sam-1", own)
        report.holds("HEAD answers as GET, without a body", head.status_code == 200 and not head.content and "etag" in head.headers,
                     lambda: told(head))

    def walk(self, kind, token=None, **query):
        """All pages: the ids in order, and the totals and faults met on the way."""
        ids, totals, to = [], set(), f"/api/v1/{kind}"
        answer = self.demo.get(to, token, params=query)
        faults = []
        for _ in range(2000):
            if answer.status_code != 200:
                return ids, totals, [*faults, told(answer)]
            page = answer.json()
            ids += [item["id"] for item in page["items"]]
            totals.add(page["total"])
            link = f'<{page["next"]}>; rel="next"' if page["next"] else None
            if answer.headers.get("link") != link:
                faults.append(f"next is {page['next']}, Link is {answer.headers.get('link')}")
            if not page["next"]:
                return ids, totals, faults
            if not page["items"]:
                return ids, totals, [*faults, f"an empty page that is not the last: {told(answer)}"]
            answer = self.demo.get(page["next"], token)
        return ids, totals, [*faults, "there is no end"]

    def paging(self):
        demo, report = self.demo, self.report
        report.part("pages")
        for role, token in (("nobody", None), *self.tokens.items()):
            wrong = []
            for kind in self.kinds:
                ids, totals, faults = self.walk(kind, token, limit=37)
                if faults or len(ids) != len(set(ids)) or totals != {len(ids)}:
                    wrong.append(f"{kind}: {len(ids)} records, {len(set(ids))} different, total {totals}, {faults}")
            report.none(f"{role} meets every record of every kind once, as many as `total`", wrong)
        for query in ({"sort": "-name"}, {"sort": "county"}, {"country": "no", "sort": "-official_code"}, {"q": "kommun"},
                      {"type": ["municipality", "state_agency"]}):
            ids, totals, faults = self.walk("organisation", None, limit=50, **query)
            whole, _, _ = self.walk("organisation", None, limit=200, **query)
            report.holds(f"{query}: every record once, in one order whatever the pages ({len(ids)})",
                         not faults and ids == whole and len(set(ids)) == len(ids) > 0 and totals == {len(ids)},
                         f"{len(ids)} ids, {len(set(ids))} different, totals {totals}, {faults}")
        first = demo.get("/api/v1/organisation", params={"limit": 10, "country": "no"}).json()
        cursor = re.search(r"cursor=([^&]+)", first["next"]).group(1)
        for query in ({"country": "se"}, {}, {"country": "no", "sort": "-name"}, {"country": "no", "q": "a"}):
            self.refused(f"the cursor of another question, with {query}",
                         demo.get("/api/v1/organisation", params={"limit": 10, "cursor": cursor, **query}), 400)
        self.refused("the cursor with another kind", demo.get("/api/v1/meeting", params={"cursor": cursor}), 400)
        # While somebody writes, nothing is shown twice or left out.
        ids, to, n = [], "/api/v1/meeting?limit=5&sort=name", 0
        settled = {item["id"] for item in demo.get("/api/v1/meeting?limit=200", self.own).json()["items"]}
        while to:
            page = demo.get(to, self.own).json()
            ids += [item["id"] for item in page["items"]]
            to = page["next"]
            self.make(name=f"{'AÖ'[n % 2]} nytt {n}")
            n += 1
        report.holds("records made between two pages leave the others met once",
                     len(ids) == len(set(ids)) and settled <= set(ids),
                     f"{len(ids)} ids, {len(set(ids))} different, {len(settled - set(ids))} left out")

    def filters(self):
        demo, report = self.demo, self.report
        report.part("filters and order")
        ids, _, _ = self.walk("organisation", None, limit=200)
        everything = [demo.get("/api/v1/organisation", params={"limit": 200}).json()["items"]]
        to = demo.get("/api/v1/organisation", params={"limit": 200}).json()["next"]
        while to:
            page = demo.get(to).json()
            everything.append(page["items"])
            to = page["next"]
        records = [item for items in everything for item in items]
        report.equal("all organisations are there", len(ids), len(records))
        for field in ("type", "country", "county", "level", "written_language"):
            values = {record["fields"].get(field) for record in records}
            wrong = []
            for value in values:
                total = demo.get("/api/v1/organisation", params={field: value or "-", "limit": 1}).json()["total"]
                mine = sum(1 for record in records if record["fields"].get(field) == value)
                if total != mine:
                    wrong.append(f"{field}={value or '-'}: {total}, counted {mine}")
            report.none(f"{field} finds what has it, for each of {len(values)} values", wrong)
        years = [item["fields"]["year"] for item in demo.get("/api/v1/population-figure?sort=-year&limit=200").json()["items"]]
        report.equal("sort=-year descends", sorted(years, reverse=True), years)
        figures = [item["fields"]["inhabitants"] for item in
                   demo.get("/api/v1/population-figure?sort=inhabitants&limit=200").json()["items"]]
        report.equal("sort=inhabitants ascends as numbers", sorted(figures), figures)
        history = demo.get("/api/v1/head").json()
        report.holds("the head of the history is there", history["entries"] > 0 and re.fullmatch("[0-9a-f]{64}", history["hash"]))

    def round_trips(self):
        """What a client reads it may send back, of every kind, and nothing changes."""
        demo, own, report = self.demo, self.own, self.report
        report.part("what is read may be sent back")
        wrong, tried, kinds = [], 0, set()
        for kind in self.kinds:
            items = demo.get(f"/api/v1/{kind}", own, params={"limit": 200}).json()["items"]
            mine = [item for item in items if (item["owner"] or {}).get("key") == OWN["coordinator"]]
            for item in mine[:12]:
                path = f"/api/v1/{kind}/{item['id']}"
                read = demo.get(path, own)
                if read.json() != item:
                    wrong.append(f"{kind}: in the list {item}, alone {read.json()}")
                answer = demo.ask("PATCH", path, own, **write(read.json(), **{"If-Match": read.headers["etag"]}))
                tried, kinds = tried + 1, kinds | {kind}
                if answer.status_code != 200:
                    wrong.append(told(answer))
                    continue
                sent, got = (json.dumps({**one.json(), "version": 0, "changed_at": ""}, sort_keys=True) for one in (read, answer))
                if sent != got:
                    wrong.append(f"{path}: {sent} became {got}")
                elif answer.json()["version"] != read.json()["version"]:
                    wrong.append(f"{path}: sent back as it was read it became version {answer.json()['version']}")
        report.none(f"{tried} records of {len(kinds)} kinds", wrong)
        full = {"name": "Allt på en gång", "type": "workshop", "cooperation": COOPERATION, "start": "2027-03-28", "start_time": "01:59",
                "end": "2027-03-29", "end_time": "23:59", "place": "Bodø; “Rådhuset”, sal 1 \\ ½", "mode": "hybrid",
                "frequency": "a|b", "agenda": "# Rubrik\n\n- ett\n- två\n\n``` kod ```", "language": "sv", "source": "  x  ",
                "certainty": "stated", "checked": "2026-11-21", "note": "日本語 🚀 \u202e"}
        answer = demo.ask("POST", "/api/v1/meeting", own, json={"owner": OWN["coordinator"], "fields": full})
        if self.answers("a record with every field", answer, 201):
            got = answer.json()["fields"]
            got = {name: value["key"] if isinstance(value, dict) else value for name, value in got.items()}
            report.equal("  is kept as it was sent, but for blanks around texts", {**full, "source": "x"}, got)
            cleared = demo.ask("PATCH", answer.headers["location"], own, **write(
                {"fields": {name: None for name in full if name != "name"}}, **{"If-Match": answer.headers["etag"]}))
            report.equal("  null clears", {"name": full["name"]}, cleared.json().get("fields"), told(cleared))
            back = demo.ask("POST", answer.headers["location"] + "/undo", own, headers={"If-Match": cleared.headers["etag"]})
            report.equal("  and undo brings back", answer.json()["fields"], back.json().get("fields"), told(back))

    def deletion(self):
        demo, own, report = self.demo, self.own, self.report
        report.part("deleting")
        made = self.make(name="Raderas snart")
        path = made.headers["location"]
        before = self.total()
        deleted = demo.ask("DELETE", path, own, headers={"If-Match": made.headers["etag"]})
        self.answers("DELETE", deleted)
        report.equal("  says that it is deleted", True, deleted.json().get("deleted"))
        report.equal("it is in no list", before - 1, self.total())
        self.refused("it is gone for others", demo.get(path), 404)
        self.refused("and for readers", demo.get(path, self.tokens["reader"]), 404)
        mine = demo.get(path, own)
        report.holds("its owner still reads it, marked as deleted", mine.status_code == 200 and mine.json()["deleted"], lambda: told(mine))
        answer = demo.ask("PATCH", path, own, **write({"fields": {"place": "X"}}, **{"If-Match": deleted.headers["etag"]}))
        report.holds("it cannot be changed", 400 <= answer.status_code < 500, lambda: told(answer))
        back = demo.ask("POST", f"{path}/undo", own, headers={"If-Match": deleted.headers["etag"]})
        self.answers("undo brings it back", back)
        self.answers("for everybody", demo.get(path))
        steps = demo.get(f"{path}/history", own).json()["items"]
        report.equal("its history tells all of it", {"create", "delete"}, {"create", "delete"} & {step["operation"] for step in steps})
        report.equal("  with a version each", sorted(range(1, len(steps) + 1)), sorted(step["version"] for step in steps))
        reasoned = demo.ask("POST", "/api/v1/meeting", own, json={
            "owner": OWN["coordinator"], "reason": "Beslut i § 7", "fields": {"name": "Med skäl"}})
        steps = demo.get(reasoned.headers["location"] + "/history", own).json()["items"]
        report.equal("the reason that a new record was sent with is in its history", ["Beslut i § 7"], [step["reason"] for step in steps])
        for name, reason in (("a number", 5), ("too long", "r" * 501)):
            tag = demo.get(reasoned.headers["location"], own).headers["etag"]
            answer = demo.ask("PATCH", reasoned.headers["location"], own, **write(
                {"reason": reason, "fields": {"place": name}}, **{"If-Match": tag}))
            self.refused(f"a reason that is {name} is not left out or cut off in silence", answer, 422)
        public = demo.get(f"{path}/history").json()["items"]
        report.none("  and names nobody to the public", [step for step in public if step.get("actor")])

    def files(self):
        demo, own, report = self.demo, self.own, self.report
        report.part("files")
        made = self.make()
        path = made.headers["location"]
        content = b"%PDF-1.4\n" + bytes(range(256)) * 8000
        name = "Protokoll å; \"ö\".pdf"
        answer = demo.ask("POST", f"{path}/files", own, params={"name": name}, data=content,
                          headers={"If-Match": made.headers["etag"], "Content-Type": "application/octet-stream"})
        self.answers("a file of two MB is attached", answer, 201)
        files = demo.get(f"{path}/files", own).json()["items"]
        report.equal("its hash and size are told", [(hashlib.sha256(content).hexdigest(), len(content))],
                     [(file["hash"], file["size_bytes"]) for file in files])
        if files:
            report.equal("its name too", name, files[0]["name"])
            sent = demo.get(files[0]["address"], own)
            report.holds("it comes back byte by byte, as a download",
                         sent.content == content and sent.headers.get("content-disposition", "").startswith("attachment"),
                         lambda: f"{sent.status_code} {dict(sent.headers)}")
            public = demo.get(files[0]["address"])
            report.holds("the public does not get it", public.status_code in (401, 403, 404), lambda: told(public))
            longest = demo.ask("POST", f"{path}/files", own, params={"name": "n" * 300 + ".pdf"}, data=b"%PDF-1.4 x",
                               headers={"If-Match": answer.headers["etag"], "Content-Type": "application/octet-stream"})
            report.holds("a name that is too long is refused, or cut so that its ending stays",
                         is_problem(longest, 400) or is_problem(longest, 422) or
                         (longest.status_code == 201 and longest.json()["fields"]["files"][-1]["name"].endswith(".pdf")), lambda: told(longest))
            self.refused("another hash", demo.get(f"{path}/files/{'0' * 64}", own), 404)

    def throttle(self):
        self.report.part("too many requests")
        with Demo("--api-per-minute", 5) as demo:
            statuses = [demo.get("/api/v1/head").status_code for _ in range(5)]
            last = demo.get("/api/v1/head")
            self.report.equal("five of five are answered", [200] * 5, statuses)
            self.refused("the sixth", last, 429)
            self.report.holds("  it tells how long to wait", 1 <= int(last.headers.get("retry-after", 0)) <= 60, lambda: told(last))
            token = demo.person("coordinator").token("read")
            self.answers("a token counts by itself", demo.get("/api/v1/head", token))


# --- generated ---------------------------------------------------------------


def configuration(report_path):
    def listed(statuses):
        return "[" + ", ".join(f'"{status}"' for status in statuses) + "]"

    return f"""
[checks]
positive_data_acceptance.expected-statuses = {listed(MEANINGFUL_REFUSALS)}
negative_data_rejection.expected-statuses = {listed(REFUSALS)}
missing_required_header.expected-statuses = ["428"]
[reports.json]
path = "{report_path}"
"""


def generated(report, options):
    demos, running, results = [], {}, {}
    ended = time.monotonic() + options.seconds * 3
    kinds = None if options.kinds == "all" else options.kinds.split(",")
    print("\n== requests made up by schemathesis")
    for name, why in CHECKS_LEFT_OUT.items():
        print(f"  left out: {name}: {why}")
    folder = scratch()
    try:
        waiting = list(ROLES)
        while waiting or running:
            while waiting and len(running) < 2:
                role = waiting.pop(0)
                demo = Demo("--api-per-minute", 1_000_000).__enter__()
                demos.append(demo)
                # On another folder than the scratch of the demo, whose log tells panics.
                (folder / f"{role}.toml").write_text(configuration(folder / f"{role}.json"))
                command = [
                    str(os.path.join(os.path.dirname(sys.executable), "schemathesis")), "--config-file", str(folder / f"{role}.toml"),
                    "run", f"{demo.base}/api/v1/openapi.json", "--checks", "all", "--exclude-checks", ",".join(CHECKS_LEFT_OUT),
                    "--max-examples", str(options.max_examples), "--seed", str(options.seed), "--continue-on-failure",
                    "--no-color", "--generation-database", "none", "--request-timeout", "30", "--warnings", "off",
                    "--suppress-health-check", "all", "--output-sanitize", "false", "--workers", "1"]
                if kinds:
                    command += ["--include-path-regex", f"^/api/v1(/({'|'.join(map(re.escape, [*APART, *kinds]))})(/.*)?)?$"]
                environment = {**os.environ, "SCHEMATHESIS_HOOKS": "api", "PYTHONPATH": str(ROOT / "checks"),
                               "SAMVERK_CHECK_BASE": demo.base, "SAMVERK_CHECK_TOKEN": demo.person(role).token("write"),
                               "SAMVERK_CHECK_OWN": OWN[role], "SAMVERK_CHECK_SEED": str(options.seed)}
                log = open(folder / f"{role}.log", "wb")
                running[role] = (subprocess.Popen(command, cwd=folder, env=environment, stdout=log, stderr=subprocess.STDOUT),
                                 demo, time.monotonic())
            for role, (process, demo, began) in list(running.items()):
                late = time.monotonic() - began > options.seconds
                if process.poll() is None and not late:
                    continue
                del running[role]
                if process.poll() is None:
                    process.kill()
                    process.wait()
                results[role] = tell(report, role, process.returncode, late, folder, demo, time.monotonic() - began, options)
                demo.stop()
            time.sleep(0.2)
            if time.monotonic() > ended + 60:
                raise Stop("schemathesis does not end")
    finally:
        for process, *_ in running.values():
            process.kill()
        for demo in demos:
            demo.stop()


def tell(report, role, status, late, folder, demo, seconds, options):
    said = (folder / f"{role}.log").read_text(errors="replace")
    cases = re.search(r"^\s+([\d,]+) generated", said, re.M)
    operations = re.search(r"^\s+Tested: (\d+)", said, re.M)
    what = f"{role}: {operations.group(1) if operations else '?'} operations, {cases.group(1) if cases else '?'} requests, {seconds:.0f} s"
    if late:
        report.holds(f"{what}: schemathesis ends in {options.seconds} s", False, said[-800:])
    elif status not in (0, 1):
        report.holds(f"{what}: schemathesis runs", False, said[-3000:])
    else:
        kept = ROOT / f"target/checks/api-{role}.log"
        kept.parent.mkdir(parents=True, exist_ok=True)
        kept.write_text(said)
        if not report.holds(f"{what}: no fault", status == 0):
            print(failures(said))
            print(f"    all of it: {kept}")
        reached = re.search(r"reached=(\{.*\})", said)
        if reached:
            told_reached = json.loads(reached.group(1))
            print(f"    answered: {told_reached}")
    report.none(f"{role}: the program logged no error and no panic", demo.faults())
    return said


def failures(said, most=12):
    """What schemathesis found: the same fault of several addresses once, with one request that shows it."""
    if "= FAILURES =" not in said:
        return "\n".join(f"    {line[:400]}" for line in said.splitlines()[-60:])
    found, lines = {}, []
    for part in re.split(r"^_{3,} (.*) _{3,}$", said.split("= FAILURES =", 1)[1].split("= SUMMARY =")[0], flags=re.M)[1:]:
        if not part.startswith("\n"):
            operation = part
            continue
        for one in re.split(r"^\d+\. Test Case ID: ", part, flags=re.M)[1:]:
            rows = [row for row in one.splitlines()[1:] if row.strip()]
            fault = re.sub(r"[0-9a-f-]{36}|\d+", "#", " ".join(row.strip() for row in rows[:6] if "Expected" not in row and "`{" not in row))
            found.setdefault((operation.split(" ")[0] + operation.count("/") * "/", fault[:160]), []).append((operation, rows))
    for same in list(found.values())[:most]:
        operation, rows = same[0]
        lines.append(f"{operation}" + (f" and {len(same) - 1} more alike" if len(same) > 1 else ""))
        lines += [f"  {row.strip()[:700]}" for row in rows if "st replay" not in row]
    if len(found) > most:
        lines.append(f"and {len(found) - most} other faults")
    return "\n".join(f"    {line}" for line in lines)


def hooks():
    """Lets schemathesis reach what lies behind the first refusal: the right version, an own
    organisation, links that exist. Called in its process, which imports this file."""
    import schemathesis
    from collections import Counter
    from urllib.parse import quote
    from schemathesis.core.parameters import ParameterLocation

    base, token, own = (os.environ[f"SAMVERK_CHECK_{name}"] for name in ("BASE", "TOKEN", "OWN"))
    session = requests.Session()
    session.trust_env = False
    session.headers["Authorization"] = f"Bearer {token}"
    chance = random.Random(int(os.environ["SAMVERK_CHECK_SEED"]))
    links, mine, asked, answered = {}, {}, Counter(), Counter()
    own_id = session.get(f"{base}/api/v1/organisation/{own}", timeout=30).json()["id"]

    def targets(kind):
        """Ids that each link of a kind leads to in the records that there are."""
        if kind not in links:
            found = {}
            items = session.get(f"{base}/api/v1/{kind}", params={"limit": 200}, timeout=30).json().get("items", [])
            for item in items:
                for name, value in item["fields"].items():
                    for one in value if isinstance(value, list) else [value]:
                        if isinstance(one, dict) and {"id", "kind", "key"} <= one.keys():
                            found.setdefault(name, set()).add(one["key"] or one["id"])
            links[kind] = {name: sorted(values) for name, values in found.items()}
        return links[kind]

    def own_ids(kind):
        """Ids of the own organisation's records, looked up anew now and then."""
        at, ids = mine.get(kind, (-1000, []))
        if asked["all"] - at > 100:
            items = session.get(f"{base}/api/v1/{kind}", params={"limit": 200, "owner": own_id}, timeout=30).json().get("items", [])
            ids = [item["id"] for item in items]
            mine[kind] = (asked["all"], ids)
        return ids

    def targeted(meta):
        """Names of the parameters that were made wrong on purpose."""
        data = meta.phase.data
        names = {getattr(data, "parameter", None)} | {one.parameter for one in getattr(data, "mutations", None) or []}
        return {name.lower() for name in names if name}

    @schemathesis.hook
    def before_call(context, case, kwargs):
        case.headers["Authorization"] = f"Bearer {token}"
        meta = case.meta
        if meta is None:
            return
        asked["all"] += 1
        wrong = targeted(meta)
        kind = case.path.split("/")[3] if case.path.count("/") >= 3 else ""
        # A cursor belongs to one question; one that is made up hides everything else.
        if "cursor" in case.query and "cursor" not in wrong:
            del case.query["cursor"]
        if "id" in case.path_parameters and "id" not in wrong and chance.random() < 0.6:
            known = own_ids(kind)
            if known:
                case.path_parameters["id"] = chance.choice(known)
        if "If-Match" in case.headers and "if-match" not in wrong and chance.random() < 0.9:
            record = session.get(f"{base}/api/v1/{kind}/{quote(str(case.path_parameters['id']), safe='')}", timeout=30)
            if "etag" in record.headers:
                case.headers["If-Match"] = record.headers["etag"]
        if "Idempotency-Key" in case.headers and "idempotency-key" not in wrong and chance.random() < 0.9:
            case.headers["Idempotency-Key"] = f"check-{asked['all']}"
        # What is still wrong after this schemathesis finds out for itself.
        body = case.body
        if isinstance(body, dict) and isinstance(body.get("fields"), dict) and chance.random() < 0.9:
            body = dict(body, fields=dict(body["fields"]))
            if case.method.upper() == "POST" and isinstance(body.get("owner", ""), str):
                body["owner"] = own
            elif isinstance(body.get("owner"), str):
                body.pop("owner")
            for name, known in targets(kind).items():
                if isinstance(body["fields"].get(name), (str, list)):
                    one = chance.choice(known)
                    body["fields"][name] = [one] if isinstance(body["fields"][name], list) else one
            case.body = body

    @schemathesis.hook
    def after_call(context, case, response):
        answered[f"{case.method.upper()} {response.status_code}"] += 1

    import atexit
    atexit.register(lambda: print("reached=" + json.dumps(dict(sorted(answered.items())))))


if "SAMVERK_CHECK_TOKEN" in os.environ:
    hooks()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--kinds", default=",".join(KINDS), help="kinds that requests are made up for, or `all`")
    parser.add_argument("--max-examples", type=int, default=EXAMPLES, help="made-up requests by operation and phase")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="longest time for one role")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--only", choices=("hand", "generated"))
    options = parser.parse_args()

    def check(report):
        if options.only != "generated":
            with Demo("--api-per-minute", 1_000_000) as demo:
                ByHand(report, demo).run()
        if options.only != "hand":
            generated(report, options)

    run("api", check)


if __name__ == "__main__":
    main()
