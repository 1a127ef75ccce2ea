// The photo under its veil, and the hand that marks it: by mouse, finger, pen or keys.
import {html, useEffect, useLayoutEffect, useRef, useState} from '../lib.js';
import {boxed, grown, moved, stroked} from '../marks.js';
import {t} from '../words.js';
import {Veil} from './veil.js';

const NEAR_PX = 24; // of a corner that is taken hold of
const DRAG_PX = 8; // less is a slip of the hand: no new rectangle
const STEP = 0.02; // of the picture, for each press of an arrow
const FAR = 4; // steps, with Shift
const ARROWS = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
const NIGHT = matchMedia('(prefers-color-scheme: dark)');
const FIRST_BOX = [0.15, 0.15, 0.7, 0.7];

// tool: "" (only look) | "box" | "keep" | "drop"; `width` of the brush; `whole`: no veil.
export function Cutting({photo, held, tool, width, whole, theme}) {
  const canvas = useRef(null);
  const veil = useRef(null);
  const live = useRef(null); // {points} or {box} while the pointer is down
  const spot = useRef(null); // of the keys' cursor
  const [lost, lose] = useState(false);
  const {marks, done, change, undo} = held;
  const fresh = marks.strokes.slice(common(marks.strokes, done.strokes)); // not yet in the cutout that is seen

  const paint = () => {
    const now = live.current;
    const strokes = now?.points ? [...fresh, {keep: tool === 'keep', width, points: now.points}] : fresh;
    const cursor = spot.current && (tool === 'keep' || tool === 'drop') ? {at: spot.current, width, keep: tool === 'keep'} : null;
    veil.current?.paint({open: whole, box: now?.box ?? marks.box, boxed: tool === 'box', strokes, cursor});
  };
  useLayoutEffect(() => {
    veil.current = new Veil(canvas.current);
    const again = () => { veil.current.fit(); canvas.current?.dispatchEvent(new Event('paint')); };
    const seen = new ResizeObserver(again);
    seen.observe(canvas.current);
    NIGHT.addEventListener('change', again); // the veil has the colours of the page
    return () => { seen.disconnect(); NIGHT.removeEventListener('change', again); };
  }, []);
  useEffect(() => { // the newest cutout; the one before stays until it is there
    let over = false;
    const mask = Object.assign(new Image(), {src: photo.cutout_url});
    mask.decode().then(() => { if (!over) { lose(false); veil.current.cut(mask); paint(); } }, () => { if (!over) lose(true); });
    return () => { over = true; };
  }, [photo.cutout_url]);
  useEffect(() => { veil.current.hang(); }, [theme]);
  useEffect(() => {
    paint();
    const node = canvas.current;
    node.addEventListener('paint', paint);
    return () => node.removeEventListener('paint', paint);
  });

  const at = (event) => {
    const {left, top, width: wide, height: high} = canvas.current.getBoundingClientRect();
    return [(event.clientX - left) / wide, (event.clientY - top) / high];
  };
  const down = (event) => {
    if (!tool || event.button || !event.isPrimary) return;
    canvas.current.setPointerCapture(event.pointerId);
    spot.current = null;
    const place = at(event);
    live.current = tool === 'box' ? grip(marks.box, place, canvas.current) : {points: [place]};
    paint();
  };
  const move = (event) => {
    const now = live.current;
    if (!now || !event.isPrimary) return;
    const place = at(event);
    if (now.points) now.points.push(place);
    else now.box = now.pull(place);
    paint();
  };
  const up = () => {
    const now = live.current;
    live.current = null;
    if (now?.points) change(stroked(marks, tool === 'keep', width, now.points));
    else if (now?.box && now.box !== marks.box) change({...marks, box: now.box});
    paint();
  };
  const drop = () => { live.current = null; paint(); }; // two fingers zoom, a call comes in: nothing was marked

  const hand = {tool, width, marks, change, undo, spot, live, paint, up, drop};
  const sized = (node) => node?.style.setProperty('--ratio', photo.width / photo.height);
  return html`<div class="cut-stage" ref=${sized} data-tool=${tool || 'look'}>
    <img src=${photo.picture_url} width=${photo.width} height=${photo.height} alt=${t('photo.alt')} draggable=${false}/>
    <canvas ref=${canvas} ...${tool ? {tabindex: 0, role: 'application', 'aria-label': t(`photo.hand.${tool}`)} : {'aria-hidden': 'true'}}
      onPointerDown=${down} onPointerMove=${move} onPointerUp=${up} onPointerCancel=${drop}
      onKeyDown=${tool ? (event) => press(event, hand) : undefined} onKeyUp=${tool ? (event) => lift(event, hand) : undefined}
      onFocus=${() => { if (canvas.current.matches(':focus-visible')) { spot.current ??= [0.5, 0.5]; paint(); } }} onBlur=${() => { spot.current = null; drop(); }}></canvas>
    ${lost && html`<p class="cut-lost small">${t('photo.unseen')}</p>`}</div>`;
}

