// Builds what is shown. Text stays text: nothing here turns a string into markup.

/** An element. Properties that begin with "on" are listeners, "data" and "aria" are maps, the others attributes; false leaves one out. */
export function el(name, properties = {}, ...children) {
  const element = document.createElement(name);
  fill(element, properties);
  element.append(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  return element;
}

export function svg(name, properties = {}, ...children) {
  const element = document.createElementNS('http://www.w3.org/2000/svg', name);
  fill(element, properties);
  element.append(...children);
  return element;
}

function fill(element, properties) {
  for (const [key, value] of Object.entries(properties)) {
    if (value === false || value === null || value === undefined) continue;
    if (key.startsWith('on')) element.addEventListener(key.slice(2), value);
    else if (key === 'data') Object.assign(element.dataset, value);
    else if (key === 'aria') for (const [k, v] of Object.entries(value)) element.setAttribute(`aria-${k}`, v);
    else element.setAttribute(key, value === true ? '' : value);
  }
}

/**
 * Shows these in place of what was there. What has the focus, or is folded open, and comes again under the same data-keep stays so.
 */
export function show(place, ...children) {
  const focused = place.contains(document.activeElement) ? document.activeElement.dataset.keep : null;
  const open = new Set([...place.querySelectorAll('details[open][data-keep]')].map(d => d.dataset.keep));
  place.replaceChildren(...children.flat(Infinity).filter(child => child !== null && child !== undefined && child !== false));
  for (const details of place.querySelectorAll('details[data-keep]')) {
    if (open.has(details.dataset.keep)) details.open = true;
  }
  if (focused) place.querySelector(`[data-keep="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
}

export const byId = id => document.getElementById(id);

let pending = 0;

/** Tells those who cannot see the page, once, politely. */
export function announce(text) {
  const announcer = byId('announcer');
  announcer.textContent = '';
  clearTimeout(pending);
  pending = setTimeout(() => { announcer.textContent = text; }, 50);
}
