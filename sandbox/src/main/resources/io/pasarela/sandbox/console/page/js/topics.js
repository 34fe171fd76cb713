// The topics as they fill: one at a time, newest first, with headers and body.
import { sandbox } from './api.js';
import { byId, el, show } from './dom.js';
import { clock, onSpoken, t } from './texts.js';

const KEPT_MAX = 60;
const FIRST = ['ramps', 'provider.webhooks', 'users'];

let names = [];
let topic = 'ramps';
let records = [];
let source = null;
let state = 'connecting';

export function startTopics() {
  onSpoken(() => { if (source) render(); });
  return { enter, leave };
}

async function enter() {
  follow(topic);
  try {
    const all = await sandbox('/topics');
    names = [...FIRST.filter(name => all.includes(name)), ...all.filter(name => !FIRST.includes(name))];
  } catch {
    names = FIRST;
  }
  render();
}

function leave() {
  source?.close();
  source = null;
}

function follow(name) {
  leave();
  topic = name;
  records = [];
  state = 'connecting';
  source = new EventSource(`/sandbox/topics/stream?topic=${encodeURIComponent(name)}`);
  source.onopen = () => { state = 'open'; records = []; render(); };
  source.onerror = () => { state = 'connecting'; render(); };
  source.onmessage = ({ data }) => {
    const record = JSON.parse(data);
    records = [record, ...records].sort((a, b) => b.at.localeCompare(a.at)).slice(0, KEPT_MAX);
    schedule();
  };
  render();
}

let scheduled = false;

function schedule() {
  if (scheduled) return;
  scheduled = true;
  requestAnimationFrame(() => { scheduled = false; if (source) render(); });
}

function render() {
  show(byId('topics'),
    el('div', { class: 'chips', role: 'group', aria: { label: t('topics.choose') } }, names.map(name => el('button', {
      type: 'button', class: 'chip', aria: { pressed: String(name === topic) }, data: { keep: `topic-${name}` }, onclick: () => follow(name),
    }, name))),
    el('p', { class: 'hint', id: 'topic-state' }, t(`topics.${state}`, { topic, count: records.length })),
    records.length === 0 && state === 'open' && el('p', { class: 'empty' }, t('topics.none')),
    el('ol', { class: 'records' }, records.map(line)));
}

function line(record) {
  const type = record.headers.ce_type ?? record.headers['pasarela-event'] ?? '';
  return el('li', {}, el('details', { data: { keep: `${record.topic}-${record.partition}-${record.offset}` } },
    el('summary', { data: { keep: `s-${record.topic}-${record.partition}-${record.offset}` } },
      el('time', { class: 'mono', datetime: record.at }, clock(record.at)),
      el('span', { class: 'what' }, type.replace(/^io\.pasarela\./, '') || record.key),
      el('span', { class: 'mono hint' }, gist(record.body)),
      el('span', { class: 'mono hint' }, `${record.partition}:${record.offset}`)),
    el('dl', { class: 'headers' }, el('div', {}, el('dt', {}, t('topics.key')), el('dd', { class: 'mono breakable' }, record.key)),
      Object.entries(record.headers).map(([name, value]) =>
        el('div', {}, el('dt', {}, name), el('dd', { class: 'mono breakable' }, value)))),
    el('pre', { tabindex: '0' }, el('code', {}, pretty(record.body)))));
}

/** The status that a record is about, where it says one. */
function gist(body) {
  try {
    const json = JSON.parse(body);
    return json.ramp?.status ?? json.data?.status ?? json.user?.status ?? json.status ?? '';
  } catch {
    return '';
  }
}

function pretty(body) {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch {
    return body;
  }
}
