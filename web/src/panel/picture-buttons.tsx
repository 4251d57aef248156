// Buttons on the picture for what can also be done by wheel, pinch and drag.
// They stand above each other in its corner.
import type { ReactElement, RefObject } from "react";
import { Button } from "react-aria-components";
import { useIntl } from "react-intl";
import type { PictureHandle } from "../view/picture-frame.tsx";

/** The buttons of a picture. */
export function PictureButtons({ picture }: { readonly picture: RefObject<PictureHandle | null> }): ReactElement {
  const intl = useIntl();
  return (
    <div className="picture-buttons" role="group" aria-label={intl.formatMessage({ id: "network.buttons" })}>
      <Button aria-label={intl.formatMessage({ id: "network.zoom.in" })} onPress={() => picture.current?.zoom(1.5)}>
        <Icon path="M8 3v10M3 8h10" />
      </Button>
      <Button aria-label={intl.formatMessage({ id: "network.zoom.out" })} onPress={() => picture.current?.zoom(1 / 1.5)}>
        <Icon path="M3 8h10" />
      </Button>
      <Button aria-label={intl.formatMessage({ id: "network.fit" })} onPress={() => picture.current?.fit()}>
        <Icon path="M3 6V3h3M10 3h3v3M13 10v3h-3M6 13H3v-3" />
      </Button>
    </div>
  );
}

function Icon({ path }: { readonly path: string }): ReactElement {
  return (
    <svg viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <path d={path} fill="none" stroke="currentColor" strokeWidth="1.5" />
    </svg>
  );
}
