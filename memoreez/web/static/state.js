// The gift on screen: fetched once, then kept fresh by server-sent events, else by polling.
import * as api from './api.js';
import {useCallback, useEffect, useRef, useState} from './lib.js';

const POLL_MS = 3000; // when the stream cannot be had
const RETRY_MS = [500, 2000, 5000, 15000]; // between attempts to open the stream
const POLL_AFTER = 2; // failed attempts
const MOVING = ['imagining', 'sculpting'];
const KINDS = ['created', 'concepts', 'concept', 'stage', 'choosing', 'chosen', 'ready', 'failed', 'cancelled',
  'refined', 'restored', 'more', 'retry', 'deleted'];

const NOTHING = {gift: null, link: 'quiet', problem: null};

// {gift, link, problem, put, refresh}. `link`: "live" | "lost" | "polling" | "quiet";
// `gift.seen` is the page's clock when it came, `gift.readonly` is true for a share link.
export function useGift({id = '', token = ''}) {
  const of = token ? `s/${token}` : id;
  const [state, set] = useState({...NOTHING, of});
  const source = useRef(null);
  const change = useCallback((part) => set((old) => (old.of === of ? {...old, ...part} : old)), [of]); // no news of the one before

  const show = useCallback((gift) => {
    const fresh = {...gift, readonly: Boolean(token), seen: performance.now()};
    change({gift: fresh, problem: null});
    return fresh;
  }, [of]);

  useEffect(() => {
    set({...NOTHING, of});
    if (!id && !token) return undefined;
    const told = {show, link: (link) => change({link}), fail: (problem) => change({problem})};
    source.current = token ? new Poll(() => api.shared(token), told) : new Stream(id, told);
    source.current.start();
    return () => source.current.stop();
  }, [of]);

  const refresh = useCallback(() => source.current?.fetch(), []);
  return {...(state.of === of ? state : NOTHING), put: show, refresh}; // at once: no frame of one under the other's address
}

// Whether the screen is still there: an answer that comes late takes nobody away from another one.
export function useHere() {
  const here = useRef(true);
  useEffect(() => () => { here.current = false; }, []);
  return here;
}

// Fetches coalesced: one under way, at most one waiting.
class Poll {
  constructor(load, told) {
    Object.assign(this, {load, told, busy: false, again: false, over: false, timer: 0, moving: true});
  }

  start() { this.fetch(); }

  stop() {
    this.over = true;
    clearTimeout(this.timer);
  }

  async fetch() {
    if (this.over) return;
    if (this.busy) { this.again = true; return; }
    this.busy = true;
    try {
      const gift = await this.load();
      if (!this.over) this.landed(gift);
    } catch (problem) {
      if (!this.over) this.failed(problem);
    }
    this.busy = false;
    if (this.again && !this.over) {
      this.again = false;
      this.fetch();
    }
  }

  landed(gift) {
    this.moving = MOVING.includes(gift.state);
    this.told.show(gift);
    if (this.moving) this.later();
  }

  failed(problem) {
    this.told.fail(problem);
    if (problem.status !== 404 && problem.status !== 410) this.later();
  }

  later() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetch(), POLL_MS);
  }
}

// The stream of stored events. An event says that something changed; the gift is then fetched.
class Stream extends Poll {
  constructor(id, told) {
    super(() => api.get(id), told);
    Object.assign(this, {id, events: null, last: 0, failures: 0, opening: 0, wake: () => this.revive()});
  }

  start() {
    super.start();
    addEventListener('online', this.wake);
    document.addEventListener('visibilitychange', this.wake);
  }

  stop() {
    super.stop();
    clearTimeout(this.opening);
    this.events?.close();
    removeEventListener('online', this.wake);
    document.removeEventListener('visibilitychange', this.wake);
  }

  landed(gift) {
    this.last = Math.max(this.last, ...gift.events.map((event) => event.id), 0);
    this.told.show(gift);
    if (!this.events && !this.opening) this.open();
    if (this.failures >= POLL_AFTER) this.later();
  }

  failed(problem) {
    this.told.fail(problem);
    if (problem.status === 404 || problem.status === 410) this.stop(); // it is gone: nobody asks again
    else this.later();
  }

  open() {
    this.opening = 0;
    const events = new EventSource(api.eventsUrl(this.id, this.last));
    const heard = (event) => {
      this.last = Math.max(this.last, Number(event.lastEventId) || 0);
      if (event.type === 'deleted') this.failed(new api.Problem({status: 410, code: 'not-found'}));
      else this.fetch();
    };
    for (const kind of KINDS) events.addEventListener(kind, heard);
    events.onopen = () => this.opened();
    events.onerror = () => this.broke(events);
    this.events = events;
  }

  opened() {
    if (this.failures) this.fetch();
    this.failures = 0;
    this.told.link('live');
  }

  broke(events) {
    if (this.over || events !== this.events) return;
    events.close();
    this.events = null;
    const wait = RETRY_MS[Math.min(this.failures, RETRY_MS.length - 1)];
    this.failures += 1;
    this.told.link(this.failures > POLL_AFTER ? 'polling' : 'lost');
    this.opening = setTimeout(() => this.open(), wait);
    if (this.failures >= POLL_AFTER) this.later();
  }

  revive() {
    if (this.over || document.hidden) return;
    this.fetch();
    if (this.events || !this.opening) return;
    clearTimeout(this.opening);
    this.open();
  }
}
