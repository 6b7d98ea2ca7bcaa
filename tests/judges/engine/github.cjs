// A stand-in for GitHub as Git meets it: node github.cjs FOLDER. FOLDER holds the bare repositories, FOLDER/hang while an
// answer must not come, and FOLDER/asked gets a line for each request. Writes its port to FOLDER/port.
// The tokens: `good` may do all, `reader` may read; repositories of the owner `public` are everybody's to read.
const { appendFileSync, existsSync, renameSync, writeFileSync } = require("node:fs");
const { createServer } = require("node:http");
const { spawn } = require("node:child_process");

const folder = process.argv[2];

function refusal(owner, writes, password) {
  if (password === undefined) return owner === "public" && !writes ? undefined : 401;
  if (password === "reader") return writes ? 403 : undefined;
  return password.startsWith("good") ? undefined : 401;
}

const server = createServer((request, response) => {
  const { pathname, search, searchParams } = new URL(request.url, "http://git");
  const writes = pathname.endsWith("/git-receive-pack") || searchParams.get("service") === "git-receive-pack";
  const basic = /^Basic (.*)/.exec(request.headers.authorization ?? "")?.[1];
  const password = basic && Buffer.from(basic, "base64").toString().split(":").slice(1).join(":");
  appendFileSync(`${folder}/asked`, `${request.method} ${request.url} ${password === undefined ? "-" : "token"}\n`);
  const refused = refusal(pathname.split("/")[1], writes, password);
  if (refused) {
    response.writeHead(refused, refused === 401 ? { "WWW-Authenticate": "Basic" } : {});
    return response.end();
  }
  if (request.method === "POST" && existsSync(`${folder}/hang`)) return;
  const git = spawn("git", ["http-backend"], {
    env: {
      PATH: process.env.PATH,
      GIT_PROJECT_ROOT: folder,
      GIT_HTTP_EXPORT_ALL: "1",
      GIT_CONFIG_COUNT: "2",
      GIT_CONFIG_KEY_0: "safe.directory",
      GIT_CONFIG_VALUE_0: "*",
      GIT_CONFIG_KEY_1: "http.receivepack",
      GIT_CONFIG_VALUE_1: "true",
      REQUEST_METHOD: request.method,
      // In whatever case, with or without the ending, as GitHub takes it.
      PATH_INFO: pathname.toLowerCase().replace(/^(\/[^/]+\/[^/]+?)(\.git)?\//, "$1.git/"),
      QUERY_STRING: search.slice(1),
      CONTENT_TYPE: request.headers["content-type"] ?? "",
      HTTP_CONTENT_ENCODING: request.headers["content-encoding"] ?? "",
      GIT_PROTOCOL: request.headers["git-protocol"] ?? "",
    },
  });
  request.pipe(git.stdin);
  git.stdin.on("error", () => {});
  const answer = [];
  git.stdout.on("data", part => answer.push(part));
  git.on("close", () => {
    const whole = Buffer.concat(answer);
    const end = whole.indexOf("\r\n\r\n");
    const headers = whole.subarray(0, end).toString().split("\r\n").map(line => line.split(": "));
    const status = headers.find(([name]) => name === "Status")?.[1] ?? "200";
    response.writeHead(Number.parseInt(status), Object.fromEntries(headers.filter(([name]) => name !== "Status")));
    response.end(whole.subarray(end + 4));
  });
});

server.listen(0, "127.0.0.1", () => {
  writeFileSync(`${folder}/port.new`, String(server.address().port));
  renameSync(`${folder}/port.new`, `${folder}/port`);
});
