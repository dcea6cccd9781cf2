/** `npm run build` */
import { checkNode, ensureBuilt, ensurePackages } from './steps.mjs';

checkNode();
await ensurePackages();
await ensureBuilt({ force: true });
