// Screens that are fetched when they are first shown; the first one stays light.
import {html, useEffect, useState} from '../lib.js';
import {t} from '../words.js';
import {Notice} from './notices.js';
import {Heading} from './shell.js';

const AGAIN_MS = 3000; // between two attempts to fetch one

// `load` gives the component; tried again until it is there.
export function lazy(load, Waiting = Loading) {
  let found = null;
  return (props) => {
    const [state, set] = useState(found ? 'here' : 'coming');
    useEffect(() => {
      let [over, timer] = [Boolean(found), 0];
      const fetch = () => load().then((component) => {
        found = component;
        if (!over) set('here');
      }, () => {
        if (over) return;
        set('lost');
        timer = setTimeout(fetch, AGAIN_MS);
      });
      if (!over) fetch();
      return () => { over = true; clearTimeout(timer); };
    }, []);
    if (found) return html`<${found} ...${props}/>`;
    return state === 'lost' ? html`<${Unreached}/>` : html`<${Waiting}/>`;
  };
}

// A style sheet that only some screens need; resolves when it is in force, fails when it cannot be had.
export function styled(href) {
  const known = document.querySelector(`link[href="${href}"]`);
  if (known) return Promise.resolve();
  return new Promise((done, lost) => {
    const link = Object.assign(document.createElement('link'), {rel: 'stylesheet', href, onload: done});
    link.onerror = () => { link.remove(); lost(new Error(href)); };
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
