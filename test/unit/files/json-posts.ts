/** Three posts whose words hold what JSON is written with. */
export const POSTS = [
  { id: '1', created_at: '2026-06-01T09:00:00Z', text: 'They sold my data, {really} [all]' },
  { id: '2', created_at: '2026-06-02T09:00:00Z', text: 'It is "fine"\\ now\n🙂' },
  { id: '3', created_at: '2026-06-03T09:00:00Z', text: 'Leaving today' },
];
export const json = (value: unknown, indent?: number | string) => JSON.stringify(value, null, indent);
export const texts = (fields: readonly Record<string, unknown>[]) => fields.map((field) => field.text);
export const WANTED = texts(POSTS);
