// A quotation: what is paid, what arrives, what lies between, for how long, and how much more the customer may move.
import { byId, announce, el, show } from './dom.js';
import { limitsOf } from './limits.js';
import { developer } from './problems.js';
import { amount, decimal, decimalPieces, lasting, onSpoken, percent, rate, seconds, t, whole, word } from './texts.js';

let quotation = null;
let until = 0;
let ticking = 0;

/** Shows it and begins to count down. */
export function showQuotation(given) {
  quotation = given;
  until = Date.now() + given.expiresInSeconds * 1000;
  render();
  clearInterval(ticking);
  ticking = setInterval(tick, 250);
  tick();
  announce(t('quote.announced', {
    from: amount(given.fromAmount, given.fromCurrency), to: amount(given.toAmount, given.toCurrency),
    seconds: given.expiresInSeconds,
  }));
}

onSpoken(() => { if (quotation) { render(); tick(); } });

function tick() {
  const left = Math.max(0, until - Date.now());
  const whole = Math.ceil(left / 1000);
  const clock = byId('countdown');
  clock.textContent = `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
  byId('countdown-bar').value = left / (quotation.expiresInSeconds * 1000);
  const state = left === 0 ? 'over' : whole <= 10 ? 'soon' : 'open';
  const card = byId('quotation');
  if (card.dataset.state !== state) {
    card.dataset.state = state;
    if (state === 'soon') announce(t('quote.soon', { seconds: whole }));
  }
  if (left === 0) {
    clearInterval(ticking);
    byId('countdown-label').textContent = t('quote.over');
    byId('execute').disabled = true;
    announce(t('quote.over'));
  }
}

function render() {
  const q = quotation;
  const card = byId('quotation');
  card.hidden = false;
  show(card,
    el('div', { class: 'deal' },
      el('p', {}, el('span', { class: 'label' }, t('quote.pays')), el('span', { class: 'figure' }, ...figure(q.fromAmount, q.fromCurrency))),
      el('p', {}, el('span', { class: 'label' }, t('quote.receives')),
        el('span', { class: 'figure strong' }, ...figure(q.toAmount, q.toCurrency)))),
    el('div', { class: 'expiry' },
      el('p', {},
        el('span', { id: 'countdown-label' }, t('quote.valid')), ' ',
        el('span', { id: 'countdown', class: 'mono', role: 'timer', aria: { live: 'off' } })),
      el('progress', { id: 'countdown-bar', max: '1', value: '1', aria: { label: t('quote.valid') } }),
      el('button', {
        type: 'button', class: 'quiet', data: { keep: 'again' },
        onclick: () => document.dispatchEvent(new CustomEvent('quote-again')),
      }, t('quote.again'))),
    el('button', {
      type: 'button', id: 'execute', class: 'primary', data: { keep: 'execute' },
      onclick: () => document.dispatchEvent(new CustomEvent('execute', { detail: quotation })),
    }, t('quote.execute')),
    fees(q), facts(q), limitsOf(q), developer(q, t('developer.quotation'), 'quotation-json'));
}

function figure(value, currency) {
  const [whole, fraction] = decimalPieces(value);
  return [whole, el('span', { class: 'fraction' }, fraction), ' ', el('small', {}, currency)];
}

/** From what is paid to what is converted, one line per fee, aligned on the decimal point: all are in one currency. */
function fees(q) {
  const line = (label, value, properties = {}) => el('tr', properties,
    el('th', { scope: 'row' }, label), el('td', { class: 'number' }, value), el('td', {}, q.fromCurrency));
  return el('table', { class: 'fees' },
    el('caption', {}, t('fees.title'), ' ', el('span', { class: `tag ${q.breakdown.toLowerCase()}` }, word('breakdown', q.breakdown))),
    el('thead', { class: 'unseen' }, el('tr', {},
      el('th', { scope: 'col' }, t('fees.what')), el('th', { scope: 'col' }, t('quote.amount')), el('th', { scope: 'col' }, t('fees.currency')))),
    el('tbody', {},
      line(t('quote.pays'), decimal(q.fromAmount)),
      q.fees.map(fee => line(
        [word('fee', fee.type), el('small', {}, word('feeBasis', fee.basis))].flatMap(part => [part, ' ']), `\u2212${decimal(fee.amount)}`)),
      q.fees.length === 0 && line(t('fees.none'), decimal(q.feeTotal)),
      line(t('fees.converted'), decimal(q.convertedAmount), { class: 'sum' })),
    q.breakdown === 'PARTIAL' && el('tfoot', {}, el('tr', {}, el('td', { colspan: '3' }, t('fees.partial')))));
}

function facts(q) {
  const fact = (label, ...value) => el('div', {}, el('dt', {}, label), el('dd', {}, ...value));
  const cost = q.allInCostBps === null || q.allInCostBps === undefined
    ? t('fact.cost.unknown')
    : t('fact.cost.value', { percent: percent(q.allInCostBps), bps: whole(q.allInCostBps) });
  return el('dl', { class: 'facts' },
    fact(t('fact.rate'),
      `1 ${q.fromCurrency} = ${rate(q.rate)} ${q.toCurrency}`, el('br'), `1 ${q.toCurrency} = ${rate(q.totalPrice)} ${q.fromCurrency}`),
    q.midRate && fact(t('fact.mid'), `1 ${q.fromCurrency} = ${rate(q.midRate)} ${q.toCurrency}`, el('br'),
      el('small', {}, word('midRateSource', q.midRateSource))),
    fact(t('fact.cost'), cost),
    fact(t('fact.time'), ...time(q.processingTime)));
}

function time(p) {
  const basis = p.basis === 'OBSERVED' ? t('time.observed', { count: whole(p.observed) }) : word('time', p.basis);
  const slow = p.p90 && t('time.p90', { time: lasting(seconds(p.p90)) });
  return [t('time.about', { time: lasting(seconds(p.estimate)) }), slow && `, ${slow}`, el('br'), el('small', {}, basis)].filter(Boolean);
}
