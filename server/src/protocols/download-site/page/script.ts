/**
 * What a browser with scripts gets on top, in one small file: the colours chosen in the web app, sections as tabs that
 * keep their fragment in the address, and buttons that copy. Everything is there without it.
 */
import { createHash } from 'node:crypto'

export const SCRIPT = `'use strict';
try {
  const scheme = localStorage.getItem('slipway-color-scheme');
  if (scheme === 'light' || scheme === 'dark') document.documentElement.dataset.scheme = scheme;
} catch {}

// Addresses of an older web interface, whose ids are still known.
const older = /^#(?:collection\\/[0-9a-f]{24}\\/)?(?:item|folder|collection)\\/([0-9a-f]{24})/.exec(location.hash);
if (older) location.replace('/page-of/' + older[1]);

const words = document.body.dataset;
const panels = [...document.querySelectorAll('.panel')];
if (panels.length > 1) {
  const list = document.createElement('div');
  list.setAttribute('role', 'tablist');
  list.setAttribute('aria-label', words.sayAbout);
  const tabs = panels.map((panel) => {
    const tab = document.createElement('button');
    tab.type = 'button';
    tab.id = 'tab-' + panel.id;
    tab.textContent = panel.querySelector('h2').textContent;
    tab.setAttribute('role', 'tab');
    tab.setAttribute('aria-controls', panel.id);
    panel.setAttribute('role', 'tabpanel');
    panel.setAttribute('aria-labelledby', tab.id);
    panel.tabIndex = 0;
    list.append(tab);
    return tab;
  });
  const show = (at) => tabs.forEach((tab, index) => {
    tab.setAttribute('aria-selected', String(index === at));
    tab.tabIndex = index === at ? 0 : -1;
    panels[index].hidden = index !== at;
  });
  const named = () => panels.findIndex(({ id }) => '#' + id === location.hash);
  const choose = (at) => {
    show(at);
    tabs[at].focus();
    history.replaceState(null, '', '#' + panels[at].id);
  };
  tabs.forEach((tab, at) => tab.addEventListener('click', () => choose(at)));
  list.addEventListener('keydown', (event) => {
    const at = tabs.indexOf(document.activeElement);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1 + tabs.length, Home: 0, End: tabs.length - 1 }[event.key];
    if (at < 0 || to === undefined) return;
    event.preventDefault();
    choose(to % tabs.length);
  });
  const parent = panels[0].parentElement;
  parent.classList.add('tabs');
  parent.prepend(list);
  show(Math.max(0, named()));
  const follow = () => {
    const at = named();
    if (at < 0) return;
    show(at);
    list.scrollIntoView();
  };
  addEventListener('hashchange', follow);
  follow();
}

if (navigator.clipboard) {
  for (const place of document.querySelectorAll('[data-copy]')) {
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'copy';
    button.textContent = words.sayCopy;
    button.setAttribute('aria-label', words.sayCopyThing.replace('{thing}', () => place.dataset.what));
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText(place.dataset.copy || place.textContent);
      button.textContent = words.sayCopied;
      setTimeout(() => { button.textContent = words.sayCopy; }, 2000);
    });
    place.after(button);
  }
}
`

/** Where files for the pages are. */
export const ASSETS = '/download-assets/'

/** Its digest is in the address, so that it can be kept for ever. */
export const SCRIPT_PATH = `${ASSETS}site-${createHash('sha256').update(SCRIPT).digest('hex').slice(0, 12)}.js`
