// Serves the built view in the frame that the server's pages give it, in front of the built program, which answers the rest.
// It stands in for those pages until they are there: the same addresses, the same elements, the same CSP.
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { drawingOf } from "./drawing.js";
import { startServer } from "./server.js";

const dist = fileURLToPath(new URL("../dist/view/", import.meta.url));
const views = ["network", "matrix", "connect", "agreement", "sessions"];
const types = /** @type {Record<string, string>} */ ({ js: "text/javascript", css: "text/css", json: "application/json" });

/** Starts the program and the frame around it. */
export async function startShell() {
  const server = await startServer();
  const policy = (await fetch(`${server.url}/graphiql`)).headers.get("content-security-policy") ?? "";
  /** @type {unknown} */
  const parsed = JSON.parse(await readFile(join(dist, ".vite/manifest.json"), "utf8"));
  const manifest = /** @type {Record<string, { file: string, css?: string[] }>} */ (parsed);
  /** @type {ReturnType<typeof drawingOf> | undefined} */
  let drawing;
  const shell = createServer((request, response) => {
    answer(request).then(
      ({ status = 200, type, body }) => {
        response.writeHead(status, { "Content-Type": type, "Content-Security-Policy": policy });
        response.end(body);
      },
      (/** @type {unknown} */ error) => {
        response.writeHead(404, { "Content-Type": "text/plain" });
        response.end(String(error));
      },
    );
  });

  /**
   * @param {import("node:http").IncomingMessage} request
   * @returns {Promise<{ status?: number, type: string, body: string | Uint8Array }>}
   */
  async function answer(request) {
    const url = new URL(request.url ?? "/", "http://shell");
    if (url.pathname.startsWith("/view/")) {
      const name = normalize(url.pathname.slice("/view/".length));
      return { type: types[name.slice(name.lastIndexOf(".") + 1)] ?? "text/plain", body: await readFile(join(dist, name)) };
    }
    if (url.pathname === "/shell.css") {
      return { type: "text/css", body: css };
    }
    const page = /^\/(en|fr)\/(\w*)$/.exec(url.pathname);
    const view = page?.[2] === "" ? "start" : page?.[2];
    if (page?.[1] !== undefined && view !== undefined && (view === "start" || views.includes(view))) {
      return { type: "text/html; charset=utf-8", body: frame(page[1], view, url.search, manifest) };
    }
    if (page || /^\/(en|fr)\//.test(url.pathname)) {
      return { type: "text/html; charset=utf-8", body: `<!doctype html><html lang="en"><title>${view ?? "page"}</title><main id="main"><h1>page</h1></main>` };
    }
    const chunks = [];
    for await (const chunk of request) {
      chunks.push(/** @type {Uint8Array} */ (chunk));
    }
    const inner = await fetch(server.url + (request.url ?? "/"), {
      method: request.method ?? "GET",
      headers: { "Content-Type": request.headers["content-type"] ?? "", Accept: request.headers.accept ?? "*/*" },
      ...(chunks.length > 0 ? { body: Buffer.concat(chunks) } : {}),
    });
    if (inner.status === 404 && url.pathname === "/drawing.json") {
      drawing ??= drawingOf(server.url);
      const { labels, ...answer } = await drawing;
      const label = labels[url.searchParams.get("lang") === "fr" ? "FR" : "EN"];
      return { type: "application/json", body: JSON.stringify({ ...answer, nodes: { ...answer.nodes, label } }) };
    }
    return {
      status: inner.status,
      type: inner.headers.get("content-type") ?? "text/plain",
      body: new Uint8Array(await inner.arrayBuffer()),
    };
  }

  await new Promise((resolve) => shell.listen(0, "127.0.0.1", () => { resolve(undefined); }));
  const address = shell.address();
  if (address === null || typeof address === "string") {
    throw new Error("the frame has no port");
  }
  return {
    url: `http://127.0.0.1:${address.port.toString()}`,
    stop: async () => {
      shell.closeAllConnections();
      shell.close();
      await server.stop();
    },
  };
}

// The server's own sheet has more of this; what the view needs of it is the color and the margin of the page.
const css = `body { margin: 0 auto; padding: 1rem; max-width: 84rem; background: var(--paper); color: var(--ink); font-family: var(--font-ui); }
a { color: var(--accent); }
h1 { font-family: var(--font-text); font-size: var(--size-title); line-height: 1.15; }`;

const titles = /** @type {Record<string, Record<string, string>>} */ ({
  en: { start: "Who said what at the forum", network: "Network", exit: "Exit this page", list: "The same as tables", skip: "Skip to content" },
  fr: { start: "Qui a dit quoi au forum", network: "Réseau", exit: "Quitter cette page", list: "La même chose en tableaux", skip: "Aller au contenu" },
});

/**
 * @param {string} lang
 * @param {string} view
 * @param {string} search
 * @param {Record<string, { file: string, css?: string[] }>} manifest
 */
function frame(lang, view, search, manifest) {
  const words = titles[lang] ?? {};
  const other = lang === "en" ? "fr" : "en";
  const part = view === "start" ? "" : view;
  const query = search.replaceAll("&", "&amp;").replaceAll('"', "%22").replaceAll("<", "%3C");
  const main = manifest["src/main.tsx"];
  return `<!doctype html>
<html lang="${lang}-CA">
<head>
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${words[view] ?? view} – forumgraph</title>
<link rel="icon" href="data:,">
${(main?.css ?? []).map((file) => `<link rel="stylesheet" href="/view/${file}">`).join("\n")}
<link rel="stylesheet" href="/shell.css">
<script type="module" src="/view/${main?.file ?? ""}"></script>
<script type="module" src="/view/${manifest["src/exit.ts"]?.file ?? ""}"></script>
</head>
<body class="shell">
<a href="#main">${words["skip"] ?? ""}</a> <a href="/healthz" data-exit rel="noreferrer">${words["exit"] ?? ""}</a>
<a href="/${other}/${part}${query}" class="toggle" hreflang="${other}" lang="${other}">${other === "fr" ? "Français" : "English"}</a>
<main id="main">
<h1>${words[view] ?? view}</h1>
<div id="app" data-view="${view}" data-lang="${lang}" data-version="1"></div>
<div data-twin><a href="/${lang}/list">${words["list"] ?? ""}</a></div>
</main>
</body>
</html>`;
}
