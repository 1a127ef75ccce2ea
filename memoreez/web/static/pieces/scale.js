// Something of known size beside the figurine: in 3D where there is 3D, else as a drawing.
import {html} from '../lib.js';
import {number, t} from '../words.js';

export const THINGS = ['none', 'coin', 'card'];
const COIN_MM = 23.25;
const CARD_MM = [85.6, 53.98];
const GAP_MM = 10;

export function Beside({chosen, onChoose}) {
  return html`<fieldset><legend>${t('keep.beside')}</legend><div class="pills">${THINGS.map((thing) => html`<label key=${thing}>
      <input type="radio" name="beside" checked=${thing === chosen} onChange=${() => onChoose(thing)}/><span>${t(`keep.beside.${thing}`)}</span></label>`)}</div>
    <p class="hint">${t(`keep.beside.${chosen}.says`)}</p></fieldset>`;
}

// The figurine's outline box, a coin and a card, all to one scale.
export function ScaleDrawing({size}) {
  const [width, , height] = size;
  const coin = width + GAP_MM + COIN_MM / 2;
  const card = width + 2 * GAP_MM + COIN_MM;
  const [wide, tall] = [card + CARD_MM[0], Math.max(height, CARD_MM[1])];
  const says = t('keep.scale.says', {width: number(Math.round(width)), height: number(Math.round(height))});
  const text = (x, key) => html`<text x=${x} y=${tall + 9}>${t(key)}</text>`;
  return html`<figure class="scale-drawing"><svg viewBox=${`-4 -4 ${wide + 8} ${tall + 18}`} role="img" aria-label=${says}>
      <rect class="scale-figure" x="0" y=${tall - height} width=${width} height=${height} rx="4"/>
      <circle class="scale-ring" cx=${coin} cy=${tall - COIN_MM / 2} r=${COIN_MM / 2}/><circle class="scale-core" cx=${coin} cy=${tall - COIN_MM / 2} r="8.45"/>
      <rect class="scale-card" x=${card} y=${tall - CARD_MM[1]} width=${CARD_MM[0]} height=${CARD_MM[1]} rx="3.18"/>
      ${text(width / 2, 'keep.scale.figurine')}${text(coin, 'keep.scale.coin')}${text(card + CARD_MM[0] / 2, 'keep.scale.card')}</svg>
    <figcaption class="small muted">${says}</figcaption></figure>`;
}
