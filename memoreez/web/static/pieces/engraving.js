// The words on the pedestal: two lines, counted and drawn as they are written.
import {html} from '../lib.js';
import {t} from '../words.js';
import {Icon} from './icons.js';
import {Badge} from './notices.js';
import {Plate} from './plate.js';

const letters = (text) => [...text].length;

// The characters that the engraver has no shape for; `ranges` are code points, ends included.
function strange(text, ranges) {
  if (!Array.isArray(ranges)) return '';
  const can = (code) => ranges.some(([low, high]) => code >= low && code <= high);
  return [...new Set(text.normalize('NFC'))].filter((one) => !can(one.codePointAt(0))).join(' ');
}

// state: "given" (as chosen) | "writing" (changed) | "kept" (to be carved when the figurine is there)
export function Engraving({value, limits, pedestals = [], onWrite, onKeep, onSkip, state, wrong, phase, busy, frame}) {
  const most = limits?.line_length ?? 0;
  const [first = '', second = ''] = value.lines;
  const ready = phase === 'ready';
  const when = {ready: '_ready', sculpting: ''}[phase] ?? '_resting';
  const odd = strange(value.lines.join(''), limits?.letters);
  const fault = wrong || (odd && t('engraving.odd', {letters: odd}));
  const line = (n, text) => onWrite({...value, lines: n ? [first, text] : [text, second]});
  const long = most && [first, second].some((text) => letters(text) > most);
  const has = (text) => Boolean(odd && strange(text, limits.letters));
  const save = (event) => {
    event.preventDefault();
    if (!busy && !long && !odd && state === 'writing') onKeep();
  };
  return html`<form class="card stack t" aria-labelledby="engraving" onSubmit=${save} noValidate>
    <div class="row between"><h2 id="engraving">${t(frame ? 'engraving.frame' : `engraving.title${when}`)}</h2>
      ${state === 'kept' && html`<${Badge} icon="check">${t('engraving.kept')}<//>`}</div>
    <${Plate} lines=${value.lines} pedestal=${value.pedestal} frame=${frame}/>
    <${Line} n=${0} text=${first} most=${most} onWrite=${line} wrong=${wrong || has(first)}/>
    <${Line} n=${1} text=${second} most=${most} onWrite=${line} wrong=${wrong || has(second)}/>
    ${fault && html`<p class="err" id="engraving-wrong" role="alert"><${Icon} name="warn"/> <span dir="auto">${fault}</span></p>`}
    ${pedestals.length > 1 && html`<fieldset><legend>${t('engraving.pedestal')}</legend><div class="pills">${pedestals.map((one) => html`
      <label key=${one}><input type="radio" name="pedestal" value=${one} checked=${one === value.pedestal}
        onChange=${() => onWrite({...value, pedestal: one})}/><span>${t(`pedestal.${one}`)}</span></label>`)}</div></fieldset>`}
    <p class="hint" id="engraving-hint">${t(`engraving.hint${when}`)}</p>
    ${state !== 'given' && when !== '_resting' && html`<div class="row"><button class="btn sm" type="submit" aria-disabled=${state === 'kept' || busy || long || odd ? 'true' : undefined}>
      ${t(busy === 'carve' ? 'engraving.carving' : ready ? 'engraving.carve' : state === 'kept' ? 'engraving.kept' : 'engraving.keep')}</button>
      ${ready && html`<button class="btn ghost sm" type="button" onClick=${onSkip}>${t('engraving.skip')}</button>`}</div>`}</form>`;
}

function Line({n, text, most, onWrite, wrong}) {
  const id = `line-${n + 1}`;
  const now = letters(text);
  const over = most && now > most;
  const counted = most > 0 && now > most / 2; // short lines need no counting
  const told = [counted && `${id}-count`, wrong && 'engraving-wrong', n && 'engraving-hint'].filter(Boolean).join(' ');
  return html`<div><div class="count"><label for=${id}>${t(n ? 'engraving.second' : 'engraving.first')}
      ${n ? html` <span class="opt">${t('tell.optional')}</span>` : ''}</label>
    ${counted && html`<span class=${`small ${over ? 'over' : 'muted'}`} id=${`${id}-count`}>${t('engraving.count', {now, most})}</span>`}</div>
    <input class=${`field ${over || wrong ? 'invalid' : ''}`} id=${id} value=${text} autocomplete="off" dir="auto"
      aria-invalid=${over || wrong ? 'true' : undefined} aria-describedby=${told || undefined}
      onInput=${(event) => onWrite(n, event.currentTarget.value)}/></div>`;
}
