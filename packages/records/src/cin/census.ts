import type { Day } from '../dates.ts';

/** A referral and the work that followed upon it: one `CINdetails` of the children in need census. Days are `noDay` where none is given. */
export interface Referral {
  readonly child: number;
  readonly referred: Day;
  /** Referral source, for example `6` (police). Empty where none is given. */
  readonly source: string;
  /** Primary need, N0 to N9. */
  readonly need: string;
  readonly closed: Day;
  /** RC1 to RC9. */
  readonly closure: string;
  /** No further action on the referral. */
  readonly withoutAction: boolean;
  readonly assessments: readonly { readonly started: Day; readonly authorised: Day }[];
  readonly needPlans: readonly { readonly started: Day; readonly ended: Day }[];
  readonly enquiries: readonly { readonly started: Day; readonly conference: Day }[];
  readonly protectionPlans: readonly ProtectionPlan[];
  readonly preproceedings: readonly { readonly started: Day; readonly outcome: string; readonly application: Day }[];
  /** The line of the file at which it begins. */
  readonly line: number;
  /** Number of the file among those read. */
  readonly file: number;
}

/** A child protection plan. */
export interface ProtectionPlan {
  readonly started: Day;
  readonly ended: Day;
  readonly category: string;
  /** Plans that the child had before. */
  readonly previous: number;
}
