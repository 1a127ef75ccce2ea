// Step 1: who it is for, what they love. A post of this form begins the gift.
import * as api from '../api.js';
import {EMPTY, forget, keep, keyFor, recall, started} from '../draft.js';
import {html, useEffect, useLayoutEffect, useRef, useState} from '../lib.js';
import {Icon} from '../pieces/icons.js';
import {Notice, Trouble} from '../pieces/notices.js';
import {Heading, leave} from '../pieces/shell.js';
import {Tags, parts} from '../pieces/tags.js';
import {promised} from '../privacy.js';
import {duration, language, t} from '../words.js';

const LONGEST = {hobbies: 2000, name: 60, occasion: 60};
// Real gifts: these words with this seed give these pictures (static/pictures/README.md).
const EXAMPLES = [
  {key: 'ada', seed: 3}, {key: 'mo', seed: 5}, {key: 'theo', seed: 7},
];
const example = ({key, seed}) => ({...EMPTY, seed, name: t(`example.${key}.name`), occasion: t(`example.${key}.occasion`),
  tags: parts(t(`example.${key}.loves`))});

export function Tell({begin, say, studio, go}) {
  const [draft, setDraft] = useState(recall);
  const [restored] = useState(() => started(draft));
  const [errors, setErrors] = useState({});
  const [problem, setProblem] = useState(null);
  const [sending, setSending] = useState(false);
  const form = useRef(null);
  const stays = promised('tell.local', studio);

  useEffect(() => keep(draft), [draft]);
  useLayoutEffect(() => { // an error is told at the first field that has one; at once, or what is typed meanwhile lands in it
    if (Object.keys(errors).length) form.current.querySelector('[aria-invalid=true]')?.focus();
  }, [errors]);

  const change = (part) => {
    setDraft((old) => ({...old, seed: null, ...part}));
    setErrors((old) => (Object.keys(part).some((name) => field(name) in old) ? {} : old));
  };
  const send = async (event) => {
    event.preventDefault();
    if (sending) return;
    const order = ordered(draft);
    const wrong = check(order);
    setErrors(wrong);
    setProblem(null);
    if (Object.keys(wrong).length) return;
    setSending(true);
    try {
      const gift = await api.create(order, keyFor(order));
      forget();
      begin(gift);
    } catch (trouble) {
      setSending(false);
      const found = named(trouble);
      setErrors(found);
      setProblem(Object.keys(found).length ? null : trouble);
    }
  };
  const pick = (one) => {
    setDraft(example(one));
    setErrors({});
    say(t('tell.filled', {name: t(`example.${one.key}.name`)}));
    form.current.querySelector('[type=submit]').focus({preventScroll: true});
    form.current.scrollIntoView({block: 'nearest'});
  };

  const clear = () => {
    setDraft(EMPTY);
    setErrors({});
    form.current.querySelector('#who').focus();
  };

  return html`<div class="hero"><div class="hero-form">
    <${Heading}>${t('tell.title')}<//><p class="lede">${t('tell.lede')}</p>
    <form ref=${form} class="card stack" onSubmit=${send} noValidate>
      ${problem && html`<${Trouble} problem=${problem}/>`}
      <div class="two">
        <${Field} id="who" name="name" label=${t('tell.name')} draft=${draft} change=${change} error=${errors.name}/>
        <${Field} id="occasion" name="occasion" label=${t('tell.occasion')} draft=${draft} change=${change} error=${errors.occasion}
          list=${t('tell.occasions').split('|')}/></div>
      <div><label for="loves">${t('tell.loves')}</label>
        <${Tags} id="loves" tags=${draft.tags} typed=${draft.typed} placeholder=${t(draft.tags.length ? 'tell.another' : 'tell.first')}
          describedby=${errors.hobbies ? 'loves-error loves-hint' : 'loves-hint'} invalid=${errors.hobbies} say=${say}
          onChange=${(tags, typed) => change({tags, typed})}/>
        ${errors.hobbies && html`<p class="err" id="loves-error"><${Icon} name="warn"/> ${errors.hobbies()}</p>`}
        <p class="hint" id="loves-hint">${t('tell.hint')}</p></div>
      <div class="row"><button class="btn" type="submit" aria-disabled=${sending ? 'true' : undefined}>
        <${Icon} name="spark"/>${t(sending ? 'tell.sending' : 'tell.send')}</button>
        <${Soon} studio=${studio}/>
        ${restored && started(draft) && html`<button class="plain small" type="button" onClick=${clear}>${t('tell.clear')}</button>`}</div>
    </form>
    <ul class="promise" aria-label=${t('tell.promises')}><li class=${stays.hide}><${Icon} name="lock"/> ${t(stays.key)}</li>
      <li><${Icon} name="pen"/> ${t('tell.later')}</li><li><${Icon} name="link"/> ${t('tell.kept')}</li></ul>
    <ul class="have"><${Way} icon="photo" says="tell.photo" link="tell.photo_make" href="/p" go=${() => go('photo')}/>
      <${Way} icon="cube" says="tell.have" link="tell.have_look" href="/m" go=${() => go('mesh')}/></ul>
    </div>
    <${Aside} draft=${draft} pick=${pick}/></div><${How}/>`;
}

