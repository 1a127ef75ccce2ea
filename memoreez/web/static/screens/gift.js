// One gift by its link: loading, gone, or the step at which it stands.
import {html, useEffect, useState} from '../lib.js';
import {Link, Notice, Trouble} from '../pieces/notices.js';
import {Heading} from '../pieces/shell.js';
import {has, t} from '../words.js';
import {Lost} from './lost.js';
import {Make} from './make.js';
import {Pick} from './pick.js';

export function GiftScreen(hand) {
  const {gift, problem, link, screen, go} = hand;
  if (problem && (problem.status === 404 || problem.status === 410)) return html`<${Lost} gift go=${go}/>`;
  if (!gift) return problem ? html`<${Unreached} problem=${problem}/>` : html`<${Loading}/>`;
  const step = gift.readonly ? (gift.figurine ? 'keep' : 'early') : screen;
  const trouble = problem && problem.code !== 'offline' && problem.status !== 409;
  const notices = html`<div class="notices">${trouble && html`<${Trouble} problem=${problem}/>`}
    ${problem?.code === 'offline' && link !== 'lost' && link !== 'polling' && html`<${Link} state="lost"/>`}</div>`;
  if (step === 'pick') return html`${notices}<${Pick} key=${gift.id} ...${hand}/>`;
  if (step === 'make') return html`${notices}<${Make} key=${gift.id} ...${hand}/>`;
  if (step === 'early') return html`<${Heading}>${t('early.title')}<//><p class="muted">${t('early.says')}</p>`;
  return html`${notices}<${Kept} ...${hand}/>`;
}

// The last step comes with the viewer: fetched when it is needed.
function Kept(hand) {
  const [screen, show] = useState(null);
  const [failed, fail] = useState(false);
  useEffect(() => { import('./keep.js').then((loaded) => show(() => loaded.Keep), () => fail(true)); }, []);
  if (failed) return html`<${Unreached} problem=${{code: 'offline'}}/>`;
  return screen ? html`<${screen} ...${hand}/>` : html`<${Loading}/>`;
}

const Loading = () => html`<div class="loading" aria-busy="true"><p class="sr">${t('loading.says')}</p>
  <div class="sk loading-title"></div><div class="picks">${[1, 2, 3, 4].map((n) => html`<div key=${n} class="pick wait">
  <span class="print"><span class="sk"></span></span><span class="line"></span><span class="line short"></span></div>`)}</div></div>`;

const Unreached = ({problem}) => html`<${Heading}>${t('unreached.title')}<//><div class="notices">
  ${has(`error.${problem.code}`) && problem.code !== 'offline' ? html`<${Trouble} problem=${problem}/>`
    : html`<${Notice} title=${t('error.offline')}><p class="small">${t('unreached.says')}</p><//>`}</div>`;
