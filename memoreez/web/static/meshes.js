// A model from anywhere: sent with progress, looked at until it is done, done again.
import {ask} from './api.js';
import {useCallback, useEffect, useState} from './lib.js';
import {kindOf, send} from './sending.js';

const LOOK_MS = 1200; // between two looks while it is worked on
const AGAIN_MS = 3000; // when the studio did not answer
export const MOVING = ['waiting', 'working'];
export const MOST = 500 * 2 ** 20; // bytes
export const KINDS = ['stl', '3mf', 'obj', 'ply', 'glb'];
export const WISHES = {unit: '', up: '', height_mm: '', backdrop: true, foot: true, thicken: true};
const LONGEST = 120; // letters of a name

const at = (id, part = '') => `/api/meshes/${encodeURIComponent(id)}${part}`;
const json = async (path, options) => (await ask(path, options)).json();

export const stop = (id) => json(at(id, '/cancel'), {method: 'POST'});
export const remove = (id) => ask(at(id), {method: 'DELETE'});
export const again = (id, wishes, key) =>
  json(at(id, `/again?${query(wishes)}`), {method: 'POST', headers: {'idempotency-key': key}});

// Only what was wished: the rest is found out by the studio.
function query(wishes) {
  return new URLSearchParams(Object.entries(wishes).filter(([name, value]) => value !== '' && value !== WISHES[name])
    .map(([name, value]) => [name, String(value)]));
}

// A name that the API takes: short, without what no file can be called.
export function plainName(name) {
  const kind = kindOf(name);
  const stem = name.slice(0, -kind.length - 1).replace(/[\u0000-\u001f\u007f-\u009f/\\]/g, '_');
  return `${Array.from(stem).slice(0, LONGEST - 40).join('') || 'model'}.${kind}`;
}

// A `send` of the file with what is wished.
export function sent(file, wishes, key, onSent) {
  const wished = query(wishes);
  wished.set('name', plainName(file.name));
  return send(`/api/meshes?${wished}`, file, key, onSent);
}

// {mesh, problem, put}: fetched, and again and again while it is worked on.
export function useMesh(id) {
  const [state, set] = useState({mesh: null, problem: null});
  const put = useCallback((mesh) => set({mesh: {...mesh, seen: performance.now()}, problem: null}), []);
  useEffect(() => {
    set({mesh: null, problem: null});
    if (!id) return undefined;
    const look = new Looking(id, put, (problem) => set((old) => ({...old, problem})));
    look.start();
    return () => look.stop();
  }, [id]);
  return {...state, put};
}

class Looking {
  constructor(id, show, fail) {
    Object.assign(this, {id, show, fail, over: false, timer: 0, wake: () => { if (!document.hidden) this.look(); }});
  }

  start() {
    addEventListener('online', this.wake);
    document.addEventListener('visibilitychange', this.wake);
    this.look();
  }

  stop() {
    this.over = true;
    clearTimeout(this.timer);
    removeEventListener('online', this.wake);
    document.removeEventListener('visibilitychange', this.wake);
  }

  async look() {
    clearTimeout(this.timer);
    if (this.over || this.busy) return;
    this.busy = true;
    try {
      const mesh = await json(at(this.id));
      if (!this.over) {
        this.show(mesh);
        if (MOVING.includes(mesh.state)) this.later(LOOK_MS);
        else this.settled = true;
      }
    } catch (problem) {
      if (!this.over) {
        if (!this.settled || problem.status === 404) this.fail(problem);
        if (problem.status !== 404 && problem.status !== 422 && !this.settled) this.later(AGAIN_MS);
      }
    }
    this.busy = false;
  }

  later(ms) { this.timer = setTimeout(() => this.look(), ms); }
}
