/** The routes under which people configure by HTTP: the same for each kind. */
import { CONFIG_KINDS, type ConfigKind } from '../../src/domain/configuration.ts';
import type { Handler } from '../deps.ts';
import type { Access } from '../guard.tsx';
import {
  apiConfigAdd,
  apiConfigChange,
  apiConfigHistory,
  apiConfigList,
  apiConfigOne,
  apiConfigRemove,
  apiConfigUndo,
} from './configuration.ts';
import { apiKeyRemove, apiKeys, apiKeySet } from './source-keys.ts';

interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly access: Access;
  readonly handler: Handler;
}

/** Where posts come from and whom mails go to is for admins; how long texts are kept for those of all brands. */
export function configAccess(kind: ConfigKind): { readonly read: Access; readonly write: Access } {
  if (kind === 'retention') return { read: 'owner', write: 'owner' };
  if (kind === 'sources' || kind === 'routes') return { read: 'admin', write: 'admin' };
  return { read: 'viewer', write: 'analyst' };
}

function routesOf(kind: ConfigKind): ApiRoute[] {
  const { read, write } = configAccess(kind);
  const all = `/api/v1/${kind}`;
  const one = `${all}/:slug`;
  const route = (method: ApiRoute['method'], path: string, handler: Handler): ApiRoute => {
    return { method, path, access: method === 'GET' ? read : write, handler };
  };
  return [
    // The list of brands is older, and says how they are.
    ...(kind === 'brands' ? [] : [route('GET', all, apiConfigList(kind))]),
    route('POST', all, apiConfigAdd(kind)),
    route('GET', one, apiConfigOne(kind)),
    route('PATCH', one, apiConfigChange(kind)),
    route('DELETE', one, apiConfigRemove(kind)),
    route('GET', `${one}/history`, apiConfigHistory(kind)),
    route('POST', `${one}/undo`, apiConfigUndo(kind)),
  ];
}

export const CONFIG_ROUTES: readonly ApiRoute[] = [
  ...CONFIG_KINDS.flatMap(routesOf),
  { method: 'GET', path: '/api/v1/source-keys', access: 'owner', handler: apiKeys },
  { method: 'PUT', path: '/api/v1/source-keys/:name', access: 'owner', handler: apiKeySet },
  { method: 'DELETE', path: '/api/v1/source-keys/:name', access: 'owner', handler: apiKeyRemove },
];
