'use strict';
// Serves a random quote.
const http = require('node:http');
const quotes = require('./quotes.json');

const port = Number(process.env.PORT ?? 8080);

const server = http.createServer((request, response) => {
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end(request.url === '/health' ? 'ok\n' : `${quotes[Math.floor(Math.random() * quotes.length)]}\n`);
});

server.listen(port, () => console.log(`listening on port ${port} with ${quotes.length} quotes`));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
