// The live stream of the customer's notices, for everything on the page that wants to know.
import { authorized, gateway } from './api.js';
import { current } from './texts.js';

const AGAIN_MS = 2_000;
const STREAM = '/api/v2/notifications/stream';
const TICKETS = '/api/v2/notifications/tickets';

let last = '';

/** Opens it and keeps it open as long as the page lives. Tells "notice" with each, and "stream-open" with each connection. */
export async function startStream() {
  for (;;) {
    try {
      const url = await ticketed();
      await (url ? listen(url) : read());
    } catch {
      // Tried again below, from the last notice that came.
    }
    await new Promise(done => setTimeout(done, AGAIN_MS));
  }
}

/** A browser's EventSource cannot send a token: a ticket in the address stands for it. Null where none are given out. */
async function ticketed() {
  try {
    const { url } = (await gateway(TICKETS, { method: 'POST' })).body;
    return `${url}&language=${current()}${last ? `&lastEventId=${encodeURIComponent(last)}` : ''}`;
  } catch (problem) {
    if (problem.status === 404 || problem.status === 405) return null;
    throw problem;
  }
}

/** Until the browser gives up on it. What only breaks off the browser takes up by itself. */
function listen(url) {
  return new Promise(closed => {
    const source = new EventSource(url);
    const over = pause => { source.close(); setTimeout(closed, pause); };
    source.onopen = () => tell('stream-open');
    source.addEventListener('ramp', event => heard(event.lastEventId, event.data));
    source.addEventListener('snapshot', event => { last = event.lastEventId || last; tell('stream-open'); }); // how things stand is read anew
    source.addEventListener('end', event => over(JSON.parse(event.data).retryAfterMillis ?? 0));
    source.onerror = () => { if (source.readyState === EventSource.CLOSED) over(0); };
  });
}

/** The same without a ticket: the events are read here, from a request with the token. */
async function read() {
  const answer = await authorized(STREAM, { headers: last ? { 'Last-Event-ID': last } : {} });
  if (!answer.ok) return;
  tell('stream-open');
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (text + value).split('\n\n');
    text = events.pop();
    for (const lines of events) heard(field(lines, 'id'), field(lines, 'data'));
  }
}

const field = (lines, name) => lines.split('\n').filter(line => line.startsWith(`${name}:`))
  .map(line => line.slice(name.length + 1).trim()).join('\n');

function heard(id, data) {
  last = id || last;
  if (data) tell('notice', JSON.parse(data));
}

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
