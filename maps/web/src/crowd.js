/* Rings for many reports: each stands for the incidents around a place, with their number and the share of each kind. Drawn on one canvas; a ring is opened by a click, or by the arrow keys and Enter. */
import { make, makeSvg, point } from "./core.js";
import { DIRECTIONS, ahead } from "./keys.js";
import { live } from "./live.js";
import { clusterWords, openCluster, pinSpace } from "./pins.js";
import { groupCounts } from "./places.js";
import { symbol } from "./symbols.js";
import { joined, numeral, say } from "./words.js";

const THICK = 5;
const GAP = 0.06; // radians between two kinds
const TIP_HEIGHT = 250; // pixels that a tooltip needs above its ring; nearer to the edge it stands below
const DARKEST = 8; // circles of full ink on one map; more of them are drawn paler
const PAD = 0.5; // of the window, drawn around it so that a drag shows no edge

function radiusOf(total) {
  return Math.min(22, Math.round(20 + 6.4 * Math.log10(total)) / 2);
}

function arc(radius, from, to) {
  const at = (angle, distance) => (Math.sin(angle) * distance).toFixed(2) + " " + (-Math.cos(angle) * distance).toFixed(2);
  const wide = to - from > Math.PI ? 1 : 0;
  const inner = radius - THICK;
  return "M" + at(from, radius) + "A" + radius + " " + radius + " 0 " + wide + " 1 " + at(to, radius) + "L" + at(to, inner) + "A" + inner + " " + inner + " 0 " + wide + " 0 " + at(from, inner) + "Z";
}

/* The ring's parts around (0, 0), each the path of a group, clockwise from the top in the order of the legend. */
function parts(groups, counts, radius) {
  const sum = counts.reduce((all, number) => all + number, 0);
  const kinds = counts.filter((number) => number > 0).length;
  if (kinds === 1) {
    const only = counts.findIndex((number) => number > 0);
    return [{ group: groups[only].id, path: arc(radius, 0, Math.PI) + arc(radius, Math.PI, 2 * Math.PI) }]; // one arc cannot go all round
  }
  let angle = 0;
  return counts.flatMap((number, group) => {
    const from = angle;
    angle += (2 * Math.PI * number) / sum;
    const end = Math.max(from + 0.02, angle - GAP);
    return number > 0 ? [{ group: groups[group].id, path: arc(radius, from, end) }] : [];
  });
}

/* A count in at most four signs: 12,345 is 12k. */
function short(number) {
  return number < 10000 ? numeral(number) : say("script.thousands", { n: Math.floor(number / 1000) });
}

function paint(names) {
  const style = getComputedStyle(document.documentElement);
  return Object.fromEntries(names.map((name) => [name, style.getPropertyValue("--" + name).trim()]));
}

/* What the drawing needs of a ring. */
function ringOf(state, tally, cluster) {
  const { counts } = groupCounts(tally, cluster);
  const radius = radiusOf(cluster.total);
  return { cluster, counts, radius, parts: parts(state.scene.groups, counts, radius), words: short(cluster.total) };
}

function drawRing(context, ring, colours) {
  context.fillStyle = colours.card;
  context.beginPath();
  context.arc(0, 0, ring.radius + 1.5, 0, 2 * Math.PI);
  context.fill();
  for (const { group, path } of ring.parts) {
    context.fillStyle = colours["ring-" + group];
    context.fill(new Path2D(path));
  }
  context.fillStyle = colours.ink;
  context.fillText(ring.words, 0, 0.5);
}

