/** How one series is told from the others: by colour, dash and symbol together, so that it survives a black print. */
export interface SeriesStyle {
  readonly colour: string;
  /** SVG dash pattern; empty for a solid line. */
  readonly dash: string;
}

/** Business as usual: near black, dashed. */
export const usualStyle: SeriesStyle = { colour: '#333b41', dash: '7 4' };

/** Published figures. */
export const historyColour = '#14191d';

/**
 * Okabe and Ito's colours, darkened until each has at least 4.5 : 1 against white, in an order in which neighbours
 * differ in lightness too.
 */
const styles: readonly SeriesStyle[] = [
  { colour: '#005f9e', dash: '' },
  { colour: '#b34300', dash: '11 3' },
  { colour: '#00704f', dash: '2 3' },
  { colour: '#8d3b7e', dash: '11 3 2 3' },
  { colour: '#6b5300', dash: '5 2' },
];

/** How many series can be told apart. */
export const mostSeries = styles.length;

/** Style of the series at a place in the list; places beyond the last begin again. */
export function seriesStyle(place: number): SeriesStyle {
  return styles[place % styles.length] ?? usualStyle;
}
