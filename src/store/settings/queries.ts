import { eq } from 'drizzle-orm';
import type { SettingQueries, SettingWrites } from './port.ts';
import type { Db } from '../sql/db.ts';
import { installationSetting } from './schema.ts';

export function settingQueries(db: Db): SettingQueries {
  return {
    async get(name) {
      return (await db.select().from(installationSetting).where(eq(installationSetting.name, name)).get())
        ?.value;
    },
  };
}

export function settingWrites(db: Db): SettingWrites {
  return {
    async set(name, value) {
      await db
        .insert(installationSetting)
        .values({ name, value })
        .onConflictDoUpdate({ target: installationSetting.name, set: { value } })
        .run();
    },
  };
}
