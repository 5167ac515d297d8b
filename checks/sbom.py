#!/usr/bin/env python3
"""Writes what the program is made of, as a CycloneDX 1.5 file, and proves that
docs/dependencies.md names every direct dependency with its licence.

    checks/sbom.py FILE

The crates are those that `cargo tree` finds behind samverk-cli for this
machine, so features and platforms that the program does not use are not in
it; hashes are the checksums of Cargo.lock. C code and web files that are part
of the program are listed too. The same sources give the same file, byte for
byte. Needs Python 3.11 and cargo, and no network once the crates are fetched.
"""

import hashlib
import json
import re
import subprocess
import sys
import tomllib
import urllib.parse
import uuid
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "samverk-cli"
DOCUMENT = ROOT / "docs/dependencies.md"

# C code inside crates: crate, name, file and pattern that tell the version, licence.
INSIDE = [
    ("libsqlite3-sys", "sqlite", "sqlite3/sqlite3.h", r'#define SQLITE_VERSION\s+"([\d.]+)"', "blessing"),
    ("libmimalloc-sys", "mimalloc", "c_src/mimalloc/v3/include/mimalloc.h", r"#define MI_MALLOC_VERSION\s+(\d+)", "MIT"),
]
# Files of others that the program carries: folder, and by the beginning of a name the licence.
CARRIED = ROOT / "crates/web/assets/vendor"
CARRIED_LICENCES = {"designsystemet": "MIT", "theme": "MIT", "inter": "OFL-1.1"}


