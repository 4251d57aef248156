// Starts the built program on a fresh data folder, for tests that ask it over HTTP.
// It is the same program that people run; nothing of it is replaced.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The built program. */
export const program = fileURLToPath(new URL("../../bin/forumgraph", import.meta.url));

/**
 * @typedef {object} Server
 * @property {string} url The server's address, without a slash at its end.
 * @property {() => Promise<void>} stop Ends the server in good order and removes its data; an error if it failed.
 */

/**
 * Returns a server that is ready to answer, started with flags beside those that give it a place. Throws, with what the
 * program wrote to its standard error, if it ends before.
 *
 * @param {readonly string[]} [flags]
 * @returns {Promise<Server>}
 */
export async function startServer(flags = []) {
  const data = await mkdtemp(join(tmpdir(), "forumgraph-test-"));
  const child = spawn(program, ["serve", "--addr", "127.0.0.1:0", "--data", join(data, "graph"), ...flags], { stdio: ["ignore", "pipe", "pipe"] });
  let stderr = "";
  child.stderr.setEncoding("utf8").on("data", (/** @type {string} */ text) => {
    stderr += text;
  });
  /** @type {Promise<string>} */
  const ended = new Promise((resolve) => {
    child.on("error", (error) => {
      resolve(`${error.message}; "make build" builds the program`);
    });
    child.on("close", (code, signal) => {
      resolve(code === 0 ? "" : `forumgraph serve ended with ${String(code ?? signal)}: ${stderr}`);
    });
  });
  const line = await Promise.race([once(createInterface(child.stdout), "line"), ended]);
  const url = /** @type {unknown[]} */ (Array.isArray(line) ? line : []).map((text) => /http:\/\/[^/\s]+/.exec(String(text))?.[0])[0];
  if (url === undefined) {
    child.kill();
    await rm(data, { recursive: true, force: true });
    throw new Error(Array.isArray(line) ? `no address in the first line: ${String(line[0])}` : line);
  }
  return {
    url,
    stop: async () => {
      child.kill("SIGTERM");
      const failure = await ended;
      await rm(data, { recursive: true, force: true });
      if (failure !== "") {
        throw new Error(failure);
      }
    },
  };
}