function common(some, others) {
  let n = 0;
  while (n < some.length && n < others.length && JSON.stringify(some[n]) === JSON.stringify(others[n])) n += 1;
  return n;
}

// What the pointer takes hold of: a corner, the rectangle, or a new one.
function grip(box, place, canvas) {
  const pulled = ([x, y]) => Math.hypot((x - place[0]) * canvas.clientWidth, (y - place[1]) * canvas.clientHeight) > DRAG_PX;
  const fresh = {box, pull: (to) => (pulled(to) ? boxed([...place, to[0] - place[0], to[1] - place[1]]) : box)};
  if (!box) return fresh;
  const [x, y, w, h] = box;
  const near = ([a, b]) => Math.hypot((a - place[0]) * canvas.clientWidth, (b - place[1]) * canvas.clientHeight);
  const corners = [[x, y], [x + w, y], [x, y + h], [x + w, y + h]];
  const best = corners.reduce((one, other) => (near(other) < near(one) ? other : one));
  if (near(best) < NEAR_PX) {
    const across = [2 * x + w - best[0], 2 * y + h - best[1]];
    return {box, pull: ([a, b]) => boxed([across[0], across[1], a - across[0], b - across[1]])};
  }
  const inside = place[0] > x && place[0] < x + w && place[1] > y && place[1] < y + h;
  return inside ? {box, pull: ([a, b]) => moved(box, a - place[0], b - place[1])} : fresh;
}

// Arrows move, Shift makes more of it, the space bar paints.
function press(event, hand) {
  const {tool, marks, change, undo, spot, live, paint, drop} = hand;
  const arrow = ARROWS[event.key];
  if (event.key === 'z' && (event.ctrlKey || event.metaKey)) { undo(); event.preventDefault(); return; }
  if (event.key === 'Escape' && live.current) { drop(); event.preventDefault(); return; }
  if (!arrow && event.key !== ' ' && event.key !== 'Enter') return;
  event.preventDefault();
  if (tool === 'box') {
    if (!arrow || !marks.box) { if (!marks.box) change({...marks, box: FIRST_BOX}, 'keys'); return; }
    const [dx, dy] = arrow.map((one) => one * STEP);
    change({...marks, box: (event.shiftKey ? grown : moved)(marks.box, dx, dy)}, 'keys');
    return;
  }
  spot.current ??= [0.5, 0.5];
  if (arrow) {
    const by = STEP * (event.shiftKey ? FAR : 1);
    spot.current = spot.current.map((one, k) => Math.min(1, Math.max(0, one + by * arrow[k])));
    live.current?.points.push(spot.current);
  } else if (!event.repeat) {
    live.current = {points: [spot.current]};
  }
  paint();
}

function lift(event, {tool, live, up}) {
  if ((event.key === ' ' || event.key === 'Enter') && tool !== 'box' && live.current) up();
}
