/** Every route of the dashboard: method, path, access, handler. */
import { apiAnnotationAdd, apiAnnotationRemove, apiAnnotations } from './api/annotations.ts';
import { apiBrands, apiMentions, apiSeries } from './api/brands.ts';
import { CONFIG_KINDS } from '../src/domain/configuration.ts';
import { brandTermsPreview } from './actions/configuration-trial.tsx';
import { configAdd, configChange } from './actions/configuration.tsx';
import { CONFIG_ROUTES, configAccess } from './api/configuration-routes.ts';
import { configEntryPage, configNewPage } from './pages/configuration/entry.tsx';
import { configurationFile } from './files/configuration.ts';
import { hookChange } from './actions/alert-hooks.tsx';
import { readingAction } from './actions/reading-check.tsx';
import { readingPage } from './pages/configuration/reading-check.tsx';
import { hooksPage } from './pages/configuration/hooks.tsx';
import { keyChange } from './actions/source-keys.tsx';
import { keysPage } from './pages/configuration/keys.tsx';
import { newSourcePage } from './pages/configuration/source-cards.tsx';
import { settingsCard } from './actions/source-cards.tsx';
import { configListPage } from './pages/configuration/list.tsx';
import { apiCompare, apiIncident, apiIncidentArguments, apiIncidents, apiSpikes } from './api/incidents.ts';
import { apiImport, apiImportAdd, apiImports, apiImportUndo } from './api/imports.ts';
import { openApi } from './api/openapi.ts';
import type { Handler } from './deps.ts';
import { type Access, exported } from './guard.tsx';
import { heavy, heavyShared, heavyStream } from './heavy/heavy.ts';
import { live } from './live/stream.ts';
import { draftAdd, draftChange } from './actions/response-draft.tsx';
import { draftPage, draftsPage, newDraftPage, oldDraftLink } from './pages/response-drafts.tsx';
import { alertsPage } from './pages/alerts.tsx';
import { brandPage } from './pages/brand.tsx';
import { brandsPage } from './pages/brands.tsx';
import { comparePage } from './pages/compare.tsx';
import { compareFile } from './files/comparison.tsx';
import { deadLetterReplay } from './actions/dead-letter-replay.tsx';
import { deadLettersPage } from './pages/dead-letters.tsx';
import { brandChart, incidentChart } from './files/charts.tsx';
import { incidentPage } from './pages/incident.tsx';
import { incidentEdit, incidentNote } from './actions/incident.tsx';
import { incidentLinks } from './actions/incident-links.tsx';
import { sharedIncident } from './actions/shared-incident.tsx';
import { incidentAction, incidentTake } from './actions/incident-state.tsx';
import { incidentsPage } from './pages/incidents.tsx';
import { accountPassword, accountSessions, accountZone } from './actions/account.ts';
import { accountPage } from './pages/account.tsx';
import { auditFile } from './files/audit.ts';
import { auditPage } from './pages/audit.tsx';
import { login, loginByMail, loginByPassword, logout } from './actions/login.tsx';
import { capsulePage } from './pages/library/capsule.tsx';
import { capsuleDraftCheck, capsuleDraftPage } from './pages/library/draft.tsx';
import { libraryPage } from './pages/library/list.tsx';
import { loginForm, loginPage, signedOut } from './pages/login.tsx';
import { peopleChange, peopleInvite } from './actions/people.tsx';
import { tokenChange, tokenMake } from './actions/tokens.tsx';
import { peoplePage } from './pages/people.tsx';
import { mailHtml, mailPage, mailViewPage } from './pages/mail.tsx';
import { mentionBookmark, mentionNotes, mentionTags } from './actions/mention-annotations.tsx';
import { mentionNotAbout } from './actions/mention-brand.tsx';
import { mentionCorrect, mentionUndo } from './actions/mention-corrections.tsx';
import { mentionPage } from './pages/mention.tsx';
import { formulasFile, methodPage } from './pages/method.tsx';
import { mentionsPage } from './pages/mentions.tsx';
import { noteAdd, noteChange } from './actions/notes.tsx';
import { notesPage } from './pages/notes.tsx';
import { nowPage } from './pages/now.tsx';
import { mentionsExport } from './files/mentions.ts';
import { muteAdd, muteUndo } from './actions/mutes.tsx';
import { mutesPage } from './pages/mutes.tsx';
import { asset, healthz, metrics, readyz } from './health.ts';
import { policyChangesPage } from './pages/policy-changes.tsx';
import { policyDecide } from './actions/policy-decision.tsx';
import { incidentReportPage } from './pages/report-incident.tsx';
import { weekPage } from './pages/report-week.tsx';
import { reportsPage } from './pages/reports.tsx';
import { viewAdd, viewChange } from './actions/saved-views.tsx';
import { newViewPage, viewsPage } from './pages/saved-views.tsx';
import { silenceCreate, silenceExpire } from './actions/silences.tsx';
import { settingsPage } from './pages/settings.tsx';
import { hideExamples } from './actions/hide-examples.ts';
import { setupAlerts } from './actions/setup/alerts.tsx';
import {
  setupAnother,
  setupExamplesRemove,
  setupName,
  setupSkip,
  setupTerms,
  setupTermsPreview,
} from './actions/setup/brand.tsx';
import { setupPolicy } from './actions/setup/policy.tsx';
import { setupSources } from './actions/setup/sources.tsx';
import { setupAlertsPage } from './pages/setup/alerts.tsx';
import { setupBrandPage } from './pages/setup/brand.tsx';
import { setupExamplesPage } from './pages/setup/examples.tsx';
import { setupPolicyPage } from './pages/setup/policy.tsx';
import { setupSourcesPage } from './pages/setup/sources.tsx';
import { setupTermsPage } from './pages/setup/terms.tsx';
import { watchingPage } from './pages/watching.tsx';
import { importFileAction, importReceive, importUndo } from './actions/imports.tsx';
import { importFilePage, importPage, importsPage } from './pages/imports.tsx';
import { sourcesPage } from './pages/sources.tsx';
import { unsubscribe } from './actions/unsubscribe.ts';
import { unsubscribePage } from './pages/unsubscribe.tsx';

