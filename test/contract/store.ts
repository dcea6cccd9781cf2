/** What every driver of the ledger must do. Run it with a function that opens an empty ledger. */
import { afterEach, beforeEach, describe } from 'vitest';
import type { Ledger } from '../../src/store/store.ts';
import { ageingCases } from './store-expiry.ts';
import { alertCases } from './store-alerts.ts';
import { claimCases } from './store-claims.ts';
import { countCases } from './store-counts.ts';
import { exampleCases } from './store-examples.ts';
import { knownCases } from './store-seen-again.ts';
import { liveCases } from './store-live.ts';
import { mentionCases } from './store-mentions.ts';
import type { Opened } from './store-opened.ts';
import { rescoreCases } from './store-rescore.ts';
import { sourceCases } from './store-sources.ts';
import { triageCases } from './store-triage.ts';
import { transactionCases } from './store-transactions.ts';

/** Runs the contract. `open` gives a new, empty, migrated ledger each time. */
export function ledgerContract(name: string, open: () => Promise<Ledger>): void {
  describe(`ledger contract: ${name}`, () => {
    let ledger: Ledger;
    beforeEach(async () => {
      ledger = await open();
    });
    afterEach(() => ledger.close());
    const opened: Opened = () => ledger;
    describe('mentions', () => mentionCases(opened));
    describe('known mentions', () => knownCases(opened));
    describe('ageing', () => ageingCases(opened));
    describe('sources', () => sourceCases(opened));
    describe('counts', () => countCases(opened));
    describe('re-score', () => rescoreCases(opened));
    describe('what changed', () => liveCases(opened));
    describe('triage', () => triageCases(opened));
    describe('transactions', () => transactionCases(opened));
    describe('examples', () => exampleCases(opened));
    describe('alerts', () => alertCases(opened));
    describe('claims and people', () => claimCases(opened));
  });
}
