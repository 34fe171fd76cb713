// Switches that make the simulated provider misbehave, and what the system makes of it.
import { json, sandbox } from './api.js';
import { showActivity } from './activity.js';
import { announce, byId, el, show } from './dom.js';
import { showEffects } from './effects.js';
import { tell } from './problems.js';
import { showServices } from './services.js';
import { onSpoken, t } from './texts.js';

const EVERY_MS = 2_000;

/** Each switch is one fault of the simulator, as sandbox/KILLB-SIMULATOR.md describes them. */
const FAULTS = {
  slow: { target: '*', kind: 'SLOW', ms: 1500, probability: 1 },
  failing: { target: '*', kind: 'STATUS', status: 500, probability: 0.5 },
  limiting: { target: '*', kind: 'STATUS', status: 429, retryAfterSeconds: 2, probability: 0.5 },
  unanswered: { target: 'POST /ramps', kind: 'TIMEOUT_AFTER_COMMIT', probability: 1 },
  garbled: { target: 'GET', kind: 'MALFORMED_JSON', probability: 0.5 },
  duplicates: { target: 'webhook', kind: 'DUPLICATE', probability: 1 },
  shuffled: { target: 'webhook RAMP', kind: 'REORDER', ms: 3000, probability: 0.5 },
  lost: { target: 'webhook RAMP', kind: 'DROP', probability: 1 },
  forged: { target: 'webhook', kind: 'WRONG_SIGNATURE', probability: 1 },
};

let polling = 0;
let faults = [];
let outage = false;
let pays = true;
let told = '';

export function startProvider() {
  onSpoken(() => { if (polling) { render(); look(); } });
  return {
    enter: () => { polling = setInterval(look, EVERY_MS); look(); },
    leave: () => { clearInterval(polling); polling = 0; },
  };
}

/** Reads how things stand. One part that does not answer does not hide the others. */
async function look() {
  const reads = [readSwitches(), showEffects(), showActivity(), showServices()];
  const failed = (await Promise.allSettled(reads)).find(read => read.status === 'rejected');
  const saying = failed ? String(failed.reason) : '';
  if (saying === told) return; // said once, not every time it is looked at
  told = saying;
  tell('provider-problem', failed ? failed.reason : null);
}

async function readSwitches() {
  const [listed, out, settings] = await Promise.all([
    sandbox('/provider/faults'), sandbox('/provider/outage'), sandbox('/provider/settings')]);
  faults = listed;
  outage = out.on;
  pays = settings.automaticPayment;
  render();
}

const same = (fault, wanted) => fault.target === wanted.target && fault.kind === wanted.kind
  && (fault.kind !== 'STATUS' || fault.status === wanted.status);

async function turn(name, on) {
  try {
    if (name === 'outage') await sandbox('/provider/outage', json('POST', { on }));
    else if (name === 'pays') await sandbox('/provider/settings', json('PUT', { automaticPayment: on }));
    else if (on) await sandbox('/provider/faults', json('POST', FAULTS[name]));
    else await Promise.all(faults.filter(fault => same(fault, FAULTS[name])).map(fault =>
      sandbox(`/provider/faults/${fault.id}`, { method: 'DELETE' })));
    await readSwitches();
    announce(t(on ? 'switch.isOn' : 'switch.isOff', { what: t(`switch.${name}`) }));
  } catch (problem) {
    tell('provider-problem', problem);
  }
}

async function heal() {
  await sandbox('/provider/faults', { method: 'DELETE' });
  await sandbox('/provider/outage', json('POST', { on: false }));
  await readSwitches();
  announce(t('switch.healed'));
}

function render() {
  const isOn = name => name === 'outage' ? outage : name === 'pays' ? pays : faults.some(fault => same(fault, FAULTS[name]));
  const group = (title, names) => el('div', { class: 'group', role: 'group', aria: { label: t(title) } },
    el('p', { class: 'label', aria: { hidden: 'true' } }, t(title)), names.map(name => toggle(name, isOn(name))));
  const broken = outage || faults.length > 0;
  show(byId('switches'),
    group('switch.group.answers', ['slow', 'failing', 'limiting', 'unanswered', 'garbled', 'outage']),
    group('switch.group.webhooks', ['duplicates', 'shuffled', 'lost', 'forged']),
    group('switch.group.payer', ['pays']),
    el('button', { type: 'button', class: 'quiet', id: 'heal', disabled: !broken, data: { keep: 'heal' }, onclick: heal }, t('switch.heal')));
}

function toggle(name, on) {
  return el('button', {
    type: 'button', role: 'switch', class: 'switch', id: `switch-${name}`, data: { keep: `switch-${name}` },
    aria: { checked: String(on), describedby: `switch-${name}-hint` }, onclick: () => turn(name, !on),
  },
  el('span', { class: 'track', aria: { hidden: 'true' } }),
  el('span', {}, el('span', { class: 'name' }, t(`switch.${name}`)), el('small', { id: `switch-${name}-hint` }, t(`switch.${name}.hint`))));
}
