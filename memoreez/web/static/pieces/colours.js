// Filament colours: only how it looks here; the files have none of them.
import {html} from '../lib.js';
import {t} from '../words.js';

const KEPT = 'memoreez.filament';
const FIRST = 'terracotta'; // as the plate is drawn; the files are of no colour, and AR on Android shows them in stone
export const COLOURS = {terracotta: '#b8623c', stone: null, bone: '#e6d9c3', sage: '#8f9c86', honey: '#c99a4b', charcoal: '#3b3230'};

export function recallColour() {
  try {
    const name = localStorage.getItem(KEPT);
    return name in COLOURS ? name : FIRST;
  } catch {
    return FIRST;
  }
}

export function keepColour(name) {
  try { localStorage.setItem(KEPT, name); } catch { /* private mode: this visit only */ }
}

export function Colours({chosen, onChoose}) {
  return html`<fieldset><legend>${t('keep.colour')} <span class="opt">${t(`keep.colour.${chosen}`)}</span></legend>
    <div class="swatches">${Object.keys(COLOURS).map((name) => html`<label key=${name} title=${t(`keep.colour.${name}`)}>
      <input type="radio" name="colour" checked=${name === chosen} aria-label=${t(`keep.colour.${name}`)} onChange=${() => onChoose(name)}/>
      <span class=${`swatch ${name}`}></span></label>`)}</div></fieldset>`;
}
