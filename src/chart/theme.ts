/** Colours of charts. Charts on pages use CSS custom properties; pictures need literal colours. */

export type ChartTheme = 'page' | 'light' | 'dark';

const LIGHT = {
  background: '#ffffff',
  text: '#1b2430',
  muted: '#5a6676',
  grid: '#e8ebf1',
  axis: '#b8c1ce',
  negative: '#8ea4cb',
  betrayal: '#a33420',
  total: '#8b95a5',
  'spike-label': '#8f2414',
  'spike-window': '#fdf1ec',
  interval: '#eae6d6',
  expected: '#4a4a3a',
  hatch: '#aab4c2',
  policy: '#6a3aa3',
  'policy-span': '#f1ebf8',
  response: '#0b6e66',
  context: '#5a6676',
  'line-1': '#2a4374',
  'line-2': '#c2502f',
  'line-3': '#0b6e66',
  'line-4': '#6a3aa3',
} as const;

export type ColourName = keyof typeof LIGHT;
export type Colours = Readonly<Record<ColourName, string>>;

const DARK: Colours = {
  background: '#11161d',
  text: '#e9edf3',
  muted: '#9ca8b8',
  grid: '#222a35',
  axis: '#465264',
  negative: '#4f6ea6',
  betrayal: '#ffb19c',
  total: '#7d899a',
  'spike-label': '#ffb19c',
  'spike-window': '#221a1b',
  interval: '#33301f',
  expected: '#d8d2b4',
  hatch: '#566274',
  policy: '#b897e8',
  'policy-span': '#221d30',
  response: '#4fc4b6',
  context: '#9ca8b8',
  'line-1': '#8fb3ee',
  'line-2': '#f0876c',
  'line-3': '#4fc4b6',
  'line-4': '#b897e8',
};

function asProperties(colours: Colours): Colours {
  const entries = Object.entries(colours).map(([name, value]) => [name, `var(--chart-${name}, ${value})`]);
  return Object.fromEntries(entries) as Record<ColourName, string>;
}

const PAGE = asProperties(LIGHT);

/** The colours of a theme. `page` gives `var(--chart-bar, #…)`, so that the style sheet decides. */
export function coloursOf(theme: ChartTheme): Colours {
  if (theme === 'page') return PAGE;
  return theme === 'dark' ? DARK : LIGHT;
}

/** Family name of the font files that `svgToPng` loads. */
export const PICTURE_FONT = 'DejaVu Sans Condensed';

/** The font of a theme. */
export function fontOf(theme: ChartTheme): string {
  return theme === 'page'
    ? 'var(--chart-font, system-ui, sans-serif)'
    : `${PICTURE_FONT}, DejaVu Sans, sans-serif`;
}

/** A palette as CSS custom properties, for the style sheet of the pages. */
export function chartProperties(theme: 'light' | 'dark'): string {
  return Object.entries(coloursOf(theme))
    .map(([name, value]) => `--chart-${name}: ${value};`)
    .join('\n');
}
