// Screens that are fetched when they are first shown; the first one stays light.
import {html, useEffect, useState} from '../lib.js';
import {t} from '../words.js';
import {Notice} from './notices.js';
import {Heading} from './shell.js';

// `load` gives the component; tried again each time that its place is entered.
export function lazy(load, Waiting = Loading) {
  let found = null;
  return (props) => {
    const [state, set] = useState(found ? 'here' : 'coming');
    useEffect(() => {
      if (found) return;
      load().then((component) => {
        found = component;
        set('here');
      }, () => set('lost'));
    }, []);
    if (found) return html`<${found} ...${props}/>`;
    return state === 'lost' ? html`<${Unreached}/>` : html`<${Waiting}/>`;
  };
}

// A style sheet that only some screens need; resolves when it is in force.
export function styled(href) {
  const known = document.querySelector(`link[href="${href}"]`);
  if (known) return Promise.resolve();
  return new Promise((done) => {
    const link = Object.assign(document.createElement('link'), {rel: 'stylesheet', href, onload: done, onerror: done});
    document.head.append(link);
  });
}

// As the last two steps are laid out: a stage, and something beside it.
export const LoadingStage = () => html`<div class="loading" aria-busy="true"><p class="sr">${t('loading.says')}</p>
  <div class="sk loading-title"></div><div class="make"><div class="make-picture"><div class="sk loading-stage"></div></div>
  <div class="make-work"><div class="sk loading-card"></div></div></div></div>`;

export const Loading = () => html`<div class="loading" aria-busy="true"><p class="sr">${t('loading.says')}</p>
  <div class="sk loading-title"></div><div class="picks">${[1, 2, 3, 4].map((n) => html`<div key=${n} class="pick wait">
  <span class="print"><span class="sk"></span></span><span class="line"></span><span class="line short"></span></div>`)}</div></div>`;

export const Unreached = () => html`<${Heading}>${t('unreached.title')}<//><div class="notices">
  <${Notice} title=${t('error.offline')}><p class="small">${t('unreached.says')}</p><//></div>`;
