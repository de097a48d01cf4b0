/* The scene: what the page's tables say, as reports, incidents, documents and rows of the ledger with the members that `docs/payload.md` names. */
import { dayNumber } from "./state.js";

const DAY_MS = 86400000;
const DEGREES = 10000;
const ASTRAL = /[\ud800-\udfff]/;

export function isoDay(day) {
  return day === undefined ? undefined : new Date(day * DAY_MS).toISOString().slice(0, 10);
}

function define(prototype, members) {
  for (const [name, get] of Object.entries(members)) {
    Object.defineProperty(prototype, name, { configurable: true, enumerable: true, get });
  }
}

/* The quote before, in and after the marked words, counted in characters as Python counts them. */
export function marked(text, start, length) {
  if (start === undefined || text === "") {
    return [text, "", ""];
  }
  const letters = ASTRAL.test(text) ? [...text] : text;
  const cut = (from, to) => (typeof letters === "string" ? letters.slice(from, to) : letters.slice(from, to).join(""));
  return [cut(0, start), cut(start, start + length), cut(start + length)];
}

function makeSpots(table) {
  const { longitude, latitude } = table.columns;
  define(table.Row.prototype, {
    at() {
      const east = longitude.get(this.number);
      return east === undefined ? undefined : [east / DEGREES, latitude.get(this.number) / DEGREES];
    },
  });
  return table.all();
}

/* Members of the place that a report or an incident is at. */
const OF_SPOT = ["place", "how", "precision", "province", "radius", "at"];

function makeReports(scene, table) {
  const { first, last, spot, markStart, markLength } = table.columns;
  const ofSpot = (name) => [
    name,
    /** @this {any} */ function () {
      const number = spot.get(this.number);
      return number === undefined ? undefined : scene.spots[number][name];
    },
  ];
  define(table.Row.prototype, {
    firstNumber() {
      return first.get(this.number);
    },
    lastNumber() {
      return last.get(this.number);
    },
    first() {
      return isoDay(first.get(this.number));
    },
    last() {
      return isoDay(last.get(this.number));
    },
    quote() {
      return marked(this.exact, markStart.get(this.number), markLength.get(this.number));
    },
    ...Object.fromEntries(OF_SPOT.map(ofSpot)),
  });
  return table.all();
}

/* An incident has the members of its lead report where it has none of its own. */
function makeIncidents(scene, table, reports) {
  const { events, first, last, spot } = table.columns;
  const lead = (row) => scene.events[events.at(events.starts[row])];
  const own = new Set(["events", "first", "last", "spot"]);
  const spotOf = (row) => (spot.codes[row] === 0 ? lead(row).spot : spot.get(row));
  const members = {
    firstNumber() {
      return first.codes[this.number] === 0 ? lead(this.number).firstNumber : first.get(this.number);
    },
    lastNumber() {
      return last.codes[this.number] === 0 ? lead(this.number).lastNumber : last.get(this.number);
    },
    first() {
      return isoDay(this.firstNumber);
    },
    last() {
      return isoDay(this.lastNumber);
    },
    spot() {
      return spotOf(this.number);
    },
    quote() {
      return lead(this.number).quote;
    },
    lead() {
      return lead(this.number);
    },
    events() {
      return events.get(this.number);
    },
    reports() {
      return events.get(this.number).map((number) => scene.events[number]);
    },
  };
  for (const name of OF_SPOT) {
    members[name] = function () {
      const number = spotOf(this.number);
      return number === undefined ? undefined : scene.spots[number][name];
    };
  }
  for (const name of Object.keys(reports.columns)) {
    const column = table.columns[name];
    if (!(name in members) && !own.has(name)) {
      members[name] = function () {
        const value = column ? column.get(this.number) : undefined;
        return value === undefined ? lead(this.number)[name] : value;
      };
    }
  }
  define(table.Row.prototype, members);
  return table.all();
}

/* The ledger's rows go to their provinces, in rising order of weight; their evidence are reports. */
function addRows(scene, table) {
  for (const province of scene.provinces) {
    province.assessed = [];
    province.reported = [];
  }
  for (const row of table.all()) {
    const { unit, layer, evidence = [], from, to, ...members } = { ...plain(row, table) };
    const province = scene.provinces[unit];
    province[layer] = province[layer] || [];
    province[layer].push({
      ...members,
      from: isoDay(from),
      fromNumber: from,
      toNumber: to === undefined ? Infinity : to,
      evidence: evidence.map((number) => scene.events[number]),
    });
  }
}

function plain(row, table) {
  const found = Object.keys(table.columns).map((name) => [name, row[name]]);
  return Object.fromEntries(found.filter(([, value]) => value !== undefined));
}

/* The rows of the units that no rule counts stand in the head, with days in words and evidence by number. */
function unitRows(scene, rows) {
  return rows.map(({ evidence = [], from, to, ...row }) => ({
    ...row,
    from,
    fromNumber: dayNumber(from),
    toNumber: to === undefined ? Infinity : dayNumber(to),
    evidence: evidence.map((number) => scene.events[number]),
  }));
}

/* The head with everything from the tables in it. `scene.tables` are the tables themselves, for those who count. */
export function makeScene(head, { tables, texts }) {
  const scene = { ...head, tables, texts };
  scene.spots = makeSpots(tables.spots);
  scene.events = makeReports(scene, tables.events);
  scene.incidents = makeIncidents(scene, tables.incidents, tables.events);
  scene.documents = tables.documents.all();
  scene.claims = tables.claims.all();
  scene.problems = tables.problems.all();
  addRows(scene, tables.rows);
  scene.units = scene.units.map((unit) => ({ ...unit, assessed: unitRows(scene, unit.assessed), reported: unitRows(scene, unit.reported) }));
  scene.story = scene.story.map((entry) => ({
    ...entry,
    number: dayNumber(entry.day),
    changes: entry.changes.map((change) => ({ ...change, evidence: change.evidence.map((number) => scene.events[number]) })),
  }));
  return scene;
}
