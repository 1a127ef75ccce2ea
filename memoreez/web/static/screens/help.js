// Questions that people have before, while and after.
import {html, useLayoutEffect} from '../lib.js';
import {Heading} from '../pieces/shell.js';
import {t} from '../words.js';

const QUESTIONS = ['where', 'close', 'words', 'print', 'supports', 'table', 'share', 'delete', 'wrong'];

export function Help() {
  const asked = location.hash.slice(1); // a link may lead to one of them
  useLayoutEffect(() => document.getElementById(asked)?.scrollIntoView(), []);
  return html`<div class="text"><${Heading}>${t('help.title')}<//><p class="lede">${t('help.lede')}</p>
    <div class="questions">${QUESTIONS.map((one) => html`<details key=${one} id=${one} open=${one === asked} class="card"><summary><h2>${t(`help.${one}`)}</h2></summary>
      <p>${t(`help.${one}_says`)}</p></details>`)}</div></div>`;
}
