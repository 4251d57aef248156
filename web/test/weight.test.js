// No view makes its reader wait for more scripts than it needs.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { entries, heaviest, heaviestSwap, weightOf } from "./weight.js";

describe("compressed JavaScript before the first picture", () => {
  for (const view of /** @type {(keyof typeof entries)[]} */ (Object.keys(entries))) {
    test(`of ${view} is 150 KB at most`, async () => {
      const weight = await weightOf(view);
      assert.ok(weight > 0 && weight <= heaviest, `${weight.toString()} bytes`);
    });
  }

  test("of the pages with settings is 25 KB at most", async () => {
    const weight = await weightOf("swap");
    assert.ok(weight > 0 && weight <= heaviestSwap, `${weight.toString()} bytes`);
  });
});
