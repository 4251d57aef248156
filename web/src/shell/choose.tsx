// A labelled list to choose one of, and a group to choose some of: the browser's own controls, which work everywhere.
import { useId, type ReactElement } from "react";

/** What can be chosen: its value and its words. */
export interface Option<T extends string> {
  readonly value: T;
  readonly label: string;
  /** How many there are; not said if undefined. */
  readonly count?: number | undefined;
}

/** Chooses one. */
export function ChooseOne<T extends string>(props: {
  readonly label: string;
  readonly value: T;
  readonly options: readonly Option<T>[];
  readonly onChange: (value: T) => void;
}): ReactElement {
  const { label, value, options, onChange } = props;
  const id = useId();
  return (
    <div className="choose">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={(event) => {
          const chosen = options.find((option) => option.value === event.target.value);
          if (chosen) {
            onChange(chosen.value);
          }
        }}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Chooses some; none chosen means all. */
export function ChooseSome<T extends string>(props: {
  readonly label: string;
  readonly chosen: readonly T[];
  readonly options: readonly Option<T>[];
  readonly onChange: (chosen: readonly T[]) => void;
}): ReactElement {
  const { label, chosen, options, onChange } = props;
  return (
    <fieldset className="choose-some">
      <legend>{label}</legend>
      {options.map((option) => (
        <label key={option.value}>
          <input
            type="checkbox"
            checked={chosen.includes(option.value)}
            onChange={(event) => {
              onChange(event.target.checked ? [...chosen, option.value] : chosen.filter((value) => value !== option.value));
            }}
          />
          <span>{option.label}</span>
          {option.count !== undefined && <span className="choose-count">{option.count}</span>}
        </label>
      ))}
    </fieldset>
  );
}

/** Chooses yes or no. */
export function ChooseWhether(props: {
  readonly label: string;
  readonly value: boolean;
  readonly onChange: (value: boolean) => void;
}): ReactElement {
  const { label, value, onChange } = props;
  return (
    <label className="choose-whether">
      <input
        type="checkbox"
        checked={value}
        onChange={(event) => {
          onChange(event.target.checked);
        }}
      />
      <span>{label}</span>
    </label>
  );
}
