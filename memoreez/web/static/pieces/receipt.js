// What the print will be: size, weight, time, price where they are known, and the gate's checks.
import {html} from '../lib.js';
import {has, number, t} from '../words.js';
import {Advice, Limit, Value} from './gate.js';
import {Badge} from './notices.js';

const SHOWN = ['closed', 'stability', 'wall_thickness', 'inscription']; // as badges, when they pass

// Sound, but a common printer has no room for it.
export const tooLarge = (checks) => checks.some((check) => check.name === 'build_volume' && check.verdict === 'warn');

export function Receipt({figurine, price, working}) {
  const [width, depth, height] = figurine.size_mm;
  const repaired = figurine.verdict === 'repaired';
  return html`<div class="receipt-shade"><section class="receipt" aria-labelledby="receipt">
    <div class="row between"><h2 id="receipt">${t('keep.print')}</h2>
      ${working ? html`<${Badge} tone="now" icon="clock">${t('keep.former')}<//>`
        : tooLarge(figurine.checks) ? html`<${Badge} tone="warn" icon="warn">${t('keep.too_large')}<//>`
        : html`<${Badge} icon="check">${t(repaired ? 'keep.repaired' : 'keep.printable')}<//>`}</div>
    <dl><dt>${t('keep.size')}</dt><dd>${t('keep.size.is', {width: whole(width), depth: whole(depth), height: whole(height)})}</dd>
      <dt>${t('keep.weight')}</dt><dd>${t('keep.weight.is', {grams: whole(figurine.weight_g)})}${figurine.supports_g >= 0.5 && html` <span class="muted">${t('keep.weight.supports', {grams: whole(figurine.supports_g)})}</span>`}</dd>
      <dt>${t('keep.time')}</dt><dd>${figurine.print_s ? hours(figurine.print_s) : html`<span class="muted">${t('keep.time.unknown')}</span>`}</dd>
      ${price && html`<${Price} price=${price}/>`}</dl>
    ${figurine.print_s && html`<p class="tiny muted">${figurine.estimated === true ? t('keep.estimated') : t('keep.sliced', {slicer: figurine.estimated})}</p>`}
    <${Badges} checks=${figurine.checks}/>
    <${Repairs} repairs=${figurine.repairs}/>
    <${Checks} checks=${figurine.checks}/>
  </section></div>`;
}

export const whole = (value) => number(value, {maximumFractionDigits: 0});

export function hours(seconds) {
  const minutes = Math.max(1, Math.round(seconds / 60));
  const unit = (value, name) => number(value, {style: 'unit', unit: name, unitDisplay: 'short'});
  const parts = [[Math.floor(minutes / 60), 'hour'], [minutes % 60, 'minute']].filter(([value]) => value);
  return parts.map(([value, name]) => unit(value, name)).join(' ');
}

// {currency, lines: [{kind, label, amount}], total}: only what the API tells is shown.
const cost = (line) => (has(`keep.cost.${line.kind}`) ? t(`keep.cost.${line.kind}`) : line.label);

export function Price({price}) {
  const money = (amount) => number(amount, {style: 'currency', currency: price.currency});
  const lines = (price.lines ?? []).map((line) => html`<dt key=${line.kind} dir="auto">${cost(line)}</dt><dd>${money(line.amount)}</dd>`);
  return html`${lines}${price.total !== undefined && html`<dt class="sum">${t('keep.price')}</dt><dd class="sum">${money(price.total)}</dd>`}`;
}

export function Badges({checks}) {
  const good = SHOWN.map((name) => checks.find((check) => check.name === name && check.verdict === 'pass')).filter(Boolean);
  const other = checks.filter((check) => check.verdict !== 'pass');
  return html`<ul class="checks" aria-label=${t('keep.checks')}>
    ${good.map((check) => html`<li key=${check.name}><${Badge} icon="check">${t(`keep.good.${check.name}`)}<//></li>`)}
    ${other.map((check) => html`<li key=${check.name}><${Badge} tone=${check.verdict === 'fail' ? 'bad' : 'warn'} icon="warn">${title(check)}<//></li>`)}</ul>`;
}

function Repairs({repairs}) {
  if (!repairs.length) return null;
  return html`<div class="repairs"><h3>${t('keep.repairs')}</h3>
    <ul>${repairs.map((repair) => html`<li key=${repair} lang="en" dir="auto">${repair}</li>`)}</ul></div>`;
}

export function Checks({checks}) {
  const concerns = checks.filter((check) => check.verdict !== 'pass').length;
  const all = t('keep.checks.all', {n: checks.length});
  return html`<details class="gate"><summary>${all}${concerns > 0 && html` <span class="muted">${t('keep.checks.concern', {n: concerns})}</span>`}</summary>
    <ul>${checks.map((check) => html`<${Line} key=${check.name} check=${check}/>`)}</ul></details>`;
}

function Line({check}) {
  return html`<li class=${check.verdict}><p class="row between"><strong>${title(check)}</strong><span class="gate-value">${value(check)}</span></p>
    <p class="small muted"><span>${t('keep.limit')}</span> <${Limit} check=${check}/></p>
    ${check.advice && html`<p class="small"><${Advice} check=${check}/></p>`}
    <span class="sr">${t(`keep.verdict.${check.verdict}`)}</span></li>`;
}

const title = (check) => (has(`keep.check.${check.name}`) ? t(`keep.check.${check.name}`) : check.title);

function value(check) {
  const {value: found, unit} = check;
  if (typeof found === 'string' && !/^\d+\.\d/.test(found)) return html`<${Value} check=${check}/>`;
  if (typeof found === 'boolean') return t(found ? 'keep.yes' : 'keep.no');
  const amount = typeof found === 'number' ? number(found, {maximumFractionDigits: 2}) : found;
  if (!unit) return amount;
  return has(`keep.unit.${unit}`) ? `${amount} ${t(`keep.unit.${unit}`, {n: Number(found)})}` : `${amount} ${unit}`;
}
