// Step 4: the figurine is there. Turn it, read what it will be, change its words, take it along.
import {html, useEffect, useRef, useState} from '../lib.js';
import {Carving} from '../pieces/carving.js';
import {Colours, COLOURS, keepColour, recallColour} from '../pieces/colours.js';
import {Downloads, bytes, downloadOf, fileOf} from '../pieces/downloads.js';
import {Notice, Trouble} from '../pieces/notices.js';
import {OnTable} from '../pieces/ontable.js';
import {Receipt} from '../pieces/receipt.js';
import {Beside, ScaleDrawing} from '../pieces/scale.js';
import {Farewell, Share} from '../pieces/share.js';
import {framed} from '../pieces/plate.js';
import {Heading} from '../pieces/shell.js';
import {Stroke} from '../pieces/strokes.js';
import {Viewer} from '../pieces/viewer.js';
import {body, useWish} from '../pieces/wish.js';
import {remaining, useNow} from '../clock.js';

const HEIGHTS_MM = [20, 300]; // until the studio has told its own

export function Keep({gift, api, words, go, say = null, studio: known = null, lost = null}) {
  const t = words;
  const [gone, setGone] = useState(false);
  const [said, setSaid] = useState('');
  const tell = say ?? setSaid;
  const studio = useStudio(api, known);
  if (gone) return html`<${Gone} t=${t} go=${() => go(gift?.photo ? 'photo' : 'tell')}/>`;
  if (lost) return lost;
  if (!gift.figurine) return null;
  return html`<${Kept} key=${gift.id} gift=${gift} api=${api} t=${t} go=${go} say=${tell} studio=${studio} onGone=${() => setGone(true)}/>
    ${!say && html`<p class="sr" role="status">${said}</p>`}`;
}

function useStudio(api, known) {
  const [own, setOwn] = useState(null);
  useEffect(() => { if (!known) api.studio?.().then(setOwn, () => {}); }, [known]);
  return known ?? own;
}

function Kept({gift, api, t, go, say, studio, onGone}) {
  const {figurine} = gift;
  const [colour, setColour] = useState(recallColour);
  const [beside, setBeside] = useState('none');
  const [view, setView] = useState('waiting');
  const [viewer, setViewer] = useState(null);
  const work = useWork({gift, api, t, say});
  const limits = studio?.heights_mm ?? HEIGHTS_MM;
  const form = useWish({gift, api, held: work.working || gift.readonly, limits});
  const file = fileOf(gift, 'figurine.glb');
  const own = useModel(gift, file);
  const model = form.preview ?? own;
  const poster = fileOf(gift, 'figurine.png')?.url;

  useEffect(() => setBeside('none'), [figurine.version]);
  useEffect(() => { if (form.preview && view === 'shown') say(t('keep.preview.said')); }, [form.preview]);
  const carve = () => work.carve(body(form.wish), form.refuse);
  const paint = (name) => { setColour(name); keepColour(name); };
  const look = html`<section class="card look" aria-label=${t('keep.look')}><${Colours} chosen=${colour} onChoose=${paint}/>
    <${Beside} chosen=${beside} onChoose=${setBeside}/></section>`;

  return html`<${Head} gift=${gift} t=${t} working=${work.working}/>
    <${Standing} gift=${gift} work=${work} t=${t} go=${go} onAgain=${form.dirty ? carve : null}/>
    <div class="keep" data-filament=${colour}>
      <div class="keep-view"><div class="stack">
        <${Viewer} model=${model} poster=${poster} alt=${alt(gift, t)} colour=${COLOURS[colour]} beside=${beside} onView=${setView} onReady=${setViewer}/>
        ${view === 'broken' && html`<${Notice} title=${t('keep.preview.broken')}/>`}
        ${view === 'flat' ? html`<${Flat} gift=${gift} t=${t}/>` : look}
        ${view !== 'flat' && html`<${OnTable} viewer=${view === 'shown' ? viewer : null} carved=${!form.preview} alone=${beside === 'none'} gift=${gift}/>`}
      </div></div>
      <div class="keep-facts stack">
        ${!gift.readonly && html`<${Carving} form=${form} studio=${studio} limits=${limits} working=${work.working} left=${work.left} frame=${framed(gift, figurine.concept_id)}
          onCarve=${carve} onStop=${work.stop}/>`}
        <${Receipt} figurine=${figurine} price=${gift.price} working=${work.working}/>
        ${gift.readonly && html`<${Downloads} gift=${gift} working=${work.working}/>`}
      </div>
      ${!gift.readonly && html`<div class="keep-take stack"><${Downloads} gift=${gift} working=${work.working}/></div>
        <div class="keep-share stack"><${Share} gift=${gift} say=${say}/></div>`}
    </div>
    <${Next} gift=${gift} api=${api} t=${t} go=${go} onGone=${onGone}/>`;
}

