// Every page type: axe in three languages, light and dark; 320 px; forced
// colours; print; console clean under the policy.
import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { press, start } from "../demo.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const OPEN = [
  "", "/initiative", "/initiative?state=started&sort=-timetable&columns=name&columns=priority&columns=state", "/initiative?q=nothingatall",
  "/organisation?country=no&page=2", "/population-figure", "/initiative/en-04", "/initiative/skl-07/history", "/cooperation/e-namnden-norrbotten",
  "/organisation/kommun-lulea", "/body/e-namnden", "/meeting/en-sam-2", "/goal", "/term", "/network", "/search?q=arkiv", "/search?q=",
  "/sign-in", "/about", "/privacy", "/accessibility", "/rights", "/nothing", "/report/studied-cooperations", "/report/regional-responsibility",
  "/report/activities/e-namnden-norrbotten", "/report/breadth", "/report/breadth-by-level", "/head",
  "/initiative/matrix", "/initiative/matrix?type=skl_initiative&rows=area_as_stated&by=goal&names=yes", "/organisation/matrix?country=no", "/initiative/skl-07",
  "/initiative/geography", "/initiative/geography?show=coverage&county=se-25", "/initiative/geography?show=state&country=se", "/initiative/network", "/initiative/roadmap", "/initiative/chain",
  "/initiative/overlaps?level=regional", "/initiative/then?at=2026-01-01", "/initiative/compare?from=2026-01-01", "/initiative/en-04/process", "/initiative/en-04/document", "/process-stage/en-04-describe",
  "/life-event/tur-och-retur-sverige", "/service/mina-meddelanden", "/call-for-interest/forfragan-telefoni", "/need", "/question-set", "/government-assignment", "/tool/matrix",
  "/report/bank/e-namnden-norrbotten", "/cooperation/e-namnden-norrbotten/report/cost", "/cooperation/it-samverkan-varmland/report/cost", "/cooperation/hoglandets-it/report/prices", "/cooperation/vastkom-it/report/financing", "/cooperation/reda-orebro/report/in-kind", "/organisation/kommun-nassjo/report/shares", "/budget/hoglandet-2014/report/liquidity", "/departure/uttrade-exempel/report/remaining", "/index-series", "/settlement", "/gift", "/cooperation/e-namnden-norrbotten/late-join", "/cooperation/e-namnden-norrbotten/late-join?joiner=kommun-kiruna&used=2&of=5", "/cooperation/e-namnden-norrbotten/late-join?joiner=x&used=3&of=0", "/cooperation/e-namnden-norrbotten/report/cost?amount=x&equal=200&bands=x", "/report/progress", "/report/governing", "/report/left-locally", "/report/fast-lane", "/report/stairs", "/goal/ble-rda/document", "/initiative/geography?show=age&county=se-25", "/initiative/geography?boundaries=squares", "/initiative/geography?boundaries=squares&county=se-25", "/initiative/geography?boundaries=squares&show=age&county=se-25", "/boundary-set/se-2024", "/it-system", "/area-editor", "/boundary-set",
  "/budget", "/budget/e-namnden-2014", "/budget/e-namnden-2014/shares", "/budget/varmland-2013/shares", "/budget/kalmar-2013/shares?scenario=granted", "/budget/varmland-2013/shares?year=2", "/budget-line/en14-lon", "/funding", "/cost-model", "/cost-model/matrix", "/fairness", "/fairness?parties=A%3B1%3B9&shared=x",
];
const COORDINATOR = ["", "/account", "/initiative/new", "/initiative/en-04", "/initiative/en-04/edit", "/initiative/en-04/history", "/term/new", "/network/new", "/contact-person/new", "/membership/new?cooperation=e-namnden-norrbotten", "/initiative", "/initiative/import", "/notices", "/review", "/initiative/overlaps?level=regional", "/initiative/en-04/process", "/map-version/new", "/adoption/new", "/target-state/en-04-borlage/edit", "/cooperation/e-namnden-norrbotten/ledger", "/cooperation/e-namnden-norrbotten/ledger/kommun-pitea", "/budget/new", "/budget-line/new?budget=e-namnden-2014", "/funding/new", "/budget/e-namnden-2014/shares", "/cooperation/e-namnden-norrbotten/report/open-items", "/cooperation/e-namnden-norrbotten/report/result", "/organisation/kommun-lulea/report/owed", "/budget/e-namnden-2014/report/invoices", "/cooperation/e-namnden-norrbotten/late-join?joiner=kommun-jokkmokk", "/time-report/new", "/service-order/new", "/departure/new"];
const OPERATOR = ["/users", "/fields"];

let demo;
before(async () => {
  demo = await start();
  // So that shapes are drawn as well; squares are asked for by name.
  const square = (code, west, south) => ({ type: "Feature", properties: { kommunkod: code }, geometry: { type: "Polygon", coordinates: [[[west, south], [west + 2, south], [west + 2, south + 1], [west, south + 1], [west, south]]] } });
  const folder = mkdtempSync(join(tmpdir(), "samverk-boundaries-"));
  for (const [country, squares] of [["se", [square("2580", 22, 65), square("2582", 20, 65), square("2584", 20, 67)]], ["no", [square("5501", 18, 69)]]]) {
    const file = join(folder, `${country}.geojson`);
    writeFileSync(file, JSON.stringify({ type: "FeatureCollection", features: squares }));
    demo.command("map", "import-boundaries", file, "--country", country, "--year", "2024", "--attribution", "© Ingen");
  }
  rmSync(folder, { recursive: true });
});
after(async () => { await demo.stop(); });

