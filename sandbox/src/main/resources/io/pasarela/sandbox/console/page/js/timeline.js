// What happened to a ramp, what happens now and what comes next, as one list that reads from top to bottom.
import { el } from './dom.js';
import { clock, t, word } from './texts.js';

/** The way of a ramp when all goes well, as docs/ramp-states.md draws it. */
const WAY = ['CREATED', 'AWAITING_DEPOSIT', 'DEPOSIT_RECEIVED', 'CONVERTING', 'PAYING_OUT', 'COMPLETED'];
const CHANGES = ['ACCEPTED', 'REOPENED'];

export function timelineOf(ramp, { data, next }) {
  const happened = data.filter((line, i) => CHANGES.includes(line.verdict)
    && (i === 0 || line.message || line.status !== data[i - 1].status));
  const ahead = next && WAY.includes(next.status) ? WAY.slice(WAY.indexOf(next.status)) : [];
  return el('section', { class: 'story', aria: { label: t('timeline.title') } },
    el('h3', {}, t('timeline.title')),
    el('ol', { class: 'timeline', id: 'timeline' },
      happened.map((line, i) => past(line, next && i === happened.length - 1)),
      next && el('li', { class: 'ahead next', data: { status: next.status } },
        el('p', { class: 'what' }, word('status', next.status)),
        el('p', { class: 'message' }, next.message),
        el('p', { class: 'hint' }, t('timeline.by', { at: clock(next.expectedBy, true) }))),
      ahead.slice(1).map(status => el('li', { class: 'ahead', data: { status } }, el('p', { class: 'what' }, word('status', status))))),
    heard(data));
}

function past(line, now) {
  return el('li', { class: now ? 'done now' : 'done', data: { status: line.status }, aria: now ? { current: 'step' } : {} },
    el('p', { class: 'what' }, word('status', line.status), ' ', el('time', { datetime: line.at, class: 'mono' }, clock(line.at))),
    line.message && el('p', { class: 'message' }, line.message),
    line.nextAction && el('p', { class: 'next-action' }, word('action', line.nextAction)),
    el('p', { class: 'hint' }, word('cause', line.cause)));
}

/** Everything that was heard, with what became of it: repeated and late news change nothing, and are told all the same. */
function heard(data) {
  return el('details', { class: 'heard', data: { keep: 'heard' } },
    el('summary', { data: { keep: 'heard-summary' } }, t('timeline.heard', { count: data.length })),
    el('div', { class: 'wide', tabindex: '0', role: 'group', aria: { label: t('timeline.heard', { count: data.length }) } },
      el('table', {},
        el('thead', {}, el('tr', {}, ['time', 'cause', 'provider', 'verdict'].map(key => el('th', { scope: 'col' }, t(`timeline.${key}`))))),
        el('tbody', {}, data.map(line => el('tr', {},
          el('td', { class: 'mono' }, clock(line.at)), el('td', {}, word('cause', line.cause)),
          el('td', { class: 'mono breakable' }, line.providerStatus ?? '–'),
          el('td', {}, el('span', { class: `tag ${CHANGES.includes(line.verdict) ? 'full' : ''}` }, word('verdict', line.verdict)))))))));
}