const alt = ({figurine, ...gift}, t) => [t('keep.alt', {title: figurine.title}), figurine.inscription.length > 0
  && t(framed(gift, figurine.concept_id) ? 'keep.alt.frame' : 'keep.alt.reads', {text: figurine.inscription.join(', ')})].filter(Boolean).join(' ');

// The address of the finished GLB: the share link's, which works for apps that have no cookie, and
// which tells them nothing with which the gift could be changed.
function useModel(gift, file) {
  const version = gift.figurine.version;
  const model = useRef({src: '', version: -1});
  if (file && model.current.version !== version) {
    const token = gift.share?.split('/').pop();
    const src = gift.readonly || !token ? file.url : `/api/shared/${token}/files/figurine.glb?v=${version}`;
    model.current = {src: new URL(src, location.href).href, version};
  }
  return model.current;
}

function Head({gift, t, working}) {
  const {figurine} = gift;
  const best = fileOf(gift, 'figurine.3mf');
  const named = !gift.readonly && gift.name;
  return html`<div class="row between keep-head"><div><${Heading}>${named ? t('keep.title', {name: gift.name}) : figurine.title}<//>
      <p class="lede" dir="auto" lang=${gift.language}>${named && html`<strong>${figurine.title}.</strong> `}${figurine.story}</p></div>
    <div class="row">${best && html`<a class="btn" href=${downloadOf(best)} download><${Stroke} name="down"/><span>${t('keep.get')}${' '}</span>
        <span class="btn-more">${working ? t('keep.former') : bytes(best.size)}</span></a>`}
      ${!gift.readonly && html`<a class="btn ghost" href="#share" onClick=${jump}><${Stroke} name="share"/>${t('keep.share.short')}</a>`}</div></div>`;
}

function jump(event) { // a hash would end up in the history, and the app routes by it
  event.preventDefault();
  const target = document.getElementById('share');
  target.scrollIntoView({block: 'start'});
  target.focus({preventScroll: true});
}

// What the person should know before all else: work in hand, or work that failed.
function Standing({gift, work, t, go, onAgain}) {
  if (work.problem) return html`<div class="notices"><${Trouble} problem=${work.problem}/></div>`;
  if (work.elsewhere) {
    return html`<div class="notices"><${Notice} title=${t('keep.elsewhere')}><p class="small">${t('keep.elsewhere.says')}</p>
      <div><button class="btn ghost sm" type="button" onClick=${() => go('make')}>${t('keep.elsewhere.go')}</button></div><//></div>`;
  }
  if (work.working) return html`<${Working} gift=${gift} left=${work.left} t=${t} onStop=${work.stop}/>`;
  if (gift.error) {
    return html`<div class="notices"><${Trouble} problem=${gift.error}><p class="small">${t('keep.stays')}</p>
      ${gift.error.retryable && onAgain && html`<div><button class="btn ghost sm" type="button" onClick=${onAgain}>${t('keep.retry')}</button></div>`}<//></div>`;
  }
  return null;
}

