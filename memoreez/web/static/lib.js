// The one door to the vendored libraries: every other file imports from here.
import {h, render, Fragment} from './vendor/preact.mjs';
import htm from './vendor/htm.mjs';

export {render, Fragment};
export {useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState} from './vendor/hooks.mjs';
export const html = htm.bind(h);
