// Before anything is drawn: the look that was chosen, so that the night shop does not flash white.
try {
  const look = localStorage.getItem('memoreez.theme');
  if (look === 'dark' || look === 'light') document.documentElement.dataset.theme = look;
} catch { /* private mode: the system's look */ }
