// The bar of problems: Escape closes it, and what was closed stays closed until something else is wrong.
(() => {
  const bar = document.querySelector(".seboddari-problems");
  if (!bar) return;
  const details = bar.querySelector("details");
  const KEY = "seboddari-closed";
  const keep = (change) => { try { return change(sessionStorage); } catch { return null; } };
  if (keep((store) => store.getItem(KEY)) === bar.dataset.known) details.open = false;
  details.addEventListener("toggle", () => keep((store) => (
    details.open ? store.removeItem(KEY) : store.setItem(KEY, bar.dataset.known)
  )));
  addEventListener("keydown", (event) => {
    const here = document.activeElement;
    if (event.key !== "Escape" || !details.open || !(bar.contains(here) || here === document.body)) return;
    details.open = false;
    if (bar.contains(here)) bar.querySelector("summary").focus();
  });
})();
