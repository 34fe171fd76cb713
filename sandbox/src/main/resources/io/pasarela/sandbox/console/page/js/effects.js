// The numbers that show how the system copes while its provider does not: read from the services' own metrics.
import { gateway, sandbox } from './api.js';
import { byId, el, show } from './dom.js';
import { samples, sum } from './prometheus.js';
import { t, whole } from './texts.js';

const OPEN = ['CREATED', 'AWAITING_DEPOSIT', 'IN_REVIEW', 'DEPOSIT_RECEIVED', 'CONVERTING', 'PAYING_OUT', 'REFUNDING'];

export async function showEffects() {
  const [ingest, ramp, quote, ramps] = await Promise.all([
    metricsOf('webhook-ingest'), metricsOf('ramp-service'), metricsOf('quote-service'), gateway('/api/v2/ramps?limit=100')]);
  const all = [...ingest, ...ramp, ...quote];
  const list = ramps.body.data;
  show(byId('effects'),
    tile('published', sum(ingest, 'pasarela_webhooks_total', { outcome: 'published' })),
    tile('repeated', sum(ingest, 'pasarela_webhooks_total', { outcome: 'duplicate' })),
    tile('refused', sum(ingest, 'pasarela_webhooks_total', { outcome: 'refused' })),
    tile('failed', sum(all, 'pasarela_provider_tries_total', { outcome: outcome => !['answered', 'refused'].includes(outcome) })),
    tile('recovered', sum(ramp, 'pasarela_recovered_by_reconciliation_total')),
    tile('uncertain', list.filter(one => one.outcome === 'UNCERTAIN').length),
    tile('open', list.filter(one => OPEN.includes(one.status)).length),
    tile('completed', list.filter(one => one.status === 'COMPLETED').length));
}

/** All samples of a service; none while it does not answer, which it may well not do here. */
export async function metricsOf(service) {
  try {
    return samples(await sandbox(`/services/${service}/metrics`));
  } catch {
    return [];
  }
}

function tile(name, value) {
  return el('div', { class: 'tile', id: `effect-${name}` },
    el('p', { class: 'number' }, whole(value)), el('p', { class: 'label' }, t(`effect.${name}`)));
}