async function axe(page) {
  await page.evaluate(AXE);
  const found = await page.evaluate((rules) => window.axe.run(document, { runOnly: rules }), RULES);
  return found.violations.map((v) => `${v.id}: ${v.nodes.slice(0, 3).map((n) => n.target.join(" ")).join(", ")}`);
}

async function check(page, lang, path) {
  await page.goto(`${demo.base}/${lang}${path}`);
  assert.deepEqual(await axe(page), [], `axe: /${lang}${path}`);
  const missing = await page.evaluate(() => [...document.querySelectorAll("main *")].filter((e) => e.children.length === 0 && (/^(told|report|choice|kind)-[a-z_.-]+$/.test(e.textContent.trim()) || (/^[a-z]+(-[a-z_]+)+$/.test(e.textContent.trim()) && e.closest("code, dd, td, th, table, .hits, .related, svg") === null))).map((e) => e.textContent));
  assert.deepEqual(missing, [], `keys without sentence: /${lang}${path}`);
  assert.deepEqual(page.faults, [], `console: /${lang}${path}`);
}

for (const colorScheme of ["light", "dark"]) {
  for (const lang of ["sv", "nb", "en"]) {
    test(`no violation on any public page, ${lang}, ${colorScheme}`, async () => {
      const page = await demo.page({ colorScheme });
      for (const path of OPEN) await check(page, lang, path);
      await page.context().close();
    });
  }
  for (const [role, paths] of [["coordinator", COORDINATOR], ["operator", OPERATOR]]) {
    test(`no violation on any page of the ${role}, ${colorScheme}`, async () => {
      const page = await demo.page({ colorScheme });
      await demo.signIn(page, role);
      for (const lang of ["sv", "nb", "en"]) for (const path of paths) await check(page, lang, path);
      await page.context().close();
    });
  }
}

test("no violation on the pages that only a form leads to", async () => {
  const page = await demo.page();
  const other = await demo.page();
  await demo.signIn(page, "coordinator");
  await demo.signIn(other, "coordinator");
  for (const each of [page, other]) await each.goto(`${demo.base}/sv/initiative/en-10/edit`);
  await page.fill("#field-comment", "Ett");
  await press(page, "main form button[type=submit]");
  assert.deepEqual(await axe(page), [], "a record just changed");
  await other.fill("#field-comment", "Två");
  await press(other, "main form button[type=submit]");
  assert.deepEqual(await axe(other), [], "both versions");
  await other.goto(`${demo.base}/nb/initiative/new`);
  await press(other, "main form button[type=submit]");
  assert.deepEqual(await axe(other), [], "a form with errors");
  await other.goto(`${demo.base}/sv/initiative/en-10`);
  await other.selectOption("#state", "dormant");
  await press(other, "form[action$='/move'] button");
  assert.deepEqual(await axe(other), [], "a refusal");
  const operator = await demo.page();
  await demo.signIn(operator, "operator");
  await operator.goto(`${demo.base}/en/users`);
  await operator.fill("#new-email", "axe@demo.example");
  await operator.fill("#new-key", "kommun-boden");
  await press(operator, "section[aria-labelledby=add] button");
  assert.deepEqual(await axe(operator), [], "a link for a new user");
  const link = (await operator.textContent("code")).trim();
  const invited = await demo.page();
  await invited.goto(link);
  assert.deepEqual(await axe(invited), [], "setting a password");
  for (const each of [page, other, operator, invited]) await each.context().close();
});

test("no page scrolls sideways at 320 px, signed out and in", async () => {
  const page = await demo.page({ viewport: { width: 320, height: 700 } });
  const narrow = async (paths) => {
    for (const path of paths) {
      await page.goto(`${demo.base}/sv${path}`);
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      assert.ok(width <= 320, `${path}: ${width}`);
    }
  };
  await narrow(OPEN);
  await demo.signIn(page, "coordinator");
  await narrow(COORDINATOR);
  await page.context().close();
});

test("what can be pressed is at least 24 px high or stands in a line of text", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  for (const path of ["/initiative", "/initiative/en-04", "/initiative/new"]) {
    await page.goto(`${demo.base}/sv${path}`);
    const small = await page.evaluate(() => [...document.querySelectorAll("button, input:not([type=hidden]), select, textarea")].filter((e) => e.offsetParent && e.type !== "checkbox" && e.getBoundingClientRect().height < 24).map((e) => e.outerHTML.slice(0, 80)));
    assert.deepEqual(small, [], path);
  }
  await page.context().close();
});

test("forced colours keep the current place and the states readable", async () => {
  const page = await demo.page({ forcedColors: "active" });
  for (const path of ["", "/initiative", "/initiative/en-04"]) {
    await page.goto(`${demo.base}/sv${path}`);
    const borders = await page.evaluate(() => [...document.querySelectorAll(".mainnav a")].filter((a) => getComputedStyle(a).borderBottomWidth !== "0px").length);
    assert.equal(borders, 1, `${path}: one current item`);
  }
  await page.context().close();
});

test("a list and a record print without navigation and forms", async () => {
  const page = await demo.page();
  for (const path of ["/initiative", "/cooperation/e-namnden-norrbotten", "/report/studied-cooperations"]) {
    await page.goto(`${demo.base}/sv${path}`);
    const pdf = await page.pdf({ format: "A4" });
    assert.ok(pdf.length > 5000, path);
    await page.emulateMedia({ media: "print" });
    const shown = await page.evaluate(() => [...document.querySelectorAll(".mainnav, .top form, footer, .filters")].filter((e) => e.offsetParent).length);
    assert.equal(shown, 0, path);
    await page.emulateMedia({ media: "screen" });
  }
  await page.context().close();
});
