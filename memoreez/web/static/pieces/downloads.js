// The files, best first, each with what it is for; and the papers that go with them.
import {html} from '../lib.js';
import {number, t} from '../words.js';
import {Notice} from './notices.js';
import {Stroke} from './strokes.js';

const MODELS = ['figurine.3mf', 'figurine.stl', 'figurine.glb'];

export const fileOf = (gift, name) => gift.files.find((file) => file.name === name) ?? null;
export const downloadOf = (file) => `${file.url}${file.url.includes('?') ? '&' : '?'}download=1`;

export const bytes = (size) => (size < 1e6
  ? number(Math.max(1, size / 1e3), {style: 'unit', unit: 'kilobyte', maximumFractionDigits: 0})
  : number(size / 1e6, {style: 'unit', unit: 'megabyte', maximumFractionDigits: size < 1e7 ? 1 : 0}));

export function Downloads({gift, working}) {
  const models = MODELS.map((name) => fileOf(gift, name)).filter(Boolean);
  const report = fileOf(gift, 'report.html');
  const picture = fileOf(gift, 'figurine.png');
  return html`<section class="card stack" aria-labelledby="files"><h2 id="files">${t('keep.files')}</h2>
    ${working && html`<${Notice} title=${t('keep.files.former')}><p class="small">${t('keep.files.former.says')}</p><//>`}
    <ul class="files">${models.map((file, n) => html`<${Model} key=${file.name} file=${file} best=${!n} working=${working}/>`)}</ul>
    <p class="note"><${Stroke} name="page"/><span>${t('keep.files.how')}</span></p>
    <p class="row papers">
      ${report && html`<a class="paper" href=${report.url} target="_blank" rel="noopener"><${Stroke} name="page"/>${t('keep.report')}</a>`}
      ${!gift.readonly && html`<a class="paper" href=${`/g/${encodeURIComponent(gift.id)}/sheet`}><${Stroke} name="printer"/>${t('keep.sheet')}</a>`}
      ${picture && html`<a class="paper" href=${downloadOf(picture)} download><${Stroke} name="down"/>${t('keep.picture', {size: bytes(picture.size)})}</a>`}</p>
  </section>`;
}

function Model({file, best, working}) {
  const kind = file.name.split('.').pop();
  return html`<li><a class=${best ? 'best' : ''} href=${downloadOf(file)} download><b>${kind.toUpperCase()}</b>${' '}<span>${t(`keep.file.${kind}`)} · ${bytes(file.size)}${working && html` · ${t('keep.former')}`}</span></a></li>`;
}
