// A photo of somebody's own becomes a keepsake: chosen, cut out, corrected. Then it goes on as every gift does.
import * as api from '../api.js';
import {forget, keep, keyFor, recall} from '../draft.js';
import {html, useEffect, useLayoutEffect, useRef, useState} from '../lib.js';
import {WIDTHS} from '../marks.js';
import {canBeFigure, canBeSoft, remove, useMarks, usePhoto} from '../photos.js';
import {Giving} from '../pieces/giving.js';
import {Cutting} from '../pieces/cutting.js';
import {Tools} from '../pieces/cuttools.js';
import {Icon} from '../pieces/icons.js';
import {LoadingStage, Unreached, styled} from '../pieces/lazy.js';
import {Badge, Notice, Trouble} from '../pieces/notices.js';
import {Heading} from '../pieces/shell.js';
import {Stroke} from '../pieces/strokes.js';
import {promised} from '../privacy.js';
import {has, language, learn, t} from '../words.js';
import {EmptyShelf} from './lost.js';

const LONGEST = 60; // letters of a name, of an occasion

// With its words and its looks.
export async function ready() {
  await Promise.all([learn('photo.'), learn('send.'), styled('/static/send.css'), styled('/static/photo.css')]);
  return PhotoScreen;
}

function PhotoScreen({id, ...hand}) {
  return id ? html`<${One} key=${id} id=${id} ...${hand}/>` : html`<${Door} ...${hand}/>`;
}

const Door = ({open, say, studio, stays = promised('photo.private', studio)}) => html`<div class="doorway"><div><${Heading}>${t('photo.title')}<//><p class="lede">${t('photo.lede')}</p>
    <${Giving} open=${open} say=${say} studio=${studio}/>
    <ul class="promise"><li class=${stays.hide}><${Icon} name="lock"/> ${t(stays.key)}</li><li><${Icon} name="clock"/> ${t('photo.day')}</li></ul></div>
  <section class="become" aria-labelledby="become"><h2 id="become">${t('photo.become')}</h2>
    <figure><${Example} name="plaque" says=${t('photo.plaque_alt')}/>
      <figcaption><h3>${t('photo.plaque')}</h3><p class="muted">${t('photo.plaque_says')}</p></figcaption></figure>
    <figure><${Example} name="soft" says=${t('photo.soft_alt')}/>
      <figcaption><h3>${t('photo.soft')}</h3><p class="muted">${t('photo.soft_says')}</p></figcaption></figure></section></div>`;

// What came of a photo, and the photo pinned beside it.
const Example = ({name, says}) => html`<div class="stage"><img class="fig" src=${`/static/pictures/photo/${name}.webp`} width="416" height="400" alt=${says}/>
  <img class="snap" src=${`/static/pictures/photo/${name}-photo.webp`} width="140" height="140" alt=""/></div>`;

function One({id, known, open, go, ...hand}) {
  const {photo, problem, put} = usePhoto(id, known);
  const [gone, leave] = useState(false);
  if (gone || problem?.status === 404 || problem?.status === 422) return html`<${Gone} go=${go}/>`;
  if (!photo && problem?.code === 'offline') return html`<${Unreached}/>`;
  if (!photo && problem) return html`<${Heading}>${t('unreached.title')}<//><div class="notices"><${Trouble} problem=${problem}/></div>`;
  if (!photo) return html`<${LoadingStage}/>`;
  return html`<${Cut} photo=${photo} put=${put} go=${go} onGone=${() => leave(true)} ...${hand}/>`;
}

function Cut({photo, put, go, begin, say, theme, onGone}) {
  const held = useMarks(photo, put);
  const [tool, setTool] = useState(photo.sure ? '' : 'box');
  const [width, setWidth] = useState(WIDTHS.first);
  const [whole, setWhole] = useState(false);
  const said = useRef(photo.cutout_url);
  useEffect(() => { // each new cutout is told once
    if (said.current === photo.cutout_url) return;
    said.current = photo.cutout_url;
    say(`${t(photo.sure ? 'photo.sure' : 'photo.unsure')}. ${why(photo)}`);
  }, [photo.cutout_url]);
  const choose = (next) => { setTool(next); if (next) setWhole(false); };
  const tools = useRef(null);
  const opened = useRef(tool);
  useLayoutEffect(() => { // the button that was pressed has made room for others: the focus goes with it
    if (Boolean(opened.current) !== Boolean(tool)) tools.current.querySelector(tool ? 'input:checked' : 'button').focus({preventScroll: true});
    opened.current = tool;
  }, [tool]);

  return html`<div class="head"><${Heading}>${t(photo.sure ? 'photo.cut' : 'photo.cut_unsure')}<//>
      <p class="lede">${t(photo.sure ? 'photo.cut_says' : 'photo.cut_unsure_says')}</p></div>
    <div class="cut"><div class="cut-view stack t"><div class="cut-frame">
        <${Cutting} photo=${photo} held=${held} tool=${tool} width=${width} whole=${whole} theme=${theme}/></div>
        <div class="cut-sure"><${Sure} photo=${photo} busy=${held.busy}/></div>
        ${held.problem && html`<${Uncut} problem=${held.problem} again=${held.retry} go=${go}/>`}
        <div ref=${tools}><${Tools} held=${held} tool=${tool} choose=${choose} width=${width} setWidth=${setWidth} whole=${whole} setWhole=${setWhole}/></div></div>
      <${Wanted} photo=${photo} held=${held} begin=${begin} go=${go} onGone=${onGone}/></div>`;
}

