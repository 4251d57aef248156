// A box in which a node is looked for by its names and chosen: it shows what is chosen, and finds while one writes.
import { useEffect, useState, type ReactElement } from "react";
import { ComboBox, I18nProvider, Input, Label, ListBox, ListBoxItem, Popover } from "react-aria-components";
import { FormattedMessage } from "react-intl";
import { ConnectSearchDocument, type NodeKind } from "../../api/documents.ts";
import { useAsk } from "../../api/use-ask.ts";
import { kindOf } from "../../graph/kind.ts";
import { KindMark } from "../../shell/kind-mark.tsx";
import { useLanguage } from "../../shell/language.ts";
import { locales } from "../../shell/messages.ts";

/** What can stand at an end of a path: all kinds that have a name. */
const kinds: readonly NodeKind[] = [
  "PERSON",
  "ORGANIZATION",
  "COLLECTIVE",
  "SESSION",
  "ISSUE",
  "RECOMMENDATION",
  "INITIATIVE",
  "PUBLICATION",
  "POPULATION",
  "PLACE",
  "FIGURE",
];

const waitMs = 150;

/** The box. name is that of what is chosen, and null if nothing is. */
export function NodeBox(props: {
  readonly label: string;
  readonly name: string | null;
  readonly onChoose: (id: string) => void;
}): ReactElement {
  const { label, name, onChoose } = props;
  const { language, lang } = useLanguage();
  const [text, setText] = useState(name ?? "");
  const [shown, setShown] = useState(name);
  // What is chosen may change from outside: by the back button, or when the two boxes are exchanged.
  if (shown !== name) {
    setShown(name);
    setText(name ?? "");
  }
  const wanted = useSettled(text.trim());
  const asking = wanted.length >= 2 && wanted !== name;
  // The list opens at the key, not when the answer has come: the box opens it at no other moment.
  const writing = text.trim().length >= 2 && text.trim() !== name;
  const asked = useAsk(ConnectSearchDocument, asking ? { lang, text: wanted.slice(0, 100), kinds } : null);
  const found = asked.state === "answered" ? asked.data.search.nodes : [];
  return (
    <I18nProvider locale={locales[language]}>
      <ComboBox
        className="node-box"
        items={found}
        inputValue={text}
        onInputChange={setText}
        value={null}
        onChange={(key) => {
          const chosen = found.find(({ id }) => id === key);
          if (chosen) {
            setText(chosen.label);
            onChoose(chosen.id);
          }
        }}
        // What was written and not chosen stays to be corrected.
        allowsCustomValue
        allowsEmptyCollection={writing}
        menuTrigger="input"
        // The server has found these by all their names; the box must not look for the letters once more.
        defaultFilter={() => true}
      >
        <Label>{label}</Label>
        <Input
          spellCheck={false}
          autoComplete="off"
          onFocus={(event) => {
            event.currentTarget.select();
          }}
        />
        <Popover className="node-box-found" placement="bottom start" offset={2}>
          <ListBox<(typeof found)[number]>
            renderEmptyState={() => (
              <p>
                <FormattedMessage
                  id={asked.state === "answered" ? "connect.found.none" : asked.state === "failed" ? `state.failed.${asked.error.reason}` : "state.loading"}
                />
              </p>
            )}
          >
            {({ id, label: own }) => (
              <ListBoxItem id={id} textValue={own}>
                <KindMark kind={kindOf(id)} />
                <span>{own}</span>
                <span className="node-box-kind">
                  <FormattedMessage id={`kind.${kindOf(id)}`} />
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        </Popover>
      </ComboBox>
    </I18nProvider>
  );
}

// useSettled returns a text once it has not changed for a moment.
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(text);
    }, waitMs);
    return () => {
      clearTimeout(timer);
    };
  }, [text]);
  return settled;
}
