// The live stream of the customer's notices, for everything on the page that wants to know.
import { gateway } from './api.js';
import { current } from './texts.js';

const AGAIN_MS = 2_000;
const TICKETS = '/api/v2/notifications/tickets';

let last = '';

/** Opens it and keeps it open as long as the page lives. Tells "notice" with each, and "stream-open" with each connection. */
export async function startStream() {
  for (;;) {
    try {
      await listen(await address());
    } catch {
      // Tried again below, from the last notice that came.
    }
    await new Promise(done => setTimeout(done, AGAIN_MS));
  }
}

/** A browser's EventSource cannot send a token: a ticket in the address stands for it. */
async function address() {
  const { url } = (await gateway(TICKETS, { method: 'POST' })).body;
  return `${url}&language=${current()}${last ? `&lastEventId=${encodeURIComponent(last)}` : ''}`;
}

/** Until the browser gives up on it. What only breaks off the browser takes up by itself. */
function listen(url) {
  return new Promise(closed => {
    const source = new EventSource(url);
    const over = pause => { source.close(); setTimeout(closed, pause); };
    source.onopen = () => tell('stream-open');
    source.addEventListener('ramp', event => {
      last = event.lastEventId;
      tell('notice', JSON.parse(event.data));
    });
    source.addEventListener('snapshot', event => {
      last = event.lastEventId;
      tell('stream-open'); // how things stand is read anew
    });
    source.addEventListener('end', event => over(JSON.parse(event.data).retryAfterMillis ?? 0));
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) over(0); };
  });
}

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
