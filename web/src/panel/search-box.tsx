// The search box: a combobox over the search of the API, which marks what it found.
// It asks a moment after the last key; what is chosen is told to the view, and nothing is chosen by itself.
import { useEffect, useState, type ReactElement, type ReactNode, type Ref } from "react";
import { ComboBox, I18nProvider, Input, Label, ListBox, ListBoxItem, Popover, Text } from "react-aria-components";
import { FormattedMessage, useIntl } from "react-intl";
import { FindDocument, type FindQuery } from "../api/documents.ts";
import { useAsk } from "../api/use-ask.ts";
import { kindOf } from "../graph/kind.ts";
import { search } from "../settings.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import { useLanguage } from "../shell/language.ts";
import { locales } from "../shell/messages.ts";

interface Props {
  readonly label: ReactNode;
  /** Called with the ID of the node that was chosen. */
  readonly onChoose: (id: string) => void;
  readonly input?: Ref<HTMLInputElement>;
  /** What stands in the box at first. */
  readonly initial?: string;
}

/** The search box. */
export function SearchBox({ label, onChoose, input, initial = "" }: Props): ReactElement {
  const intl = useIntl();
  const { language, lang } = useLanguage();
  const [text, setText] = useState(initial);
  const wanted = useDebounced(text.trim(), search.waitMs);
  const asked = useAsk(FindDocument, wanted.length >= search.shortest && wanted !== initial ? { text: wanted, lang } : null);
  const answer = useLast(asked.state === "answered" ? asked.data.search : null, wanted.length < search.shortest);
  // An empty box has nothing to show, and its list closes; while it is open the rest of the page is hidden from screen readers.
  const empty = text.trim() === "";
  // Of a question that failed nothing is known, the last one's answer least of all.
  const items = empty || asked.state === "failed" ? [] : (answer?.edges ?? []).map((edge) => ({ ...edge, id: edge.node.id }));
  return (
    <I18nProvider locale={locales[language]}>
    <ComboBox
      className="search"
      items={items}
      inputValue={text}
      onInputChange={setText}
      value={null}
      onChange={(key) => {
        if (typeof key === "string") {
          setText("");
          onChoose(key);
        }
      }}
      allowsEmptyCollection={!empty}
      menuTrigger="input"
      // The API has found these; the box must not filter them again by their first letters.
      defaultFilter={() => true}
    >
      <Label>{label}</Label>
      <Input ref={input ?? null} className="search-input" type="search" autoComplete="off" spellCheck={false} />
      <Popover className="search-results" offset={4} placement="bottom start">
        <ListBox<(typeof items)[number]>
          aria-label={intl.formatMessage({ id: "search.results" })}
          renderEmptyState={() => (
            <p className="search-empty">
              {asked.state === "failed" ? (
                <FormattedMessage id={`state.failed.${asked.error.reason}`} />
              ) : answer ? (
                <FormattedMessage id="search.none" values={{ text: wanted }} />
              ) : (
                <FormattedMessage id={text.trim().length < search.shortest ? "search.more" : "state.loading"} />
              )}
            </p>
          )}
        >
          {(item) => <Found item={item} />}
        </ListBox>
      </Popover>
    </ComboBox>
    </I18nProvider>
  );
}

function Found({ item }: { readonly item: FindQuery["search"]["edges"][number] & { readonly id: string } }): ReactElement {
  const kind = kindOf(item.id);
  const match = item.matches.find(({ field }) => field !== "NAME");
  return (
    <ListBoxItem id={item.id} className="search-result" textValue={item.node.label}>
      <KindMark kind={kind} />
      <Text slot="label">
        {item.node.label}{" "}
        <span className="search-kind">
          <FormattedMessage id={`kind.${kind}`} />
        </span>
      </Text>
      {match && kind !== "statement" && (
        <Text slot="description" {...(match.lang ? { lang: match.lang.toLowerCase() } : {})}>
          {match.cutStart && "…"}
          {match.segments.map(({ text, matched }, place) => (matched ? <mark key={place}>{text}</mark> : text))}
          {match.cutEnd && "…"}
        </Text>
      )}
    </ListBoxItem>
  );
}

// What was found last stays while the next is asked for, so that the list does not flicker and the reader keeps the place in it.
function useLast<T>(value: T | null, forget: boolean): T | null {
  const [last, setLast] = useState<T | null>(null);
  const kept = forget ? null : (value ?? last);
  useEffect(() => {
    setLast(kept);
  }, [kept]);
  return kept;
}

function useDebounced(value: string, ms: number): string {
  const [settled, setSettled] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => {
      setSettled(value);
    }, ms);
    return () => {
      clearTimeout(timer);
    };
  }, [value, ms]);
  return settled;
}
