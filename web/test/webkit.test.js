// The pages are right in WebKit too, the engine of Safari.
import { smoke } from "./smoke.js";
import { startWebKit } from "./webkit.js";

smoke("WebKit", startWebKit);
