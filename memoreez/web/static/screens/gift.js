// One gift by its link: loading, gone, or the step at which it stands.
import {html} from '../lib.js';
import {lazy, Loading, LoadingStage, styled, Unreached} from '../pieces/lazy.js';
import {Link, Trouble} from '../pieces/notices.js';
import {Heading} from '../pieces/shell.js';
import {learnGate} from '../pieces/gate.js';
import {learn, t} from '../words.js';
import {Lost} from './lost.js';
import {Make} from './make.js';
import {Pick} from './pick.js';

const Keep = lazy(async () => {
  const [screen] = await Promise.all([import('./keep.js'), learn('keep.'), learnGate(), styled('/static/keep.css')]);
  return screen.Keep;
}, LoadingStage);

export function GiftScreen(hand) {
  const {gift, problem, link, screen, go} = hand;
  const gone = problem?.status === 404 || problem?.status === 410;
  const lost = gone && html`<${Lost} gift go=${go}/>`;
  if (lost && (!gift || screen !== 'keep')) return lost;
  const offline = problem?.code === 'offline';
  if (!gift) return !problem ? html`<${Loading}/>` : offline ? html`<${Unreached}/>` : html`<${Refused} problem=${problem}/>`;
  const quiet = link !== 'lost' && link !== 'polling';
  const notices = html`<div class="notices">${problem && !offline && !gone && html`<${Trouble} problem=${problem}/>`}
    ${offline && quiet && html`<${Link} state="lost"/>`}</div>`;
  const step = gift.readonly ? (gift.figurine ? 'keep' : 'early') : screen;
  if (step === 'pick') return html`${notices}<${Pick} key=${gift.id} ...${hand}/>`;
  if (step === 'make') return html`${notices}<${Make} key=${gift.id} ...${hand}/>`;
  if (step === 'early') return html`<${Heading}>${t('early.title')}<//><p class="muted">${t('early.says')}</p>`;
  return html`${notices}<${Keep} ...${hand} lost=${lost}/>`; // who deletes it there is told so
}

const Refused = ({problem}) => html`<${Heading}>${t('unreached.title')}<//><div class="notices"><${Trouble} problem=${problem}/></div>`;
