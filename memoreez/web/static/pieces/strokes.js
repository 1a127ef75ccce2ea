// Line drawings of the Keep screen, on a 24 by 24 sheet; decoration, like those of icons.js.
import {html} from '../lib.js';

const PATHS = {
  left: 'M4 12a8 8 0 1 0 3-6.2M7 2.6v3.6h3.600',
  right: 'M20 12a8 8 0 1 1-3-6.2M17 2.6v3.6h-3.6',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  play: 'M8 5.5v13l11-6.5Z',
  pause: 'M8.500 5.500v13M15.500 5.500v13',
  ruler: 'M3.5 15.5 15.5 3.5l5 5-12 12ZM8 11l2 2m1-5 2 2m1-5 2 2',
  share: 'M12 15V4m0 0L8 8m4-4 4 4M5 13v5a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2v-5',
  printer: 'M7 9V4h10v5M7 17H5a1.5 1.5 0 0 1-1.5-1.500V11a2 2 0 0 1 2-2h13a2 2 0 0 1 2 2v4.500A1.500 1.500 0 0 1 19 17h-2M7 14h10v6H7Z',
  down: 'M12 4v11m0 0 4-4m-4 4-4-4M5 19.500h14',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.500 12ZM12 9a3 3 0 1 1 0 6 3 3 0 0 1 0-6Z',
  bin: 'M5 7h14M10 7V4.500h4V7M7 7l.8 12.500h8.400L17 7M10.500 10.500v5.500m3-5.500v5.500',
  chisel: 'M14.500 4.500l5 5-3 3-5-5ZM11.500 7.500 5 14l-1 6 6-1 6.500-6.500M5 14l5 5',
  page: 'M7 3.500h7l4 4v13H7ZM14 3.500v4h4M9.500 12h6m-6 3.500h6',
};

export const Stroke = ({name}) => html`<svg class="i" viewBox="0 0 24 24" aria-hidden="true"><path d=${PATHS[name]}/></svg>`;
