// What this shop is made of, and under which terms.
import {html, useEffect, useState} from '../lib.js';
import {Heading} from '../pieces/shell.js';
import {has, t} from '../words.js';

export function Licences({studio}) {
  const [parts, set] = useState([]);
  useEffect(() => {
    fetch('/static/vendor/versions.json').then((answer) => answer.json()).then((lock) => set(lock.packages), () => {});
  }, []);
  return html`<div class="text"><${Heading}>${t('licences.title')}<//><p class="lede">${t('licences.lede')}</p>
    <section><h2>${t('licences.providers')}</h2><p class="muted">${t('licences.providers_says')}</p>
    ${studio ? html`<${Table} label=${t('licences.providers')} heads=${['stage', 'name', 'licence', 'territory']} rows=${studio.providers.map((one) =>
      [has(`stage.${one.stage}`) ? t(`stage.${one.stage}`) : one.stage, one.name, one.licence, one.territory || t('licences.anywhere')])}/>`
      : html`<p class="muted">${t('licences.unknown')}</p>`}</section>
    <section><h2>${t('licences.parts')}</h2>
    <${Table} label=${t('licences.parts')} heads=${['name', 'version', 'licence']} rows=${parts.map((one) => [
      [one.name, one.contains].filter(Boolean).join(' · '), one.version, html`<a href=${`/static/vendor/${one.text}`}>${one.licence}</a>`])}/></section>
    <section><h2>memoreez</h2><p>${t('licences.own')}</p></section></div>`;
}

const Table = ({label, heads, rows}) => html`<div class="table" role="region" tabindex="0" aria-label=${label}><table><thead><tr>
  ${heads.map((one) => html`<th key=${one} scope="col">${t(`licences.${one}`)}</th>`)}</tr></thead>
  <tbody>${rows.map((row, n) => html`<tr key=${n}>${row.map((cell, k) => html`<td key=${k}>${cell}</td>`)}</tr>`)}</tbody></table></div>`;
