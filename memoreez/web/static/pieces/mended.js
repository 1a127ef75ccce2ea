// What came of a model: whether it prints, what was wrong, what was changed, and what it will be.
import {html, useEffect, useState} from '../lib.js';
import {remove} from '../meshes.js';
import {kindOf} from '../sending.js';
import {number, t} from '../words.js';
import {Change} from './changes.js';
import {Copy} from './come.js';
import {bytes, downloadOf, fileOf} from './downloads.js';
import {Advice, heard, plain} from './gate.js';
import {Icon} from './icons.js';
import {Maps} from './maps.js';
import {Ask, Badge, Notice, Trouble} from './notices.js';
import {Badges, Checks, Price, hours, tooLarge, whole} from './receipt.js';
import {Heading} from './shell.js';
import {Stroke} from './strokes.js';
import {HEIGHTS_MM, Wishes, wishesOf, wrongHeight} from './wishes.js';

const MODELS = ['fixed.3mf', 'fixed.stl', 'fixed.glb'];
const LARGER = ['wall_thickness', 'thin_parts', 'necks', 'units', 'height']; // what a larger print helps against

export function Mended({mesh, go, say, studio, repeat, problem, onGone}) {
  const {result} = mesh;
  const {verdict} = result;
  const best = verdict !== 'fail' && fileOf(mesh, 'fixed.3mf');
  const changed = verdict !== 'pass' && result.changes.length > 0;
  const title = t(verdict !== 'fail' && tooLarge(result.checks) ? 'mesh.large' : `mesh.${verdict}`);
  const lede = verdict === 'pass' ? t('mesh.pass_says', {n: result.checks.length}) : t(`mesh.${verdict}_says`);
  useEffect(() => say(t('mesh.ready_said', {verdict: title})), []);
  return html`<div class="row between keep-head"><div><p class="muted mesh-name" dir="auto">${mesh.name} · ${bytes(mesh.size)}</p><${Heading}>${title}<//>
      <p class="lede">${lede}</p></div>
    ${best && html`<a class="btn" href=${downloadOf(best)} download><${Stroke} name="down"/><span>${t('mesh.get')}</span> <span class="btn-more">${bytes(best.size)}</span></a>`}</div>
    ${problem && problem.code !== 'offline' && html`<div class="notices"><${Trouble} problem=${problem}/></div>`}
    <div class="mended"><div class="mended-look stack"><${Pictures} mesh=${mesh} changed=${changed}/>
        <${Story} result=${result}/><${Maps} files=${mesh.files} checks=${result.checks}/></div>
      <div class="mended-facts stack"><${Slip} result=${result}/><${Take} mesh=${mesh}/>
        <${Again} mesh=${mesh} studio=${studio} repeat=${repeat}/><${Back} mesh=${mesh} say=${say}/></div></div>
    <${Next} mesh=${mesh} go=${go} onGone=${onGone}/>`;
}

function Pictures({mesh, changed}) {
  const {verdict} = mesh.result;
  const [before, after] = [changed && fileOf(mesh, 'before.png'), fileOf(mesh, 'after.png')];
  if (!after) return null;
  const now = verdict === 'fail' ? 'mesh.now_fail' : changed ? 'mesh.now' : 'mesh.now_pass';
  const one = (file, key, alt, tone) => html`<figure key=${key}><div class=${`stage mesh-stage ${tone}`}><img src=${file.url} width="640" height="640" alt=${t(alt)}/></div>
    <figcaption>${t(key)}</figcaption></figure>`;
  return html`<section class=${`mesh-pictures ${before ? '' : 'alone'}`} aria-label=${t('mesh.pictures')}>
    ${before && one(before, 'mesh.before', 'mesh.before_alt', 'tint-0')}${one(after, now, 'mesh.now_alt', verdict === 'fail' ? 'tint-3' : 'tint-1')}</section>`;
}

