/* Comforts; every page works without them. First four small ones. */
(function () {
  "use strict";

  const all = query => document.querySelectorAll(query);

  /* The language switch leads to the same place of the page in the other language. */
  function keep() {
    for (const link of all("a[data-keep-anchor]")) {
      link.search = location.search;
      link.hash = location.hash;
    }
  }

  /* A slot is shown as a table cell or as a list item: lead to the one that is shown. */
  function reach() {
    const [aim] = all(":target");
    if (aim && !aim.getClientRects()[0]) all(`[data-anchor="${CSS.escape(aim.id)}"]`)[0]?.scrollIntoView({ block: "center" });
  }

  /* A term shows its meaning beside it; without this the link leads to the glossary. */
  function explain(event) {
    const link = event.target.closest("a.term"), card = link && document.getElementById("s-term-" + link.hash.slice(1));
    if (!card?.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    card.style.cssText = "";
    card.showPopover({ source: link }); /* Tab goes on from the card to what follows the term */
    if (innerWidth > 639) {
      const box = link.getClientRects()[0];
      let top = box.bottom + 8;
      if (top + card.offsetHeight > innerHeight) top = Math.max(8, box.top - 8 - card.offsetHeight);
      card.style.inset = `${top}px auto auto ${Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 24))}px`;
    }
    /* A long card is read from its beginning. */
    card.querySelector("a").focus({ preventScroll: true });
  }

  /* A card that the keyboard has left would lie over what comes next. */
  function leave({ target, relatedTarget: next }) {
    const card = target.closest?.(".term-card");
    if (card && next && !card.contains(next)) card.hidePopover();
  }

  /* The text before the template can be copied; where the browser refuses, it is selected for the reader to do so. */
  function offerCopy(template) {
    const text = template.previousElementSibling;
    template.after(template.content.cloneNode(true));
    const said = template.parentNode.querySelector("[data-said]");
    template.parentNode.querySelector(".copy button").onclick = () => {
      said.textContent = "";
      navigator.clipboard.writeText(text.textContent.trim()).then(
        () => said.textContent = said.dataset.said,
        () => getSelection().selectAllChildren(text)
      );
    };
  }

  const both = () => reach(keep());
  if (navigator.clipboard) all("template[data-copy]").forEach(offerCopy);
  addEventListener("click", explain);
  addEventListener("focusout", leave);
  addEventListener("hashchange", both);
  addEventListener("popstate", keep);
  addEventListener("load", reach); /* once the font has moved the lines */
  both();
})();

/* --- My schedule: slots of the programme kept on this device, by id, with their moments --- */
(function () {
  "use strict";

  const ROOT = new URL("..", document.currentScript.src).href; /* scripts stand in assets/ */
  const KEY = "seboddari " + new URL(ROOT).pathname;
  const all = (query, from = document) => [...from.querySelectorAll(query)];
  const starTemplate = document.querySelector("template[data-star]");
  if (!starTemplate) return;

  const words = starTemplate.dataset;
  const panelTemplate = document.querySelector("template[data-mine]");
  const told = make("p", "visually-hidden");
  const news = { gone: 0, moved: 0 }; /* how many of what was kept have changed since */
  let kept = new Map();
  let lasting = true; /* whether the browser lets us keep anything */

  /* --- What is kept --- */

  function load() {
    if (lasting) try {
      const said = Object.entries(JSON.parse(localStorage.getItem(KEY)) ?? {});
      kept = new Map(said.filter(([, times]) => Array.isArray(times) && times[1] && times.every(Date.parse)));
    } catch { /* storage is blocked, or what it holds is damaged: the page goes on with what it knows */ }
    if (panelTemplate) for (const [id, times] of kept) { /* the programme knows better: slots move, and go */
      const place = placesOf(id)[0];
      if (!place) news.gone += kept.delete(id);
      else if (`${momentsOf(place)}` !== `${times}`) news.moved += Boolean(kept.set(id, momentsOf(place)));
    }
  }

  function save() {
    try {
      localStorage.setItem(KEY, JSON.stringify(Object.fromEntries(kept)));
      lasting = true;
    } catch {
      lasting = false;
    }
  }

  const placesOf = id => all(`[data-slot="${CSS.escape(id)}"]`);
  const momentsOf = place => [place.dataset.begins, place.dataset.ends];
  const clock = moment => moment.slice(11, 16);
  const hours = ([begins, ends]) => `${clock(begins)}–${clock(ends)}`;
  const unit = (n, unit) => n ? n.toLocaleString(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" }) : "";
  const long = minutes => `${unit(Math.floor(minutes / 60), "hour")} ${unit(minutes % 60, "minute")}`.trim();

  /* Those kept that go on at the same time as a slot. */
  function clashes(id) {
    const [begins, ends] = kept.get(id).map(Date.parse);
    return [...kept].filter(([other, times]) => other !== id && Date.parse(times[0]) < ends && Date.parse(times[1]) > begins);
  }

  /* --- What is shown --- */

  function make(name, className, ...inside) {
    const element = document.createElement(name);
    element.className = className;
    element.dataset.made = ""; /* not part of the page as published */
    element.append(...inside);
    return element;
  }

  /* The title of a slot in its language, where the page shows it; else its hours. */
  function titled([id, times]) {
    const shown = placesOf(id).map(place => place.querySelector(".slot-title")).find(Boolean);
    if (!shown) return hours(times);
    const span = make("span", "", shown.textContent.trim());
    span.lang = (shown.querySelector("[lang]") ?? shown.closest("[lang]")).lang;
    return span;
  }

  function clashText(id) {
    const found = clashes(id).map(titled);
    return found.length ? [words.clash, " ", ...found.flatMap((one, i) => i ? [", ", one] : [one])] : [];
  }

  function giveStar(place) {
    const own = place.querySelector("template[data-star]");
    place.append((own ?? starTemplate).content.cloneNode(true));
    if (!own) place.querySelector(".star span").append(titled([place.dataset.slot]));
  }

  /* Every star as it is, with what it clashes with beside it. */
  function show() {
    if (panelTemplate) list();
    for (const place of all("[data-slot]")) {
      const { slot } = place.dataset, on = kept.has(slot);
      place.querySelector(".star").setAttribute("aria-pressed", on);
      place.querySelector(".clash")?.remove();
      const clash = on ? clashText(slot) : [];
      if (clash[0]) place.append(make("p", "clash small", ...clash));
    }
  }

  /* --- The panel of the programme page --- */

  const part = name => document.querySelector(`[data-mine-${name}]`);

  function list() {
    const days = all(".day").map(day => [day, all("li[data-slot]", day).filter(one => kept.has(one.id))]);
    part("list").replaceChildren(...days.filter(([, slots]) => slots[0]).map(([day, slots]) => make("section", "mine-day",
      make("h3", "", ...day.querySelector("h2").cloneNode(true).childNodes), make("ol", "plain", ...rows(slots)))));
    part("count").textContent = kept.size || "";
    part("empty").hidden = kept.size;
    part("blocked").hidden = lasting;
    part("news").textContent = ["moved", "gone"].map(what => news[what] ? panelTemplate.dataset[what].replace("{n}", news[what]) : "").join(" ").trim();
    part("acts").hidden = !kept.size;
  }

  function rows(slots) {
    let free = "";
    return slots.flatMap(slot => {
      const [begins, ends] = momentsOf(slot), gap = (Date.parse(begins) - Date.parse(free)) / 60000;
      const row = make("li", "mine-slot", ...all(".slot-when, .slot-title", slot).map(one => one.cloneNode(true)));
      Object.assign(row.dataset, slot.dataset);
      giveStar(row);
      const said = gap > 0 ? [make("li", "mine-gap small", panelTemplate.dataset.gap.replace("{time}", hours([free, begins])).replace("{n}", long(gap)))] : [];
      if (!(Date.parse(free) > Date.parse(ends))) free = ends;
      return [...said, row];
    });
  }

  /* The event's calendar without the slots that are not kept. */
  async function giveFile({ href }) {
    try {
      const answer = await fetch(href);
      if (!answer.ok) throw answer;
      const mine = (await answer.text()).replace(/^BEGIN:VEVENT\r\n[^]*?^END:VEVENT\r\n/gm,
        event => kept.has(/^UID:(.*)@/m.exec(event.replace(/\r\n /g, ""))[1]) ? event : "");
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([mine], { type: "text/calendar" }));
      link.download = "my-schedule.ics";
      link.click();
      setTimeout(URL.revokeObjectURL, 60000, link.href);
    } catch {
      told.textContent = panelTemplate.dataset.failed;
      told.className = "notice";
    }
  }

  const paper = on => document.documentElement.classList.toggle("print-mine", on);

  function openPanel() {
    const panel = location.hash === "#s-mine" && document.getElementById("s-mine");
    if (!panel) return;
    panel.open = true;
    panel.scrollIntoView();
  }

  /* --- What is done --- */

  addEventListener("click", event => {
    const star = event.target.closest(".star"), file = event.target.closest("[data-mine-file]");
    told.className = "visually-hidden";
    if (star) {
      const place = star.closest("[data-slot]"), { slot } = place.dataset, times = momentsOf(place), within = star.closest(".mine");
      load();
      if (!kept.delete(slot)) kept.set(slot, times);
      save();
      show();
      const said = kept.has(slot) ? [words.added, " ", ...clashText(slot)] : [words.removed];
      told.replaceChildren(titled([slot, times]), ": ", ...said, " ", lasting ? "" : words.blocked);
      /* To be seen, too. */
      if (!lasting) told.className = "notice";
      if (within) within.querySelector("summary").focus(); /* the row is gone */
    } else if (file) {
      event.preventDefault();
      giveFile(file);
    } else if (event.target.closest("[data-mine-print]")) {
      paper(true);
      print();
    }
  });
  addEventListener("afterprint", () => paper(false));
  addEventListener("hashchange", openPanel);
  addEventListener("storage", ({ key }) => { if (!key || key === KEY) load(), show(); });
  addEventListener("pageshow", ({ persisted }) => { if (persisted) load(), show(); });

  told.setAttribute("role", "status");
  document.body.append(told);
  if (panelTemplate) panelTemplate.after(panelTemplate.content.cloneNode(true));
  all("[data-slot]").forEach(giveStar);
  load();
  if (news.gone + news.moved) {
    document.getElementById("s-mine").open = true;
    save(); /* told of once */
  }
  show();
  openPanel();
})();

/* --- Now, next and today, in the time of the event; afterwards an archive --- */
(function () {
  "use strict";

  const template = document.querySelector("template[data-now]");
  const slots = [...document.querySelectorAll("li[data-begins]:not([data-made])")];
  if (!template || !slots[0]) return;

  const words = template.dataset, DAY = 864e5;
  const begins = slot => Date.parse(slot.dataset.begins), ends = slot => Date.parse(slot.dataset.ends);
  const midnight = slot => Date.parse(slot.dataset.begins.replace(/T[\d:]{8}/, "T00:00:00"));
  const last = Math.max(...slots.map(ends)), first = Math.min(...slots.map(midnight));
  const line = document.createElement("p");
  let shown = "";

  function mark(word) {
    const made = document.createElement("b");
    made.className = "now-mark";
    made.dataset.made = "";
    made.textContent = word;
    return made;
  }

  const date = slot => new Date(slot.dataset.begins.slice(0, 10)).toLocaleDateString(document.documentElement.lang,
    { timeZone: "UTC", month: "long", day: "numeric", weekday: "short" }) + " ";

  /* What slots are called, with their links, after a word and where it needs saying when they begin. */
  function group(word, some, when) {
    const said = document.createElement("span");
    said.append(mark(word), ...some.flatMap((slot, i) => {
      const title = slot.querySelector(".slot-title") ?? slot.querySelector("span");
      return [i ? " · " : " ", when(slot), ...title.cloneNode(true).childNodes];
    }));
    return some[0] ? [said] : [];
  }

  function tick() {
    const now = Date.now(), on = slots.filter(slot => begins(slot) <= now && now < ends(slot));
    const soon = Math.min(...slots.map(begins).filter(time => time > now)), next = slots.filter(slot => begins(slot) === soon);
    const today = slot => midnight(slot) <= now && now < midnight(slot) + DAY;
    const state = now >= last ? "over" : now < first ? "" : [...on, ...next, ...slots.filter(today)].map(slot => slots.indexOf(slot)).join();
    if (state === shown) return;
    shown = state;
    for (const old of document.querySelectorAll(".now-mark")) old.remove();
    for (const old of document.querySelectorAll(".is-now")) old.classList.remove("is-now");
    if (state === "over") return line.replaceChildren(words.over);
    const when = slot => (today(slot) ? "" : date(slot)) + slot.dataset.begins.slice(11, 16) + " ";
    line.replaceChildren(...group(words.now, on, () => ""), " ", ...group(words.next, next, when));
    for (const slot of on) for (const place of slot.id ? [slot, document.querySelector(`[data-anchor="${CSS.escape(slot.id)}"]`)] : [slot]) {
      place.classList.add("is-now");
      (place.querySelector(".slot-kind") ?? place).append(" ", mark(words.now));
    }
    for (const day of new Set(slots.filter(today).map(slot => slot.closest(".day, .day-brief")))) {
      day.querySelector("h2, h3").append(" ", mark(words.today));
      document.querySelector(`.jump a[href="#${CSS.escape(day.id)}"]`)?.append(" ", mark(words.today));
    }
  }

  line.className = "now-line";
  line.dataset.made = "";
  template.after(line);
  tick();
  if (shown !== "over") setInterval(tick, 2e4);
})();

/* --- Without a connection: the worker keeps the site on the device, and a new edition is told of --- */
(function () {
  "use strict";

  const worker = new URL("../sw.js", document.currentScript.src), workers = navigator.serviceWorker;
  const template = document.getElementById("s-edition");
  if (!workers || !template) return;

  const notice = document.createElement("div");
  notice.className = "notice";
  notice.dataset.made = "";
  notice.setAttribute("role", "status"); /* there before it says anything, so that it is announced */
  document.body.append(notice);

  function watch(registration) {
    function tell() {
      if (!registration.waiting || !workers.controller || notice.firstChild) return;
      notice.append(template.content.cloneNode(true));
      const [again, later] = notice.querySelectorAll("button");
      again.onclick = () => registration.waiting ? registration.waiting.postMessage("now") : location.reload();
      later.onclick = () => notice.replaceChildren();
      workers.addEventListener("controllerchange", () => location.reload());
    }
    if (workers.controller) registration.update().catch(() => leave(registration)).catch(() => {});
    const follow = () => registration.installing?.addEventListener("statechange", tell);
    registration.addEventListener("updatefound", follow);
    follow(); /* it may have been found before */
    tell();
  }

  /* Where the site has moved or is gone, what is kept of it would stand in the way for ever. */
  async function leave(registration) {
    const { type, status } = await fetch(worker, { cache: "no-store", redirect: "manual" });
    if (type !== "opaqueredirect" && status !== 404 && status !== 410) return;
    await caches.delete(`seboddari ${new URL(registration.scope).pathname}`);
    if (await registration.unregister()) location.reload();
  }

  addEventListener("load", () => workers.register(worker).then(watch).catch(() => {})); /* a browser may refuse: no harm */
})();

/* --- Comparison: only the cases that are chosen, by the address too; all where none is --- */
(function () {
  "use strict";

  const chooser = document.querySelectorAll("[data-choose]");

  function show() {
    const asked = new URLSearchParams(location.search).getAll("case");
    for (const choose of chooser) {
      const boxes = [...choose.querySelectorAll("input")], status = choose.querySelector("[role=status]");
      const count = boxes.filter(box => box.checked = asked.includes(box.value)).length;
      for (const row of choose.parentElement.querySelectorAll(".compare tr")) {
        boxes.forEach((box, at) => row.cells[at + 1].hidden = count && !box.checked);
      }
      const said = count ? status.dataset.chosen.replace("{n}", count) : status.textContent && status.dataset.all;
      if (said !== status.textContent) status.textContent = said;
    }
  }

  for (const choose of chooser) {
    choose.hidden = false;
    choose.dataset.made = "";
    choose.onchange = () => {
      const address = new URL(location);
      address.searchParams.delete("case");
      for (const box of document.querySelectorAll("[data-choose] :checked")) address.searchParams.append("case", box.value);
      history.replaceState(null, "", address);
      /* The address changed without the browser saying so. */
      dispatchEvent(new Event("hashchange"));
    };
  }
  addEventListener("hashchange", show);
  addEventListener("popstate", show);
  show();
})();
