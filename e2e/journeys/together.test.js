// Bringing files in, and working together: imports, own fields, comments,
// views, many at once, drafts, tokens, calendars, feeds.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { press, start } from "../demo.js";

const MESSY = "Sammanställning hösten 2026;;;\n;;;\nNamn;Ansvarig;Prioritet;Kommentar\nDigital byggritning;Luleå kommun;1;från Luleå\nE-arkiv light;Pite;två;fel tal\nGemensam chatt;Älvsbyn;3;\n";

let demo;
before(async () => { demo = await start(); });
after(async () => { await demo.stop(); });

async function bringIn(page, name) {
  await page.goto(`${demo.base}/sv/initiative/import`);
  await page.setInputFiles("#file", { name, mimeType: "text/csv", buffer: Buffer.from(MESSY) });
  await press(page, "main form button");
}

async function importAndUndo(page, known) {
  await bringIn(page, "samling.csv");
  assert.equal(await page.inputValue("#row"), "3", "the heads are found below the title lines");
  assert.equal(await page.inputValue("select[name='column.0']"), "name");
  assert.equal(await page.inputValue("select[name='column.1']"), "responsible");
  await page.selectOption("select[name='column.2']", "priority");
  await page.selectOption("select[name='column.3']", "note");
  await press(page, "button[value=look]");
  assert.match(await page.textContent("main"), /två/);
  assert.ok((await page.locator("td.wrong").count()) >= 1, "the cell at fault is marked");
  assert.equal(await page.locator("button[value=run]").count(), 0, "nothing is stored while rows are wrong");
  const doubts = page.locator("select[name^='decide.']");
  assert.equal(await doubts.count(), 1, "a name that is not known is shown to a person");
  // What was decided once is known the next time, and can still be changed.
  if (known) assert.notEqual(await doubts.first().inputValue(), "");
  else await doubts.first().selectOption({ index: 1 });
  await page.check("input[name=valid_only]");
  await press(page, "button[value=look]");
  assert.notEqual(await doubts.first().inputValue(), "", "what was decided stays to be seen");
  await press(page, "button[value=run]");
  assert.match(await page.textContent(".tiles"), /2/);
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("a[href$='/rejected']")]);
  const rejected = (await (await download.createReadStream()).toArray()).join("");
  assert.match(rejected, /E-arkiv light;Pite;två/);
  await page.goto(`${demo.base}/sv/initiative/digital-byggritning`);
  assert.match(await page.textContent("main"), /Luleå/);
  await page.goto(`${demo.base}/sv/initiative/import`);
  await press(page, ".related a");
  await press(page, "button[value=undo]");
  await page.goto(`${demo.base}/sv/initiative?q=byggritning`);
  assert.equal(await page.locator("tbody tr").count(), 0);
}

