/* The list of incidents with their reports in step with the map, the places outside the map, and what could not be placed or read. */
(function (page) {
  "use strict";

  const { make, byId } = page;
  const MOST = 500; // of what is missing
  const ABROAD = 12; // places outside the map that get a button
  const STEP = window.matchMedia("(max-width: 820px)").matches ? 30 : 100;

  function item(map, state, event, expanded) {
    const body = make("div", { class: "report-body", hidden: true });
    const head = make(
      "button",
      { type: "button", class: "report", "aria-expanded": "false" },
      page.symbol(event.group, Boolean(event.mode)),
      make(
        "span",
        { class: "what" },
        make("span", { class: "tag" }, event.tag),
        page.modeTag(event),
        make("span", { class: "when" }, (event.place || page.say("script.not_placed")) + (event.reports.length > 1 ? " · " + page.say("amount.reports", { n: event.reports.length }) : "")),
        page.disputedTag(event),
      ),
    );
    function open(wanted) {
      body.hidden = !wanted;
      head.setAttribute("aria-expanded", String(wanted));
      if (wanted && !body.firstChild) {
        body.append(page.evidence(state.scene, event, false));
        if (page.isOnMap(state.scene, event)) {
          const show = make("button", { type: "button", class: "linkish" }, page.say("script.show_on_map"));
          show.addEventListener("click", () => page.showOnMap(map, state, event));
          body.append(show);
        }
      }
    }
    head.addEventListener("click", () => {
      const wanted = body.hidden;
      open(wanted);
      expanded[wanted ? "add" : "delete"](event.id);
      page.select(wanted ? event.id : null);
    });
    open(expanded.has(event.id));
    return make("li", { "data-event": event.id }, head, body);
  }

  page.showOnMap = function (map, state, event) {
    const at = page.isOnMap(state.scene, event) ? page.point(event.at) : map.getCenter();
    const others = event.at ? page.incidentsAt(state, page.sameSpot(state.scene, event)).filter((each) => each !== event) : [];
    const alike = [event, ...others];
    page.openSheet(map, at, () => make("div", { class: "sheet" }, page.evidenceList(state.scene, alike, page.select)), event.place, event.id);
    byId("legend").scrollIntoView({ block: "nearest" });
  };

  /* "3 reports shown", and under filters "3 reports shown, of 12 reports": a filter never hides that something is hidden. */
  function countWords(state, without) {
    const { counted, all } = page.shown(state);
    if (state.scene.incidents.length === 0 && state.scene.feeds.some((feed) => feed.counted)) {
      return page.say("script.only_counted");
    }
    const shown = page.say("script.reports_shown", { reports: page.amountWords(counted) });
    const told = all.incidents > counted.incidents ? page.say("script.hidden", { shown, all: page.amountWords(all) }) : shown;
    return without.length ? page.say("script.without_date", { shown: told, reports: page.reportWords(without) }) : told;
  }

  /* Latest day first; within a day as the scene orders them. Undated reports stand at the end, under their own head. */
  page.drawReports = function (map, state) {
    const list = byId("reports-list");
    const more = byId("reports-more");
    const expanded = new Set();
    let limit = STEP;

    function draw() {
      const { latest } = page.shown(state);
      const without = page.undatedIncidents(state);
      const dated = Array.from(latest.subarray(0, limit), (number) => state.scene.incidents[number]);
      const all = latest.length + without.length;
      const items = [];
      let head = null;
      for (const event of [...dated, ...without].slice(0, limit)) {
        const words = event.lastNumber === undefined ? page.say("script.no_date") : page.dayWords(event.lastNumber);
        if (words !== head) {
          items.push(make("li", { class: "day-head" }, make("h3", null, words)));
          head = words;
        }
        items.push(item(map, state, event, expanded));
      }
      list.replaceChildren(...items);
      byId("reports-count").textContent = countWords(state, without);
      more.hidden = all <= limit;
      more.textContent = page.say("script.show_more", { n: Math.min(STEP, Math.max(0, all - limit)) });
    }

    /* Opens a report in the list, if it is shown at all. */
    page.revealReport = function (id) {
      const place = [...page.visibleIncidents(state), ...page.undatedIncidents(state)].findIndex((event) => event.id === id);
      if (place >= 0) {
        expanded.add(id);
        limit = Math.max(limit, place + 1);
        draw();
        [...list.querySelectorAll("li[data-event]")].find((each) => each.dataset.event === id).scrollIntoView({ block: "nearest" });
        page.select(id);
      }
    };

    more.addEventListener("click", () => {
      limit += STEP;
      draw();
    });
    draw();
    state.onChange(() => {
      limit = STEP;
      draw();
    });
  };

  /* Places with a point that the base map does not reach, as buttons in its corner. */
  page.drawAbroad = function (map, state) {
    const box = byId("abroad");
    const abroad = state.scene.spots.map((spot) => spot.at !== undefined && !page.isOnMap(state.scene, spot));

    function draw() {
      const found = new Map();
      for (const event of page.incidentsAt(state, (spot) => abroad[spot]).reverse()) {
        found.set(event.place, [event, ...(found.get(event.place) || [])]);
      }
      const buttons = [...found.entries()].slice(0, ABROAD).map(([place, events]) => {
        const button = make("button", { type: "button" }, place, make("span", { class: "number" }, page.number(events.length)));
        const content = () => make("div", { class: "sheet" }, make("h2", { class: "spot" }, place), page.evidenceList(state.scene, events, page.select));
        button.addEventListener("click", () => page.openSheet(map, map.getCenter(), content, place, events[0].id));
        return button;
      });
      box.hidden = buttons.length === 0;
      box.replaceChildren(make("span", { class: "abroad-head" }, page.say("script.outside")), ...buttons);
    }
    draw();
    state.onChange(draw);
  };

  /* Made once the texts are there, and no longer than anybody reads. */
  function fill(scene, name, words, rows, item, file) {
    byId(name).hidden = rows.length === 0;
    byId(name + "-head").textContent = words;
    const draw = () => {
      const rest = rows.length - MOST;
      const more = rest > 0 ? [make("li", { class: "when" }, page.say("script.more_in_file", { n: rest, file }))] : [];
      byId(name + "-list").replaceChildren(...rows.slice(0, MOST).map(item), ...more);
    };
    scene.texts.whenOpen(draw);
  }

  page.drawFindings = function (scene) {
    const unplaced = scene.incidents.filter((event) => event.spot === undefined);
    const inBrackets = (words) => page.say("script.in_brackets", { words });
    const unplacedItem = (event) => make("li", null, make("strong", null, event.tag), " " + inBrackets(event.when) + ": ", make("bdi", null, event.row || event.quote.join("")));
    const problemItem = (each) => make("li", null, make("strong", null, each.kind), each.where ? " " + inBrackets(each.where) : "", ": ", page.english(each.message));
    const missing = page.say("script.without_place", { reports: page.reportWords(unplaced) });
    const faults = page.say("script.in_the_material", { problems: page.say("amount.problems", { n: scene.problems.length }) });
    fill(scene, "unplaced", missing, unplaced, unplacedItem, "events.geojson");
    fill(scene, "problems", faults, scene.problems, problemItem, "problems.jsonl");
    byId("nothing-missing").hidden = unplaced.length + scene.problems.length > 0;
    const outlets = new Set();
    const { source, reportedBy } = scene.tables.documents.columns;
    reportedBy.values.forEach((names) => names.split(", ").forEach((name) => outlets.add(name)));
    source.codes.forEach((code, row) => code !== 0 && reportedBy.codes[row] === 0 && outlets.add(source.values[code - 1]));
    const names = [...outlets].sort();
    const shown = page.say(names.length > 6 ? "script.sources_more" : "script.sources", { names: page.joined(names.slice(0, 6)), n: names.length - 6 });
    byId("outlets").textContent = names.length ? " · " + shown : "";
    byId("opening-note").textContent = scene.openingNote || "";
  };
})(window.conflictmap);
