/* Finding: a search in places, actors and quotes, and filters. An incident is found if one of its reports fits the search and all filters together. */
(function (page) {
  "use strict";

  const { make, byId } = page;
  const PAUSE_MS = 150; // after the last key, before the map is drawn anew
  const LONGEST = 200;
  const PRECISIONS = ["site", "settlement", "near", "admin2", "admin1", "region", "country", "other", "none"];

  /* Letters alone, without accents, case, hyphens and apostrophes; Arabic letters in their Persian form. */
  page.fold = function (text) {
    return text
      .normalize("NFKD")
      .replace(/[\p{M}\u0640\u200c\u200d'’‘ʼʻ`´]/gu, "")
      .toLowerCase()
      .replace(/[يى]/g, "ی")
      .replace(/ك/g, "ک")
      .replace(/[^\p{L}\p{N}]+/gu, " ")
      .trim();
  };

  /* The terms of a search: words, and phrases in quotation marks. Each must stand in the same report. */
  page.searchTerms = function (search) {
    const found = search.slice(0, LONGEST).match(/["“”«»][^"“”«»]*["“”«»]?|[^\s"“”«»]+/gu) || [];
    return found.map(page.fold).filter((term) => term !== "");
  };

  /* A search from outside the page as one line of bounded length. */
  page.tidy = function (search) {
    return search.replace(/[\p{Cc}\p{Cs}\s]+/gu, " ").trim().slice(0, LONGEST);
  };

  function searched(scene, report) {
    if (report.folded === undefined || !scene.texts.isOpen) {
      const province = scene.provinces.find((each) => each.iso === report.province);
      const texts = [report.place, province && province.name, report.who, report.saidBy, report.quote.join("")];
      report.folded = texts.map((text) => page.fold(text || "")).join("\n");
    }
    return report.folded;
  }

  function outlet(scene, report) {
    return report.source || (scene.documents[report.document] || {}).source || "";
  }

  /* The filters in the order of the page: each gives the values of a report. */
  const FILTERS = {
    tag: (scene, report) => ["g." + report.group, "t." + report.type],
    side: (scene, report) => report.sides || [],
    source: (scene, report) => [outlet(scene, report)],
    mode: (scene, report) => [report.mode || "actual"],
    precision: (scene, report) => [report.precision || "none"],
  };
  page.FILTERS = Object.keys(FILTERS);

  page.noFilters = function () {
    return { search: "", ...Object.fromEntries(page.FILTERS.map((name) => [name, ""])) };
  };

  page.isFiltered = function (state) {
    return Object.values(state.filters).some((value) => value !== "");
  };

  /* The test that an incident passes or not under the state's filters. */
  page.finder = function (state) {
    const { scene, filters } = state;
    const terms = page.searchTerms(filters.search);
    const wanted = page.FILTERS.filter((name) => filters[name] !== "");
    if (!terms.length && !wanted.length) {
      return () => true;
    }
    const fits = (report) =>
      wanted.every((name) => FILTERS[name](scene, report).includes(filters[name])) &&
      terms.every((term) => searched(scene, report).includes(term));
    return (incident) => incident.reports.some(fits);
  };

  /* Value -> number of reports, over the whole material. */
  function tally(scene, name) {
    const found = new Map();
    for (const report of scene.events) {
      for (const value of new Set(FILTERS[name](scene, report))) {
        found.set(value, (found.get(value) || 0) + 1);
      }
    }
    return found;
  }

  function option(value, words, number) {
    return make("option", { value }, page.say("script.option", { words, n: number }));
  }

  function tagOptions(scene, numbers) {
    const names = new Map(scene.events.map((report) => ["t." + report.type, report.tag]));
    const groupOf = new Map(scene.events.map((report) => ["t." + report.type, report.group]));
    return scene.groups
      .filter((group) => numbers.has("g." + group.id))
      .map((group) => {
        const types = [...names.keys()].filter((type) => groupOf.get(type) === group.id);
        types.sort((a, b) => page.byWords(names.get(a), names.get(b)));
        const all = option("g." + group.id, page.say("script.all_of_group", { group: group.label }), numbers.get("g." + group.id));
        return make("optgroup", { label: group.label }, all, ...types.map((type) => option(type, names.get(type), numbers.get(type))));
      });
  }

  /* The words of the values, in the order in which they are offered. */
  function labels(scene, name, numbers) {
    if (name === "side") {
      return Object.keys(scene.sides).map((side) => [side, page.sideLabel(scene, side)]);
    }
    if (name === "precision") {
      return PRECISIONS.map((value) => [value, page.say("script.precision_" + value)]);
    }
    if (name === "mode") {
      const words = new Map(scene.events.filter((report) => report.mode).map((report) => [report.mode, report.modeWords]));
      return [["actual", page.say("script.happened")], ...[...words].sort()];
    }
    return [...numbers.keys()].sort(page.byWords).map((value) => [value, value]);
  }

  function fillSelect(scene, name) {
    const numbers = tally(scene, name);
    const select = byId("filter-" + name);
    const offered = labels(scene, name, numbers).filter(([value]) => value !== "" && numbers.has(value));
    const options = name === "tag" ? tagOptions(scene, numbers) : offered.map(([value, words]) => option(value, words, numbers.get(value)));
    select.replaceChildren(make("option", { value: "" }, page.say("script.any")), ...options);
    return select;
  }

  /* Whether a filter offers this value: what comes from outside the page is held against it. */
  page.isOffered = function (name, value) {
    return [...byId("filter-" + name).options].some((each) => each.value === value);
  };

  page.drawFinding = function (state) {
    const box = byId("search");
    const selects = page.FILTERS.map((name) => fillSelect(state.scene, name));
    const set = (members) => state.change({ filters: { ...state.filters, ...members } });
    let timer = null;
    box.maxLength = LONGEST;
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(() => {
        timer = null;
        set({ search: box.value });
      }, PAUSE_MS);
    });
    selects.forEach((select, index) => select.addEventListener("change", () => set({ [page.FILTERS[index]]: select.value })));
    byId("find-reset").addEventListener("click", () => {
      clearTimeout(timer);
      timer = null;
      box.value = "";
      state.change({ filters: page.noFilters() });
      box.focus();
    });

    function show() {
      const found = page.visibleIncidents(state);
      const all = page.incidentsOfDays(state);
      const active = page.isFiltered(state);
      const chosen = selects.filter((select) => select.value !== "").length;
      selects.forEach((select, index) => {
        select.value = state.filters[page.FILTERS[index]];
      });
      if (timer === null && page.fold(box.value) !== page.fold(state.filters.search)) {
        box.value = state.filters.search;
      }
      byId("filters-head").textContent = chosen ? page.say("script.filters_set", { n: chosen }) : page.say("script.filters");
      byId("find-words").hidden = !active;
      byId("find-count").textContent = page.say("script.found", { n: found.length, incidents: page.say("amount.incidents", { n: all.length }) });
    }
    show();
    state.onChange(show);
  };
})(window.conflictmap);
