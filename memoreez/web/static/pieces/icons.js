// Line drawings on a 24 by 24 sheet; always decoration, so hidden from screen readers.
import {html} from '../lib.js';

const PATHS = {
  spark: 'M12 3.5c.8 4.8 2.7 6.9 7.5 8.5-4.8 1.6-6.7 3.7-7.5 8.5-.8-4.8-2.7-6.9-7.5-8.5 4.8-1.6 6.7-3.7 7.5-8.5Z',
  check: 'M5 12.5 10 17.5 19.5 7',
  warn: 'M12 4 2.8 19.5h18.4ZM12 10v4.5m0 2.6v.1',
  clock: 'M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17ZM12 7.5V12l3.2 2',
  lock: 'M7.5 10.5h9a2.5 2.5 0 0 1 2.5 2.5v4.5a2.5 2.5 0 0 1-2.5 2.5h-9A2.5 2.5 0 0 1 5 17.5V13a2.5 2.5 0 0 1 2.5-2.5ZM8 10.5V8a4 4 0 0 1 8 0v2.5',
  pen: 'm4.5 19.5 1-4L16 5a2 2 0 0 1 3 3L8.5 18.5Z',
  moon: 'M19.5 14.2A8 8 0 1 1 9.8 4.5a6.4 6.4 0 0 0 9.7 9.7Z',
  sun: 'M12 8a4 4 0 1 1 0 8 4 4 0 0 1 0-8ZM12 2.5v2m0 15v2M2.5 12h2m15 0h2M5.3 5.3l1.4 1.4m10.6 10.6 1.4 1.4m0-13.4-1.4 1.4M6.7 17.3l-1.4 1.4',
  link: 'M10 14a4 4 0 0 0 5.7 0l3-3A4 4 0 0 0 13 5.3l-1 1M14 10a4 4 0 0 0-5.7 0l-3 3a4 4 0 0 0 5.7 5.7l1-1',
  bell: 'M6 16.5V11a6 6 0 1 1 12 0v5.5l1.5 1.5h-15ZM10.3 20.5a2 2 0 0 0 3.4 0',
  back: 'M19 12H5m6-6-6 6 6 6',
  again: 'M20 12a8 8 0 1 1-3-6.2M17 2.6v3.6h-3.6',
  cube: 'm12 3 8 4.5v9L12 21l-8-4.5v-9ZM4 7.5l8 4.5 8-4.5M12 12v9',
  photo: 'M4.5 7.500h3l1.500-2.500h6l1.500 2.500h3A1.500 1.500 0 0 1 21 9v9a1.500 1.500 0 0 1-1.500 1.500h-15A1.500 1.500 0 0 1 3 18V9a1.500 1.500 0 0 1 1.500-1.500ZM12 9.500a3.700 3.700 0 1 1 0 7.400 3.700 3.700 0 0 1 0-7.400Z',
  cloud: 'M7 18.5a4 4 0 0 1-.4-8A5.5 5.5 0 0 1 17 9.3a4.6 4.6 0 0 1 .5 9.2ZM4 3.5l16 17',
};

export const Icon = ({name}) => html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]}/></svg>`;

// A figure under a bow: the sign over the shop's door.
export const Sign = () => html`<svg class="sign" viewBox="0 0 40 40" aria-hidden="true">
  <path class="sign-foot" d="M8 31h24l2 6H6Z"/><path class="sign-body" d="M12 25h16l2 6H10Z"/>
  <circle class="sign-head" cx="20" cy="16" r="8"/>
  <path class="sign-bow" d="M20 8c-5-6-12-2-8 2 2 2 6 0 8-2Zm0 0c5-6 12-2 8 2-2 2-6 0-8-2Z"/></svg>`;
