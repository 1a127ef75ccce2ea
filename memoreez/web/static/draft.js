// What was typed on the first screen, kept in this browser until the gift is begun.
const KEPT = 'memoreez.draft';
export const EMPTY = {name: '', occasion: '', tags: [], typed: '', seed: null};

export function recall() {
  try {
    return {...EMPTY, ...JSON.parse(localStorage.getItem(KEPT) ?? '{}')};
  } catch {
    return EMPTY;
  }
}

export function keep(draft) {
  try { localStorage.setItem(KEPT, JSON.stringify(draft)); } catch { /* private mode: not kept */ }
}

export function forget() {
  try { localStorage.removeItem(KEPT); } catch { /* nothing was kept */ }
}

export const started = (draft) => Boolean(draft.name || draft.occasion || draft.tags.length || draft.typed);

// A gift told again: its story back in the fields.
export const retold = (gift) => ({...EMPTY, name: gift.name ?? '', occasion: gift.occasion ?? '',
  tags: (gift.hobbies ?? '').split(/[,;\n]+/).map((part) => part.trim()).filter(Boolean)});

// One key per story: asking twice for the same one, after a lost answer, makes one gift.
export function keyFor(order) {
  const text = JSON.stringify(order);
  if (keyFor.text !== text) {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    keyFor.key = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
    keyFor.text = text;
  }
  return keyFor.key;
}
