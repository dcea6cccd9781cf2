export interface DeliveryWrites {
  /** The source that a delivery was accepted under; undefined for one that is new, or was accepted before `keepFrom`. */
  acceptedAs(hash: string, keepFrom: number): Promise<string | undefined>;
  /** Notes a delivery, and drops those accepted before `keepFrom`. */
  accepted(
    delivery: { readonly hash: string; readonly source: string; readonly at: number },
    keepFrom: number,
  ): Promise<void>;
}
