// Shows another query of a page without loading it whole: links and forms in main lead to the same address, whose answer is
// the server's page, and main becomes what that has. Without this script the browser loads the page; nothing else differs.
import { Idiomorph } from "idiomorph";
import { isEmbedded } from "./address/embedded.ts";
import "./banks.ts";
import { png, save } from "./download/save.ts";

const slowMs = 400;
const typingMs = 150;

/** What the server answered: from where, as text, and the name of the file if it is one. */
interface Answer {
  readonly url: string;
  readonly text: string;
  readonly file: string;
}

/** What moves the page: a step of the reader's, a step that leads to the top of a list, or the browser's back and forward. */
type Move = "step" | "top" | "history";

function start(main: HTMLElement, status: HTMLElement): void {
  let shown = location.pathname + location.search;
  let pending: AbortController | null = null;
  let typing: ReturnType<typeof setTimeout> | undefined;

  const isHere = (to: URL): boolean =>
    to.origin === location.origin && to.pathname === location.pathname && !to.searchParams.has("as") && !to.searchParams.has("cite");

  // say fills the live region; only what the reader has to see is seen.
  const say = (text: string, seen = false, again?: () => void): void => {
    status.classList.toggle("hidden", !seen);
    status.replaceChildren(text);
    if (again) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = status.dataset["retry"] ?? "";
      button.addEventListener("click", again);
      status.append(" ", button);
    }
  };

  // request fetches a page or a file; null if it fails, which the reader sees, or if a newer request aborts it.
  const request = async (to: URL, again: () => void): Promise<Answer | null> => {
    pending?.abort();
    const controller = (pending = new AbortController());
    say("");
    main.setAttribute("aria-busy", "true");
    const timer = setTimeout(() => {
      say(status.dataset["slow"] ?? "", true);
    }, slowMs);
    try {
      const response = await fetch(to, { signal: controller.signal });
      const text = await response.text();
      // The server's pages about what a reader asks wrongly are pages too; the rest is to be tried again.
      if (response.status >= 500 || response.status === 429) {
        throw new Error(response.statusText);
      }
      say("");
      return { url: response.url, text, file: /filename="([^"]+)"/.exec(response.headers.get("content-disposition") ?? "")?.[1] ?? "" };
    } catch {
      if (!controller.signal.aborted) {
        say(status.dataset["failed"] ?? "", true, again);
      }
      return null;
    } finally {
      clearTimeout(timer);
      if (pending === controller) {
        pending = null;
        main.removeAttribute("aria-busy");
      }
    }
  };

  const go = async (to: URL, move: Move): Promise<void> => {
    clearTimeout(typing); // a choice that is still to be asked for would abort this request
    if (isEmbedded()) {
      to.searchParams.set("embed", "1");
    }
    const answer = await request(to, () => void go(to, move));
    if (!answer) {
      return;
    }
    const page = new DOMParser().parseFromString(answer.text, "text/html");
    const at = new URL(answer.url);
    at.hash = to.hash;
    const next = page.querySelector("main");
    // Another build of the program, or a page elsewhere, is loaded whole.
    if (!next || at.pathname !== location.pathname || filesOf(page) !== filesOf(document)) {
      location.assign(at);
      return;
    }
    if (move !== "history") {
      history.replaceState({ y: scrollY }, "");
      history[at.href === location.href ? "replaceState" : "pushState"](null, "", at);
    }
    const closed = at.searchParams.has("cell") ? null : new URLSearchParams(shown.slice(shown.indexOf("?"))).get("cell");
    shown = at.pathname + at.search;
    become(main, next);
    document.dispatchEvent(new Event("swapped"));
    place(main, at.hash, move, closed);
    say((main.querySelector("[data-said]") ?? main.querySelector("h1"))?.textContent.trim() ?? "");
  };

  document.addEventListener("click", (event) => {
    // Links of pictures are elements of SVG, which have other properties.
    const link = event.target instanceof Element ? event.target.closest("a[href]:not([target], [download])") : null;
    const modified = event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
    if (!link || !main.contains(link) || modified || event.defaultPrevented) {
      return;
    }
    const to = new URL(link.getAttribute("href") ?? "", location.href);
    if (link.hasAttribute("data-png")) {
      event.preventDefault();
      const draw = async (): Promise<void> => {
        const answer = await request(to, () => void draw());
        if (answer) {
          save(answer.file.replace(/svg$/, "png"), await png(answer.text));
        }
      };
      void draw();
    } else if (isHere(to) && (to.hash === "" || to.search !== location.search)) {
      event.preventDefault();
      void go(to, link.closest(".pager") ? "top" : "step");
    }
  });

  main.addEventListener("submit", (event) => {
    const to = event.target instanceof HTMLFormElement ? addressOf(event.target) : null;
    if (to && isHere(to)) {
      event.preventDefault();
      void go(to, "step");
    }
  });

  main.addEventListener("change", (event) => {
    if (event.target instanceof HTMLElement) {
      event.target.closest<HTMLFormElement>("form[data-live]")?.requestSubmit();
    }
  });

  addEventListener("popstate", () => {
    if (location.pathname + location.search !== shown) {
      void go(new URL(location.href), "history");
    } else {
      pending?.abort();
      say("");
    }
  });

  // While a name is written, the server's choices stand below its box as links.
  const suggest = async (box: HTMLInputElement, list: Element): Promise<void> => {
    const to = box.form && box.value.trim().length > 1 ? addressOf(box.form) : null;
    to?.searchParams.set("suggest", box.name);
    const answer = to && (await request(to, () => void suggest(box, list)));
    const choices = answer && new DOMParser().parseFromString(answer.text, "text/html").querySelector(".choices");
    list.replaceChildren(...(choices ? [choices] : []));
    say(choices ? `${choices.querySelector("p")?.textContent ?? ""} (${choices.querySelectorAll("a").length.toString()})` : "");
  };
  main.addEventListener("input", ({ target }) => {
    const list = target instanceof HTMLInputElement ? target.parentElement?.querySelector(".found") : null;
    if (list) {
      clearTimeout(typing);
      typing = setTimeout(() => void suggest(target as HTMLInputElement, list), typingMs);
    }
  });
  // Escape closes the names that were found, or the cell that is open.
  main.addEventListener("keydown", (event) => {
    const end = event.target instanceof Element ? event.target.closest(".end") : null;
    const stops = [...(end?.querySelectorAll<HTMLElement>("input, .found a") ?? [])];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    if (end && step !== 0 && stops.length > 1) {
      event.preventDefault();
      stops[(stops.indexOf(event.target as HTMLElement) + step + stops.length) % stops.length]?.focus();
    } else if (end && event.key === "Escape") {
      end.querySelector(".found")?.replaceChildren();
      stops[0]?.focus();
    } else if (event.key === "Escape") {
      main.querySelector<HTMLElement>("a[data-close]")?.click();
    }
  });
}

