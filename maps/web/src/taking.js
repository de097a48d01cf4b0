/* Taking along: the reports shown now as GeoJSON and CSV, the map as it stands as SVG and PNG, and a snippet to embed. A column that has the name of
   one in the files `events.geojson` has its value too; what is the page's own has a name of its own. */
import { csvLines, save, text } from "./cells.js";
import { byId } from "./core.js";
import { pngBlob, svgText } from "./drawing.js";
import { live } from "./live.js";
import { undatedIncidents, visibleIncidents } from "./shown.js";

const COLUMNS =
  "event_id lead_event_id event_type kind assertion_mode shown_from shown_to parties place place_precision radius_m iso_3166_2 quote source source_original document_title url published_words retold acled_sub_event_type rule_id decision_id".split(
    " ",
  );

/* A quote that was cut is not called exact. */
function named(scene, column) {
  return column !== "quote" ? column : scene.quotes === "short" ? "quote_short" : "quote_exact";
}

function row(scene, incident, report) {
  const written = scene.documents[report.document] || {};
  const own = {
    event_id: report.id,
    lead_event_id: incident.id,
    event_type: report.type,
    kind: report.tag,
    assertion_mode: report.mode || "actual",
    shown_from: report.first,
    shown_to: report.last,
    parties: report.who,
    place: report.place,
    place_precision: report.precision,
    radius_m: report.radius,
    iso_3166_2: report.province,
    quote: report.quote.join(""),
    source: report.source || written.source,
    source_original: report.saidBy,
    document_title: written.title,
    url: written.url,
    published_words: written.published,
    retold: Boolean(report.retold || written.retold),
    acled_sub_event_type: report.code,
    rule_id: report.rule,
    decision_id: report.decided ? report.decided.map((number) => scene.decisions[number].id).join("; ") : undefined,
  };
  return Object.fromEntries(COLUMNS.map((name) => [named(scene, name), own[name] === undefined ? null : own[name]]));
}

/* Every report of the incidents shown, those without a date among them, with its point where it is drawn as one. */
export function shownReports(state) {
  return [...visibleIncidents(state), ...undatedIncidents(state)].flatMap((incident) =>
    incident.reports.map((report) => ({ at: report.at || null, properties: row(state.scene, incident, report) })),
  );
}

export function geojsonText(state) {
  const features = shownReports(state).map(({ at, properties }) => ({
    type: "Feature",
    geometry: at ? { type: "Point", coordinates: at } : null,
    properties,
  }));
  return JSON.stringify({ type: "FeatureCollection", features }, null, 1) + "\n";
}

export function csvText(state) {
  const rows = shownReports(state).map(({ at, properties }) => [...Object.values(properties), ...(at || [null, null])]);
  const names = COLUMNS.map((name) => named(state.scene, name));
  return csvLines([...names, "longitude", "latitude"], rows);
}

/* What the page around the frame needs so that the frame is as high as its content. */
const FOLLOW =
  '<script>addEventListener("message",(e)=>{const h=e.data&&e.data.conflictmap;if(h>0&&h<4000)for(const f of document.querySelectorAll("iframe"))if(f.contentWindow===e.source)f.height=h})</' + "script>";

/* Markup for another page. A page on a disk is named by its file alone: it has to be laid beside the page that embeds it. */
export function embedText(state) {
  const place = location.protocol === "file:" ? location.pathname.split("/").pop() : location.origin + location.pathname;
  const hash = ["mode=embed", ...live.addressWords().split("&").filter((each) => each !== "" && each !== "mode=embed")].join("&");
  const quoted = (text) => '"' + text.replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;").replace(/>/g, "&gt;") + '"';
  const address = quoted(place + "#" + hash);
  return "<iframe src=" + address + " title=" + quoted(state.scene.title) + ' width="100%" height="640" loading="lazy" style="border:0"></iframe>\n' + FOLLOW;
}

export function drawTaking(map, state) {
  const day = () => new Date(state.day * 86400000).toISOString().slice(0, 10);
  const on = (id, action) => byId(id).addEventListener("click", action);
  const { whenOpen } = state.scene.texts; // a quote and an address go along, so their texts must be open
  on("take-geojson", () => whenOpen(() => save(text("application/geo+json", geojsonText(state)), "events-" + day() + ".geojson")));
  on("take-csv", () => whenOpen(() => save(text("text/csv", csvText(state)), "events-" + day() + ".csv")));
  on("take-svg", () => save(text("image/svg+xml", svgText(map, state)), "map-" + day() + ".svg"));
  on("take-png", async () => save(await pngBlob(map, state), "map-" + day() + ".png"));
  on("embed", () => byId("embed").select());
  const show = () => {
    byId("embed").value = embedText(state);
  };
  byId("embed").addEventListener("focus", show);
  show();
}
