// Loaded before a program (node --import): its clock is CLOCK_OFF_MS ahead of the machine's.
const off = Number(process.env.CLOCK_OFF_MS ?? 0);
const now = Date.now;
Date.now = () => now() + off;
const RealDate = Date;
globalThis.Date = class Date extends RealDate {
  constructor(...args) {
    if (args.length === 0) super(RealDate.now());
    else super(...args);
  }
};
