// One recommendation opened: what it proposes, whom it asks, who takes which stance, its rivals, and the statements behind it.
import type { ReactElement } from "react";
import { FormattedMessage } from "react-intl";
import { nodePath } from "../../address/links.ts";
import { queryOf } from "../../address/use-address.ts";
import { viewPath } from "../../address/links.ts";
import { AgreementDocument, type AgreementQuery } from "../../api/documents.ts";
import { listing, usePages } from "../../api/use-pages.ts";
import { useLanguage } from "../../shell/language.ts";
import { Empty } from "../../shell/states.tsx";
import { StatementList } from "../../statement/statement-list.tsx";
import { agreementCodec } from "./state.ts";
import type { Tallied } from "./tally.ts";
import { VoiceNames } from "./voice-names.tsx";

/** The recommendation and all that is known of it. */
export function OpenRecommendation({ id, tallied }: { readonly id: string; readonly tallied: Tallied }): ReactElement {
  const { lang } = useLanguage();
  const pages = usePages(listing(AgreementDocument, { lang, recommendation: id }, ({ agreement }) => agreement?.recommendation.positions ?? null));
  const agreement = pages.data?.agreement ?? null;
  if (pages.state === "answered" && agreement === null) {
    return <Empty asked={id} />;
  }
  return (
    <div className="open-recommendation">
      {agreement !== null && <Proposal agreement={agreement} />}
      <VoiceNames tallied={tallied} />
      <StatementList pages={pages} />
    </div>
  );
}

type Agreement = NonNullable<AgreementQuery["agreement"]>;

function Proposal({ agreement }: { readonly agreement: Agreement }): ReactElement {
  const { language } = useLanguage();
  const { recommendation, rivals } = agreement;
  return (
    <>
      <p className="proposition">{recommendation.proposition}</p>
      <dl className="facts">
        <Named term="agreement.addressees" nodes={recommendation.addressees} />
        <Named term="agreement.issues" nodes={recommendation.issues} />
        {rivals.length > 0 && (
          <div>
            <dt>
              <FormattedMessage id="agreement.contradicts" />
            </dt>
            {rivals.map(({ id, label }) => (
              <dd key={id}>
                <a href={viewPath(language, "agreement") + queryOf(agreementCodec, { ...agreementCodec.initial, part: "rivals", open: id })}>
                  <span aria-hidden="true">≠ </span>
                  {label}
                </a>
              </dd>
            ))}
          </div>
        )}
        <div>
          <dt className="visually-hidden">
            <FormattedMessage id="statement.permalink" />
          </dt>
          <dd>
            <a href={nodePath(language, recommendation.id)}>
              <FormattedMessage id="agreement.page" />
            </a>
          </dd>
        </div>
      </dl>
    </>
  );
}

function Named(props: {
  readonly term: "agreement.addressees" | "agreement.issues";
  readonly nodes: readonly { readonly id: string; readonly label: string }[];
}): ReactElement | null {
  const { language } = useLanguage();
  if (props.nodes.length === 0) {
    return null;
  }
  return (
    <div>
      <dt>
        <FormattedMessage id={props.term} />
      </dt>
      {props.nodes.map(({ id, label }) => (
        <dd key={id}>
          <a href={nodePath(language, id)}>{label}</a>
        </dd>
      ))}
    </div>
  );
}
