/** `npm run bench`: ratios against a peer or a limit measured in the same run. */
import { availableParallelism } from 'node:os';
import { benchAlarm } from './alarm.ts';
import { benchDetect } from './detect.ts';
import { benchDetectionRound } from './detection-round.ts';
import { benchDisk, benchPostgresDisk } from './disk.ts';
import { benchGrowth } from './growth.ts';
import { benchImport } from './import.ts';
import { benchIdleLook, benchLiveAll } from './live.ts';
import { benchMatch } from './match.ts';
import { benchQueries, type QueryFigures } from './queries.ts';
import { benchQueue } from './queue.ts';
import { benchReaders } from './readers.ts';
import { benchScore } from './score.ts';
import { benchStream } from './stream.ts';

const number = (value: number) => Math.round(value).toLocaleString('en');

console.log(`Node ${process.version}, ${availableParallelism()} cores\n`);
console.log(
  'Import, 20,000 simulated mentions, one process; SQLite with synchronous = FULL, PostgreSQL with fsync',
);
for (const { name, perSecond, ratio } of await benchImport()) {
  console.log(`  ${name.padEnd(38)}${number(perSecond).padStart(9)} mentions/s  ${ratio.toFixed(2)} ×`);
}
console.log(
  '\nThe same in processes, 200,000 mentions: outcry import beside one outcry worker, or outcry start where embedded',
);
for (const one of await benchQueue()) {
  console.log(
    `  ${one.name.padEnd(38)}${number(one.perSecond).padStart(9)} mentions/s  ${number(one.cpuSecondsPerMillion)} CPU-s a million, worker ${number(one.workerMegabytes)} MB`,
  );
}
console.log('\nScoring, one thread');
for (const { name, textsPerCpuSecond, ratio } of await benchScore()) {
  console.log(
    `  ${name.padEnd(38)}${number(textsPerCpuSecond).padStart(9)} texts/CPU-s  ${ratio.toFixed(2)} ×`,
  );
}
console.log('\nDetection on a stream, one thread');
for (const { name, pointsPerCpuSecond, ratio } of benchDetect()) {
  console.log(
    `  ${name.padEnd(38)}${number(pointsPerCpuSecond).padStart(9)} points/CPU-s  ${ratio.toFixed(2)} ×`,
  );
}
console.log('\nFrom the first posts of an outburst to its alarm, minutes (median of 40)');
for (const height of [5, 10, 30]) {
  const { wholeHours, partialHour } = benchAlarm(height);
  console.log(
    `  ${`${height} times the usual talk`.padEnd(38)}${partialHour.toFixed(0).padStart(9)}, by whole hours ${wholeHours.toFixed(0)}`,
  );
}
const { full, round, hour } = await benchDetectionRound();
console.log(
  '\nDetection in the database, brands with 100 days of ten sources, one in a hundred in an outburst',
);
console.log(`  the first look of a process           ${full.toFixed(1).padStart(9)} ms a brand`);
console.log(`  a round after each was named again    ${round.toFixed(2).padStart(9)} ms a brand (goal 1)`);
console.log(`  a round when an hour is over          ${hour.toFixed(2).padStart(9)} ms a brand`);
console.log('\nMatching 5,000 terms of 1,000 brands, one thread');
for (const { name, textsPerCpuSecond, ratio } of benchMatch().rows) {
  console.log(
    `  ${name.padEnd(38)}${number(textsPerCpuSecond).padStart(9)} texts/CPU-s  ${ratio.toFixed(2)} ×`,
  );
}

const stream = await benchStream();
console.log(
  `\nBluesky's stream, ${number(stream.perSecond)} events/s for a minute, 5,000 brand terms, into SQLite`,
);
console.log(`  ${number(stream.mentions)} mentions kept, ${stream.missed} missed`);
console.log(
  `  behind by ${stream.lagMs.p50} ms (p50), ${stream.lagMs.p99} ms (p99), ${stream.lagMs.most} ms at most; limit 2,000`,
);
console.log(
  `  ${stream.cores.toFixed(2)} of a core; memory ${stream.memory.partialHour} MB early, ${stream.memory.end} MB at the end`,
);

