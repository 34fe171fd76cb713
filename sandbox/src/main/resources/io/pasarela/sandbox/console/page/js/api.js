// Calls: the gateway's endpoints with the customer's token, and what the sandbox offers to this page only.
import { current } from './texts.js';

const HEADER = { 'X-Pasarela-Console': '1' };
const RENEW_BEFORE_MS = 60_000;
const AGAIN_MS = 2_000;

let session = null;
let renewal = null;
let nextRenewal = 0;

/** A refusal or a failure, with the problem document of who answered. */
export class Problem extends Error {
  constructor(document, status) {
    super(document.detail ?? document.title ?? String(status));
    this.document = document;
    this.status = status;
  }
}

/** The demo customer and its token; waits until there is one. */
export async function signIn() {
  for (;;) {
    try {
      return await renew();
    } catch (problem) {
      document.dispatchEvent(new CustomEvent('unreachable', { detail: problem }));
      await new Promise(done => setTimeout(done, AGAIN_MS));
    }
  }
}

function renew() {
  renewal ??= sandbox('/session', { method: 'POST' }).then(given => {
    session = { ...given, until: Date.now() + given.expiresIn * 1000 };
    clearTimeout(nextRenewal);
    nextRenewal = setTimeout(signIn, Math.max(AGAIN_MS, given.expiresIn * 1000 - RENEW_BEFORE_MS));
    document.dispatchEvent(new CustomEvent('reachable'));
    return session;
  }).finally(() => { renewal = null; });
  return renewal;
}

export const customer = () => session;

/** An endpoint of the gateway. Gives {status, headers, body}, or throws a Problem. */
export async function gateway(path, options = {}) {
  const answer = await authorized(path, options);
  return answer.status === 401 ? told(await renew().then(() => authorized(path, options))) : told(answer);
}

/** Something of the sandbox; gives the body. */
export async function sandbox(path, options = {}) {
  const answer = await sent(`/sandbox${path}`, { ...options, headers: { ...HEADER, ...options.headers } });
  return (await told(answer)).body;
}

export const json = (method, body) =>
  ({ method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });

function authorized(path, options) {
  return sent(path, {
    ...options,
    headers: { ...options.headers, Authorization: `Bearer ${session?.accessToken}`, 'Accept-Language': current() },
  });
}

async function sent(path, options) {
  try {
    return await fetch(path, { cache: 'no-store', credentials: 'same-origin', ...options });
  } catch {
    throw new Problem({ code: 'UNREACHABLE', retryable: true, detail: `${path} was not answered.` }, 0);
  }
}

async function told(answer) {
  const type = answer.headers.get('Content-Type') ?? '';
  const body = type.includes('json') ? await answer.json() : await answer.text();
  if (!answer.ok) {
    throw new Problem(typeof body === 'object' ? body : { detail: body }, answer.status);
  }
  return { status: answer.status, headers: answer.headers, body };
}
