import type { Alert } from '../../domain/alert.ts';

/** A decision with its incident. */
export interface AlertOfIncident extends Alert {
  readonly incident: {
    readonly slug: string;
    readonly title: string;
    readonly brand: string;
    readonly simulated: boolean;
  };
}

export interface AlertQueries {
  /** Decisions, newest first. */
  recent(filter: { limit: number; brandIds?: readonly number[] | undefined }): Promise<AlertOfIncident[]>;
  /** All decisions about the incidents of a brand. */
  ofBrand(brandId: number): Promise<Alert[]>;
}

export interface AlertWrites {
  /**
   * Keeps a decision in place of an earlier one of the same incident, stage, step and route that was not to send;
   * false when that one was sent already.
   */
  keep(
    alert: Omit<Alert, 'id' | 'until'> & { until?: number | undefined; revision: number },
  ): Promise<boolean>;
}
