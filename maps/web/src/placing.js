/* Where names may stand on the map. A name belongs to the mark that it is nearest to, so one stands only where its own mark is the nearest;
   else farther off with a line to its mark; else not at all. No name is exempt. Everything is in pixels; nothing here draws. */

const CLEARANCES = [
  { right: 10, left: 10, above: 8, below: 8 },
  { right: 20, left: 12, above: 16, below: 11 },
];
const LEADERS = [24, 36, 50, 66]; // pixels from the mark to the name
const LONG_LEADERS = [...LEADERS, 84, 104, 128, 156]; // for what changed hands on the day: it is named wherever there is room
const CLEAR = 24; // pixels from every other mark at which a name cannot be taken for theirs
const ANGLES = 16;
const NEARER = 2; // pixels by which the own mark must be nearer than any other
const APART = 9; // pixels that a name with a line keeps from every other mark

/** @param {import("./types.js").Box} a @param {import("./types.js").Box} b */
export function overlaps(a, b) {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}

/**
 * How far a point is from a box; 0 inside.
 * @param {import("./types.js").Box} box
 * @param {{ x: number, y: number }} at
 */
export function distance(box, at) {
  const right = Math.max(box.x - at.x, 0, at.x - box.x - box.width);
  const down = Math.max(box.y - at.y, 0, at.y - box.y - box.height);
  return Math.hypot(right, down);
}

/** The places close to a mark, best first: beside it, above, below, then clear of a pin with its badge. */
function around(at, width, height) {
  const middle = at.y - height / 2;
  return CLEARANCES.flatMap((clear) => [
    { x: at.x + clear.right, y: middle, width, height },
    { x: at.x - clear.left - width, y: middle, width, height },
    { x: at.x - width / 2, y: at.y - clear.above - height, width, height },
    { x: at.x - width / 2, y: at.y + clear.below, width, height },
    { x: at.x + 4, y: at.y + clear.below, width, height },
    { x: at.x - 4 - width, y: at.y + clear.below, width, height },
    { x: at.x - 4 - width, y: at.y - clear.above - height, width, height },
    { x: at.x + 4, y: at.y - clear.above - height, width, height },
  ]);
}

/** The places farther off, with the end of the line that leads to them. */
function farther(at, width, height, reaches) {
  return reaches.flatMap((reach) =>
    Array.from({ length: ANGLES }, (_, number) => {
      const angle = (2 * Math.PI * number) / ANGLES;
      const [right, down] = [Math.cos(angle), Math.sin(angle)];
      const end = { x: at.x + reach * right, y: at.y + reach * down };
      const x = right > 0.4 ? end.x + 2 : right < -0.4 ? end.x - width - 2 : end.x - width / 2;
      const y = down > 0.4 ? end.y : down < -0.4 ? end.y - height : end.y - height / 2;
      return { x, y, width, height, end, reach };
    }),
  );
}

/** Of the places with a line, the one farthest from other marks for the length of its line; of equals the nearest. */
function clearest(places, others) {
  const worth = (place) => others.reduce((least, mark) => Math.min(least, distance(place, mark)), CLEAR) - place.reach / 3;
  return places.map((place) => ({ place, worth: worth(place) })).reduce((best, each) => (best === null || each.worth > best.worth ? each : best), null)?.place;
}

/** Whether a line keeps away from all marks but its own and from all boxes. */
function isClear(from, to, marks, taken) {
  const steps = Math.ceil(Math.hypot(to.x - from.x, to.y - from.y) / 4);
  for (let step = 2; step <= steps; step += 1) {
    const at = { x: from.x + ((to.x - from.x) * step) / steps, y: from.y + ((to.y - from.y) * step) / steps };
    if (marks.some((mark) => Math.hypot(mark.x - at.x, mark.y - at.y) < 6) || taken.some((box) => distance(box, at) === 0 && distance(box, from) > 0)) {
      return false;
    }
  }
  return true;
}

/**
 * The names that find a place, in the order in which they are given.
 * @param {{ text: string, at: { x: number, y: number }, width: number, height: number, isMark: boolean, isTold?: boolean, spots?: { x: number, y: number }[] }[]} names
 *   those with `isMark` stand at a mark at `at`; the others stand centred on it, else on one of their `spots`; those with `isTold` may have a long line, over room kept for pins
 * @param {{ x: number, y: number }[]} marks all marks, those of names among them
 * @param {import("./types.js").Box[]} taken what no name may cover
 * @param {import("./types.js").Box} frame what is seen: a name whose mark is in it stands in it whole
 * @returns {{ number: number, box: import("./types.js").Box, end?: { x: number, y: number } }[]}
 */
export function placeNames(names, marks, taken, frame) {
  const used = taken.slice();
  const found = [];
  names.forEach(({ at, width, height, isMark, isTold, spots }, number) => {
    const others = marks.filter((mark) => Math.hypot(mark.x - at.x, mark.y - at.y) > 0.5);
    const isSeen = distance(frame, at) === 0;
    const isInside = (box) => box.x >= frame.x && box.y >= frame.y && box.x + box.width <= frame.x + frame.width && box.y + box.height <= frame.y + frame.height;
    const isFree = (box) => (!isSeen || isInside(box)) && !used.some((other) => overlaps(box, other));
    let place;
    if (isMark) {
      const isNearest = (box) => others.every((mark) => distance(box, mark) > distance(box, at) + NEARER);
      place = around(at, width, height).find((box) => isFree(box) && isNearest(box));
      const fits = (box) => isFree(box) && others.every((mark) => distance(box, mark) > APART);
      if (place === undefined && isTold) {
        const named = used.slice(taken.length);
        place = clearest(farther(at, width, height, LONG_LEADERS).filter((box) => fits(box) && isClear(at, box.end, others, named)), others);
      } else if (place === undefined) {
        place = farther(at, width, height, LEADERS).find((box) => fits(box) && isClear(at, box.end, others, used));
      }
    } else {
      place = [at, ...(spots || [])].map((spot) => ({ x: spot.x - width / 2, y: spot.y - height / 2, width, height })).find(isFree);
    }
    if (place) {
      const { end, reach, ...box } = /** @type {any} */ (place);
      used.push(box);
      found.push({ number, box, end });
    }
  });
  return found;
}
