// Problems where they belong: faults beside their fields, what concerns the person in words for the person, the rest folded for the developer.
import { Problem } from './api.js';
import { byId, el, show } from './dom.js';
import { decimal, t, word } from './texts.js';

/** Shows faults beside the fields of a form that they name, and gives the others. */
export function mark(form, faults) {
  clearMarks(form);
  const elsewhere = [];
  for (const fault of faults) {
    const field = form.querySelector(`[data-field="${CSS.escape(fault.field)}"]`);
    if (!field) {
      elsewhere.push(fault);
      continue;
    }
    const [input, error] = [field.querySelector('input, select'), field.querySelector('.error')];
    input.setAttribute('aria-invalid', 'true');
    input.setAttribute('aria-errormessage', error.id);
    error.textContent = sentence(fault);
    error.dataset.code = fault.code;
    error.hidden = false;
  }
  return elsewhere;
}

/** To the first field that is marked, where the person mends it. */
export function toFirstMark(form) {
  form.querySelector('[aria-invalid]')?.focus();
}

export function clearMarks(form) {
  for (const input of form.querySelectorAll('[aria-invalid]')) {
    input.removeAttribute('aria-invalid');
    input.removeAttribute('aria-errormessage');
  }
  for (const error of form.querySelectorAll('.error')) error.hidden = true;
}

/** A fault in the person's words where we have some, else in the server's. */
function sentence(fault) {
  const key = `fault.${fault.code}`;
  const values = Object.fromEntries(Object.entries(fault.values ?? {}).map(([name, value]) =>
    [name, ['minimum', 'maximum'].includes(name) ? decimal(value) : value]));
  const known = t(key, values);
  return known === key || /\{\w+\}/.test(known) ? fault.message ?? word('fault', fault.code) : known;
}

/**
 * Shows what went wrong, or nothing for null. A text is a sentence for the person, with nothing behind it.
 *
 * @param form whose fields its faults may name
 * @param again what a retry does, where one makes sense
 */
export function tell(slot, problem, { form = null, again = null } = {}) {
  const place = byId(slot);
  if (!problem) {
    show(place);
    if (form) clearMarks(form);
    return;
  }
  const document = typeof problem === 'string' ? { userMessage: problem }
    : problem instanceof Problem ? problem.document : { detail: String(problem), code: 'INTERNAL_ERROR' };
  const elsewhere = form ? mark(form, document.errors ?? []) : document.errors ?? [];
  if (form) toFirstMark(form);
  show(place, el('div', { class: 'problem', role: 'alert' },
    el('p', {}, document.userMessage ?? word('problem', document.code ?? 'INTERNAL_ERROR')),
    elsewhere.length > 0 && el('ul', {}, elsewhere.map(fault => el('li', {}, `${fault.field}: ${sentence(fault)}`))),
    document.nextAction && el('p', { class: 'next' }, word('action', document.nextAction)),
    again && (document.retryable ?? false) && el('button', { type: 'button', class: 'quiet', onclick: again }, t('again')),
    document.code && developer(document)));
}

/** A JSON document, folded. */
export function developer(document, summary = t('developer'), keep = 'developer') {
  return el('details', { class: 'developer', data: { keep } },
    el('summary', { data: { keep: `${keep}-summary` } }, summary),
    el('pre', { tabindex: '0' }, el('code', {}, JSON.stringify(document, null, 2))));
}