// In words how far the cutout can be trusted; in the studio's own where the page has none.
const why = ({why: code, words, marks}) => (marks?.sure ? t('photo.said') : has(`photo.why.${code}`) ? t(`photo.why.${code}`) : words);
const HOPELESS = ['nothing', 'none', 'small']; // nobody can call that a good cutout

function Sure({photo, busy}) {
  const own = photo.marks?.sure || has(`photo.why.${photo.why}`);
  return html`${busy ? html`<${Badge} tone="now" icon="clock">${t('photo.cutting')}<//>`
    : photo.sure ? html`<${Badge} icon="check">${t('photo.sure')}<//>` : html`<${Badge} tone="warn" icon="warn">${t('photo.unsure')}<//>`}
    <p class="small muted" lang=${own || language === 'en' ? undefined : 'en'}>${why(photo)}</p>`;
}

// What was marked stays on the screen until it can be cut.
function Uncut({problem, again, go}) {
  if (problem.status === 404) {
    return html`<${Notice} tone="bad" alert title=${t('photo.gone')}><div><button class="btn sm" type="button" onClick=${() => go('photo')}>${t('photo.other')}</button></div><//>`;
  }
  const retry = html`<div><button class="btn ghost sm" type="button" onClick=${again}><${Icon} name="again"/>${t('photo.again')}</button></div>`;
  if (problem.code === 'offline') return html`<${Notice} title=${t('photo.away')}><p class="small">${t('photo.away_says')}</p>${retry}<//>`;
  return html`<${Trouble} problem=${problem}>${retry}<//>`;
}

// What it can become, for whom, and on with it.
function Wanted({photo, held, begin, go, onGone}) {
  const [draft, setDraft] = useState(recall);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const [soft, figure] = [canBeSoft(photo), canBeFigure(photo)];
  const title = {2: 'photo.two', 3: 'photo.three'}[photo.can.length] ?? 'photo.one';
  useEffect(() => { keep({...recall(), name: draft.name, occasion: draft.occasion}); }, [draft]);

  const send = async (event) => {
    event.preventDefault();
    if (busy) return;
    setBusy(true);
    setProblem(null);
    if (!await held.settled()) { setBusy(false); return; } // why is told below the picture
    const order = {photo: photo.id, name: draft.name.trim(), occasion: draft.occasion.trim(), language};
    try {
      const gift = await api.create(order, keyFor({...order, marks: held.newest()}));
      forget();
      begin(gift);
    } catch (trouble) {
      if (trouble.status === 404) onGone();
      setProblem(trouble);
      setBusy(false);
    }
  };
  const trust = () => held.change({...held.marks, sure: true}, 'said');
  const other = () => { // a photo that nobody wants is not kept for its day
    remove(photo.id).catch(() => {});
    go('photo');
  };
  return html`<form class="card stack wanted" onSubmit=${send} noValidate>
    ${problem && html`<${Trouble} problem=${problem}/>`}
    <div class="stack t"><h2>${t(title)}</h2><ul class="can">
      <li><span class="can-mark"><${Icon} name="check"/></span><div><strong>${t('photo.plaque')}</strong><p class="small muted">${t('photo.plaque_says')}</p></div></li>
      <li class=${soft ? '' : 'not'}><span class="can-mark">${soft ? html`<${Icon} name="check"/>` : html`<${Stroke} name="scissors"/>`}</span><div><strong>${t('photo.soft')}</strong>
        <p class="small muted">${t(soft ? 'photo.soft_says' : 'photo.soft_not')}</p>
        ${!soft && !HOPELESS.includes(photo.why) && html`<button class="plain" type="button" onClick=${trust}>${t('photo.trust')}</button>`}</div></li>
      ${figure && html`<li><span class="can-mark"><${Icon} name="check"/></span><div><strong>${t('photo.figure')}</strong><p class="small muted">${t('photo.figure_says')}</p></div></li>`}</ul></div>
    <${Field} id="who" name="name" label=${t('tell.name')} draft=${draft} change=${setDraft}/>
    <${Field} id="occasion" name="occasion" label=${t('tell.occasion')} draft=${draft} change=${setDraft} list=${t('tell.occasions').split('|')}/>
    <div class="row"><button class="btn" type="submit" aria-disabled=${busy ? 'true' : undefined}><${Icon} name="spark"/>${t(busy ? 'photo.showing' : 'photo.show')}</button>
      <button class="plain" type="button" onClick=${other}>${t('photo.other')}</button></div></form>`;
}

function Field({id, name, label, draft, change, list}) {
  return html`<div><label for=${id}>${label} <span class="opt">${t('tell.optional')}</span></label>
    <input class="field" id=${id} value=${draft[name]} maxlength=${LONGEST} autocomplete="off" dir="auto" list=${list ? `${id}-list` : undefined}
      onInput=${(event) => change((old) => ({...old, [name]: event.target.value}))}/>
    ${list && html`<datalist id=${`${id}-list`}>${list.map((one) => html`<option key=${one} value=${one}/>`)}</datalist>`}</div>`;
}

const Gone = ({go}) => html`<div class="empty"><${EmptyShelf}/><${Heading}>${t('photo.gone')}<//><p class="lede">${t('photo.gone_says')}</p>
  <div class="row"><button class="btn" type="button" onClick=${() => go('photo')}>${t('photo.choose')}</button>
    <button class="btn ghost" type="button" onClick=${() => go('start')}>${t('photo.tell')}</button></div></div>`;
