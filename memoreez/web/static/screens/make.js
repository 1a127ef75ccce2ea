// Step 3: the figurine is being made; meanwhile the person writes the engraving.
import {remaining, slow, stages, useNow, whole} from '../clock.js';
import {html, useEffect, useRef, useState} from '../lib.js';
import {Engraving} from '../pieces/engraving.js';
import {Icon} from '../pieces/icons.js';
import {Picture} from '../pieces/idea.js';
import {Link, Notice, Trouble} from '../pieces/notices.js';
import {framed} from '../pieces/plate.js';
import {Come} from '../pieces/come.js';
import {Heading} from '../pieces/shell.js';
import {useHere} from '../state.js';
import {duration, number, t} from '../words.js';
import {firstLines} from './pick.js';

const STAGES = ['sculpture', 'figurine', 'files'];

export function Make({gift, api, studio, go, put, link, say}) {
  const [words, setWords] = useState(null); // {lines, pedestal} once changed; sent when kept
  const [kept, keep] = useState(false);
  const [busy, setBusy] = useState('');
  const [problem, setProblem] = useState(null);
  const [wrong, setWrong] = useState('');
  const here = useHere();
  const ready = gift.state === 'ready';
  const chosen = gift.concepts.find((one) => one.id === gift.choice?.concept_id);
  const before = {lines: gift.choice?.inscription ?? firstLines(gift), pedestal: gift.choice?.pedestal ?? 'round'};

  const act = async (name, call, then) => {
    if (busy) return;
    setBusy(name);
    setProblem(null);
    try {
      const fresh = await call();
      if (fresh) put(fresh);
      if (here.current) then?.();
    } catch (trouble) {
      refused(trouble);
    }
    setBusy('');
  };
  const refused = (trouble) => {
    const told = trouble.status === 422 && (trouble.errors.find((one) => one.field === 'inscription')?.message ?? trouble.detail);
    if (!told) { setProblem(trouble); return; }
    keep(false);
    setWrong(told);
  };
  const carve = () => act('carve', () => api.refine(gift.id, {inscription: words.lines, pedestal: words.pedestal}), () => go('keep'));
  const write = (next) => {
    setWords(next);
    keep(false);
    setWrong('');
  };

  useEffect(() => { // made: on to the last step, unless words are still being written
    if (!ready) return;
    if (!words) go('keep');
    else if (kept) carve();
    else say(t('make.ready_says'));
  }, [ready, kept]);

  const again = () => (words && gift.choice ? api.choose(gift.id, {...gift.choice, inscription: words.lines, pedestal: words.pedestal})
    : api.retry(gift.id)).then((fresh) => { setWords(null); return fresh; });
  const hand = {gift, busy, act, go, again};
  return html`<div class="head"><${Heading}>${t(title(gift), {name: gift.name ?? ''})}<//><${Left} gift=${gift}/></div>
    <div class="notices"><${Link} state=${link}/>${problem && html`<${Trouble} problem=${problem}/>`}<${Ended} ...${hand}/></div>
    <div class="make"><div class="make-picture"><div class=${`stage make-stage tint-${((chosen?.id ?? 1) - 1) % 4}`}>
      ${chosen && html`<${Picture} idea=${chosen}/>`}</div>
      ${chosen && html`<p class="caption" dir="auto"><strong>${chosen.title}</strong> <span class="muted">${chosen.story}</span></p>`}</div>
      <div class="stack make-work"><${Progress} gift=${gift} studio=${studio} say=${say}>${gift.state === 'sculpting' && html`<div class="row end">
        <button class="btn ghost sm" type="button" onClick=${() => act('stop', () => api.cancel(gift.id))}>
          ${t(busy === 'stop' ? 'make.stopping' : 'make.stop')}</button></div>`}<//>
        <${Engraving} value=${words ?? before} limits=${studio?.inscription} pedestals=${studio?.pedestals} onWrite=${write} wrong=${wrong}
          state=${!words ? 'given' : kept ? 'kept' : 'writing'} onKeep=${() => keep(true)} phase=${gift.state} busy=${busy}
          onSkip=${() => go('keep')} frame=${Boolean(chosen) && framed(gift, chosen.id)}/></div>
      <div class="make-come"><${Come} gift=${gift} say=${say}/></div></div>`;
}

