/* The pins: incidents whose place is known to a point or a radius; `events` are incidents here, each with its reports. What would overlap at this zoom shares one pin with a count. */
(function (page) {
  "use strict";

  const { make, point } = page;
  const REACH = 20;

  function inside(scene, position) {
    const [west, south, east, north] = scene.window;
    return position[0] >= west && position[0] <= east && position[1] >= south && position[1] <= north;
  }

  page.isOnMap = function (scene, event) {
    return event.at !== undefined && inside(scene, event.at);
  };

  /* Events of one position together: the smallest thing that a pin stands for. */
  function spots(scene, events) {
    const found = new Map();
    for (const event of events) {
      if (page.isOnMap(scene, event)) {
        const key = event.at.join(" ");
        if (!found.has(key)) {
          found.set(key, { at: event.at, events: [] });
        }
        found.get(key).events.push(event);
      }
    }
    return [...found.values()].sort((a, b) => b.events.length - a.events.length || a.at[0] - b.at[0] || a.at[1] - b.at[1]);
  }

  /* Spots nearer than a pin's width join the largest one; a grid keeps this quick for many spots. */
  function cluster(map, found) {
    const grid = new Map();
    const clusters = [];
    const zoom = map.getZoom();
    for (const spot of found) {
      const at = map.project(point(spot.at), zoom);
      const column = Math.floor(at.x / REACH);
      const row = Math.floor(at.y / REACH);
      let home = null;
      for (let dx = -1; dx <= 1 && !home; dx += 1) {
        for (let dy = -1; dy <= 1 && !home; dy += 1) {
          home = (grid.get(column + dx + " " + (row + dy)) || []).find((each) => each.pixel.distanceTo(at) < REACH) || null;
        }
      }
      if (home) {
        home.spots.push(spot);
      } else {
        home = { pixel: at, at: spot.at, spots: [spot] };
        clusters.push(home);
        const key = column + " " + row;
        grid.set(key, [...(grid.get(key) || []), home]);
      }
    }
    return clusters;
  }

  /* The space on the screen that the pins of all days take at this zoom, badges included. */
  page.pinBoxes = function (map, scene) {
    return cluster(map, spots(scene, scene.incidents)).map((each) => {
      const several = each.spots.length > 1 || each.spots[0].events.length > 1;
      return { x: each.pixel.x - 10, y: each.pixel.y - (several ? 15 : 10), width: several ? 28 : 20, height: several ? 25 : 20 };
    });
  };

  function leadingGroup(scene, events) {
    const happened = events.filter((event) => !event.mode);
    const counted = happened.length ? happened : events;
    const numbers = new Map();
    counted.forEach((event) => numbers.set(event.group, (numbers.get(event.group) || 0) + 1));
    return scene.groups.map((group) => group.id).reduce((best, id) => ((numbers.get(id) || 0) > (numbers.get(best) || 0) ? id : best));
  }

  function describe(scene, each, events) {
    const names = each.spots.map((spot) => spot.events[0].place);
    const where = names.length > 1 ? page.say("script.and_near", { place: names[0], places: page.say("amount.places", { n: names.length - 1 }) }) : names[0];
    if (events.length > 1) {
      return page.say("script.pin", { what: page.reportWords(events), where });
    }
    const [{ tag, modeWords, told }] = events;
    const what = modeWords ? page.say("script.pin_mode", { tag, mode: modeWords }) : tag;
    return page.joined([page.say("script.pin", { what, where }), ...(told ? [told] : [])]);
  }

  page.latestFirst = function (events) {
    return events.slice().sort((a, b) => b.lastNumber - a.lastNumber);
  };

  function popupContent(state, each) {
    const parts = [];
    for (const spot of each.spots) {
      const events = page.latestFirst(spot.events);
      if (each.spots.length > 1 || events.length > 1) {
        parts.push(make("h2", { class: "spot" }, events[0].place, make("span", { class: "when" }, page.reportWords(events))));
      }
      parts.push(page.evidenceList(state.scene, events, page.select));
    }
    return make("div", { class: "sheet" }, ...parts);
  }

  function makePin(map, state, each, events) {
    const hollow = events.every((event) => event.mode);
    const symbol = page.pinSymbol(leadingGroup(state.scene, events), hollow, events.length);
    const icon = L.divIcon({ className: "pin", html: symbol, iconSize: [32, 32], iconAnchor: [16, 16] });
    const words = describe(state.scene, each, events);
    const marker = L.marker(point(each.at), { icon, keyboard: true, title: words, riseOnHover: true });
    const open = () => page.openSheet(map, point(each.at), () => popupContent(state, each), words, page.latestFirst(each.spots[0].events)[0].id);
    marker.on("click", open);
    marker.on("keydown", (event) => {
      if (event.originalEvent.key === "Enter" || event.originalEvent.key === " ") {
        event.originalEvent.preventDefault();
        open();
      }
    });
    marker.on("add", () => marker.getElement().setAttribute("aria-label", words));
    return marker;
  }

  function makeCircles(events) {
    const drawn = new Map();
    for (const event of events) {
      if (event.radius !== undefined && event.at) {
        drawn.set(event.at.join(" ") + " " + event.radius, event);
      }
    }
    return [...drawn.values()].map((event) =>
      L.circle(point(event.at), { radius: event.radius, className: "error-circle", interactive: false, pane: "circles" }),
    );
  }

  page.drawPins = function (map, state) {
    const circles = L.layerGroup().addTo(map);
    let shown = new Map();

    /* Pins that stay the same are kept, so that a step of the slider touches only what changes. */
    function draw() {
      const visible = page.visibleIncidents(state);
      const next = new Map();
      for (const each of cluster(map, spots(state.scene, visible))) {
        const events = each.spots.flatMap((spot) => spot.events);
        const key = events.map((event) => event.id).join(" ");
        next.set(key, shown.get(key) || makePin(map, state, each, events).addTo(map));
      }
      shown.forEach((marker, key) => next.has(key) || marker.remove());
      shown = next;
      circles.clearLayers();
      makeCircles(visible.filter((event) => page.isOnMap(state.scene, event))).forEach((circle) => circle.addTo(circles));
    }
    draw();
    map.on("zoomend", draw);
    state.onChange(draw);
  };
})(window.conflictmap);
