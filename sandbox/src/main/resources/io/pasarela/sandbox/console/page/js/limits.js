// How much the customer may still move, and what would allow more.
import { customer, gateway } from './api.js';
import { byId, el, show } from './dom.js';
import { amount, clock, lasting, seconds, t } from './texts.js';

/** The limits that a quotation was held to; texts for the person come from the customer's own limits, read beside it. */
export function limitsOf(quotation) {
  const place = el('section', { class: 'limits', id: 'limits', aria: { label: t('limits.title') } });
  if (quotation.limits) show(place, ...content(quotation.limits));
  readTexts();
  return place;
}

async function readTexts() {
  try {
    const { body } = await gateway(`/api/v2/users/${customer().userId}/limits`);
    const place = byId('limits');
    if (place) show(place, ...content(body));
  } catch {
    // What the quotation says of them stays; it only lacks the sentences.
  }
}

function content(limits) {
  return [
    el('h3', {}, t('limits.title'), ' ', el('span', { class: 'tag' }, t('limits.level', { level: limits.level }))),
    el('div', { class: 'bounds' },
      bound(t('limits.day'), limits.day, limits.currency), bound(t('limits.month'), limits.month, limits.currency)),
    limits.nextLevel && next(limits.nextLevel, limits.currency),
  ];
}

function bound(label, { limit, used, remaining, resetsAt }, currency) {
  return el('div', {},
    el('p', { class: 'label' }, label),
    limit && el('meter', { min: '0', max: limit, value: used, aria: { label: `${label}: ${t('limits.used')}` } }),
    el('p', {}, remaining ? t('limits.remaining', { remaining: amount(remaining, currency), limit: amount(limit, currency) }) : t('limits.individual')),
    el('p', { class: 'hint' }, t('limits.usedAndReset', { used: amount(used, currency), at: clock(resetsAt, true) })));
}

function next(level, currency) {
  const items = list => list.filter(item => item.text).map(item => el('li', {}, item.text));
  const review = seconds(level.review?.max) > 0 && t('limits.review', { time: lasting(seconds(level.review.max)) });
  return el('details', { data: { keep: 'next-level' } },
    el('summary', { data: { keep: 'next-level-summary' } }, t('limits.next', { level: level.level })),
    level.dailyLimit && el('p', {}, t('limits.nextLimits', {
      day: amount(level.dailyLimit, currency), month: level.monthlyLimit ? amount(level.monthlyLimit, currency) : t('limits.individual'),
    })),
    items(level.needs).length > 0 && [el('p', { class: 'label' }, t('limits.needs')), el('ul', {}, items(level.needs))],
    items(level.brings).length > 0 && [el('p', { class: 'label' }, t('limits.brings')), el('ul', {}, items(level.brings))],
    review && el('p', { class: 'hint' }, review));
}