test("a coordinator brings a messy file in, gets the wrong row back and takes it all back", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await importAndUndo(page);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("the same without JavaScript", async () => {
  const page = await demo.page({ javaScriptEnabled: false });
  await demo.signIn(page, "coordinator");
  await importAndUndo(page, true);
  await page.context().close();
});

test("an export comes in again and changes exactly the cells that were changed", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  const csv = await (await page.request.get(`${demo.base}/sv/meeting?format=csv&for=editing&cooperation=e-namnden-norrbotten`)).text();
  const lines = csv.split("\r\n");
  assert.ok(lines.length > 5);
  const at = lines.findIndex((line) => line.includes("kommun-lulea") && !line.includes("\""));
  const name = lines[0].split(";").indexOf("place");
  const cells = lines[at].split(";");
  cells[name] = "Stadshuset";
  lines[at] = cells.join(";");
  await page.goto(`${demo.base}/sv/meeting/import`);
  await page.setInputFiles("#file", { name: "möten.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\r\n")) });
  await press(page, "main form button");
  const counts = await page.locator(".tiles dd").allTextContents();
  assert.equal(counts[2], "1", `one record changes: ${counts}`);
  assert.equal(counts[1], "0");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("an operator adds a field, and a coordinator fills it in at once", async () => {
  const operator = await demo.page();
  await demo.signIn(operator, "operator");
  await operator.goto(`${demo.base}/sv/fields`);
  await operator.selectOption("#own-kind", "initiative");
  await operator.selectOption("#own-of", "choice");
  await operator.fill("input[name='label.sv']", "Nämnd");
  await operator.fill("#own-choices", "Socialnämnden\nByggnadsnämnden");
  await operator.check("input[name=filterable]");
  await press(operator, "main form button.ds-button[data-color=accent]");
  assert.match(await operator.textContent("table"), /Nämnd/);
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/initiative/new`);
  await page.fill("#field-name", "Med eget fält");
  await page.selectOption("#field-x_namnd", { label: "Byggnadsnämnden" });
  await press(page, "main form button[type=submit]");
  assert.match(await page.textContent("main"), /Byggnadsnämnden/);
  await page.goto(`${demo.base}/sv/initiative?x_namnd=byggnadsnamnden`);
  assert.equal(await page.locator("tbody tr").count(), 1);
  assert.deepEqual(page.faults, []);
  await operator.context().close();
  await page.context().close();
});

test("a comment with a mention reaches the person, who follows and stops following", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/initiative/en-04`);
  await page.fill("#comment-text", "Hej @Rep Resentant, **kan ni** titta?");
  await press(page, "form[action$='/comment'] button");
  assert.match(await page.innerHTML(".comment"), /<strong>kan ni<\/strong>/);
  const other = await demo.page();
  await demo.signIn(other, "representative");
  await other.goto(`${demo.base}/sv/notices`);
  assert.match(await other.textContent(".notices"), /titta/);
  await press(other, ".notices a");
  await press(other, "form[action$='/follow'] button");
  await other.goto(`${demo.base}/sv/notices`);
  assert.equal(await other.locator("form[action$='/follow']").count(), 1);
  await press(other, "form[action$='/follow'] button");
  assert.equal(await other.locator("form[action$='/follow']").count(), 0);
  assert.deepEqual([...page.faults, ...other.faults], []);
  await page.context().close();
  await other.context().close();
});

test("a view is saved, many records change at once, and go back", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/initiative?cooperation=e-namnden-norrbotten`);
  await page.fill("#view-name", "Våra");
  await press(page, "form[action$='/view'] button");
  assert.match(await page.textContent(".chips"), /Våra/);
  await page.locator("input[name=chosen]").nth(0).check();
  await page.locator("input[name=chosen]").nth(1).check();
  await page.selectOption("#bulk-field", "note");
  await press(page, "#bulk button");
  await page.fill("#field-note", "Samma för båda");
  await press(page, "button[name=set]");
  await page.waitForURL(/done=bulk/);
  await press(page, ".notice form button");
  await page.waitForURL(/done=undone/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("what is typed is kept as a draft and found again", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/goal/new`);
  await page.fill("#field-name", "Halvfärdigt mål");
  await press(page, "button[value=keep]");
  await page.waitForURL(/notices/);
  await page.goto(`${demo.base}/sv/goal/new`);
  await press(page, "a[href$='draft=1']");
  assert.equal(await page.inputValue("#field-name"), "Halvfärdigt mål");
  await press(page, "main form button[type=submit]");
  await page.waitForURL(/done=created/);
  await page.goto(`${demo.base}/sv/goal/new`);
  assert.equal(await page.locator("a[href$='draft=1']").count(), 0, "a draft that was sent is gone");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a token reads the API, a calendar address gives meetings, both end", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/account`);
  await page.fill("#token-name", "Kalender");
  await page.selectOption("#token-scope", "calendar");
  await press(page, "form[action$='/account/token'] button");
  const secret = await page.textContent("code.secret");
  const calendar = await fetch(`${demo.base}/calendar/${secret}.ics`);
  assert.equal(calendar.status, 200);
  assert.match(await calendar.text(), /BEGIN:VEVENT/);
  const refused = await fetch(`${demo.base}/api/v1/goal`, { headers: { authorization: `Bearer ${secret}` } });
  assert.equal(refused.status, 403, "a calendar token reads nothing else");
  await press(page, "form[action$='/token/end'] button");
  assert.equal((await fetch(`${demo.base}/calendar/${secret}.ics`)).status, 404);
  await page.context().close();
});
