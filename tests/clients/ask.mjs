// Clients in JavaScript. Each line in is {"client", "source", "query"}; each line out is {"answer"} or {"error"}: an
// answer is SPARQL results in JSON, or N-Triples.
import { createInterface } from 'node:readline';
import { QueryEngine } from '@comunica/query-sparql';
import { SparqlEndpointFetcher } from 'fetch-sparql-endpoint';
import { Writer } from 'n3';

const engine = new QueryEngine();
const fetcher = new SparqlEndpointFetcher();

async function comunica(source, query) {
  const known = source.startsWith('sparql@') ? { type: 'sparql', value: source.slice('sparql@'.length) } : source;
  const found = await engine.query(query, { sources: [known] });
  const isGraph = found.resultType === 'quads';
  const kind = isGraph ? 'application/n-triples' : 'application/sparql-results+json';
  const pieces = await (await engine.resultToString(found, kind)).data.toArray();
  const { metadata, ...results } = isGraph ? {} : JSON.parse(pieces.join('')); // its own addition to the format
  return isGraph ? pieces.join('') : JSON.stringify(results);
}

async function endpointFetcher(source, query) {
  switch (fetcher.getQueryType(query)) {
    case 'ASK':
      return JSON.stringify({ head: {}, boolean: await fetcher.fetchAsk(source, query) });
    case 'SELECT':
      return rows(await fetcher.fetchBindings(source, query));
    default:
      return new Writer({ format: 'N-Triples' }).quadsToString(await (await fetcher.fetchTriples(source, query)).toArray());
  }
}

async function rows(stream) {
  let vars;
  stream.on('variables', (found) => { vars = found.map((variable) => variable.value); });
  const bindings = await stream.map((row) => Object.fromEntries(Object.entries(row).map(([name, term]) => [name, plain(term)]))).toArray();
  return JSON.stringify({ head: { vars }, results: { bindings } });
}

function plain(term) {
  const type = { NamedNode: 'uri', BlankNode: 'bnode', Literal: 'literal' }[term.termType];
  if (type !== 'literal') return { type, value: term.value };
  const kind = term.language ? { 'xml:lang': term.language } : { datatype: term.datatype.value };
  return { type, value: term.value, ...kind };
}

const clients = { comunica, 'fetch-sparql-endpoint': endpointFetcher };
for await (const line of createInterface({ input: process.stdin })) {
  const { client, source, query } = JSON.parse(line);
  const reply = await clients[client](source, query).then((answer) => ({ answer }), (error) => ({ error: String(error) }));
  process.stdout.write(`${JSON.stringify(reply)}\n`);
}
