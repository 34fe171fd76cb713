// The live stream of the customer's notices, for everything on the page that wants to know.
import { authorized } from './api.js';

const AGAIN_MS = 2_000;

let last = '';

/** Opens it and keeps it open as long as the page lives. Tells "notice" with each, and "stream-open" with each connection. */
export async function startStream() {
  for (;;) {
    try {
      const answer = await authorized('/api/v2/notifications/stream', { headers: last ? { 'Last-Event-ID': last } : {} });
      if (answer.ok) {
        tell('stream-open');
        await listen(answer.body.pipeThrough(new TextDecoderStream()).getReader());
      }
    } catch {
      // Tried again below, from the last notice that came.
    }
    await new Promise(done => setTimeout(done, AGAIN_MS));
  }
}

async function listen(reader) {
  let text = '';
  for (;;) {
    const { value, done } = await reader.read();
    if (done) return;
    const events = (text + value).split('\n\n');
    text = events.pop();
    events.forEach(event);
  }
}

function event(lines) {
  const field = name => lines.split('\n').filter(line => line.startsWith(`${name}:`))
    .map(line => line.slice(name.length + 1).trim()).join('\n');
  last = field('id') || last;
  if (field('data')) tell('notice', JSON.parse(field('data')));
}

const tell = (name, detail) => document.dispatchEvent(new CustomEvent(name, { detail }));
