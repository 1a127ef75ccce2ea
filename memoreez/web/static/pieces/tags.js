// Things they love, as gift tags: Enter, comma or paste makes one, Backspace takes the last back.
import {html, useRef, useState} from '../lib.js';
import {t} from '../words.js';

const SPLIT = /[,;\n\t]+/;

export const parts = (text) => text.split(SPLIT).map((part) => part.trim()).filter(Boolean);

export function Tags({id, tags, typed, onChange, placeholder, describedby, invalid, say}) {
  const input = useRef(null);
  const [composing, compose] = useState(false);

  const add = (text) => {
    const known = new Set(tags.map((tag) => tag.toLocaleLowerCase()));
    const fresh = parts(text).filter((part) => !known.has(part.toLocaleLowerCase()) && known.add(part.toLocaleLowerCase()));
    onChange([...tags, ...fresh], '');
    if (fresh.length) say(t('tags.added', {what: fresh.join(', ')}));
  };
  const remove = (n) => {
    say(t('tags.removed', {what: tags[n]}));
    onChange(tags.filter((tag, k) => k !== n), typed);
    input.current.focus();
  };
  const key = (event) => {
    if (composing || event.isComposing) return;
    if (event.key === 'Enter' && typed.trim()) {
      event.preventDefault();
      add(typed);
    } else if (event.key === 'Backspace' && !typed && tags.length) {
      event.preventDefault();
      onChange(tags.slice(0, -1), tags.at(-1));
    }
  };
  const write = (event) => {
    const text = event.currentTarget.value;
    if (SPLIT.test(text) && !composing) add(text);
    else onChange(tags, text);
  };
  const paste = (event) => {
    const text = event.clipboardData.getData('text');
    if (!SPLIT.test(text)) return;
    event.preventDefault();
    add(`${typed} ${text}`);
  };

  return html`<div class=${`field tags ${invalid ? 'invalid' : ''}`} onClick=${(event) =>
      event.target === event.currentTarget && input.current.focus()}>
    ${tags.length > 0 && html`<ul class="tag-list" aria-label=${t('tags.list')}>${tags.map((tag, n) => html`<li key=${tag}
      class="tag"><span dir="auto">${tag}</span><button type="button" aria-label=${t('tags.remove', {what: tag})}
      onClick=${() => remove(n)}>×</button></li>`)}</ul>`}
    <input ref=${input} id=${id} value=${typed} autocomplete="off" enterkeyhint="enter" maxlength="2000" dir="auto"
      placeholder=${placeholder} aria-describedby=${describedby} aria-invalid=${invalid ? 'true' : undefined}
      onInput=${write} onKeyDown=${key} onPaste=${paste}
      onCompositionStart=${() => compose(true)} onCompositionEnd=${() => compose(false)}/></div>`;
}
