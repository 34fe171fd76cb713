// The form that asks for a quotation.
import { customer, gateway, json, sandbox } from './api.js';
import { byId, el, show } from './dom.js';
import { clearMarks, mark, tell, toFirstMark } from './problems.js';
import { showQuotation } from './quotation.js';
import { choices, faults, pairOf, requestRules } from './rules.js';
import { decimal, onSpoken, t } from './texts.js';

const SELECTS = ['fromCurrency', 'cashInMethod', 'toCurrency', 'cashOutMethod'];

/** Routes that the demo customer has accounts for, each with an amount that makes sense; shown when the pairs have them. */
const PRESETS = [
  { fromCurrency: 'MXN', cashInMethod: 'SPEI', toCurrency: 'USDC', cashOutMethod: 'POLYGON', amount: '1500.00' },
  { fromCurrency: 'COP', cashInMethod: 'PSE', toCurrency: 'USDC', cashOutMethod: 'POLYGON', amount: '400000.00' },
  { fromCurrency: 'USDC', cashInMethod: 'POLYGON', toCurrency: 'MXN', cashOutMethod: 'SPEI', amount: '80.00' },
  { fromCurrency: 'USDC', cashInMethod: 'POLYGON', toCurrency: 'COP', cashOutMethod: 'PSE', amount: '80.00' },
];

let form;
let pairs = [];
let rules = null;
let submitted = false;

export function startQuote() {
  form = byId('quote-form');
  form.addEventListener('submit', event => { event.preventDefault(); ask(); });
  form.addEventListener('change', event => {
    if (SELECTS.includes(event.target.name)) refresh();
    describe();
    if (submitted) check();
  });
  form.addEventListener('input', () => { if (submitted) check(); });
  document.addEventListener('quote-again', ask);
  onSpoken(() => {
    if (pairs.length) refresh();
    describe();
    if (submitted) check();
  });
  return { load };
}

/** Reads what can be chosen and what is checked. */
async function load() {
  try {
    const [offered, openapi] = await Promise.all([allPairs(), sandbox('/services/quote-service/openapi')]);
    pairs = offered;
    rules = requestRules(openapi);
    tell('quote-problem', null);
    choose(PRESETS.find(preset => pairOf(pairs, preset)) ?? pairs[0]);
  } catch (problem) {
    tell('quote-problem', problem, { again: load });
  }
}

async function allPairs(after = '') {
  const { body } = await gateway(`/api/v2/pairs?limit=100${after}`);
  return body.nextCursor
    ? [...body.data, ...await allPairs(`&after=${encodeURIComponent(body.nextCursor)}`)]
    : body.data;
}

function choose(wanted) {
  if (!wanted) return;
  const { amount, ...selected } = wanted;
  refresh(selected);
  form.elements.amount.value = amount ?? form.elements.amount.value;
  form.elements.side.value = 'from';
  describe();
  clearMarks(form);
  submitted = false;
}

/** Offers in each select what is possible after the ones before it, and keeps what was selected if it still is. */
function refresh(wanted = {}) {
  const selected = Object.fromEntries(SELECTS.map(name => [name, wanted[name] ?? form.elements[name].value]));
  for (const name of ['fromCurrency', 'toCurrency', 'cashInMethod', 'cashOutMethod']) {
    const options = choices(pairs, selected)[name];
    if (!options.includes(selected[name])) selected[name] = options[0];
    show(form.elements[name], options.map(option =>
      el('option', { value: option, selected: option === selected[name] }, option)));
  }
  show(byId('presets'), PRESETS.filter(preset => pairOf(pairs, preset)).map(preset => {
    const here = SELECTS.every(name => preset[name] === selected[name]);
    return el('button', {
      type: 'button', class: 'chip', aria: { pressed: String(here) }, onclick: () => choose(preset),
      data: { keep: `preset-${preset.fromCurrency}-${preset.toCurrency}` },
    }, `${preset.fromCurrency} → ${preset.toCurrency}`);
  }));
}

/** Says in words what the choice means: whose amount, in which currency, within which bounds. */
function describe() {
  const request = read();
  const pair = pairOf(pairs, request);
  byId('side-from').textContent = t('quote.side.from', { currency: request.fromCurrency });
  byId('side-to').textContent = t('quote.side.to', { currency: request.toCurrency });
  byId('amount-currency').textContent = request.amountIsToCurrency ? request.toCurrency : request.fromCurrency;
  byId('amount-hint').textContent = pair ? hint(pair, request) : '';
}

function hint(pair, request) {
  const bounds = pair.minimum && pair.maximum
    ? t('quote.bounds', { minimum: decimal(pair.minimum), maximum: decimal(pair.maximum), currency: pair.fromCurrency })
    : '';
  const places = t('quote.decimals', { decimals: request.amountIsToCurrency ? pair.toDecimals : pair.fromDecimals });
  return [bounds, places].filter(Boolean).join(' · ');
}

/** The request as it would be sent. */
function read() {
  const data = new FormData(form);
  return {
    fromCurrency: data.get('fromCurrency') ?? '',
    toCurrency: data.get('toCurrency') ?? '',
    cashInMethod: data.get('cashInMethod') ?? '',
    cashOutMethod: data.get('cashOutMethod') ?? '',
    amount: (data.get('amount') ?? '').trim(),
    amountIsToCurrency: data.get('side') === 'to',
    userId: customer()?.userId,
  };
}

/** Marks what would be refused; gives whether nothing would. */
function check() {
  const request = read();
  const found = faults(request, rules, pairs)
    .map(fault => ({ ...fault, values: { ...fault.values, currency: fault.values.currency ?? request.fromCurrency } }));
  mark(form, found);
  return found.length === 0;
}

async function ask() {
  if (!rules) {
    await load();
    if (!rules) return;
  }
  submitted = true;
  if (!check()) {
    toFirstMark(form);
    return;
  }
  const button = form.querySelector('[type=submit]');
  button.disabled = true;
  button.textContent = t('quote.asking');
  try {
    const { body } = await gateway('/api/v2/quotations', json('POST', read()));
    tell('quote-problem', null, { form });
    showQuotation(body);
  } catch (problem) {
    tell('quote-problem', problem, { form, again: ask });
  } finally {
    button.disabled = false;
    button.textContent = t('quote.ask');
  }
}

