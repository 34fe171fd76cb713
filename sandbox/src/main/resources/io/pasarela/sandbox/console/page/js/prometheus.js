// Reads the Prometheus text format. Pure functions.

const SAMPLE = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})?\s+(\S+)/;
const LABEL = /([a-zA-Z_]\w*)="((?:[^"\\]|\\.)*)"/g;

/** All samples of a page: [{name, labels, value}]. */
export function samples(text) {
  return text.split('\n')
    .filter(line => line && !line.startsWith('#'))
    .map(line => SAMPLE.exec(line))
    .filter(Boolean)
    .map(([, name, labels = '', value]) => ({
      name, value: Number(value), labels: Object.fromEntries([...labels.matchAll(LABEL)].map(([, k, v]) => [k, v])),
    }));
}

/** The sum of the samples of this name whose labels are these; 0 when there is none. A label may be a predicate. */
export function sum(all, name, labels = {}) {
  return all
    .filter(sample => sample.name === name && Object.entries(labels).every(([label, wanted]) =>
      typeof wanted === 'function' ? wanted(sample.labels[label]) : sample.labels[label] === wanted))
    .reduce((total, sample) => total + sample.value, 0);
}