function Working({gift, left, t, onStop}) {
  const {progress} = gift;
  const done = progress && progress.expected_s ? Math.min(0.95, (progress.step - 1 + 0.5) / progress.of) : undefined;
  return html`<div class="notices"><div class="note working"><div class="grow"><strong>${t('keep.working')}</strong>
      <p class="small muted">${left === null ? t('keep.working.says') : t('keep.working.left', {seconds: left})}</p>
      <progress max="1" value=${done} aria-label=${t('keep.working')}></progress></div>
    <button class="btn ghost sm" type="button" onClick=${onStop}>${t('keep.stop')}</button></div></div>`;
}

// Carving anew, from the press of the button to the next version.
function useWork({gift, api, t, say}) {
  const [sent, setSent] = useState(false);
  const [problem, setProblem] = useState(null);
  const refining = gift.state === 'sculpting' && gift.doing === 'refine';
  const elsewhere = ['sculpting', 'imagining'].includes(gift.state) && !refining;
  const working = refining || sent;
  const now = useNow(working);
  const before = useRef({working: false, version: gift.figurine.version});
  const left = refining ? remaining(gift, now) : null;

  useEffect(() => { setSent(false); }, [gift.state, gift.figurine.version, gift.events?.at(-1)?.id]);
  useEffect(() => { // the end of the work is said once
    const {working: was, version} = before.current;
    if (was && !working) say(t(gift.figurine.version > version ? 'keep.carved.said' : gift.error ? 'keep.failed.said' : 'keep.stopped.said'));
    if (!was && working) say(t('keep.carving.said'));
    before.current = {working, version: working ? version : gift.figurine.version};
  }, [working, gift.figurine.version]);

  const act = (work, refuse) => async () => {
    setProblem(null);
    try {
      await work();
    } catch (trouble) {
      setSent(false);
      if (refuse && trouble.status === 422) refuse(trouble);
      else setProblem(trouble);
    }
  };
  return {working, elsewhere, problem, left: left === null ? null : Math.max(1, Math.ceil(left)),
    carve: (change, refuse) => { setSent(true); act(() => api.refine(gift.id, change), refuse)(); },
    stop: act(() => api.cancel(gift.id))};
}

// No 3D here: the picture, the idea's picture, and the size as a drawing.
function Flat({gift, t}) {
  const {figurine} = gift;
  const concept = gift.concepts.find((one) => one.id === figurine.concept_id);
  const pictures = [[fileOf(gift, 'figurine.png')?.url, 'keep.flat.figurine'], [concept?.image, 'keep.flat.idea']].filter(([url]) => url);
  return html`<section class="card stack" aria-label=${t('keep.flat')}><${Notice} title=${t('keep.flat')}><p class="small">${t('keep.flat.says')}</p><//>
    <div class="flat-pictures">${pictures.map(([url, key], n) => html`<figure key=${key}><img src=${url} width="768" height="768"
      alt=${n ? t('keep.flat.idea.alt', {title: figurine.title}) : alt(gift, t)}/><figcaption class="small muted">${t(key)}</figcaption></figure>`)}</div>
    <${ScaleDrawing} size=${figurine.size_mm}/></section>`;
}

function Next({gift, api, t, go, onGone}) {
  if (gift.readonly) return html`<p class="keep-next"><a class="btn ghost" href="/">${t('keep.own')}</a></p>`;
  return html`<section class="keep-next" aria-labelledby="next"><h2 id="next">${t('keep.next')}</h2>
    <div class="row"><button class="btn ghost" type="button" onClick=${() => go('pick')}>${t('keep.other')}</button>
      <button class="btn ghost" type="button" onClick=${() => go(gift.photo ? 'photo' : 'tell')}>${t('keep.another')}</button></div>
    <${Farewell} gift=${gift} api=${api} onGone=${onGone}/></section>`;
}

const Gone = ({t, go}) => html`<div class="stack gone"><${Heading}>${t('keep.gone')}<//><p class="lede">${t('keep.gone.says')}</p>
  <div><button class="btn" type="button" onClick=${go}>${t('keep.another')}</button></div></div>`;
