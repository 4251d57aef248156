// The pages are right in Firefox too.
import { smoke } from "./smoke.js";
import { startFirefox } from "./firefox.js";

smoke("Firefox", startFirefox);
