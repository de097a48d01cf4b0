/* Puts the page together. `start` returns the Leaflet map, so that layers added in Python find it. */
(function (page) {
  "use strict";

  const { make, byId, point } = page;
  const MANY = 20000; // incidents; drawing so many once more holds up a reader
  const WIDE = 760; // from here on there is room beside the country for the legend and the buttons
  const COUNTRY = [
    [60.4, 29.3],
    [74.95, 38.55],
  ];

  /* Leaflet's scale bar, with its number and unit in the language of the page. */
  const Scale = L.Control.Scale.extend({
    _updateScale(bar, words, ratio) {
      const [number, unit] = words.split(" ");
      L.Control.Scale.prototype._updateScale.call(this, bar, page.say("place." + unit, { n: page.number(number) }), ratio);
    },
  });

  function makeMap(id, scene) {
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    const [west, south, east, north] = scene.window;
    const map = L.map(id, {
      zoomSnap: 0.25,
      zoomControl: false,
      zoomDelta: 0.5,
      wheelPxPerZoomLevel: 120,
      minZoom: 4.5,
      maxZoom: 12,
      maxBounds: L.latLngBounds([south - 9, west - 9], [north + 9, east + 9]),
      zoomAnimation: !calm,
      fadeAnimation: !calm,
      markerZoomAnimation: !calm,
    });
    const [near, far] = page.isRightToLeft() ? ["bottomright", "bottomleft"] : ["bottomleft", "bottomright"];
    map.attributionControl.setPosition(far).setPrefix(false).addAttribution("Leaflet · " + page.say("script.credit"));
    new Scale({ imperial: false, maxWidth: 120, position: near }).addTo(map);
    L.control.zoom({ position: near, zoomInTitle: page.say("script.zoom_in"), zoomOutTitle: page.say("script.zoom_out") }).addTo(map);
    page.goHome(map);
    return map;
  }

  /* What stands where a line begins and where it ends, as left and right. */
  function inReadingOrder(begin, end) {
    return page.isRightToLeft() ? [end, begin] : [begin, end];
  }

  /* The whole country, beside the legend where there is room. */
  page.goHome = function (map, options) {
    const wide = map.getSize().x > WIDE;
    const [left, right] = inReadingOrder(wide ? 44 : 6, wide ? 214 : 6);
    map.fitBounds(L.latLngBounds(COUNTRY.map(point)), { paddingTopLeft: [left, 6], paddingBottomRight: [right, 6], ...options });
  };

  /* One popup at a time; its content is made anew when the day changes while it is open. */
  page.openSheet = function (map, at, content, label, key) {
    const size = map.getSize();
    const [left, right] = inReadingOrder(12, size.x > WIDE && byId("legend").open ? byId("legend").offsetWidth + 20 : 12);
    const popup = L.popup({
      maxWidth: Math.min(360, size.x - 66),
      minWidth: Math.min(270, size.x - 66),
      maxHeight: Math.max(150, Math.round(size.y * 0.58)),
      autoPanPaddingTopLeft: [left, byId("abroad").hidden ? 12 : byId("abroad").offsetHeight + 18],
      autoPanPaddingBottomRight: [right, 12],
      className: "sheet-popup",
    });
    if (page.openContent) {
      page.openContent.popup.remove(); // on the other of two maps, too
    }
    page.openContent = { popup, content };
    popup.setLatLng(at).setContent(content()).openOn(map);
    byId("abroad").classList.add("behind");
    popup.getElement().setAttribute("role", "dialog");
    popup.getElement().setAttribute("aria-label", label);
    popup.getElement().querySelector(".leaflet-popup-close-button").setAttribute("aria-label", page.say("script.close"));
    page.holdFocus(popup);
    page.select(key);
    popup.on("remove", () => {
      if (page.openContent.popup === popup) {
        byId("abroad").classList.remove("behind");
        page.select(null);
      }
    });
  };

  function provinceLayer(scene, state, name, row) {
    const events = row.evidence || [];
    return make(
      "section",
      { class: "layer" },
      make("h3", null, page.say("script.layer", { layer: name }), " ", make("span", { class: "holder" }, page.holdingWords(scene, row))),
      row.since ? make("p", { class: "when" }, page.say("script.since_rule", { day: row.since }), " ", make("code", null, row.rule)) : "",
      row.why ? make("p", { class: "why" }, page.english(row.why)) : "",
      events.length ? page.evidenceList(scene, events) : make("p", { class: "when" }, page.say("script.no_event")),
    );
  }

  function provinceSheet(state, province) {
    const { scene } = state;
    const assessed = page.holding(province.assessed, state.day);
    const reported = page.holding(province.reported, state.day);
    const parts = [
      make("h2", { class: "spot" }, province.name, make("span", { class: "when" }, page.say("script.capital_of", { name: province.capital }))),
      provinceLayer(scene, state, page.say("script.assessed"), assessed),
      provinceLayer(scene, state, page.say("script.reported"), reported),
    ];
    if (province.province) {
      parts.push(provinceLayer(scene, state, page.say("script.province_reported"), page.holding(province.province, state.day)));
    }
    const inside = state.scene.spots.map((spot) => spot.province === province.iso && spot.at === undefined);
    const here = page.incidentsAt(state, (spot) => inside[spot]);
    if (here.length) {
      parts.push(make("h3", null, page.say("script.inside_province")), page.evidenceList(scene, here));
    }
    return make("div", { class: "sheet" }, ...parts);
  }

  /* A sign with its words; `chip` is the colour that the same kind has in a ring. */
  function legendRow(mark, words, chip) {
    return make("li", null, mark, chip ? make("span", { class: "chip " + chip, "aria-hidden": "true" }) : "", make("span", null, words));
  }

  /* The sides that the reported layer ever gives more than the assessed one: their hatching needs explaining. */
  function hatchedSides(scene) {
    const rows = (province) => province.reported.filter((row) => row.side && !province.assessed.some((other) => other.side === row.side && other.from <= row.from));
    return Object.keys(scene.sides).filter((side) => scene.provinces.some((province) => rows(province).some((row) => row.side === side)));
  }

  function drawLegend(scene) {
    const sides = page.holders(scene).map((id) => legendRow(page.swatch("fill-" + scene.sides[id].look), scene.sides[id].label));
    const hatch = hatchedSides(scene)
      .slice(0, 1)
      .map((side) => legendRow(page.swatch("fill-unknown", "hatch-" + scene.sides[side].look), page.say("script.only_reported")));
    const open = [legendRow(page.swatch("fill-contested"), scene.states.contested), legendRow(page.swatch("fill-unknown"), scene.states.unknown)];
    const used = new Set(scene.tables.events.columns.group.values);
    const groups = scene.groups.filter((group) => used.has(group.id)).map((group) => legendRow(page.symbol(group.id, false), group.label, "ring-" + group.id));
    const hollow = scene.tables.events.columns.mode.values.length > 0
      ? [legendRow(page.symbol("territory", true), page.say("script.hollow"))]
      : [];
    const marks = [page.outlineLegend(scene), page.circleLegend(scene), page.discLegend(scene)].filter(Boolean).map(({ mark, words }) => legendRow(mark, words));
    byId("legend-body").replaceChildren(
      make("h3", null, page.say(scene.unit === "province" ? "script.province_held_by" : "script.held_by")),
      make("ul", null, ...sides, ...hatch, ...open),
      groups.length + marks.length ? make("h3", null, page.say("script.reports")) : "",
      make("ul", null, ...groups, ...hollow, ...marks),
    );
    byId("legend").open = byId("legend").parentElement.clientWidth > WIDE;
  }

  /* Opens again what an address names: a province, or an incident where it is shown now. */
  function reopen(map, state, onProvince, key) {
    const province = state.scene.provinces.find((each) => each.iso === key);
    const incident = page.visibleIncidents(state).find((each) => each.id === key);
    if (province) {
      onProvince(province);
    } else if (incident && incident.at) {
      page.showOnMap(map, state, incident);
    } else {
      page.revealReport(key);
    }
  }

  /* A page whose material has no day at all: nothing to step through, but what is reported is still listed. */
  function withoutDay(map, state) {
    const { scene } = state;
    byId("time").hidden = true;
    byId("find").hidden = true;
    byId("take").hidden = true;
    byId("counts-body").replaceChildren(make("p", null, page.say("script.no_day")));
    page.drawReports(map, state);
    page.drawFindings(scene);
    drawLegend(scene);
  }

  /* The map stands at once, for layers that are added in Python; what is drawn on it follows when the tables are open. */
  page.start = function (id) {
    page.useMarkerImages();
    const head = page.payload();
    const map = makeMap(id, head);
    page.openTables().then(
      (opened) => fill(map, page.makeScene(head, opened)),
      (reason) => page.notice(page.say("script.too_old", { reason })),
    );
    return map;
  };

  function ready(scene) {
    document.documentElement.dataset.ready = "";
    performance.mark("conflictmap-ready");
    scene.texts.whenOpen(() => {
      document.documentElement.dataset.texts = "";
      performance.mark("conflictmap-texts");
    });
    setTimeout(scene.texts.open); // quotes and addresses are needed once something is opened or searched for
  }

  function fill(map, scene) {
    const state = page.makeState(scene);
    const makeOpener = (where, then) => (province, at) => page.openSheet(where, at || point(province.label), () => provinceSheet(then, province), province.name, province.iso);
    const onProvince = makeOpener(map, state);
    page.state = state;
    page.select = () => {}; // until the address is followed
    page.drawBase(map, state, onProvince);
    page.drawLabels(map, state);
    if (state.day === undefined) {
      withoutDay(map, state);
      ready(scene);
      return;
    }
    page.drawFinding(state);
    page.drawFeeds(map, state);
    page.drawPins(map, state);
    page.drawPanels(state, onProvince);
    page.drawReports(map, state);
    page.drawAbroad(map, state);
    page.drawFindings(scene);
    drawLegend(scene);
    page.drawTime(state);
    page.drawComparison(map, state, makeOpener);
    const renewSheet = () => {
      const open = page.openContent;
      if (open && open.popup.isOpen()) {
        const held = open.popup.getElement().contains(document.activeElement);
        open.popup.setContent(open.content());
        if (held) {
          open.popup.getElement().focus({ preventScroll: true });
        }
      }
    };
    state.onChange(renewSheet);
    scene.texts.whenOpen(() => {
      const read = state.selected !== null || state.filters.search !== "" || document.querySelector(".report[aria-expanded=true]");
      if (read || scene.claims.length > 0 || state.index.size < MANY) {
        state.change({}); // what was opened or searched for before now gets its quotes
      }
    });
    map.invalidateSize({ animate: false, pan: false }); // the time control has its height only now
    page.goHome(map, { animate: false });
    page.listenToKeys(map);
    page.followAddress(map, state, (key) => reopen(map, state, onProvince, key));
    page.drawTaking(map, state);
    page.readyForPrint(map, page.otherMaps);
    ready(scene);
  }
})(window.conflictmap);
