import { defineConfig } from 'drizzle-kit';

export default defineConfig({
  dialect: 'sqlite',
  schema: [
    'schema',
    'schema-aged',
    'schema-alerts',
    'schema-answers',
    'schema-facts',
    'schema-people',
    'schema-policy',
    'schema-rescore',
    'schema-sources',
    'schema-triage',
  ].map((name) => `./src/store/queries/${name}.ts`),
  out: './src/store/sqlite/migrations',
});
