// The engraving as it will read on the front of the pedestal, or on a plaque's frame: a drawing, shown at once.
import {html} from '../lib.js';
import {t} from '../words.js';

const WIDE = 640;
const ROOM = 500; // of the curve, in units of the drawing, that letters may fill
const TALL = [44, 27]; // font sizes of the first and second line
const LETTER = 0.62; // of the font size: a heavy sans on average

const sized = (text, tall) => Math.min(tall, ROOM / (Math.max(text.length, 1) * LETTER));

const FACES = {
  round: html`<path class="plate-side" d="M0 26C160 44 480 44 640 26V150H0Z"/>
    <path class="plate-top" d="M0 26C160 44 480 44 640 26V14C480 0 160 0 0 14Z"/>`,
  square: html`<path class="plate-side" d="M0 30H640V150H0Z"/><path class="plate-top" d="M24 8H616L640 30H0Z"/>`,
  hexagonal: html`<path class="plate-side" d="M0 24 110 34H530L640 24V150H0Z"/>
    <path class="plate-edge" d="M0 24 110 34V150H0ZM640 24 530 34V150H640Z"/>
    <path class="plate-top" d="M0 24 110 34H530L640 24 540 8H100Z"/>`,
};
FACES.oval = FACES.round;
FACES.frame = html`<path class="plate-side" d="M0 0H640V150H0Z"/><path class="plate-edge" d="M0 0H640V9H0Z"/><path class="plate-top" d="M0 9H640V24H0Z"/>
  <path class="plate-edge" d="M0 24H640V30H0Z"/>`;

// A plaque has its words raised on its frame; its pedestal has none.
export const framed = (gift, id) => gift.concepts.some((one) => one.id === id && one.kind === 'plaque');

const bend = (shape, y) =>
  (shape === 'round' || shape === 'oval' ? `M60 ${y}C220 ${y + 16} 420 ${y + 16} 580 ${y}` : `M60 ${y + 8}H580`);

export function Plate({lines = [], pedestal = 'round', frame = false}) {
  const [first = '', second = ''] = lines;
  const says = [first, second].filter(Boolean).join(', ');
  const tops = second ? [84, 121] : [102, 130];
  const row = (text, n) => text && html`<path id=${`plate-${n}`} d=${bend(frame ? 'square' : pedestal, tops[n])} fill="none"/>
    <text font-size=${sized(text, TALL[n])}><textPath href=${`#plate-${n}`} startOffset="50%">${text}</textPath></text>`;
  const raised = (text, n) => text && html`<text class="plate-raised" font-size=${sized(text, TALL[n])}><textPath href=${`#plate-${n}`} startOffset="50%">${text}</textPath></text>`;
  const told = frame ? ['plate.frame', 'plate.frame_blank'] : ['plate.says', 'plate.blank'];
  return html`<svg class="plate" viewBox="0 0 ${WIDE} 150" role="img"
    aria-label=${t(told[says ? 0 : 1], {text: says})}>
    <defs><linearGradient id="plate-clay" x1="0" x2="1"><stop class="plate-dark" offset="0"/><stop class="plate-mid"
      offset=".18"/><stop class="plate-lit" offset=".5"/><stop class="plate-mid" offset=".82"/><stop class="plate-dark"
      offset="1"/></linearGradient></defs>
    ${frame ? FACES.frame : FACES[pedestal] ?? FACES.round}
    <g class="plate-words" text-anchor="middle">${row(first, 0)}${row(second, 1)}</g>
    ${frame && html`<g class="plate-top" text-anchor="middle" transform="translate(-1.500 -2.500)" aria-hidden="true">${raised(first, 0)}${raised(second, 1)}</g>`}</svg>`;
}
