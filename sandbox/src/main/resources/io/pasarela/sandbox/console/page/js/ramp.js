// The ramp: made from a quotation, once per attempt whatever is sent again, and watched until it is over.
import { customer, gateway, json, sandbox } from './api.js';
import { announce, byId, el, show } from './dom.js';
import { developer, tell } from './problems.js';
import { timelineOf } from './timeline.js';
import { amount, clock, onSpoken, t, word } from './texts.js';

const KEPT = 'pasarela.attempt';

/** What is sent, under one externalId for good: {request, answers: [{at, status}]}. */
let attempt = stored();
let ramp = null;
let timeline = null;
let reading = null;

export function startRamp() {
  document.addEventListener('execute', event => begin(event.detail));
  document.addEventListener('notice', event => { if (event.detail.rampId === ramp?.id) read(ramp.id); });
  document.addEventListener('stream-open', () => { if (ramp) read(ramp.id); });
  onSpoken(() => { render(); if (ramp) read(ramp.id); });
  render();
}

export function openRamp(id) {
  if (id !== ramp?.id) read(id);
}

async function begin(quotation) {
  try {
    const accounts = (await gateway(`/api/v2/accounts?limit=100&userId=${customer().userId}`)).body.data;
    const account = accounts.find(a => a.method === quotation.cashOutMethod);
    if (!account) {
      throw t('ramp.noAccount', { method: quotation.cashOutMethod, methods: accounts.map(a => a.method).join(', ') });
    }
    attempt = {
      request: {
        quotationId: quotation.id, userId: customer().userId, accountId: account.id,
        externalId: `console-${crypto.randomUUID()}`,
      },
      answers: [],
    };
    keep();
    await send();
  } catch (problem) {
    tell('ramp-problem', problem);
  }
}

/** The same request as before, byte for byte: the first time it makes the ramp, every other time it finds it. */
async function send() {
  const sent = attempt;
  const buttons = document.querySelectorAll('#execute, #send-again');
  for (const button of buttons) button.disabled = true;
  try {
    const { status, body } = await gateway('/api/v2/ramps', json('POST', sent.request));
    sent.answers.push({ at: new Date().toISOString(), status, id: body.id });
    tell('ramp-problem', null);
    announce(status === 200 ? t('ramp.same') : t('ramp.created'));
    await read(body.id);
    location.hash = `#/ramp/${body.id}`;
  } catch (problem) {
    sent.answers.push({ at: new Date().toISOString(), status: problem.status ?? 0, code: problem.document?.code });
    tell('ramp-problem', problem, { again: send });
    render();
  } finally {
    for (const button of buttons) button.disabled = button.id === 'execute' && byId('quotation').dataset.state === 'over';
    byId('send-again')?.removeAttribute('disabled');
    keep();
  }
}

/** Reads ramp and timeline; news that come meanwhile make it read once more, not twice at a time. */
async function read(id) {
  if (reading) {
    reading.again = id;
    return;
  }
  reading = { again: null };
  try {
    const before = ramp;
    const [one, story] = await Promise.all([gateway(`/api/v2/ramps/${id}`), gateway(`/api/v2/ramps/${id}/timeline`)]);
    ramp = one.body;
    timeline = story.body;
    render();
    if (before?.id === ramp.id && before.status !== ramp.status) announce(word('status', ramp.status));
  } catch (problem) {
    tell('ramp-problem', problem, { again: () => read(id) });
  } finally {
    const { again } = reading;
    reading = null;
    if (again) await read(again);
  }
}

