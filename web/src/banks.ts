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

let size = 0;

function grow(by: number): void {
  size = Math.min(Math.max(size + by, 0), steps.length - 1);
  const svg = picture();
  if (svg) {
    const scale = steps[size] ?? 1;
    svg.style.width = scale === 1 ? "" : `${(scale * 100).toString()}%`;
  }
}

async function fill(): Promise<void> {
  const frame = document.querySelector(".banks-frame");
  await (document.fullscreenElement ? document.exitFullscreen() : frame?.requestFullscreen());
}

function act(name: string | undefined): void {
  if (name === "fill") {
    void fill();
  } else {
    grow(name === "larger" ? 1 : -1);
  }
}

function ready(): void {
  const svg = picture();
  if (svg) {
    oneStop(svg);
    grow(0);
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
