// Hand and keyboard on the picture of the two banks, which the server draws: the lines of a name stand out while it is pointed
// at or has the focus, arrows walk from name to name, and the picture grows and fills the screen. Choosing a name is a link.
const steps = [1, 1.5, 2, 3];

type Name = SVGAElement & HTMLOrSVGElement;

const picture = (): SVGSVGElement | undefined =>
  [...document.querySelectorAll<SVGSVGElement>("main svg.banks:not(.marks)")].find((one) => one.getBoundingClientRect().width > 0);

const namesOf = (svg: SVGSVGElement): Name[] => [...svg.querySelectorAll<Name>("a")];

/** Makes the picture one stop of the Tab key: the name that had the focus last, or the chosen one, or the first. */
function oneStop(svg: SVGSVGElement, stop?: Name): void {
  const names = namesOf(svg);
  const at = stop ?? names.find((name) => name.classList.contains("chosen")) ?? names[0];
  for (const name of names) {
    name.setAttribute("tabindex", name === at ? "0" : "-1");
  }
}

/** Returns the name that is next in the direction of an arrow: near, and more ahead than aside. */
function next(from: Name, names: readonly Name[], x: number, y: number): Name | undefined {
  const middle = (name: Name): readonly [number, number] => {
    const box = name.getBoundingClientRect();
    return [box.x + box.width / 2, box.y + box.height / 2];
  };
  const [fromX, fromY] = middle(from);
  let best: Name | undefined;
  let least = Infinity;
  for (const name of names) {
    const [toX, toY] = middle(name);
    const ahead = (toX - fromX) * x + (toY - fromY) * y;
    const aside = Math.abs((toX - fromX) * y) + Math.abs((toY - fromY) * x);
    const far = ahead + 3 * aside;
    if (name !== from && ahead > 1 && far < least) {
      [best, least] = [name, far];
    }
  }
  return best;
}

/** Lets the lines of a name stand out; of none, all. */
function near(svg: SVGSVGElement, name: Element | null): void {
  const id = name?.getAttribute("data-node") ?? "";
  let any = false;
  for (const line of svg.querySelectorAll("[data-of]")) {
    const of = id !== "" && (line.getAttribute("data-of") ?? "").split(" ").includes(id);
    line.classList.toggle("near", of);
    any ||= of;
  }
  svg.classList.toggle("pointed", any);
}

const nameAt = (event: Event): Element | null => (event.target instanceof Element ? event.target.closest("svg.banks a") : null);

// Where the reader was in the picture, for when that is drawn anew.
let last = "";

// How large the picture is, and which point of it, as shares of its size, is in the middle of what is seen. The fragment of the
// address has them, so that a link leads to the same place.
let scale = 1;
const placeInAddress = /^#at=([\d.]+),([\d.]+),([\d.]+)$/;

/** Makes the picture larger by a factor around a point of the window, the middle of the frame if none is given. */
function zoom(svg: SVGSVGElement, to: number, x?: number, y?: number): void {
  const frame = svg.parentElement;
  if (!frame) {
    return;
  }
  const before = svg.getBoundingClientRect();
  const seen = frame.getBoundingClientRect();
  const atX = x ?? seen.x + seen.width / 2;
  const atY = y ?? seen.y + seen.height / 2;
  const [shareX, shareY] = [(atX - before.x) / before.width, (atY - before.y) / before.height];
  scale = Math.min(Math.max(to, 1), 3);
  frame.classList.toggle("zoomed", scale > 1);
  svg.style.width = scale === 1 ? "" : `${(scale * 100).toFixed(1)}%`;
  const after = svg.getBoundingClientRect();
  frame.scrollBy(after.x + shareX * after.width - atX, after.y + shareY * after.height - atY);
}

/** Goes to the place that the address names. */
function goToPlace(svg: SVGSVGElement): void {
  const [, to, x, y] = placeInAddress.exec(location.hash) ?? [];
  const frame = svg.parentElement;
  if (to === undefined || !frame) {
    return;
  }
  zoom(svg, Number(to));
  const box = svg.getBoundingClientRect();
  frame.scrollTo(Number(x) * box.width - frame.clientWidth / 2, Number(y) * box.height - frame.clientHeight / 2);
}

let naming: ReturnType<typeof setTimeout> | undefined;

/** Names the place in the address, once the picture rests. */
function namePlace(): void {
  clearTimeout(naming);
  naming = setTimeout(() => {
    const svg = picture();
    const frame = svg?.parentElement;
    if (!svg || !frame || (scale === 1 && !placeInAddress.test(location.hash))) {
      return;
    }
    const box = svg.getBoundingClientRect();
    const x = (frame.scrollLeft + frame.clientWidth / 2) / box.width;
    const y = (frame.scrollTop + frame.clientHeight / 2) / box.height;
    const hash = scale === 1 ? "" : `#at=${scale.toFixed(2)},${x.toFixed(3)},${y.toFixed(3)}`;
    history.replaceState(history.state, "", location.pathname + location.search + hash);
  }, 250);
}

