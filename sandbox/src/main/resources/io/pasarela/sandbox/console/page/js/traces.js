// The last traces, and one of them as a waterfall: which service worked when, and on whose behalf.
import { sandbox } from './api.js';
import { byId, el, show, svg } from './dom.js';
import { tell } from './problems.js';
import { clock, onSpoken, t, whole } from './texts.js';

const EVERY_MS = 3_000;
const SHADES = 4;

let polling = 0;
let list = null;
let across = true;
let drawn = null;

export function startTraces() {
  onSpoken(() => { if (polling) render(); });
  return {
    enter: () => { polling = setInterval(look, EVERY_MS); look(); },
    leave: () => { clearInterval(polling); polling = 0; },
  };
}

async function look() {
  try {
    list = await sandbox(`/traces${across ? '?across=true' : ''}`);
    tell('traces-problem', null);
    render();
  } catch (problem) {
    tell('traces-problem', problem);
  }
}

async function draw(id) {
  try {
    drawn = await sandbox(`/traces/${id}`);
    render();
    byId('trace').scrollIntoView({ block: 'nearest' });
  } catch (problem) {
    tell('traces-problem', problem);
  }
}

function render() {
  if (!list) return;
  show(byId('traces'),
    el('label', { class: 'check' },
      el('input', { type: 'checkbox', checked: across, data: { keep: 'across' }, onchange: event => { across = event.target.checked; look(); } }),
      ` ${t('traces.across')}`),
    list.length === 0 && el('p', { class: 'empty' }, t('traces.none')),
    el('ul', { class: 'traces' }, list.slice(0, 25).map(trace => el('li', {}, el('button', {
      type: 'button', class: 'trace', aria: { pressed: String(trace.id === drawn?.id) }, data: { keep: trace.id }, onclick: () => draw(trace.id),
    },
    el('span', { class: 'mono' }, clock(trace.at)),
    el('span', { class: 'name' }, trace.name, trace.failed && [' ', el('span', { class: 'tag bad' }, t('traces.failed'))]),
    el('span', { class: 'hint' }, t('traces.size', { services: trace.services, spans: trace.size })),
    el('span', { class: 'mono number' }, millis(trace.micros)))))));
  show(byId('trace'), drawn && waterfall());
}

const millis = micros => `${whole(micros / 1000)}\u00a0ms`;

/** Spans in the order of the tree: each below the one that caused it. */
function tree(spans, parent, depth) {
  return spans.filter(span => span.parent === parent).flatMap(span => [{ ...span, depth }, ...tree(spans, span.id, depth + 1)]);
}

function waterfall() {
  const known = new Set(drawn.spans.map(span => span.id));
  const rooted = drawn.spans.map(span => ({ ...span, parent: known.has(span.parent) ? span.parent : '' }));
  const services = [...new Set(rooted.map(span => span.service))];
  return [
    el('h2', {}, `${drawn.name} · ${millis(drawn.micros)}`),
    el('p', { class: 'hint mono breakable' }, drawn.id),
    el('ul', { class: 'legend' }, services.map((service, i) => el('li', {}, el('span', { class: `shade shade-${i % SHADES}`, aria: { hidden: 'true' } }), service))),
    el('ol', { class: 'waterfall' }, tree(rooted, '', 0).map(span => el('li', {}, el('details', { data: { keep: span.id } },
      el('summary', { data: { keep: `s-${span.id}` } },
        el('span', { class: 'name' }, '\u00a0'.repeat(span.depth * 2), span.name, ' ', el('small', {}, span.service),
          span.failed && [' ', el('span', { class: 'tag bad' }, t('traces.failed'))]),
        bar(span, services.indexOf(span.service) % SHADES),
        el('span', { class: 'mono number' }, millis(span.micros))),
      el('dl', { class: 'headers' }, Object.entries({ kind: span.kind, ...span.attributes }).map(([name, value]) =>
        el('div', {}, el('dt', {}, name), el('dd', { class: 'mono breakable' }, value)))))))),
  ];
}

function bar(span, shade) {
  const total = Math.max(1, drawn.micros);
  return svg('svg', { viewBox: '0 0 1000 10', preserveAspectRatio: 'none', 'aria-hidden': 'true' },
    svg('rect', {
      class: `shade-${shade}`, x: 1000 * span.start / total, y: 1, height: 8, width: Math.max(3, 1000 * span.micros / total),
    }));
}
