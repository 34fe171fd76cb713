// The few numbers that tell how the system is, with a line of the last minutes, and the way to all the others.
import { sandbox } from './api.js';
import { byId, el, show, svg } from './dom.js';
import { metricsOf } from './effects.js';
import { sum } from './prometheus.js';
import { onSpoken, t, whole } from './texts.js';

const EVERY_MS = 2_000;
const POINTS = 90;
const SERVICES = ['webhook-ingest', 'quote-service', 'ramp-service', 'notification-service'];

/** Requests to a service's own endpoints, without those about itself. */
const requests = page => sum(page, 'http_server_requests_seconds_count', { uri: uri => uri?.startsWith('/api/') });

/** What is shown: of which service, how it is read from its samples, and whether it only grows and so is shown per minute. */
const NUMBERS = [
  { name: 'webhooks', service: 'webhook-ingest', read: page => sum(page, 'pasarela_webhooks_total'), rate: true },
  { name: 'refused', service: 'webhook-ingest', read: page => sum(page, 'pasarela_security_events_total'), rate: true },
  { name: 'quotes', service: 'quote-service', read: requests, rate: true },
  { name: 'ramps', service: 'ramp-service', read: requests, rate: true },
  { name: 'published', service: 'ramp-service', read: page => sum(page, 'pasarela_outbox_published_total'), rate: true },
  { name: 'outbox', service: 'ramp-service', read: page => sum(page, 'pasarela_outbox_events') },
  { name: 'uncertain', service: 'ramp-service', read: page => sum(page, 'pasarela_ramps_uncertain') },
  { name: 'recovered', service: 'ramp-service', read: page => sum(page, 'pasarela_recovered_by_reconciliation_total') },
];

const seen = new Map(NUMBERS.map(({ name }) => [name, []]));
const memory = new Map();
let polling = 0;

export function startMetrics() {
  onSpoken(() => { if (polling) render(); });
  return {
    enter: () => { polling = setInterval(look, EVERY_MS); render(); look(); },
    leave: () => { clearInterval(polling); polling = 0; },
  };
}

async function look() {
  const pages = new Map(await Promise.all(SERVICES.map(async service => [service, await metricsOf(service)])));
  const now = Date.now();
  for (const { name, service, read } of NUMBERS) {
    if (pages.get(service).length === 0) continue; // it is away: its line has a gap
    seen.set(name, [...seen.get(name), { now, value: read(pages.get(service)) }].slice(-POINTS));
  }
  for (const [service, page] of pages) {
    memory.set(service, sum(page, 'jvm_memory_used_bytes', { area: 'heap' }) / 1024 / 1024);
  }
  if (polling) render();
}

function render() {
  show(byId('metrics'),
    el('div', { class: 'tiles' }, NUMBERS.map(tile)),
    el('h2', {}, t('metrics.all')),
    el('ul', { class: 'plain' }, SERVICES.map(service => el('li', {},
      el('button', { type: 'button', class: 'quiet', data: { keep: `raw-${service}` }, onclick: () => raw(service) }, service), ' ',
      el('span', { class: 'hint' }, memory.get(service) ? t('metrics.heap', { mib: whole(Math.round(memory.get(service))) }) : t('services.down'))))));
}

function tile({ name, rate }) {
  const points = seen.get(name);
  const line = rate ? perMinute(points) : points.map(point => point.value);
  const latest = line.at(-1);
  return el('div', { class: 'tile', id: `metric-${name}` },
    el('p', { class: 'label' }, t(`metric.${name}`)),
    el('p', { class: 'number' }, latest === undefined ? '–' : whole(Math.round(latest)),
      rate && el('small', {}, ` ${t('metrics.perMinute')}`)),
    spark(line));
}

function perMinute(points) {
  return points.slice(1).map((point, i) =>
    Math.max(0, point.value - points[i].value) * 60_000 / Math.max(1, point.now - points[i].now));
}

function spark(line) {
  const top = Math.max(1, ...line);
  const step = 120 / Math.max(20, line.length - 1);
  const points = line.map((value, i) => `${120 - (line.length - 1 - i) * step},${29 - 27 * value / top}`).join(' ');
  return svg('svg', { viewBox: '0 0 120 30', class: 'spark', 'aria-hidden': 'true', preserveAspectRatio: 'none' },
    svg('polyline', { points, fill: 'none', 'vector-effect': 'non-scaling-stroke' }));
}

/** A service's own page of metrics, as Prometheus reads it. */
async function raw(service) {
  const text = await sandbox(`/services/${service}/metrics`);
  show(byId('raw'), el('h3', {}, service), el('pre', { tabindex: '0', class: 'tall' }, el('code', {}, text)));
  byId('raw').scrollIntoView({ block: 'start' });
}
