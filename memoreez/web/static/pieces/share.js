// The two links of a gift, and the end of it.
import {html, useLayoutEffect, useRef, useState} from '../lib.js';
import {t} from '../words.js';
import {Icon} from './icons.js';
import {Trouble} from './notices.js';
import {Stroke} from './strokes.js';

const absolute = (path) => new URL(path, location.href).href;

export function Share({gift, say}) {
  const mine = absolute(`/g/${encodeURIComponent(gift.id)}`);
  const theirs = absolute(gift.share);
  return html`<section class="card stack" aria-labelledby="share"><h2 id="share" tabindex="-1">${t('keep.share')}</h2>
    <${LinkRow} id="theirs" link=${theirs} title=${t('keep.share.theirs')} says=${t('keep.share.theirs.says')} say=${say}
      send=${{title: gift.figurine.title, text: t('keep.share.text', {title: gift.figurine.title}), url: theirs}}/>
    <${LinkRow} id="mine" link=${mine} title=${t('keep.share.mine')} says=${t('keep.share.mine.says')} say=${say} secret/></section>`;
}

function LinkRow({id, link, title, says, say, send = null, secret = false}) {
  const [result, setResult] = useState('');
  const field = useRef(null);
  const told = (key) => { setResult(key); say(t(key)); };
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(link);
      told('keep.copied');
    } catch { // not on http, or not allowed: select it, so that the person can
      field.current.focus();
      field.current.select();
      told('keep.copy.self');
    }
  };
  const pass = async () => {
    try {
      await navigator.share(send);
    } catch (error) {
      if (error.name !== 'AbortError') copy();
    }
  };
  return html`<div><label for=${`link-${id}`}>${secret && html`<${Icon} name="lock"/> `}${title}</label>
    <p class="hint link-says" id=${`says-${id}`}>${says}</p>
    <div class="copy-row"><input class="field" ref=${field} id=${`link-${id}`} readonly value=${link} dir="ltr"
        aria-describedby=${`says-${id}`} onFocus=${(event) => event.currentTarget.select()}/>
      <button class="btn ghost sm" type="button" onClick=${copy}><${Icon} name="link"/>${t('keep.copy')}<span class="sr"> ${title}</span></button>
      ${send && navigator.share && html`<button class="btn ghost sm" type="button" onClick=${pass}><${Stroke} name="share"/>${t('keep.send')}</button>`}</div>
    ${result && html`<p class="small link-result">${t(result)}</p>`}</div>`;
}

// Two steps in the page: the first asks, the second deletes.
export function Farewell({gift, api, onGone}) {
  const [asked, setAsked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState(null);
  const question = useRef(null);
  const opener = useRef(null);
  useLayoutEffect(() => { if (asked) question.current.focus(); }, [asked]);
  const stay = () => { setAsked(false); setProblem(null); requestAnimationFrame(() => opener.current?.focus()); };
  const end = async () => {
    if (busy) return;
    setBusy(true);
    try {
      await api.remove(gift.id);
      onGone();
    } catch (trouble) {
      setProblem(trouble);
      setBusy(false);
    }
  };
  if (!asked) {
    return html`<button class="plain" ref=${opener} type="button" onClick=${() => setAsked(true)}><${Stroke} name="bin"/> ${t('keep.delete')}</button>`;
  }
  return html`<div class="farewell alert bad" role="group" aria-labelledby="farewell"
      onKeyDown=${(event) => { if (event.key === 'Escape') stay(); }}>
    <strong id="farewell" ref=${question} tabindex="-1">${t('keep.delete.ask')}</strong><p class="small">${t('keep.delete.says')}</p>
    ${problem && html`<${Trouble} problem=${problem}/>`}
    <div class="row"><button class="btn sm danger" type="button" aria-disabled=${busy ? 'true' : undefined} onClick=${end}>${
      t(busy ? 'keep.deleting' : 'keep.delete.yes')}</button>
      <button class="btn ghost sm" type="button" onClick=${stay}>${t('keep.delete.no')}</button></div></div>`;
}
