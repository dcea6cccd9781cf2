/** Runs in the thread that generates the example incidents: each takes most of a second. */
import { generate } from '../simulate/generate.ts';
import { serveWork } from '../thread/serve-work.ts';
import { loadScenario } from './scenario.ts';
import type { ExampleQuestion } from './examples.ts';

serveWork<ExampleQuestion>(
  ({ configDir, name, seed }) => generate(loadScenario(configDir, name), seed).mentions,
);
