/** The pages, in the order of the navigation. */
export const pages = ['strategies', 'behaviour', 'map', 'workings'] as const;

export type Page = (typeof pages)[number];

/** Years that the strategies page can look at. */
export const firstYear = 2026;
export const lastYear = 2035;

/**
 * Everything that a view consists of and that can be sent to somebody else: the address is printed from it and
 * parsed into it. What stands on this machine only (a file that was opened) is not part of it.
 */
export interface View {
  readonly page: Page;
  /** The year that is looked at, as the year ending 31 March. */
  readonly year: number;
  /** Indicator id; empty for the first that the model has. */
  readonly indicator: string;
  /** Show each strategy's own level instead of its difference from business as usual. */
  readonly showLevels: boolean;
  /** Strategies in the user's own scenario, in the order chosen. */
  readonly chosen: readonly string[];
  /** Slider settings of that scenario that differ from the central ones: parameter → value. */
  readonly settings: Readonly<Record<string, number>>;
  /** First year of action and years to come fully into force, where the user set them. */
  readonly start?: number;
  readonly ramp?: number;
  /** The strategy whose theory of change is open. */
  readonly theory?: string;
  /** Strategies drawn over each other on the behaviour page. */
  readonly overlay: readonly string[];
  /** Show per 10,000 children where that makes sense. */
  readonly perChild: boolean;
  /** On the workings page: the variable shown. */
  readonly item?: string;
  /** On any page: the variable whose workings are open in the side panel. */
  readonly workings?: string;
  /** On the map page: the sector and the loop that are chosen. */
  readonly sector?: string;
  readonly loop?: string;
}

/** Where a visitor without an address of their own begins: children looked after in 2030. */
export const initialView: View = {
  page: 'strategies',
  year: 2030,
  indicator: '',
  showLevels: false,
  chosen: [],
  settings: {},
  overlay: [],
  perChild: false,
};
