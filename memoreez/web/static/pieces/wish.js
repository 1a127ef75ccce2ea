// What a person wishes for the pedestal and the height: written here, previewed, then carved.
import {useEffect, useRef, useState} from '../lib.js';
import {boxOf} from './engine.js';

const PAUSE_MS = 60; // after the last key; one question at a time keeps a quick writer from asking for every letter
const REVOKE_MS = 10_000;
const FIELDS = ['inscription', 'pedestal', 'height_mm', 'style'];

export const wishOf = ({inscription, pedestal, height_mm, style}) =>
  ({lines: [inscription[0] ?? '', inscription[1] ?? ''], pedestal, height_mm, style});

const trimmed = (wish) => wish.lines.map((line) => line.trim().replace(/\s+/g, ' ')).filter(Boolean);
export const body = (wish) => ({inscription: trimmed(wish), pedestal: wish.pedestal, height_mm: wish.height_mm, style: wish.style});
export const same = (one, other) => JSON.stringify(body(one)) === JSON.stringify(body(other));

// {wish, write, reset, dirty, preview, state, errors, problem}; preview is null or {src, box, wish};
// state: "carved" (as the files are) | "waiting" | "asking" | "seen" | "wrong" | "away".
export function useWish({gift, api, held, limits}) {
  const carved = wishOf(gift.figurine);
  const [wish, setWish] = useState(carved);
  const [preview, setPreview] = useState(null);
  const [state, setState] = useState('carved');
  const [told, setTold] = useState({errors: {}, problem: null});
  const [again, setAgain] = useState(0);
  const last = useRef('inscription'); // the field written last: where an error without a field belongs
  const flight = useRef(Promise.resolve()); // one question at a time: the studio answers them in turn
  const version = gift.figurine.version;
  const basis = useRef(carved);
  const dirty = !same(wish, carved);

  useEffect(() => { // another version is there: who has written nothing since follows it
    setWish((old) => (same(old, basis.current) ? carved : old));
    basis.current = carved;
    setPreview(null);
  }, [version]);

  useEffect(() => () => { // a view may still be fetching the one before
    if (preview) setTimeout(() => URL.revokeObjectURL(preview.src), REVOKE_MS);
  }, [preview]);

  useEffect(() => {
    setTold({errors: {}, problem: null});
    if (!dirty) { setPreview(null); setState('carved'); return undefined; }
    if (held) return undefined;
    const unfit = check(wish, limits);
    if (unfit) { setTold({errors: unfit, problem: null}); setState('wrong'); return undefined; }
    if (preview && same(preview.wish, wish)) { setState('seen'); return undefined; }
    let stale = false;
    let timer = setTimeout(ask, PAUSE_MS);
    setState('waiting');
    async function ask() {
      await flight.current;
      if (stale) return;
      setState('asking');
      const answer = api.preview(gift.id, body(wish));
      flight.current = answer.catch(() => null);
      try {
        const blob = await answer;
        const box = await boxOf(blob);
        if (stale) return;
        setPreview({src: URL.createObjectURL(blob), box, wish});
        setState('seen');
      } catch (problem) {
        if (stale) return;
        const errors = fielded(problem, last.current);
        setTold({errors, problem: errors ? null : problem});
        setState(errors ? 'wrong' : 'away');
        if (problem.retryAfter) timer = setTimeout(() => setAgain((count) => count + 1), problem.retryAfter * 1000);
      }
    }
    return () => { stale = true; clearTimeout(timer); };
  }, [JSON.stringify(body(wish)), held, version, again]);

  const write = (change) => {
    last.current = 'lines' in change ? 'inscription' : Object.keys(change)[0];
    setWish((old) => ({...old, ...change}));
  };
  return {wish, write, dirty, preview: dirty ? preview : null, state, errors: told.errors ?? {}, problem: told.problem,
    reset: () => setWish(carved), again: () => setAgain((count) => count + 1),
    refuse: (problem) => {
      const errors = fielded(problem, last.current);
      setTold({errors, problem: errors ? null : problem});
      if (errors) setState('wrong');
    }};
}

function check({height_mm: height}, limits) {
  const [low, high] = limits;
  return Number.isFinite(height) && height >= low && height <= high ? null : {height_mm: null};
}

// The fields that a refusal is about, {field: text}; null when it is about none.
function fielded(problem, last) {
  if (problem.status !== 422 && problem.status !== 400) return null;
  const named = (problem.errors ?? []).map((error) => [String(error.field ?? ''), error.message])
    .filter(([field]) => FIELDS.includes(field));
  return named.length ? Object.fromEntries(named) : {[last]: problem.detail || problem.title};
}
