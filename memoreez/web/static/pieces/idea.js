// One idea: a radio button that is a picture with a title. Its place never changes size.
import {html, useState} from '../lib.js';
import {t} from '../words.js';
import {Icon} from './icons.js';
import {Badge} from './notices.js';

const TINTS = 4;
const SAMPLE = 16; // pixels, each way, that tell whether a picture is grey
const COLOURLESS = 16; // difference between channels, of 255
const SKETCHES = [ // what a pen might do while it thinks
  'M10 40c6-2 22-2 28 0M17 38c2-8-4-12 4-17s1-8 8-12M29 9c7-4 11 1 9 5s-8 4-9-5Z',
  'M9 40h30M14 40c0-9 4-14 10-14s10 5 10 14M24 26c-5 0-7-4-7-8s3-8 7-8 7 4 7 8-2 8-7 8Z',
  'M8 40c7-1 25-1 32 0M14 39 24 14l10 25M24 14v-6l6 2-6 2M19 27l4 3 3-4 4 3',
  'M9 40h30M15 40V24c0-3 3-4 3-8l-2-6 6 4h4l6-4-2 6c0 4 3 5 3 8v16M20 20h.1M28 20h.1',
];

export const tint = (id) => `tint-${(id - 1) % TINTS}`;
const places = ['pick.one', 'pick.two', 'pick.three', 'pick.four'];
const place = (id) => t(places[(id - 1) % TINTS]);

export function Card({idea, checked, onPick, onRetry, busy, resting}) {
  if (idea.state === 'failed') return html`<${Failed} idea=${idea} onRetry=${onRetry} busy=${busy}/>`;
  const waiting = idea.state !== 'ready';
  const text = `idea-${idea.id}`;
  return html`<label class=${`pick ${waiting ? 'wait' : ''}`}>
    <input type="radio" name="idea" value=${idea.id} checked=${checked && !waiting} disabled=${waiting} onChange=${onPick}
      aria-labelledby=${`${text}-title`} aria-describedby=${`${text}-story`}/>
    <${Picture} idea=${idea} still=${resting}/>${!waiting && html`<span class="tick"><${Icon} name="check"/></span>`}
    <span class="pick-title" id=${`${text}-title`} dir="auto">${idea.title || place(idea.id)}</span>
    ${idea.story ? html`<span class="pick-story" id=${`${text}-story`} dir="auto">${idea.story}</span>`
      : html`<span class="line"></span><span class="line short"></span>`}
    <span class="pick-foot">${waiting ? html`<${Badge} tone=${resting ? 'warn' : 'now'} icon="pen">${t(resting ? 'pick.undrawn' : idea.state === 'drawing' || idea.image ? 'pick.drawing' : 'pick.waiting')}<//>`
      : idea.draft && html`<${Badge} icon="pen">${t('pick.draft')}<//>`}</span></label>`;
}

export function Picture({idea, still}) {
  const [shown, show] = useState('');
  const [lost, lose] = useState('');
  const [clay, warm] = useState(false);
  const gone = !idea.image || lost === idea.image;
  const landed = (event) => {
    warm(grey(event.currentTarget));
    show(idea.image);
  };
  return html`<span class=${`print ${tint(idea.id)} ${shown ? 'here' : ''} ${clay ? 'clay' : ''}`}>
    ${!shown && html`<span class=${`sk ${still ? 'still' : ''}`}><svg viewBox="0 0 48 48" aria-hidden="true"><path d=${SKETCHES[(idea.id - 1) % TINTS]}/></svg></span>`}
    ${!gone && html`<img src=${idea.image} width="768" height="768" alt="" onLoad=${landed} onError=${() => lose(idea.image)}/>`}</span>`;
}

// Whether a picture has no colours of its own: then it may be shown in those of the shop.
function grey(image) {
  try {
    const pen = Object.assign(document.createElement('canvas'), {width: SAMPLE, height: SAMPLE}).getContext('2d');
    pen.drawImage(image, 0, 0, SAMPLE, SAMPLE);
    const {data} = pen.getImageData(0, 0, SAMPLE, SAMPLE);
    for (let k = 0; k < data.length; k += 4) {
      const rgb = data.slice(k, k + 3);
      if (Math.max(...rgb) - Math.min(...rgb) > COLOURLESS) return false;
    }
    return true;
  } catch {
    return false; // from another origin: not ours to look into
  }
}

function Failed({idea, onRetry, busy}) {
  return html`<div class="pick failed"><span class=${`print ${tint(idea.id)}`}><span class="sk still"><${Icon} name="warn"/></span></span>
    <span class="pick-title" dir="auto">${idea.title || place(idea.id)}</span><span class="pick-story">${t(idea.error?.code === 'stopped' ? 'pick.undrawn_says' : 'pick.failed')}</span>
    <span class="pick-foot">${onRetry && html`<button class="btn ghost sm" type="button" onClick=${onRetry}><${Icon} name="again"/>
      ${t(busy === 'retry' ? 'pick.asking' : 'pick.redraw')}</button>`}</span></div>`;
}
