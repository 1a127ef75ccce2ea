// The figurine in 3D: first its picture, then a model that can be turned, measured and compared.
import {html, useEffect, useLayoutEffect, useRef, useState} from '../lib.js';
import {t} from '../words.js';
import {canDraw, engine} from './engine.js';
import {Lines, Corners, draw, place} from './sizes.js';
import {Stroke} from './strokes.js';
import {FARTHEST, START, Turntable} from './turntable.js';

const LIGHT = '/static/studio.hdr';
const BESIDE = {coin: {half: 11.7, gap: 9}, card: {half: 42.8, gap: 8}}; // millimetres
const TALLEST = 0.054; // metres; of the things
const SPEAKS = ['front', 'back', 'left', 'right', 'upper-front', 'upper-back', 'upper-left', 'upper-right',
  'lower-front', 'lower-back', 'lower-left', 'lower-right', 'interaction-prompt'];

// `model` is {src} of a file, or {src, box} of a preview. `onView` hears "flat" (no 3D here),
// "shown", "failed" and "broken" (a preview that did not load); `onReady` gets the element.
export function Viewer({model, poster, alt, colour, beside, onView, onReady, children}) {
  const view = useView({model, colour, beside, onView, onReady});
  const {state, progress, box, sizes, spinning} = view;
  if (state === 'flat') return null;
  const busy = state === 'waiting' || state === 'loading';
  return html`<div class="stage viewer" role="group" aria-label=${t('keep.view')} data-view=${state} data-shown=${view.shown}>
    <div class="viewer-room">
      ${poster && state !== 'shown' && html`<img class="poster" src=${poster} width="768" height="768" alt=${alt}/>`}
      ${view.ready && html`<model-viewer key=${view.attempt} ref=${view.hold} alt=${alt} camera-controls disable-pan loading="eager"
        touch-action="pan-y" camera-orbit=${START} min-camera-orbit="auto 12deg auto"
        max-camera-orbit=${FARTHEST} field-of-view="24deg" environment-image=${LIGHT} tone-mapping="aces"
        exposure="0.8" shadow-intensity="1.1" shadow-softness="0.7" interaction-prompt="none" auto-rotate-delay="0"
        rotation-per-second="24deg" ar ar-modes="webxr scene-viewer quick-look" ar-scale="fixed" a11y=${spoken()}>
        <span slot="ar-button" hidden></span><span slot="poster" hidden></span><span slot="progress-bar" hidden></span>
        <${Corners}/>${beside !== 'none' && box && html`<extra-model src=${`/static/scale/${beside}.glb`} offset=${spot(beside, box)}/>`}
      </model-viewer>`}
      <canvas class="veil" ref=${view.veil} hidden aria-hidden="true"></canvas>
      ${view.ready && sizes && html`<${Lines} hold=${view.sheet}/>`}
      ${busy && html`<progress class="viewer-load" max="1" value=${progress} aria-label=${t('keep.loading')}></progress>`}
      ${state === 'failed' && html`<div class="alert viewer-fail" role="alert"><strong>${t('keep.failed')}</strong>
        <p class="small">${t('keep.failed.says')}</p>
        <div><button class="btn ghost sm" type="button" onClick=${view.again}>${t('keep.failed.again')}</button></div></div>`}
    </div>
    ${children}
    <${Tools} view=${view} off=${state !== 'shown'} sizes=${sizes} spinning=${spinning}/>
  </div>`;
}

const spoken = () => JSON.stringify(Object.fromEntries(SPEAKS.map((name) => [name, t(`keep.a11y.${name}`)])));

function spot(thing, {size, centre}) {
  const {half, gap} = BESIDE[thing];
  return `${centre.x + size.x / 2 + (half + gap) / 1000}m 0m ${centre.z}m`;
}

// The box round both.
function together({size, centre}, thing) {
  const {half, gap} = BESIDE[thing];
  const more = (2 * half + gap) / 1000;
  return {size: {...size, x: size.x + more, y: Math.max(size.y, TALLEST)}, centre: {...centre, x: centre.x + more / 2}};
}

