// The way in for a photo: dropped, chosen, pasted or taken; it is sent at once, and can be stopped.
import {html, useEffect, useLayoutEffect, useRef, useState} from '../lib.js';
import {accepted, fault, sent as sending} from '../photos.js';
import {keyed, useSending} from '../sending.js';
import {t} from '../words.js';
import {Broken, Choose, Drop, Under} from './drop.js';
import {Icon} from './icons.js';

const REFUSED = {'too-large': 'photo.bad_large', 'picture-unreadable': 'photo.bad_kind', 'picture-pixels': 'photo.bad_pixels',
  'picture-small': 'photo.bad_small', 'picture-heic': 'photo.bad_heic'}; // by the studio, once it has looked

export function Giving({open, say, studio}) {
  const [file, setFile] = useState(null);
  const [wrong, setWrong] = useState(null); // [key, gaps]
  const wire = useSending();
  const key = useRef('');
  const limits = studio?.photos;
  const gaps = {mb: Math.floor((limits?.most_bytes ?? 25 * 2 ** 20) / 2 ** 20), mp: Math.floor((limits?.most_pixels ?? 50e6) / 1e6)};
  const refused = wire.problem && REFUSED[wire.problem.code];

  const go = async (chosen) => {
    say(t('send.sending', {name: chosen.name}));
    const photo = await wire.go((onSent) => sending(chosen, key.current, onSent));
    if (photo) open(photo);
  };
  const take = (found) => {
    if (!found || wire.sent) return;
    const bad = fault(found, limits);
    setWrong(bad ?? null);
    setFile(bad ? null : found);
    wire.clear();
    key.current = keyed();
    if (bad) say(t(...bad)); else go(found);
  };
  useLayoutEffect(() => { // at once: who pastes right after a refusal is heard
    const paste = (event) => take([...event.clipboardData?.files ?? []].find((one) => one.type.startsWith('image/')));
    addEventListener('paste', paste);
    return () => removeEventListener('paste', paste);
  });
  const stop = () => { wire.stop(); say(t('send.stopped')); };

  if (wire.sent) return html`<${Under} file=${file} sent=${wire.sent} onStop=${stop} storing=${t('photo.storing')}><${Look} file=${file}/><//>`;
  const told = refused ? t(refused, gaps) : wrong && t(...wrong);
  const says = {drop: t('photo.drop'), choose: t('photo.choose'), formats: t(limits?.heic ? 'photo.formats_heic' : 'photo.formats', gaps)};
  return html`<div class="card stack">
    ${wire.problem && !refused && html`<${Broken} problem=${wire.problem}/>`}
    <${Drop} id="photo" icon="photo" file=${refused ? null : file} wrong=${told} accept=${accepted()} says=${says} onFile=${take}>
      <span class="camera"><${Choose} id="camera" accept="image/*" capture="environment" onFile=${take}><${Icon} name="photo"/>${t('photo.take')}<//></span><//>
    ${wire.problem && !refused && file && html`<div class="row"><button class="btn" type="button" onClick=${() => go(file)}><${Icon} name="again"/>${t('send.again')}</button></div>`}</div>`;
}

// The picture as it is here already, while it is sent; nothing where the browser cannot show it.
function Look({file}) {
  const [src, set] = useState('');
  useEffect(() => {
    const url = URL.createObjectURL(file);
    set(url);
    return () => URL.revokeObjectURL(url);
  }, [file]);
  return src && html`<img class="sent-look" src=${src} alt="" onError=${() => set('')}/>`;
}
