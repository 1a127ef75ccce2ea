// Addresses and screens. The address names the gift; which of its steps is shown is history state.
const PAGES = ['studio', 'help', 'licences'];

export function route(path, state) {
  const [, first, second, third] = path.split('/');
  if (!first) return {page: 'start'};
  if (first === 'g' && second && !third) return {page: 'gift', id: plain(second), screen: state?.screen ?? null};
  if (first === 'm' && !third) return {page: 'mesh', mesh: plain(second ?? '')};
  if (first === 'p' && !third) return {page: 'photo', photo: plain(second ?? '')};
  if (first === 's' && second && !third) return {page: 'shared', token: plain(second)};
  return {page: PAGES.includes(first) && !second ? first : 'lost'};
}

// A mangled link (half a % code) leads to the page that says so, not to an empty one.
function plain(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function address(place) {
  if (place.page === 'gift') return `/g/${encodeURIComponent(place.id)}`;
  if (place.page === 'shared') return `/s/${encodeURIComponent(place.token)}`;
  if (place.page === 'mesh') return place.mesh ? `/m/${encodeURIComponent(place.mesh)}` : '/m';
  if (place.page === 'photo') return place.photo ? `/p/${encodeURIComponent(place.photo)}` : '/p';
  return place.page === 'start' ? '/' : `/${place.page}`;
}

// The step at which a gift stands.
export function natural(gift) {
  if (gift.state === 'imagining' || gift.state === 'choosing') return 'pick';
  if (gift.state === 'ready') return 'keep';
  return {imagine: 'pick', make: 'make', refine: 'keep'}[gift.doing] ?? 'pick';
}

// The steps that one may go to.
export function open(gift) {
  const here = natural(gift);
  return ['tell', gift.concepts.length && 'pick', here === 'make' && 'make', gift.figurine && 'keep'].filter(Boolean);
}

// Where a wished step leads: elsewhere, when the gift is not that far or further.
export function shown(gift, wished) {
  return wished && (open(gift).includes(wished) || (wished === 'make' && gift.state === 'ready')) ? wished : natural(gift);
}
