'use strict';
// Greets whoever asks; /health is for the health check. Ends at SIGTERM, as ECS stops a task.
const http = require('node:http');

const port = Number(process.env.PORT ?? 8080);

const server = http.createServer((request, response) => {
  if (request.url === '/health') {
    response.end('ok\n');
    return;
  }
  console.log(`${request.method} ${request.url}`);
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.end('Hello, world!\n');
});

server.listen(port, () => console.log(`listening on port ${port}`));
process.on('SIGTERM', () => {
  server.close(() => process.exit(0));
  server.closeAllConnections();
});
