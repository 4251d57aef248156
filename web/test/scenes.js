// The views as they are looked at: each with what it shows first, and the states that look different.
// The name of a scene is the beginning of its reference's name.

/**
 * The windows, by their width, in CSS pixels. They are higher than a reader's so that what is below shows too: a picture of
 * more than the window makes Chromium change the window for a moment, which the page notices.
 */
export const windows = /** @type {const} */ ({ 1280: { width: 1280, height: 1040 }, 320: { width: 320, height: 2080 } });

/** The widths of the windows. */
export const widths = /** @type {const} */ ([1280, 320]);

export const themes = /** @type {const} */ (["light", "dark"]);

/** The addresses of the scenes, after the language. */
export const scenes = /** @type {const} */ ({
  start: "",
  network: "network",
  "network-line": "network?select=person:shalini-konanur~raised~issue:forced-marriage",
  "network-filtered": "network?session=session:world-cafe&stance=for",
  "network-free": "network?look=free",
  "network-focus": "network?focus=issue:forced-marriage&select=issue:forced-marriage",
  "network-edge": "network?focus=issue:forced-marriage&select=organization:salco~raised~issue:forced-marriage",
  matrix: "matrix",
  "matrix-cell": "matrix?cell=organization:fcj-refugee-centre~issue:collaboration",
  "matrix-stances": "matrix?rows=voice&columns=recommendation&stance=for",
  "matrix-empty": "matrix?rows=population&columns=place&kind=asks",
  connect: "connect",
  "connect-paths": "connect?from=organization:salco&to=issue:forced-marriage&step=organization:salco~issue:forced-marriage",
  "connect-none": "connect?from=organization:salco&to=place:florida&max=1",
  agreement: "agreement?open=recommendation:decriminalize-sex-work",
  "agreement-rivals": "agreement?part=rivals",
  "agreement-network": "agreement?part=network&mode=subtract",
  sessions: "sessions?at=session:plenary-2&open=issue:colonialism",
});

/**
 * The looks of each scene that have a reference, as language-width-theme: one for each that could go wrong by itself. Every scene
 * is looked at by eye in all its looks, by `npm run references -- --sheets`.
 *
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const looks = {
  start: ["en-1280-light", "fr-320-light"],
  network: ["en-1280-light", "en-1280-dark", "en-320-light"],
  // Its few yellow pixels are more colors than a reference keeps.
  "network-line": ["fr-320-light"],
  "network-filtered": ["fr-1280-light", "en-320-dark"],
  "network-free": ["en-1280-light", "fr-320-dark"],
  "network-focus": ["en-1280-light", "fr-320-light", "en-1280-dark"],
  "network-edge": ["fr-1280-light"],
  "matrix-cell": ["en-1280-light"],
  "matrix-stances": ["fr-320-light"],
  "matrix-empty": ["fr-320-light"],
  connect: ["fr-320-light"],
  "connect-none": ["en-1280-light"],
  "agreement-rivals": ["fr-320-light"],
};

/** Returns whether the picture of a scene has a reference. A scene that is not listed has one wide in English and one narrow in French. */
export const isReference = (/** @type {string} */ scene, /** @type {string} */ lang, /** @type {number} */ width, /** @type {string} */ theme) =>
  (looks[scene] ?? ["en-1280-light", "fr-320-light"]).includes(`${lang}-${width.toString()}-${theme}`);

/**
 * Returns the name of the picture of a scene.
 *
 * @param {string} scene
 * @param {string} lang
 * @param {number} width
 * @param {string} theme
 */
export const pictureName = (scene, lang, width, theme) => `${scene}-${lang}-${width.toString()}-${theme}`;
