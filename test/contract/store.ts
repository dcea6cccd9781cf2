/** What every driver of the database must do. Run it with a function that opens an empty database. */
import { afterEach, beforeEach, describe } from 'vitest';
import type { Store } from '../../src/store/store.ts';
import { importCases } from './imports/identity.ts';
import { expiryCases } from './store-expiry.ts';
import { alertLinkCases } from './store-alert-links.ts';
import { alertCases } from './store-alerts.ts';
import { claimCases } from './store-claims.ts';
import { configurationCases } from './store-configuration.ts';
import { countCases } from './store-counts.ts';
import { exampleCases } from './store-examples.ts';
import { knownCases } from './store-seen-again.ts';
import { liveCases } from './store-live.ts';
import { mentionCases } from './store-mentions.ts';
import { voiceCases } from './mentions/voices.ts';
import type { Opened } from './store-opened.ts';
import { openReadingCases } from './store-open-readings.ts';
import { peopleCases } from './store-people.ts';
import { precisionCases } from './store-precision.ts';
import { readingCheckCases } from './store-reading-checks.ts';
import { repairCases } from './imports/repairs.ts';
import { rescoreCases } from './store-rescore.ts';
import { searchCases } from './store-search.ts';
import { sourceCases } from './store-sources.ts';
import { triageCases } from './store-triage.ts';
import { transactionCases } from './store-transactions.ts';

/** Runs the contract. `open` gives a new, empty, migrated database each time. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(`database contract: ${name}`, () => {
    let store: Store;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());
    const opened: Opened = () => store;
    describe('mentions', () => mentionCases(opened));
    describe('voices and traces', () => voiceCases(opened));
    describe('known mentions', () => knownCases(opened));
    describe('ageing', () => expiryCases(opened));
    describe('imports', () => importCases(opened));
    describe('corrections of imports', () => repairCases(opened));
    describe('search', () => searchCases(opened));
    describe('sources', () => sourceCases(opened));
    describe('counts', () => countCases(opened));
    describe('precision', () => precisionCases(opened));
    describe('re-score', () => rescoreCases(opened));
    describe('second readings', () => openReadingCases(opened));
    describe('checks of the reading', () => readingCheckCases(opened));
    describe('what changed', () => liveCases(opened));
    describe('triage', () => triageCases(opened));
    describe('transactions', () => transactionCases(opened));
    describe('examples', () => exampleCases(opened));
    describe('links of alerts', () => alertLinkCases(opened));
    describe('alerts', () => alertCases(opened));
    describe('claims', () => claimCases(opened));
    describe('configuration', () => configurationCases(opened));
    describe('people', () => peopleCases(opened));
  });
}
