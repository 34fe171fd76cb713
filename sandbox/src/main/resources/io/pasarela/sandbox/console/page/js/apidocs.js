// What each service says of its endpoints, as a list that can be read, with the OpenAPI document itself folded below.
import { sandbox } from './api.js';
import { byId, el, show } from './dom.js';
import { developer, tell } from './problems.js';
import { onSpoken, t } from './texts.js';

const SERVICES = ['quote-service', 'ramp-service', 'notification-service', 'webhook-ingest'];
const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

let documents = null;

export function startApi() {
  onSpoken(() => { if (documents) render(); });
  return { enter: load };
}

async function load() {
  const read = await Promise.allSettled(SERVICES.map(service => sandbox(`/services/${service}/openapi`)));
  documents = SERVICES.map((service, i) => ({ service, document: read[i].value, problem: read[i].reason }));
  render();
}

function render() {
  show(byId('api'), documents.map(({ service, document, problem }) => el('section', { class: 'api' },
    el('h2', {}, service),
    problem && el('div', { class: 'problem-slot', id: `api-${service}` }),
    document && [
      Object.entries(document.paths ?? {}).flatMap(([path, operations]) => METHODS
        .filter(method => operations[method])
        .map(method => operation(method, path, operations[method], document))),
      developer(document, t('api.document'), `openapi-${service}`),
    ])));
  for (const { service, problem } of documents) if (problem) tell(`api-${service}`, problem);
}

function operation(method, path, told, document) {
  const body = schemaOf(told.requestBody?.content?.['application/json']?.schema, document);
  return el('details', { class: 'operation', data: { keep: `${method} ${path}` } },
    el('summary', { data: { keep: `s ${method} ${path}` } },
      el('span', { class: 'method' }, method.toUpperCase()), el('code', { class: 'breakable' }, path), el('span', { class: 'hint' }, told.summary ?? '')),
    told.description && el('p', {}, told.description),
    fields(t('api.parameters'), (told.parameters ?? []).map(p => ({ name: p.name, required: p.required, schema: p.schema ?? {}, text: p.description }))),
    body && fields(t('api.body'), Object.entries(body.properties ?? {}).map(([name, schema]) => ({
      name, required: (body.required ?? []).includes(name), schema, text: schema.description }))),
    el('dl', { class: 'answers' }, Object.entries(told.responses ?? {}).map(([status, answer]) =>
      el('div', {}, el('dt', { class: 'mono' }, status), el('dd', {}, answer.description ?? '')))));
}

function schemaOf(schema, document) {
  const name = schema?.$ref?.split('/').at(-1);
  return name ? document.components?.schemas?.[name] : schema;
}

function fields(title, list) {
  return list.length > 0 && el('div', { class: 'wide', tabindex: '0', role: 'group', aria: { label: title } },
    el('table', {},
      el('caption', {}, title),
      el('thead', {}, el('tr', {}, ['name', 'type', 'meaning'].map(key => el('th', { scope: 'col' }, t(`api.${key}`))))),
      el('tbody', {}, list.map(({ name, required, schema, text }) => el('tr', {},
        el('td', {}, el('code', {}, name), required && el('span', { class: 'tag' }, t('api.required'))),
        el('td', { class: 'mono' }, schema.$ref?.split('/').at(-1) ?? [schema.type].flat().join(' | ')),
        el('td', {}, text ?? schema.description ?? ''))))));
}
