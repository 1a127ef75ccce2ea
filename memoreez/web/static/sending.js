// A file on its way to the studio. XMLHttpRequest, because fetch tells nothing of what it sends.
import {Problem} from './api.js';
import {useEffect, useRef, useState} from './lib.js';

export const kindOf = (name) => /\.([^.]*)$/.exec(name)?.[1].toLowerCase() ?? '';
export const keyed = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');

// {done, stop}: `done` is the answer's JSON, or throws a Problem ("stopped" when it was); `onSent`
// hears the bytes that have gone. The same `key` again, after a lost answer, is the same thing.
export function send(path, file, key, onSent) {
  const wire = new XMLHttpRequest();
  const done = new Promise((good, bad) => {
    wire.open('POST', path);
    wire.setRequestHeader('content-type', 'application/octet-stream');
    wire.setRequestHeader('accept', 'application/json');
    wire.setRequestHeader('idempotency-key', key);
    wire.upload.onprogress = (event) => onSent(event.loaded);
    wire.onload = () => (wire.status < 300 ? good(read(wire)) : bad(refused(wire)));
    wire.onerror = () => bad(new Problem());
    wire.onabort = () => bad(new Problem({code: 'stopped'}));
    wire.send(file);
  });
  return {done, stop: () => wire.abort()};
}

function read(wire) {
  try { return JSON.parse(wire.responseText); } catch { return {}; }
}

function refused(wire) {
  const told = read(wire);
  return new Problem({...told, status: wire.status, code: (told.type ?? '').split('/').pop() || 'unknown',
    retryAfter: Number(wire.getResponseHeader('retry-after')) || null});
}

// {sent, problem, go, stop, clear}. `go(begin)` gives the answer, or null and sets `problem`;
// `begin(onSent)` is a `send`; `sent` is {bytes, since} while it goes.
export function useSending() {
  const [sent, setSent] = useState(null);
  const [problem, setProblem] = useState(null);
  const wire = useRef(null);

  useEffect(() => () => wire.current?.stop(), []); // who leaves the page stops it
  useEffect(() => { // and is asked before they close the window
    if (!sent) return undefined;
    const stay = (event) => event.preventDefault();
    addEventListener('beforeunload', stay);
    return () => removeEventListener('beforeunload', stay);
  }, [Boolean(sent)]);

  const go = async (begin) => {
    setProblem(null);
    setSent({bytes: 0, since: performance.now()});
    try {
      wire.current = begin((count) => setSent((old) => old && {...old, bytes: count}));
      return await wire.current.done;
    } catch (trouble) {
      setProblem(trouble);
      return null;
    } finally {
      wire.current = null;
      setSent(null);
    }
  };
  return {sent, problem, go, stop: () => wire.current?.stop(), clear: () => setProblem(null)};
}
