// Answers calls by gRPC: calls.js PORT CALL... succeeds for these, and says of every other that it is not implemented.
const http2 = require("node:http2");
const [port, ...calls] = process.argv.slice(2);
const server = http2.createServer();
server.on("stream", (stream, headers) => {
  const status = calls.includes(headers[":path"]) ? "0" : "12";
  stream.respond({ ":status": 200, "content-type": "application/grpc" }, { waitForTrailers: true });
  stream.on("wantTrailers", () => stream.sendTrailers({ "grpc-status": status }));
  // An empty message.
  stream.end(Buffer.alloc(5));
});
server.listen(Number(port), "0.0.0.0");
