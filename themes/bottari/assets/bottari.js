/* Three small comforts; every page works without them. */
(function () {
  "use strict";

  /* The language switch leads to the same place of the page in the other language. */
  function keep() {
    document.querySelectorAll("a[data-keep-anchor]").forEach(function (link) {
      link.hash = location.hash;
    });
  }

  /* A slot is shown as a table cell or as a list item: lead to the one that is shown. */
  function reach() {
    var id = decodeURIComponent(location.hash.slice(1));
    var aim = id && document.getElementById(id);
    if (aim && !aim.getClientRects().length) {
      var seen = document.querySelector('[data-anchor="' + CSS.escape(id) + '"]');
      if (seen) seen.scrollIntoView({ block: "center" });
    }
  }

  /* A term shows its meaning beside it; without this the link leads to the glossary. */
  function explain(event) {
    var link = event.target.closest && event.target.closest("a.term");
    var card = link && document.getElementById("s-term-" + link.hash.slice(1));
    if (!card || !card.showPopover || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    card.style.cssText = "";
    card.showPopover();
    if (innerWidth > 640) {
      var box = link.getClientRects()[0];
      var top = box.bottom + 8;
      if (top + card.offsetHeight > innerHeight) top = Math.max(8, box.top - 8 - card.offsetHeight);
      card.style.inset = top + "px auto auto " + Math.max(8, Math.min(box.left, innerWidth - card.offsetWidth - 24)) + "px";
    }
    card.querySelector("a").focus();
  }

  function both() { keep(); reach(); }
  addEventListener("click", explain);
  addEventListener("hashchange", both);
  addEventListener("load", reach); /* once the font has moved the lines */
  both();
})();
