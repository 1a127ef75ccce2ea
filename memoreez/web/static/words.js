// All words of the page, from locales/*.json. t("pick.title", {name: "Ada"}); plurals by {n}.
const LANGUAGES = {en: 'English', de: 'Deutsch'};
const KEPT = 'memoreez.language';

let words = {};
const parts = ['']; // of the locales: more are learnt when a screen needs them
let plural = new Intl.PluralRules('en');
let wished = ''; // the language asked for last

export let language = 'en';
export {LANGUAGES};

export function preferred() {
  const wished = [recall(), ...(navigator.languages ?? [])].map((tag) => (tag ?? '').slice(0, 2));
  return wished.find((tag) => tag in LANGUAGES) ?? 'en';
}

// More words, of a screen that has just been fetched.
export async function learn(part) {
  if (parts.includes(part)) return undefined;
  const tag = language;
  const fresh = await load(`${part}${tag}`);
  if (tag !== language) return learn(part); // another one is spoken by now
  if (!parts.includes(part)) parts.push(part);
  words = {...words, ...fresh};
  return undefined;
}

// Whether it is spoken now: who asks for another one meanwhile gets that one. Throws when its words cannot be had.
export async function speak(tag) {
  wished = tag;
  const known = parts.length;
  const loaded = await Promise.all(parts.map((part) => load(`${part}${tag}`))).catch((lost) => {
    if (wished === tag) throw lost;
  });
  if (wished !== tag) return false;
  if (known < parts.length) return speak(tag); // a screen has come meanwhile, and has words of its own
  words = Object.assign({}, ...loaded);
  language = tag;
  plural = new Intl.PluralRules(tag);
  document.documentElement.lang = tag;
  document.documentElement.dir = ['ar', 'fa', 'he', 'ur'].includes(tag) ? 'rtl' : 'ltr';
  return true;
}

export function remember(tag) {
  try { localStorage.setItem(KEPT, tag); } catch { /* private mode: this visit only */ }
}

export function t(key, vars = {}) {
  const found = words[key];
  const text = typeof found === 'object' ? found[plural.select(vars.n ?? 0)] ?? found.other : found;
  return (text ?? key).replace(/\{(\w+)\}/g, (whole, name) => (name in vars ? format(vars[name]) : whole));
}

export const has = (key) => key in words;
export const number = (value, options) => new Intl.NumberFormat(language, options).format(value);

// "about 1 minute 10 seconds" is spoken in fives of seconds: it is an estimate.
export function duration(seconds) {
  const whole = seconds < 20 ? Math.max(1, Math.round(seconds)) : Math.round(seconds / 5) * 5;
  const [minutes, rest] = [Math.floor(whole / 60), whole % 60];
  const parts = minutes ? [unit(minutes, 'minute')] : [];
  if (rest && minutes < 10) parts.push(unit(rest, 'second'));
  return parts.join(' ');
}

const unit = (value, name) => number(value, {style: 'unit', unit: name, unitDisplay: 'long'});
const format = (value) => (typeof value === 'number' ? number(value) : String(value));

export async function load(name) {
  const answer = await fetch(`/static/locales/${name}.json`);
  if (!answer.ok) throw new Error(`no words: ${answer.status}`);
  return answer.json();
}

function recall() {
  try { return localStorage.getItem(KEPT); } catch { return null; }
}
