// Loaded into threads that run from TypeScript sources; `--import tsx` alone does not reach a
// thread's imports on Node 20. The built program has no use for it.
import { register } from 'tsx/esm/api';

register();
