// A model from anywhere: sent, looked at, and what came of it. Its link brings one back.
import {useNow} from '../clock.js';
import {html, useEffect, useState} from '../lib.js';
import {MOVING, again, stop, useMesh} from '../meshes.js';
import {Copy} from '../pieces/come.js';
import {learnGate} from '../pieces/gate.js';
import {Icon} from '../pieces/icons.js';
import {LoadingStage, Unreached, styled} from '../pieces/lazy.js';
import {Mended} from '../pieces/mended.js';
import {Link, Notice, Trouble} from '../pieces/notices.js';
import {Sending} from '../pieces/sending.js';
import {Heading} from '../pieces/shell.js';
import {wishesOf} from '../pieces/wishes.js';
import {HERE} from '../privacy.js';
import {keyed} from '../sending.js';
import {duration, learn, number, t} from '../words.js';
import {EmptyShelf} from './lost.js';

const STAGES = ['wait', 'look', 'mend', 'draw'];
const HEAVY = ['poison', 'late']; // ends of what takes too much
const DONE = [0.04, 0.12, 0.35, 0.85]; // of the whole, when a stage begins

// With its words and its looks.
export async function ready() {
  await Promise.all([learn('keep.'), learn('mesh.'), learn('send.'), learnGate(), styled('/static/keep.css')]);
  await Promise.all([styled('/static/send.css'), styled('/static/mesh.css')]); // they build on the other
  return MeshScreen;
}

function MeshScreen({id, open, go, say, studio}) {
  return id ? html`<${One} key=${id} id=${id} open=${open} go=${go} say=${say} studio=${studio}/>`
    : html`<${Door} open=${open} say=${say} studio=${studio}/>`;
}

const Door = ({open, say, studio}) => html`<div class="doorway"><div><${Heading}>${t('mesh.title')}<//><p class="lede">${t('mesh.lede')}</p>
    <${Sending} open=${open} say=${say} studio=${studio}/>
    <ul class="promise"><li><${Icon} name="lock"/> ${t(HERE.includes(location.hostname) ? 'mesh.private' : 'mesh.private_shop')}</li></ul></div>
  <section class="doorway-how" aria-labelledby="mesh-how"><h2 id="mesh-how">${t('mesh.how')}</h2><ol>${['look', 'mend', 'tell'].map((step) => html`<li key=${step}>
    <h3>${t(`mesh.how_${step}`)}</h3><p class="muted">${t(`mesh.how_${step}_says`)}</p></li>`)}</ol></section></div>`;

function One({id, open, go, say, studio}) {
  const {mesh, problem, put} = useMesh(id);
  const [gone, leave] = useState(false);
  if (gone) return html`<${Gone} title=${t('mesh.deleted')} says=${t('mesh.deleted_says')} go=${go}/>`;
  if (problem?.status === 404 || problem?.status === 422) return html`<${Gone} title=${t('mesh.gone')} says=${t('mesh.gone_says')} go=${go}/>`;
  if (!mesh && problem?.code === 'offline') return html`<${Unreached}/>`;
  if (!mesh && problem) return html`<${Heading}>${t('unreached.title')}<//><div class="notices"><${Trouble} problem=${problem}/></div>`;
  if (!mesh) return html`<${LoadingStage}/>`;
  const repeat = async (wishes, key = keyed()) => open((await again(id, wishes, key)).id);
  const hand = {mesh, go, say, studio, repeat, problem, onGone: () => leave(true)};
  if (MOVING.includes(mesh.state)) return html`<${Working} ...${hand} put=${put}/>`;
  return mesh.state === 'done' ? html`<${Mended} ...${hand}/>` : html`<${Ended} ...${hand}/>`;
}

