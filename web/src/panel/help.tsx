// The help dialog: what the keys do, and a switch that turns off those that need no modifier.
// It is the browser's own dialog, which keeps the focus inside and gives it back.
import { useRef, type ReactElement } from "react";
import { Button, CheckboxButton, CheckboxField } from "react-aria-components";
import { FormattedMessage, useIntl } from "react-intl";
import type { Change } from "../address/use-address.ts";
import type { NetworkState } from "../views/network-state.ts";
import { useKey } from "./use-key.ts";

const lines = [
  { keys: ["/"], says: "search", single: true },
  { keys: ["?"], says: "help", single: true },
  { keys: ["w"], says: "walk", single: true },
  { keys: ["↑", "↓"], says: "step", single: false },
  { keys: ["→"], says: "cross", single: false },
  { keys: ["←"], says: "back", single: false },
  { keys: ["Enter"], says: "open", single: false },
  { keys: ["c"], says: "citation", single: true },
  { keys: ["Esc"], says: "leave", single: false },
  { keys: ["Shift", "Shift", "Shift"], says: "exit", single: false },
] as const;

// Keys whose name depends on the language of the keyboard.
const named = { Enter: "help.key.enter", Esc: "help.key.escape", Shift: "help.key.shift" } as const;

/** The button that opens the dialog, and the dialog. */
export function Help({ state, change }: { readonly state: NetworkState; readonly change: Change<NetworkState> }): ReactElement {
  const intl = useIntl();
  const dialog = useRef<HTMLDialogElement>(null);
  const open = (): void => {
    dialog.current?.showModal();
  };
  useKey("?", state.keys, open);
  return (
    <>
      <Button className="button" onPress={open}>
        <FormattedMessage id="help.button" />
      </Button>
      <dialog ref={dialog} className="help" aria-labelledby="help-title">
        <h2 id="help-title">
          <FormattedMessage id="help.title" />
        </h2>
        <dl>
          {lines.map(({ keys, says, single }) => (
            <div key={says} className={single && !state.keys ? "quiet" : undefined}>
              <dt>
                {keys.map((key, place) => (
                  <kbd key={place}>{key in named ? intl.formatMessage({ id: named[key as keyof typeof named] }) : key}</kbd>
                ))}
              </dt>
              <dd>
                <FormattedMessage id={`help.${says}`} />
              </dd>
            </div>
          ))}
        </dl>
        <CheckboxField
          isSelected={state.keys}
          onChange={(keys) => {
            change({ keys }, { replace: true });
          }}
        >
          <CheckboxButton className="help-switch">
            <span className="check" aria-hidden="true" />
            <span>
              <FormattedMessage id="help.single" />
            </span>
          </CheckboxButton>
        </CheckboxField>
        <Button className="button" onPress={() => dialog.current?.close()}>
          <FormattedMessage id="page.banks.close" />
        </Button>
      </dialog>
    </>
  );
}
