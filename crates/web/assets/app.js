// Small comforts on top of pages that work without any script.
"use strict";
(() => {
  // Copies the page's address without leaving it.
  for (const link of document.querySelectorAll("[data-copy]")) {
    link.addEventListener("click", async (event) => {
      if (!navigator.clipboard) return;
      event.preventDefault();
      await navigator.clipboard.writeText(link.href);
      const told = document.getElementById("status");
      if (told) told.textContent = link.dataset.copied;
    });
  }
  // Looks again at work that goes on.
  for (const running of document.querySelectorAll("[data-refresh]")) {
    setTimeout(() => window.location.reload(), Number(running.dataset.refresh) * 1000);
  }
  // Chooses all rows of a list, or none.
  for (const box of document.querySelectorAll("[data-all]")) {
    box.closest("div").hidden = false;
    box.addEventListener("change", () => {
      for (const one of document.querySelectorAll(`[form="${box.dataset.all}"][name="chosen"]`)) one.checked = box.checked;
    });
  }
  // Keeps what is typed on the server, some seconds after the last key.
  for (const form of document.querySelectorAll("form[data-draft]")) {
    let waiting = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const body = new URLSearchParams(new FormData(form));
        body.set("draft", "auto");
        const answer = await fetch(form.action, { method: "POST", body }).catch(() => null);
        const told = document.getElementById("status");
        if (told && answer && answer.ok) told.textContent = form.dataset.draft;
      }, 3000);
    });
    form.addEventListener("submit", () => clearTimeout(waiting));
  }
  // Tells what a proposal may overlap with while it is typed.
  for (const form of document.querySelectorAll("form[data-alike]")) {
    const place = document.getElementById("alike");
    let waiting = 0;
    let asked = 0;
    form.addEventListener("input", () => {
      clearTimeout(waiting);
      waiting = setTimeout(async () => {
        const own = (asked += 1);
        const body = new URLSearchParams(new FormData(form));
        body.set("own", form.dataset.own);
        const answer = await fetch(form.dataset.alike, { method: "POST", body }).catch(() => null);
        if (answer && answer.ok && own === asked) place.innerHTML = await answer.text();
      }, 700);
    });
  }
  for (const button of document.querySelectorAll("[data-print]")) {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  }
  // A figure that is wider than its window begins where it shows something.
  for (const scroll of document.querySelectorAll(".scroll")) {
    const seen = scroll.scrollWidth > scroll.clientWidth && scroll.querySelector("svg a > .tile");
    if (seen) scroll.scrollLeft += seen.getBoundingClientRect().left - scroll.getBoundingClientRect().left - 16;
  }
  // Warns before a changed form is left.
  for (const form of document.querySelectorAll("form[data-guard]")) {
    let changed = false;
    form.addEventListener("input", () => { changed = true; });
    form.addEventListener("submit", () => { changed = false; });
    window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });
  }
  // Adds another empty line to a field with several values.
  for (const button of document.querySelectorAll("[data-more]")) {
    button.hidden = false;
    button.addEventListener("click", () => {
      const lines = document.getElementById(button.dataset.more);
      const copy = lines.lastElementChild.cloneNode(true);
      for (const input of copy.querySelectorAll("input, select, textarea")) {
        input.value = "";
        input.removeAttribute("id");
      }
      lines.append(copy);
      copy.querySelector("input, select, textarea").focus();
    });
  }
  // Lines pasted from a spreadsheet fill the lines of a field with several
  // values, and a second column the dates beside them.
  for (const lines of document.querySelectorAll("[data-paste]")) {
    lines.addEventListener("paste", (event) => {
      const text = event.clipboardData.getData("text/plain").replace(/\r/g, "").replace(/\n$/, "");
      if (!/[\n\t]/.test(text)) return;
      event.preventDefault();
      const rows = text.split("\n").map((row) => row.split("\t"));
      let line = event.target.closest("[data-line]");
      for (const cells of rows) {
        if (!line) {
          const copy = lines.lastElementChild.cloneNode(true);
          lines.append(copy);
          line = copy;
        }
        const inputs = line.querySelectorAll("input, select, textarea");
        inputs.forEach((input, at) => {
          const cell = (cells[at] || "").trim();
          if (input.tagName !== "SELECT") { input.value = cell; return; }
          const found = [...input.options].find((o) => o.value === cell || o.text.trim().toLowerCase() === cell.toLowerCase());
          input.value = found ? found.value : "";
        });
        line = line.nextElementSibling;
      }
    });
  }
})();