/**
 * Makes the links of a matrix one stop of the Tab key, from which arrow keys lead to the others: along a row, and to the next
 * row that has one in the same column.
 */
function walk(main: HTMLElement): void {
  const table = (): HTMLTableElement | null => main.querySelector("table.matrix");
  const stop = (at: Element | null | undefined): void => {
    table()?.querySelectorAll("a").forEach((link) => {
      link.tabIndex = link === at ? 0 : -1;
    });
  };
  const settle = (): void => {
    const active = document.activeElement;
    stop(table()?.contains(active) && active?.localName === "a" ? active : table()?.querySelector(".cell a"));
  };
  settle();
  new MutationObserver(settle).observe(main, { childList: true, subtree: true });
  main.addEventListener("focusin", ({ target }) => {
    if (target instanceof HTMLAnchorElement && table()?.contains(target)) {
      stop(target);
    }
  });
  main.addEventListener("keydown", (event) => {
    const at = event.target instanceof HTMLAnchorElement ? event.target : null;
    const row = at?.closest("tr");
    if (!at || !row || !table()?.contains(at)) {
      return;
    }
    const rows = [...(table()?.rows ?? [])];
    const along = [...row.querySelectorAll("a")];
    const column = at.closest<HTMLTableCellElement>("td, th")?.cellIndex ?? 0;
    const inColumn = (lines: readonly HTMLTableRowElement[]): HTMLElement | null | undefined =>
      lines.map((line) => line.cells[column]?.querySelector("a")).find((link) => link);
    const ends = event.ctrlKey ? [...(table()?.querySelectorAll("a") ?? [])] : along;
    const to = {
      ArrowRight: () => along[along.indexOf(at) + 1],
      ArrowLeft: () => along[along.indexOf(at) - 1],
      ArrowDown: () => inColumn(rows.slice(row.rowIndex + 1)),
      ArrowUp: () => inColumn(rows.slice(0, row.rowIndex).reverse()),
      Home: () => ends[0],
      End: () => ends.at(-1),
    }[event.key];
    if (to) {
      event.preventDefault();
      to()?.focus();
    }
  });
}

