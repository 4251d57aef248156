// Shift pressed three times within two seconds leaves; nothing else does.
import { expect, test } from "vitest";
import { onThreeShifts } from "./exit.ts";

/** Presses keys, each as [key, milliseconds, repeated], and returns how often the page was left. */
function press(keys: readonly (readonly [string, number, boolean?])[]): number {
  let left = 0;
  const listen = onThreeShifts(() => {
    left++;
  });
  for (const [key, timeStamp, repeat = false] of keys) {
    listen({ key, timeStamp, repeat });
  }
  return left;
}

test.each([
  ["three times at once", [["Shift", 0], ["Shift", 300], ["Shift", 2000]], 1],
  ["twice", [["Shift", 0], ["Shift", 300]], 0],
  ["three times, too slowly", [["Shift", 0], ["Shift", 1500], ["Shift", 2100]], 0],
  ["slowly at first", [["Shift", 0], ["Shift", 1500], ["Shift", 2100], ["Shift", 2900]], 1],
  ["held down", [["Shift", 0], ["Shift", 500, true], ["Shift", 540, true], ["Shift", 580, true]], 0],
  ["with another key between", [["Shift", 0], ["Shift", 100], ["A", 150], ["Shift", 200]], 0],
  ["six times", [["Shift", 0], ["Shift", 100], ["Shift", 200], ["Shift", 300], ["Shift", 400], ["Shift", 500]], 2],
] as const)("Shift %s", (_, keys, want) => {
  expect(press(keys)).toBe(want);
});
