/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** The type of an edge. Each type is either asserted or derived, never both. */
export type EdgeType =
  /** Statement or figure to issue. */
  | 'ABOUT'
  /** Recommendation or statement to who is asked to act. */
  | 'ADDRESSED_TO'
  /** Recommendation or initiative to issue; editorial. */
  | 'ADDRESSES'
  /** Person to organization. */
  | 'AFFILIATED_WITH'
  /** Derived: voice to recommendation it is for. */
  | 'BACKS'
  /** Issue or population to the broader one; editorial. */
  | 'BROADER'
  /** Any node of the discourse to passage. */
  | 'CITES'
  /** Recommendation or statement to its rival, symmetric, held once. */
  | 'CONTRADICTS'
  /** Derived: issue to issue of the same statement, symmetric, held once. */
  | 'CO_RAISED'
  /** Initiative to organization. */
  | 'FUNDED_BY'
  /** Organization to session. */
  | 'HOSTED'
  /** Statement or collective to session. */
  | 'IN_SESSION'
  /** Organization, initiative or figure to place. */
  | 'LOCATED_IN'
  /** Voice to statement. */
  | 'MADE'
  /** Statement to a population, place, figure or named node. */
  | 'MENTIONS'
  /** Derived: voice to recommendation it is against. */
  | 'OPPOSES'
  /** Organization or collective to initiative. */
  | 'PARTNER_IN'
  /** A part to its whole: of like kind, or passage to section to source. */
  | 'PART_OF'
  /** Statement to recommendation, with a stance. */
  | 'POSITION'
  /** Person to session; not a claim. */
  | 'PRESENTED_AT'
  /** Publication to organization, person or initiative. */
  | 'PUBLISHED_BY'
  /** Statement to publication. */
  | 'QUOTES'
  /** Derived: voice to issue. An organization also raises what its members said at the event, marked `through`. */
  | 'RAISED'
  /** Issue to issue, symmetric, held once; editorial. */
  | 'RELATED'
  /** Figure to voice. */
  | 'REPORTED_BY'
  /** Session to section. */
  | 'REPORTED_IN'
  /** Later statement to the earlier one. */
  | 'RESTATES'
  /** Organization or collective to initiative. */
  | 'RUNS'
  /** Figure to the publication, organization or initiative whose study it is. */
  | 'TAKEN_FROM';

/** A language of labels. */
export type Lang =
  /** English. */
  | 'EN'
  /** French. */
  | 'FR';

/**
 * Selects nodes of the kinds that have no filter of their own. It reads like StatementFilter; a field that says nothing
 * about a node's kind does not hold for it.
 */
export type NodeFilter = {
  /** All of these hold. */
  readonly and?: ReadonlyArray<NodeFilter> | null | undefined;
  /** A population that is broader, at any depth. */
  readonly broader?: ReadonlyArray<string> | null | undefined;
  /** The node itself. */
  readonly id?: ReadonlyArray<string> | null | undefined;
  /** An issue that the initiative addresses, or the figure is about. */
  readonly issue?: ReadonlyArray<string> | null | undefined;
  /** The kind of node. */
  readonly kind?: ReadonlyArray<NodeKind> | null | undefined;
  /** Whether naming an issue also means the narrower ones. */
  readonly narrower?: boolean;
  /** This does not hold; null admits all. */
  readonly not?: NodeFilter | null | undefined;
  /** At least one of these holds. */
  readonly or?: ReadonlyArray<NodeFilter> | null | undefined;
  /** A place, or one around it, that the organization, initiative or figure is in. */
  readonly place?: ReadonlyArray<string> | null | undefined;
  /** Holds for one of the statements made in the session or a part of it, about the population or place, or naming the node; null admits all. */
  readonly statements?: StatementFilter | null | undefined;
  /** Words, all of which its names or its description contain; see `search`. Admits all if null. */
  readonly text?: string | null | undefined;
};