const Way = ({icon, says, link, href, go}) => html`<li><${Icon} name=${icon}/><span>${t(says)} <a href=${href} onClick=${(event) => leave(event, go)}>${t(link)}</a></span></li>`;

const field = (name) => (name === 'tags' || name === 'typed' ? 'hobbies' : name);
const ordered = (draft) => ({hobbies: [...draft.tags, ...parts(draft.typed)].join(', '), name: draft.name.trim(),
  occasion: draft.occasion.trim(), language, seed: draft.seed});

// What is wrong with an order, field by field: said in the words of the moment, for a language may be changed.
function check(order) {
  if (!order.hobbies) return {hobbies: () => t('tell.empty')};
  return Object.fromEntries(Object.entries(LONGEST).filter(([name, most]) => (order[name] ?? '').length > most)
    .map(([name, most]) => [name, () => t('tell.long', {most, now: order[name].length})]));
}

// The fields that a 422 of the API names, with its words.
function named(trouble) {
  const found = (trouble.errors ?? []).map((one) => [String(one.field ?? one.loc?.at(-1) ?? ''), one.message ?? one.msg]);
  return Object.fromEntries(found.filter(([name, text]) => name in LONGEST && text).map(([name, text]) => [name, () => text]));
}

function Field({id, name, label, draft, change, error, list}) {
  return html`<div><label for=${id}>${label} <span class="opt">${t('tell.optional')}</span></label>
    <input class=${`field ${error ? 'invalid' : ''}`} id=${id} value=${draft[name]} autocomplete="off" dir="auto"
      list=${list ? `${id}-list` : undefined} aria-invalid=${error ? 'true' : undefined}
      aria-describedby=${error ? `${id}-error` : undefined} onInput=${(event) => change({[name]: event.currentTarget.value})}/>
    ${list && html`<datalist id=${`${id}-list`}>${list.map((one) => html`<option key=${one} value=${one}/>`)}</datalist>`}
    ${error && html`<p class="err" id=${`${id}-error`}><${Icon} name="warn"/> ${error()}</p>`}</div>`;
}

// How long the ideas took on this machine, when the studio knows.
function Soon({studio}) {
  const expected = studio?.expected_s ?? {};
  const seconds = (expected.concepts ?? 0) + (expected.pictures ?? 0);
  return seconds ? html`<span class="muted small">${t('tell.soon', {time: duration(seconds)})}</span>` : null;
}

function Aside({draft, pick}) {
  const name = draft.name.trim() || t('tell.someone');
  const loves = [...draft.tags, ...parts(draft.typed)].slice(0, 3).join(', ') || t('tell.tagline');
  return html`<div class="aside"><figure class="stage hero-stage">
      <img class="fig" src="/static/pictures/hero.webp" width="498" height="733" alt=${t('tell.hero')} fetchpriority="high"/>
      <figcaption class="gifttag" aria-hidden="true"><span class="clip2">${t('tell.for', {name})}</span>
        <small class="clip2">${loves}</small></figcaption></figure>
    <h2 id="examples">${t('tell.examples')}</h2>
    <ul class="shelf" aria-labelledby="examples">${EXAMPLES.map((one) => html`<li key=${one.key}><button type="button" onClick=${() => pick(one)}>
      <img src=${`/static/pictures/${one.key}.webp`} width="288" height="288" alt="" loading="lazy"/>
      <span>${t(`example.${one.key}.title`)}</span></button></li>`)}</ul></div>`;
}

const How = () => html`<section aria-labelledby="how"><h2 class="sr" id="how">${t('tell.how')}</h2><ol class="how">
  ${['tell', 'pick', 'make', 'keep'].map((step) => html`<li key=${step}><h3>${t(`step.${step}`)}</h3>
    <p class="muted small">${t(`how.${step}`)}</p></li>`)}</ol></section>`;
