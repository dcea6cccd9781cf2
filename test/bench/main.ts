/** `npm run bench`: ratios against a peer or a limit measured in the same run. */
import { availableParallelism } from 'node:os';
import { benchDetect } from './detect.ts';
import { benchImport } from './import.ts';
import { benchMatch } from './match.ts';
import { benchScore } from './score.ts';

const number = (value: number) => Math.round(value).toLocaleString('en');

console.log(`Node ${process.version}, ${availableParallelism()} cores\n`);
console.log('Import, 20,000 simulated mentions, one process, SQLite with synchronous = FULL');
for (const { name, perSecond, ratio } of await benchImport()) {
  console.log(`  ${name.padEnd(38)}${number(perSecond).padStart(9)} mentions/s  ${ratio.toFixed(2)} ×`);
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
console.log('\nMatching 5,000 terms of 1,000 brands, one thread');
for (const { name, textsPerCpuSecond, ratio } of benchMatch().rows) {
  console.log(
    `  ${name.padEnd(38)}${number(textsPerCpuSecond).padStart(9)} texts/CPU-s  ${ratio.toFixed(2)} ×`,
  );
}
