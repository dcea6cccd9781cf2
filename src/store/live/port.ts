/** What an open page asks for once a second. Cheap by design: no scan, no text. */

export interface BrandVersion {
  readonly id: number;
  readonly slug: string;
  /** Counts up with every change of its counts. */
  readonly counted: number;
  /** The version that detection last saw. */
  readonly detected: number;
}

export interface LiveQueries {
  versions(): Promise<BrandVersion[]>;
  /** Sum of the revisions of each brand's incidents; brands without one are left out. */
  incidentRevisions(): Promise<{ brandId: number; revisions: number }[]>;
  /** The highest id of a mention; 0 without any. */
  newestMention(): Promise<number>;
  /** Mentions with a higher id, with their brands, oldest first. */
  mentionsAfter(id: number, limit: number): Promise<{ brandId: number; mentionId: number }[]>;
}
