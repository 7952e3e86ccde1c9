/* Search: the query is rewritten, looked up in the words of the index, and scored here; nothing is sent anywhere.
   words() follows render/search/words.py, letter by letter: tests/search/words.tsv pins both. */

/* --- Words --- */

const STOP = " a an and are as at by do does for from how in is it of on or that the this to was what with ";
const RUN = /([가-힣\u3400-\u9fff]+(?: [가-힣\u3400-\u9fff]+)*)|([a-z\u00df-\u024f]+(?:['’-][a-z\u00df-\u024f]+)*)|[0-9]+(?:\.[0-9]+)*/g;
const SIGNS = /[^0-9a-z\u00df-\u024f가-힣\u3400-\u9fff]+/;

const plain = text => text.normalize("NFC").toLowerCase().replace(/(?<=[0-9]),(?=[0-9]{3}(?![0-9]))/g, "");
const pieces = text => plain(text).split(SIGNS).filter(Boolean);
const bare = text => pieces(text).join("");

const singular = word => word.length < 4 ? word
  : /.ies$/.test(word) && word.length > 4 ? word.slice(0, -3) + "y"
  : word.replace(/(?<=ss|ch|sh)es$|(?<=x)es$|(?<=[^siu])s$/, "");

export function words(text) {
  const found = [];
  for (const [run, hangul, latin] of plain(text).matchAll(RUN)) {
    if (hangul) {
      const joined = hangul.replaceAll(" ", "");
      if (!joined[1]) found.push(joined);
      for (let i = 1; i < joined.length; i++) found.push(joined.slice(i - 1, i + 1));
    } else if (latin) {
      const parts = latin.replace(/['’]s?/g, "").split("-");
      for (const part of new Set([parts.join(""), ...parts])) if (!STOP.includes(` ${part} `)) found.push(singular(part));
    } else found.push(run);
  }
  return found;
}

/* --- Keys: Hangul as it is typed, so that a syllable half typed begins the whole one, and ehfqha is 돌봄 --- */

const CONSONANTS = "r R rt s sw sg e E f fr fa fq ft fx fv fg a q Q qt t T d w W c z x v g".split(" ");
const VOWELS = "k o i O j p u P h hk ho hl y n nj np nl b m ml l".split(" ");
const FIRST = CONSONANTS.filter(key => !key[1]);
const LAST = ["", ...CONSONANTS.filter(key => !/[EQW]/.test(key))];
const SYLLABLE = /([rRsefaqQtTdwWczxvgE])(hk|ho|hl|nj|np|nl|ml|[koiOjpuPhynbml])(?:(rt|sw|sg|f[raqtxvg]|qt|[rRsefaqtTdwczxvg])(?![koiOjpuPhynbml]))?/g;

const hangul = sign => /^[가-힣]/.test(sign);
const split = sign => {
  const at = sign.charCodeAt(0) - 0xac00;
  return [FIRST[Math.floor(at / 588)], VOWELS[Math.floor(at / 28) % 21], LAST[at % 28]];
};

export const keys = text => text.replace(/[가-힣]/g, sign => split(sign).join(""))
  .replace(/[ㄱ-ㅣ]/g, sign => [...CONSONANTS, ...VOWELS][sign.charCodeAt(0) - 0x3131]);

export const typed = text => text.replace(SYLLABLE, (_, first, vowel, last = "") =>
  String.fromCharCode(0xac00 + (FIRST.indexOf(first) * 21 + VOWELS.indexOf(vowel)) * 28 + LAST.indexOf(last)));

/* --- The query --- */

const PARTICLE = /(?<=[가-힣]{2})(?:에서|에게|으로|까지|부터|이란)?[은는이가을를에의로과와도만]?(?![가-힣])/g;
const END = "\uffff";

const way = (low, high = low, weight = 0, exact = 1) => [low, high, weight, exact];

/* What a word of the query may stand for, while it is being typed also what it may become. */
function ways(word, typing) {
  if (!hangul(word) || !word[1]) return [way(word, /^[0-9]/.test(word) ? word : word + END, .6)];
  if (!typing) return [way(word)];
  const last = split(word[1])[2], other = far => word[0] + String.fromCharCode(word.charCodeAt(1) + far);
  if (!last) return [way(word, other(27), .6)];
  const less = other(LAST.indexOf(last.slice(0, -1)) - LAST.indexOf(last));
  return [way(word), way(less, less, 0, .6)];
}

/* A reading of the query; `size`: how many words count, where a mended one has more than what was typed. */
function reading(text, weight, size = 99) {
  const all = plain(text).replace(/(?<=[a-z])-(?=[a-z])/g, "").split(" ");
  const terms = all.flatMap((word, i) => words(word).map((one, k, { length }) => ({
    ways: ways(one, i === all.length - 1 && k === length - 1),
    /* Every second pair alone covers a word. */
    late: k % 2 * 9 + k,
  })));
  return { text, weight, size, terms: terms.sort((a, b) => a.late - b.late), bare: bare(text), keys: keys(plain(text).replaceAll(" ", "")) };
}

/* A word with one letter more, less or other, or two exchanged. */
const slips = word => [...word].map((_, i) => {
  const before = word.slice(0, i), after = word.slice(i + 1);
  return `${before}.{0,2}${after}|${before}${after[0] ?? ""}${word[i]}${after.slice(1)}`;
}).join("|");

/* Where all else is equal, what tells most comes first. */
const WORTH = { session: 1.15, presentation: 1.15, case: 1.15, dataset: .9, slot: .9 };

/* --- The index: a list of titles in each language, the words in pieces --- */

export class Search {
  /* `folder`: the address of the files; `lang`: the reader's language. */
  constructor(folder, lang) {
    Object.assign(this, { folder, lang, other: lang === "ko" ? "en" : "ko", texts: {}, lines: [] });
  }

  text(name) {
    return this.texts[name] ??= fetch(`${this.folder}${name}.txt`).then(answer => answer.ok ? answer.text() : Promise.reject(answer));
  }

  /* Everything to be found, of a small site with its titles. */
  open() {
    return this.opened ??= this.text("pages").then(said => {
      const [starts, ...lines] = said.split("\n");
      this.starts = starts.split(" ");
      this.findings = lines.map(line => {
        const [kind, path] = line.split("|");
        return { kind, path };
      });
      this.small = lines.length < 2000;
      return this.small && this.name(this.lang);
    });
  }

  /* Gives the findings their titles in a language. */
  async name(lang) {
    (await this.text(lang)).split("\n").forEach((title, i) => {
      const said = bare(title);
      this.findings[i][lang] ??= { title, bare: said, keys: keys(said), firsts: said.replace(/[가-힣]/g, sign => split(sign)[0]) };
    });
  }

  /* The numbers of the pieces, two at most, that hold words from `low` to `high`. */
  span([low, high]) {
    const before = word => Math.max(this.starts.findLastIndex(start => start <= word), 0), first = before(low);
    return before(high) > first ? [first, first + 1] : [first];
  }

  load(numbers) {
    return Promise.all([...numbers].map(async number => {
      this.lines[number] ??= (await this.text(`words-${number}`)).split("\n");
    }));
  }

  /* Words from `low` to `high` with their postings, as far as they are loaded. */
  *between([low, high]) {
    for (const number of this.span([low, high])) {
      const lines = this.lines[number] ?? [];
      let from = 0, to = lines.length;
      while (from < to) {
        const middle = (from + to) >> 1;
        if (lines[middle].split(" ", 1)[0] < low) from = middle + 1; else to = middle;
      }
      for (; from < lines.length; from++) {
        const [word, postings] = lines[from].split(" ");
        if (word > high) break;
        yield [word, postings];
      }
    }
  }

  /* Which findings a word may stand for, by number: how much (0 to 1), and one more where a title holds it. */
  holding(ways) {
    const found = new Map();
    for (const way of ways) for (const [word, postings] of this.between(way)) {
      const worth = word === way[0] ? way[3] : way[2];
      let number = -1, gap = 0;
      for (let i = 0; i < postings.length; i++) {
        const code = postings.charCodeAt(i);
        if (code < 58) gap = gap * 10 + code - 48;
        else {
          number += gap + 1;
          gap = 0;
          const much = worth * ((code % 32 - .5) / 6 + (code < 97));
          if (!(found.get(number) > much)) found.set(number, much);
        }
      }
    }
    return found;
  }

  /* Hits, best first: {finding, score, text}, the text being what was looked for; `marks` are what filters ask for. */
  async find(query, marks = []) {
    const hits = new Map();
    await this.open();
    if (query) {
      const stem = query.replace(PARTICLE, "");
      await this.look([reading(query, 1), reading(stem, .9)], hits);
      if (/[ㄱ-ㅣ]./.test(query) || ![...hits.values()].some(hit => hit.whole)) await this.look(await this.others(query, stem), hits);
    } else this.findings.forEach((finding, number) => hits.set(number, { finding, number, score: 1, text: "" }));
    const ways = marks.map(mark => way(`:${mark}`));
    await this.load(ways.flatMap(this.span, this));
    const allowed = ways.map(one => this.holding([one]));
    const found = [...hits.values()].filter(({ number }) => allowed.every(set => set.has(number)))
      .sort((one, two) => two.score - one.score || one.number - two.number);
    return found.filter(({ score }) => score * 20 > found[0].score);
  }

  /* Other readings of a query that nothing says as it is: typed with the other layout, or with a slip. */
  async others(query, stem) {
    const layout = /[가-힣ㄱ-ㅣ]/.test(query) ? keys(query) : typed(query), found = [];
    if (!/[가-힣][a-z]|[a-z][가-힣]/.test(layout)) found.push(reading(layout, .9), reading(layout.replace(PARTICLE, ""), .8));
    await Promise.all([this.lang, ...this.small ? [this.other] : []].map(this.name, this));
    return [reading(query, 1), ...found, ...await this.mended(stem)];
  }

  /* The query with each word that the index lacks mended to one that it has. */
  async mended(query) {
    const all = plain(query).split(" "), size = words(query).length;
    this.known ??= new Map(this.findings.flatMap(({ ko, en }) => pieces(`${ko?.title} ${en?.title}`).map(word => [word, keys(word)])));
    return (await Promise.all(all.map(async (word, i) => {
      const latin = !hangul(word), asked = keys(latin ? singular(word) : word), alike = way(word.slice(0, 2), word.slice(0, 2) + END);
      if (asked.length < 5 || asked.length > 40 || SIGNS.test(word) || words(word).every(one => this.between(way(one)).next().value)) return [];
      if (latin) await this.load(this.span(alike));
      const near = new RegExp(`^(?:${slips(asked)}${word[2] && !latin ? "|" + slips(word) : ""})${latin ? "$" : ""}`);
      const known = [...this.known, ...(latin ? [...this.between(alike)].map(([one]) => [one, one]) : [])];
      const far = ([one]) => Math.abs(keys(one).length - asked.length);
      return known.filter(([one, typed]) => near.test(typed) || near.test(one)).sort((a, b) => far(a) - far(b)).slice(0, 4)
        .map(one => reading(all.with(i, one[0]).join(" "), 4 / (6 + far(one)), size));
    }))).flat();
  }

  /* Adds to `hits` what the readings find. */
  async look(readings, hits) {
    const most = this.small ? 6 : 3, wanted = new Set();
    if (this.small && (this.lang === "ko" ? /^[a-z]/i : /[ㄱ-힣]/).test(readings[0].text)) await this.name(this.other);
    for (const one of readings) one.terms = one.terms.filter(({ ways }) => {
      const more = ways.flatMap(this.span, this).filter(number => !this.lines[number] && !wanted.has(number));
      if (wanted.size && wanted.size + more.length > most) return false;
      return more.map(wanted.add, wanted);
    });
    await this.load(wanted);
    for (const one of readings) this.score(one, hits);
  }

  score(asked, hits) {
    const { text, weight, size, terms } = asked, { findings } = this, count = findings.length, sums = new Map();
    for (const { ways } of terms) {
      const found = this.holding(ways), rare = Math.log(1 + (count - found.size + .5) / (found.size + .5));
      for (const [number, much] of found) {
        const sum = sums.get(number) ?? sums.set(number, { worth: 0, held: 0, called: 0 }).get(number);
        sum.worth += rare * much;
        sum.held++;
        sum.called += much > 1;
      }
    }
    findings.forEach((finding, number) => {
      const { worth = 0, held = 0, called } = sums.get(number) ?? {}, share = held / (terms.length || 1);
      const named = Math.max(called === terms.length, ...[finding.ko, finding.en].map(said => said ? titled(said, asked) : 0));
      let score = worth * share * share * Math.min(1, size / terms.length);
      if (named) score = Math.max(score, Math.log(count + 1) * Math.min(terms.length || 1, size) * .8) * named;
      score *= weight * (WORTH[finding.kind] ?? 1);
      if (score > (hits.get(number)?.score ?? 0)) hits.set(number, { finding, number, score, whole: share === 1 || named, named, text });
    });
  }
}

/* How well a title says the query: 3 and more where it is the query, less where it only holds it, 0 where it does not. */
function titled({ bare, keys, firsts }, asked) {
  const initials = /^[ㄱ-ㅎ ]{2,}$/.test(asked.text), title = initials ? firsts : bare, said = initials ? asked.keys : asked.bare;
  if (said.length < 2) return 0;
  const much = title === said ? 3 : title.startsWith(said) ? 2 : title.includes(said) ? 1.5
    : asked.keys !== said && asked.keys.length > 3 && keys.includes(asked.keys) ? 1.4 : 0;
  return much * (1 + said.length / title.length / 3);
}

/* --- The page --- */

/* Letters as wide as Hangul, as some keyboards type them, in their usual width. */
const upright = text => text.normalize("NFC").replace(/[！-～]/g, sign => String.fromCharCode(sign.charCodeAt(0) - 0xfee0));

/* Writes a text with marks at the words of the query, or else at pairs of their syllables. */
function write(element, said, text) {
  let at = 0;
  element.textContent = "";
  for (const { 0: word, index } of said.matchAll(marks(said, text))) {
    const mark = document.createElement("mark");
    mark.textContent = word;
    element.append(said.slice(at, index), mark);
    at = index + word.length;
  }
  element.append(said.slice(at));
  element.lang = /[가-힣]/.test(said) ? "ko" : "en";
}

function marks(said, text) {
  const found = pieces(text).sort((a, b) => b.length - a.length), pairs = found.filter(word => hangul(word) && word[2]).flatMap(words);
  const loose = word => /^[0-9]/.test(word) ? [...word].join(",?") : hangul(word) ? [...word].join(" ?") : `(?<![a-z])${singular(word)}`;
  const [whole, part] = [found, [...found, ...pairs]].map(all => new RegExp(all.map(loose).join("|") || "$^", "gi"));
  return said.match(whole) ? whole : part;
}

function start(box) {
  const { root, found, read, failed } = box.dataset, { lang } = document.documentElement, { title } = document;
  const [status, list, more, none, all] = ["status", "results", "more", "none", "index"].map(name => box.querySelector(`[data-search-${name}]`));
  const form = box.querySelector("form"), field = form.elements.q;
  const search = new Search(`${root}search/`, lang), pages = {};
  let turn = 0, hits = [], timer;

  const opened = path => pages[path] ??= fetch(root + path).then(answer => answer.text())
    .then(html => new DOMParser().parseFromString(html, "text/html"));

  /* The place of its page that says most of the query, and the link right to it. */
  async function quote({ finding, text, named }, link, line) {
    const [path, anchor] = finding.path.split("#");
    for (const tongue of [lang, search.other]) {
      const page = (await opened(`${tongue}/${path}`)).getElementById(anchor ?? "s-main");
      /* Of a large site the titles are not here. */
      if (!finding[lang]) write(link, page.querySelector("h1, p, dt").textContent, text);
      let best, most = 0;
      for (const one of page.querySelectorAll("p, li, dd, td, th, h2, h3, figcaption")) {
        if (one.querySelector("p, li, td, dd") || one.closest("nav, [popover], .masthead")) continue;
        const said = one.textContent.toLowerCase(), much = [...new Set(said.match(marks(said, text)))].join("").length;
        const worth = much && much + Math.min(said.length, 60) / 20;
        if (worth > most) [best, most] = [one, worth];
      }
      if (named && tongue === lang) best ??= page.querySelector(anchor ? "dd" : ".lead, .prose p");
      if (!best) continue;
      const said = best.textContent.trim().replace(/\s+/g, " "), at = said.search(marks(said, text)), from = at > 60 ? said.indexOf(" ", at - 50) + 1 : 0;
      const { id } = best.closest("section[id], .intro, tr[id], main");
      write(line, (from ? "… " : "") + said.slice(from).replace(/^(.{150}\S*).*/, "$1 …"), text);
      if (!anchor && !named && !/^(s-|intro)/.test(id)) link.hash = id;
      return;
    }
  }

  const seen = new IntersectionObserver(entries => entries.forEach(({ isIntersecting, target }) => {
    if (!isIntersecting) return;
    seen.unobserve(target);
    quote(hits[target.value - 1], target.querySelector("a"), target.lastChild).catch(() => {});
  }));

  function show(from) {
    hits.slice(from, from + 10).forEach(({ finding: { kind, path, [lang]: said }, text }, i) => {
      const [item, tag, link, line] = ["li", "small", "a", "p"].map(name => document.createElement(name));
      item.value = from + i + 1;
      tag.textContent = form.querySelector(`[value="${kind}"]`).text;
      link.href = `${root}${lang}/${path}`;
      write(link, said ? said.title : path, text);
      item.append(tag, link, line);
      list.append(item);
      seen.observe(item);
    });
    more.hidden = hits.length <= from + 10;
  }

  async function run() {
    clearTimeout(timer);
    const mine = ++turn, query = upright(field.value).trim().replace(/\s+/g, " ").slice(0, 200);
    const asked = [...new FormData(form)].filter(([, value]) => value.trim()), twin = document.querySelector(".switch");
    history.replaceState(null, "", location.pathname + (asked[0] ? `?${new URLSearchParams(asked)}` : ""));
    if (twin) twin.search = location.search;
    document.title = [query, title].filter(Boolean).join(" · ");
    try {
      const result = asked[0] ? await search.find(query, asked.filter(([name]) => name !== "q").map(pair => pair.join(":"))) : [];
      if (mine !== turn) return;
      hits = result;
      const { text } = hits[0] ?? {}, other = query.includes(text ?? "") ? "" : read.replace("{q}", text);
      status.textContent = asked[0] ? found.replace("{n}", hits.length) + other : "";
      none.hidden = !asked[0] || hits[0];
      all.hidden = hits[0];
      list.replaceChildren();
      show(0);
    } catch {
      search.texts = {};
      search.opened = null;
      status.textContent = failed;
    }
  }

  /* Also while a syllable is being composed. */
  form.oninput = () => {
    clearTimeout(timer);
    timer = setTimeout(run, 100);
  };
  form.onsubmit = event => event.preventDefault(run());
  form.onchange = ({ target }) => target === field || run();
  more.onclick = () => {
    const from = list.children.length;
    show(from);
    list.children[from].querySelector("a").focus();
  };
  field.onkeydown = list.onkeydown = event => {
    const links = [field, ...list.querySelectorAll("a")], at = links.indexOf(event.target);
    const next = event.isComposing ? null : links[at + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] ?? NaN)];
    if (next) event.preventDefault(next.focus());
  };
  for (const [name, value] of new URLSearchParams(location.search)) if (form.elements[name]?.name === name) form.elements[name].value = value;
  if (location.search) run();
}

const box = globalThis.document?.querySelector("[data-search]");
if (box) start(box);
