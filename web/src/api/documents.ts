/** Internal type. DO NOT USE DIRECTLY. */
type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
/** Internal type. DO NOT USE DIRECTLY. */
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
import type { DocumentTypeDecoration } from '@graphql-typed-document-node/core';
/** A language of labels. */
export type Lang =
  /** English. */
  | 'EN'
  /** French. */
  | 'FR';

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

export type StartQueryVariables = Exact<{
  lang: Lang;
  rows: number;
  columns: number;
}>;


export type StartQuery = { readonly organizations: StartMatrixFragment, readonly collectives: StartMatrixFragment, readonly overview: { readonly counts: ReadonlyArray<{ readonly kind: NodeKind, readonly count: number }> } };

export type StartMatrixFragment = { readonly rows: ReadonlyArray<{ readonly count: number, readonly node: { readonly id: string, readonly label: string } }>, readonly columns: ReadonlyArray<{ readonly count: number, readonly node: { readonly id: string, readonly label: string } }>, readonly cells: ReadonlyArray<{ readonly row: number, readonly column: number, readonly count: number, readonly direct: number }> };

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
export const StartMatrixFragmentDoc = new TypedDocumentString(`
    fragment StartMatrix on Matrix {
  rows {
    node {
      id
      label(lang: $lang)
    }
    count
  }
  columns {
    node {
      id
      label(lang: $lang)
    }
    count
  }
  cells {
    row
    column
    count
    direct
  }
}
    `, {"fragmentName":"StartMatrix"}) as unknown as TypedDocumentString<StartMatrixFragment, unknown>;
export const StartDocument = new TypedDocumentString(`
    query Start($lang: Lang!, $rows: Int!, $columns: Int!) {
  organizations: matrix(
    rows: ORGANIZATION
    columns: ISSUE
    maxRows: $rows
    maxColumns: $columns
  ) {
    ...StartMatrix
  }
  collectives: matrix(
    rows: COLLECTIVE
    columns: ISSUE
    maxRows: $rows
    maxColumns: $columns
  ) {
    ...StartMatrix
  }
  overview {
    counts {
      kind
      count
    }
  }
}
    fragment StartMatrix on Matrix {
  rows {
    node {
      id
      label(lang: $lang)
    }
    count
  }
  columns {
    node {
      id
      label(lang: $lang)
    }
    count
  }
  cells {
    row
    column
    count
    direct
  }
}`) as unknown as TypedDocumentString<StartQuery, StartQueryVariables>;