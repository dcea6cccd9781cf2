/** A few posts in other languages: counted, not always scored. */
import type { Theme } from './types.ts';

export type Language = 'es' | 'de' | 'fr' | 'pt' | 'it' | 'nl';

interface Pair {
  readonly ordinary: readonly string[];
  readonly angry: readonly string[];
}

const TEXTS: Readonly<Record<Language, Pair>> = {
  es: {
    ordinary: [
      'me encanta {brand}, [lo uso cada día|funciona genial|no lo cambio]',
      'alguien sabe cómo cambiar el idioma en {brand}?',
      'otra tarde con {brand} en {city}',
      '{brand} va muy bien en mi {device}',
    ],
    angry: [
      'por qué {brand} quiere mis datos? [qué vergüenza|ni hablar]',
      'borro {brand} hoy mismo, me voy a {rival}',
      'las nuevas condiciones de {brand} son un abuso',
      '{brand} comparte mis contactos con otros sin preguntar',
    ],
  },
  de: {
    ordinary: [
      '{brand} läuft auf meinem {device} [richtig gut|ohne Probleme]',
      'wer kennt sich mit {brand} aus? brauche Hilfe',
      'heute in {city} unterwegs, {brand} immer dabei',
      'das neue Update von {brand} gefällt mir',
    ],
    angry: [
      'warum will {brand} meine Daten? [unfassbar|geht gar nicht]',
      '{brand} gelöscht, bin jetzt bei {rival}',
      'die neuen Bedingungen von {brand} sind eine Frechheit',
      'niemand hat zugestimmt, dass {brand} meine Kontakte weitergibt',
    ],
  },
  fr: {
    ordinary: [
      '{brand} marche très bien sur mon {device}',
      'quelqu’un sait comment changer la langue de {brand} ?',
      'soirée tranquille à {city} avec {brand}',
      'j’adore la mise à jour de {brand}',
    ],
    angry: [
      'pourquoi {brand} veut mes données ? [honteux|inadmissible]',
      'je quitte {brand} pour {rival}',
      'les nouvelles conditions de {brand} sont scandaleuses',
      '{brand} partage mes contacts sans demander',
    ],
  },
  pt: {
    ordinary: [
      'adoro {brand}, [uso todo dia|funciona muito bem]',
      'alguém sabe mudar o idioma no {brand}?',
      'mais uma tarde em {city} com {brand}',
      'a atualização do {brand} ficou ótima',
    ],
    angry: [
      'por que o {brand} quer meus dados? [absurdo|que vergonha]',
      'apaguei o {brand}, fui para {rival}',
      'os novos termos do {brand} são um abuso',
      '{brand} entrega meus contatos sem perguntar',
    ],
  },
  it: {
    ordinary: [
      '{brand} funziona benissimo sul mio {device}',
      'qualcuno sa come cambiare lingua su {brand}?',
      'pomeriggio a {city} con {brand}',
      'bello il nuovo aggiornamento di {brand}',
    ],
    angry: [
      'perché {brand} vuole i miei dati? [vergogna|assurdo]',
      'ho cancellato {brand}, passo a {rival}',
      'le nuove condizioni di {brand} sono una presa in giro',
      '{brand} dà i miei contatti ad altri senza chiedere',
    ],
  },
  nl: {
    ordinary: [
      '{brand} werkt prima op mijn {device}',
      'weet iemand hoe je de taal van {brand} verandert?',
      'middagje {city} met {brand}',
      'mooie update van {brand}',
    ],
    angry: [
      'waarom wil {brand} mijn gegevens? [schandalig|echt niet]',
      '{brand} verwijderd, ik zit nu op {rival}',
      'de nieuwe voorwaarden van {brand} zijn een aanfluiting',
      '{brand} geeft mijn contacten door zonder te vragen',
    ],
  },
};

/** Posts of a language: `angry` in a backlash, `ordinary` otherwise. */
export function foreignTheme(language: Language, angry: boolean): Theme {
  return angry
    ? {
        code: 'foreign_anger',
        sentiment: 'negative',
        categories: ['third_party_sharing'],
        texts: TEXTS[language].angry,
      }
    : { code: 'foreign_talk', sentiment: 'neutral', categories: [], texts: TEXTS[language].ordinary };
}
