// Catches what a view throws while it is drawn: the page says why, and the server's table below it stays.
import { Component, type ReactElement, type ReactNode } from "react";
import { FormattedMessage } from "react-intl";
import { showTwin } from "./twin.ts";

/** Draws children, or says why they cannot be drawn. */
export class Boundary extends Component<{ readonly children: ReactNode }, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null };

  static getDerivedStateFromError(error: unknown): { readonly error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(): void {
    showTwin();
  }

  override render(): ReactNode {
    return this.state.error ? <NoView why={this.state.error.message} /> : this.props.children;
  }
}

/** Says that the view cannot be drawn, and why. */
export function NoView({ why }: { readonly why: ReactNode }): ReactElement {
  return (
    <p className="notice" role="alert">
      <FormattedMessage id="state.noview" values={{ why }} />
    </p>
  );
}
