/* What is shown, as numbers: which incidents fit the days, the search and the filters. Everything here is counted over typed arrays, so that a step of the slider stays short with a hundred thousand reports. */
import { filterDays, fittingReports } from "./finding.js";
import { say } from "./words.js";

const UNDATED = 2 ** 31 - 1;
/** How many days before the day shown each window reaches. */
export const REACHES = { sofar: UNDATED, year: 364, month: 29, week: 6, day: 0 };

/* The numbers of all incidents, latest last day first; within a day as the scene orders them; undated ones left out. */
function latestOrder(last, size) {
  let [low, high] = [UNDATED, -UNDATED];
  for (let i = 0; i < size; i += 1) {
    if (last[i] !== UNDATED) {
      low = Math.min(low, last[i]);
      high = Math.max(high, last[i]);
    }
  }
  const places = new Uint32Array(Math.max(0, high - low) + 2); // by days before the last day: how many come before
  for (let i = 0; i < size; i += 1) {
    if (last[i] !== UNDATED) {
      places[high - last[i] + 1] += 1;
    }
  }
  for (let day = 1; day < places.length; day += 1) {
    places[day] += places[day - 1];
  }
  const order = new Uint32Array(places[places.length - 1]);
  for (let i = 0; i < size; i += 1) {
    if (last[i] !== UNDATED) {
      order[places[high - last[i]]] = i;
      places[high - last[i]] += 1;
    }
  }
  return order;
}

/** The numbers of the reports on which a row of the assessed layer stands. */
function settledBy(scene) {
  const found = new Set();
  for (const province of scene.provinces) {
    for (const { evidence = [] } of province.assessed) {
      evidence.forEach((event) => found.add(event.number));
    }
  }
  return found;
}

/** The incident that an event is a report of. */
export function incidentOf(scene, event) {
  if (scene.incidentOf === undefined) {
    scene.incidentOf = new Map();
    scene.incidents.forEach((incident) => incident.events.forEach((number) => scene.incidentOf.set(number, incident)));
  }
  return scene.incidentOf.get(event.number);
}

/* The members of incidents that are asked for at every step: days, group, place, number of reports. */
export function makeIndex(scene) {
  const settling = settledBy(scene);
  const { events, incidents } = scene.tables;
  const { starts } = incidents.columns.events;
  const size = incidents.size;
  /** @type {any} */
  const index = { size, starts, undated: [] };
  const groups = new Map(scene.groups.map((group, number) => [group.id, number]));
  const groupOf = [0, ...events.columns.group.values.map((id) => groups.get(id))];
  index.reports = incidents.columns.events.all();
  index.first = new Int32Array(size).fill(UNDATED);
  index.last = new Int32Array(size).fill(UNDATED);
  index.group = new Uint8Array(size);
  index.happened = new Uint8Array(size);
  index.settles = new Uint8Array(size); // whether a province's fill stands on it
  index.spot = new Int32Array(size);
  /* The incident's own number in a column, else its lead report's, else `none`. */
  const reader = (name, none) => {
    const [ours, theirs] = [incidents.columns[name], events.columns[name]];
    return (i, lead) => {
      const code = ours.codes[i];
      if (code !== 0) {
        return code - 1 + ours.low;
      }
      return theirs.codes[lead] === 0 ? none : theirs.codes[lead] - 1 + theirs.low;
    };
  };
  const [firstOf, lastOf, spotOf] = [reader("first", UNDATED), reader("last", UNDATED), reader("spot", -1)];
  for (let i = 0; i < size; i += 1) {
    const lead = index.reports[starts[i]];
    index.first[i] = firstOf(i, lead);
    if (index.first[i] === UNDATED) {
      index.undated.push(i);
    } else {
      index.last[i] = lastOf(i, lead);
    }
    index.spot[i] = spotOf(i, lead);
    index.group[i] = groupOf[events.columns.group.codes[lead]];
    index.settles[i] = index.reports.subarray(starts[i], starts[i + 1]).some((number) => settling.has(number)) ? 1 : 0;
    index.happened[i] = events.columns.mode.codes[lead] === 0 ? 1 : 0;
  }
  index.latest = latestOrder(index.last, size);
  return index;
}

