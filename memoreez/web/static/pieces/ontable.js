// "See it on your table": AR where the browser has it, a code for the phone where it has not.
import {html, useEffect, useState} from '../lib.js';
import {HERE} from '../privacy.js';
import {t} from '../words.js';
import {Stroke} from './strokes.js';

// "yes" | "later" (a preview or a coin is in view) | "insecure" | "code" (a desktop) | "here" (no phone reaches this)
export function placing({viewer, carved, alone}) {
  const can = Boolean(viewer?.canActivateAR); // of the user agent only: true over plain http as well
  if (can && !isSecureContext) return 'insecure';
  if (can) return carved && alone ? 'yes' : 'later';
  return HERE.includes(location.hostname) ? 'here' : 'code';
}

export function OnTable({viewer, carved, alone, gift}) {
  const [coded, setCoded] = useState(true);
  const [, again] = useState(0);
  useEffect(() => { // whether AR can be had is known a moment after the model has come
    const timer = setTimeout(() => again((count) => count + 1), 600);
    return () => clearTimeout(timer);
  }, [viewer]);
  const way = placing({viewer, carved, alone});
  const help = html`<a href="/help#table">${t('keep.table.help')}</a>`;
  const secure = location.protocol === 'https:';
  return html`<section class="card table-card" aria-labelledby="table"><div class="stack t">
      <h2 id="table">${t('keep.table')}</h2>
      <p class="small muted">${t(`keep.table.${way}`)} ${(way === 'insecure' || way === 'here') && help}</p>
      ${way === 'code' && !secure && html`<p class="small muted">${t('keep.table.https')} ${help}</p>`}
      ${way === 'yes' && html`<div><button class="btn" type="button" onClick=${() => viewer.activateAR()}><${Stroke} name="eye"/>${t('keep.table.go')}</button></div>`}
    </div>${way === 'code' && coded && html`<img class="code" src=${`${gift.share}/qr.svg`} width="132" height="132"
      alt=${t('keep.table.code.alt')} onError=${() => setCoded(false)}/>`}</section>`;
}
