// Step 2: the ideas arrive one by one; one of them is chosen.
import {remaining, useNow} from '../clock.js';
import {html, useEffect, useRef, useState} from '../lib.js';
import {Icon} from '../pieces/icons.js';
import {Card} from '../pieces/idea.js';
import {Link, Notice, Trouble} from '../pieces/notices.js';
import {Heading} from '../pieces/shell.js';
import {useHere} from '../state.js';
import {duration, t} from '../words.js';

const PER_ROUND = 4; // ideas, but of a photo only what it can become
const expected = ({photo}) => (!photo ? PER_ROUND : photo.sure ? 2 : 1);

export function Pick({gift, api, go, put, link, say}) {
  const [picked, choose] = useState(gift.choice?.concept_id ?? null);
  const chosen = picked ?? (gift.photo && gift.concepts.length === 1 ? gift.concepts[0].id : null); // nothing to choose from
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState(null);
  const rounds = grouped(gift);
  const concept = gift.concepts.find((one) => one.id === chosen && one.state === 'ready');
  useNews(gift, say);
  const here = useHere();

  const act = async (name, call, then) => {
    if (busy) return;
    setBusy(name);
    setProblem(null);
    try {
      put(await call());
      if (here.current) then?.();
    } catch (trouble) {
      setProblem(trouble);
    }
    setBusy('');
  };
  const more = () => act('more', () => api.more(gift.id));
  const retry = () => act('retry', () => api.retry(gift.id));
  const stop = () => act('stop', () => api.cancel(gift.id));
  const make = (event) => {
    event.preventDefault();
    if (!concept) { say(t('pick.first')); return; }
    act('make', () => api.choose(gift.id, wish(gift, concept)), () => go('make'));
  };
  const hand = {gift, busy, more, retry, stop, change: () => go('tell')};

  return html`<form onSubmit=${make}><div class="row between head"><div>
      <${Heading}>${t(gift.photo ? 'pick.title_photo' : gift.name ? 'pick.title' : 'pick.title_open', {name: gift.name})}<//>
      <${Status} gift=${gift}/></div><${Tools} ...${hand}/></div>
    <div class="notices"><${Link} state=${link}/>${problem && html`<${Trouble} problem=${problem}/>`}
      <${Standing} ...${hand} go=${go}/></div>
    <fieldset><legend class="sr">${t('pick.legend')}</legend>
      ${rounds.map(({round, ideas}) => html`<div key=${round}>${rounds.length > 1 && html`<h2 class="round">${t('pick.round', {round})}</h2>`}
        <div class=${gift.photo ? 'picks few' : 'picks'}>${ideas.map((idea) => html`<${Card} key=${idea.id} idea=${idea} checked=${idea.id === chosen}
          onPick=${() => choose(idea.id)} onRetry=${gift.state === 'choosing' ? retry : null} resting=${gift.state !== 'imagining'} busy=${busy}/>`)}</div></div>`)}
    </fieldset>
    <${Notes} gift=${gift}/>
    <${Bar} concept=${concept} gift=${gift} busy=${busy}/></form>`;
}

// What the pedestal says unless the person writes something else while it is made.
export const firstLines = (gift) => [gift.name, gift.occasion].filter(Boolean);

function wish(gift, concept) {
  const before = gift.choice;
  if (!before) return {concept_id: concept.id, inscription: firstLines(gift)};
  const {inscription, pedestal, height_mm, style} = before;
  return {concept_id: concept.id, inscription, pedestal, height_mm, style};
}

// Newest round first; places for ideas that have no name yet.
function grouped(gift) {
  const rounds = new Map();
  for (const one of gift.concepts) rounds.set(one.round, [...(rounds.get(one.round) ?? []), one]);
  if (!rounds.has(gift.round) && gift.state === 'imagining') {
    const first = PER_ROUND * (gift.round - 1);
    rounds.set(gift.round, Array.from({length: expected(gift)}, (_, n) => ({id: first + n + 1, round: gift.round, title: '', story: '', state: 'waiting', image: null})));
  }
  return [...rounds].sort((a, b) => b[0] - a[0]).map(([round, ideas]) => ({round, ideas}));
}

const current = (gift) => gift.concepts.filter((one) => one.round === gift.round);
const ready = (gift) => current(gift).filter((one) => one.state === 'ready').length;

