// The way in for a model: dropped or chosen, then sent with progress. Nothing is sent before "Look at it".
import {useNow} from '../clock.js';
import {html, useEffect, useLayoutEffect, useRef, useState} from '../lib.js';
import {KINDS, MOST, keyed, kindOf, send} from '../meshes.js';
import {duration, t} from '../words.js';
import {bytes} from './downloads.js';
import {Icon} from './icons.js';
import {Notice, Trouble} from './notices.js';
import {Wishes, wishesOf, wrongHeight} from './wishes.js';

const SURE_S = 2; // of sending, before its end can be told

export function Sending({open, say, studio}) {
  const [file, setFile] = useState(null);
  const [wrong, setWrong] = useState(null); // [key, gaps]
  const [wishes, setWishes] = useState(wishesOf);
  const [sent, setSent] = useState(null); // {bytes, since} while it is sent
  const [problem, setProblem] = useState(null);
  const [asked, setAsked] = useState(false);
  const wire = useRef(null);
  const key = useRef('');
  const button = useRef(null);
  const limits = studio?.heights_mm;
  const high = asked ? wrongHeight(wishes, limits) : '';

  useEffect(() => () => wire.current?.stop(), []); // who leaves the page stops it
  useEffect(() => { // and is asked before they close the window
    if (!sent) return undefined;
    const stay = (event) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [sent]);
  useLayoutEffect(() => { if (file) button.current?.focus({preventScroll: true}); }, [file]);

  const take = (found) => {
    const bad = found && fault(found);
    setWrong(bad ?? null);
    setProblem(null);
    if (!found || bad) { if (bad) say(t(...bad)); return; }
    key.current = keyed();
    setFile(found);
    say(t('mesh.chosen', {name: found.name}));
  };
  const change = (next) => { key.current = keyed(); setWishes(next); };
  const go = async (event) => {
    event.preventDefault();
    if (sent) return;
    setAsked(true);
    if (!file) { setWrong(['mesh.bad_none']); return; }
    if (wrongHeight(wishes, limits)) { document.getElementById('send-height')?.focus(); return; }
    setProblem(null);
    setSent({bytes: 0, since: performance.now()});
    say(t('mesh.sending', {name: file.name}));
    try {
      wire.current = send(file, wishes, key.current, (count) => setSent((old) => old && {...old, bytes: count}));
      open((await wire.current.done).id);
    } catch (trouble) {
      setProblem(trouble);
      if (trouble.code === 'stopped') say(t('mesh.stopped_sending'));
    }
    wire.current = null;
    setSent(null);
  };

  if (sent) return html`<${Under} file=${file} sent=${sent} onStop=${() => wire.current?.stop()}/>`;
  return html`<form class="card stack" onSubmit=${go} noValidate>
    ${problem && html`<${Broken} problem=${problem}/>`}
    <${Drop} file=${file} wrong=${wrong && t(...wrong)} onFile=${take}/>
    <details class="gate"><summary>${t('mesh.more')}</summary><div class="wish-room"><${Wishes} id="send" wishes=${wishes} onChange=${change}
      kind=${file && kindOf(file.name)} limits=${limits} wrong=${high}/></div></details>
    <div class="row"><button class="btn" type="submit" ref=${button} aria-disabled=${file ? undefined : 'true'}>
      <${Icon} name="spark"/>${t(problem ? 'mesh.send_again' : 'mesh.look')}</button></div></form>`;
}

function fault(file) {
  if (!KINDS.includes(kindOf(file.name))) return ['mesh.bad_kind'];
  if (file.size > MOST) return ['mesh.bad_large', {size: bytes(file.size)}];
  return file.size ? undefined : ['mesh.bad_empty'];
}

// A real file field, so that keyboards and screen readers have it; dropping is one more way.
function Drop({file, wrong, onFile}) {
  const [over, setOver] = useState(false);
  const drag = (on) => (event) => { event.preventDefault(); setOver(on); };
  const drop = (event) => {
    event.preventDefault();
    setOver(false);
    onFile(event.dataTransfer.files[0]);
  };
  return html`<div><div class=${`drop ${over ? 'over' : ''} ${file ? 'full' : ''} ${wrong ? 'invalid' : ''}`} onDragEnter=${drag(true)} onDragOver=${drag(true)}
      onDragLeave=${drag(false)} onDrop=${drop}>
    <${Icon} name="cube"/>
    ${file ? html`<p class="drop-name"><strong dir="auto">${file.name}</strong> <span class="muted">${bytes(file.size)}</span></p>`
      : html`<p class="drop-name"><strong>${t(over ? 'mesh.drop_now' : 'mesh.drop')}</strong> <span class="muted hide-s">${t('mesh.or')}</span></p>`}
    <label class="btn ghost sm" for="model">${t(file ? 'mesh.other' : 'mesh.choose')}
      <input id="model" type="file" accept=${KINDS.map((kind) => `.${kind}`).join(',')} aria-invalid=${wrong ? 'true' : undefined}
        aria-describedby=${wrong ? 'model-wrong model-hint' : 'model-hint'}
        onChange=${(event) => { onFile(event.currentTarget.files[0]); event.currentTarget.value = ''; }}/></label>
    <p class="hint" id="model-hint">${t('mesh.formats')}</p></div>
    ${wrong && html`<p class="err" id="model-wrong" role="alert"><${Icon} name="warn"/> ${wrong}</p>`}</div>`;
}

function Under({file, sent, onStop}) {
  const now = useNow(true, 500);
  const seconds = (now - sent.since) / 1000;
  const left = seconds > SURE_S && sent.bytes ? (file.size - sent.bytes) * seconds / sent.bytes : 0;
  const [done, all] = [bytes(sent.bytes), bytes(file.size)];
  const gone = sent.bytes >= file.size;
  const told = gone ? t('mesh.storing') : left > 1 ? t('mesh.sent_left', {done, all, time: duration(left)}) : t('mesh.sent', {done, all});
  return html`<section class="card stack t" aria-labelledby="sending"><h2 id="sending" dir="auto">${t('mesh.sending', {name: file.name})}</h2>
    <progress max=${file.size} value=${gone ? undefined : sent.bytes} aria-label=${t('mesh.progress')}></progress>
    <p class="sent">${told}</p><p class="small muted">${t('mesh.stay')}</p>
    <div><button class="btn ghost sm" type="button" onClick=${onStop}>${t('mesh.stop_sending')}</button></div></section>`;
}

function Broken({problem}) {
  if (problem.code === 'stopped') return html`<${Notice} title=${t('mesh.stopped_sending')}><p class="small">${t('mesh.broke_says')}</p><//>`;
  if (problem.code === 'offline') return html`<${Notice} tone="bad" alert title=${t('mesh.broke')}><p class="small">${t('mesh.broke_says')}</p><//>`;
  return html`<${Trouble} problem=${problem}/>`;
}
