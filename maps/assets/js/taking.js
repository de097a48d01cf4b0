/* Taking along: the reports shown now as GeoJSON and CSV, the map as it stands as SVG and PNG, and a snippet to embed. All made here, from the payload and from our own shapes. */
(function (page) {
  "use strict";

  const { makeSvg, byId } = page;
  const COLUMNS =
    "event_id incident_id event_type tag assertion_mode date_start date_end parties place_name place_precision uncertainty_m iso_3166_2 quote_exact source source_original document_title url published retold acled_sub_event_type rule_id".split(
      " ",
    );
  const PAINT = "fill fill-opacity stroke stroke-width stroke-opacity stroke-dasharray stroke-linejoin stroke-linecap opacity".split(" ");
  const TEXT = "font-size font-weight font-family letter-spacing text-anchor".split(" ");
  const FOOT = 40;

  function row(scene, incident, report) {
    const written = scene.documents[report.document] || {};
    const own = {
      event_id: report.id,
      incident_id: incident.id,
      event_type: report.type,
      tag: report.tag,
      assertion_mode: report.mode || "actual",
      date_start: report.first,
      date_end: report.last,
      parties: report.who,
      place_name: report.place,
      place_precision: report.precision,
      uncertainty_m: report.radius,
      iso_3166_2: report.province,
      quote_exact: report.quote.join(""),
      source: report.source || written.source,
      source_original: report.saidBy,
      document_title: written.title,
      url: written.url,
      published: written.published,
      retold: Boolean(report.retold || written.retold),
      acled_sub_event_type: report.code,
      rule_id: report.rule,
    };
    return Object.fromEntries(COLUMNS.map((name) => [name, own[name] === undefined ? null : own[name]]));
  }

  /* Every report of the incidents shown, those without a date among them, with its point where it is drawn as one. */
  page.shownReports = function (state) {
    return [...page.visibleIncidents(state), ...page.undatedIncidents(state)].flatMap((incident) =>
      incident.reports.map((report) => ({ at: report.at || null, properties: row(state.scene, incident, report) })),
    );
  };

  page.geojsonText = function (state) {
    const features = page.shownReports(state).map(({ at, properties }) => ({
      type: "Feature",
      geometry: at ? { type: "Point", coordinates: at } : null,
      properties,
    }));
    return JSON.stringify({ type: "FeatureCollection", features }, null, 1) + "\n";
  };

  /* A text that a spreadsheet would run as a formula gets an apostrophe in front; numbers stay numbers. */
  function cell(value) {
    if (value === null) {
      return "";
    }
    const text = String(value);
    const inert = typeof value === "string" && /^[=+\-@\t\r]/.test(text) ? "'" + text : text;
    return /[",\r\n]/.test(inert) ? '"' + inert.replace(/"/g, '""') + '"' : inert;
  }

  page.csvText = function (state) {
    const lines = page.shownReports(state).map(({ at, properties }) => [...Object.values(properties), ...(at || [null, null])].map(cell).join(","));
    return [[...COLUMNS, "longitude", "latitude"].join(","), ...lines].join("\n") + "\n";
  };

  /* A copy of an element and what is in it, with the paint of the page's style written into it. */
  function painted(element, names) {
    const copy = element.cloneNode(false);
    ["class", "style", "tabindex", "role", "aria-label", "pointer-events", "data-province"].forEach((name) => copy.removeAttribute(name));
    const style = getComputedStyle(element);
    names.forEach((name) => copy.setAttribute(name, style.getPropertyValue(name)));
    for (const child of element.childNodes) {
      copy.append(child.nodeType === Node.ELEMENT_NODE ? painted(child, names) : child.cloneNode(true));
    }
    return copy;
  }

  function frame(map) {
    const corner = map.getContainer().getBoundingClientRect();
    return (element) => {
      const box = element.getBoundingClientRect();
      return { x: box.left - corner.left, y: box.top - corner.top, width: box.width, height: box.height };
    };
  }

  /* The shapes of a Leaflet pane: their paths count from the map pane's corner. */
  function paths(map, pane) {
    const { x, y } = map.containerPointToLayerPoint([0, 0]);
    const found = [...map.getPane(pane).querySelectorAll("path")].filter((path) => getComputedStyle(path).display !== "none");
    return makeSvg("g", { transform: "translate(" + -x + " " + -y + ")" }, ...found.map((path) => painted(path, PAINT)));
  }

  function pins(map) {
    const place = frame(map);
    const found = [...map.getPane("markerPane").querySelectorAll(".pin > svg")];
    return found.map((svg) => {
      const { x, y } = place(svg);
      const parts = [...svg.children].map((child) => painted(child, [...PAINT, ...TEXT]));
      return makeSvg("g", { transform: "translate(" + (x + 16) + " " + (y + 16) + ")" }, ...parts);
    });
  }

  function words(text, x, y, colour, size, more) {
    const element = makeSvg("text", { x, y, fill: colour, "font-size": size, "font-family": "sans-serif", ...more });
    element.textContent = text;
    return element;
  }

  function names(map) {
    const place = frame(map);
    return [...map.getPane("names").querySelectorAll(".name span")].map((span) => {
      const { x, y, width, height } = place(span);
      const style = getComputedStyle(span);
      const shown = style.textTransform === "uppercase" ? span.textContent.toUpperCase() : span.textContent;
      const halo = { stroke: style.webkitTextStrokeColor, "stroke-width": 2.5, "paint-order": "stroke", "stroke-linejoin": "round" };
      const spread = { textLength: width, lengthAdjust: "spacingAndGlyphs", "font-weight": 500 };
      return words(shown, x, y + height * 0.78, style.color, style.fontSize, { ...halo, ...spread });
    });
  }

  function caption(state, size, style) {
    const counts = [...document.querySelectorAll("#counts-body [data-count]")].map(
      (each) => each.querySelector(".count-name").textContent + " " + each.querySelector(".count-words").textContent,
    );
    const [ink, muted] = [style.getPropertyValue("--ink").trim(), style.getPropertyValue("--muted").trim()];
    const head = page.say("script.caption", { title: state.scene.title, day: page.dayWords(state.day) });
    const fit = (text, points) => (text.length * points * 0.55 > size.x - 20 ? { textLength: size.x - 20, lengthAdjust: "spacingAndGlyphs" } : {});
    const foot = [...counts, page.say("script.credit")].join(" · ");
    return [
      words(head, 10, size.y + 17, ink, 13, { "font-weight": 600, ...fit(head, 13) }),
      words(foot, 10, size.y + 33, muted, 11, fit(foot, 11)),
    ];
  }

  /* The map as it stands, as one SVG text: base, holders, hatching, circles, pins, names, and a caption with the counts. */
  page.svgText = function (map, state) {
    const size = map.getSize();
    const style = getComputedStyle(document.documentElement);
    const defs = painted(document.querySelector(".patterns defs"), PAINT);
    const clip = makeSvg("clipPath", { id: "frame" }, makeSvg("rect", { width: size.x, height: size.y }));
    const back = (fill, height) => makeSvg("rect", { width: size.x, height, fill });
    const shapes = ["neighbours", "provinces", "hatches", "capitals", "circles"].map((pane) => paths(map, pane));
    const drawn = makeSvg("g", { "clip-path": "url(#frame)" }, back(style.getPropertyValue("--land").trim(), size.y), ...shapes, ...names(map), ...pins(map), ...page.ringShapes());
    const attributes = { width: size.x, height: size.y + FOOT, viewBox: "0 0 " + size.x + " " + (size.y + FOOT) };
    const paper = back(style.getPropertyValue("--card").trim(), size.y + FOOT);
    defs.append(clip);
    return new XMLSerializer().serializeToString(makeSvg("svg", attributes, defs, paper, drawn, ...caption(state, size, style))) + "\n";
  };

  /* The SVG as a picture of twice its size. It comes from a data address, so that the canvas may be read. */
  page.pngBlob = async function (map, state) {
    const picture = new Image();
    picture.src = "data:image/svg+xml;charset=utf-8," + encodeURIComponent(page.svgText(map, state));
    await picture.decode();
    const canvas = document.createElement("canvas");
    canvas.width = 2 * picture.naturalWidth;
    canvas.height = 2 * picture.naturalHeight;
    canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height);
    return new Promise((resolve) => canvas.toBlob(resolve, "image/png"));
  };

  function save(blob, name) {
    const address = URL.createObjectURL(blob);
    const anchor = page.make("a", { href: address, download: name });
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 10000);
  }

  /* Markup for another page. A page on a disk is named by its file alone: it has to be laid beside the page that embeds it. */
  page.embedText = function (state) {
    const place = location.protocol === "file:" ? location.pathname.split("/").pop() : location.origin + location.pathname;
    const hash = page.addressWords();
    const quoted = (text) => '"' + text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;") + '"';
    const address = quoted(place + (hash ? "#" + hash : ""));
    return "<iframe src=" + address + " title=" + quoted(state.scene.title) + ' width="100%" height="640" loading="lazy" style="border:0"></iframe>';
  };

  page.drawTaking = function (map, state) {
    const day = () => new Date(state.day * 86400000).toISOString().slice(0, 10);
    const text = (type, words) => new Blob([words], { type: type + ";charset=utf-8" });
    const on = (id, action) => byId(id).addEventListener("click", action);
    const { whenOpen } = state.scene.texts; // a quote and an address go along, so their texts must be open
    on("take-geojson", () => whenOpen(() => save(text("application/geo+json", page.geojsonText(state)), "events-" + day() + ".geojson")));
    on("take-csv", () => whenOpen(() => save(text("text/csv", page.csvText(state)), "events-" + day() + ".csv")));
    on("take-svg", () => save(text("image/svg+xml", page.svgText(map, state)), "map-" + day() + ".svg"));
    on("take-png", async () => save(await page.pngBlob(map, state), "map-" + day() + ".png"));
    on("embed", () => byId("embed").select());
    const show = () => {
      byId("embed").value = page.embedText(state);
    };
    byId("embed").addEventListener("focus", show);
    show();
  };
})(window.conflictmap);