function title(gift) {
  const kind = {ready: 'make.title_ready', failed: 'make.title_failed', cancelled: 'make.title_stopped'}[gift.state] ?? 'make.title';
  return gift.name ? kind : `${kind}_open`;
}

function Left({gift}) {
  const now = useNow(gift.state === 'sculpting', 1000);
  if (gift.state !== 'sculpting') return null;
  if (!gift.progress?.started_at) return html`<p class="muted">${t('make.soon')}</p>`;
  const left = remaining(gift, now);
  const text = left < 1 ? t('make.any') : t('make.left', {time: duration(left)});
  return html`<p class="muted">${text} ${t('make.measured')}</p>`;
}

function Progress({gift, studio, say, children}) {
  const running = gift.state === 'sculpting';
  const now = useNow(running, 250);
  const names = gift.progress?.of ? STAGES.slice(-gift.progress.of) : STAGES;
  const list = gift.state === 'ready' ? names.map((name) => ({name, state: 'done', seconds: null, expected: 1}))
    : stages(gift, names, studio?.expected_s ?? {}, now);
  const here = list.find((one) => one.state === 'now');
  const value = Math.round(100 * whole(list));
  const ahead = gift.progress?.ahead ?? 0;
  useEffect(() => { // stage changes are told, percents are not
    if (here) say(t('make.stage_says', {name: t(`stage.${here.name}`), k: list.indexOf(here) + 1, of: list.length}));
    else if (gift.state === 'ready') say(t('make.done'));
  }, [here?.name, gift.state]);
  return html`<section class="card stack t" aria-labelledby="progress"><h2 id="progress" class="sr">${t('make.progress')}</h2>
    <progress max="100" value=${value} aria-label=${t('make.whole')}>${number(value / 100, {style: 'percent'})}</progress>
    ${running && ahead > 0 && html`<${Notice} tone="ok" title=${t('queue.place', {n: ahead})}><p class="small">${t('queue.says')}</p><//>`}
    <ol class="stages">${list.map((one) => html`<${Stage} key=${one.name} one=${one} running=${running}/>`)}</ol>
    ${running && here && slow(here.seconds, here.expected) && html`<p class="small muted">${t('make.slow')}</p>`}${children}</section>`;
}

const whole_s = (seconds) => number(Math.max(1, Math.round(seconds)), {style: 'unit', unit: 'second', unitDisplay: 'short'});

function Stage({one, running}) {
  const {name, state, seconds, expected} = one;
  const mark = {done: html`<${Icon} name="check"/>`, now: running && html`<i></i>`, todo: ''}[state];
  const time = {
    done: seconds != null && whole_s(seconds),
    now: expected ? t('make.of', {now: number(Math.floor(seconds)), of: whole_s(expected)}) : whole_s(seconds),
    todo: expected ? t('make.about', {time: whole_s(expected)}) : '',
  }[state];
  return html`<li class=${state} aria-current=${state === 'now' && running ? 'step' : undefined}><span class="dot">${mark}</span>
    <span class="stage-name">${state === 'done' && html`<span class="sr">${t('shell.done')} </span>`}${t(`stage.${name}`)}</span>
    <span class="stage-time">${time}</span>
    ${state === 'now' && html`<span class="stage-says">${t(`stage.${name}_says`)}</span>`}</li>`;
}

// Failed or stopped: what now.
function Ended({gift, busy, act, go, again}) {
  const top = useRef(null);
  const over = gift.state === 'failed' || gift.state === 'cancelled';
  useEffect(() => { if (over) top.current?.scrollIntoView({block: 'center'}); }, [over]);
  if (!over) return null;
  const ways = html`<div class="row"><button class="btn sm" type="button" onClick=${() => act('retry', again)}>
    <${Icon} name="again"/>${t(busy === 'retry' ? 'pick.asking' : 'make.again')}</button>
    <button class="btn ghost sm" type="button" onClick=${() => go('pick')}>${t('make.other')}</button></div>`;
  return html`<div ref=${top}>${gift.state === 'failed' ? html`<${Trouble} problem=${gift.error ?? {}}>${ways}<//>`
    : html`<${Notice} title=${t('make.stopped')}><p class="small">${t('make.stopped_says')}</p>${ways}<//>`}</div>`;
}

