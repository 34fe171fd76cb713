// What the page says, in the person's language, and how it writes amounts, times and durations in it.

export const LANGUAGES = ['en', 'es', 'pt'];

/** How numbers and times are written where the browser names no country. */
const USUAL = { en: 'en-US', es: 'es-MX', pt: 'pt-BR' };
const KEPT = 'pasarela.language';

let language = 'en';
let locale = 'en-US';
let texts = {};
let english = {};

/** Reads the texts of the language that was chosen before, else of the browser's first that there is. */
export async function speak(chosen) {
  const wanted = [chosen, chosen ? null : stored(), ...navigator.languages.map(l => l.slice(0, 2))];
  language = wanted.find(l => LANGUAGES.includes(l)) ?? 'en';
  locale = navigator.languages.find(l => l.startsWith(`${language}-`)) ?? USUAL[language];
  [texts, english] = await Promise.all([read(language), read('en')]);
  if (chosen) localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  document.title = t('title');
  for (const node of document.querySelectorAll('[data-t]')) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll('[data-t-label]')) node.setAttribute('aria-label', t(node.dataset.tLabel));
  document.dispatchEvent(new CustomEvent('spoken'));
}

/** Runs it now, if texts are there, and whenever the language changes. */
export function onSpoken(render) {
  document.addEventListener('spoken', render);
}

export const current = () => language;

/** A text with its {names} filled in. A key that nobody wrote is shown as it is. */
export function t(key, values = {}) {
  const text = texts[key] ?? english[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => name in values ? values[name] : whole);
}

/** A text for a code of the server's, which may be newer than this page. */
export function word(kind, code) {
  const key = `${kind}.${code}`;
  return key in texts ? t(key) : String(code ?? '').replaceAll('_', ' ').toLowerCase();
}

async function read(name) {
  const answer = await fetch(`/console/texts/${name}.json`);
  return answer.json();
}

function stored() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null; // storage is switched off
  }
}

/** An exact decimal as text, grouped for the reader, with all decimals that it came with: no double ever holds it. */
export function decimal(text) {
  return exact(text).format(text);
}

/** The same in two pieces: before the decimals, and the decimals with their point. */
export function decimalPieces(text) {
  const pieces = exact(text).formatToParts(text);
  const point = pieces.findIndex(piece => piece.type === 'decimal');
  const joined = some => some.map(piece => piece.value).join('');
  return point < 0 ? [joined(pieces), ''] : [joined(pieces.slice(0, point)), joined(pieces.slice(point))];
}

function exact(text) {
  const places = (String(text).split('.')[1] ?? '').length;
  return new Intl.NumberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places });
}

export const amount = (text, currency) => `${decimal(text)}\u00a0${currency}`;

/** A rate, which has more digits than anybody reads. */
export function rate(text) {
  return new Intl.NumberFormat(locale, { maximumSignificantDigits: 7 }).format(text);
}

export const whole = number => new Intl.NumberFormat(locale, { maximumFractionDigits: 1 }).format(number);

/** Hundredths of a percent as a percentage. */
export function percent(bps) {
  return new Intl.NumberFormat(locale, { style: 'percent', minimumFractionDigits: 2, maximumFractionDigits: 2 })
    .format(bps / 10000);
}

export function clock(instant, withDate = false) {
  return new Intl.DateTimeFormat(locale, withDate
    ? { dateStyle: 'medium', timeStyle: 'short' }
    : { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(new Date(instant));
}

/** Seconds of an ISO 8601 duration such as PT1M30S or P1D. */
export function seconds(iso) {
  const [, d = 0, h = 0, m = 0, s = 0] = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:([\d.]+)S)?)?$/.exec(iso ?? '') ?? [];
  return Number(d) * 86400 + Number(h) * 3600 + Number(m) * 60 + Number(s);
}

/** So many seconds in the largest unit that tells them well. */
export function lasting(total) {
  const [value, unit] = total < 90 ? [total, 'second']
    : total < 5400 ? [total / 60, 'minute']
      : total < 129600 ? [total / 3600, 'hour'] : [total / 86400, 'day'];
  return new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay: 'long', maximumFractionDigits: value < 10 ? 1 : 0 })
    .format(value);
}
