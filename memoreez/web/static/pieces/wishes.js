// What a person knows of a model: unit, which way is up, height, and what may be changed.
import {html} from '../lib.js';
import {WISHES} from '../meshes.js';
import {t} from '../words.js';
import {Icon} from './icons.js';

const UNITS = ['', 'mm', 'cm', 'm', 'inch'];
const UPS = ['', 'z', 'y', 'x', '-z', '-y', '-x'];
const MAY = ['backdrop', 'foot', 'thicken'];
const UNITLESS = ['stl', 'obj', 'ply']; // formats that do not say how large they are

export const HEIGHTS_MM = [20, 300]; // until the studio has told its own

// As the API told them, or as they are before anybody said anything.
export const wishesOf = (wanted = {}) => Object.fromEntries(Object.entries(WISHES).map(([name, value]) => [name, wanted[name] ?? value]));

// The error of a height, if there is one.
export function wrongHeight(wishes, [low, high] = HEIGHTS_MM) {
  const {height_mm: height} = wishes;
  const wrong = height !== '' && !(Number(height) >= low && Number(height) <= high);
  return wrong ? t('mesh.height_wrong', {low, high}) : '';
}

export function Wishes({wishes, onChange, kind, limits = HEIGHTS_MM, wrong, id}) {
  const set = (name) => (event) => onChange({...wishes, [name]: event.currentTarget.value});
  const said = ['height-hint', wrong && 'height-wrong'].filter(Boolean).map((part) => `${id}-${part}`).join(' ');
  const unitless = !kind || UNITLESS.includes(kind);
  return html`<div class="wishes stack">
    <div class="two"><div><label for=${`${id}-height`}>${t('mesh.height')}</label>
        <input class=${`field ${wrong ? 'invalid' : ''}`} id=${`${id}-height`} type="number" inputmode="decimal" step="any" min=${limits[0]} max=${limits[1]}
          value=${wishes.height_mm} aria-describedby=${said} aria-invalid=${wrong ? 'true' : undefined} onInput=${set('height_mm')}/></div>
      <div><label for=${`${id}-up`}>${t('mesh.up')}</label><select class="field" id=${`${id}-up`} value=${wishes.up} onChange=${set('up')}>
        ${UPS.map((up) => html`<option key=${up} value=${up} selected=${up === wishes.up}>${t(`mesh.up.${up}`)}</option>`)}</select></div></div>
    <div class="wish-said"><p class="hint" id=${`${id}-height-hint`}>${t('mesh.height_hint', {low: limits[0], high: limits[1]})}</p>
      ${wrong && html`<p class="err" id=${`${id}-height-wrong`}><${Icon} name="warn"/> ${wrong}</p>`}</div>
    ${unitless ? html`<fieldset><legend>${t('mesh.unit')}</legend><div class="pills">${UNITS.map((unit) => html`<label key=${unit}>
      <input type="radio" name=${`${id}-unit`} value=${unit} checked=${wishes.unit === unit} onChange=${set('unit')}/><span>${t(`mesh.unit.${unit}`)}</span></label>`)}</div></fieldset>`
    : html`<p class="small muted">${t('mesh.unit_known')}</p>`}
    <fieldset class="may"><legend>${t('mesh.may')}</legend>${MAY.map((name) => html`<label key=${name}><input type="checkbox" checked=${wishes[name]}
      onChange=${(event) => onChange({...wishes, [name]: event.currentTarget.checked})}/><span>${t(`mesh.may_${name}`)}</span></label>`)}</fieldset>
  </div>`;
}
