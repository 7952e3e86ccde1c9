/* For pages with slides or films; without it slides stand one below the other, and films are links. */
(function () {
  "use strict";

  const template = document.getElementById("s-slides");
  const all = [...document.querySelectorAll("[data-deck] > .slide")];
  if (!template || !all[0]) return;
  for (const slide of all) { /* else the browser would go to the place behind the dialog, and take the focus along */
    slide.dataset.id = slide.id;
    slide.removeAttribute("id");
  }

  let dialog, shown, whole = false;
  let entered = false; /* whether this visit made an entry in the history, which closing takes back */
  let left; /* the link that gets the focus once the address is the page's again */

  const part = name => dialog.querySelector(`[data-slide="${name}"]`);
  const asked = () => all.find(slide => "#" + slide.dataset.id === location.hash);
  const deck = () => [...shown.parentElement.children];
  const told = () => dispatchEvent(new Event("hashchange")); /* the address changed without the browser saying so */

  function go(slide) {
    if (!slide) return;
    history.replaceState(history.state, "", "#" + slide.dataset.id);
    told();
  }
  const turn = step => go(deck()[deck().indexOf(shown) + step]);

  /* The whole picture, or each of its pixels. */
  function resize(on) {
    whole = on;
    part("size").setAttribute("aria-pressed", on);
    part("room").classList.toggle("is-whole", on);
    for (const image of part("room").querySelectorAll("source, img")) {
      image.sizes = on ? part("room").querySelector("img").getAttribute("width") + "px" : "100vw";
    }
  }

  function build() {
    document.body.append(template.content.cloneNode(true));
    dialog = document.body.lastElementChild;
    dialog.dataset.made = ""; /* not part of the page as published */
    dialog.addEventListener("click", ({ target }) => {
      const name = target.closest("button")?.dataset.slide;
      if (name === "back") turn(-1);
      if (name === "on") turn(1);
      if (name === "size" || target.matches(".slide-room img")) resize(!whole);
      if (name === "close") dialog.close();
    });
    dialog.addEventListener("keydown", event => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      if (whole && event.target === part("room")) return; /* there these keys scroll */
      const last = deck().length - 1, at = deck().indexOf(shown);
      const to = { ArrowLeft: at - 1, ArrowRight: at + 1, Home: 0, End: last }[event.key];
      if (to === undefined) return;
      event.preventDefault();
      go(deck()[to]);
    });
    dialog.addEventListener("close", () => {
      left = shown.querySelector("a");
      if (asked()) {
        if (entered) history.back();
        else history.replaceState(history.state, "", location.pathname + location.search), told();
      }
      left?.focus();
      entered = false;
    });
  }

  const said = (slide, name) => [...(slide.querySelector(`[data-slide-${name}]`)?.cloneNode(true).childNodes ?? [])];

  function show(slide) {
    if (!dialog) build();
    if (shown !== slide || !dialog.open) {
      shown = slide;
      const at = deck().indexOf(slide) + 1, title = said(slide, "title"), text = said(slide, "text");
      const picture = slide.querySelector("picture, img").cloneNode(true);
      for (const image of [picture, ...picture.children]) if (image.loading) image.loading = "eager";
      part("place").textContent = `${at} / ${deck().length}`;
      part("room").replaceChildren(picture);
      part("title").replaceChildren(...title);
      part("title").hidden = !title[0];
      part("text").replaceChildren(...text);
      part("words").hidden = !title[0] && !text[0];
      part("back").setAttribute("aria-disabled", at === 1);
      part("on").setAttribute("aria-disabled", at === deck().length);
      for (const box of [part("room"), part("words"), dialog]) box.scrollTo(0, 0);
      resize(whole);
    }
    if (!dialog.open) dialog.showModal();
  }

  /* What the address asks for. */
  function follow() {
    const slide = asked();
    if (slide) return show(slide);
    if (dialog?.open) {
      entered = false;
      dialog.close();
    } else if (left) {
      left.focus();
      left = undefined;
      history.scrollRestoration = "auto";
    }
  }

  addEventListener("click", event => {
    const slide = event.target.closest(".slide-link")?.closest("[data-deck] > .slide");
    if (!slide || event.button || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    history.scrollRestoration = "manual"; /* closing leads to the slide that was seen last */
    history.pushState(null, "", "#" + slide.dataset.id);
    entered = true;
    told();
  });
  addEventListener("hashchange", follow);
  addEventListener("load", () => { if (dialog?.open && document.activeElement === document.body) part("on").focus(); });
  follow();
})();

/* A film in the page, once somebody asks for it. */
addEventListener("click", event => {
  const button = event.target.closest("[data-film]");
  if (!button) return;
  const block = button.closest(".media-block"), frame = document.createElement("iframe");
  const poster = block.querySelector(":scope > picture, :scope > img");
  frame.className = "film";
  frame.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture";
  frame.referrerPolicy = "strict-origin-when-cross-origin";
  frame.title = button.dataset.title;
  frame.lang = button.lang;
  frame.src = button.dataset.film;
  if (poster) poster.replaceWith(frame); else block.prepend(frame);
  button.parentElement.remove();
  frame.focus();
});