/* Whether each incident has a report that fits the search and the filters, and touches the days asked for; null where nothing is asked. Kept until that changes. */
export function foundMask(state) {
  const key = JSON.stringify(state.filters) + state.scene.texts.isOpen;
  if (state.found === undefined || state.found.key !== key) {
    const reports = fittingReports(state);
    const { size, starts, reports: members, first, last } = state.index;
    const days = filterDays(state);
    const mask = reports === null && days === null ? null : new Uint8Array(size).fill(reports === null ? 1 : 0);
    for (let i = 0; mask !== null && reports !== null && i < size; i += 1) {
      for (let place = starts[i]; place < starts[i + 1]; place += 1) {
        mask[i] |= reports[members[place]];
      }
    }
    for (let i = 0; mask !== null && days !== null && i < size; i += 1) {
      mask[i] &= first[i] !== UNDATED && first[i] <= days.to && last[i] >= days.from ? 1 : 0;
    }
    state.found = { key, mask };
  }
  return state.found.mask;
}

function count(index, numbers) {
  let reports = 0;
  for (let i = 0; i < numbers.length; i += 1) {
    reports += index.starts[numbers[i] + 1] - index.starts[numbers[i]];
  }
  return { reports, incidents: numbers.length };
}

/* The incidents of the day and its window (`all` of them, and the `latest` first of those that fit), and how many; found once for all who draw the same state. */
export function shownNow(state) {
  if (state.shown === null) {
    const { index } = state;
    const isSought = state.filters.search !== ""; // a search looks through all days
    const day = isSought ? UNDATED - 1 : state.day;
    const earliest = isSought ? -UNDATED : day - REACHES[state.window];
    const mask = foundMask(state);
    const latest = new Uint32Array(index.latest.length);
    const all = { reports: 0, incidents: 0, groups: new Uint32Array(state.scene.groups.length) };
    let length = 0;
    for (let place = 0; place < index.latest.length; place += 1) {
      const i = index.latest[place];
      if (index.first[i] <= day && index.last[i] >= earliest) {
        all.incidents += 1;
        all.groups[index.group[i]] += 1;
        all.reports += index.starts[i + 1] - index.starts[i];
        if (mask === null || mask[i] === 1) {
          latest[length] = i;
          length += 1;
        }
      }
    }
    const numbers = latest.subarray(0, length);
    state.shown = { latest: numbers, all, counted: count(index, numbers) };
  }
  return state.shown;
}

/* The same as records, latest first. For what is done once: a step of the slider asks `shown`. */
export function visibleIncidents(state) {
  return Array.from(shownNow(state).latest, (number) => state.scene.incidents[number]);
}

/* The incidents without a date that fit. */
export function undatedIncidents(state) {
  const mask = foundMask(state);
  const numbers = mask === null ? state.index.undated : state.index.undated.filter((number) => mask[number] === 1);
  return numbers.map((number) => state.scene.incidents[number]);
}

/* Those at a place, latest first: `fits` is asked for the row of the place. */
export function incidentsAt(state, fits) {
  const found = [];
  for (const number of shownNow(state).latest) {
    const spot = state.index.spot[number];
    if (spot >= 0 && fits(spot)) {
      found.push(state.scene.incidents[number]);
    }
  }
  return found;
}

/* "4 reports", or "4 reports of 3 incidents" where several tell of one. */
export function amountWords({ reports, incidents }) {
  const words = say("amount.reports", { n: reports });
  const told = say("amount.incidents", { n: incidents });
  return reports === incidents ? words : say("amount.reports_of_incidents", { reports: words, incidents: told });
}

export function reportWords(incidents) {
  const reports = incidents.reduce((sum, each) => sum + each.reports.length, 0);
  return amountWords({ reports, incidents: incidents.length });
}
