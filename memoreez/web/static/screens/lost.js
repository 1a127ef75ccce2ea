// Nothing here: a wrong address, or a gift that was deleted.
import {html} from '../lib.js';
import {Heading} from '../pieces/shell.js';
import {t} from '../words.js';

export const Lost = ({gift, go}) => html`<div class="empty"><${EmptyShelf}/><${Heading}>${t(gift ? 'lost.gift' : 'lost.page')}<//>
  <p class="lede">${t(gift ? 'lost.gift_says' : 'lost.page_says')}</p>
  <p><button class="btn" type="button" onClick=${() => go('start')}>${t('lost.start')}</button></p></div>`;

// A shelf with a pedestal on which nothing stands.
export const EmptyShelf = () => html`<svg class="empty-shelf" viewBox="0 0 240 130" aria-hidden="true"><path class="board" d="M10 112h220v10H10z"/>
  <path class="side" d="M78 84c0 8 84 8 84 0v24c0 8-84 8-84 0Z"/><ellipse class="top" cx="120" cy="84" rx="42" ry="9"/>
  <path class="ghost" d="M120 76V54m-13 22 13-22 13 22M120 54c-8 0-12-6-12-12s5-12 12-12 12 6 12 12-4 12-12 12Z"/></svg>`;
