// What a person marked on a photo: a rectangle, and strokes of a brush. Plain values, nothing is drawn here.
// `sure`: the person has looked at the cutout and says that it is right.
// Places are shares of the picture's width and height; a brush's width is a share of its longer side.
export const NOTHING = {box: null, strokes: []};
export const WIDTHS = {least: 0.01, most: 0.2, first: 0.05};
const LEAST = 0.03; // of a side of the rectangle
const MOST_STROKES = 200;
const MOST_POINTS = 400; // of a stroke
const MOST_BYTES = 60_000; // the studio takes 64 kB

export const same = (one, other) => one === other || JSON.stringify(one) === JSON.stringify(other);
export const untouched = ({box, strokes, sure}) => !box && !strokes.length && !sure;

const clamp = (value, low, high) => Math.min(high, Math.max(low, value));
const short = (value) => Math.round(value * 1e4) / 1e4;

// A rectangle inside the picture, whichever corner was first.
export function boxed([x, y, w, h]) {
  const [left, right] = [clamp(Math.min(x, x + w), 0, 1), clamp(Math.max(x, x + w), 0, 1)];
  const [top, bottom] = [clamp(Math.min(y, y + h), 0, 1), clamp(Math.max(y, y + h), 0, 1)];
  const [wide, high] = [Math.max(right - left, LEAST), Math.max(bottom - top, LEAST)];
  return [Math.min(left, 1 - wide), Math.min(top, 1 - high), wide, high].map(short);
}

export const moved = ([x, y, w, h], dx, dy) => [clamp(x + dx, 0, 1 - w), clamp(y + dy, 0, 1 - h), w, h].map(short);
export const grown = ([x, y, w, h], dx, dy) => [x, y, clamp(w + dx, LEAST, 1 - x), clamp(h + dy, LEAST, 1 - y)].map(short);

// The rectangle with one of its sides at a share: "left", "top", "width", "height".
export function sided([x, y, w, h], side, share) {
  const next = {left: [share, y, w, h], top: [x, share, w, h], width: [x, y, share, h], height: [x, y, w, share]}[side];
  return [clamp(next[0], 0, 1 - LEAST), clamp(next[1], 0, 1 - LEAST),
    clamp(next[2], LEAST, 1 - clamp(next[0], 0, 1 - LEAST)), clamp(next[3], LEAST, 1 - clamp(next[1], 0, 1 - LEAST))].map(short);
}

// Another stroke; points closer than a sixth of the brush say nothing new.
export function stroked(marks, keep, width, points) {
  let last = null;
  const told = points.filter(([x, y], n) => {
    const fresh = !last || n === points.length - 1 || Math.hypot(x - last[0], y - last[1]) > width / 6;
    if (fresh) last = [x, y];
    return fresh;
  });
  const inside = ([x, y]) => [short(clamp(x, -0.5, 1.5)), short(clamp(y, -0.5, 1.5))];
  const stroke = {keep, width: short(width), points: thinned(told, MOST_POINTS).map(inside)};
  return {...marks, strokes: [...marks.strokes, stroke].slice(-MOST_STROKES)};
}

// As the API takes them: fewer points when they are too many.
export function fitted(marks) {
  let sent = marks;
  for (let most = MOST_POINTS; most > 2 && JSON.stringify(sent).length > MOST_BYTES; most = Math.floor(most / 2)) {
    sent = {...marks, strokes: marks.strokes.map((stroke) => ({...stroke, points: thinned(stroke.points, most)}))};
  }
  return sent;
}

function thinned(points, most) {
  if (points.length <= most) return points;
  const step = (points.length - 1) / (most - 1);
  return Array.from({length: most}, (_, n) => points[Math.round(n * step)]);
}
