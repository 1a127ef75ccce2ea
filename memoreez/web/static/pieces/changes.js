// What a repair did, told from its name and numbers; in English by the API's own words.
import {html} from '../lib.js';
import {has, language, number, t} from '../words.js';

const CERTAIN = 0.995; // from here on it would read "100 %"
const DECIDED = 0.6; // how sure a guess must be to be followed
const UNITS = {10: 'cm', 1000: 'm', 25.4: 'inch'};
const round = (value) => (value === undefined ? undefined : Number(value.toPrecision(value >= 100 ? 4 : 2)));
const whole = (value) => (value === undefined ? undefined : Math.round(value));

// Each gives [key, numbers] pairs; a number that is missing makes the sentence the API's.
const TOLD = {
  broken_points: (v) => [v.moved_mm === undefined ? ['mended.broken_points', {n: v.triangles}] : ['mended.moved_far', {mm: round(v.moved_mm)}]],
  duplicates: (v) => [v.sheets !== undefined ? ['mended.sheets', {n: v.sheets}]
    : v.walls !== undefined ? ['mended.inner_walls', {n: v.walls, mm2: round(v.mm2)}] : ['mended.duplicates', {n: v.triangles}]],
  slivers: (v) => [['mended.slivers', {n: v.triangles}]],
  welded: (v) => [v.reach_mm > 0 ? ['mended.welded_apart', {n: v.points, mm: round(v.reach_mm)}] : ['mended.welded', {n: v.points}]],
  turned: (v) => [['mended.turned', {n: v.triangles}]],
  inside_out: (v) => [['mended.inside_out', {n: v.pieces}]],
  voids: (v) => [['mended.voids', {n: v.voids, mm3: round(v.mm3)}]],
  united: (v) => [v.edges === undefined ? ['mended.united', {n: v.shells, solids: v.solids && t('mended.solids', {n: v.solids})}]
    : ['mended.parted', {n: v.edges}]],
  dust: (v) => [['mended.dust', {n: v.specks, mm3: round(v.mm3)}]],
  joined: (v) => [v.pieces > 0 && ['mended.joined', {n: v.pieces, mm: round(v.gap_mm)}], v.left > 0 && ['mended.left', {n: v.left}]],
  ground: (v) => [['mended.ground', plate(v)]],
  backdrop: (v) => [['mended.backdrop', plate(v)]],
  units: (v) => [UNITS[v.factor] ? ['mended.units', {unit: t(`mended.unit.${UNITS[v.factor]}`), factor: v.factor}] : ['mended.units_open', {}]],
  axes: (v, sure) => [[sure < DECIDED ? 'mended.axes_open' : 'mended.axes', {}]],
  holes: (v) => [['mended.holes', {n: v.holes, mm: round(v.largest_mm)}], v.left > 0 && ['mended.openings', {n: v.left}]],
  rebuilt: (v) => [['mended.rebuilt', {cell: round(v.cell_mm), p95: round(v.p95_mm), worst: round(v.worst_mm)}]],
  foot: (v) => [v.moved_mm === undefined ? ['mended.foot', {mm: round(v.cut_mm), now: whole(v.contact_mm2), before: whole(v.contact_before_mm2)}]
    : ['mended.stood', {mm: round(Math.abs(v.moved_mm))}]],
  laid: (v) => [v.support_before_mm3 === undefined ? ['mended.laid_flat', {deg: whole(v.tilt_deg)}]
    : ['mended.laid', {deg: whole(v.tilt_deg), now: round(v.support_mm3 / 1000), before: round(v.support_before_mm3 / 1000)}]],
  thickened: (v, sure) => [sure === 0 ? ['mended.too_thin', {area: whole(v.area_mm2)}]
    : ['mended.thickened', {area: whole(v.area_mm2), thin: round(v.thinnest_mm), left: whole(v.left_mm2)}]],
  scaled: (v) => [['mended.scaled', {factor: round(v.factor)}]],
  simplified: (v) => [['mended.simplified', {n: v.triangles}]],
};

const plate = (v) => ({width: whole(v.width_mm), height: whole(v.height_mm), thick: round(v.thick_mm)});

// The sentence in the page's language; null where it has none, or the numbers are others.
export function retold({name, values, sure}) {
  const said = TOLD[name]?.(values, sure).filter(Boolean) ?? [];
  const whole = said.length && said.every(([key, gaps]) => has(key) && Object.values(gaps).every((one) => one !== undefined && !Number.isNaN(one)));
  return whole ? said.map(([key, gaps]) => t(key, gaps)).join('; ') : null;
}

const sentence = (words) => `${words.slice(0, 1).toUpperCase()}${words.slice(1).replace(/\.$/, '')}.`;
const certain = (words) => words.replace(/ \((?:probably[^()]*)?\b100 % sure[^()]*\)/, '');

// What is told although nothing was done: it is left to the person.
const open = ({name, values, sure}) => (name === 'units' && !UNITS[values.factor]) || (name === 'axes' && sure < DECIDED)
  || (name === 'thickened' && sure === 0) || (name === 'joined' && !values.pieces);

export function Change({change}) {
  const own = language === 'en' ? null : retold(change);
  const {sure, words} = change;
  const doubt = sure > 0 && sure < CERTAIN && (own || !words.includes('sure'));
  return html`<li class=${open(change) ? 'open' : undefined}><span lang=${own || language === 'en' ? undefined : 'en'} dir=${own ? undefined : 'auto'}>${sentence(own ?? certain(words))}</span>
    ${doubt && html` <small class="muted">(${t('mended.sure', {percent: number(sure, {style: 'percent'})})})</small>`}</li>`;
}