// What was wrong, what was changed, what to know: nothing twice, and only what there is.
function Story({result}) {
  const {verdict, changes, checks, before} = result;
  const wrong = heard(before.checks, 'fail');
  const still = heard(checks, 'fail');
  const hints = verdict === 'fail' ? [] : heard(checks, 'warn');
  const moved = result.deviation_mm < 0.001 ? t('mesh.unmoved') : t('mesh.moved', {mm: Number(result.deviation_mm.toPrecision(2))});
  return html`${still.length > 0 && html`<section class="card stack t" aria-labelledby="still"><h2 id="still">${t('mesh.still')}</h2>
      <ul class="told bad">${still.map((check) => html`<li key=${check.name}><strong>${plain(check)}</strong>
        ${check.advice && html`<p class="small"><b>${t('mesh.helps')}</b> <${Advice} check=${check}/></p>`}</li>`)}</ul></section>`}
    ${verdict !== 'fail' && wrong.length > 0 && html`<section class="card stack t" aria-labelledby="wrong"><h2 id="wrong">${t('mesh.wrong')}</h2>
      <ul class="told">${wrong.map((check) => html`<li key=${check.name}>${plain(check)}</li>`)}</ul></section>`}
    <section class="card stack t" aria-labelledby="done"><h2 id="done">${t(verdict === 'pass' && changes.length ? 'mesh.noted' : 'mesh.done')}</h2>
      ${changes.length ? html`<ul class="told good">${changes.map((change, n) => html`<${Change} key=${n} change=${change}/>`)}</ul><p class="small muted">${moved}</p>`
        : html`<p>${t('mesh.nothing')}</p>`}</section>
    ${hints.length > 0 && html`<section class="card stack t" aria-labelledby="know"><h2 id="know">${t('mesh.know')}</h2>
      <ul class="told warn">${hints.map((check) => html`<li key=${check.name}>${plain(check)}
        ${check.advice && html`<p class="small muted"><${Advice} check=${check}/></p>`}</li>`)}</ul></section>`}`;
}

function Slip({result}) {
  const {verdict, size_mm: size} = result;
  const badge = verdict !== 'fail' && tooLarge(result.checks) ? ['warn', 'warn', 'keep.too_large']
    : {pass: ['', 'check', 'mesh.ready'], repaired: ['', 'check', 'mesh.ready_mended'], fail: ['bad', 'warn', 'mesh.not_ready']}[verdict];
  const was = result.before.verdict === 'fail' ? 'mesh.was.fail' : 'mesh.was.pass';
  const unknown = html`<span class="muted">${t('mesh.unknown')}</span>`;
  return html`<div class="receipt-shade"><section class="receipt" aria-labelledby="receipt">
    <div class="row between"><h2 id="receipt">${t('mesh.print')}</h2><${Badge} tone=${badge[0]} icon=${badge[1]}>${t(badge[2])}<//></div>
    <dl><dt>${t('mesh.was')}</dt><dd>${t(was)}</dd>
      ${size && html`<dt>${t('keep.size')}</dt><dd>${t('keep.size.is', {width: whole(size[0]), depth: whole(size[1]), height: whole(size[2])})}</dd>`}
      <dt>${t('mesh.triangles')}</dt><dd>${number(result.triangles)}</dd>
      <dt>${t('keep.weight')}</dt><dd>${result.weight_g == null ? unknown : t('keep.weight.is', {grams: whole(result.weight_g)})}${
        result.supports_g >= 0.5 && html` <span class="muted">${t('keep.weight.supports', {grams: whole(result.supports_g)})}</span>`}</dd>
      <dt>${t('keep.time')}</dt><dd>${result.print_s == null ? unknown : hours(result.print_s)}</dd>
      ${result.price && html`<${Price} price=${result.price}/>`}</dl>
    ${result.print_s != null && html`<p class="tiny muted">${typeof result.estimated === 'string' ? t('keep.sliced', {slicer: result.estimated}) : t('keep.estimated')}</p>`}
    <${Badges} checks=${result.checks}/><${Checks} checks=${result.checks}/></section></div>`;
}

