// The controls above the picture: search, how far around the focus, filters, and help with the keys.
// It is loaded after the first picture.
import { useRef, useState, type ReactElement } from "react";
import { Button, I18nProvider, Label, RadioButton, RadioField, RadioGroup } from "react-aria-components";
import { FormattedMessage } from "react-intl";
import type { Change } from "../address/use-address.ts";
import type { NetworkScene } from "../graph/scene.ts";
import { useLanguage } from "../shell/language.ts";
import { locales } from "../shell/messages.ts";
import type { NetworkState } from "../views/network-state.ts";
import { Filters } from "./filters.tsx";
import { Help } from "./help.tsx";
import { SearchBox } from "./search-box.tsx";
import { useKey } from "./use-key.ts";

interface Props {
  readonly scene: NetworkScene;
  readonly state: NetworkState;
  readonly change: Change<NetworkState>;
  readonly onFocus: (node: string) => void;
}

/** The controls. */
export function Controls({ scene, state, change, onFocus }: Props): ReactElement {
  const { language } = useLanguage();
  const input = useRef<HTMLInputElement>(null);
  const [open, setOpen] = useState(false);
  const active = state.kinds.length + state.types.length + state.session.length + state.stance.length + state.voice.length;
  useKey("/", state.keys, () => input.current?.focus());
  return (
    <I18nProvider locale={locales[language]}>
      <div className="controls-row">
        <SearchBox label={<FormattedMessage id="search.label" />} onChoose={onFocus} input={input} />
        {scene.focus !== "" && (
          <RadioGroup
            className="depth"
            orientation="horizontal"
            value={state.depth.toString()}
            onChange={(value) => {
              change({ depth: Number(value) });
            }}
          >
            <Label>
              <FormattedMessage id="network.depth" />
            </Label>
            {["1", "2", "3"].map((depth) => (
              <RadioField key={depth} value={depth}>
                <RadioButton>{depth}</RadioButton>
              </RadioField>
            ))}
          </RadioGroup>
        )}
        <div className="controls-end">
          {scene.focus !== "" && (
            <Button
              className="button"
              onPress={() => {
                change({ focus: null, select: null, expand: [], depth: 1 });
              }}
            >
              <FormattedMessage id="network.whole" />
            </Button>
          )}
          <Button
            className="button"
            aria-expanded={open}
            aria-controls="network-filters"
            onPress={() => {
              setOpen(!open);
            }}
          >
            <FormattedMessage id="network.filters.button" values={{ active }} />
          </Button>
          <Help state={state} change={change} />
        </div>
      </div>
      <div id="network-filters" hidden={!open}>
        {open && <Filters scene={scene} state={state} change={change} />}
      </div>
    </I18nProvider>
  );
}