// Each picture that lands is told once.
function useNews(gift, say) {
  const told = useRef(null);
  const here = gift.concepts.filter((one) => one.state === 'ready').map((one) => one.id);
  useEffect(() => {
    const before = told.current;
    told.current = here;
    const fresh = before && gift.concepts.filter((one) => here.includes(one.id) && !before.includes(one.id));
    if (!fresh?.length) return;
    const left = gift.state === 'imagining' ? '' : ` ${t('pick.all')}`;
    say(t('pick.landed', {title: fresh.map((one) => one.title).join(', ')}) + left);
  }, [here.join()]);
}

function Status({gift}) {
  const now = useNow(gift.state === 'imagining', 1000);
  if (gift.state !== 'imagining') {
    return html`<p class="muted">${t(!gift.concepts.length ? 'pick.none' : gift.photo ? 'pick.choose_photo' : 'pick.choose')}</p>`;
  }
  const [count, of, ahead] = [ready(gift), current(gift).length || expected(gift), gift.progress?.ahead ?? 0];
  const left = remaining(gift, now);
  const soon = left == null ? '' : left < 1 ? t('pick.any') : t('pick.left', {time: duration(left)});
  const begun = gift.photo ? 'pick.looking' : gift.concepts.length ? 'pick.drawing_all' : 'pick.thinking';
  const here = ahead > 0 ? t('queue.place', {n: ahead}) : count ? t('pick.count', {n: count, count, of}) : t(begun);
  return html`<p class="muted">${here} ${soon}</p>`;
}

const told = ({photo}) => (photo ? 'pick.cutout' : 'pick.change'); // what there is to change before the ideas

function Tools({gift, busy, more, stop, change}) {
  const resting = ['choosing', 'ready', 'failed', 'cancelled'].includes(gift.state) && gift.concepts.length > 0;
  return html`<div class="row"><button class="btn ghost sm" type="button" onClick=${change}><${Icon} name=${gift.photo ? 'photo' : 'pen'}/>${t(told(gift))}</button>
    ${resting && !gift.photo && html`<button class="btn ghost sm" type="button" onClick=${more} aria-disabled=${busy ? 'true' : undefined}>
      <${Icon} name="spark"/>${t(busy === 'more' ? 'pick.asking' : 'pick.more')}</button>`}
    ${gift.state === 'imagining' && html`<button class="btn ghost sm" type="button" onClick=${stop}>${t('pick.stop')}</button>`}</div>`;
}

// Where the gift stands when it is not simply waiting for a choice.
function Standing({gift, busy, retry, stop, change, go}) {
  const again = html`<button class="btn sm" type="button" onClick=${retry}><${Icon} name="again"/>${t(busy === 'retry' ? 'pick.asking' : 'pick.again')}</button>`;
  if (gift.state === 'sculpting') {
    return html`<${Notice} title=${t('pick.making')}><p class="small">${t('pick.making_says')}</p>
      <div class="row"><button class="btn sm" type="button" onClick=${() => go(gift.doing === 'refine' ? 'keep' : 'make')}>${t('pick.watch')}</button>
      <button class="btn ghost sm" type="button" onClick=${stop}>${t('pick.stop')}</button></div><//>`;
  }
  if (gift.state === 'failed' && gift.doing === 'imagine') {
    return html`<${Trouble} problem=${gift.error ?? {}}><div class="row">${again}
      <button class="btn ghost sm" type="button" onClick=${change}>${t(told(gift))}</button></div><//>`;
  }
  if (gift.state === 'cancelled' && gift.doing === 'imagine') {
    return html`<${Notice} title=${t('pick.stopped')}><p class="small">${t('pick.stopped_says')}</p><div>${again}</div><//>`;
  }
  return null;
}

function Notes({gift}) {
  if (!gift.notes?.length) return null;
  return html`<aside class="note"><${Icon} name="pen"/><ul class="notes" dir="auto">${gift.notes.map((one) => html`<li key=${one}>${one}</li>`)}</ul></aside>`;
}

function Bar({concept, gift, busy}) {
  const blocked = !concept || busy || gift.state === 'sculpting';
  return html`<div class="bar">${concept ? html`<span class="bar-picture tint-${(concept.id - 1) % 4}"><img src=${concept.image} width="54" height="54" alt=""/></span>` : ''}
    <div class=${concept ? 'grow' : 'grow none'}><strong dir="auto">${concept ? concept.title : t('pick.smile')}</strong>
      <div class="muted small hide-s">${t(concept ? 'pick.bar' : 'pick.bar_empty')}</div></div>
    <button class="btn" type="submit" aria-disabled=${blocked ? 'true' : undefined}>${t(busy === 'make' ? 'pick.starting' : 'pick.make')}</button></div>`;
}
