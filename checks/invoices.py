#!/usr/bin/env python3
"""Holds Peppol invoices against the official rules, and books against a reader.

    checks/invoices.py

Invoices and credit notes of Swedish and Norwegian parties are written with
`samverk invoice` and run through the compiled rules of EN 16931 and of Peppol
BIS Billing 3, which lie in the folder that SAMVERK_SHARED names or else in
../shared, and are skipped where it is absent. Neither an error nor a warning
is let through. What the rules refuse is tried too, so that the check can fail.

SAMVERK names the program, VENV the folder for the libraries (see common.py).
"""

import collections
import copy
import decimal
import json
import pathlib
import re
import subprocess
import tempfile

from common import PROGRAM, SHARED, Demo, Stop, run

from saxonche import PySaxonProcessor

COOPERATION = "e-namnden-norrbotten"
RULES = ("CEN-EN16931-UBL.xslt", "PEPPOL-EN16931-UBL.xslt")

SWEDISH = {"name": "Lule\u00e5 kommun", "country": "SE", "organisation_number": "2120002742", "street": "R\u00e5dstugatan 11", "city": "Lule\u00e5", "postcode": "971 85"}
NORWEGIAN = {"name": "Br\u00f8nn\u00f8ysundregistrene", "country": "NO", "organisation_number": "974760673", "city": "Br\u00f8nn\u00f8ysund"}
SHARE = {"name": "Andel av budgeten 2014", "amount": "69461.00", "vat": "O"}


def invoices():
    base = {"number": "2014-1", "issued": "2014-01-31", "due": "2014-03-02", "currency": "SEK", "buyer_reference": "4711",
            "payment_reference": "e-namnden-2014", "seller": SWEDISH, "buyer": {**SWEDISH, "name": "Pite\u00e5 kommun", "organisation_number": "2120002759"},
            "account": {"kind": "bankgiro", "number": "5050-1055"}, "lines": [SHARE]}
    yield "outside the scope of VAT", base
    yield "a credit note", {**base, "credits": "2014-1", "number": "2014-2"}
    less = {"name": "Budget 2014", "amount": "-69000.00", "vat": "O"}
    yield "the difference to two earlier ones", {**base, "corrects": ["2014-1", "2014-2"], "number": "2014-3", "lines": [SHARE, less]}
    yield "a credit note of two", {**base, "credits": "2014-1", "corrects": ["2014-2"], "number": "2014-4"}
    vat = {**base, "seller": {**SWEDISH, "vat_registered": True}, "lines": [
        {"name": "E-tj\u00e4nster", "amount": "1000.01", "vat": "S", "percent": "25"},
        {"name": "Rabatt", "amount": "-100.00", "vat": "S", "percent": "25"},
        {"name": "B\u00f6cker & kartor", "amount": "99.99", "vat": "S", "percent": "6"}]}
    yield "two rates and a deduction", vat
    yield "exempt", {**vat, "lines": [{"name": "Utbildning", "amount": "10.00", "vat": "E"}]}
    norwegian = {**base, "currency": "NOK", "seller": {**NORWEGIAN, "vat_registered": True}, "buyer": {**NORWEGIAN, "name": "DFD"},
                 "account": {"kind": "iban", "number": "NO93 8601 1117 947"}, "lines": [{"name": "Andel", "amount": "10.00", "vat": "S", "percent": "25"}]}
    yield "Norwegian", norwegian
    yield "Norwegian, a credit note", {**norwegian, "credits": "7"}
    yield "from Norway to Sweden, outside the scope", {**norwegian, "buyer": base["buyer"], "lines": [SHARE]}


def written(folder, invoice):
    source = pathlib.Path(folder, "invoice.json")
    source.write_text(json.dumps(invoice))
    done = subprocess.run([PROGRAM, "invoice", str(source)], capture_output=True, check=False)
    if done.returncode != 0:
        raise Stop(f"samverk invoice: {done.stderr.decode()}")
    return done.stdout.decode()


def refused(processor, rules, xml):
    """Ids of the asserts that fail, warnings too."""
    failed = []
    document = processor.parse_xml(xml_text=xml)
    for rule in rules:
        report = rule.transform_to_string(xdm_node=document)
        node = processor.parse_xml(xml_text=report)
        xpath = processor.new_xpath_processor()
        xpath.declare_namespace("svrl", "http://purl.oclc.org/dsdl/svrl")
        xpath.set_context(xdm_item=node)
        found = xpath.evaluate("//svrl:failed-assert/string(@id)")
        failed += [str(item) for item in (found or [])]
        fired = xpath.evaluate("count(//svrl:fired-rule)")
        if int(str(fired.head)) == 0:
            raise Stop("no rule was applied")
    return failed


def books(report):
    """The ledger of the demonstration, read by another program and by another reader."""
    with Demo() as demo:
        journal = demo.command("ledger", COOPERATION, "--format", "journal").stdout
        sums = subprocess.run(["ledger", "-f", "-", "--strict", "balance"], input=journal, capture_output=True, text=True, check=False)
        last = sums.stdout.strip().splitlines()[-1].strip() if sums.stdout.strip() else ""
        report.holds("ledger reads the journal, and its balance is nothing", sums.returncode == 0 and last == "0", sums.stdout + sums.stderr)
        told = json.loads(demo.command("ledger", COOPERATION, "--format", "json").stdout)
        with tempfile.TemporaryDirectory() as work:
            file = pathlib.Path(work, "books.se")
            demo.command("ledger", COOPERATION, "--format", "sie", "--output", str(file))
            text = file.read_bytes().decode("cp437")
        report.holds("SIE 4I begins as the standard says, in code page 437", text.startswith("#FLAGGA 0\r\n") and "#FORMAT PC8" in text and "Lule\u00e5" in text, text[:400])
        verifications, sums = 0, collections.Counter()
        for part in re.findall(r"#VER [^{]*\{(.*?)\r\n\}", text, re.DOTALL):
            amounts = re.findall(r"#TRANS (\d{4}) \{[^}]*\} (-?\d+\.\d\d)\r?$", part, re.MULTILINE)
            if sum(decimal.Decimal(amount) for _, amount in amounts) != 0 or len(amounts) != 2:
                raise Stop(f"a verification does not balance: {part}")
            verifications += 1
            for account, amount in amounts:
                sums[account] += decimal.Decimal(amount)
        report.equal("SIE holds every transfer, balanced", len(told["transfers"]), verifications)
        owed = sum(decimal.Decimal(one["balance"]) for one in told["balances"] if one["account"]["account"] == "member")
        report.equal("what members owe is the same in both", owed, sums["1510"])


def check(report):
    books(report)
    folder = SHARED / "standards" / "peppol-bis-3" / "2026.5"
    if not folder.exists():
        return report.skip("the rules of Peppol", f"{folder} is missing")
    with PySaxonProcessor(license=False) as processor, tempfile.TemporaryDirectory() as work:
        xslt = processor.new_xslt30_processor()
        rules = [xslt.compile_stylesheet(stylesheet_file=str(folder / name)) for name in RULES]
        for name, invoice in invoices():
            xml = written(work, copy.deepcopy(invoice))
            failed = refused(processor, rules, xml)
            report.holds(f"{name}: passes EN 16931 and Peppol BIS Billing 3", not failed, ", ".join(failed))
        # A sum that is changed by hand is found by the rules: the check can fail.
        broken = written(work, next(invoices())[1]).replace(">69461.00</cbc:PayableAmount>", ">1.00</cbc:PayableAmount>")
        report.holds("a wrong sum does not pass", bool(refused(processor, rules, broken)), "it passed")


if __name__ == "__main__":
    run("invoices", check)
