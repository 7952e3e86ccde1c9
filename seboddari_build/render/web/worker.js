/* Keeps the site on the device: after one visit every page can be read without a connection. Each file is kept with
   the digest of what it holds, so a new edition costs only what it changed, and pages never mix two editions. */
const BASE = new URL(registration.scope).pathname;
const NAME = `seboddari ${BASE}`; /* of several sites at one origin each has its own */
const key = path => new URL(`${path}?${FILES[path]}`, registration.scope).href;
const sparing = () => navigator.connection?.saveData;

/* The file anew, past what the browser may still hold of an older edition. It is kept only if it is that of this edition:
   a host may go on giving an old one for a while. */
async function fetched(cache, path, way = "no-cache") {
  const answer = await fetch(new URL(path, registration.scope), { cache: way, priority: "low" });
  if (!answer.ok || answer.redirected) return answer;
  const bytes = await crypto.subtle.digest("SHA-256", await answer.clone().arrayBuffer());
  const digest = Array.from(new Uint8Array(bytes), byte => byte.toString(16).padStart(2, "0")).join("");
  if (digest.startsWith(FILES[path])) await cache.put(key(path), answer.clone());
  else if (way === "no-cache") return fetched(cache, path, "reload");
  return answer;
}

/* All files, a few at a time; what is kept stays, so that a broken connection costs nothing twice. Where one is not to
   be had as it is in this edition, the edition before stays whole, and a later visit tries again. */
async function fill() {
  if (sparing()) return;
  const cache = await caches.open(NAME), paths = Object.keys(FILES).values();
  const work = async () => {
    for (const path of paths) if (!await cache.match(key(path))) {
      await fetched(cache, path);
      if (!await cache.match(key(path))) throw Error(path);
    }
  };
  await Promise.all(Array.from({ length: 6 }, work));
}

/* Forgets what only the editions before held. */
async function tidy() {
  const cache = await caches.open(NAME), wanted = new Set(Object.keys(FILES).map(key));
  for (const { url } of await cache.keys()) if (!wanted.has(url)) await cache.delete(url);
}

async function answer(path) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(key(path));
  if (kept) return kept;
  const sent = await fetched(cache, path);
  return sent.redirected ? Response.redirect(sent.url) : sent; /* a page must not come from another address */
}

addEventListener("install", event => event.waitUntil(fill()));
addEventListener("activate", event => event.waitUntil(tidy()));
addEventListener("message", () => skipWaiting()); /* the reader wants the new edition */
addEventListener("fetch", event => {
  const { origin, pathname, search } = new URL(event.request.url);
  if (event.request.method !== "GET" || origin !== location.origin || !pathname.startsWith(BASE)) return;
  const path = decodeURI(pathname.slice(BASE.length)).replace(/(^|\/)index\.html$/, "$1");
  if (Object.hasOwn(FILES, path)) event.respondWith(answer(path));
  else if (Object.hasOwn(FILES, path + "/")) event.respondWith(Response.redirect(BASE + path + "/" + search));
});
