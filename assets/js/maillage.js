// Script only adds to pages that work without it. "/" goes to the search box, Escape closes an open menu.
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
    const search = document.getElementById("search");
    if (search) {
      event.preventDefault();
      search.focus();
    }
  }
  if (event.key === "Escape") {
    const open = event.target instanceof Element && event.target.closest("details[open]");
    if (open) {
      open.removeAttribute("open");
      open.querySelector("summary")?.focus();
    }
  }
});

// One box ticks all those of its name in the same form. Without script it stays hidden.
for (const all of document.querySelectorAll("input[data-check-all]")) {
  all.hidden = false;
  all.addEventListener("change", () => {
    for (const box of all.form.querySelectorAll(`input[name="${all.dataset.checkAll}"]`)) {
      box.checked = all.checked;
    }
  });
}

// In a form with keys, a digit outside a field presses the button that bears it.
document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable]");
  if (typing || event.repeat || event.ctrlKey || event.metaKey || event.altKey || !/^[1-9]$/.test(event.key)) return;
  document.querySelector(`form[data-keys] button[data-key="${event.key}"]`)?.click();
});

// A card of the board may be dragged to another column: that fills in the form which the card bears. Where a reason is due,
// the form opens on it.
let dragged = null;
for (const form of document.querySelectorAll("form[data-moves]")) {
  const card = form.closest("li");
  card.draggable = true;
  card.addEventListener("dragstart", (event) => {
    dragged = form;
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", card.querySelector("h3").textContent.trim());
  });
  card.addEventListener("dragend", () => { dragged = null; });
}
for (const column of document.querySelectorAll(".m-col[data-stage]")) {
  const option = () => dragged && [...dragged.elements.stage.options].find(({ value }) => value === column.dataset.stage);
  column.addEventListener("dragover", (event) => {
    if (!option()) return;
    event.preventDefault();
    column.dataset.over = "";
  });
  column.addEventListener("dragleave", () => { delete column.dataset.over; });
  column.addEventListener("drop", (event) => {
    delete column.dataset.over;
    const chosen = option();
    if (!chosen) return;
    event.preventDefault();
    const form = dragged;
    form.elements.stage.value = chosen.value;
    if (chosen.dataset.why === undefined) {
      form.requestSubmit();
    } else {
      form.closest("details").open = true;
      form.elements.reason.focus();
    }
  });
}

// The best answers stand under the search box while one types; Enter still opens the page that has them all.
const box = document.getElementById("search");
if (box) {
  const answers = document.createElement("div");
  answers.className = "m-answers";
  answers.setAttribute("role", "status");
  answers.hidden = true;
  box.form.append(answers);
  let asked = new AbortController();
  let waiting = 0;
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    const words = box.value.trim();
    answers.hidden = words.length < 2;
    if (answers.hidden) return;
    try {
      const answer = await fetch(`/search?${new URLSearchParams({ q: words })}`, { signal: asked.signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = [...page.querySelectorAll(".m-results > li")].slice(0, 8);
      const list = document.createElement("ul");
      list.className = "m-results";
      list.append(...found);
      answers.replaceChildren(found.length ? list : page.querySelector("main .m-empty h2") ?? "");
    } catch (error) {
      // What was typed since is asked instead; anything else leaves the page that answers to Enter.
      if (error.name !== "AbortError") answers.hidden = true;
    }
  };
  box.addEventListener("input", () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 150);
  });
  box.form.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      answers.hidden = true;
      box.focus();
    }
    const places = [box, ...answers.querySelectorAll("a")];
    const at = places.indexOf(document.activeElement);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && at >= 0 && !answers.hidden && places[at + step]) {
      event.preventDefault();
      places[at + step].focus();
    }
  });
  document.addEventListener("focusin", (event) => {
    if (!box.form.contains(event.target)) answers.hidden = true;
  });
}

// A form that says what it understands of what one types: it is sent to the address that it bears, where nothing is written,
// and each part of the page that is marked so is replaced by that of the answer, but the one that one is in.
for (const form of document.querySelectorAll("form[data-live]")) {
  let asked = new AbortController();
  let waiting = 0;
  const ask = async () => {
    asked.abort();
    asked = new AbortController();
    try {
      const sent = { method: "POST", body: new URLSearchParams(new FormData(form)), signal: asked.signal };
      const answer = await fetch(form.dataset.live, sent);
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      for (const part of document.querySelectorAll("[data-part]")) {
        const fresh = page.getElementById(part.id);
        if (fresh && !part.contains(document.activeElement)) part.replaceChildren(...fresh.childNodes);
      }
    } catch {
      // What was typed since is asked instead; without an answer the form says the same once it is sent.
    }
  };
  const names = form.dataset.liveOn.split(" ");
  const changed = (event) => {
    if (!names.includes(event.target.name)) return;
    clearTimeout(waiting);
    waiting = setTimeout(ask, 250);
  };
  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.querySelector("[data-live-button]")?.remove();
}
