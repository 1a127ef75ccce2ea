// The maps of a model: pictures with the places to look at in colour, and what the colours mean.
import {html} from '../lib.js';
import {t} from '../words.js';

// Which checks each map shows, and its colours (prints/report_maps.py has the same).
const KINDS = {
  walls: {checks: ['wall_thickness', 'thin_parts'], keys: ['spot', 'care']},
  overhangs: {checks: ['overhang'], keys: ['lean']},
  islands: {checks: ['islands'], keys: ['prop', 'ring']},
};

export function Maps({files, checks}) {
  const url = (kind) => files.find((file) => file.name === `${kind}.png`)?.url;
  const open = new Set(checks.filter((check) => check.verdict !== 'pass').map((check) => check.name));
  const shown = Object.keys(KINDS).filter(url);
  const seen = shown.filter((kind) => KINDS[kind].checks.some((name) => open.has(name)));
  const model = files.find((file) => file.name === 'maps.glb');
  if (!shown.length) return null;
  return html`<section class="card maps" aria-labelledby="maps"><h2 id="maps">${t('mesh.maps')}</h2>
    <p class="muted">${t(seen.length ? 'mesh.maps_says' : 'mesh.maps_well')}</p>
    ${seen.length > 0 && html`<div class="spots">${seen.map((kind) => html`<figure key=${kind}><img src=${url(kind)} width="880" height="520" loading="lazy" alt=${t(`mesh.map.${kind}_alt`)}/>
      <figcaption><h3>${t(`mesh.map.${kind}`)}</h3><ul>${KINDS[kind].keys.map((key) => html`<li key=${key}><i class=${`key ${key}`}></i>${t(`mesh.key.${key}`)}</li>`)}</ul>
        <p>${t(`mesh.map.${kind}_says`)}</p></figcaption></figure>`)}</div>`}
    ${seen.length < shown.length && html`<div class="well">${shown.filter((kind) => !seen.includes(kind)).map((kind) => html`<figure key=${kind}>
      <img src=${url(kind)} width="440" height="260" loading="lazy" alt=${t(`mesh.map.${kind}_alt`)}/><figcaption><h3>${t(`mesh.map.${kind}_well`)}</h3></figcaption></figure>`)}</div>`}
    ${model && html`<p class="small"><a href=${`${model.url}?download=1`} download>${t('mesh.maps_3d')}</a></p>`}</section>`;
}
