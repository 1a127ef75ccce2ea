// The page: which screen is shown, in which words and which light.
import * as api from './api.js';
import {keep as keepDraft, retold} from './draft.js';
import {html, render, useCallback, useEffect, useLayoutEffect, useState} from './lib.js';
import {LoadingStage, lazy} from './pieces/lazy.js';
import {Heading, Shell, STEPS} from './pieces/shell.js';
import {address, natural, open, route, shown} from './route.js';
import {Lost} from './screens/lost.js';
import {Tell} from './screens/tell.js';
import {useGift} from './state.js';
import {learn, preferred, remember, speak, t} from './words.js';

const LIGHT = matchMedia('(prefers-color-scheme: dark)');

const GiftScreen = lazy(async () => (await import('./screens/gift.js')).GiftScreen);
const more = async (screen) => (await Promise.all([screen, learn('more.')]))[0];
const Mesh = lazy(async () => (await import('./screens/mesh.js')).ready());
const Photo = lazy(async () => (await import('./screens/photo.js')).ready(), LoadingStage);
const Help = lazy(async () => (await more(import('./screens/help.js'))).Help);
const Licences = lazy(async () => (await more(import('./screens/licences.js'))).Licences);
const Studio = lazy(async () => (await more(import('./screens/studio.js'))).Studio);

function App() {
  const [place, setPlace] = useState(() => route(location.pathname, history.state));
  const [theme, setTheme] = useState(() => document.documentElement.dataset.theme ?? (LIGHT.matches ? 'dark' : 'light'));
  const [said, say] = useState('');
  const [studio, setStudio] = useState(null);
  const [, spoken] = useState(null);
  const held = useGift(place);
  const {gift} = held;
  const screen = place.page === 'start' ? 'tell' : place.page === 'gift' && gift ? shown(gift, place.screen) : place.page;

  useEffect(() => {
    const pop = () => setPlace(route(location.pathname, history.state));
    addEventListener('popstate', pop);
    api.studio().then(setStudio, () => {});
    return () => removeEventListener('popstate', pop);
  }, []);

  const move = useCallback((next, replace = false) => {
    history[replace ? 'replaceState' : 'pushState']({screen: next.screen ?? null}, '', address(next));
    Heading.moved = true;
    setPlace(next);
    scrollTo(0, 0);
  }, []);
  const go = (name) => {
    if (name === 'tell' && gift && !gift.readonly) keepDraft(retold(gift));
    if (name === 'tell' && gift?.photo) move({page: 'photo', photo: gift.photo.id}); // its story is its picture
    else if (name === 'tell' || name === 'start') move({page: 'start'});
    else if (STEPS.includes(name)) step(name);
    else move({page: name});
  };
  const step = (name) => { // the screen that one leaves stays behind the back button
    const from = {page: 'gift', id: place.id, screen};
    const passing = screen === 'make' && name === 'keep';
    if (!passing) history.replaceState({screen: from.screen}, '', address(from));
    move({...from, screen: name}, passing);
  };

  useFollow(gift, screen, go);
  useEffect(() => { // whoever came by a link and writes there must not be taken away when it is ready
    if (screen === 'make' && !place.screen) setPlace({...place, screen});
  }, [screen, place]);
  useLayoutEffect(() => { document.title = titled(gift, screen); }); // at once: a title of another language is read out

  const onLanguage = async (tag) => {
    try {
      if (!await speak(tag)) return;
      remember(tag);
      say(''); // what was said last was in other words
    } catch {
      say(t('error.offline'));
    }
    spoken({}); // in any case: the list of languages tells which one is spoken
  };
  const onTheme = (look) => {
    document.documentElement.dataset.theme = look;
    try { localStorage.setItem('memoreez.theme', look); } catch { /* this visit only */ }
    setTheme(look);
  };

  const shell = {screen, go, said, studio, theme, onLanguage, onTheme, open: gift && !gift.readonly ? open(gift) : []};
  const hand = {...held, api, go, say, studio, words: t, screen, place};
  const lend = (mesh) => move({page: 'mesh', mesh}, false);
  const seen = (photo) => move({page: 'photo', photo: photo.id, known: photo});
  const begin = (fresh) => move({page: 'gift', id: fresh.id, screen: 'pick'});
  const pages = {
    tell: () => html`<${Tell} begin=${begin} say=${say} studio=${studio} go=${go}/>`,
    mesh: () => html`<${Mesh} id=${place.mesh} open=${lend} go=${go} say=${say} studio=${studio}/>`,
    photo: () => html`<${Photo} id=${place.photo} known=${place.known} open=${seen} begin=${begin} go=${go} say=${say} studio=${studio} theme=${theme}/>`,
    studio: () => html`<${Studio} go=${go}/>`, help: () => html`<${Help}/>`, licences: () => html`<${Licences} studio=${studio}/>`,
    lost: () => html`<${Lost} go=${go}/>`,
  };
  return html`<${Shell} ...${shell}>${(pages[screen] ?? (() => html`<${GiftScreen} ...${hand}/>`))()}<//>`;
}

// A gift that moves on takes along whoever watches: to Make when chosen elsewhere, back to Pick…
function useFollow(gift, screen, go) {
  const [before, set] = useState(null);
  const here = gift && natural(gift);
  useEffect(() => {
    if (!gift || gift.readonly) { set(null); return; }
    if (before && before !== here && screen === before && !(before === 'make' && here === 'keep')) go(here);
    set(here);
  }, [here, gift?.id]);
}

function titled(gift, screen) {
  const ready = gift?.state === 'ready' && (screen === 'make' || document.hidden);
  const name = t(`title.${screen === 'shared' ? 'keep' : screen}`);
  return `${ready ? '✓ ' : ''}${[gift?.name, name].filter(Boolean).join(' · ')} · memoreez`;
}

const AGAIN_MS = 3000; // between two attempts to get the words
for (let spoken = false; !spoken;) {
  spoken = await speak(preferred()).catch(() => new Promise((wait) => { setTimeout(wait, AGAIN_MS, false); }));
}
const root = document.getElementById('app');
root.replaceChildren();
render(html`<${App}/>`, root);
