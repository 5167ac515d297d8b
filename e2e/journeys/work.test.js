// The first day of a coordinator, with script, without, and by keyboard only.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { press, start } from "../demo.js";

let demo;
before(async () => { demo = await start(); });
after(async () => { await demo.stop(); });

async function makeAndUndo(page, name) {
  await page.goto(`${demo.base}/sv/initiative`);
  await press(page, "text=Nytt initiativ");
  await page.fill("#field-name", "");
  await press(page, "main form button[type=submit]");
  await page.waitForFunction(() => document.activeElement.id === "errors", undefined, { timeout: 5000 });
  await page.fill("#field-name", name);
  await page.fill("#field-end", "2027-H1");
  await page.selectOption("#field-cooperation", "e-namnden-norrbotten");
  await press(page, "main form button[type=submit]");
  await page.waitForURL(/done=created/);
  assert.equal(await page.textContent("h1"), name);
  assert.match(await page.textContent("main"), /första halvåret 2027/);
  await page.selectOption("#state", "started");
  await press(page, "form[action$='/move'] button");
  await page.waitForURL(/done=moved/);
  await press(page, ".notice form button");
  await page.waitForURL(/done=undone/);
  assert.equal(await page.textContent(".steps [aria-current]"), "Idé");
}

test("a coordinator makes an initiative, moves it and takes the move back", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await makeAndUndo(page, "Gemensam e-tjänst för vattenprov");
  assert.deepEqual(page.faults, []);
  await page.context().close();
});

test("the same without JavaScript", async () => {
  const page = await demo.page({ javaScriptEnabled: false });
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/initiative/new`);
  await page.fill("#field-name", "Utan skript");
  await press(page, "main form button[type=submit]");
  await page.waitForURL(/done=created/);
  await press(page, ".notice form button");
  assert.match(await page.textContent("main"), /borttagen|Borttagen/);
  await page.goto(`${demo.base}/sv/initiative?state=idea`);
  assert.ok((await page.locator("tbody tr").count()) > 3);
  await page.context().close();
});

test("signing in, searching and opening a record by keyboard only", async () => {
  const page = await demo.page();
  await page.goto(`${demo.base}/sv`);
  const tabTo = async (wanted) => {
    for (let presses = 0; presses < 60; presses += 1) {
      await page.keyboard.press("Tab");
      const there = await page.evaluate((selector) => document.activeElement.matches(selector), wanted);
      if (there) {
        const outline = await page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).boxShadow);
        assert.notEqual(outline, "nonenone", `the focus shows on ${wanted}`);
        return;
      }
    }
    assert.fail(`no way to ${wanted} by keyboard`);
  };
  await page.keyboard.press("Tab");
  assert.ok(await page.evaluate(() => document.activeElement.matches(".ds-skip-link")));
  await tabTo("a[href*='sign-in']");
  await page.keyboard.press("Enter");
  await page.waitForURL(/sign-in/);
  await tabTo("#email");
  await page.keyboard.type(demo.people.reader.email);
  await tabTo("#password");
  await page.keyboard.type(demo.people.reader.password);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("sign-in"));
  await tabTo("#q");
  await page.keyboard.type("bygglov");
  await page.keyboard.press("Enter");
  await page.waitForURL(/search/);
  await tabTo(".hits a");
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.includes("/search"));
  assert.match(await page.textContent("h1"), /bygglov/i);
  await page.context().close();
});

test("two people at the same record: both versions are shown and nothing is lost", async () => {
  const one = await demo.page();
  const two = await demo.page();
  await demo.signIn(one, "coordinator");
  await demo.signIn(two, "coordinator");
  for (const page of [one, two]) await page.goto(`${demo.base}/sv/initiative/en-04/edit`);
  await one.fill("#field-comment", "Först ut");
  await press(one, "main form button[type=submit]");
  await one.waitForURL(/done=changed/);
  await two.fill("#field-comment", "Också jag");
  await press(two, "main form button[type=submit]");
  const both = await two.textContent("main");
  assert.match(both, /Först ut/);
  assert.match(both, /Också jag/);
  await press(two, "main form button[data-color=accent]");
  assert.equal(await two.inputValue("#field-comment"), "Också jag");
  await press(two, "main form button[type=submit]");
  await two.waitForURL(/done=changed/);
  await two.goto(`${demo.base}/sv/initiative/en-04/history`);
  assert.match(await two.textContent("main"), /Först ut/);
  for (const page of [one, two]) await page.context().close();
});

test("a member suggests, the owner takes it over", async () => {
  const member = await demo.page();
  await demo.signIn(member, "representative");
  await member.goto(`${demo.base}/sv/initiative/en-07/edit`);
  await member.fill("#field-comment", "Piteå kan leda");
  await member.fill("#reason", "Vi har upphandlat nyss");
  await press(member, "main form button[type=submit]");
  await member.waitForURL(/done=proposed/);
  const owner = await demo.page();
  await demo.signIn(owner, "coordinator");
  await owner.goto(`${demo.base}/sv`);
  assert.ok((await owner.locator("#waiting + ul li").count()) >= 1, "it waits on the own start page");
  await owner.goto(`${demo.base}/sv/initiative/en-07`);
  assert.match(await owner.textContent(".notice"), /Piteå kan leda/);
  await press(owner, "button[value=accept]");
  assert.match(await owner.textContent("main"), /Piteå kan leda/);
  for (const page of [member, owner]) await page.context().close();
});

test("lines pasted from a spreadsheet fill the form's table", async () => {
  const page = await demo.page();
  await demo.signIn(page, "coordinator");
  await page.goto(`${demo.base}/sv/initiative/new`);
  await page.focus("[name=participant]");
  await page.evaluate(() => {
    const data = new DataTransfer();
    data.setData("text/plain", "kommun-pitea\t2013/2015\nkommun-boden\t\nkommun-kalix\t2014/\n");
    document.activeElement.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  });
  await page.fill("#field-name", "Inklistrat");
  await press(page, "main form button[type=submit]");
  const text = await page.textContent("main");
  for (const part of ["Piteå", "2013 – 2015", "Boden", "Kalix"]) assert.ok(text.includes(part), part);
  await page.context().close();
});

test("the operator invites a person who then sets a password", async () => {
  const operator = await demo.page();
  await demo.signIn(operator, "operator");
  await operator.goto(`${demo.base}/sv/users`);
  await operator.fill("#new-email", "ny@demo.example");
  await operator.selectOption("#new-role", "reader");
  await operator.fill("#new-key", "kommun-boden");
  await press(operator, "section[aria-labelledby=add] button");
  const link = (await operator.textContent("code")).trim();
  const invited = await demo.page();
  await invited.goto(link);
  await invited.fill("#password", "en ganska lång lösenfras");
  await press(invited, "main form button");
  assert.match(await invited.textContent("main"), /Boden/);
  for (const page of [operator, invited]) await page.context().close();
});

test("a search finds inflections, compounds and names without their marks", async () => {
  const page = await demo.page();
  const first = async (words) => {
    await page.goto(`${demo.base}/sv/search?q=${encodeURIComponent(words)}`);
    return page.locator(".hits a").allTextContents();
  };
  assert.ok((await first("arkiv")).some((title) => /e-arkiv/i.test(title)));
  assert.match((await first("tromso"))[0], /Tromsø/);
  assert.ok((await first("bygglov")).some((title) => /bygglovs/i.test(title)));
  assert.deepEqual(await first("arkiv zzzz"), []);
  await page.context().close();
});
