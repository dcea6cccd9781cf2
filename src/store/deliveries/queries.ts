import { and, eq, gte, lt } from 'drizzle-orm';
import type { Db } from '../sql/db.ts';
import type { DeliveryWrites } from './port.ts';
import { webhookDelivery } from './schema.ts';

export function deliveryWrites(db: Db): DeliveryWrites {
  return {
    async acceptedAs(hash, keepFrom) {
      const row = await db
        .select()
        .from(webhookDelivery)
        .where(and(eq(webhookDelivery.hash, hash), gte(webhookDelivery.at, keepFrom)))
        .get();
      return row?.source;
    },
    async accepted(delivery, keepFrom) {
      await db.delete(webhookDelivery).where(lt(webhookDelivery.at, keepFrom)).run();
      await db
        .insert(webhookDelivery)
        .values(delivery)
        .onConflictDoUpdate({ target: webhookDelivery.hash, set: { at: delivery.at } })
        .run();
    },
  };
}