function render() {
  if (!ramp) {
    show(byId('ramp'), el('p', { class: 'empty' }, t('ramp.none')), attempt?.answers.length ? sendings() : null);
    return;
  }
  show(byId('ramp'),
    el('div', { class: 'ramp-head' },
      el('p', { class: 'status', data: { status: ramp.status }, id: 'ramp-status' }, word('status', ramp.status)),
      el('p', { class: 'route' }, `${amount(ramp.fromAmount, ramp.fromCurrency)} → ${amount(ramp.toAmount, ramp.toCurrency)}`),
      el('p', { class: 'hint' }, `${ramp.cashInMethod} → ${ramp.cashOutMethod} · ${clock(ramp.createdAt, true)}`)),
    ramp.userMessage && el('p', { class: 'notice warn' }, ramp.userMessage),
    ramp.outcome === 'UNCERTAIN' && el('p', { class: 'notice warn' }, t('ramp.uncertain', { at: clock(ramp.nextCheckAt ?? ramp.updatedAt) })),
    ramp.status === 'AWAITING_DEPOSIT' && instructions(),
    timeline && timelineOf(ramp, timeline),
    ramp.transferProof && proof(ramp.transferProof),
    attempt && ramp.externalId === attempt.request.externalId && sendings(),
    developer(ramp, t('developer.ramp'), 'ramp-json'));
}

function proof(value) {
  return el('p', { class: 'hint' }, t('ramp.proof'), ' ', el('code', { class: 'breakable' }, value));
}

/** How to hand in the money: each value can be copied. */
function instructions() {
  const fields = ['amount', 'clabe', 'bank', 'beneficiary', 'reference', 'network', 'address'];
  return el('section', { class: 'instructions', aria: { label: t('deposit.title') } },
    el('h3', {}, t('deposit.title')),
    ramp.depositInstructions.map(instruction => el('dl', {},
      fields.filter(field => instruction[field]).map(field => el('div', {},
        el('dt', {}, t(`deposit.${field}`)),
        el('dd', {}, el('span', { class: 'breakable' },
          field === 'amount' ? amount(instruction.amount, instruction.currency) : instruction[field]),
        copyButton(instruction[field], t(`deposit.${field}`), `copy-${field}`)))),
      instruction.redirectUrl && el('div', {},
        el('dt', {}, t('deposit.redirectUrl')),
        el('dd', {}, payLink(instruction.redirectUrl))))),
    ramp.depositExpiresAt && el('p', { class: 'hint' }, t('deposit.until', { at: clock(ramp.depositExpiresAt, true) })),
    el('button', { type: 'button', class: 'quiet', id: 'pay', data: { keep: 'pay' }, onclick: pay }, t('deposit.pay')));
}

/** Only where a browser would go with a payer: an address of another kind is shown as text. */
function payLink(url) {
  return /^https?:\/\//.test(url)
    ? el('a', { href: url, rel: 'noopener noreferrer', target: '_blank' }, t('deposit.open'))
    : el('code', { class: 'breakable' }, url);
}

function copyButton(value, label, keep) {
  const button = el('button', { type: 'button', class: 'copy', data: { keep }, aria: { label: t('copy.label', { what: label }) } }, t('copy'));
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(value);
      button.textContent = t('copied');
      announce(t('copied'));
    } catch {
      announce(t('copy.failed'));
    }
    setTimeout(() => { button.textContent = t('copy'); }, 1500);
  });
  return button;
}

/** Plays the payer at the simulated provider. */
async function pay() {
  try {
    await sandbox(`/provider/ramps/${ramp.providerRampId}/pay`, json('POST', {}));
  } catch (problem) {
    tell('ramp-problem', problem);
  }
}

/** What was sent how often, and what was answered: one ramp, however often. */
function sendings() {
  return el('section', { class: 'sendings', aria: { label: t('send.title') } },
    el('h3', {}, t('send.title')),
    el('p', { class: 'hint' }, t('send.lead'), ' ', el('code', { class: 'breakable' }, attempt.request.externalId)),
    el('ol', {}, attempt.answers.slice(-5).map(answer => el('li', {},
      el('span', { class: 'mono' }, clock(answer.at)), ' ',
      el('span', { class: `tag ${answer.status >= 200 && answer.status < 300 ? 'full' : 'bad'}` }, String(answer.status || '–')), ' ',
      answer.id ? t(`send.${answer.status}`) : word('problem', answer.code)))),
    el('button', { type: 'button', class: 'quiet', id: 'send-again', data: { keep: 'send-again' }, onclick: send }, t('send.again')));
}

function keep() {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(attempt));
  } catch {
    // Storage is switched off: the attempt lives as long as the page.
  }
}

function stored() {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT));
  } catch {
    return null;
  }
}
