/* Where pins stand: the distinct positions of the reports, what is reported at each now, and which of them would overlap at a zoom. Leaflet is asked for nothing here but the zoom and the window; a hundred thousand positions are only numbers. */
const TILE = 256;
const CELL = 8; // pixels: positions nearer than this are counted together before anything is compared
const MANY = 1500; // positions from which on that is needed

function inside(scene, position) {
  const [west, south, east, north] = scene.window;
  return position[0] >= west && position[0] <= east && position[1] >= south && position[1] <= north;
}

export function isOnMap(scene, event) {
  return event.at !== undefined && inside(scene, event.at);
}

/* The test whether a row of `spots` is at the position of an incident. */
export function sameSpot(scene, event) {
  const [east, north] = event.at;
  return (spot) => {
    const { at } = scene.spots[spot];
    return at !== undefined && at[0] === east && at[1] === north;
  };
}

/* The distinct positions on the map: `of` gives the number of a spot's position (-1: none), `x` and `y` are those of Leaflet's projection at zoom 0. */
export function makePositions(scene) {
  const of = new Int32Array(scene.spots.length).fill(-1);
  const at = [];
  const known = new Map();
  scene.spots.forEach((spot, number) => {
    if (isOnMap(scene, spot)) {
      const key = spot.at.join(" ");
      if (!known.has(key)) {
        known.set(key, at.push(spot.at) - 1);
      }
      of[number] = known.get(key);
    }
  });
  const x = Float64Array.from(at, ([east]) => TILE * (east / 360 + 0.5));
  const y = Float64Array.from(at, ([, north]) => {
    const sine = Math.sin((north * Math.PI) / 180);
    return TILE * (0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI));
  });
  return { of, at, x, y, size: at.length };
}

/* What is reported at each position: how many incidents and reports, how many of each group (`happened`: those reported as happened), and the first incident. */
export function makeTally(state, positions) {
  const groups = state.scene.groups.length;
  const { index } = state;
  /** @type {any} */
  const tally = { groups, touched: [], total: new Uint32Array(positions.size), reports: new Uint32Array(positions.size), first: new Uint32Array(positions.size) };
  tally.any = new Uint32Array(positions.size * groups);
  tally.happened = new Uint32Array(positions.size * groups);
  tally.settles = new Uint8Array(positions.size); // whether a province's fill stands on one of them
  tally.add = function (numbers) {
    for (const place of tally.touched) {
      tally.total[place] = 0;
      tally.settles[place] = 0;
      tally.reports[place] = 0;
      tally.any.fill(0, place * groups, (place + 1) * groups);
      tally.happened.fill(0, place * groups, (place + 1) * groups);
    }
    tally.touched = [];
    for (let i = numbers.length - 1; i >= 0; i -= 1) {
      const number = numbers[i];
      const place = index.spot[number] < 0 ? -1 : positions.of[index.spot[number]];
      if (place >= 0) {
        if (tally.total[place] === 0) {
          tally.touched.push(place);
          tally.first[place] = number;
        } else if (index.settles[number] && !tally.settles[place]) {
          tally.first[place] = number;
        }
        tally.settles[place] |= index.settles[number];
        tally.total[place] += 1;
        tally.reports[place] += index.starts[number + 1] - index.starts[number];
        tally.any[place * groups + index.group[number]] += 1;
        tally.happened[place * groups + index.group[number]] += index.happened[number];
      }
    }
  };
  return tally;
}

/* Positions that fall into one cell stand together under the one with most incidents. */
function gathered(places, positions, total, scale) {
  const cells = new Map();
  for (const place of places) {
    const key = Math.floor((positions.x[place] * scale) / CELL) * 2 ** 25 + Math.floor((positions.y[place] * scale) / CELL);
    const cell = cells.get(key);
    if (cell === undefined) {
      cells.set(key, { place, total: total[place], places: [place] });
    } else {
      cell.places.push(place);
      cell.total += total[place];
      if (total[place] > total[cell.place]) {
        cell.place = place;
      }
    }
  }
  return [...cells.values()];
}

/* Positions nearer than `reach` pixels join the one with most incidents; a grid keeps this quick. Each cluster stands at a place where something was reported. */
export function clustersOf(places, positions, total, zoom, reach) {
  const scale = 2 ** zoom;
  const single = (place) => ({ place, total: total[place], places: [place] });
  const cells = places.length > MANY ? gathered(places, positions, total, scale) : places.map(single);
  const { at } = positions;
  cells.sort((a, b) => b.total - a.total || at[a.place][0] - at[b.place][0] || at[a.place][1] - at[b.place][1]);
  const grid = new Map();
  /** @type {import("./types.js").Cluster[]} */
  const clusters = [];
  for (const cell of cells) {
    const x = positions.x[cell.place] * scale;
    const y = positions.y[cell.place] * scale;
    const [column, row] = [Math.floor(x / reach), Math.floor(y / reach)];
    /** @type {import("./types.js").Cluster | null} */
    let home = null;
    for (let dx = -1; dx <= 1 && home === null; dx += 1) {
      for (let dy = -1; dy <= 1 && home === null; dy += 1) {
        const near = grid.get((column + dx) * 2 ** 25 + row + dy) || [];
        home = near.find((each) => (each.x - x) ** 2 + (each.y - y) ** 2 < reach * reach) || null;
      }
    }
    if (home !== null) {
      home.places.push(...cell.places);
      home.total += cell.total;
    } else {
      home = { x, y, at: at[cell.place], place: cell.place, total: cell.total, places: cell.places };
      clusters.push(home);
      const key = column * 2 ** 25 + row;
      grid.set(key, [...(grid.get(key) || []), home]);
    }
  }
  return clusters;
}

/* How many incidents of each group a cluster has: those reported as happened, or all where none is. */
export function groupCounts(tally, cluster) {
  const sum = (column) =>
    Array.from({ length: tally.groups }, (_, group) => cluster.places.reduce((all, place) => all + column[place * tally.groups + group], 0));
  const happened = sum(tally.happened);
  return happened.some((number) => number > 0) ? { counts: happened, hollow: false } : { counts: sum(tally.any), hollow: true };
}

/* The positions that lie in the window or a window's width around it. */
export function placesInView(map, places, positions) {
  const bounds = map.getPixelBounds();
  const scale = 2 ** map.getZoom();
  const size = map.getSize();
  const [left, right, top, bottom] = [bounds.min.x - size.x, bounds.max.x + size.x, bounds.min.y - size.y, bounds.max.y + size.y];
  return places.filter((place) => {
    const [x, y] = [positions.x[place] * scale, positions.y[place] * scale];
    return x >= left && x <= right && y >= top && y <= bottom;
  });
}
