// The picture for the keyboard and for screen readers: where the reader is, and the statements on each edge from there.
// Up and down walk from statement to statement, right crosses to the other end, left goes back; c opens the citation.
import { useEffect, useRef, useState, type KeyboardEvent, type ReactElement } from "react";
import { Collection, Header, ListBox, ListBoxItem, ListBoxSection } from "react-aria-components";
import { FormattedMessage, useIntl } from "react-intl";
import type { NetworkNode } from "../graph/scene.ts";
import { beginnings, stepsFrom, type Step } from "../graph/walk.ts";
import { stanceSigns } from "../settings.ts";
import type { NodeEvidencePages } from "./node-asked.ts";
import type { PanelProps } from "./panel.tsx";
import { useKey } from "./use-key.ts";

interface Option {
  readonly id: string;
  readonly text: string;
  readonly step: Step | null;
  readonly statement: string | null;
  readonly english: boolean;
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly options: readonly Option[];
}

/** How long the evidence may take to be there after its key was pressed, in milliseconds. */
const patience = 5000;

/** Focuses the element with the ID, now or when it comes: the evidence may still be asked for. */
function focusWhenThere(id: string): void {
  const focus = (): boolean => {
    const element = document.getElementById(id);
    element?.focus();
    element?.scrollIntoView({ block: "nearest" });
    return element !== null;
  };
  if (focus()) {
    return;
  }
  const observer = new MutationObserver(() => {
    if (focus()) {
      observer.disconnect();
    }
  });
  observer.observe(document.body, { childList: true, subtree: true });
  setTimeout(() => {
    observer.disconnect();
  }, patience);
}

/** What the navigator needs: where the reader stands, null for nowhere yet, and the evidence of that node. */
type Props = PanelProps & { readonly here: string | null; readonly evidence: NodeEvidencePages };

