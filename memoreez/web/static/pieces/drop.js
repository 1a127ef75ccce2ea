// Where a file is left: dropped or chosen, then seen on its way. Models and photos come in here.
import {useNow} from '../clock.js';
import {html, useLayoutEffect, useRef, useState} from '../lib.js';
import {duration, t} from '../words.js';
import {bytes} from './downloads.js';
import {Icon} from './icons.js';
import {Notice, Trouble} from './notices.js';

const SURE_S = 2; // of sending, before its end can be told

// A real file field, so that keyboards and screen readers have it; dropping is one more way.
// `says`: {drop, choose, formats} in words; `children`: further ways in.
export function Drop({id, icon, file, wrong, accept, says, onFile, children}) {
  const [over, setOver] = useState(false);
  const drag = (on) => (event) => { event.preventDefault(); setOver(on); };
  const taker = useRef(onFile);
  taker.current = onFile;
  useLayoutEffect(() => { // beside the frame, too: else the browser leaves the page to show the file
    const words = (event) => !event.dataTransfer.types.includes('Files') && event.target.closest?.('input'); // may be dropped there
    const near = (event) => { if (!words(event)) event.preventDefault(); };
    const drop = (event) => {
      if (words(event)) return;
      event.preventDefault();
      setOver(false);
      taker.current(event.dataTransfer.files[0]);
    };
    addEventListener('dragover', near);
    addEventListener('drop', drop);
    return () => { removeEventListener('dragover', near); removeEventListener('drop', drop); };
  }, []);
  return html`<div><div class=${`drop ${over ? 'over' : ''} ${file ? 'full' : ''} ${wrong ? 'invalid' : ''}`} onDragEnter=${drag(true)} onDragOver=${drag(true)}
      onDragLeave=${drag(false)}>
    <${Icon} name=${icon}/>
    ${file ? html`<p class="drop-name"><strong dir="auto">${file.name}</strong> <span class="muted">${bytes(file.size)}</span></p>`
      : html`<p class="drop-name"><strong>${over ? t('send.drop_now') : says.drop}</strong> <span class="muted hide-s">${t('send.or')}</span></p>`}
    <div class="row"><${Choose} id=${id} accept=${accept} onFile=${onFile} ghost=${Boolean(file) || !children}
      told=${wrong ? `${id}-wrong ${id}-hint` : `${id}-hint`} wrong=${wrong}>${says.choose}<//>${children}</div>
    <p class="hint" id=${`${id}-hint`}>${says.formats}</p></div>
    ${wrong && html`<p class="err" id=${`${id}-wrong`} role="alert"><${Icon} name="warn"/> ${wrong}</p>`}</div>`;
}

// A button that opens the chooser of files, or a phone's camera.
export function Choose({id, accept, capture, told, wrong, ghost = true, onFile, children}) {
  const taken = (event) => {
    onFile(event.currentTarget.files[0]);
    event.currentTarget.value = ''; // the same one again is news, too
  };
  return html`<label class=${`btn sm ${ghost ? 'ghost' : ''}`} for=${id}>${children}
    <input id=${id} type="file" accept=${accept} capture=${capture} aria-invalid=${wrong ? 'true' : undefined} aria-describedby=${told} onChange=${taken}/></label>`;
}

// On its way: how much, how long still, and how to stop it.
export function Under({file, sent, onStop, storing, children}) {
  const now = useNow(true, 500);
  const seconds = (now - sent.since) / 1000;
  const left = seconds > SURE_S && sent.bytes ? (file.size - sent.bytes) * seconds / sent.bytes : 0;
  const [done, all] = [bytes(sent.bytes), bytes(file.size)];
  const gone = sent.bytes >= file.size;
  const told = gone ? storing ?? t('send.storing') : left > 1 ? t('send.left', {done, all, time: duration(left)}) : t('send.sent', {done, all});
  return html`<section class="card stack t" aria-labelledby="sending"><h2 id="sending" dir="auto">${t('send.sending', {name: file.name})}</h2>${children}
    <progress max=${file.size} value=${gone ? undefined : sent.bytes} aria-label=${t('send.progress')}></progress>
    <p class="sent">${told}</p><p class="small muted">${t('send.stay')}</p>
    <div><button class="btn ghost sm" type="button" onClick=${onStop}>${t('send.stop')}</button></div></section>`;
}

export function Broken({problem}) {
  if (problem.code === 'stopped') return html`<${Notice} title=${t('send.stopped')}><p class="small">${t('send.broke_says')}</p><//>`;
  if (problem.code === 'offline') return html`<${Notice} tone="bad" alert title=${t('send.broke')}><p class="small">${t('send.broke_says')}</p><//>`;
  return html`<${Trouble} problem=${problem}/>`;
}