export interface RouteEntry {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  /** `public`, or the least role. `/metrics` is public and checks the sender itself. */
  readonly access: Access;
  readonly handler: Handler;
}

function get(path: string, access: Access, handler: Handler): RouteEntry {
  return { method: 'GET', path, access, handler };
}

function post(path: string, access: Access, handler: Handler): RouteEntry {
  return { method: 'POST', path, access, handler };
}

/** What reads much or computes long is `heavy`: a thread answers it, so that the event loop stays free for the rest. */
export const routes: readonly RouteEntry[] = [
  get('/healthz', 'public', healthz),
  get('/readyz', 'public', readyz),
  get('/metrics', 'public', metrics),
  get('/assets/:name', 'public', asset),
  get('/login', 'public', loginForm),
  post('/login', 'public', loginByPassword),
  post('/login/link', 'public', loginByMail),
  get('/login/:token', 'public', loginPage),
  post('/login/:token', 'public', login),
  get('/signed-out', 'public', signedOut),
  post('/logout', 'viewer', logout),
  get('/method', 'public', methodPage),
  get('/method/formulas', 'public', formulasFile),
  get('/shared/:token', 'public', sharedIncident),
  get('/unsubscribe/:token', 'public', unsubscribePage),
  post('/unsubscribe/:token', 'public', unsubscribe),

  get('/account', 'viewer', (c) => accountPage(c)),
  post('/account/password', 'viewer', accountPassword),
  post('/account/sessions', 'viewer', accountSessions),
  post('/account/zone', 'viewer', accountZone),
  get('/people', 'owner', (c) => peoplePage(c)),
  post('/people', 'owner', peopleInvite),
  post('/people/tokens', 'owner', tokenMake),
  post('/people/tokens/:id', 'owner', tokenChange),
  post('/people/:id', 'owner', peopleChange),
  get('/settings', 'owner', settingsPage),
  get('/setup', 'owner', (c) => setupBrandPage(c)),
  post('/setup', 'owner', setupName),
  post('/setup/another', 'owner', setupAnother),
  post('/setup/skip', 'owner', setupSkip),
  get('/setup/terms', 'owner', (c) => setupTermsPage(c)),
  post('/setup/terms', 'owner', setupTerms),
  post('/setup/terms/preview', 'owner', setupTermsPreview),
  get('/setup/sources', 'owner', (c) => setupSourcesPage(c)),
  post('/setup/sources', 'owner', setupSources),
  get('/setup/alerts', 'owner', (c) => setupAlertsPage(c)),
  post('/setup/alerts', 'owner', setupAlerts),
  get('/setup/policy', 'owner', (c) => setupPolicyPage(c)),
  post('/setup/policy', 'owner', setupPolicy),
  get('/setup/examples', 'viewer', setupExamplesPage),
  post('/setup/examples', 'owner', setupExamplesRemove),
  post('/examples/hide', 'viewer', hideExamples),
  get('/watching', 'viewer', heavy(watchingPage)),
  ...CONFIG_KINDS.flatMap((kind) => {
    const { read, write } = configAccess(kind);
    return [
      get(`/settings/${kind}`, read, configListPage(kind)),
      get(`/settings/${kind}/new`, write, (c) =>
        kind === 'sources' ? newSourcePage(c) : configNewPage(c, kind),
      ),
      post(`/settings/${kind}`, write, configAdd(kind)),
      get(`/settings/${kind}/edit/:slug`, read, (c) => configEntryPage(c, kind)),
      post(`/settings/${kind}/edit/:slug`, write, configChange(kind)),
    ];
  }),
  post('/settings/sources/cards', 'admin', settingsCard),
  post('/settings/brands/preview', 'analyst', brandTermsPreview),
  get('/settings/hooks', 'owner', (c) => hooksPage(c)),
  post('/settings/hooks', 'owner', hookChange),
  get('/settings/keys', 'owner', (c) => keysPage(c)),
  post('/settings/keys', 'owner', keyChange),
  get('/settings/export', 'owner', configurationFile),
  get('/audit', 'owner', auditPage),
  get('/audit/file', 'owner', heavyStream(exported(auditFile))),

  get('/', 'viewer', heavy(nowPage)),
  get('/live', 'viewer', live),
  get('/brands', 'viewer', heavy(brandsPage)),
  get('/brands/:slug', 'viewer', heavy(brandPage)),
  get('/brands/:slug/reading', 'viewer', heavy(readingPage)),
  post('/brands/:slug/reading', 'analyst', readingAction),
  get('/brands/:slug/chart', 'viewer', heavy(exported(brandChart))),
  get('/incidents', 'viewer', heavy(incidentsPage)),
  get('/incidents/:slug', 'viewer', heavy(incidentPage)),
  get('/incidents/:slug/chart', 'viewer', heavy(exported(incidentChart))),
  post('/incidents/:slug/acknowledge', 'analyst', incidentAction('acknowledge')),
  post('/incidents/:slug/resolve', 'analyst', incidentAction('resolve')),
  post('/incidents/:slug/reopen', 'analyst', incidentAction('reopen')),
  post('/incidents/:slug/unacknowledge', 'analyst', incidentAction('unacknowledge')),
  post('/incidents/:slug/take', 'analyst', incidentTake),
  post('/incidents/:slug/rename', 'analyst', incidentEdit('rename')),
  get('/answers', 'viewer', oldDraftLink),
  get('/answers/:id', 'viewer', oldDraftLink),
  get('/drafts', 'viewer', heavy(draftsPage)),
  get('/drafts/new', 'analyst', newDraftPage),
  post('/drafts', 'analyst', draftAdd),
  get('/drafts/:id', 'viewer', heavy(draftPage)),
  post('/drafts/:id', 'analyst', draftChange),
  post('/incidents/:slug/snooze', 'analyst', incidentEdit('snooze')),
  post('/incidents/:slug/assign', 'analyst', incidentEdit('assign')),
  post('/incidents/:slug/judge', 'analyst', incidentEdit('judge')),
  post('/incidents/:slug/note', 'analyst', incidentNote),
  get('/incidents/:slug/capsule', 'analyst', heavy(capsuleDraftPage)),
  post('/incidents/:slug/capsule', 'analyst', capsuleDraftCheck),
  post('/incidents/:slug/links', 'admin', incidentLinks),
  get('/alerts', 'viewer', heavy(alertsPage)),
  post('/silences', 'analyst', silenceCreate),
  post('/silences/:id/expire', 'analyst', silenceExpire),
  get('/reports', 'viewer', heavy(reportsPage)),
  get('/reports/week', 'viewer', heavy(weekPage)),
  get('/reports/incidents/:slug', 'viewer', heavy(incidentReportPage)),
  get('/compare', 'viewer', heavy(comparePage)),
  get('/compare/file', 'viewer', heavy(exported(compareFile))),
  get('/mentions', 'viewer', heavy(mentionsPage)),
  get('/mentions/export', 'viewer', heavyStream(exported(mentionsExport))),
  get('/mentions/:id', 'viewer', heavy(mentionPage)),
  post('/mentions/:id/correct', 'analyst', mentionCorrect),
  post('/mentions/:id/undo', 'analyst', mentionUndo),
  post('/mentions/:id/not-about', 'analyst', mentionNotAbout),
  post('/mentions/:id/tags', 'analyst', mentionTags),
  post('/mentions/:id/bookmark', 'analyst', mentionBookmark),
  post('/mentions/:id/notes', 'analyst', mentionNotes),
  get(
    '/notes',
    'viewer',
    heavy((c) => notesPage(c)),
  ),
  post('/notes', 'analyst', noteAdd),
  post('/notes/:id', 'analyst', noteChange),
  get('/views', 'viewer', (c) => viewsPage(c)),
  get('/views/new', 'viewer', (c) => newViewPage(c)),
  post('/views', 'viewer', viewAdd),
  post('/views/:id', 'viewer', viewChange),
  get('/mutes', 'viewer', heavy(mutesPage)),
  post('/mutes', 'analyst', muteAdd),
  post('/mutes/:id/undo', 'analyst', muteUndo),
  get('/library', 'viewer', heavy(libraryPage)),
  get('/library/:slug', 'viewer', heavy(capsulePage)),
  get('/policy-changes', 'viewer', heavy(policyChangesPage)),
  post('/policy-changes/:slug/decide', 'analyst', policyDecide),
  get('/sources', 'viewer', heavy(sourcesPage)),
  get('/imports', 'viewer', (c) => importsPage(c)),
  post('/imports', 'analyst', importReceive),
  get('/imports/files/:token', 'analyst', importFilePage),
  post('/imports/files/:token', 'analyst', importFileAction),
  get('/imports/:id', 'viewer', importPage),
  post('/imports/:id/undo', 'analyst', importUndo),
  get('/dead-letters', 'analyst', heavy(deadLettersPage)),
  post('/dead-letters/:id/replay', 'analyst', deadLetterReplay),
  get('/mail', 'analyst', heavy(mailPage)),
  get('/mail/:id', 'analyst', heavy(mailViewPage)),
  get('/mail/:id/html', 'analyst', heavy(mailHtml)),

  get('/api/v1/openapi.json', 'viewer', openApi),
  get('/api/v1/brands', 'viewer', heavyShared(apiBrands)),
  get('/api/v1/brands/:slug/series', 'viewer', heavyShared(apiSeries)),
  get('/api/v1/spikes', 'viewer', heavyShared(apiSpikes)),
  get('/api/v1/incidents', 'viewer', heavyShared(apiIncidents)),
  get('/api/v1/incidents/:slug', 'viewer', heavyShared(apiIncident)),
  get('/api/v1/incidents/:slug/arguments', 'viewer', heavyShared(apiIncidentArguments)),
  get('/api/v1/compare', 'viewer', heavyShared(apiCompare)),
  get('/api/v1/mentions', 'viewer', heavy(apiMentions)),
  get('/api/v1/imports', 'viewer', apiImports),
  post('/api/v1/imports', 'analyst', apiImportAdd),
  get('/api/v1/imports/:id', 'viewer', apiImport),
  { method: 'DELETE', path: '/api/v1/imports/:id', access: 'analyst', handler: apiImportUndo },
  ...CONFIG_ROUTES,
  get('/api/v1/annotations', 'viewer', apiAnnotations),
  post('/api/v1/annotations', 'analyst', apiAnnotationAdd),
  { method: 'DELETE', path: '/api/v1/annotations/:id', access: 'analyst', handler: apiAnnotationRemove },
];
