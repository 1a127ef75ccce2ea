// What the print checks say, in the page's language. The API speaks English; its sentences are
// those of locales/gate.en.json with numbers in the gaps, so that another language can say them too.
import {html} from '../lib.js';
import {has, language, learn, load, number, t} from '../words.js';

const SOURCE = 'en'; // what the API speaks
const UNMEASURED = 'not measured';
let english = {}; // key → the English sentences
let known = []; // [key, pattern]

// The words of the checks, and the English ones to know them by.
export async function learnGate() {
  const [, found] = await Promise.all([learn('gate.'), known.length ? english : load(`gate.${SOURCE}`)]);
  if (known.length) return;
  english = found;
  known = Object.entries(english).flatMap(([key, said]) =>
    (typeof said === 'string' ? [said] : Object.values(said)).map((text) => [key, pattern(text)]));
}

function pattern(text) {
  const parts = text.split(/\{(\w+)\}/).map((part, n) => (n % 2 ? `(?<${part}>.+?)` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')));
  return new RegExp(`^${parts.join('')}$`);
}

// The sentence in the page's language, else null.
function retold(part, text) {
  for (const [key, shape] of known) {
    const found = key.startsWith(`gate.${part}`) && shape.exec(text);
    if (found) return t(key, Object.fromEntries(Object.entries(found.groups ?? {}).map(([gap, value]) => [gap, local(value)])));
  }
  return null;
}

// Numbers as they are written here: "0.8" is "0,8" in German.
const local = (text) => (/^-?\d+(\.\d+)?(e[+-]?\d+)?$/.test(text) ? Number(text)
  : text.replace(/\d+\.\d+|\d{4,}/g, (digits) => number(Number(digits))));

function Said({part, text}) {
  const own = language === SOURCE ? null : retold(part, text);
  return html`<span lang=${own || language === SOURCE ? undefined : SOURCE} dir=${own ? undefined : 'auto'}>${own ?? text}</span>`;
}

export const Limit = ({check}) => html`<${Said} part=${`limit.${check.name}`} text=${check.limit}/>`;
export const Value = ({check}) => html`<${Said} part="value." text=${check.value}/>`;
export const Advice = ({check}) => html`<${Said} part="advice." text=${check.advice}/>`;

// What it means for who never printed.
export const plain = (check) => (has(`gate.plain.${check.name}`) ? t(`gate.plain.${check.name}`) : check.title);

// What a person should hear of: no echo of a worse one, nothing that could not be measured.
export function heard(checks, verdict) {
  const bad = (name) => checks.some((check) => check.name === name && check.verdict === 'fail');
  return checks.filter((check) => check.verdict === verdict && check.value !== UNMEASURED
    && !(check.name === 'manifold' && bad('closed')) && !(check.name === 'floaters' && bad('bodies'))
    && !(check.name === 'thin_parts' && bad('wall_thickness')));
}