/** The kind of a node; the part of its ID before the colon, in upper case. */
export type NodeKind =
  /** A voice without names, such as the participants of a session. */
  | 'COLLECTIVE'
  /** A number that the source reports. */
  | 'FIGURE'
  /** A program, plan, strategy, law, campaign, service model, database or website. */
  | 'INITIATIVE'
  /** A notion that voices raise. */
  | 'ISSUE'
  /** A named body: an agency, a company, a service, a ministry, a government. */
  | 'ORGANIZATION'
  /** The smallest citable part of a source. */
  | 'PASSAGE'
  /** Someone who spoke or is quoted in a public role. */
  | 'PERSON'
  /** A named place. */
  | 'PLACE'
  /** A group of people whom a statement is about. */
  | 'POPULATION'
  /** A document that the source names. */
  | 'PUBLICATION'
  /** A proposition that voices can be for or against. */
  | 'RECOMMENDATION'
  /** A headed part of a source. */
  | 'SECTION'
  /** A part of the event. */
  | 'SESSION'
  /** A document that the graph was made from. */
  | 'SOURCE'
  /** A claim somebody made. */
  | 'STATEMENT';

/** The band into which a printed quantifier falls, from all to one. */
export type Quantifier =
  /** All agreed. */
  | 'CONSENSUS'
  /** A few of them. */
  | 'FEW'
  /** Many of them. */
  | 'MANY'
  /** Most of them. */
  | 'MOST'
  /** One of them. */
  | 'ONE'
  /** Some of them. */
  | 'SOME'
  /** The source only says participants, without a number. */
  | 'UNSPECIFIED';

/** How far a statement has been checked against the source. */
export type ReviewState =
  /** Awaits a decision. */
  | 'DISPUTED'
  /** Coded once. */
  | 'DRAFT'
  /** Read a second time against the source. */
  | 'REVIEWED';

/** The texts of a node that are searched, the weightiest first. */
export type SearchField =
  /** Another name. */
  | 'ALIAS'
  /** A definition, description or proposition, or what a figure measures. */
  | 'DEFINITION'
  /** Its name in either language. */
  | 'NAME'
  /** The words of a passage, while a copy of the source is attached. */
  | 'PASSAGE'
  /** The summary of a statement. */
  | 'SUMMARY';

/** A position towards a recommendation. */
export type Stance =
  /** Against it. */
  | 'AGAINST'
  /** For it. */
  | 'FOR'
  /** Both; a value of its own, neither half for nor half against. */
  | 'MIXED';

/**
 * Selects statements. Every field that is set must hold; a field that lists values holds if one of them does, and an empty
 * list is as good as none. IDs of nodes that do not exist match nothing. A filter consists of at most 64 filters, nested at
 * most 8 deep.
 */
export type StatementFilter = {
  /** Who is asked to act: `["population:law-enforcement"]` finds what asks the police. */
  readonly addressee?: ReadonlyArray<string> | null | undefined;
  /** An organization that a person among its voices is affiliated with. The claim stays the person's. */
  readonly affiliation?: ReadonlyArray<string> | null | undefined;
  /** All of these hold. */
  readonly and?: ReadonlyArray<StatementFilter> | null | undefined;
  /** An issue that it is about. */
  readonly issue?: ReadonlyArray<string> | null | undefined;
  /** What the statement does. */
  readonly kind?: ReadonlyArray<StatementKind> | null | undefined;
  /** A node that it names, or a publication whose words it repeats. */
  readonly mention?: ReadonlyArray<string> | null | undefined;
  /** Whether naming an issue or a population, also as an addressee, means the narrower ones as well. */
  readonly narrower?: boolean;
  /** This does not hold; null admits all. */
  readonly not?: StatementFilter | null | undefined;
  /** At least one of these holds. */
  readonly or?: ReadonlyArray<StatementFilter> | null | undefined;
  /** A place that it is about, or one around that. */
  readonly place?: ReadonlyArray<string> | null | undefined;
  /** A population that it is about. */
  readonly population?: ReadonlyArray<string> | null | undefined;
  /** The quantifier of a collective among its voices. */
  readonly quantifier?: ReadonlyArray<Quantifier> | null | undefined;
  /** A recommendation that it takes a position on; together with `stance`, one and the same position. */
  readonly recommendation?: ReadonlyArray<string> | null | undefined;
  /** How far the coding has been checked. */
  readonly review?: ReadonlyArray<ReviewState> | null | undefined;
  /** The session it was made in, or one around that. */
  readonly session?: ReadonlyArray<string> | null | undefined;
  /** A source that it cites. */
  readonly source?: ReadonlyArray<string> | null | undefined;
  /** The stance of one of its positions. */
  readonly stance?: ReadonlyArray<Stance> | null | undefined;
  /** Words, all of which the summary contains, in any form and order; see `search`. Admits all if null. */
  readonly text?: string | null | undefined;
  /** A voice whose own claim it is. */
  readonly voice?: ReadonlyArray<string> | null | undefined;
  /** What kind of voice it has. */
  readonly voiceKind?: ReadonlyArray<VoiceKind> | null | undefined;
};