/* The space on the screen that rings take. */
export function ringBoxes(clusters) {
  return clusters.map(({ x, y, total }) => {
    const radius = radiusOf(total) + 2;
    return { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  });
}

/* Circles of what is not known, in true metres at their latitude; those smaller than a ring say nothing beside one. */
function drawCircle(context, map, { at, radius }, corner, colours, alpha) {
  const centre = map.project(point(at)).subtract(corner);
  const metres = (40075016.686 * Math.cos((at[1] * Math.PI) / 180)) / (256 * 2 ** map.getZoom());
  const pixels = radius / metres;
  if (pixels > THICK) {
    context.strokeStyle = colours.ink;
    context.globalAlpha = alpha;
    context.beginPath();
    context.arc(centre.x, centre.y, pixels, 0, 2 * Math.PI);
    context.stroke();
    context.globalAlpha = 1;
  }
}

/* The words of a ring: how much, where, and how many of each kind, the most frequent first. */
function breakdown(state, ring) {
  const kinds = ring.counts.map((number, group) => ({ number, label: state.scene.groups[group].label, id: state.scene.groups[group].id }));
  return kinds.filter(({ number }) => number > 0).sort((a, b) => b.number - a.number);
}

function fullWords(state, tally, ring) {
  const kinds = breakdown(state, ring).map(({ number, label }) => say("script.kind_count", { kind: label, n: number }));
  return joined([clusterWords(state, tally, ring.cluster), ...kinds]);
}

/* The tooltip: the same as a little table with the pins' signs and the ring's colours. */
function tipContent(state, tally, ring) {
  const rows = breakdown(state, ring).map(({ number, label, id }) =>
    make("li", null, make("span", { class: "chip ring-" + id }), symbol(id, false), make("span", null, label), make("span", { class: "number" }, numeral(number))),
  );
  return make("div", { class: "ring-tip" }, make("strong", null, clusterWords(state, tally, ring.cluster)), make("ul", null, ...rows));
}

export function makeCrowd(map, state, tally) {
  const canvas = /** @type {any} */ (make("canvas", { class: "crowd", role: "button", hidden: true }));
  const tip = /** @type {any} */ (L).tooltip({ className: "ring-box", direction: "top", opacity: 1 });
  const names = ["card", "ink", "focus", ...state.scene.groups.map((group) => "ring-" + group.id)];
  let rings = [];
  let circles = [];
  let current = -1;
  let corner = L.point(0, 0);

  map.createPane("crowd").style.zIndex = 610;
  map.getPane("crowd").style.pointerEvents = "none";
  map.getPane("crowd").append(canvas);

  function redraw() {
    canvas.hidden = rings.length + circles.length === 0;
    canvas.tabIndex = rings.length ? 0 : -1;
    if (canvas.hidden) {
      return;
    }
    const size = map.getSize();
    const scale = window.devicePixelRatio || 1;
    const margin = size.multiplyBy(PAD).round();
    const whole = size.add(margin.multiplyBy(2));
    corner = map.getPixelBounds().min.subtract(margin);
    L.DomUtil.setPosition(canvas, map.containerPointToLayerPoint([-margin.x, -margin.y]));
    canvas.width = whole.x * scale;
    canvas.height = whole.y * scale;
    canvas.style.width = whole.x + "px";
    canvas.style.height = whole.y + "px";
    const context = canvas.getContext("2d");
    const colours = paint(names);
    context.setTransform(scale, 0, 0, scale, 0, 0);
    const alpha = Math.max(0.08, Math.min(0.35, DARKEST / circles.length));
    circles.forEach((circle) => drawCircle(context, map, circle, corner, colours, alpha));
    context.font = "600 11px " + getComputedStyle(document.body).fontFamily;
    context.textAlign = "center";
    context.textBaseline = "middle";
    for (const [number, ring] of rings.entries()) {
      context.setTransform(scale, 0, 0, scale, scale * (ring.cluster.x - corner.x), scale * (ring.cluster.y - corner.y));
      drawRing(context, ring, colours);
      if (number === current && canvas.matches(":focus-visible")) {
        context.strokeStyle = colours.focus;
        context.lineWidth = 3;
        context.beginPath();
        context.arc(0, 0, ring.radius + 4, 0, 2 * Math.PI);
        context.stroke();
        context.lineWidth = 1;
      }
    }
  }

  /* The ring under a point of the window, the nearest one. */
  function ringAt(event) {
    if (rings.length === 0) {
      return -1;
    }
    const at = map.mouseEventToContainerPoint(event).add(map.getPixelBounds().min);
    let best = -1;
    let least = Infinity;
    rings.forEach(({ cluster, radius }, number) => {
      const distance = Math.hypot(cluster.x - at.x, cluster.y - at.y);
      if (distance <= radius + 3 && distance < least) {
        best = number;
        least = distance;
      }
    });
    return best;
  }

  /* Nearer, where that parts what the ring stands for; else its evidence. */
  function open(ring) {
    const { positions } = pinSpace(state);
    const { places } = ring.cluster;
    const bounds = L.latLngBounds(places.map((place) => point(positions.at[place])));
    const zoom = Math.min(map.getMaxZoom(), Math.max(map.getZoom() + 1, Math.min(map.getBoundsZoom(bounds), map.getZoom() + 3)));
    if (places.length > 1 && map.getZoom() < map.getMaxZoom()) {
      map.setView(bounds.getCenter(), zoom);
    } else {
      openCluster(map, state, ring.cluster, clusterWords(state, tally, ring.cluster));
    }
  }

  function name() {
    const ring = rings[current];
    const words = ring ? fullWords(state, tally, ring) : say("script.rings", { n: rings.length });
    canvas.setAttribute("aria-label", words);
  }

  function listen() {
    const container = map.getContainer();
    container.addEventListener(
      "click",
      (event) => {
        const number = event.target.closest(".leaflet-popup, .leaflet-control, .leaflet-marker-icon, .legend") ? -1 : ringAt(event);
        if (number >= 0 && !map.dragging.moved()) {
          event.stopPropagation();
          open(rings[number]);
        }
      },
      true,
    );
    container.addEventListener("mousemove", (event) => {
      const number = event.target.closest(".leaflet-popup, .leaflet-control") ? -1 : ringAt(event);
      container.classList.toggle("over-ring", number >= 0);
      if (number < 0) {
        tip.remove();
      } else if (tip.ring !== rings[number] || !map.hasLayer(tip)) {
        tip.ring = rings[number];
        tip.setLatLng(point(tip.ring.cluster.at)).setContent(tipContent(state, tally, tip.ring));
        const high = tip.ring.cluster.y - map.getPixelBounds().min.y > TIP_HEIGHT;
        tip.options.direction = high ? "top" : "bottom";
        tip.options.offset = L.point(0, high ? -tip.ring.radius : tip.ring.radius);
        tip.addTo(map);
      }
    });
    canvas.addEventListener("keydown", (event) => {
      const step = DIRECTIONS[event.key];
      if (step && rings.length) {
        event.preventDefault();
        event.stopPropagation();
        current = current < 0 ? 0 : ahead(rings.map(({ cluster }) => cluster), current, step);
        name();
        redraw();
        if (!map.getBounds().contains(point(rings[current].cluster.at))) {
          map.panTo(point(rings[current].cluster.at));
        }
      } else if ((event.key === "Enter" || event.key === " ") && current >= 0) {
        event.preventDefault();
        open(rings[current]);
      }
    });
    ["focus", "blur"].forEach((kind) => canvas.addEventListener(kind, redraw));
    window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", redraw);
    map.on("zoomstart", () => {
      canvas.hidden = true;
      tip.remove();
    });
    map.on("resize", redraw);
  }
  listen();

  /* The rings as shapes of an SVG, for taking along; `colours` stand in the style of the page. */
  live.ringShapes = function () {
    if (rings.length === 0) {
      return [];
    }
    const from = map.getPixelBounds().min;
    const colours = paint(names);
    return rings.map((ring) => {
      const place = "translate(" + (ring.cluster.x - from.x) + " " + (ring.cluster.y - from.y) + ")";
      const words = makeSvg("text", { y: 4, fill: colours.ink, "text-anchor": "middle", "font-size": 11, "font-weight": 600, "font-family": "sans-serif" });
      words.textContent = ring.words;
      const disc = makeSvg("circle", { r: ring.radius + 1.5, fill: colours.card });
      const kinds = ring.parts.map(({ group, path }) => makeSvg("path", { d: path, fill: colours["ring-" + group] }));
      return makeSvg("g", { transform: place }, disc, ...kinds, words);
    });
  };

  /* What stands on the map now, for whoever wants to count it again. */
  live.rings = () => rings.map(({ cluster, counts }) => ({ total: cluster.total, places: cluster.places.length, at: cluster.at, counts: [...counts] }));

  /* How many circles the canvas holds. */
  live.paleCircles = () => circles.length;

  return {
    draw(clusters, wanted) {
      rings = clusters.map((cluster) => ringOf(state, tally, cluster));
      circles = wanted;
      current = Math.min(current, rings.length - 1);
      tip.remove();
      name();
      redraw();
    },
  };
}
