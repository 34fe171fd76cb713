// What the server will refuse, told before it is asked. The rules are the server's own, as it publishes them: pairs with their methods,
// limits and decimals at GET /api/v2/pairs, required fields and the form of an amount in the OpenAPI document. Pure functions.

/** The part of an OpenAPI document that describes the body of a quotation request. */
export function requestRules(openapi) {
  const schema = openapi.components.schemas.QuotationRequest;
  return { required: schema.required, amount: new RegExp(schema.properties.amount.pattern, 'u') };
}

const distinct = values => [...new Set(values)].sort();

/** What can be chosen, each list narrowed by what stands before it. */
export function choices(pairs, { fromCurrency, toCurrency, cashInMethod }) {
  const from = pairs.filter(p => p.fromCurrency === fromCurrency);
  const between = from.filter(p => p.toCurrency === toCurrency);
  return {
    fromCurrency: distinct(pairs.map(p => p.fromCurrency)),
    toCurrency: distinct(from.map(p => p.toCurrency)),
    cashInMethod: distinct(between.map(p => p.cashInMethod)),
    cashOutMethod: distinct(between.filter(p => p.cashInMethod === cashInMethod).map(p => p.cashOutMethod)),
  };
}

export function pairOf(pairs, request) {
  return pairs.find(p => ['fromCurrency', 'toCurrency', 'cashInMethod', 'cashOutMethod'].every(f => p[f] === request[f]));
}

/**
 * Every fault of a request, as the server names them: {field, code, values}.
 *
 * @param request as it would be sent
 */
export function faults(request, rules, pairs) {
  const found = rules.required
    .filter(field => !String(request[field] ?? '').trim())
    .map(field => ({ field, code: 'REQUIRED', values: {} }));
  const pair = pairOf(pairs, request);
  if (!pair && !found.length) {
    found.push({ field: 'cashOutMethod', code: 'UNSUPPORTED_METHOD', values: {} });
  }
  if (!found.some(f => f.field === 'amount')) {
    const fault = amountFault(request, rules, pair);
    if (fault) found.push({ field: 'amount', ...fault });
  }
  return found;
}

function amountFault({ amount, amountIsToCurrency, fromCurrency, toCurrency }, rules, pair) {
  if (!rules.amount.test(amount)) return { code: 'NOT_AN_AMOUNT', values: {} };
  if (compare(amount, '0') === 0) return { code: 'NOT_POSITIVE', values: {} };
  if (!pair) return null;
  const decimals = amountIsToCurrency ? pair.toDecimals : pair.fromDecimals;
  if (digits(amount).fraction.length > decimals) {
    return { code: 'TOO_MANY_DECIMALS', values: { decimals, currency: amountIsToCurrency ? toCurrency : fromCurrency } };
  }
  if (amountIsToCurrency) return null; // limits are of what is paid, which the price tells
  if (pair.minimum && compare(amount, pair.minimum) < 0) return { code: 'BELOW_MINIMUM', values: { minimum: pair.minimum } };
  if (pair.maximum && compare(amount, pair.maximum) > 0) return { code: 'ABOVE_MAXIMUM', values: { maximum: pair.maximum } };
  return null;
}

/** Compares two non-negative decimals as they are written, without ever making a double of one. */
export function compare(one, other) {
  const [a, b] = [digits(one), digits(other)];
  const places = Math.max(a.fraction.length, b.fraction.length);
  const [x, y] = [a, b].map(d => BigInt(d.whole + d.fraction.padEnd(places, '0')));
  return x < y ? -1 : x > y ? 1 : 0;
}

function digits(text) {
  const [whole, fraction = ''] = text.split('.');
  return { whole, fraction: fraction.replace(/0+$/, '') };
}
