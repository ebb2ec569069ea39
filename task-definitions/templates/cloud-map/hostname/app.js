'use strict';
// Shows its host name, and a quote of the service that Cloud Map's DNS names.
const http = require('node:http');
const os = require('node:os');

const port = Number(process.env.PORT ?? 8080);
const quotes = process.env.QUOTES_URL ?? 'http://quotes.sidelight.local:8080/';

async function quote() {
  try {
    const answer = await fetch(quotes, { signal: AbortSignal.timeout(2000) });
    return answer.ok ? (await answer.text()).trim() : `no quote (status ${answer.status} of ${quotes})`;
  } catch (e) {
    return `no quote (${e.cause?.code ?? e.name} at ${quotes})`;
  }
}

const server = http.createServer(async (request, response) => {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(request.url === '/health' ? 'ok\n' : `${os.hostname()} says: ${await quote()}\n`);
});

server.listen(port, () => console.log(`listening on port ${port}, quotes are from ${quotes}`));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
