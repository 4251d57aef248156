// Gives a browser a screen of its own, which nobody sees: WebKit does not start without one, and Firefox draws WebGL on none.
import { spawn } from "node:child_process";
import { once } from "node:events";

/**
 * Starts an X server on a display that is free, and returns it when it is ready. Throws where there is no Xvfb.
 *
 * @returns {Promise<{ display: string, stop: () => void }>}
 */
export async function startScreen() {
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1400x1100x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const ready = /** @type {import("node:stream").Readable} */ (server.stdio[3]);
  /** @type {Promise<never>} */
  const failed = new Promise((_, reject) => {
    server.on("error", () => {
      reject(new Error("no Xvfb found: install it (Debian: apt-get install --no-install-recommends xvfb)"));
    });
    server.on("exit", (code) => {
      reject(new Error(`Xvfb ended with ${String(code)} before it was ready`));
    });
  });
  const display = `:${String((await Promise.race([once(ready, "data"), failed]))[0]).trim()}`;
  failed.catch(() => undefined);
  return { display, stop: () => void server.kill() };
}
