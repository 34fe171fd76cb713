// The four services as processes, and ending one of them.
import { sandbox } from './api.js';
import { announce, byId, el, show } from './dom.js';
import { tell } from './problems.js';
import { t } from './texts.js';

export async function showServices() {
  const services = await sandbox('/services');
  const ready = await Promise.all(services.map(service => service.running ? health(service.name) : false));
  show(byId('services'), el('ul', { class: 'services' }, services.map((service, i) => {
    const state = !service.running ? 'down' : ready[i] ? 'ready' : 'starting';
    return el('li', {},
      el('span', { class: `dot ${state}`, aria: { hidden: 'true' } }),
      el('span', { class: 'name' }, service.name, el('small', {}, ` :${service.port} · ${t(`services.${state}`)}`)),
      el('button', {
        type: 'button', class: 'quiet', disabled: state !== 'ready', data: { keep: `end-${service.name}` },
        aria: { label: t('services.end', { name: service.name }) }, onclick: () => end(service.name),
      }, t('services.endShort')));
  })));
}

async function health(name) {
  try {
    return (await sandbox(`/services/${name}/health`)).status === 'UP';
  } catch {
    return false;
  }
}

async function end(name) {
  try {
    await sandbox(`/services/${name}/crash`, { method: 'POST' });
    tell('services-problem', null);
    announce(t('services.ended', { name }));
    await showServices();
  } catch (problem) {
    tell('services-problem', problem);
  }
}
