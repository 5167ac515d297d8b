#!/usr/bin/env python3
"""Proves feeds, calendars and linked data with other people's readers.

    checks/formats.py

Every list's Atom feed is read with feedparser, every body's calendar with
icalendar and vobject, every list as Turtle and JSON-LD with rdflib; the
organisations and bodies are held against the shapes of CPOV with pyshacl and
against the vocabulary of W3C ORG, which lie in the folder that SAMVERK_SHARED
names or else in ../shared, and are skipped where it is absent.

SAMVERK names the program, VENV the folder for the libraries (see common.py).
"""

import collections
import datetime
import json
import logging
import re
import xml.etree.ElementTree as ElementTree
import zoneinfo

from common import SHARED, Demo, Stop, requests, run, told

import feedparser
import icalendar
import pyshacl
import rdflib
import rdflib.compare
import vobject
from rdflib import RDF, RDFS, SH, SKOS

OWNER, COOPERATION, BODY = "kommun-lulea", "e-namnden-norrbotten", "e-namnden"
LINKED = ("organisation", "body", "cooperation", "membership", "seat", "succession", "role", "network", "initiative", "term")
ATOM = "{http://www.w3.org/2005/Atom}"
ZONE = zoneinfo.ZoneInfo("Europe/Stockholm")
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,*/*;q=0.8"
ORG, CV = "http://www.w3.org/ns/org#", "http://data.europa.eu/m8g/"
ATU = "http://publications.europa.eu/resource/authority/atu/"
FOAF_DOCUMENT = rdflib.URIRef("http://xmlns.com/foaf/0.1/Document")
DCT_LOCATION = rdflib.URIRef("http://purl.org/dc/terms/Location")
# What goes wrong in every format sooner or later, in one title.
HARD = "Möte: <b>”å, ä; ö”</b> & \\n 日本語 🚀 — " + "långt och utan slut " * 6


class Formats:
    def __init__(self, report, demo):
        self.report, self.demo = report, demo
        self.person = demo.person("coordinator")
        self.token = self.person.token("write")
        self.kinds = [kind["name"] for kind in demo.get("/api/v1").json()["kinds"]]

    def run(self):
        self.feeds()
        self.calendars()
        self.cancelled()
        self.own_calendar()
        self.linked()
        self.addresses()
        self.shapes()
        self.vocabulary()
        self.report.none("the program logged no error and no panic", self.demo.faults())

    def make(self, kind, **fields):
        visibility = fields.pop("visibility", "public")
        answer = self.demo.ask("POST", f"/api/v1/{kind}", self.token,
                               json={"owner": OWNER, "visibility": visibility, "fields": fields})
        if answer.status_code != 201:
            raise Stop(f"no {kind} can be made: {told(answer)}")
        return answer

    def change(self, made, method="PATCH", below="", **body):
        answer = self.demo.ask(method, made.headers["location"] + below, self.token, json=body,
                               headers={"If-Match": self.demo.get(made.headers["location"], self.token).headers["etag"]})
        if answer.status_code != 200:
            raise Stop(f"a record cannot be changed: {told(answer)}")
        return answer

    def everything(self, kind, token=None):
        items, to = [], f"/api/v1/{kind}?limit=200"
        while to:
            page = self.demo.get(to, token).json()
            items, to = items + page["items"], page["next"]
        return items

    # --- feeds ---------------------------------------------------------------

    def read_feed(self, path, **more):
        answer = self.demo.get(path, **more)
        feed = feedparser.parse(answer.content, response_headers={
            "content-type": answer.headers.get("content-type", ""), "content-location": self.demo.base + path})
        return answer, feed

    def faults_of_feed(self, path, answer, feed):
        """What RFC 4287 demands and this feed lacks."""
        if answer.status_code != 200:
            return [f"{path}: {told(answer)}"]
        faults = []

        def wrong(what):
            faults.append(f"{path}: {what}")

        if not answer.headers["content-type"].startswith("application/atom+xml"):
            wrong(answer.headers["content-type"])
        if feed.bozo:
            wrong(f"feedparser: {feed.bozo_exception!r}")
        if feed.version != "atom10":
            wrong(f"it is {feed.version!r}")
        root = ElementTree.fromstring(answer.content)
        for name, at_least, at_most in (("id", 1, 1), ("title", 1, 1), ("updated", 1, 1), ("author", 1, 99)):
            if not at_least <= len(root.findall(ATOM + name)) <= at_most:
                wrong(f"{len(root.findall(ATOM + name))} {name}")
        itself = [link.get("href") for link in root.findall(ATOM + "link") if link.get("rel") == "self"]
        if itself != [self.demo.base + path]:
            wrong(f"its link to itself is {itself}")
        for entry in root.findall(ATOM + "entry"):
            for name in ("id", "title", "updated"):
                found = entry.findall(ATOM + name)
                if len(found) != 1 or not (found[0].text or "").strip():
                    wrong(f"an entry has {[one.text for one in found]} as {name}")
            links = [link.get("href") for link in entry.findall(ATOM + "link") if link.get("rel") == "alternate"]
            if len(links) != 1 or not links[0].startswith(f"{self.demo.base}/"):
                wrong(f"an entry leads to {links}")
            if not re.match(r"^(urn:uuid:[0-9a-f-]{36}|https?://.+)$", entry.findtext(ATOM + "id") or ""):
                wrong(f"an entry's id is no lasting address: {entry.findtext(ATOM + 'id')}")
        ids = [entry.id for entry in feed.entries]
        if len(ids) != len(set(ids)):
            wrong(f"{len(ids)} entries have {len(set(ids))} ids")
        times = [entry.updated_parsed for entry in feed.entries]
        if None in times:
            wrong("an entry's time cannot be read")
        elif times != sorted(times, reverse=True):
            wrong("the newest does not come first")
        elif times and feed.feed.updated_parsed != max(times):
            wrong(f"it was updated {feed.feed.updated}, its newest entry {feed.entries[0].updated}")
        return faults

    def feeds(self):
        report = self.report
        report.part("feeds")
        faults, ids, counts = [], {}, collections.Counter()
        for kind in self.kinds:
            path = f"/sv/{kind}/feed"
            answer, feed = self.read_feed(path)
            faults += self.faults_of_feed(path, answer, feed)
            ids[kind] = {entry.id for entry in feed.entries}
            counts[kind] = len(feed.entries)
        report.none(f"{len(self.kinds)} lists have a feed as RFC 4287 has it, {sum(counts.values())} entries", faults)
        totals = {kind: self.demo.get(f"/api/v1/{kind}?limit=1").json()["total"] for kind in self.kinds}
        report.none("each tells of everything, or the latest hundred", [
            f"{kind}: {counts[kind]} of {totals[kind]}" for kind in self.kinds if counts[kind] != min(totals[kind], 100)])
        everywhere = [one for some in ids.values() for one in some]
        report.equal("no id is in two feeds", len(everywhere), len(set(everywhere)))
        again = {kind: {entry.id for entry in self.read_feed(f"/nb/{kind}/feed")[1].entries} for kind in self.kinds}
        report.none("ids are the same in another language and the next time", [kind for kind in self.kinds if ids[kind] != again[kind]])
        faults = []
        for lang in ("nb", "en"):
            for kind in ("organisation", "meeting"):
                answer, feed = self.read_feed(f"/{lang}/{kind}/feed")
                faults += self.faults_of_feed(f"/{lang}/{kind}/feed", answer, feed)
                if feed.feed.get("language") != lang:
                    faults.append(f"/{lang}/{kind}/feed says that it is in {feed.feed.get('language')}")
        report.none("in Norwegian and English too", faults)
        links = [entry.link for kind in ("organisation", "meeting", "initiative", "seat")
                 for entry in self.read_feed(f"/sv/{kind}/feed")[1].entries[:5]]
        report.none(f"{len(links)} entries lead to pages that are there", [
            link for link in links if requests.get(link, allow_redirects=False, timeout=30).status_code != 200])

        answer, feed = self.read_feed("/sv/organisation/feed?country=no&type=municipality")
        wanted = {f"urn:uuid:{item['id']}" for item in self.everything("organisation")
                  if item["fields"]["country"] == "no" and item["fields"]["type"] == "municipality"}
        report.none("a list's filters hold for its feed", self.faults_of_feed("/sv/organisation/feed?country=no&type=municipality", answer, feed)
                    + [entry.title for entry in feed.entries if entry.id not in wanted])
        made = self.make("meeting", name=HARD, place="<script>&amp;", start="2027-01-02")
        secret = self.make("meeting", name="Hemligt sammanträde", visibility="private")
        answer, feed = self.read_feed("/sv/meeting/feed")
        report.none("a record with a hard title leaves the feed well-formed", self.faults_of_feed("/sv/meeting/feed", answer, feed))
        report.equal("a new record comes first", f"urn:uuid:{made.json()['id']}", feed.entries[0].id if feed.entries else None)
        plain = ElementTree.fromstring(answer.content).find(f"{ATOM}entry/{ATOM}title").text
        report.equal("its title is what was written", HARD.strip(), plain)
        report.holds("a private record is in no public feed",
                     secret.json()["id"] not in answer.text and "Hemligt" not in answer.text)
        before = feed.entries[-1]
        changed = self.demo.get(f"/api/v1/meeting/{before.id.removeprefix('urn:uuid:')}", self.token)
        if changed.json()["owner"]["key"] == OWNER:
            self.demo.ask("PATCH", f"/api/v1/meeting/{changed.json()['id']}", self.token, json={"fields": {"place": "Ny plats"}},
                          headers={"If-Match": changed.headers["etag"]})
            after = self.read_feed("/sv/meeting/feed")[1].entries[0]
            report.holds("a changed record keeps its id and when it was published, and comes first with a later time",
                         (after.id, after.published) == (before.id, before.published) and after.updated > before.updated,
                         f"{before} became {after}")
        page = self.demo.get("/sv/meeting").text
        report.holds("the list's page names its feed", re.search(r'<link rel="alternate" type="application/atom\+xml"[^>]*href="/sv/meeting/feed"', page))
        report.equal("a list that does not exist has none", 404, self.demo.get("/sv/no-such-kind/feed").status_code)

    # --- calendars -----------------------------------------------------------

    def faults_of_calendar(self, path, answer):
        """What RFC 5545 demands and this calendar lacks."""
        if answer.status_code != 200:
            return [f"{path}: {told(answer)}"]
        faults = []

        def wrong(what):
            faults.append(f"{path}: {what}")

        if not answer.headers["content-type"].startswith("text/calendar"):
            wrong(answer.headers["content-type"])
        data = answer.content
        if not data.endswith(b"\r\n") or re.search(rb"(?<!\r)\n|\r(?!\n)", data):
            wrong("a line does not end with CRLF")
        for line in data.split(b"\r\n"):
            if len(line) > 75:
                wrong(f"a line of {len(line)} octets: {line!r}")
            try:
                line.decode()
            except UnicodeDecodeError:
                wrong(f"a line is folded within a character: {line!r}")
        try:
            calendar = icalendar.Calendar.from_ical(data)
            other = vobject.readOne(data.decode())
        except Exception as fault:  # noqa: BLE001 - each library has its own
            return [*faults, f"{path}: cannot be read: {fault!r}"]
        for component in calendar.walk():
            if component.errors:
                wrong(f"icalendar: {component.errors}")
        if calendar.get("version") != "2.0" or not calendar.get("prodid"):
            wrong("VERSION or PRODID is missing")
        zones = {str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")}
        events = calendar.walk("VEVENT")
        uids = collections.Counter(str(event.get("UID")) for event in events)
        for uid, count in uids.items():
            if count > 1 or uid in ("None", ""):
                wrong(f"{count} events have the UID {uid}")
        for event in events:
            name = f"{event.get('UID')}"
            for needed in ("UID", "DTSTAMP", "DTSTART", "SEQUENCE", "SUMMARY", "STATUS"):
                if needed not in event:
                    wrong(f"{name} has no {needed}")
                    break
            else:
                if event.decoded("DTSTAMP").utcoffset() != datetime.timedelta(0):
                    wrong(f"{name}: DTSTAMP is not UTC")
                if int(event["SEQUENCE"]) < 0:
                    wrong(f"{name}: SEQUENCE {event['SEQUENCE']}")
                if event["STATUS"] not in ("TENTATIVE", "CONFIRMED", "CANCELLED"):
                    wrong(f"{name}: STATUS {event['STATUS']}")
                for at in ("DTSTART", "DTEND"):
                    zone = event[at].params.get("TZID") if at in event else None
                    if zone and zone not in zones:
                        wrong(f"{name}: {at} is in {zone}, which is not described")
                begins, ends = event.decoded("DTSTART"), event.decoded("DTEND")
                if type(begins) is not type(ends) or not begins < ends:
                    wrong(f"{name}: {begins} to {ends}")
        theirs = {one.uid.value: one for one in other.contents.get("vevent", [])}
        if set(theirs) != set(uids):
            wrong(f"icalendar reads {len(uids)} events, vobject {len(theirs)}")
        for event in events:
            one = theirs.get(str(event["UID"]))
            if one is None:
                continue
            for at in ("dtstart", "dtend"):
                left, right = event.decoded(at), getattr(one, at).value
                if isinstance(left, datetime.datetime):
                    left, right = left.astimezone(datetime.UTC), right.astimezone(datetime.UTC)
                if left != right:
                    wrong(f"{event['UID']}: {at} is {left} for icalendar, {right} for vobject")
            for text in ("summary", "location", "description"):
                left = str(event[text]) if text in event else None
                right = getattr(one, text).value if hasattr(one, text) else None
                if left != right:
                    wrong(f"{event['UID']}: {text} is {left!r} for icalendar, {right!r} for vobject")
        return faults

    def events(self, path, token=None):
        answer = self.demo.get(path)
        if answer.status_code != 200:
            return {}
        events = icalendar.Calendar.from_ical(answer.content).walk("VEVENT")
        return {str(event["UID"]).split("@")[0]: event for event in events}

    def calendars(self):
        report, demo = self.report, self.demo
        report.part("calendars")
        texts = {"name": HARD, "place": "Sal; 1, “Bodø” \\ norr\\n", "agenda": "# Dagordning\n\n1. Öppnande; val\n2. Övrigt, m.m.\n" + "å" * 400}
        common = {"body": BODY, "cooperation": COOPERATION}
        made = {
            "with times": self.make("meeting", **common, **texts, start="2027-07-01", start_time="09:30", end="2027-07-01", end_time="12:00"),
            "in winter": self.make("meeting", **common, name="Vinter", start="2027-01-15", start_time="23:30", end_time="23:45"),
            "without an end": self.make("meeting", **common, name="Utan slut", start="2027-02-01", start_time="08:00"),
            "whole days": self.make("meeting", **common, name="Konferens", start="2027-05-03", end="2027-05-05"),
            "over midnight": self.make("meeting", **common, name="Natt", start="2027-05-31", start_time="22:00", end="2027-06-01", end_time="02:00"),
            "while clocks change": self.make("meeting", **common, name="Omställning", start="2027-03-28", start_time="01:30", end="2027-03-28", end_time="03:30"),
            "in the hour that is twice": self.make("meeting", **common, name="Två gånger", start="2027-10-31", start_time="02:30", end="2027-10-31", end_time="04:00"),
            "before the clocks' present rule": self.make("meeting", **common, name="Förr", start="1995-10-10", start_time="10:00", end_time="11:00"),
            "without a day": self.make("meeting", **common, name="Någon gång"),
        }
        private = self.make("meeting", **common, name="Hemligt möte", start="2027-07-02", visibility="private")
        meetings = {item["id"]: item for item in self.everything("meeting")}
        faults, count = [], 0
        bodies = self.everything("body")
        for body in bodies:
            path = f"/sv/body/{body['key']}/calendar.ics"
            answer = demo.get(path)
            faults += self.faults_of_calendar(path, answer)
            wanted = {id for id, item in meetings.items()
                      if (item["fields"].get("body") or {}).get("id") == body["id"] and "start" in item["fields"]}
            found = set(self.events(path))
            count += len(found)
            if wanted != found:
                faults.append(f"{path}: {len(found)} events, {len(wanted)} meetings that have a day; "
                              f"missing {wanted - found}, too many {found - wanted}")
        report.none(f"{len(bodies)} bodies have a calendar as RFC 5545 has it, {count} events", faults)
        path = f"/sv/body/{BODY}/calendar.ics"
        events = self.events(path)
        report.holds("a private meeting is not in it", private.json()["id"] not in events)
        report.holds("nor one without a day", made["without a day"].json()["id"] not in events)

        def is_at(name, begins, ends):
            event = events.get(made[name].json()["id"])
            if not report.holds(f"a meeting {name} is in it", event is not None):
                return
            found = [event.decoded(at) for at in ("DTSTART", "DTEND")]
            if isinstance(begins, str):
                wanted = [datetime.datetime.fromisoformat(at).replace(tzinfo=ZONE).astimezone(datetime.UTC) for at in (begins, ends)]
                found = [at.astimezone(datetime.UTC) for at in found if isinstance(at, datetime.datetime)]
            else:
                wanted = [begins, ends]
            report.equal("  from when to when", wanted, found)

        is_at("with times", "2027-07-01T09:30", "2027-07-01T12:00")
        is_at("in winter", "2027-01-15T23:30", "2027-01-15T23:45")
        is_at("without an end", "2027-02-01T08:00", "2027-02-01T09:00")
        is_at("whole days", datetime.date(2027, 5, 3), datetime.date(2027, 5, 6))
        is_at("over midnight", "2027-05-31T22:00", "2027-06-01T02:00")
        is_at("while clocks change", "2027-03-28T01:30", "2027-03-28T03:30")
        is_at("in the hour that is twice", "2027-10-31T02:30", "2027-10-31T04:00")
        is_at("before the clocks' present rule", "1995-10-10T10:00", "1995-10-10T11:00")
        event = events.get(made["with times"].json()["id"])
        if event:
            for name, wanted in (("SUMMARY", texts["name"].strip()), ("LOCATION", texts["place"]), ("DESCRIPTION", texts["agenda"].strip())):
                report.equal(f"{name} is what was written", wanted, str(event.get(name)))
            link = requests.get(str(event["URL"]), timeout=30)
            report.holds("URL leads to the meeting's page", link.status_code == 200 and str(event["URL"]).startswith(demo.base), event["URL"])
        body = demo.get(f"/api/v1/body/{BODY}").json()
        report.equal("by its id the same calendar", set(events), set(self.events(f"/sv/body/{body['id']}/calendar.ics")))
        report.equal("in another language the same meetings", set(events), set(self.events(f"/en/body/{BODY}/calendar.ics")))
        report.equal("a body that does not exist has none", 404, demo.get("/sv/body/no-such-body/calendar.ics").status_code)
        page = demo.get(f"/sv/body/{BODY}").text
        report.holds("the body's page leads to it", f'"{path}"' in page)

    def cancelled(self):
        report = self.report
        report.part("a meeting that is cancelled")
        path = f"/sv/body/{BODY}/calendar.ics"
        made = self.make("meeting", name="Ställs in", body=BODY, cooperation=COOPERATION, start="2027-09-09", start_time="13:00", end_time="14:00")
        id = made.json()["id"]
        first = self.events(path)[id]
        report.equal("it is first tentative", "TENTATIVE", str(first["STATUS"]))
        self.change(made, fields={"start_time": "13:30"})
        moved = self.events(path)[id]
        report.holds("moved in time it has a higher SEQUENCE and the same UID",
                     int(moved["SEQUENCE"]) > int(first["SEQUENCE"]) and moved["UID"] == first["UID"],
                     f"{first['SEQUENCE']} -> {moved['SEQUENCE']}")
        self.change(made, "POST", "/move", state="decided")
        decided = self.events(path)[id]
        report.equal("decided it is confirmed", "CONFIRMED", str(decided["STATUS"]))
        self.change(made, "POST", "/move", state="cancelled", reason="För få anmälda")
        ended = self.events(path).get(id)
        if report.holds("cancelled it is still in the calendar", ended is not None):
            report.equal("  with STATUS:CANCELLED", "CANCELLED", str(ended["STATUS"]))
            report.holds("  and a higher SEQUENCE", int(ended["SEQUENCE"]) > int(decided["SEQUENCE"]),
                         f"{decided['SEQUENCE']} -> {ended['SEQUENCE']}")
            report.holds("  and a later DTSTAMP", ended.decoded("DTSTAMP") >= decided.decoded("DTSTAMP"))
            report.equal("  and the same UID", str(first["UID"]), str(ended["UID"]))

    def own_calendar(self):
        report, demo = self.report, self.demo
        report.part("a person's own calendar")
        secret = self.person.token("calendar")
        path = f"/calendar/{secret}.ics"
        private = self.make("meeting", name="Bara för oss", cooperation=COOPERATION, body=BODY, start="2027-04-01", visibility="private")
        answer = demo.get(path)
        report.none("it is there without a sign-in, as RFC 5545 has it", self.faults_of_calendar("/calendar/….ics", answer))
        if answer.status_code == 200:
            report.holds("nothing on the way keeps it", "no-store" in answer.headers.get("cache-control", ""), lambda: answer.headers)
            mine = self.events(path)
            shown = {id for id, item in self.events(f"/sv/body/{BODY}/calendar.ics").items()}
            report.none("the meetings of the cooperation that one coordinates are in it", shown - set(mine))
            report.holds("with one's own private ones", private.json()["id"] in mine)
            theirs = demo.person("reader").token("calendar")
            other = demo.get(f"/calendar/{theirs}.ics")
            report.none("somebody else's is there too", self.faults_of_calendar("/calendar/….ics", other))
            report.holds("without the private meetings of others",
                         private.json()["id"] not in other.text and "Bara för oss" not in other.text)
            report.holds("with those of a body in which one's organisation has a seat", set(self.events(f"/calendar/{theirs}.ics")) & shown)
        for name, wrong in (("without its ending", f"/calendar/{secret}"), ("with another secret", f"/calendar/smv_{'0' * 64}.ics"),
                            ("with a token for the API", f"/calendar/{self.token}.ics")):
            report.equal(f"{name}: 404", 404, demo.get(wrong).status_code)
        page = self.person.get("/sv/account").text
        found = re.search(r'check calendar.*?name="id" value="([^"]+)"', page, re.S)
        if report.holds("the account page lists its token", found):
            self.person.post("/sv/account/token/end", {"id": found.group(1)})
            report.equal("ended there, the address answers 404", 404, demo.get(path).status_code)
        report.holds("the secret is in no line of the log", secret not in demo.said())

    # --- linked data ---------------------------------------------------------

    def parse(self, kind, form, path=None, **more):
        path = path or f"/sv/{kind}?format={form}"
        answer = self.demo.get(path, **more)
        graph = rdflib.Graph()
        wanted = {"ttl": "text/turtle", "jsonld": "application/ld+json"}[form]
        if answer.status_code != 200 or not answer.headers.get("content-type", "").startswith(wanted):
            return graph, [told(answer)]
        try:
            graph.parse(data=answer.content, format={"ttl": "turtle", "jsonld": "json-ld"}[form])
        except Exception as fault:  # noqa: BLE001 - each parser has its own
            return graph, [f"{path}: {fault!r}"]
        return graph, []

    def linked(self):
        report, demo = self.report, self.demo
        report.part("linked data")
        # Literals that are not of their type are told by a warning only.
        said = []
        handler = logging.Handler()
        handler.emit = lambda record: said.append(record.getMessage())
        logging.getLogger("rdflib").addHandler(handler)
        logging.getLogger("rdflib").propagate = False
        self.graphs = {}
        for kind in LINKED:
            turtle, faults = self.parse(kind, "ttl")
            other, more = self.parse(kind, "jsonld")
            if not report.none(f"{kind}: Turtle and JSON-LD are read, {len(turtle)} statements", faults + more):
                continue
            self.graphs[kind] = turtle
            same = rdflib.compare.isomorphic(turtle, other)
            report.holds("  they say the same", same, lambda: self.differing(turtle, other))
            items = {item["id"]: item for item in self.everything(kind)}
            about = {str(subject).rsplit("/", 1)[-1] for subject in set(turtle.subjects())
                     if str(subject).startswith(f"{demo.base}/id/{kind}/") and "#" not in str(subject)}
            report.holds("  of every record of the list, and of no other", about == set(items),
                         f"{len(about)} described, {len(items)} in the list; {list(about ^ set(items))[:3]}")
            report.none("  each has a name", [id for id in items if not self.label(turtle, kind, id)])
            report.none("  literals are of their type, addresses absolute", [
                node.n3() for triple in turtle for node in triple
                if (isinstance(node, rdflib.Literal) and node.ill_typed) or isinstance(node, rdflib.BNode)
                or (isinstance(node, rdflib.URIRef) and not re.match(r"^[a-z][a-z0-9+.-]*:[^\s<>\"{}|\\^`]+$", str(node)))] + said)
            said.clear()
        faults = []
        for kind in (kind for kind in self.kinds if kind not in LINKED):
            for form in ("ttl", "jsonld"):
                faults += self.parse(kind, form)[1]
        report.none("the other kinds are read too", faults)
        # A text has the language that it is tagged with, whatever language it is asked for in.
        wrong = []
        for kind in ("seat", "membership", "succession"):
            swedish, english = (self.parse(kind, "ttl", f"/{lang}/{kind}?format=ttl")[0] for lang in ("sv", "en"))
            for subject, label in swedish.subject_objects(RDFS.label):
                other = english.value(subject, RDFS.label)
                if other is not None and other != label and other.language == label.language:
                    wrong.append(f"{subject}: in /sv {label.n3()}, in /en {other.n3()}")
        report.none("the same text is said in the same language whichever page it is taken from", wrong)
        hard = self.make("initiative", name=HARD + '"""\'\'\'', purpose="Rad ett\r\nrad \"två\" \\ \t slut")
        turtle, faults = self.parse("initiative", "ttl")
        other, more = self.parse("initiative", "jsonld")
        report.none("hard texts are read", faults + more)
        report.holds("  alike in both", rdflib.compare.isomorphic(turtle, other), lambda: self.differing(turtle, other))
        label = self.label(turtle, "initiative", hard.json()["id"])
        report.equal("  as they were written", hard.json()["fields"]["name"], str(label))
        secret = self.make("body", name="Hemligt organ", type="working_group", visibility="private")
        turtle, _ = self.parse("body", "ttl")
        report.holds("a private record is in no public list", secret.json()["id"] not in "".join(map(str, turtle.subjects())))
        path = f"/id/body/{secret.json()['id']}"
        report.equal("nor at its own address", 404, demo.get(path, headers={"Accept": "text/turtle"}).status_code)

    def label(self, graph, kind, id):
        subject = rdflib.URIRef(f"{self.demo.base}/id/{kind}/{id}")
        names = (graph.value(subject, predicate) for predicate in (SKOS.prefLabel, RDFS.label, rdflib.DCTERMS.title, rdflib.FOAF.name))
        return next((name for name in names if name), None)

    def differing(self, left, right):
        _, first, second = rdflib.compare.graph_diff(left, right)
        return f"only in Turtle: {list(first)[:3]}, only in JSON-LD: {list(second)[:3]}"

    def addresses(self):
        """Every subject of a statement has to lead to what is said about it."""
        report, demo = self.report, self.demo
        report.part("addresses of linked data")
        for kind, graph in self.graphs.items():
            subjects = sorted(subject for subject in set(graph.subjects()) if str(subject).startswith(f"{demo.base}/id/{kind}/"))
            faults = []
            for subject in subjects[:3] + subjects[-2:]:
                path = str(subject)[len(demo.base):]
                for form, accept in (("ttl", "text/turtle"), ("jsonld", "application/ld+json"),
                                     ("ttl", "text/turtle;q=0.9, application/ld+json;q=0.5, */*;q=0.1"),
                                     ("jsonld", "application/ld+json, text/turtle;q=0.5")):
                    alone, more = self.parse(kind, form, path, headers={"Accept": accept})
                    faults += more
                    said = set(alone.predicate_objects(subject))
                    if not more and said != set(graph.predicate_objects(subject)):
                        faults.append(f"{path} as {accept}: {len(said)} statements, {len(set(graph.predicate_objects(subject)))} in the list")
                answer = demo.get(path, headers={"Accept": BROWSER})
                to = answer.headers.get("location", "")
                if answer.status_code != 303 or not to or demo.get(to.removeprefix(demo.base)).status_code != 200:
                    faults.append(f"a browser: {told(answer)}")
                if "accept" not in {name.strip().lower() for name in answer.headers.get("vary", "").split(",")}:
                    faults.append(f"a browser: Vary is {answer.headers.get('vary')}")
            report.none(f"{kind}: data for programs, the page for browsers, at {len(subjects[:3] + subjects[-2:])} addresses", faults)
        others = sorted({subject for graph in self.graphs.values() for subject in graph.subjects()
                         if not any(str(subject).startswith(f"{demo.base}/id/{kind}/") for kind in self.kinds)})
        faults = []
        for subject in others[:10]:
            answer = requests.get(str(subject), headers={"Accept": "text/turtle"}, timeout=30)
            if answer.status_code != 200:
                faults.append(f"{subject}: {answer.status_code}")
        report.none(f"{len(others)} subjects that are no records (entries of lists) lead to something as well", faults)
        # What is led to has to be there, at least for those who see it.
        ends = sorted({str(end) for graph in self.graphs.values() for end in graph.objects() if str(end).startswith(f"{demo.base}/id/")
                       and "/id/list/" not in str(end)})
        step = max(1, len(ends) // 40)
        report.none(f"of {len(ends)} records that are led to, every {step}th is there", [
            end for end in ends[::step] if demo.get(end[len(demo.base):], headers={"Accept": "text/turtle"}).status_code != 200])
        path = next(str(subject)[len(demo.base):] for subject in self.graphs["organisation"].subjects()
                    if f"{demo.base}/id/organisation/" in str(subject))
        for accept, status, why in (("*/*", 303, "anything goes"), ("text/turtle;q=0", 303, "no Turtle, says a quality of 0 (RFC 9110, 12.4.2)"),
                                    ("TEXT/Turtle", 200, "media types know no case (RFC 9110, 8.3.1)"),
                                    ("text/html, text/turtle;q=0.5", 303, "rather a page"), ("text/turtle, text/html;q=0.5", 200, "rather Turtle")):
            answer = demo.get(path, headers={"Accept": accept})
            report.holds(f"Accept: {accept}: {status}, {why}", answer.status_code == status, lambda: told(answer))

    def shapes(self):
        report = self.report
        report.part("CPOV 2.1.2")
        file = SHARED / "standards/cpov/core-public-organisation-ap-SHACL.ttl"
        if not file.exists():
            return report.skip("the shapes of CPOV", f"{file} is missing")
        if not {"organisation", "body"} <= self.graphs.keys():
            return report.holds("organisations and bodies can be held against the shapes", False, "they cannot be read")
        data = sum((self.graphs[kind] for kind in ("organisation", "body", "cooperation", "membership", "seat", "succession")
                    if kind in self.graphs), rdflib.Graph())
        shapes = rdflib.Graph().parse(file)
        for shape, constraint in list(shapes.subject_objects(SH.property)):
            # Shapes without a path are not shapes (standards.md 2.13).
            if not shapes.value(constraint, SH.path):
                shapes.remove((shape, SH.property, constraint))
        targets = {target: len(set(data.subjects(RDF.type, target))) for target in shapes.objects(None, SH.targetClass)}
        used = {str(target): count for target, count in targets.items() if count}
        report.holds("there is something to hold against them", used.get(CV + "PublicOrganisation", 0) > 600
                     and used.get(ORG + "OrganizationalUnit", 0) == len(self.everything("body")), used)
        print(f"    {used}")
        classless = rdflib.Graph()
        for triple in shapes:
            if triple[1] != SH["class"]:
                classless.add(triple)
        report.none("no violation, references to code lists and agents aside (standards.md 1.1)", self.violations(data, classless))
        # With what they refer to in the data, they hold as they are written.
        whole = data + rdflib.Graph()
        for end in set(data.objects(None, rdflib.DCTERMS.spatial)):
            if str(end).startswith(ATU):
                whole.add((end, RDF.type, DCT_LOCATION))
        for end in set(data.objects(None, rdflib.FOAF.homepage)):
            whole.add((end, RDF.type, FOAF_DOCUMENT))
        # Private organisations have predecessors and successors too; CPOV has a class for public ones only.
        events = set(whole.subjects(RDF.type, rdflib.URIRef(ORG + "ChangeEvent")))
        report.none("no violation with the authorities' lists in the data, references included, of organisations and bodies",
                    self.violations(whole, shapes, events))
        broken = rdflib.Graph() + whole
        subject = next(broken.subjects(RDF.type, rdflib.URIRef(CV + "PublicOrganisation")))
        broken.add((subject, SKOS.prefLabel, rdflib.Literal("utan språk")))
        report.holds("the shapes do find a fault that was put in", self.violations(broken, classless))
        report.none("spatial is one of the EU's countries", [
            str(end) for end in set(data.objects(None, rdflib.DCTERMS.spatial)) if not re.match(f"^{ATU}[A-Z]{{3}}$", str(end))])

    def violations(self, data, shapes, leave=()):
        _, results, _ = pyshacl.validate(data, shacl_graph=shapes, inference="none", advanced=False)
        found = collections.Counter()
        shown = {}
        for result in results.subjects(RDF.type, SH.ValidationResult):
            if results.value(result, SH.focusNode) in leave:
                continue
            what = tuple(str(results.value(result, name) or "").rsplit("/", 1)[-1].rsplit("#", 1)[-1]
                         for name in (SH.sourceConstraintComponent, SH.resultPath))
            found[what] += 1
            shown.setdefault(what, f"{results.value(result, SH.focusNode)} -> {results.value(result, SH.value)}: "
                                   f"{str(results.value(result, SH.resultMessage))[:200]}")
        return [f"{count} x {' '.join(what)}, as {shown[what]}" for what, count in found.items()]

    def vocabulary(self):
        report = self.report
        report.part("W3C ORG")
        file = SHARED / "standards/w3c-org/org.nq"
        if not file.exists():
            return report.skip("the vocabulary of W3C ORG", f"{file} is missing")
        dataset = rdflib.Dataset(default_union=True)
        dataset.parse(file, format="nquads")
        vocabulary = rdflib.Graph()
        for subject, predicate, value, _ in dataset.quads((None, None, None, None)):
            vocabulary.add((subject, predicate, value))
        data = sum(self.graphs.values(), rdflib.Graph())
        classes = {node for kind in (RDFS.Class, rdflib.OWL.Class) for node in vocabulary.subjects(RDF.type, kind)}
        properties = {node for kind in (RDF.Property, rdflib.OWL.ObjectProperty, rdflib.OWL.DatatypeProperty)
                      for node in vocabulary.subjects(RDF.type, kind)}
        used = {node for node in data.objects(None, RDF.type) if str(node).startswith(ORG)}
        report.holds(f"{len(used)} of its classes are used, all exist", used and used <= classes, used - classes)
        said = {node for node in data.predicates() if str(node).startswith(ORG)}
        report.holds(f"{len(said)} of its properties are used, all exist", said and said <= properties, said - properties)

        def above(node):
            found, waiting = set(), [node]
            while waiting:
                one = waiting.pop()
                if one not in found:
                    found.add(one)
                    waiting += vocabulary.objects(one, RDFS.subClassOf)
            return found

        # CPOV's public organisation is an organisation (CPOV 2.1.2).
        vocabulary.add((rdflib.URIRef(CV + "PublicOrganisation"), RDFS.subClassOf, rdflib.URIRef(ORG + "Organization")))
        types = collections.defaultdict(set)
        for subject, of in data.subject_objects(RDF.type):
            types[subject] |= above(of)
        known = {node for node in types}
        wrong = collections.Counter()
        shown = {}
        for subject, predicate, value in data:
            for side, node in ((RDFS.domain, subject), (RDFS.range, value)):
                for wanted in vocabulary.objects(predicate, side):
                    if not str(wanted).startswith(ORG) or node not in known or wanted in types[node]:
                        continue
                    has = ", ".join(sorted(str(of).rsplit("#")[-1] for of in data.objects(node, RDF.type)))
                    what = (str(predicate).rsplit("#")[-1], str(side).rsplit("#")[-1], str(wanted).rsplit("#")[-1], has)
                    wrong[what] += 1
                    shown.setdefault(what, f"{subject} {value}")
        report.none("each property joins what it is made for (rdfs:domain, rdfs:range)", [
            f"{count} x {predicate}: its {side} is {wanted}, here it is {has}, as {shown[(predicate, side, wanted, has)]}"
            for (predicate, side, wanted, has), count in wrong.items()])
        other = SHARED / "standards/cpov/core-public-organisation-ap.ttl"
        if not other.exists():
            return report.skip("the terms of CPOV", f"{other} is missing")
        cpov = rdflib.Graph().parse(other)
        own = {node for triple in data for node in (triple[1], triple[2] if triple[1] == RDF.type else triple[1]) if str(node).startswith(CV)}
        report.holds(f"{len(own)} of CPOV's terms are used, all exist", own and own <= set(cpov.subjects()), own - set(cpov.subjects()))


def check(report):
    with Demo("--api-per-minute", 1_000_000, "--exports-per-hour", 1_000_000) as demo:
        Formats(report, demo).run()


if __name__ == "__main__":
    run("formats", check)
