import { desc, eq, inArray } from 'drizzle-orm';
import type { Alert } from '../../domain/alert.ts';
import type { AlertQueries, AlertWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { alert } from './schema.ts';
import { brand } from '../brands/schema.ts';
import { incident } from '../incidents/schema.ts';

export function toAlert({ revision: _, recipients, until, ...row }: typeof alert.$inferSelect): Alert {
  return { ...row, recipients: recipients ?? [], ...(until === null ? {} : { until }) };
}

export function alertQueries(db: Db): AlertQueries {
  return {
    async recent({ limit, brandIds }) {
      const { slug, title, simulated } = incident;
      return (
        await db
          .select({ alert, incident: { slug, title, simulated, brand: brand.slug } })
          .from(alert)
          .innerJoin(incident, eq(incident.id, alert.incidentId))
          .innerJoin(brand, eq(brand.id, incident.brandId))
          .where(brandIds && inArray(incident.brandId, [...brandIds]))
          .orderBy(desc(alert.decidedAt), desc(alert.id))
          .limit(limit)
          .all()
      ).map((row) => ({ ...toAlert(row.alert), incident: row.incident }));
    },
    async ofBrand(brandId) {
      return (
        await db
          .select({ alert })
          .from(alert)
          .innerJoin(incident, eq(incident.id, alert.incidentId))
          .where(eq(incident.brandId, brandId))
          .all()
      ).map((row) => toAlert(row.alert));
    },
  };
}

export function alertWrites(db: Db): AlertWrites {
  return {
    async keep({ until = null, ...given }) {
      const values = { ...given, until };
      const result = await db
        .insert(alert)
        .values(values)
        .onConflictDoUpdate({
          target: [alert.incidentId, alert.stage, alert.step, alert.route],
          set: values,
          setWhere: eq(alert.send, false),
        })
        .run();
      return result.changes > 0;
    },
  };
}