// Files to print are there only when it prints: the studio has no others.
function Take({mesh}) {
  const prints = mesh.result.verdict !== 'fail';
  const models = prints ? MODELS.map((name) => fileOf(mesh, name)).filter(Boolean) : [];
  const report = fileOf(mesh, 'report.html');
  return html`<section class="card stack t" aria-labelledby="files"><h2 id="files">${t('mesh.files')}</h2>
    ${prints ? html`<ul class="files">${models.map((file, n) => html`<li key=${file.name}><a class=${n ? '' : 'best'} href=${downloadOf(file)} download>
        <b>${kindOf(file.name).toUpperCase()}</b>${' '}<span>${t(`keep.file.${kindOf(file.name)}`)} · ${bytes(file.size)}</span></a></li>`)}</ul>
      <p class="small muted">${t('mesh.files_how')}</p>` : html`<${Notice}><p class="small">${t('mesh.no_files')}</p><//>`}
    ${report && html`<p class="row papers"><a class="paper" href=${report.url} target="_blank" rel="noopener" hreflang="en"><${Stroke} name="page"/>${t('mesh.report')}</a>
      <span class="small muted">${t('mesh.report_english')}</span></p>`}</section>`;
}

// The height at which its walls would be thick enough, where that is one that can be made.
function enough({checks, size_mm: size}, [, high]) {
  const advice = checks.find((check) => check.name === 'wall_thickness' && check.verdict === 'fail')?.advice ?? '';
  const times = Number(/best ([\d.]+) times/.exec(advice)?.[1]);
  const mm = size && times ? Math.ceil(size[2] * times / 5) * 5 : Infinity;
  return mm <= high ? mm : null;
}

function Again({mesh, studio, repeat}) {
  const [wishes, setWishes] = useState(() => wishesOf(mesh.wanted));
  const [busy, setBusy] = useState(false);
  const [asked, ask] = useState(false);
  const [problem, setProblem] = useState(null);
  const limits = studio?.heights_mm ?? HEIGHTS_MM;
  const failed = mesh.result.verdict === 'fail';
  const small = heard(mesh.result.checks, 'fail').some((check) => LARGER.includes(check.name));
  const mm = small && enough(mesh.result, limits);
  const go = async (event) => {
    event.preventDefault();
    if (busy) return;
    ask(true);
    if (wrongHeight(wishes, limits)) { document.getElementById('again-height').focus(); return; }
    setBusy(true);
    setProblem(null);
    try { await repeat(wishes); } catch (trouble) { setProblem(trouble); setBusy(false); }
  };
  return html`<section class="card" aria-labelledby="again"><details class="gate again" open=${failed}><summary><h2 id="again">${t('mesh.again')}</h2></summary>
    <form class="stack" onSubmit=${go} noValidate>${problem && html`<${Trouble} problem=${problem}/>`}
      <p class="small muted">${t('mesh.again_says')}</p>${small && html`<div class="note"><${Icon} name="spark"/><div class="stack t grow"><p>${t('mesh.again_small')}</p>
        ${mm && html`<div><button class="btn ghost sm" type="button" onClick=${() => setWishes({...wishes, height_mm: mm})}>${t('mesh.grow', {mm})}</button></div>`}</div></div>`}
      <${Wishes} id="again" wishes=${wishes} onChange=${setWishes} kind=${kindOf(mesh.name)} limits=${limits} wrong=${asked ? wrongHeight(wishes, limits) : ''}/>
      <div><button class="btn sm" type="submit" aria-disabled=${busy ? 'true' : undefined}><${Icon} name="again"/>${t(busy ? 'mesh.doing' : 'mesh.do_again')}</button></div></form></details></section>`;
}

const Back = ({mesh, say}) => html`<div class="note"><${Icon} name="link"/><div class="stack t grow"><p><strong>${t('mesh.keep')}.</strong> ${t('mesh.keep_says')}</p>
  <${Copy} text=${`${location.origin}/m/${mesh.id}`} label=${t('mesh.link')} say=${say}/></div></div>`;

function Next({mesh, go, onGone}) {
  const [asking, ask] = useState(false);
  const [problem, setProblem] = useState(null);
  const end = async () => {
    ask(false);
    try { await remove(mesh.id); onGone(); } catch (trouble) { setProblem(trouble); }
  };
  return html`<section class="keep-next" aria-labelledby="next"><h2 id="next">${t('mesh.next')}</h2>${problem && html`<${Trouble} problem=${problem}/>`}
    <div class="row"><button class="btn ghost" type="button" onClick=${() => go('mesh')}>${t('mesh.another')}</button>
      <button class="btn ghost" type="button" onClick=${() => go('start')}>${t('mesh.gift')}</button></div>
    <button class="plain" type="button" onClick=${() => ask(true)}><${Stroke} name="bin"/> ${t('mesh.delete')}</button>
    ${asking && html`<${Ask} title=${t('mesh.sure')} says=${t('mesh.sure_says')} yes=${t('mesh.sure_yes')} no=${t('mesh.sure_no')} tone="bad" onYes=${end} onNo=${() => ask(false)}/>`}</section>`;
}
