// The tools for a cutout: rectangle and brush, its size, back one step, and all over again.
import {html, useState} from '../lib.js';
import {WIDTHS, boxed, sided, untouched} from '../marks.js';
import {number, t} from '../words.js';
import {Stroke} from './strokes.js';

const TOOLS = ['box', 'keep', 'drop'];
const SIDES = ['left', 'top', 'width', 'height'];

export function Tools({held, tool, choose, width, setWidth, whole, setWhole}) {
  const {marks, undo, canUndo, clear} = held;
  const plain = untouched(marks);
  const seen = html`<button class="btn ghost sm" type="button" aria-pressed=${whole ? 'true' : 'false'} onClick=${() => setWhole(!whole)}>
    <${Stroke} name="eye"/>${t('photo.whole')}</button>`;
  if (!tool) {
    return html`<div class="row cut-row"><button class="btn ghost sm" type="button" onClick=${() => choose('box')}><${Stroke} name="scissors"/>${t('photo.correct')}</button>${seen}</div>`;
  }
  return html`<section class="cut-tools stack t" aria-labelledby="cut-tools"><h2 id="cut-tools" class="sr">${t('photo.tools')}</h2>
    <fieldset><legend class="sr">${t('photo.tool')}</legend><div class="pills">${TOOLS.map((one) => html`<label key=${one} class=${`tool-${one}`}>
      <input type="radio" name="tool" value=${one} checked=${one === tool} onChange=${() => choose(one)}/><span><${Stroke} name=${one}/>${t(`photo.tool.${one}`)}</span></label>`)}</div></fieldset>
    <p class="hint" id="cut-hint">${t(`photo.hint.${tool}`)} <span class="keys-only">${t(tool === 'box' ? 'photo.keys.box' : 'photo.keys.brush')}</span></p>
    ${tool === 'box' ? html`<${Numbers} held=${held}/>` : html`<div class="cut-size"><label for="brush">${t('photo.brush')}</label>
      <input id="brush" type="range" min=${WIDTHS.least} max=${WIDTHS.most} step="0.01" value=${width} aria-valuetext=${percent(width)}
        onInput=${(event) => setWidth(Number(event.currentTarget.value))}/></div>`}
    <div class="row cut-row"><button class="btn ghost sm" type="button" aria-disabled=${canUndo ? undefined : 'true'} onClick=${undo}><${Stroke} name="undo"/>${t('photo.undo')}</button>
      <button class="btn ghost sm" type="button" aria-disabled=${plain ? 'true' : undefined} onClick=${() => { if (!plain) clear(); }}>${t('photo.over')}</button>
      ${seen}<button class="btn ghost sm" type="button" onClick=${() => choose('')}>${t('photo.done')}</button></div></section>`;
}

const percent = (share) => number(share, {style: 'percent'});

// The rectangle without drawing it: four numbers, in percent of the picture.
function Numbers({held}) {
  const {marks, change} = held;
  const box = marks.box ?? [0, 0, 1, 1];
  const [typed, setTyped] = useState({}); // not yet meant; an answer that comes meanwhile leaves it
  const write = (side) => (event) => {
    setTyped({});
    const share = Number(event.currentTarget.value) / 100;
    if (event.currentTarget.value !== '' && Number.isFinite(share)) change({...marks, box: boxed(sided(box, side, share))}, 'numbers');
  };
  return html`<details class="cut-numbers"><summary>${t('photo.numbers')}</summary><div class="cut-sides">${SIDES.map((side, n) => html`<div key=${side}>
      <label for=${`box-${side}`}>${t(`photo.side.${side}`)}</label><input class="field" id=${`box-${side}`} type="number" inputmode="numeric" min="0" max="100" step="1"
        value=${typed[side] ?? Math.round(box[n] * 100)} onInput=${(event) => setTyped({[side]: event.currentTarget.value})} onChange=${write(side)}/></div>`)}</div>
    ${marks.box && html`<button class="plain" type="button" onClick=${() => change({...marks, box: null})}>${t('photo.no_box')}</button>`}</details>`;
}
