// What surrounds each screen: awning, header with the four steps, footer, the one live region.
import {html, useLayoutEffect, useState} from '../lib.js';
import {promised} from '../privacy.js';
import {LANGUAGES, language, t} from '../words.js';
import {Icon, Sign} from './icons.js';

export const STEPS = ['tell', 'pick', 'make', 'keep'];

export function Shell({screen, open, go, studio, onLanguage, theme, onTheme, said, children}) {
  const place = STEPS.indexOf(screen === 'photo' ? 'tell' : screen); // another first step
  return html`<a class="skip" href="#main">${t('shell.skip')}</a>
    <div class="awning-box" aria-hidden="true"><div class="awning"></div></div>
    <header class="wrap top">
      <a class="logo" href="/" onClick=${(event) => leave(event, () => go('start'))}><${Sign}/>memoreez</a>
      ${place >= 0 && html`<${Steps} place=${place} open=${open} go=${go}/>`}
      <div class="top-end"><${Language} onLanguage=${onLanguage}/><${Theme} theme=${theme} onTheme=${onTheme}/></div>
    </header>
    ${place >= 0 && html`<${Strip} place=${place}/>`}
    <main id="main" class="wrap" tabindex="-1">${children}</main>
    <p class="sr" role="status" aria-live="polite">${said}</p>
    <${Footer} go=${go} studio=${studio}/>`;
}

export function leave(event, act) {
  if (event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
  event.preventDefault();
  act();
}

function Steps({place, open, go}) {
  return html`<nav class="top-steps" aria-label=${t('shell.progress')}><ol class="steps">${STEPS.map((step, n) => {
    const name = html`<span class="step-name">${t(`step.${step}`)}</span>`;
    if (n === place) {
      return html`<li key=${step} class="now"><span class="step" aria-current="step"><b>${n + 1}</b>${name}</span></li>`;
    }
    const mark = n < place ? html`<b><${Icon} name="check"/></b>` : html`<b>${n + 1}</b>`;
    const done = n < place && html`<span class="sr">${t('shell.done')} </span>`;
    const reachable = open.includes(step);
    return html`<li key=${step} class=${n < place ? 'done' : ''}>${reachable
      ? html`<a class="step" href=${location.pathname} onClick=${(event) => leave(event, () => go(step))}>${done}${mark}${name}</a>`
      : html`<span class="step">${done}${mark}${name}</span>`}</li>`;
  })}</ol></nav>`;
}

function Strip({place}) {
  const here = t('shell.step', {k: place + 1, of: STEPS.length, name: t(`step.${STEPS[place]}`)});
  const next = STEPS[place + 1];
  return html`<nav class="strip wrap" aria-label=${t('shell.progress')}><div class="row between"><span>${here}</span>
    <span class="muted small">${next ? t('shell.next', {name: t(`step.${next}`)}) : t('shell.all')}</span></div>
    <progress max=${STEPS.length} value=${place + 1} aria-label=${here}></progress></nav>`;
}

function Language({onLanguage}) {
  return html`<label class="language"><span class="sr">${t('shell.language')}</span>
    <select value=${language} onChange=${(event) => onLanguage(event.currentTarget.value)}>
      ${Object.entries(LANGUAGES).map(([tag, name]) => html`<option key=${tag} value=${tag} lang=${tag}>${name}</option>`)}
    </select></label>`;
}

function Theme({theme, onTheme}) {
  const dark = theme === 'dark';
  return html`<button class="iconbtn" type="button" aria-label=${t(dark ? 'shell.light' : 'shell.dark')}
    onClick=${() => onTheme(dark ? 'light' : 'dark')}><${Icon} name=${dark ? 'sun' : 'moon'}/></button>`;
}

function Footer({go, studio}) {
  const stays = promised('footer.says', studio);
  const page = (name) => html`<a href=${`/${name}`} onClick=${(event) => leave(event, () => go(name))}>${t(`footer.${name}`)}</a>`;
  return html`<footer><div class="wrap row between"><span class=${stays.hide}>${t(stays.key)}</span>
    <nav class="row" aria-label=${t('footer.pages')}>${studio?.owner && page('studio')}${page('help')}${page('licences')}</nav></div></footer>`;
}

// Focus goes to the heading of a screen that has just come, so that it is read out.
export function Heading({children}) {
  const [node, hold] = useState(null);
  useLayoutEffect(() => { if (node && Heading.moved) node.focus({preventScroll: true}); }, [node]);
  return html`<h1 ref=${hold} tabindex="-1">${children}</h1>`;
}
Heading.moved = false; // not on the first screen: the browser starts at the top by itself
