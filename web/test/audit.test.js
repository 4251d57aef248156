// The API passes every audit of the GraphQL-over-HTTP specification: what it must, what it should and what it may do.
// The audits are those of the reference implementation, graphql-http.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { serverAudits } from "graphql-http";
import { startServer } from "./server.js";

/** @type {import("./server.js").Server} */
let server;

before(async () => {
  server = await startServer();
});

after(async () => {
  await server.stop();
});

test("/graphql passes every audit of GraphQL over HTTP", async (t) => {
  const audits = serverAudits({ url: () => `${server.url}/graphql` });
  assert.equal(audits.length, 61, "graphql-http has another number of audits; read what is new, then correct the number");
  for (const { id, name, fn } of audits) {
    await t.test(`${id} ${name}`, async () => {
      const result = await fn();
      if (result.status !== "ok") {
        assert.fail(`${result.reason}; the server answered ${result.response.status.toString()} ${await body(result.response)}`);
      }
    });
  }
});

/**
 * Returns the body of a response, or that it has been read already.
 *
 * @param {Response} response
 */
async function body(response) {
  return response.bodyUsed ? "(a body that the audit has read)" : await response.text();
}
