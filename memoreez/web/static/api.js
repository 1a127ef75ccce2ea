// Everything that goes over the wire. Answers are the JSON of the API; errors are Problems.

export class Problem extends Error {
  // `code` is the API's, or "offline" when no answer came; `retryAfter` in seconds, if told.
  constructor({status = 0, code = 'offline', title = '', detail = '', reference = '', retryAfter = null,
    errors = []} = {}) {
    super(detail || title || code);
    Object.assign(this, {status, code, title, detail, reference, retryAfter, errors});
  }
}

export async function ask(path, {method = 'GET', body, headers = {}, signal} = {}) {
  const options = {method, headers: {accept: 'application/json', ...headers}, signal};
  if (body !== undefined) {
    options.body = JSON.stringify(body);
    options.headers['content-type'] = 'application/json';
  }
  let answer;
  try {
    answer = await fetch(path, options);
  } catch (error) {
    if (error.name === 'AbortError') throw error;
    throw new Problem();
  }
  if (!answer.ok) throw await problem(answer);
  return answer;
}

async function problem(answer) {
  const told = await answer.json().catch(() => ({}));
  const waits = Number(answer.headers.get('retry-after'));
  return new Problem({...told, status: answer.status, code: (told.type ?? '').split('/').pop() || 'unknown',
    retryAfter: waits || null});
}

async function json(path, options) {
  const answer = await ask(path, options);
  return answer.status === 204 ? null : answer.json();
}

const at = (id, part = '') => `/api/keepsakes/${encodeURIComponent(id)}${part}`;
const post = (path, body = {}, more = {}) => json(path, {method: 'POST', body, ...more});

export const studio = () => json('/api/studio');
export const create = (order, key) =>
  post('/api/keepsakes', order, {headers: key ? {'idempotency-key': key} : {}});
export const get = (id) => json(at(id));
export const shared = (token) => json(`/api/shared/${encodeURIComponent(token)}`);
export const more = (id) => post(at(id, '/concepts'));
export const choose = (id, wish) => post(at(id, '/choice'), wish);
export const refine = (id, change) => json(at(id, '/figurine'), {method: 'PATCH', body: change});
export const cancel = (id) => post(at(id, '/cancel'));
export const retry = (id) => post(at(id, '/retry'));
export const remove = (id) => json(at(id), {method: 'DELETE'});
export const list = (token, cursor = null) => json(`/api/keepsakes${cursor ? `?cursor=${encodeURIComponent(cursor)}` : ''}`,
  {headers: {authorization: `Bearer ${token}`}});

// A quick GLB of another engraving, pedestal or height: a Blob. Nothing is stored.
export async function preview(id, change, signal) {
  const answer = await ask(at(id, '/preview'),
    {method: 'POST', body: change, signal, headers: {accept: 'model/gltf-binary'}});
  return answer.blob();
}
export const eventsUrl = (id, after) => at(id, `/events?after=${after}`);