/** The navigator. It is out of sight until the focus is in it. */
export function Navigator(props: Props): ReactElement {
  const { state, scene, here, change, picture, onPoint } = props;
  const intl = useIntl();
  const box = useRef<HTMLDivElement>(null);
  const cameFrom = useRef<Element | null>(null);
  // Whether the reader is walking: the list that comes with the next node then takes the focus of the last one.
  const walking = useRef(false);
  const [said, setSaid] = useState("");
  const [trail, setTrail] = useState<readonly string[]>([]);
  const [current, setAt] = useState<Option | null>(null);
  // The options that the reader walked to, by the node they stood at. The Tab key passes an option without walking to it.
  const reached = useRef(new Map<string | null, string>());
  const moved = useRef(false);
  const returning = useRef<string | undefined>(undefined);
  const node = scene.nodes.find(({ id }) => id === here);
  const sayNode = useSayNode();
  const { sections, loaded } = useSections(props);
  const options = sections.flatMap((section) => section.options);

  const focusOption = (id: string | undefined): boolean => {
    const option = id === undefined ? null : box.current?.querySelector<HTMLElement>(`[role=option][data-key="${CSS.escape(id)}"]`);
    option?.focus();
    return option !== null && option !== undefined;
  };
  const enter = (): void => {
    if (!box.current?.contains(document.activeElement)) {
      cameFrom.current = document.activeElement;
    }
    walking.current = true;
    if (!focusOption(reached.current.get(here))) {
      box.current?.querySelector<HTMLElement>("[role=listbox]")?.focus();
    }
  };
  useKey("w", state.keys, enter);

  const go = (node: string, back: boolean): void => {
    returning.current = back ? reached.current.get(node) : undefined;
    setTrail(back ? trail.slice(0, -1) : here === null ? trail : [...trail, here]);
    change({ select: node }, { replace: true });
    picture.current?.reveal(node);
    const next = scene.nodes.find(({ id }) => id === node);
    if (next) {
      setSaid(sayNode(next));
    }
  };

  const leave = (): void => {
    walking.current = false;
    onPoint(null);
    const to = cameFrom.current instanceof HTMLElement && cameFrom.current.isConnected && cameFrom.current !== document.body ? cameFrom.current : document.querySelector<HTMLElement>("#panel-title");
    to?.focus();
  };

  const arrive = (option: Option): void => {
    // The list of a node that the reader goes back to begins at its first option; they left it at another.
    const left = returning.current;
    if (left !== undefined && loaded) {
      returning.current = undefined;
      if (left !== option.id && focusOption(left)) {
        return;
      }
    }
    setAt(option);
    if (moved.current) {
      reached.current.set(here, option.id);
    }
  };

  const cite = (): void => {
    const statement = current?.statement;
    if (statement) {
      focusWhenThere(`evidence-${statement}`);
    }
  };

  const onKey = (event: KeyboardEvent): void => {
    moved.current = event.key !== "Tab";
    const last = trail.at(-1);
    switch (event.key) {
      case "ArrowRight":
        if (current) {
          go(current.step?.neighbor ?? current.id, false);
        }
        break;
      case "ArrowLeft":
        if (last !== undefined) {
          go(last, true);
        } else if (here !== null && state.focus === null) {
          returning.current = reached.current.get(null);
          change({ select: null }, { replace: true });
          setSaid(intl.formatMessage({ id: "navigator.begin" }));
        }
        break;
      case "Escape":
        leave();
        break;
      case "c":
        if (!state.keys || event.ctrlKey || event.metaKey) {
          return;
        }
        cite();
        break;
      case "/":
      case "?":
        // The page's own keys; the list would search its options for them.
        if (state.keys) {
          document.dispatchEvent(new globalThis.KeyboardEvent("keydown", { key: event.key }));
        }
        break;
      default:
        return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      className="navigator"
      ref={box}
      onKeyDownCapture={onKey}
      onPointerDown={() => {
        moved.current = true;
      }}
      onFocus={({ relatedTarget }) => {
        walking.current = true;
        if (relatedTarget !== null && !box.current?.contains(relatedTarget)) {
          moved.current = false;
        }
      }}
      onBlur={({ relatedTarget }) => {
        // A list that is replaced by the next one loses the focus to nothing.
        if (relatedTarget !== null && !box.current?.contains(relatedTarget)) {
          walking.current = false;
          onPoint(null);
        }
      }}
    >
      <p className="navigator-title" id="navigator-title">
        <FormattedMessage id="navigator.title" values={{ label: node?.label ?? intl.formatMessage({ id: "panel.shown" }) }} />
      </p>
      <p className="navigator-keys" id="navigator-keys">
        <FormattedMessage id="navigator.keys" />
      </p>
      <ListBox
        key={`${here ?? ""} ${String(loaded)}`}
        aria-labelledby="navigator-title"
        aria-describedby="navigator-keys"
        items={sections}
        selectionMode="none"
        shouldFocusOnHover={false}
        autoFocus={walking.current ? "first" : false}
        onAction={(key) => {
          const option = options.find(({ id }) => id === key);
          if (option) {
            change({ select: option.step?.key ?? option.id }, { replace: true });
          }
        }}
        renderEmptyState={() => <FormattedMessage id="state.loading" />}
      >
        {(section) => (
          <ListBoxSection id={section.id}>
            <Header>{section.title}</Header>
            <Collection items={section.options}>
              {(option) => (
                <ListBoxItem id={option.id} textValue={option.text} {...(option.english ? { lang: "en" } : {})}>
                  {({ isFocused }) => <Line option={option} focused={isFocused} onAt={arrive} onPoint={onPoint} />}
                </ListBoxItem>
              )}
            </Collection>
          </ListBoxSection>
        )}
      </ListBox>
      <div className="visually-hidden" role="status">
        {said}
      </div>
    </div>
  );
}

function Line(props: {
  readonly option: Option;
  readonly focused: boolean;
  readonly onAt: (option: Option) => void;
  readonly onPoint: (key: string | null) => void;
}): ReactElement {
  const { option, focused, onAt, onPoint } = props;
  useEffect(() => {
    if (focused) {
      onAt(option);
      onPoint(option.step?.key ?? option.id);
    }
    // What is pointed at follows the focus alone.
  }, [focused, option.id]);
  return <>{option.text}</>;
}

function useSayNode(): (node: NetworkNode) => string {
  const intl = useIntl();
  return ({ label, kind, said }) => [label, intl.formatMessage({ id: `kind.${kind}` }), said].filter((part) => part !== "").join(", ");
}

function useSections({ scene, here, evidence }: Props): { readonly sections: readonly Section[]; readonly loaded: boolean } {
  const intl = useIntl();
  const sayNode = useSayNode();
  if (here === null) {
    const options = beginnings(scene.nodes).map((node): Option => ({ id: node.id, text: sayNode(node), step: null, statement: null, english: false }));
    return { sections: [{ id: "shown", title: intl.formatMessage({ id: "panel.shown" }), options }], loaded: true };
  }
  const sections = stepsFrom(scene, here, evidence.nodes).map((step) => {
    const title = intl.formatMessage({ id: `edge.${step.type}` }, { end: step.out ? "out" : "in", label: step.label });
    const options = step.statements.map(
      ({ id, summary, positions }): Option => ({
        id: `${step.key} ${id}`,
        text: [...positions.map(({ stance }) => stanceSigns[({ FOR: "for", AGAINST: "against", MIXED: "mixed" } as const)[stance]]), summary].join(" "),
        step,
        statement: id,
        english: true,
      }),
    );
    const weight = intl.formatMessage({ id: "navigator.statements" }, { count: step.weight });
    return {
      // A list takes a section and an option of one ID for the same thing.
      id: `at ${step.key}`,
      title: step.derived && step.weight > 0 ? `${title} (${weight})` : title,
      options: options.length > 0 ? options : [{ id: step.key, text: title, step, statement: null, english: false }],
    };
  });
  return { sections, loaded: evidence.state !== "loading" };
}