function Working({mesh, say, put, problem}) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState(null);
  const here = mesh.state === 'waiting' ? 0 : Math.max(1, STAGES.indexOf(mesh.stage));
  const now = useNow(mesh.state === 'working', 1000);
  const seconds = mesh.elapsed_s + Math.max(0, now - mesh.seen) / 1000;
  useEffect(() => say(t('mesh.stage_says', {name: t(`mesh.stage.${STAGES[here]}`), k: here + 1, of: STAGES.length})), [here]);
  const end = async () => {
    if (busy) return;
    setBusy(true);
    try { put(await stop(mesh.id)); } catch (error) { setTrouble(error); }
    setBusy(false);
  };
  return html`<div class="head"><${Heading}>${t('mesh.working', {name: mesh.name})}<//></div>
    <div class="notices">${problem && html`<${Link} state="lost"/>`}${trouble && html`<${Trouble} problem=${trouble}/>`}</div>
    <div class="mesh-work"><section class="card stack t" aria-labelledby="progress"><h2 id="progress" class="sr">${t('mesh.progress')}</h2>
      <progress max="1" value=${DONE[here]} aria-label=${t('mesh.progress')}>${number(DONE[here], {style: 'percent'})}</progress>
      ${mesh.ahead > 0 && html`<${Notice} tone="ok" title=${t('mesh.queue', {n: mesh.ahead})}><p class="small">${t('mesh.queue_says')}</p><//>`}
      <ol class="stages">${STAGES.map((name, n) => html`<${Stage} key=${name} name=${name} place=${n - here} resting=${mesh.state === 'waiting'}/>`)}</ol>
      ${mesh.state === 'working' && html`<p class="small muted">${t('mesh.elapsed', {time: duration(seconds)})}</p>`}
      <div class="row end"><button class="btn ghost sm" type="button" onClick=${end}>${t(busy ? 'mesh.stopping' : 'mesh.stop')}</button></div></section>
    <div class="note"><${Icon} name="link"/><div class="stack t grow"><p><strong>${t('mesh.come_title')}</strong> ${t('mesh.come_says')}</p>
      <${Copy} text=${`${location.origin}/m/${mesh.id}`} label=${t('mesh.link')} say=${say}/></div></div></div>`;
}

function Stage({name, place, resting}) {
  const state = place < 0 ? 'done' : place > 0 ? 'todo' : 'now';
  return html`<li class=${state} aria-current=${state === 'now' ? 'step' : undefined}>
    <span class="dot">${state === 'done' ? html`<${Icon} name="check"/>` : state === 'now' ? (resting ? html`<${Icon} name="clock"/>` : html`<i></i>`) : ''}</span>
    <span class="stage-name">${state === 'done' && html`<span class="sr">${t('shell.done')} </span>`}${t(`mesh.stage.${name}`)}</span>
    ${state === 'now' && name !== 'wait' && html`<span class="stage-says">${t(`mesh.stage.${name}_says`)}</span>`}</li>`;
}

// Stopped, or it could not be read.
function Ended({mesh, go, repeat}) {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState(null);
  const error = mesh.error ?? {};
  const cancelled = mesh.state === 'cancelled';
  const unreadable = error.code === 'bad-input';
  const retry = async () => {
    if (busy) return;
    setBusy(true);
    setTrouble(null);
    try { await repeat(wishesOf(mesh.wanted)); } catch (problem) { setTrouble(problem); setBusy(false); }
  };
  const ways = html`<div class="row">${!unreadable && html`<button class="btn sm" type="button" onClick=${retry}><${Icon} name="again"/>${t(busy ? 'mesh.doing' : 'mesh.retry')}</button>`}
    <button class=${`btn sm ${unreadable ? '' : 'ghost'}`} type="button" onClick=${() => go('mesh')}>${t('mesh.another')}</button></div>`;
  return html`<div class="mesh-ended"><${Heading}>${t(cancelled ? 'mesh.cancelled' : 'mesh.failed', {name: mesh.name})}<//>
    <div class="notices">${trouble && html`<${Trouble} problem=${trouble}/>`}
    ${cancelled ? html`<${Notice}><p>${t('mesh.cancelled_says', {name: mesh.name})}</p>${ways}<//>`
    : unreadable ? html`<${Notice} tone="bad" alert title=${t('mesh.unreadable')}><p lang="en" dir="auto">${error.message}</p>
      <p class="small">${t('mesh.unreadable_says')}</p>${ways}<//>`
    : HEAVY.includes(error.code) ? html`<${Notice} tone="bad" alert title=${t('mesh.too_much')}><p>${t('mesh.too_much_says')}</p>${ways}<//>`
    : html`<${Trouble} problem=${error}>${ways}<//>`}</div></div>`;
}

const Gone = ({title, says, go}) => html`<div class="empty"><${EmptyShelf}/><${Heading}>${title}<//><p class="lede">${says}</p>
  <div class="row"><button class="btn" type="button" onClick=${() => go('mesh')}>${t('mesh.another')}</button>
    <button class="btn ghost" type="button" onClick=${() => go('start')}>${t('mesh.gift')}</button></div></div>`;
