// What goes on: a matrix leads to its records, and an initiative to what may be the same work.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { press, start } from "../demo.js";

let demo;
before(async () => { demo = await start(); });
after(async () => { await demo.stop(); });

for (const javaScriptEnabled of [true, false]) {
  test(`a reader goes from a matrix to its records and finds double work${javaScriptEnabled ? "" : ", without JavaScript"}`, async () => {
    const page = await demo.page({ javaScriptEnabled });
    await page.goto(`${demo.base}/sv/initiative`);
    await press(page, "nav[aria-label='Sätt att se på kartan'] >> text=Matris");
    await page.selectOption("#m-rows", "areas");
    await page.selectOption("#m-by", "level");
    await press(page, "form:has(#m-rows) button[type=submit]");
    await page.waitForURL(/rows=areas&by=level/);
    const archive = page.locator("table.matrix tr", { has: page.locator("th", { hasText: "Arkiv" }) });
    assert.match(await archive.textContent(), /Arkiv\s*4/);
    await press(page, "table.matrix a[aria-label='3: Arkiv, Regional']");
    await page.waitForURL(/areas=archive/);
    assert.equal(await page.locator("table tbody tr").count(), 3);
    await press(page, "table tbody th a >> nth=0");
    await page.waitForSelector("#overlap");
    const overlaps = await page.textContent("section.overlap table");
    assert.match(overlaps, /E-arkiv/);
    assert.match(overlaps, /1 av \d: .*Arkiv/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

test("a member sees what its idea overlaps with while typing it, and finds the other", async () => {
  const page = await demo.page();
  await demo.signIn(page, "representative");
  await page.goto(`${demo.base}/sv/initiative/new`);
  await page.fill("#field-name", "Telefonilösning för länets kommuner");
  await page.waitForSelector("#alike section");
  assert.match(await page.textContent("#alike"), /Kan vara samma arbete/);
  assert.match(await page.textContent("#alike"), /Länsgemensam telefonilösning/);
  await page.fill("#field-name", "Zzz");
  await page.waitForFunction(() => document.querySelector("#alike").children.length === 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a coordinator freezes the map of now, changes an initiative and compares the two", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/initiative/roadmap?cooperation=e-namnden-norrbotten`);
  await page.click("summary:has-text('Tid:')");
  await press(page, "text=Frys kartan som en version");
  await page.fill("#field-name", "Hösten 2026");
  await page.fill("#field-comment", "Efter nämndens möte");
  await press(page, "main form button[type=submit]");
  assert.match(await page.textContent("main"), /Hösten 2026/);
  await page.goto(`${demo.base}/sv/initiative/en-10`);
  await page.selectOption("select[name=state]", "in_discussion");
  await press(page, "button:has-text('Ändra status')");
  await page.goto(`${demo.base}/sv/initiative/network`);
  await page.click("summary:has-text('Tid:')");
  await press(page, "text=Jämför två versioner");
  assert.match(await page.textContent("#finding"), /0 nya, 0 borta, 1 i ett annat läge, 0 ändrade/);
  await page.click("summary:has-text('Som tabell')", { trial: true }).catch(() => {});
  assert.match(await page.textContent("table"), /Gemensam lagring.*Annat läge.*Idé.*Diskussioner förs/s);
  // The frozen map still shows the idea; filters stay when switching the way.
  await page.goto(`${demo.base}/sv/initiative/roadmap?cooperation=e-namnden-norrbotten`);
  await page.click("summary:has-text('Tid:')");
  await page.selectOption("#at-version", { label: "Hösten 2026" });
  await press(page, "form:has(#at-version) button[type=submit]");
  assert.match(await page.textContent(".notice >> nth=0"), /Fryst version: Hösten 2026/);
  await press(page, "nav[aria-label='Sätt att se på kartan'] >> text=Lista");
  await page.waitForURL(/initiative\/then\?.*cooperation=e-namnden-norrbotten/);
  assert.match(await page.textContent("#finding"), /11 initiativ/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("an operator takes boundaries in, and the map draws shapes that lead on by keyboard", async () => {
  const square = (code, west) => ({ type: "Feature", properties: { kommunkod: code }, geometry: { type: "Polygon", coordinates: [[[west, 65.5], [west + 0.5, 65.5], [west + 0.5, 65.8], [west, 65.8], [west, 65.5]]] } });
  const folder = mkdtempSync(join(tmpdir(), "samverk-boundaries-"));
  const file = join(folder, "two.geojson");
  writeFileSync(file, JSON.stringify({ type: "FeatureCollection", features: [square("2580", 22), square("2582", 21.5)] }));
  const told = demo.command("map", "import-boundaries", file, "--country", "se", "--year", "2024", "--attribution", "© Ingen");
  rmSync(folder, { recursive: true });
  assert.match(told, /se-2024: 2 areas/);
  for (const javaScriptEnabled of [true, false]) {
    const page = await demo.page({ javaScriptEnabled });
    await page.goto(`${demo.base}/sv/initiative/geography?county=se-25`);
    assert.equal(await page.locator("svg.shapes path.tile").count(), 2);
    assert.match(await page.textContent("main"), /Gränser: © Ingen \(2024\)/);
    assert.match(await page.textContent("main"), /Utan gräns det här året, och bara i tabellen: .*Kiruna/);
    await page.selectOption("#c-boundaries", { label: "Lika stora rutor" });
    await press(page, "main form:has(#c-boundaries) button");
    assert.equal(await page.locator("svg.shapes").count(), 0);
    assert.match(page.url(), /county=se-25/);
    await page.goBack();
    await page.focus("svg.shapes a[aria-label^='Luleå']");
    const loaded = page.waitForEvent("domcontentloaded");
    await page.keyboard.press("Enter");
    await loaded;
    assert.match(page.url(), /\/sv\/initiative\?.*member=/);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  }
});

test("a citizen finds the authority for moving abroad in two clicks, by keyboard and without JavaScript", async () => {
  const page = await demo.page({ javaScriptEnabled: false });
  await page.goto(`${demo.base}/sv/life-event`);
  await page.focus("table a:has-text('Tur och retur Sverige')");
  const loaded = page.waitForEvent("domcontentloaded");
  await page.keyboard.press("Enter");
  await loaded;
  const row = page.locator("#x-questions ~ * tr", { hasText: "flyttar utomlands" });
  assert.match(await row.textContent(), /Skatteverket/);
  await page.context().close();
});

test("a coordinator sees what the gate misses, and is led to where it is filled in", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/initiative/en-04`);
  await press(page, "text=Samverkansprocessen");
  assert.match(await page.textContent("#finding"), /Steg 2 av 4, Beskriva och bedöma/);
  await press(page, "text=Börläge: Ekonomi");
  await page.fill("#field-economy", "Efter invånarantal.");
  await press(page, "main form button[type=submit]");
  await page.goto(`${demo.base}/sv/initiative/en-04/process`);
  assert.equal(await page.locator("text=Börläge: Ekonomi").count(), 0);
  // With holes left the gate is refused until somebody writes why.
  await page.goto(`${demo.base}/sv/process-stage/en-04-describe/edit`);
  await page.fill("#field-decided", "2026-11-27");
  await press(page, "main form button[type=submit]");
  await page.selectOption("select[name=state]", "passed");
  await press(page, "button:has-text('Ändra status')");
  assert.match(await page.textContent("main"), /luckor/);
  // The tasks of establishing that are missing are made at once.
  await page.goto(`${demo.base}/sv/initiative/en-04/process`);
  await press(page, "button:has-text('Skapa de 8 uppgifter som saknas')");
  await page.waitForURL(/process#establish/);
  assert.equal(await page.locator("button:has-text('uppgifter som saknas')").count(), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("pairs are judged once and remembered", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/initiative/overlaps?cooperation=e-namnden-norrbotten`);
  const before = await page.locator("table tbody tr").count();
  assert.ok(before > 0);
  await press(page, "table tbody tr:first-child button[value=different]");
  assert.equal(await page.locator("table tbody tr").count(), before - 1);
  await press(page, "text=Visa även dem som inte hör ihop");
  assert.match(await page.textContent("table"), /Hör inte ihop/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a politician prints the project bank on paper", async () => {
  const page = await demo.page();
  await page.goto(`${demo.base}/sv/cooperation/e-namnden-norrbotten`);
  await press(page, "text=Projektbanken");
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.locator("nav.tabs:visible").count(), 0);
  assert.ok(await page.locator("table tbody tr").count() >= 9);
  await page.context().close();
});

test("the reports on the life of initiatives hold what the sources say", async () => {
  const page = await demo.page();
  for (const [path, rows, told] of [
    ["/report/fast-lane", 2, /51/], ["/report/left-locally", 5, /Behovsanalys/], ["/report/stairs", 5, /Samförstånd/],
    ["/report/progress", 20, /Arkiv/], ["/level-activity?initiative=skl-07", 10, /vägledning/],
  ]) {
    await page.goto(`${demo.base}/sv${path}`);
    assert.ok(await page.locator("table tbody tr").count() >= rows, path);
    assert.match(await page.textContent("main"), told);
  }
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("the coordinator compares the spring and the autumn of the demonstration", async () => {
  const page = await demo.page();
  await page.goto(`${demo.base}/sv/initiative/geography`);
  await page.click("summary:has-text('Tid')");
  await press(page, "text=Jämför");
  await page.goto(`${demo.base}/sv/initiative/compare?from=varen-2014&until=hosten-2014`);
  const told = await page.textContent("main");
  assert.match(told, /Telefoni/);
  assert.match(told, /Gemensam drift och förvaltning/);
  assert.ok(await page.locator("table tbody tr").count() >= 7);
  await page.goto(`${demo.base}/sv/initiative?member=kommun-kalix`);
  assert.ok(await page.locator("table tbody tr").count() >= 11, "members are in the cooperation's work");
  await page.goto(`${demo.base}/en/search?q=driving+licence`);
  assert.match(await page.textContent("main"), /Do I keep my driving licence/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