function useView({model, colour, beside, onView, onReady}) {
  const [state, setState] = useState(() => (canDraw() ? 'waiting' : 'flat'));
  const [ready, setReady] = useState(false);
  const [attempt, setAttempt] = useState(0);
  const [node, hold] = useState(null);
  const [progress, setProgress] = useState(0);
  const [box, setBox] = useState(null);
  const [sizes, setSizes] = useState(true);
  const [spinning, setSpinning] = useState(false);
  const [shown, setShown] = useState(0);
  const [sheet, holdSheet] = useState(null);
  const veil = useRef(null);
  const table = useRef(null);
  const now = useRef({});
  Object.assign(now.current, {model, colour, beside, box, onView});

  const tell = (next) => { setState(next); now.current.onView?.(next); };

  useEffect(() => {
    if (state === 'flat') { onView?.('flat'); return; }
    engine().then(() => setReady(true), () => tell('failed'));
  }, [attempt]);

  useEffect(() => {
    if (!node) return undefined;
    table.current = new Turntable(node, veil.current);
    const arrived = () => {
      const {model: seen, colour: skin} = now.current;
      if (!table.current.due || !(node.getDimensions().y > 0)) return; // settled, or overtaken by another
      const fresh = seen.box ?? measured(node);
      if (fresh) setBox(fresh);
      const figure = fresh ?? now.current.box;
      table.current.settle(skin, node.querySelector('extra-model') ? together(figure, now.current.beside) : null, () => {
        setShown((count) => count + 1);
        tell('shown');
      });
    };
    const on = {
      progress: (event) => setProgress(event.detail.totalProgress),
      'before-render': () => arrived(), // the model is there, and drawn in the next frame
      load: (event) => { if (event.detail.url === node.src) arrived(); },
      error: () => {
        veil.current.hidden = true;
        if (now.current.model.box) now.current.onView?.('broken'); else tell('failed');
      },
    };
    for (const [name, act] of Object.entries(on)) node.addEventListener(name, act);
    onReady?.(node);
    return () => { for (const [name, act] of Object.entries(on)) node.removeEventListener(name, act); };
  }, [node]);

  useLayoutEffect(() => { if (node) table.current?.restage(); }, [beside]); // things compare best from the front

  useEffect(() => { // a new file or preview under the same camera
    if (!node || !model.src) return;
    if (state !== 'shown') tell('loading');
    table.current.show(attempt ? `${model.src}#${attempt}` : model.src);
  }, [node, model]);

  useEffect(() => { if (state === 'shown') table.current.paint(colour); }, [colour, state]);
  useLines({node, sheet, box, sizes, spinning, shown});

  return {state, ready, attempt, progress, box, sizes, spinning, shown, hold, veil, sheet: holdSheet,
    again: () => { setReady(false); setState('waiting'); setAttempt((count) => count + 1); },
    act: (name, ...rest) => table.current?.[name](...rest),
    spin: () => { table.current.spin(!spinning); setSpinning(!spinning); },
    still: () => setSpinning(false), showSizes: () => setSizes(!sizes)};
}

// With a coin beside it the view's box is that of both: then the figurine's is already known.
const measured = (node) => (node.querySelector('extra-model') ? null
  : {size: node.getDimensions(), centre: node.getBoundingBoxCenter()});

function useLines({node, sheet, box, sizes, spinning, shown}) {
  useEffect(() => {
    if (!node || !sheet || !box || !sizes) return undefined;
    place(node, box);
    const redraw = () => draw(node, sheet, box.size);
    let soon = requestAnimationFrame(function next() { // a turntable tells nobody that it turns
      redraw();
      soon = requestAnimationFrame(spinning ? next : redraw);
    });
    const watch = new ResizeObserver(() => requestAnimationFrame(redraw));
    watch.observe(node);
    node.addEventListener('camera-change', redraw);
    return () => {
      cancelAnimationFrame(soon);
      watch.disconnect();
      node.removeEventListener('camera-change', redraw);
    };
  }, [node, sheet, box, sizes, spinning, shown]);
}

function Tools({view, off, sizes, spinning}) {
  const press = (act) => () => { if (!off) act(); };
  const button = (name, label, act) => html`<button class="iconbtn" type="button" aria-disabled=${off ? 'true' : undefined}
    aria-label=${label} title=${label} onClick=${press(act)}><${Stroke} name=${name}/></button>`;
  const look = (from) => html`<button class="iconbtn" type="button" aria-disabled=${off ? 'true' : undefined}
    onClick=${press(() => { view.still(); view.act('look', from); })}>${t(`keep.look.${from}`)}</button>`;
  const spin = t(spinning ? 'keep.spin.stop' : 'keep.spin');
  return html`<div class="viewer-tools">
    <div>${button('left', t('keep.turn.left'), () => view.act('turn', -1))}${button('right', t('keep.turn.right'), () => view.act('turn', 1))}
      ${button('plus', t('keep.closer'), () => view.act('zoom', 2))}${button('minus', t('keep.farther'), () => view.act('zoom', -2))}</div>
    <div>${look('front')}${look('back')}${look('top')}</div>
    <div>${button(spinning ? 'pause' : 'play', spin, view.spin)}
      <button class="iconbtn" type="button" aria-pressed=${sizes ? 'true' : 'false'} aria-label=${t('keep.sizes')} title=${t('keep.sizes')}
        onClick=${view.showSizes}><${Stroke} name="ruler"/></button></div></div>`;
}
