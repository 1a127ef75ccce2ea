// A photo of somebody's own: sent with progress, its cutout marked, a gift begun of it.
import {ask} from './api.js';
import {useCallback, useEffect, useRef, useState} from './lib.js';
import {NOTHING, fitted, same} from './marks.js';
import {kindOf, send} from './sending.js';

export const MOST = 25 * 2 ** 20; // bytes, until the studio has told its own
const HEIC = ['heic', 'heif'];
const KINDS = ['jpg', 'jpeg', 'jfif', 'png', 'webp'];
const [SOFT, FIGURE] = ['soft figurine', 'figure'];
const PAUSE_MS = 180; // after the last mark, before it is cut again

const at = (id, part = '') => `/api/photos/${encodeURIComponent(id)}${part}`;
const json = async (path, options) => (await ask(path, options)).json();

export const get = (id) => json(at(id));
export const remove = (id) => ask(at(id), {method: 'DELETE'});
export const sent = (file, key, onSent) => send('/api/photos', file, key, onSent);
const cut = (id, marks) => json(at(id, '/cutout'), {method: 'POST', body: fitted(marks)});

export const canBeSoft = (photo) => photo.can.includes(SOFT);
export const canBeFigure = (photo) => photo.can.includes(FIGURE);

// What cannot be sent at all, [key, gaps]; the studio finds out the rest.
export function fault(file, limits) {
  const kind = kindOf(file.name);
  const [most, heic] = [limits?.most_bytes ?? MOST, HEIC.includes(kind) || /hei[cf]/.test(file.type)];
  if (heic && !limits?.heic) return ['photo.bad_heic'];
  if (!heic && !KINDS.includes(kind) && !/jpeg|png|webp/.test(file.type)) return ['photo.bad_kind'];
  if (file.size > most) return ['photo.bad_large', {mb: Math.floor(most / 2 ** 20)}];
  return file.size ? undefined : ['send.empty'];
}

// iPhones and iPads turn their HEIC into JPEG for whoever asks for JPEG only.
const converts = /iP(hone|ad|od)/.test(navigator.userAgent) || (/Macintosh/.test(navigator.userAgent) && navigator.maxTouchPoints > 1);
export const accepted = () => `image/jpeg,image/png,image/webp${converts ? '' : ',.heic,.heif'}`;

// {photo, problem, put, again}: fetched by its id; `known` is what was just sent.
export function usePhoto(id, known) {
  const [state, set] = useState({photo: known?.id === id ? known : null, problem: null});
  const put = useCallback((photo) => set({photo, problem: null}), []);
  const [tries, again] = useState(0);
  useEffect(() => {
    if (state.photo?.id === id) return undefined;
    let over = false;
    get(id).then((photo) => { if (!over) put(photo); }, (problem) => { if (!over) set({photo: null, problem}); });
    return () => { over = true; };
  }, [id, tries]);
  useEffect(() => { // no answer: whoever comes online again need not ask
    if (state.problem?.code !== 'offline') return undefined;
    const wake = () => again((count) => count + 1);
    const timer = setTimeout(wake, 3000);
    addEventListener('online', wake);
    return () => { clearTimeout(timer); removeEventListener('online', wake); };
  }, [state.problem]);
  return {...state, put};
}

// The marks on a photo: changed at once here, then cut by the studio, one question at a time.
// {marks, change, undo, clear, canUndo, busy, problem, retry, settled}
export function useMarks(photo, put) {
  const [marks, setMarks] = useState(photo.marks ?? NOTHING);
  const [past, setPast] = useState([]);
  const [state, set] = useState({busy: false, problem: null});
  const want = useRef(marks); // newest marks
  const done = useRef(marks); // those of the cutout that is seen
  const flight = useRef(null);
  const timer = useRef(0);
  const over = useRef(false);
  const kind = useRef(''); // of the change before: many small ones of one kind are undone at once

  const ask = () => {
    clearTimeout(timer.current);
    flight.current ??= catchUp().finally(() => { flight.current = null; });
    return flight.current;
  };
  const catchUp = async () => {
    while (!same(want.current, done.current) && !over.current) {
      set({busy: true, problem: null});
      const asked = want.current;
      try {
        const fresh = await cut(photo.id, asked);
        done.current = asked;
        if (!over.current) put(fresh);
      } catch (problem) {
        if (over.current) return false;
        set({busy: false, problem});
        if (problem.retryAfter) timer.current = setTimeout(ask, problem.retryAfter * 1000);
        return false;
      }
    }
    if (!over.current) set({busy: false, problem: null});
    return true;
  };
  const show = (next) => {
    want.current = next;
    setMarks(next);
    set((old) => ({...old, busy: true})); // from the mark on: what is seen is not yet what was asked for
    clearTimeout(timer.current);
    timer.current = setTimeout(ask, PAUSE_MS);
  };
  const change = ({box, strokes, sure = false}, tag = '') => {
    const next = {box, strokes, ...(sure && tag === 'said' ? {sure} : {})}; // who marks on has not seen yet what comes of it
    if (!tag || tag !== kind.current) setPast((old) => [...old, want.current]);
    kind.current = tag;
    show(next);
  };
  const undo = () => {
    kind.current = '';
    if (!past.length) return;
    setPast(past.slice(0, -1));
    show(past.at(-1));
  };
  useEffect(() => {
    const wake = () => { if (!same(want.current, done.current)) ask(); };
    addEventListener('online', wake);
    return () => { over.current = true; clearTimeout(timer.current); removeEventListener('online', wake); };
  }, []);
  return {marks, done: done.current, change, undo, canUndo: past.length > 0, clear: () => change(NOTHING),
    newest: () => want.current, ...state, retry: ask, settled: ask};
}