console.log(
  '\nFrom accepted to counted on an open page, everything in one process (limit 2,000 ms at 1,000/s)',
);
for (const { name, perSecond, missed, visible } of await benchLiveAll()) {
  console.log(
    `  ${`${name}, ${number(perSecond)} posts/s`.padEnd(38)}${number(visible.p50).padStart(9)} ms (p50), ${number(visible.p99)} ms (p99), ${number(visible.most)} ms at most; ${missed} deliveries not seen`,
  );
}
for (const brands of [10, 1_000]) {
  const look = await benchIdleLook(brands);
  console.log(
    `  a look a second at ${number(brands)} brands in which nothing changed: ${look.toFixed(2)} ms of CPU`,
  );
}

const readers = await benchReaders(process.argv.includes('--ten-million') ? 188_000 : 20_000);
const share = readers.scoring.loaded / readers.scoring.alone;
console.log('\n200 readers of heavy pages, 100 live streams and an import, everything else in one process');
console.log(
  `  pages                                 ${number(readers.pages.p50).padStart(9)} ms (p50), ${number(readers.pages.p99)} ms (p99, limit 5,000); ${readers.byStatus['200'] ?? 0} answered, ${readers.byStatus['503'] ?? 0} put off with 503, ${readers.lost.length} lost`,
);
console.log(
  `  /healthz                              ${number(readers.health.p50).padStart(9)} ms (p50), ${number(readers.health.p99)} ms (p99, limit 500), ${number(readers.health.most)} ms at most`,
);
console.log(
  `  scored                                ${number(readers.scoring.loaded).padStart(9)} mentions/s  ${share.toFixed(2)} × of without readers (limit 0.50)`,
);

console.log('\nA mention into a database that holds many, SQLite, to scored and counted');
const small = await benchGrowth({ brands: 10, days: 100, perDay: 10 });
const grown = [
  await benchGrowth({ brands: 10, days: 100, perDay: 1_000 }),
  ...(process.argv.includes('--ten-million')
    ? [await benchGrowth({ brands: 10, days: 1_000, perDay: 1_000 })]
    : []),
  await benchGrowth({ brands: 1, days: 100, perDay: 1_000 }),
  await benchGrowth({ brands: 1_000, days: 100, perDay: 1 }),
];
for (const { stored, brands, perMention } of [small, ...grown]) {
  console.log(
    `  ${`${number(stored)} of ${number(brands)} brands`.padEnd(38)}${perMention.toFixed(0).padStart(9)} µs a mention  ${(perMention / small.perMention).toFixed(2)} ×`,
  );
}

console.log(
  '\nDisk with all indexes, bytes per mention (limit 600 with a short text, 60 once expired); SQLite:',
);
for (const [perDay, days] of [
  [1_000, 20],
  [100, 100],
] as const) {
  const disk = await benchDisk(perDay, days);
  console.log(
    `  ${number(disk.mentions)}, ${perDay / 100} in an hour of a source: ${number(disk.withText)}, then ${number(disk.expired)}; ${number(disk.perSecond)} age a second`,
  );
}

const pgDisk = await benchPostgresDisk(1_000, 30);
console.log(
  `  PostgreSQL, ${number(pgDisk.mentions)}, 10 in an hour of a source: ${number(pgDisk.withText)}, then ${number(pgDisk.expired)}`,
);

const few = await benchQueries({ brands: 10, days: 100, perDay: 10 });
const days = process.argv.includes('--ten-million') ? 1_000 : 100;
const many = await benchQueries({ brands: 10, days, perDay: 1_000 });
const ms = ({ p50, p99 }: QueryFigures) => `${p50.toFixed(1).padStart(6)} ${p99.toFixed(1).padStart(6)}`;
console.log(
  `\nThe dashboard's questions to SQLite, ms (p50 p99): ${number(few.mentions)} mentions, then ${number(many.mentions)} (${(many.bytes / 1e9).toFixed(1)} GB)`,
);
const ratio = many.queries.p50 / few.queries.p50;
console.log(
  `  ${'any question'.padEnd(38)}${ms(few.queries)}  ${ms(many.queries)}  ${ratio.toFixed(2)} × (p50), limit 1.50 × and p99 50 ms`,
);
for (const [i, page] of many.pages.entries()) {
  const before = few.pages[i]!;
  console.log(
    `  page: ${page.name.padEnd(32)}${ms(before)}  ${ms(page)}  ${page.dearest.name} ${ms(page.dearest)}`,
  );
}
