// The form under the plate: two lines, how they are cut, the pedestal, the height, and "Carve it".
import {html, useState} from '../lib.js';
import {number, t} from '../words.js';
import {Icon} from './icons.js';
import {Badge, Notice, Trouble} from './notices.js';
import {Plate} from './plate.js';
import {Stroke} from './strokes.js';

const HEIGHTS_MM = [60, 90, 120];

export function Carving({form, studio, limits, working, left, onCarve, onStop, frame}) {
  const {wish, write, errors, problem, state} = form;
  const line = (n, text) => write({lines: wish.lines.map((old, k) => (k === n ? text : old))});
  const most = studio?.inscription?.line_length ?? 120;
  const send = (event) => {
    event.preventDefault();
    if (!working && form.dirty && state !== 'wrong') onCarve();
  };
  return html`<form class="card stack carving" aria-labelledby="carving" onSubmit=${send} noValidate>
    <div class="row between"><h2 id="carving">${t('keep.carving')}</h2><${State} form=${form} working=${working} left=${left}/></div>
    <${Plate} lines=${wish.lines} pedestal=${wish.pedestal} frame=${frame}/>
    <div class="stack t"><${Line} n=${0} text=${wish.lines[0]} most=${most} wrong=${errors.inscription} onWrite=${line}/>
      <${Line} n=${1} text=${wish.lines[1]} most=${most} wrong=${errors.inscription} onWrite=${line}/>
      <${Wrong} id="inscription" text=${errors.inscription}/></div>
    ${!frame && html`<${Pills} name="style" legend="keep.style" options=${studio?.styles ?? ['engraved', 'embossed']} value=${wish.style} write=${write} wrong=${errors.style}/>`}
    <${Pills} name="pedestal" legend="keep.pedestal" options=${studio?.pedestals ?? ['round', 'square', 'oval', 'hexagonal']}
      value=${wish.pedestal} write=${write} wrong=${errors.pedestal}/>
    <${Height} value=${wish.height_mm} limits=${limits} write=${write} wrong=${errors} />
    ${problem && html`<${Away} problem=${problem} again=${form.again}/>`}
    <${Actions} form=${form} working=${working} onStop=${onStop}/></form>`;
}

function State({form, working, left}) {
  if (working) return html`<${Badge} tone="now" icon="clock">${left === null ? t('keep.carving.now') : t('keep.carving.left', {seconds: left})}<//>`;
  if (form.state === 'asking') return html`<${Badge} tone="now" icon="clock">${t('keep.preview.asking')}<//>`;
  if (form.preview && form.state === 'seen') return html`<${Badge} tone="warn" icon="pen">${t('keep.preview')}<//>`;
  return null;
}

const letters = (text) => [...text].length;

function Line({n, text, most, wrong, onWrite}) {
  const id = `carve-${n + 1}`;
  const told = [`${id}-count`, wrong && 'wrong-inscription'].filter(Boolean).join(' ');
  return html`<div><div class="count"><label for=${id}>${t(n ? 'keep.line.second' : 'keep.line.first')}
      ${n > 0 && html` <span class="opt">${t('keep.optional')}</span>`}</label>
    <span class="small muted" id=${`${id}-count`}>${t('keep.letters', {n: letters(text)})}</span></div>
    <input class=${`field ${wrong ? 'invalid' : ''}`} id=${id} value=${text} autocomplete="off" dir="auto" maxlength=${most}
      aria-invalid=${wrong ? 'true' : undefined} aria-describedby=${told} onInput=${(event) => onWrite(n, event.currentTarget.value)}/></div>`;
}

const Wrong = ({id, text}) => (text ? html`<p class="err" id=${`wrong-${id}`} role="alert"><${Icon} name="warn"/> <span dir="auto">${text}</span></p>` : null);

function Pills({name, legend, options, value, write, wrong}) {
  return html`<fieldset aria-describedby=${wrong ? `wrong-${name}` : undefined}><legend>${t(legend)}</legend>
    <div class="pills">${options.map((one) => html`<label key=${one}><input type="radio" name=${name} value=${one} checked=${one === value}
      onChange=${() => write({[name]: one})}/><span>${t(`${legend}.${one}`)}</span></label>`)}</div>
    <${Wrong} id=${name} text=${wrong}/></fieldset>`;
}

function Height({value, limits, write, wrong}) {
  const [text, setText] = useState(null); // while it is written, as written
  const [low, high] = limits;
  const unfit = 'height_mm' in wrong;
  const typed = (event) => {
    setText(event.currentTarget.value);
    write({height_mm: event.currentTarget.value === '' ? NaN : Number(event.currentTarget.value)});
  };
  const shown = text ?? (Number.isFinite(value) ? value : '');
  return html`<fieldset><legend>${t('keep.height')}</legend><div class="heights"><div class="pills">${HEIGHTS_MM.map((mm) => html`<label key=${mm}>
      <input type="radio" name="height" checked=${value === mm} onChange=${() => { setText(null); write({height_mm: mm}); }}/>
      <span>${t('keep.mm', {mm: number(mm)})}</span></label>`)}</div>
    <span class="other"><label for="height">${t('keep.height.other')}</label>
      <input class=${`field ${unfit ? 'invalid' : ''}`} id="height" type="number" inputmode="decimal" min=${low} max=${high} step="1" value=${shown}
        aria-invalid=${unfit ? 'true' : undefined} aria-describedby=${unfit ? 'wrong-height' : 'height-hint'} onInput=${typed} onBlur=${() => setText(null)}/>
      <span aria-hidden="true">mm</span></span></div>
    ${unfit ? html`<${Wrong} id="height" text=${wrong.height_mm ?? t('keep.height.wrong', {low, high})}/>`
      : html`<p class="hint" id="height-hint">${t('keep.height.hint', {low, high})}</p>`}</fieldset>`;
}

// A preview that did not come: the plate shows the words all the same.
function Away({problem, again}) {
  if (problem.code !== 'offline' && problem.status !== 429 && problem.status !== 503) return html`<${Trouble} problem=${problem}/>`;
  return html`<${Notice} title=${t(problem.status === 429 ? 'keep.preview.many' : 'keep.preview.away')}><p class="small">${t('keep.preview.away.says')}</p>
    <div><button class="btn ghost sm" type="button" onClick=${again}>${t('keep.preview.again')}</button></div><//>`;
}

function Actions({form, working, onStop}) {
  const off = working || !form.dirty || form.state === 'wrong';
  if (working) {
    return html`<div class="row"><button class="btn sm" type="submit" aria-disabled="true"><${Icon} name="clock"/>${t('keep.carving.now')}</button>
      <button class="btn ghost sm" type="button" onClick=${onStop}>${t('keep.stop')}</button></div>`;
  }
  return html`<div class="stack t"><div class="row"><button class="btn sm" type="submit" aria-disabled=${off ? 'true' : undefined}><${Stroke} name="chisel"/>${t('keep.carve')}</button>
      ${form.dirty && html`<button class="btn ghost sm" type="button" onClick=${form.reset}>${t('keep.reset')}</button>`}</div>
    <p class="hint">${t(form.dirty ? 'keep.carve.says' : 'keep.carve.nothing')}</p></div>`;
}
