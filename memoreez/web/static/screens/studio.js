// The owner's list of all gifts. The token stays in this tab.
import * as api from '../api.js';
import {html, useEffect, useRef, useState} from '../lib.js';
import {Icon} from '../pieces/icons.js';
import {Ask, Badge, Trouble} from '../pieces/notices.js';
import {Heading} from '../pieces/shell.js';
import {language, t} from '../words.js';

const KEPT = 'memoreez.owner';
const TONES = {ready: '', failed: 'bad', cancelled: 'warn'};

function recall() {
  try { return sessionStorage.getItem(KEPT) ?? ''; } catch { return ''; }
}

function keep(token) {
  try { if (token) sessionStorage.setItem(KEPT, token); else sessionStorage.removeItem(KEPT); } catch { /* asked for anew next time */ }
}

export function Studio() {
  const [token, setToken] = useState(recall);
  const [found, setFound] = useState(null);
  const [problem, setProblem] = useState(null);
  const [leaving, leave] = useState(null);

  const asking = useRef(null); // two presses must not bring the same gifts twice, nor an answer whoever has left

  const load = async (secret, cursor = null) => {
    if (asking.current) return;
    const mine = {};
    asking.current = mine;
    setProblem(null);
    try {
      const page = await api.list(secret, cursor);
      if (asking.current !== mine) return;
      keep(secret);
      setToken(secret);
      setFound((old) => ({keepsakes: [...(cursor ? old.keepsakes : []), ...page.keepsakes], next: page.next}));
    } catch (trouble) {
      if (asking.current !== mine) return;
      if (trouble.status === 401 || trouble.status === 404) keep('');
      setProblem(trouble);
    }
    asking.current = null;
  };
  const remove = async () => {
    const {id} = leaving;
    leave(null);
    setProblem(null);
    try {
      await api.remove(id);
    } catch (trouble) {
      if (trouble.status !== 404) { setProblem(trouble); return; } // else it went elsewhere
    }
    setFound((old) => old && {...old, keepsakes: old.keepsakes.filter((one) => one.id !== id)});
  };
  const out = () => {
    asking.current = null;
    keep('');
    setToken('');
    setFound(null);
  };
  useEffect(() => { if (token) load(token); }, []);

  return html`<div class="text wide"><div class="row between"><${Heading}>${t('studio.title')}<//>
      ${found && html`<button class="btn ghost sm" type="button" onClick=${out}>${t('studio.out')}</button>`}</div>
    ${problem && (problem.status === 404 ? html`<p class="lede">${t('studio.off')}</p>` : html`<${Trouble} problem=${problem}/>`)}
    ${found ? html`<${List} found=${found} onMore=${() => load(token, found.next)} onRemove=${leave}/>` : html`<${Door} onToken=${load}/>`}
    ${leaving && html`<${Ask} title=${t('studio.sure')} says=${t('studio.sure_says', {title: leaving.title || leaving.name || leaving.hobbies})}
      yes=${t('studio.delete')} no=${t('studio.keep')} tone="bad" onYes=${remove} onNo=${() => leave(null)}/>`}</div>`;
}

function Door({onToken}) {
  const [token, set] = useState('');
  const enter = (event) => {
    event.preventDefault();
    if (token.trim()) onToken(token.trim());
  };
  return html`<form class="card stack door" onSubmit=${enter}><p>${t('studio.says')}</p>
    <div><label for="token">${t('studio.token')}</label><input class="field" id="token" type="password" autocomplete="current-password"
      value=${token} aria-describedby="token-hint" onInput=${(event) => set(event.currentTarget.value)}/>
    <p class="hint" id="token-hint">${t('studio.hint')}</p></div>
    <div><button class="btn" type="submit"><${Icon} name="lock"/>${t('studio.enter')}</button></div></form>`;
}

function List({found, onMore, onRemove}) {
  const day = new Intl.DateTimeFormat(language, {dateStyle: 'medium', timeStyle: 'short'});
  if (!found.keepsakes.length) return html`<p class="lede">${t('studio.empty')}</p>`;
  return html`<ul class="gifts">${found.keepsakes.map((one) => html`<li key=${one.id} class="card">
      <div class="grow"><a class="gift-title" href=${`/g/${encodeURIComponent(one.id)}`} dir="auto">${one.title || one.name || one.hobbies}</a>
        <p class="muted small" dir="auto">${[one.name, one.hobbies].filter(Boolean).join(': ')}</p>
        <p class="muted tiny">${t('studio.changed', {when: day.format(new Date(one.updated_at))})}</p></div>
      <${Badge} tone=${TONES[one.state] ?? 'now'}>${t(`state.${one.state}`)}<//>
      <button class="btn ghost sm" type="button" onClick=${() => onRemove(one)}>${t('studio.delete')}<span class="sr"> ${one.title || one.name}</span></button></li>`)}</ul>
    ${found.next && html`<p><button class="btn ghost" type="button" onClick=${onMore}>${t('studio.more')}</button></p>`}`;
}
