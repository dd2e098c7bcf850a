// What the pages do beyond links and forms: names while typing, a range drawn over the bars, and releases as they come.
"use strict";

const input = document.getElementById("q");
const names = document.getElementById("names");
if (input && names) {
  let timer;
  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(suggest, 150);
  });
  const suggest = async () => {
    const words = input.value.match(/^(.*?)([\p{L}\p{N}][\p{L}\p{N}.'’ -]{2,})$/u);
    if (!words) {
      return;
    }
    const answer = await fetch("/entities?q=" + encodeURIComponent(words[2].trim()));
    if (!answer.ok) {
      return;
    }
    const prefixes = { person: "person", organisation: "org", place: "place" };
    names.replaceChildren(...(await answer.json()).slice(0, 8).map((entity) => {
      const option = document.createElement("option");
      option.value = words[1] + (prefixes[entity.type] || "entity") + ':"' + entity.name.replaceAll('"', "") + '"';
      option.label = entity.name + ", " + entity.type;
      return option;
    }));
  };
}

const bars = document.querySelector(".bars");
if (bars) {
  let first = null;
  const barAt = (event) => event.target.closest("a");
  const paint = (last) => {
    const all = [...bars.querySelectorAll("a")];
    const ends = [all.indexOf(first), all.indexOf(last)].sort((a, b) => a - b);
    all.forEach((bar, at) => bar.classList.toggle("drawn", first && at >= ends[0] && at <= ends[1]));
    return [all[ends[0]], all[ends[1]]];
  };
  bars.addEventListener("pointerdown", (event) => { first = barAt(event); });
  bars.addEventListener("dragstart", (event) => event.preventDefault());
  bars.addEventListener("pointermove", (event) => { if (first && barAt(event)) { paint(barAt(event)); } });
  window.addEventListener("pointerup", (event) => {
    const last = first && bars.contains(event.target) && barAt(event);
    if (last && last !== first) {
      const [from, to] = paint(last);
      const target = new URL(location.href);
      target.searchParams.set("from", from.dataset.from);
      target.searchParams.set("to", to.dataset.to);
      target.searchParams.delete("cursor");
      location.href = target;
    }
    first = null;
  });
}

const live = document.getElementById("live");
if (live) {
  const most = 200;
  const state = document.getElementById("state");
  const element = (name, text, attributes = {}) => {
    const made = document.createElement(name);
    made.append(...[text].flat());
    Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
    return made;
  };
  const search = (filter, value) => "/?" + new URLSearchParams([[filter, value]]);
  const row = (release) => {
    const time = new Date(release.published);
    const tags = [
      ...release.topics.filter((topic) => topic.rel === "about")
        .map((topic) => element("a", topic.label, { class: "topic", href: search("topic", topic.uri) })),
      ...release.entities.map((entity) => element("a", entity.name, { href: search("entity", entity.id) })),
    ];
    const change = release.change === "new" ? "" : " · " + release.change;
    return element("li", element("article", [
      element("h2", element("a", release.title || "Untitled", { href: "/view/" + release.id })),
      element("p", [
        element("a", release.source.name, { href: search("source", release.source.id) }), " · ",
        element("time", time.toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short", timeZone: "UTC" }) + " UTC",
          { datetime: release.published }), change,
      ], { class: "meta" }),
      element("p", release.lead, { class: "snippet" }),
      element("ul", tags.map((tag) => element("li", tag)), { class: "tags", "aria-label": "Topics and entities" }),
    ]), { "data-id": release.id });
  };
  const stream = new EventSource(live.dataset.stream);
  stream.addEventListener("open", () => { state.textContent = "Listening"; });
  stream.addEventListener("error", () => {
    state.textContent = stream.readyState === EventSource.CLOSED ? "The stream has ended. Load the page again." : "Connecting again …";
  });
  stream.addEventListener("release", (event) => {
    const release = JSON.parse(event.data);
    document.getElementById("quiet").hidden = true;
    live.querySelector('[data-id="' + CSS.escape(release.id) + '"]')?.remove();
    live.prepend(row(release));
    while (live.children.length > most) {
      live.lastElementChild.remove();
    }
  });
}
