// Where names, words and pictures stay: "here" on this machine, in the "shop" that serves the page,
// or "shared" with services that the shop asks; '' until the studio has told who works for it.
export const HERE = ['localhost', '127.0.0.1', '[::1]'];
const AT_HOME = ['motifs', 'clay', 'diffusers', 'alpha', 'studio', 'claynet', 'rembg', 'atelier', 'relief', 'inflate', 'hunyuan3d', 'triposg'];

export function kept(studio) {
  if (!studio) return '';
  if (studio.providers.some((one) => !AT_HOME.includes(one.name))) return 'shared'; // whom the page does not know may ask anybody
  return HERE.includes(location.hostname) ? 'here' : 'shop';
}

// {hide, key}: the promise in the words that are true here; its room is kept free until it can be given.
export const promised = (key, studio) => {
  const place = kept(studio);
  return {hide: place ? '' : 'unsaid', key: place === 'shop' || place === 'shared' ? `${key}_${place}` : key};
};
