/** What every driver of the ledger must do. Run it with a function that opens an empty ledger. */
import { afterEach, beforeEach, describe } from 'vitest';
import type { Ledger } from '../../src/store/ledger.ts';
import { ageingCases } from './ledger-ageing.ts';
import { alertCases } from './ledger-alerts.ts';
import { claimCases } from './ledger-claims.ts';
import { countCases } from './ledger-counts.ts';
import { exampleCases } from './ledger-examples.ts';
import { knownCases } from './ledger-known.ts';
import { liveCases } from './ledger-live.ts';
import { mentionCases } from './ledger-mentions.ts';
import type { Opened } from './ledger-opened.ts';
import { rescoreCases } from './ledger-rescore.ts';
import { sourceCases } from './ledger-sources.ts';
import { triageCases } from './ledger-triage.ts';
import { transactionCases } from './ledger-transactions.ts';

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
