// What the page says when something is not as it should be.
import {html, useEffect, useRef} from '../lib.js';
import {duration, has, language, t} from '../words.js';
import {Icon} from './icons.js';

// tone: "bad" | "warn" | "ok". An alert is spoken at once: for what needs an answer.
export function Notice({tone = 'warn', title, alert = false, children}) {
  return html`<div class=${`alert ${tone}`} role=${alert ? 'alert' : undefined}>
    ${title && html`<strong>${tone !== 'ok' && html`<${Icon} name="warn"/> `}${title}</strong>`}${children}</div>`;
}

// A Problem of the API, or an error stored with the gift, in words that a person can use.
export function Trouble({problem, children}) {
  const code = problem.code ?? 'unknown';
  const title = has(`error.${code}`) ? t(`error.${code}`) : t('error.unknown');
  const told = problem instanceof Error ? '' : problem.message; // an Error's repeats its detail
  const says = problem.advice || problem.detail;
  const own = language !== 'en' && has(`advice.${code}`); // the studio speaks English
  const wait = problem.retryAfter && t('error.wait', {time: duration(problem.retryAfter)});
  return html`<${Notice} tone="bad" title=${title} alert>
    ${own && html`<p class="small">${t(`advice.${code}`)}</p>`}
    ${[told, says].filter(Boolean).map((text) => html`<p key=${text} class=${own ? 'tiny' : 'small'} lang="en">${text}</p>`)}
    ${wait && html`<p class="small">${wait}</p>`}
    ${children}
    ${problem.reference && html`<p class="tiny muted">${t('error.reference', {code: problem.reference})}</p>`}
  <//>`;
}

export function Badge({tone = '', icon, children}) {
  return html`<span class=${`badge ${tone}`}>${icon && html`<${Icon} name=${icon}/>`}${children}</span>`;
}

// How the news reach this page, when they do not come at once.
export function Link({state}) {
  if (state !== 'lost' && state !== 'polling') return null;
  return html`<${Notice} title=${t(`link.${state}`)}><p class="small">${t('link.says')}</p><//>`;
}

// A question before something that cannot be undone; the browser's own dialog element.
export function Ask({title, says, yes, no, onYes, onNo, tone = ''}) {
  const box = useRef(null);
  useEffect(() => {
    const opener = document.activeElement;
    box.current.showModal();
    return () => opener?.focus?.();
  }, []);
  return html`<dialog ref=${box} class="ask card stack" aria-labelledby="ask-title"
      onCancel=${(event) => { event.preventDefault(); onNo(); }}>
    <h2 id="ask-title">${title}</h2><p>${says}</p>
    <div class="row"><button class=${`btn sm ${tone}`} type="button" onClick=${onYes}>${yes}</button>
      <button class="btn ghost sm" type="button" onClick=${onNo}>${no}</button></div></dialog>`;
}
