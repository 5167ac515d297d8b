// Who pays what: a budget is read, its reasons opened, its books kept.
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { press, start } from "../demo.js";

let demo;
before(async () => { demo = await start(); });
after(async () => { await demo.stop(); });

const plain = (text) => text.replace(/\u00a0/g, " ");

for (const javaScriptEnabled of [true, false]) {
  test(`a politician sees what each member pays, and why${javaScriptEnabled ? "" : ", without JavaScript"}`, async () => {
    const page = await demo.page({ javaScriptEnabled, viewport: { width: 320, height: 800 } });
    await page.goto(`${demo.base}/sv/budget/e-namnden-2014`);
    await press(page, "text=Vem betalar vad, och varför");
    assert.match(plain(await page.textContent("#finding")), /903 000 SEK delas av 13: 7 betalar 69 462 och 6 betalar 69 461/);
    await page.click("summary:has-text('Grundbelopp')");
    assert.match(plain(await page.textContent("details[open]")), /903000\/13/);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(wide, 0);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

test("a treasurer takes in the bank's statement, decides what is doubtful, corrects, and the member sees it", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  const ledger = `${demo.base}/sv/cooperation/e-namnden-norrbotten/ledger`;
  await page.goto(`${demo.base}/sv/cooperation/e-namnden-norrbotten`);
  await press(page, "text=Huvudbok: fordringar");
  assert.match(plain(await page.textContent("#finding")), /138 924/);
  const folder = mkdtempSync(join(tmpdir(), "samverk-bank-"));
  const file = join(folder, "bank.csv");
  writeFileSync(file, "day;amount;reference;payer\n2014-03-03;69462,00;E-namnden-2014 kommun alvsbyn;Älvsbyn\n2014-03-04;100,00;okänt;Arjeplog\n2014-03-05;200,00;inget;Boden\n");
  await page.click("summary:has-text('Läs in betalningar')");
  await page.setInputFiles("#l-file", file);
  await press(page, "button:has-text('Läs in')");
  assert.match(await page.textContent("#finding"), /En betalning är bokförd\. 2 behöver/);
  // One is decided, of whom is told; the other stays on the page.
  await page.check("input[name=take][value='0']");
  await press(page, "form:has(#p-0) button");
  assert.equal(await page.locator("[aria-invalid=true]").count(), 1, "whose payment it is was not said");
  await page.fill("#p-0", "Arjeplog (kommun-arjeplog)");
  await press(page, "form:has(#p-0) button");
  assert.match(await page.textContent("#finding"), /En betalning är bokförd\. En behöver/);
  assert.match(await page.textContent("main form"), /inget/);
  await press(page, "text=Till huvudboken");
  assert.match(plain(await page.textContent("#finding")), /69 362/);
  const first = page.locator("table tbody tr", { hasText: "okänt" }).first();
  await first.locator("summary").click();
  await first.locator("input[name=reason]").fill("fel kommun");
  const loaded = page.waitForEvent("domcontentloaded");
  await first.locator("button").click();
  await loaded;
  assert.match(await page.textContent("table >> nth=1"), /fel kommun/);
  await page.goto(`${ledger}/kommun-alvsbyn`);
  assert.match(await page.textContent("#finding"), /Att betala: 0/);
  rmSync(folder, { recursive: true });
  assert.deepEqual(page.faults, []);
  await page.context().close();
  const own = await demo.page();
  await demo.signIn(own, "representative");
  await own.goto(`${ledger}/kommun-pitea`);
  assert.match(plain(await own.textContent("table")), /69 461/);
  assert.equal((await own.goto(ledger)).status(), 404);
  assert.equal((await own.goto(`${ledger}/kommun-boden`)).status(), 404);
  await own.context().close();
});

test("a coordinator makes a budget, is told what is missing, decides it, and it is frozen", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/budget/new?cooperation=e-namnden-norrbotten`);
  await page.fill("#field-name", "Provbudget");
  await page.fill("#field-year", "2015");
  await page.selectOption("#field-currency", "sek");
  await page.selectOption("#field-unit", "whole");
  await press(page, "main form button[type=submit]");
  const budget = page.url().split("?")[0];
  await page.goto(`${budget}/shares`);
  assert.match(await page.textContent("main"), /inga poster som delas/);
  const key = budget.split("/").pop();
  await page.goto(`${demo.base}/sv/budget-line/new?budget=${key}`);
  await page.fill("#field-name", "Drift");
  await page.fill("#field-amount", "1300,00 SEK");
  await page.selectOption("#field-cost_key", "equal");
  await press(page, "main form button[type=submit]");
  await page.goto(`${budget}/shares`);
  assert.match(plain(await page.textContent("#finding")), /1 300 SEK delas av 13: var och en betalar 100/);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a small member sees what each key would cost it${javaScriptEnabled ? "" : ", without JavaScript"}`, async () => {
    const page = await demo.page({ javaScriptEnabled, viewport: { width: 320, height: 800 } });
    await page.goto(`${demo.base}/sv/cooperation/e-namnden-norrbotten`);
    await press(page, "text=Vad skulle det kosta oss?");
    await page.fill("#a-amount", "1 300 000");
    await page.selectOption("#a-key", "inhabitants");
    await page.selectOption("#a-whose", "kommun-arjeplog");
    await press(page, "button:has-text('Visa')");
    assert.match(plain(await page.textContent("table >> nth=0")), /Arjeplog.*69 462 kr.*100 000 kr.*17 341 kr/s);
    assert.equal(await page.locator("table >> nth=1 >> tbody tr").count(), 1);
    await page.fill("#a-amount", "mycket");
    await press(page, "button:has-text('Visa')");
    assert.match(await page.textContent("#errors"), /Belopp/);
    assert.equal(await page.inputValue("#a-amount"), "mycket");
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.equal(wide, 0);
    assert.deepEqual(page.faults, []);
    await page.context().close();
  });
}

test("a treasurer reminds who has not paid, and the one who is not reminded sees nothing of it", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/cooperation/e-namnden-norrbotten`);
  await press(page, "section a:has-text('Obetalt')");
  assert.match(plain(await page.textContent("#finding")), /Förfallet är 69 462 kr/);
  await press(page, "button:has-text('Påminn')");
  assert.match(await page.textContent("main"), /En medlem är påmind/);
  await press(page, "button:has-text('Påminn')");
  assert.match(await page.textContent("main"), /Ingen behövde påminnas igen/);
  await page.goto(`${demo.base}/sv/reminder`);
  assert.match(plain(await page.textContent("table")), /Arjeplog.*69 462/s);
  assert.deepEqual(page.faults, []);
  await page.context().close();
  const other = await demo.page();
  await demo.signIn(other, "representative");
  await other.goto(`${demo.base}/sv/reminder`);
  assert.doesNotMatch(await other.textContent("main"), /Arjeplog/);
  assert.equal((await other.goto(`${demo.base}/sv/cooperation/e-namnden-norrbotten/report/open-items`)).status(), 404);
  await other.context().close();
});

test("who joins a budget pays by its keys, asked for by keyboard alone", async () => {
  const page = await demo.page({ viewport: { width: 320, height: 800 }, colorScheme: "dark" });
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/cooperation/e-namnden-norrbotten/late-join`);
  await page.focus("#joiner");
  await page.keyboard.type("kommun-umea");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.id), "budget");
  while (await page.inputValue("#budget") !== "e-namnden-2014") {
    const before = await page.inputValue("#budget");
    await page.keyboard.press("ArrowDown");
    assert.notEqual(await page.inputValue("#budget"), before, "the budget is among the choices");
  }
  const loaded = page.waitForEvent("domcontentloaded");
  for (let steps = 0; await page.evaluate(() => document.activeElement.type) !== "submit"; steps += 1) {
    assert.ok(steps < 12, "the button is reached");
    await page.keyboard.press("Tab");
  }
  await page.keyboard.press("Enter");
  await loaded;
  assert.match(plain(await page.textContent("#finding")), /Umeå betalar 64 500 SEK/);
  assert.equal(await page.locator("#amount").count(), 0);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("a coordinator keeps what a late joiner would pay, and the body approves it", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/cooperation/e-namnden-norrbotten/late-join`);
  await page.fill("#joiner", "Jokkmokk (kommun-jokkmokk)");
  await press(page, "form:has(#joiner) button[type=submit]");
  assert.match(await page.textContent("main"), /redan medlem/);
  await page.goto(`${demo.base}/sv/cooperation/e-namnden-norrbotten/late-join?joiner=kommun-umea&by=equal`);
  await page.fill("#joins", "2026-12-31");
  await press(page, "button:has-text('Spara förslaget')");
  assert.match(page.url(), /\/accession\//);
  assert.match(plain(await page.textContent("main")), /Umeå.*71 428/s);
  assert.deepEqual(page.faults, []);
  await page.context().close();
});
