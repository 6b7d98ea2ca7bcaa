// Stands in for the one command line that Tamma's two programs are.
const { spawn } = require("node:child_process");
const name = process.argv[2] === "server" ? "tamma/tamma-api" : "tamma/tamma-engine";
const child = spawn("standin", [name, ...process.argv.slice(3)], { stdio: "inherit" });
for (const signal of ["SIGTERM", "SIGINT"]) process.on(signal, () => child.kill(signal));
child.on("exit", (code) => process.exit(code ?? 1));
