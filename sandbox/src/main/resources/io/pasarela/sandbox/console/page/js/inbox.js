// The customer's notices with what is unread, and the ramps they are about.
import { gateway, json } from './api.js';
import { byId, el, show } from './dom.js';
import { amount, clock, onSpoken, t, whole, word } from './texts.js';

const PAGE = 20;

/** Several notices in a row are counted once. */
const COUNT_AFTER_MS = 300;

let notices = [];
let more = null;
let counted = 0;
let counting = 0;
let ramps = [];
let shown = false;

export function startInbox() {
  document.addEventListener('notice', event => heard(event.detail));
  document.addEventListener('stream-open', load);
  onSpoken(() => { if (shown) load(); render(); });
  return { enter: () => { shown = true; load(); }, leave: () => { shown = false; } };
}

async function load() {
  try {
    const [inbox, list, unread] = await Promise.all([
      gateway(`/api/v2/notifications?limit=${PAGE}`), gateway('/api/v2/ramps?limit=12'), count(),
    ]);
    counted = unread;
    notices = inbox.body.data;
    more = inbox.body.nextCursor;
    ramps = list.body.data;
    render();
  } catch {
    // Read again with the next notice, or when the stream is back.
  }
}

/** How many are unread in all. */
async function count() {
  return (await gateway('/api/v2/notifications/unread-count')).body.unread;
}

async function older() {
  const { body } = await gateway(`/api/v2/notifications?limit=${PAGE}&after=${encodeURIComponent(more)}`);
  notices = [...notices, ...body.data.filter(notice => notices.every(known => known.id !== notice.id))];
  more = body.nextCursor;
  render();
}

function heard(notice) {
  if (notices.some(known => known.id === notice.id)) return;
  notices = [notice, ...notices].sort((a, b) => b.createdAt.localeCompare(a.createdAt) || b.sequence - a.sequence);
  ramps = ramps.some(ramp => ramp.id === notice.rampId)
    ? ramps.map(ramp => ramp.id === notice.rampId ? { ...ramp, ...notice.ramp } : ramp)
    : [notice.ramp, ...ramps].slice(0, 12);
  render();
  clearTimeout(counting);
  counting = setTimeout(recount, COUNT_AFTER_MS);
}

async function recount() {
  try {
    counted = await count();
    render();
  } catch {
    // Counted again with the next notice.
  }
}

async function markRead(notice) {
  await gateway(`/api/v2/notifications/${notice.id}/read`, { method: 'POST' });
  await load();
}

/** All up to the newest that is shown; what comes meanwhile stays unread. */
async function markAllRead() {
  await gateway('/api/v2/notifications/read', json('POST', { upTo: notices[0].position }));
  await load();
}

function render() {
  const badge = byId('unread');
  badge.hidden = counted === 0;
  badge.textContent = counted ? whole(counted) : '';
  badge.setAttribute('aria-label', t('inbox.unread', { count: counted }));
  if (!shown) return;
  show(byId('notices'),
    el('p', { class: 'inbox-head' },
      el('span', { id: 'unread-count' }, t('inbox.unread', { count: whole(counted) })),
      counted > 0 && notices.length > 0 && el('button', { type: 'button', class: 'quiet', data: { keep: 'read-all' }, onclick: markAllRead }, t('inbox.readAll'))),
    notices.length === 0 && el('p', { class: 'empty' }, t('inbox.none')),
    el('ul', { class: 'notices' }, notices.map(line)),
    more && el('button', { type: 'button', class: 'quiet', data: { keep: 'older' }, onclick: older }, t('inbox.older')));
  show(byId('ramps'),
    ramps.length === 0 && el('p', { class: 'empty' }, t('inbox.noRamps')),
    el('ul', { class: 'ramps' }, ramps.map(ramp => el('li', {},
      el('a', { href: `#/ramp/${ramp.id}` }, `${amount(ramp.fromAmount, ramp.fromCurrency)} → ${amount(ramp.toAmount, ramp.toCurrency)}`),
      el('span', { class: 'status small', data: { status: ramp.status } }, word('status', ramp.status)),
      el('time', { class: 'hint', datetime: ramp.createdAt }, clock(ramp.createdAt, true))))));
}

function line(notice) {
  const { title, body, next } = notice.message ?? {}; // in the person's language, from services that write it
  const text = body ?? `${amount(notice.ramp.fromAmount, notice.ramp.fromCurrency)} → ${amount(notice.ramp.toAmount, notice.ramp.toCurrency)}`;
  return el('li', { class: notice.readAt ? 'read' : 'unread' },
    el('div', {},
      el('p', { class: 'what' }, title ?? word('status', notice.status), ' ',
        !notice.readAt && el('span', { class: 'tag' }, t('inbox.new'))),
      el('p', {}, el('a', { href: `#/ramp/${notice.rampId}` }, text)),
      next && el('p', {}, next),
      el('time', { class: 'hint', datetime: notice.createdAt }, clock(notice.createdAt, true))),
    !notice.readAt && el('button', {
      type: 'button', class: 'quiet', data: { keep: `read-${notice.id}` },
      aria: { label: t('inbox.readOne', { what: word('status', notice.status) }) }, onclick: () => markRead(notice),
    }, t('inbox.read')));
}
