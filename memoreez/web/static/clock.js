// Time on the page: one tick for all that counts, and what a stage's elapsed seconds mean.
import {useEffect, useState} from './lib.js';

const MOST = 0.95; // of a stage that easing may claim: only the studio can say that it is done
const EVEN = 0.7; // of it that passes in step with the clock

export function useNow(running, every = 500) {
  const [now, set] = useState(() => performance.now());
  useEffect(() => {
    if (!running) return undefined;
    set(performance.now());
    const timer = setInterval(() => set(performance.now()), every);
    return () => clearInterval(timer);
  }, [running, every]);
  return now;
}

// Seconds in the current stage: told when the gift came, counted on since.
const since = (gift, now) => (gift.progress?.started_at ? Math.max(0, now - gift.seen) / 1000 : 0);
export const elapsed = (gift, now) => (gift.progress?.elapsed_s ?? 0) + since(gift, now);

export const remaining = (gift, now) => {
  const told = gift.progress?.remaining_s;
  return told == null ? null : Math.max(0, told - since(gift, now));
};

export function eased(seconds, expected) {
  if (!expected) return 0;
  const share = seconds / expected;
  if (share <= EVEN) return share;
  const room = MOST - EVEN;
  return EVEN + room * (1 - Math.exp(-(share - EVEN) / room));
}

export const slow = (seconds, expected) => Boolean(expected) && seconds > 2 * expected + 5;

// The stages of this run with what is known of each: {name, state, seconds, expected}.
export function stages(gift, names, expected_s, now) {
  const here = names.indexOf(gift.progress?.stage);
  const began = starts(gift);
  return names.map((name, n) => {
    const expected = (n === here && gift.progress.expected_s) || expected_s[name] || 0;
    if (n > here) return {name, state: 'todo', seconds: 0, expected};
    if (n === here && !gift.progress.started_at) return {name, state: 'todo', seconds: 0, expected};
    if (n === here) return {name, state: 'now', seconds: elapsed(gift, now), expected};
    const [from, to] = [began[name], began[names[n + 1]]];
    return {name, state: 'done', seconds: from && to ? (to - from) / 1000 : null, expected};
  });
}

// When each stage began last, in milliseconds, by the stored events.
function starts(gift) {
  const found = {};
  for (const event of gift.events ?? []) {
    const name = event.event === 'stage' && (event.data?.stage ?? event.data?.progress?.stage);
    if (name) found[name] = Date.parse(event.at);
  }
  return found;
}

// Share of the whole run that is done, 0 to 1.
export function whole(list) {
  const weight = (one) => one.expected || 1;
  const total = list.reduce((sum, one) => sum + weight(one), 0);
  const done = list.reduce((sum, one) => sum + weight(one) * share(one), 0);
  return total ? done / total : 0;
}

const share = ({state, seconds, expected}) =>
  (state === 'done' ? 1 : state === 'now' ? eased(seconds, expected) : 0);
