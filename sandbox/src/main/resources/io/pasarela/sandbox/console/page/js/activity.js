// What the simulator sent to the gateway, and what it was answered.
import { sandbox } from './api.js';
import { byId, el, show } from './dom.js';
import { clock, t, word } from './texts.js';

const LINES = 14;

export async function showActivity() {
  const deliveries = (await sandbox(`/provider/deliveries?last=${LINES}`)).reverse();
  show(byId('activity'), deliveries.length === 0
    ? el('p', { class: 'empty' }, t('activity.none'))
    : el('div', { class: 'wide', tabindex: '0', role: 'group', aria: { label: t('provider.activity') }, data: { keep: 'activity' } },
      el('table', { class: 'activity' },
        el('thead', {}, el('tr', {}, ['at', 'what', 'outcome'].map(key => el('th', { scope: 'col' }, t(`activity.${key}`))))),
        el('tbody', {}, deliveries.map(delivery => el('tr', {},
          el('td', { class: 'mono' }, clock(delivery.at)),
          el('td', {}, el('span', { class: 'mono' }, `${delivery.event} ${delivery.status ?? delivery.action}`),
            el('small', {}, ` ${String(delivery.resourceId).slice(0, 8)}`)),
          el('td', {}, outcome(delivery))))))));
}

function outcome({ outcome, answer, attempts }) {
  const good = outcome === 'DELIVERED';
  return [
    el('span', { class: `tag ${good ? 'full' : 'bad'}` }, word('delivery', outcome)), ' ',
    el('span', { class: 'mono' }, /^\d+$/.test(answer) ? answer : ''),
    attempts > 1 ? el('small', {}, ` ${t('activity.attempt', { count: attempts })}`) : '',
  ];
}
