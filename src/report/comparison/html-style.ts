/** Style of the printable comparison: for the screen, and for A4 with a page for each part. */
import type { Provenance } from '../export/provenance.ts';

const SCREEN = `
body{font:16px/1.55 system-ui,sans-serif;color:#1b2430;background:#fff;max-width:54rem;margin:2.5rem auto;padding:0 1.25rem}
h1{font-size:1.6rem;line-height:1.28;margin:.25rem 0 1rem}h2{font-size:1.2rem;line-height:1.3;margin:2.2rem 0 .6rem}h3{font-size:1rem;margin:1.6rem 0 .4rem}
p,li{overflow-wrap:anywhere}ul{padding-left:1.2rem}li{margin:.3rem 0}
table{border-collapse:collapse;width:100%;font-variant-numeric:tabular-nums}caption{text-align:left;color:#5a6676;padding-bottom:.4rem}
th,td{text-align:left;vertical-align:top;padding:.45rem .8rem .45rem 0;border-bottom:1px solid #e8ebf1;overflow-wrap:anywhere}thead th{color:#5a6676;font-weight:600}
tbody th{font-weight:600;width:30%}.small{color:#5a6676;font-size:.85rem}.warn{border-left:3px solid #b23c26;padding:.1rem 0 .1rem .9rem}
figure{margin:1.2rem 0 0}svg{display:block;width:100%;height:auto}code{overflow-wrap:anywhere}
`;

/** Millimetres and points: what a sheet measures. Browsers that know no margin boxes print none. */
function print(inputHash: string): string {
  return `
@page{size:A4;margin:17mm 16mm 19mm;@bottom-left{content:"Outcry · input ${inputHash.slice(0, 16)}";font:8pt system-ui,sans-serif;color:#5a6676}@bottom-right{content:counter(page) " of " counter(pages);font:8pt system-ui,sans-serif;color:#5a6676}}
@media print{
body{margin:0;padding:0;max-width:none;font-size:10.5pt;line-height:1.45;print-color-adjust:exact;-webkit-print-color-adjust:exact}
h1{font-size:17pt}h2{font-size:13pt;margin-top:6mm;break-after:avoid}h3{break-after:avoid}
section.sheet{break-before:page}section.sheet>h2:first-child{margin-top:0}
table,figure,li,tr{break-inside:avoid}thead{display:table-header-group}
svg{max-height:110mm}p{orphans:3;widows:3}
}
`;
}

export function comparisonStyle({ inputHash }: Provenance): string {
  return SCREEN + print(/^[0-9a-f]+$/.test(inputHash) ? inputHash : '');
}
