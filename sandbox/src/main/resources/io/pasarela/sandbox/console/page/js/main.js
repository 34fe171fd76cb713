// Starts the page: language, customer, views.
import { startApi } from './apidocs.js';
import { signIn } from './api.js';
import { byId } from './dom.js';
import { startInbox } from './inbox.js';
import { startMetrics } from './metrics.js';
import { startProvider } from './provider.js';
import { startQuote } from './quote.js';
import { openRamp, startRamp } from './ramp.js';
import { current, onSpoken, speak, t } from './texts.js';
import { startTopics } from './topics.js';
import { startTraces } from './traces.js';
import { startStream } from './stream.js';

/** What each view does when it comes and when it goes; views that poll do so only while they are looked at. */
const views = {
  convert: startQuote(),
  inbox: startInbox(),
  provider: startProvider(),
  topics: startTopics(),
  metrics: startMetrics(),
  traces: startTraces(),
  api: startApi(),
};
let shown = null;

function route() {
  const [name, id] = location.hash.replace(/^#\/?/, '').split('/');
  if (name === 'main') return;
  const view = name === 'ramp' ? 'convert' : name in views ? name : 'convert';
  for (const section of document.querySelectorAll('[data-view]')) section.hidden = section.dataset.view !== view;
  for (const link of document.querySelectorAll('nav a')) {
    const here = link.hash === (view === 'convert' ? '#/' : `#/${view}`);
    link.removeAttribute('aria-current');
    if (here) {
      link.setAttribute('aria-current', 'page');
      link.scrollIntoView({ block: 'nearest', inline: 'center' });
    }
  }
  if (name === 'ramp' && id) openRamp(id);
  if (shown === view) return;
  views[shown]?.leave?.();
  views[view].enter?.();
  if (shown !== null) {
    window.scrollTo(0, 0);
    byId('main').focus({ preventScroll: true });
  }
  shown = view;
}

const language = byId('language');
language.addEventListener('change', () => speak(language.value));
onSpoken(() => { language.value = current(); });

document.addEventListener('unreachable', () => {
  byId('offline').textContent = t('offline');
  byId('offline').hidden = false;
});
document.addEventListener('reachable', () => { byId('offline').hidden = true; });

await speak();
startRamp();
await signIn();
await views.convert.load();
startStream();
window.addEventListener('hashchange', route);
route();
document.documentElement.dataset.ready = 'true';