async function fill(): Promise<void> {
  const frame = document.querySelector(".banks-frame");
  await (document.fullscreenElement ? document.exitFullscreen() : frame?.requestFullscreen());
}

function act(name: string | undefined): void {
  if (name === "fill") {
    void fill();
  } else if (name === "sheet") {
    pull();
  } else {
    const svg = picture();
    const to = name === "larger" ? steps.find((step) => step > scale + 0.01) : [...steps].reverse().find((step) => step < scale - 0.01);
    if (svg && to !== undefined) {
      zoom(svg, to);
      namePlace();
    }
  }
}

/** Shows more of the evidence that lies over the lower part of a narrow window: its title, half, all of it. */
function pull(): void {
  const sheet = document.querySelector<HTMLElement>(".banks-panel");
  const heights = ["half", "full", "peek"];
  if (sheet) {
    sheet.dataset["sheet"] = heights[(heights.indexOf(sheet.dataset["sheet"] ?? "half") + 1) % heights.length];
  }
}

function ready(): void {
  const svg = picture();
  if (svg) {
    oneStop(svg);
    if (scale > 1) {
      zoom(svg, scale);
    } else {
      goToPlace(svg);
    }
  }
}

for (const [on, off] of [
  ["pointerover", "pointerout"],
  ["focusin", "focusout"],
] as const) {
  document.addEventListener(on, (event) => {
    const svg = nameAt(event)?.closest("svg");
    if (svg) {
      near(svg, nameAt(event));
      last = on === "focusin" ? (nameAt(event)?.getAttribute("data-node") ?? last) : last;
    }
  });
  document.addEventListener(off, (event) => {
    const svg = nameAt(event)?.closest("svg");
    if (svg) {
      near(svg, null);
    }
  });
}

document.addEventListener("keydown", (event) => {
  const name = nameAt(event) as Name | null;
  const svg = name?.closest("svg");
  if (!name || !svg || event.ctrlKey || event.metaKey || event.altKey) {
    return;
  }
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] ?? [0, 0];
  const close = document.querySelector<HTMLElement>(".banks-panel .close");
  if (x !== undefined && y !== undefined && (x !== 0 || y !== 0)) {
    event.preventDefault();
    const to = next(name, namesOf(svg), x, y);
    if (to) {
      oneStop(svg, to);
      to.focus();
    }
  } else if (event.key === "Escape" && close) {
    close.click();
  } else if (event.key === "/") {
    event.preventDefault();
    document.getElementById("site-search")?.focus();
  } else if (event.key === "f" || event.key === "+" || event.key === "-") {
    event.preventDefault();
    act({ f: "fill", "+": "larger", "-": "smaller" }[event.key]);
  }
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-act]") : null;
  if (button) {
    act(button.dataset["act"]);
  }
});

const pictureAt = (event: Event): SVGSVGElement | null =>
  event.target instanceof Element ? event.target.closest<SVGSVGElement>("svg.banks:not(.marks)") : null;

// The wheel scrolls the page; with Ctrl, which is also what a pinch on a touchpad sends, it zooms.
document.addEventListener(
  "wheel",
  (event) => {
    const svg = event.ctrlKey ? pictureAt(event) : null;
    if (svg) {
      event.preventDefault();
      zoom(svg, scale * Math.exp(-event.deltaY / 300), event.clientX, event.clientY);
      namePlace();
    }
  },
  { passive: false },
);

// A picture that is larger than its frame is dragged by mouse where it has no name.
let held: { readonly frame: Element; readonly x: number; readonly y: number; readonly left: number; readonly top: number } | null = null;
document.addEventListener("pointerdown", (event) => {
  const frame = pictureAt(event)?.parentElement;
  if (frame && scale > 1 && event.pointerType === "mouse" && event.button === 0 && !nameAt(event)) {
    event.preventDefault();
    held = { frame, x: event.clientX, y: event.clientY, left: frame.scrollLeft, top: frame.scrollTop };
  }
});
document.addEventListener("pointermove", (event) => {
  held?.frame.scrollTo(held.left + held.x - event.clientX, held.top + held.y - event.clientY);
});
for (const end of ["pointerup", "pointercancel"]) {
  document.addEventListener(end, () => {
    held = null;
  });
}
document.addEventListener(
  "scroll",
  (event) => {
    if (scale > 1 && event.target instanceof Element && event.target.classList.contains("zoomed")) {
      namePlace();
    }
  },
  { capture: true, passive: true },
);

document.addEventListener("swapped", () => {
  ready();
  // Where there is no picture, what was chosen opens below the chart: the reader is led there.
  const title = document.querySelector<HTMLElement>(".banks-panel h2");
  if (!picture() && title) {
    title.tabIndex = -1;
    title.focus();
  }
  const svg = picture();
  const name = svg && namesOf(svg).find((one) => one.getAttribute("data-node") === last);
  // The focus may be gone, or at an element that has become another name.
  if (name && (document.activeElement?.closest("svg.banks") ?? !document.activeElement?.closest("main *"))) {
    oneStop(svg, name);
    name.focus({ preventScroll: true });
  }
});
addEventListener("resize", ready);
ready();