/** Returns where a form with GET leads: several choices of a name in one value, and no empty values. */
function addressOf(form: HTMLFormElement): URL {
  const to = new URL(form.action);
  const data = new FormData(form);
  to.search = new URLSearchParams(
    [...new Set(data.keys())].flatMap((name) => {
      const value = data.getAll(name).filter((one): one is string => typeof one === "string" && one !== "").join(",");
      return value === "" ? [] : [[name, value]];
    }),
  ).toString();
  return to;
}

/** Names the styles and scripts of a page; another build has others. */
const filesOf = (page: Document): string =>
  [...page.querySelectorAll("link[rel=stylesheet], script[src]")].map((file) => file.getAttribute("href") ?? file.getAttribute("src")).join(" ");

/** Makes the page what the next one is: main, the footer, the title, and the links to its language and address. */
function become(main: HTMLElement, next: HTMLElement): void {
  const page = next.ownerDocument;
  for (const link of ["a.toggle", "link[rel=canonical]", "link[hreflang=en-CA]", "link[hreflang=fr-CA]"]) {
    const target = page.querySelector(link)?.getAttribute("href"); // a page that is not there has no address of its own
    if (target) {
      document.querySelector(link)?.setAttribute("href", target);
    }
  }
  document.title = page.title;
  const version = page.querySelector("footer .version")?.textContent;
  document.querySelector("footer .version")?.replaceChildren(version ?? "");
  // What the reader has opened or closed stays so.
  void Idiomorph.morph(main, next, { callbacks: { beforeAttributeUpdated: (name, element) => !(name === "open" && element.localName === "details") } });
}

/** Leads the reader to what was asked for, or back to the cell that was closed; without that, focus and scroll stay, or go to
 * the next box that is empty. */
function place(main: HTMLElement, hash: string, move: Move, closed: string | null): void {
  const target = document.getElementById(decodeURIComponent(hash.slice(1)));
  if (move === "history") {
    const { y } = (history.state ?? {}) as { readonly y?: number };
    scrollTo(0, y ?? scrollY);
  } else if (target) {
    target.tabIndex = -1;
    target.focus();
  } else if (move === "top") {
    main.focus();
    main.scrollIntoView();
  } else if (closed !== null) {
    [...main.querySelectorAll<HTMLAnchorElement>(".cell a")].find((link) => new URL(link.href).searchParams.get("cell") === closed)?.focus();
  }
  if (!main.contains(document.activeElement)) {
    (main.querySelector<HTMLElement>("input:invalid") ?? main).focus({ preventScroll: true });
  }
}

const main = document.querySelector<HTMLElement>("main");
const status = document.querySelector<HTMLElement>("#swap");
if (main && status) {
  start(main, status);
  walk(main);
}