/** What a statement does. */
export type StatementKind =
  /** Asks a question. */
  | 'ASKS'
  /** Promises to act. */
  | 'COMMITS'
  /** Finds fault. */
  | 'CRITICIZES'
  /** Describes how something is or works. */
  | 'DESCRIBES'
  /** Speaks against a recommendation. */
  | 'OPPOSES'
  /** Brings an issue up. */
  | 'RAISES'
  /** Puts a recommendation forward. */
  | 'RECOMMENDS'
  /** Reports a fact or a number. */
  | 'REPORTS'
  /** Speaks for a recommendation. */
  | 'SUPPORTS';

/** The kind of a voice. */
export type VoiceKind =
  /** Unnamed people who speak together, or the report's own narrative. */
  | 'COLLECTIVE'
  /** A named body. */
  | 'ORGANIZATION'
  /** A person with a name. */
  | 'PERSON';

/** How a voice stands to a statement. */
export type VoiceRole =
  /** Is quoted by the report. */
  | 'QUOTED'
  /** Is said, by another voice or by the report's narrative, to hold or to have done it. */
  | 'REPORTED'
  /** Said it at the event. */
  | 'SPEAKER';

export type NodeEvidenceQueryVariables = Exact<{
  id: string;
  lang: Lang;
  filter: StatementFilter;
  after?: string | null | undefined;
}>;


