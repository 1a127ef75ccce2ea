// "You can close this page": the link that brings one back, and a call when it is done.
import {html, useEffect, useRef, useState} from '../lib.js';
import {t} from '../words.js';
import {Icon} from './icons.js';

export function Come({gift, say}) {
  const when = gift.state === 'sculpting' ? ['come.title', 'come.says'] : ['come.later', 'come.later_says']; // no work goes on
  return html`<div class="note"><${Icon} name="link"/><div class="stack t grow">
      <p><strong>${t(when[0])}</strong> ${t(when[1])}</p><${Copy} text=${`${location.origin}/g/${gift.id}`} label=${t('come.link')} say=${say}/></div></div>
    <${Call} gift=${gift}/>`;
}

// A field with a button beside it; works over plain http too, where the clipboard is closed.
export function Copy({text, label, say}) {
  const [state, set] = useState('');
  const input = useRef(null);
  const copy = async () => {
    input.current.select();
    let done = false;
    try {
      await navigator.clipboard.writeText(text);
      done = true;
    } catch {
      done = document.execCommand('copy');
    }
    const told = done ? 'copy.done' : 'copy.by_hand';
    set(told);
    say(t(told));
  };
  return html`<div><div class="copy"><input ref=${input} readonly value=${text} aria-label=${label}
    onFocus=${(event) => event.currentTarget.select()}/><button type="button" onClick=${copy}>${t('copy.do')}</button></div>
    <p class="small muted copied">${state && t(state)}</p></div>`;
}

const possible = () => 'Notification' in window && isSecureContext && Notification.permission !== 'denied';

function Call({gift}) {
  const [wanted, want] = useState(() => possible() && Notification.permission === 'granted');
  const state = useRef(gift.state);
  useEffect(() => {
    const before = state.current;
    state.current = gift.state;
    if (before === gift.state || before !== 'sculpting' || !document.hidden) return;
    if (wanted && ['ready', 'failed'].includes(gift.state)) ring(gift);
  }, [gift.state]);
  if (!possible() || gift.state !== 'sculpting') return null;
  const ask = async () => want(await Notification.requestPermission() === 'granted');
  return wanted ? html`<p class="small muted"><${Icon} name="bell"/> ${t('come.will')}</p>`
    : html`<div><button class="btn ghost sm" type="button" onClick=${ask}><${Icon} name="bell"/>${t('come.call')}</button></div>`;
}

function ring(gift) {
  try {
    const title = t(`come.${gift.state}${gift.name ? '' : '_open'}`, {name: gift.name});
    new Notification(title, {icon: '/static/icon.svg', tag: gift.id}).onclick = () => window.focus();
  } catch { /* a phone may refuse; the title of the tab tells it too */ }
}