def cargo(*arguments):
    return subprocess.run(["cargo", *arguments], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout


def behind(edges):
    """Name and version of every crate that `cargo tree` shows, the program's own too."""
    lines = cargo("tree", "--locked", "-p", PROGRAM, "-e", edges, "--prefix", "none", "-f", "{p}").splitlines()
    return {tuple(line.replace(" v", " ", 1).split()[:2]) for line in lines if line.strip()}


def licence(package):
    """The crate's licence as an SPDX expression; older crates write `A/B`."""
    said = package["license"]
    if not said:
        sys.exit(f"{package['name']}: no licence is stated")
    return re.sub(r"\s*/\s*", " OR ", said)


def purl(kind, name, version):
    return f"pkg:{kind}/{urllib.parse.quote(name)}@{urllib.parse.quote(version)}"


def component(package, scope, checksums):
    own = package["source"] is None
    made = {
        "type": "library",
        "bom-ref": package["id"] if not own else f"own:{package['name']}",
        "name": package["name"],
        "version": package["version"],
        "scope": scope,
        "licenses": [{"expression": licence(package)}],
    }
    if package["description"]:
        made["description"] = " ".join(package["description"].split())
    if not own:
        key = (package["name"], package["version"])
        made["bom-ref"] = made["purl"] = purl("cargo", *key)
        if key not in checksums:
            sys.exit(f"{key}: no checksum in Cargo.lock")
        made["hashes"] = [{"alg": "SHA-256", "content": checksums[key]}]
        if package["repository"]:
            made["externalReferences"] = [{"type": "vcs", "url": package["repository"]}]
    return made


def inside(packages):
    """C code that crates bring: (crate's name, component)."""
    for crate, name, file, pattern, terms in INSIDE:
        package = packages.get(crate)
        if package is None:
            continue
        found = re.search(pattern, (Path(package["manifest_path"]).parent / file).read_text(errors="replace"))
        if not found:
            sys.exit(f"{crate}: {file} does not tell a version; correct INSIDE in checks/sbom.py")
        version = found[1]
        if "." not in version:  # mimalloc: 30302 is 3.3.2
            version = f"{int(version[:-4])}.{int(version[-4:-2])}.{int(version[-2:])}"
        ref = purl("generic", name, version)
        yield crate, {
            "type": "library",
            "bom-ref": ref,
            "name": name,
            "version": version,
            "scope": "required",
            "licenses": [{"license": {"id": terms}}],
            "purl": ref,
            "description": f"C code inside the crate {crate}",
        }


def carried():
    for file in sorted(CARRIED.iterdir()):
        if file.name.startswith("LICENSE"):
            continue
        terms = [terms for start, terms in CARRIED_LICENCES.items() if file.name.startswith(start)]
        if not terms:
            sys.exit(f"{file.name}: no licence is known; add it to CARRIED_LICENCES in checks/sbom.py")
        content = file.read_bytes()
        yield {
            "type": "file",
            "bom-ref": f"file:{file.name}",
            "name": file.name,
            "scope": "required",
            "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(content).hexdigest()}],
            "licenses": [{"license": {"id": terms[0]}}],
        }


def direct(packages, nodes, members):
    """Third-party crates that our own crates name: (in the program, in tests and tools only)."""
    program, elsewhere = set(), set()
    shipped = {name for name, _ in behind("normal")}
    for member in members:
        for dependency in nodes[member]["deps"]:
            if packages[dependency["pkg"]]["source"] is None:
                continue
            kinds = {kind["kind"] for kind in dependency["dep_kinds"]}
            in_program = packages[member]["name"] in shipped and kinds & {None, "build"}
            (program if in_program else elsewhere).add(dependency["pkg"])
    return program, elsewhere - program


def faults(packages, named, totals):
    """Where docs/dependencies.md differs from what is."""
    text = DOCUMENT.read_text()
    rows = dict(re.findall(r"^\| `([^`]+)` \|.*\| ([^|]+) \|$", text, re.M))
    wanted = {packages[id]["name"]: licence(packages[id]) for id in named}
    for name in sorted(wanted.keys() - rows.keys()):
        yield f"`{name}` is missing; its licence is {wanted[name]}"
    for name in sorted(rows.keys() - wanted.keys()):
        yield f"`{name}` is no longer a direct dependency"
    for name in sorted(rows.keys() & wanted.keys()):
        if rows[name] != wanted[name]:
            yield f"`{name}`: licence {rows[name]}, should be {wanted[name]}"
    if totals not in text:
        yield f"the totals should be: {totals}"


def main():
    if len(sys.argv) != 2 or sys.argv[1].startswith("-"):
        sys.exit(__doc__)
    host = re.search(r"^host: (.+)$", subprocess.check_output(["rustc", "-vV"], cwd=ROOT, text=True), re.M)[1]
    metadata = json.loads(cargo("metadata", "--format-version", "1", "--locked", "--filter-platform", host))
    packages = {package["id"]: package for package in metadata["packages"]}
    nodes = {node["id"]: node for node in metadata["resolve"]["nodes"]}
    lock = tomllib.loads((ROOT / "Cargo.lock").read_text())
    checksums = {(p["name"], p["version"]): p["checksum"] for p in lock["package"] if "checksum" in p}

    linked = behind("normal,no-proc-macro")
    needed = behind("normal,build")
    key = {id: (package["name"], package["version"]) for id, package in packages.items()}
    root = next(id for id in key if key[id][0] == PROGRAM)
    chosen = sorted((id for id in packages if key[id] in needed), key=lambda id: key[id])
    lost = needed - {key[id] for id in chosen}
    if lost:
        sys.exit(f"cargo tree and cargo metadata disagree: {sorted(lost)}")

    components = {}
    for id in chosen:
        # What only builds the program is not in it.
        components[id] = component(packages[id], "required" if key[id] in linked else "excluded", checksums)
    program = components.pop(root)
    program = {
        "type": "application",
        "bom-ref": "samverk",
        "name": "samverk",
        "version": program["version"],
        "licenses": program["licenses"],
        "purl": purl("generic", "samverk", program["version"]),
        "description": program["description"],
    }
    ref = {id: made["bom-ref"] for id, made in components.items()}
    leads = {"samverk": [], **{made: [] for made in ref.values()}}
    for id in chosen:
        mine = ref.get(id, "samverk")
        for dependency in nodes[id]["deps"]:
            if dependency["pkg"] in ref and {kind["kind"] for kind in dependency["dep_kinds"]} != {"dev"}:
                leads[mine].append(ref[dependency["pkg"]])
    extra = []
    by_name = {packages[id]["name"]: packages[id] for id in components if key[id] in linked}
    for crate, made in inside(by_name):
        extra.append(made)
        leads[next(ref[id] for id in components if packages[id]["name"] == crate)].append(made["bom-ref"])
        leads[made["bom-ref"]] = []
    for made in carried():
        extra.append(made)
        leads["own:samverk-web"].append(made["bom-ref"])
        leads[made["bom-ref"]] = []

    bom = {
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "version": 1,
        "metadata": {"component": program, "properties": [{"name": "samverk:target", "value": host}]},
        "components": sorted([*components.values(), *extra], key=lambda made: made["bom-ref"]),
        "dependencies": [{"ref": name, "dependsOn": sorted(set(leads[name]))} for name in sorted(leads)],
    }
    # A number that follows from the content, so that the same sources give the same file.
    digest = hashlib.sha256(json.dumps(bom, sort_keys=True).encode()).hexdigest()
    bom["serialNumber"] = f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, digest)}"
    Path(sys.argv[1]).write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n")

    foreign = [id for id in components if packages[id]["source"] is not None]
    in_program = sum(key[id] in linked for id in foreign)
    shipped, elsewhere = direct(packages, nodes, metadata["workspace_members"])
    everything = sum(package["source"] is not None for package in packages.values())
    totals = (
        f"{len(shipped)} direct dependencies of the program and {len(elsewhere)} of tests and tools; "
        f"{in_program} crates in the program with all that they bring, {len(foreign) - in_program} more that only build it"
    )
    print(f"sbom: {totals}; {everything} crates in all on {host}, tests and tools among them")
    wrong = list(faults(packages, shipped | elsewhere, totals))
    for fault in wrong:
        print(f"docs/dependencies.md: {fault}", file=sys.stderr)
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
