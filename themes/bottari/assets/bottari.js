/* Two small comforts; every page works without them. */
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

  function both() { keep(); reach(); }
  addEventListener("hashchange", both);
  both();
})();