export type NodeEvidenceQuery = { readonly node:
    | { readonly aliases: ReadonlyArray<string>, readonly printed: string | null, readonly basis: string | null, readonly id: string, readonly label: string }
    | { readonly id: string, readonly label: string }
    | { readonly aliases: ReadonlyArray<string>, readonly definition: string | null, readonly id: string, readonly label: string, readonly broader: ReadonlyArray<{ readonly id: string, readonly label: string }> }
    | { readonly aliases: ReadonlyArray<string>, readonly id: string, readonly label: string }
    | { readonly aliases: ReadonlyArray<string>, readonly id: string, readonly label: string, readonly affiliations: ReadonlyArray<{ readonly role: string | null, readonly organization: { readonly id: string, readonly label: string } }> }
    | { readonly aliases: ReadonlyArray<string>, readonly proposition: string | null, readonly id: string, readonly label: string }
    | (
      { readonly id: string, readonly label: string }
      & StatementEvidenceFragment
    )
   | null, readonly statements: { readonly totalCount: number, readonly nodes: ReadonlyArray<StatementEvidenceFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type DerivedEvidenceQueryVariables = Exact<{
  voice: string;
  target: string;
  lang: Lang;
  raised: boolean;
  backs: boolean;
  opposes: boolean;
  after?: string | null | undefined;
}>;


export type DerivedEvidenceQuery = { readonly node: { readonly raised?: { readonly edges: ReadonlyArray<RaisedSupportFragment> }, readonly backs?: { readonly edges: ReadonlyArray<StanceSupportFragment> }, readonly opposes?: { readonly edges: ReadonlyArray<StanceSupportFragment> } } | null };

export type RaisedSupportFragment = { readonly weight: number, readonly direct: number, readonly through: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly label: string }> }, readonly support: { readonly totalCount: number, readonly nodes: ReadonlyArray<StatementEvidenceFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type StanceSupportFragment = { readonly weight: number, readonly direct: number, readonly through: { readonly nodes: ReadonlyArray<{ readonly id: string, readonly label: string }> }, readonly support: { readonly totalCount: number, readonly nodes: ReadonlyArray<StatementEvidenceFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type StatementsEvidenceQueryVariables = Exact<{
  lang: Lang;
  filter: StatementFilter;
  after?: string | null | undefined;
}>;


export type StatementsEvidenceQuery = { readonly statements: { readonly totalCount: number, readonly nodes: ReadonlyArray<StatementEvidenceFragment>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } };

export type EdgeEvidenceQueryVariables = Exact<{
  id: string;
  types: ReadonlyArray<EdgeType> | EdgeType;
  lang: Lang;
  after?: string | null | undefined;
}>;


export type EdgeEvidenceQuery = { readonly node: { readonly relationships: { readonly nodes: ReadonlyArray<{ readonly type: EdgeType, readonly sentence: string, readonly role: string | null, readonly target: { readonly id: string }, readonly citations: ReadonlyArray<CitationEvidenceFragment> }>, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null } } } | null };

export type StatementEvidenceFragment = { readonly id: string, readonly kind: StatementKind, readonly summary: string, readonly voices: ReadonlyArray<{ readonly role: VoiceRole, readonly quantifier: Quantifier | null, readonly voice: { readonly id: string, readonly label: string } }>, readonly session: { readonly id: string, readonly label: string } | null, readonly issues: ReadonlyArray<{ readonly id: string, readonly label: string }>, readonly positions: ReadonlyArray<{ readonly stance: Stance, readonly recommendation: { readonly id: string, readonly label: string } }>, readonly citations: ReadonlyArray<CitationEvidenceFragment> };

export type CitationEvidenceFragment = { readonly start: number, readonly end: number, readonly quote: string | null, readonly passage: { readonly id: string, readonly locator: string, readonly text: string | null, readonly section: { readonly label: string } } };

export type FindQueryVariables = Exact<{
  text: string;
  lang: Lang;
}>;


export type FindQuery = { readonly search: { readonly totalCount: number, readonly edges: ReadonlyArray<{ readonly node: { readonly id: string, readonly label: string }, readonly matches: ReadonlyArray<{ readonly field: SearchField, readonly lang: Lang | null, readonly cutStart: boolean, readonly cutEnd: boolean, readonly segments: ReadonlyArray<{ readonly text: string, readonly matched: boolean }> }> }> } };

export type ProvenanceQueryVariables = Exact<{
  lang: Lang;
}>;


export type ProvenanceQuery = { readonly overview: { readonly version: number, readonly sources: ReadonlyArray<{ readonly id: string, readonly label: string, readonly publisher: string | null, readonly date: string | null, readonly url: string | null }> } };

export type SessionCountQueryVariables = Exact<{ [key: string]: never; }>;


export type SessionCountQuery = { readonly sessions: { readonly totalCount: number, readonly nodes: ReadonlyArray<{ readonly id: string }> } };

export type SessionAboveQueryVariables = Exact<{
  id: string;
}>;


export type SessionAboveQuery = { readonly session: { readonly id: string, readonly parent: { readonly id: string, readonly parent: { readonly id: string, readonly parent: { readonly id: string } | null } | null } | null } | null };

export type SessionEventQueryVariables = Exact<{
  id: string;
  lang: Lang;
}>;


export type SessionEventQuery = { readonly session: { readonly id: string, readonly label: string, readonly children: ReadonlyArray<{ readonly id: string, readonly children: ReadonlyArray<{ readonly id: string, readonly children: ReadonlyArray<{ readonly id: string }> }> }> } | null };

export type SessionsQueryVariables = Exact<{
  lang: Lang;
  filter?: NodeFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionsQuery = { readonly sessions: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly label: string, readonly order: number, readonly parent: { readonly id: string } | null, readonly presenters: ReadonlyArray<{ readonly id: string, readonly label: string, readonly role: string | null, readonly affiliations: ReadonlyArray<{ readonly organization: { readonly id: string, readonly label: string } }> }>, readonly hosts: ReadonlyArray<{ readonly id: string, readonly label: string }> }> } };

export type SessionStatementsQueryVariables = Exact<{
  lang: Lang;
  filter?: StatementFilter | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionStatementsQuery = { readonly statements: { readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<{ readonly id: string, readonly session: { readonly id: string } | null, readonly issues: ReadonlyArray<{ readonly id: string, readonly label: string }>, readonly positions: ReadonlyArray<{ readonly stance: Stance, readonly recommendation: { readonly id: string, readonly label: string } }>, readonly voices: ReadonlyArray<{ readonly role: VoiceRole, readonly voice: { readonly id: string, readonly label: string } }> }> } };

export type SessionStatementPageQueryVariables = Exact<{
  lang: Lang;
  session: string;
  issue?: ReadonlyArray<string> | string | null | undefined;
  recommendation?: ReadonlyArray<string> | string | null | undefined;
  after?: string | null | undefined;
}>;


export type SessionStatementPageQuery = { readonly session: { readonly statements: StatementPageFragment } | null };

export type StatementPageFragment = { readonly totalCount: number, readonly pageInfo: { readonly hasNextPage: boolean, readonly endCursor: string | null }, readonly nodes: ReadonlyArray<StatementEvidenceFragment> };

export class TypedDocumentString<TResult, TVariables>
  extends String
  implements DocumentTypeDecoration<TResult, TVariables>
{
  __apiType?: NonNullable<DocumentTypeDecoration<TResult, TVariables>['__apiType']>;
  private value: string;
  public __meta__?: Record<string, any> | undefined;

  constructor(value: string, __meta__?: Record<string, any> | undefined) {
    super(value);
    this.value = value;
    this.__meta__ = __meta__;
  }

  override toString(): string & DocumentTypeDecoration<TResult, TVariables> {
    return this.value;
  }
}
export const CitationEvidenceFragmentDoc = new TypedDocumentString(`
    fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}
    `, {"fragmentName":"CitationEvidence"}) as unknown as TypedDocumentString<CitationEvidenceFragment, unknown>;
export const StatementEvidenceFragmentDoc = new TypedDocumentString(`
    fragment StatementEvidence on Statement {
  id
  kind
  summary
  voices {
    voice {
      id
      label(lang: $lang)
    }
    role
    quantifier
  }
  session {
    id
    label(lang: $lang)
  }
  issues {
    id
    label(lang: $lang)
  }
  positions {
    recommendation {
      id
      label(lang: $lang)
    }
    stance
  }
  citations {
    ...CitationEvidence
  }
}
    fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}`, {"fragmentName":"StatementEvidence"}) as unknown as TypedDocumentString<StatementEvidenceFragment, unknown>;
export const RaisedSupportFragmentDoc = new TypedDocumentString(`
    fragment RaisedSupport on DerivedIssueEdge {
  weight
  direct
  through(first: 10) {
    nodes {
      id
      label(lang: $lang)
    }
  }
  support(first: 50, after: $after, orderBy: DOCUMENT_ORDER) {
    totalCount
    nodes {
      ...StatementEvidence
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment StatementEvidence on Statement {
  id
  kind
  summary
  voices {
    voice {
      id
      label(lang: $lang)
    }
    role
    quantifier
  }
  session {
    id
    label(lang: $lang)
  }
  issues {
    id
    label(lang: $lang)
  }
  positions {
    recommendation {
      id
      label(lang: $lang)
    }
    stance
  }
  citations {
    ...CitationEvidence
  }
}
fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}`, {"fragmentName":"RaisedSupport"}) as unknown as TypedDocumentString<RaisedSupportFragment, unknown>;
export const StanceSupportFragmentDoc = new TypedDocumentString(`
    fragment StanceSupport on DerivedRecommendationEdge {
  weight
  direct
  through(first: 10) {
    nodes {
      id
      label(lang: $lang)
    }
  }
  support(first: 50, after: $after, orderBy: DOCUMENT_ORDER) {
    totalCount
    nodes {
      ...StatementEvidence
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment StatementEvidence on Statement {
  id
  kind
  summary
  voices {
    voice {
      id
      label(lang: $lang)
    }
    role
    quantifier
  }
  session {
    id
    label(lang: $lang)
  }
  issues {
    id
    label(lang: $lang)
  }
  positions {
    recommendation {
      id
      label(lang: $lang)
    }
    stance
  }
  citations {
    ...CitationEvidence
  }
}
fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}`, {"fragmentName":"StanceSupport"}) as unknown as TypedDocumentString<StanceSupportFragment, unknown>;
export const StatementPageFragmentDoc = new TypedDocumentString(`
    fragment StatementPage on StatementConnection {
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
  nodes {
    ...StatementEvidence
  }
}
    fragment StatementEvidence on Statement {
  id
  kind
  summary
  voices {
    voice {
      id
      label(lang: $lang)
    }
    role
    quantifier
  }
  session {
    id
    label(lang: $lang)
  }
  issues {
    id
    label(lang: $lang)
  }
  positions {
    recommendation {
      id
      label(lang: $lang)
    }
    stance
  }
  citations {
    ...CitationEvidence
  }
}
fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}`, {"fragmentName":"StatementPage"}) as unknown as TypedDocumentString<StatementPageFragment, unknown>;
export const NodeEvidenceDocument = new TypedDocumentString(`
    query NodeEvidence($id: ID!, $lang: Lang!, $filter: StatementFilter!, $after: String) {
  node(id: $id) {
    id
    label(lang: $lang)
    ... on Person {
      aliases
      affiliations {
        organization {
          id
          label(lang: $lang)
        }
        role
      }
    }
    ... on Organization {
      aliases
    }
    ... on Collective {
      aliases
      printed
      basis(lang: $lang)
    }
    ... on Issue {
      aliases
      definition(lang: $lang)
      broader {
        id
        label(lang: $lang)
      }
    }
    ... on Recommendation {
      aliases
      proposition(lang: $lang)
    }
    ... on Statement {
      ...StatementEvidence
    }
  }
  statements(filter: $filter, orderBy: DOCUMENT_ORDER, first: 50, after: $after) {
    totalCount
    nodes {
      ...StatementEvidence
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment StatementEvidence on Statement {
  id
  kind
  summary
  voices {
    voice {
      id
      label(lang: $lang)
    }
    role
    quantifier
  }
  session {
    id
    label(lang: $lang)
  }
  issues {
    id
    label(lang: $lang)
  }
  positions {
    recommendation {
      id
      label(lang: $lang)
    }
    stance
  }
  citations {
    ...CitationEvidence
  }
}
fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}`) as unknown as TypedDocumentString<NodeEvidenceQuery, NodeEvidenceQueryVariables>;
export const DerivedEvidenceDocument = new TypedDocumentString(`
    query DerivedEvidence($voice: ID!, $target: ID!, $lang: Lang!, $raised: Boolean!, $backs: Boolean!, $opposes: Boolean!, $after: String) {
  node(id: $voice) {
    ... on Voice {
      raised(filter: {id: [$target]}, first: 1) @include(if: $raised) {
        edges {
          ...RaisedSupport
        }
      }
      backs(filter: {id: [$target]}, first: 1) @include(if: $backs) {
        edges {
          ...StanceSupport
        }
      }
      opposes(filter: {id: [$target]}, first: 1) @include(if: $opposes) {
        edges {
          ...StanceSupport
        }
      }
    }
  }
}
    fragment RaisedSupport on DerivedIssueEdge {
  weight
  direct
  through(first: 10) {
    nodes {
      id
      label(lang: $lang)
    }
  }
  support(first: 50, after: $after, orderBy: DOCUMENT_ORDER) {
    totalCount
    nodes {
      ...StatementEvidence
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment StanceSupport on DerivedRecommendationEdge {
  weight
  direct
  through(first: 10) {
    nodes {
      id
      label(lang: $lang)
    }
  }
  support(first: 50, after: $after, orderBy: DOCUMENT_ORDER) {
    totalCount
    nodes {
      ...StatementEvidence
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
fragment StatementEvidence on Statement {
  id
  kind
  summary
  voices {
    voice {
      id
      label(lang: $lang)
    }
    role
    quantifier
  }
  session {
    id
    label(lang: $lang)
  }
  issues {
    id
    label(lang: $lang)
  }
  positions {
    recommendation {
      id
      label(lang: $lang)
    }
    stance
  }
  citations {
    ...CitationEvidence
  }
}
fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}`) as unknown as TypedDocumentString<DerivedEvidenceQuery, DerivedEvidenceQueryVariables>;
export const StatementsEvidenceDocument = new TypedDocumentString(`
    query StatementsEvidence($lang: Lang!, $filter: StatementFilter!, $after: String) {
  statements(filter: $filter, orderBy: DOCUMENT_ORDER, first: 50, after: $after) {
    totalCount
    nodes {
      ...StatementEvidence
    }
    pageInfo {
      hasNextPage
      endCursor
    }
  }
}
    fragment StatementEvidence on Statement {
  id
  kind
  summary
  voices {
    voice {
      id
      label(lang: $lang)
    }
    role
    quantifier
  }
  session {
    id
    label(lang: $lang)
  }
  issues {
    id
    label(lang: $lang)
  }
  positions {
    recommendation {
      id
      label(lang: $lang)
    }
    stance
  }
  citations {
    ...CitationEvidence
  }
}
fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}`) as unknown as TypedDocumentString<StatementsEvidenceQuery, StatementsEvidenceQueryVariables>;
export const EdgeEvidenceDocument = new TypedDocumentString(`
    query EdgeEvidence($id: ID!, $types: [EdgeType!]!, $lang: Lang!, $after: String) {
  node(id: $id) {
    relationships(types: $types, direction: OUT, first: 100, after: $after) {
      nodes {
        type
        target {
          id
        }
        sentence(lang: $lang)
        role
        citations {
          ...CitationEvidence
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
}
    fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}`) as unknown as TypedDocumentString<EdgeEvidenceQuery, EdgeEvidenceQueryVariables>;
export const FindDocument = new TypedDocumentString(`
    query Find($text: String!, $lang: Lang!) {
  search(
    text: $text
    kinds: [PERSON, ORGANIZATION, COLLECTIVE, SESSION, ISSUE, RECOMMENDATION, INITIATIVE, PUBLICATION, POPULATION, PLACE, FIGURE, STATEMENT]
    first: 12
  ) {
    totalCount
    edges {
      node {
        id
        label(lang: $lang)
      }
      matches {
        field
        lang
        segments {
          text
          matched
        }
        cutStart
        cutEnd
      }
    }
  }
}
    `) as unknown as TypedDocumentString<FindQuery, FindQueryVariables>;
export const ProvenanceDocument = new TypedDocumentString(`
    query Provenance($lang: Lang!) {
  overview {
    version
    sources {
      id
      label(lang: $lang)
      publisher
      date
      url
    }
  }
}
    `) as unknown as TypedDocumentString<ProvenanceQuery, ProvenanceQueryVariables>;
export const SessionCountDocument = new TypedDocumentString(`
    query SessionCount {
  sessions(first: 1) {
    totalCount
    nodes {
      id
    }
  }
}
    `) as unknown as TypedDocumentString<SessionCountQuery, SessionCountQueryVariables>;
export const SessionAboveDocument = new TypedDocumentString(`
    query SessionAbove($id: ID!) {
  session(id: $id) {
    id
    parent {
      id
      parent {
        id
        parent {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SessionAboveQuery, SessionAboveQueryVariables>;
export const SessionEventDocument = new TypedDocumentString(`
    query SessionEvent($id: ID!, $lang: Lang!) {
  session(id: $id) {
    id
    label(lang: $lang)
    children {
      id
      children {
        id
        children {
          id
        }
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SessionEventQuery, SessionEventQueryVariables>;
export const SessionsDocument = new TypedDocumentString(`
    query Sessions($lang: Lang!, $filter: NodeFilter, $after: String) {
  sessions(filter: $filter, first: 30, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      label(lang: $lang)
      order
      parent {
        id
      }
      presenters {
        id
        label(lang: $lang)
        role
        affiliations {
          organization {
            id
            label(lang: $lang)
          }
        }
      }
      hosts {
        id
        label(lang: $lang)
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SessionsQuery, SessionsQueryVariables>;
export const SessionStatementsDocument = new TypedDocumentString(`
    query SessionStatements($lang: Lang!, $filter: StatementFilter, $after: String) {
  statements(filter: $filter, first: 100, after: $after) {
    pageInfo {
      hasNextPage
      endCursor
    }
    nodes {
      id
      session {
        id
      }
      issues {
        id
        label(lang: $lang)
      }
      positions {
        recommendation {
          id
          label(lang: $lang)
        }
        stance
      }
      voices {
        voice {
          id
          label(lang: $lang)
        }
        role
      }
    }
  }
}
    `) as unknown as TypedDocumentString<SessionStatementsQuery, SessionStatementsQueryVariables>;
export const SessionStatementPageDocument = new TypedDocumentString(`
    query SessionStatementPage($lang: Lang!, $session: ID!, $issue: [ID!], $recommendation: [ID!], $after: String) {
  session(id: $session) {
    statements(
      first: 20
      after: $after
      orderBy: DOCUMENT_ORDER
      filter: {issue: $issue, recommendation: $recommendation}
    ) {
      ...StatementPage
    }
  }
}
    fragment StatementEvidence on Statement {
  id
  kind
  summary
  voices {
    voice {
      id
      label(lang: $lang)
    }
    role
    quantifier
  }
  session {
    id
    label(lang: $lang)
  }
  issues {
    id
    label(lang: $lang)
  }
  positions {
    recommendation {
      id
      label(lang: $lang)
    }
    stance
  }
  citations {
    ...CitationEvidence
  }
}
fragment CitationEvidence on Citation {
  start
  end
  quote
  passage {
    id
    locator(lang: $lang)
    text
    section {
      label(lang: $lang)
    }
  }
}
fragment StatementPage on StatementConnection {
  totalCount
  pageInfo {
    hasNextPage
    endCursor
  }
  nodes {
    ...StatementEvidence
  }
}`) as unknown as TypedDocumentString<SessionStatementPageQuery, SessionStatementPageQueryVariables>;