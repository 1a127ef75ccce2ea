// Width, depth and height drawn beside the figurine in the 3D view, and kept there as it turns.
import {html} from '../lib.js';
import {number, t} from '../words.js';

const OFF_MM = 4; // how far beside the figurine the lines stand
const SHORT_PX = 26; // a shorter line carries no label

export const millimetres = (metres) => t('keep.mm', {mm: number(metres * 1000, {maximumFractionDigits: 0})});

const CORNERS = [0, 1, 2, 3, 4, 5, 6, 7].map((k) => ({x: k & 1 ? 1 : -1, y: k & 2 ? 1 : 0, z: k & 4 ? 1 : -1}));

// Eight invisible marks at the corners of the box; model-viewer tells where they are on screen.
export const Corners = () => CORNERS.map((_, k) => html`<span key=${k} slot=${`hotspot-${k}`} class="corner" aria-hidden="true"></span>`);

export const Lines = ({hold}) => html`<div class="sizes" ref=${hold} aria-hidden="true">
  <svg>${['w', 'd', 'h'].map((name) => html`<g key=${name} class=${`size-${name}`}><line class="size-line"/>
    <line class="size-end"/><line class="size-end"/></g>`)}</svg>
  ${['w', 'd', 'h'].map((name) => html`<b key=${name} class=${`size-${name}`}></b>`)}</div>`;

export function place(viewer, {size, centre}) {
  const off = OFF_MM / 1000;
  CORNERS.forEach((corner, k) => viewer.updateHotspot({name: `hotspot-${k}`, normal: '0m 1m 0m',
    position: `${centre.x + corner.x * (size.x / 2 + off)}m ${centre.y - size.y / 2 + corner.y * size.y}m ${
      centre.z + corner.z * (size.z / 2 + off)}m`}));
}

export function draw(viewer, sheet, size) {
  const spots = CORNERS.map((_, k) => viewer.queryHotspot(`hotspot-${k}`)?.canvasPosition);
  if (spots.some((spot) => !spot)) return;
  const edges = {
    h: first([[0, 2], [1, 3], [4, 6], [5, 7]], (a) => -spots[a].x), // the leftmost upright
    w: first([[0, 1], [4, 5]], (a, b) => spots[a].y + spots[b].y), // the nearer ones below
    d: first([[0, 4], [1, 5]], (a, b) => spots[a].x + spots[b].x), // the right one: the upright is on the left
  };
  const values = {w: size.x, d: size.z, h: size.y};
  for (const [name, [a, b]] of Object.entries(edges)) stroke(sheet, name, spots[a], spots[b], values[name]);
}

const first = (pairs, worth) => pairs.reduce((best, pair) => (worth(...pair) > worth(...best) ? pair : best));

function stroke(sheet, name, from, to, metres) {
  const [line, ...ends] = sheet.querySelectorAll(`g.size-${name} line`);
  const label = sheet.querySelector(`b.size-${name}`);
  const [x, y] = [to.x - from.x, to.y - from.y];
  const long = Math.hypot(x, y) || 1;
  lay(line, from.x, from.y, to.x, to.y);
  [from, to].forEach((end, k) => lay(ends[k], end.x - (y / long) * 6, end.y + (x / long) * 6,
    end.x + (y / long) * 6, end.y - (x / long) * 6));
  const seen = long > SHORT_PX;
  for (const part of [line, ...ends]) part.classList.toggle('away', !seen);
  label.hidden = !seen;
  label.textContent = millimetres(metres);
  const [left, top] = [inside((from.x + to.x) / 2, sheet.clientWidth, 32), inside((from.y + to.y) / 2, sheet.clientHeight, 16)];
  label.style.transform = `translate(-50%, -50%) translate(${left}px, ${top}px)`;
}

// A label stays whole, whatever part of its line is out of the picture.
const inside = (at, length, margin) => Math.max(margin, Math.min(length - margin, at));

function lay(line, x1, y1, x2, y2) {
  for (const [name, value] of Object.entries({x1, y1, x2, y2})) line.setAttribute(name, value.toFixed(1));
}
