// The way in for a model: dropped or chosen, then sent with progress. Nothing is sent before "Look at it".
import {html, useLayoutEffect, useRef, useState} from '../lib.js';
import {KINDS, MOST, sent as sending} from '../meshes.js';
import {keyed, kindOf, useSending} from '../sending.js';
import {t} from '../words.js';
import {bytes} from './downloads.js';
import {Broken, Drop, Under} from './drop.js';
import {Icon} from './icons.js';
import {Wishes, wishesOf, wrongHeight} from './wishes.js';

const ACCEPT = KINDS.map((kind) => `.${kind}`).join(',');

export function Sending({open, say, studio}) {
  const [file, setFile] = useState(null);
  const [wrong, setWrong] = useState(null); // [key, gaps]
  const [wishes, setWishes] = useState(wishesOf);
  const [asked, setAsked] = useState(false);
  const wire = useSending();
  const key = useRef('');
  const button = useRef(null);
  const limits = studio?.heights_mm;
  const high = asked ? wrongHeight(wishes, limits) : '';

  useLayoutEffect(() => { if (file) button.current?.focus({preventScroll: true}); }, [file]);

  const take = (found) => {
    if (!found) return; // the chooser was closed: what was chosen before stays
    const bad = fault(found);
    setWrong(bad ?? null);
    setFile(bad ? null : found); // nobody may send another one than the one they dropped last
    wire.clear();
    key.current = keyed();
    say(bad ? t(...bad) : t('send.chosen', {name: found.name}));
  };
  const change = (next) => { key.current = keyed(); setWishes(next); };
  const go = async (event) => {
    event.preventDefault();
    if (wire.sent) return;
    setAsked(true);
    if (!file) { setWrong((old) => old ?? ['send.none']); return; }
    if (wrongHeight(wishes, limits)) { document.getElementById('send-height')?.focus(); return; }
    say(t('send.sending', {name: file.name}));
    const mesh = await wire.go((onSent) => sending(file, wishes, key.current, onSent));
    if (mesh) open(mesh.id);
  };
  const stop = () => { wire.stop(); say(t('send.stopped')); };

  if (wire.sent) return html`<${Under} file=${file} sent=${wire.sent} onStop=${stop}/>`;
  const says = {drop: t('mesh.drop'), choose: t(file ? 'mesh.other' : 'mesh.choose'), formats: t('mesh.formats')};
  return html`<form class="card stack" onSubmit=${go} noValidate>
    ${wire.problem && html`<${Broken} problem=${wire.problem}/>`}
    <${Drop} id="model" icon="cube" file=${file} wrong=${wrong && t(...wrong)} accept=${ACCEPT} says=${says} onFile=${take}/>
    <details class="gate"><summary>${t('mesh.more')}</summary><div class="wish-room"><${Wishes} id="send" wishes=${wishes} onChange=${change}
      kind=${file && kindOf(file.name)} limits=${limits} wrong=${high}/></div></details>
    <div class="row"><button class="btn" type="submit" ref=${button} aria-disabled=${file ? undefined : 'true'}>
      <${Icon} name="spark"/>${t(wire.problem ? 'send.again' : 'mesh.look')}</button></div></form>`;
}

function fault(file) {
  if (!KINDS.includes(kindOf(file.name))) return ['mesh.bad_kind'];
  if (file.size > MOST) return ['mesh.bad_large', {size: bytes(file.size)}];
  return file.size ? undefined : ['send.empty'];
}
