// The filters of the network, as the server offers them: each value with how many names it would leave. One that would leave
// none is disabled. Nothing chosen means everything; what is chosen is in the address.
import type { ReactElement, ReactNode } from "react";
import { Button, CheckboxButton, CheckboxField, CheckboxGroup, Label } from "react-aria-components";
import { FormattedMessage, FormattedNumber } from "react-intl";
import type { Change } from "../address/use-address.ts";
import type { FilterOption, NetworkScene } from "../graph/scene.ts";
import { stanceSigns, type Kind, type Stance } from "../settings.ts";
import { KindMark } from "../shell/kind-mark.tsx";
import type { NetworkState } from "../views/network-state.ts";

interface Props {
  readonly scene: NetworkScene;
  readonly state: NetworkState;
  readonly change: Change<NetworkState>;
}

/** The filters. */
export function Filters({ scene, state, change }: Props): ReactElement {
  return (
    <div className="filters">
      <p className="caption">
        <FormattedMessage id="page.network.options" />
      </p>
      {scene.filters.map(({ name, title, options }) => (
        <CheckboxGroup
          key={name}
          className="filter"
          value={[...state[name]]}
          onChange={(chosen) => {
            // In the order of the options, so that one choice has one address.
            change({ [name]: options.map(({ value }) => value).filter((value) => chosen.includes(value)) });
          }}
        >
          <Label>{title}</Label>
          <div className="filter-options">
            {options.map((option) => (
              <CheckboxField key={option.value} value={option.value} isDisabled={option.count === 0 && !(state[name] as readonly string[]).includes(option.value)}>
                <CheckboxButton>
                  <span className="check" aria-hidden="true" />
                  <span className="filter-label">
                    <Mark name={name} value={option.value} />{" "}
                    {option.label}
                  </span>
                  {option.count >= 0 && (
                    <span className="entry-count">
                      <FormattedNumber value={option.count} />
                    </span>
                  )}
                </CheckboxButton>
              </CheckboxField>
            ))}
          </div>
        </CheckboxGroup>
      ))}
      <Button
        className="button"
        onPress={() => {
          change({ kinds: [], types: [], voice: [], stance: [], session: [] });
        }}
      >
        <FormattedMessage id="page.banks.clear" />
      </Button>
    </div>
  );
}

// The mark that the picture has for a value.
function Mark({ name, value }: { readonly name: string } & Pick<FilterOption, "value">): ReactNode {
  if (name === "kinds") {
    return <KindMark kind={value as Kind} />;
  }
  return name !== "stance" ? null : (
    <span className={`sign sign-${value}`} aria-hidden="true">
      {stanceSigns[value as Stance]}
    </span>
  );
}
