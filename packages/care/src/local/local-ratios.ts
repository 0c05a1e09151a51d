import type { OverlayChange } from './overlay.ts';
import type { Panel, PanelAuthority } from './panel.ts';
import { firstRatio, populationShare, rateRatio } from './ratios.ts';
import type { Ratio, RatioColumn } from './ratios.ts';

/** How an authority differs from England, as factors of the model's variables. */
export interface LocalRatios {
  /** Share of England's children; absent where the panel does not say. */
  readonly share?: number;
  /** Variable in lower case → factor beyond the share of children. */
  readonly stock: Readonly<Record<string, { readonly factor: number; readonly reason: string }>>;
  readonly rate: readonly OverlayChange[];
  readonly notes: readonly string[];
}

/** Works out the factors from published figures; what is missing stays England's, and a note says so. */
export function localRatios(panel: Panel, authority: PanelAuthority): LocalRatios {
  const notes: string[] = [];
  const share = populationShare(panel, authority);
  if (share !== undefined) {
    notes.push(
      `Children: ${percent(share.value)} of England's (${years(share.years)}); everything counted is scaled by it.`,
    );
  }
  const read = (what: string, wanted: RatioColumn, from: typeof rateRatio): number => {
    const ratio = from(panel, authority, wanted);
    notes.push(
      ratio === undefined
        ? `${what}: England's, because the panel has no figure (missing or suppressed) for ${authority.name} in "${wanted.column}".`
        : `${what}: ${times(ratio)} England's per child (${years(ratio.years)}).`,
    );
    return ratio?.value ?? 1;
  };
  const first = {
    lookedAfter: read('Children looked after at the start', { column: 'cla_31mar' }, firstRatio),
    need: read('Children in need at the start', { column: 'cin_31mar' }, firstRatio),
    plans: read('Child protection plans at the start', { column: 'cpp_31mar' }, firstRatio),
    workers: read('Social workers at the start', { column: 'sw_fte' }, firstRatio),
    money: read('Spending at the start', { column: 'gbp_total' }, firstRatio),
  };
  const mean = {
    referrals: read('Referrals', { column: 'referrals' }, rateRatio),
    need: read('Children in need', { column: 'cin_31mar' }, rateRatio),
    enquiries: read('Section 47 enquiries', { column: 's47_rate', rate: true }, rateRatio),
    plans: read('Child protection plans', { column: 'cpp_31mar' }, rateRatio),
    starts: read('Starts to be looked after', { column: 'cla_started' }, rateRatio),
    ceases: read('Exits from care', { column: 'cla_ceased' }, rateRatio),
    lookedAfter: read('Children looked after', { column: 'cla_31mar' }, rateRatio),
    unaccompanied: read('Unaccompanied children', { column: 'cla_uasc' }, rateRatio),
  };
  return {
    ...(share === undefined ? {} : { share: share.value }),
    stock: stocks(first, mean),
    rate: rates(mean),
    notes,
  };
}

interface FirstRatios {
  readonly lookedAfter: number;
  readonly need: number;
  readonly plans: number;
  readonly workers: number;
  readonly money: number;
}

interface MeanRatios {
  readonly referrals: number;
  readonly need: number;
  readonly enquiries: number;
  readonly plans: number;
  readonly starts: number;
  readonly ceases: number;
  readonly lookedAfter: number;
  readonly unaccompanied: number;
}

function stocks(first: FirstRatios, mean: MeanRatios): LocalRatios['stock'] {
  const by = (factor: number, reason: string) => (names: readonly string[]) =>
    names.map((name) => [name, { factor, reason }] as const);
  return Object.fromEntries([
    ...by(
      first.lookedAfter,
      'children looked after per child at the start',
    )([
      'initial looked after by age',
      'returned home',
      'care leavers',
      'own foster places',
      'agency foster places',
      'agency foster market limit',
      'own residential places',
      'own residential base',
      'independent residential places',
    ]),
    ...by(first.need, 'children in need per child at the start')(['children in need']),
    ...by(
      mean.referrals,
      'referrals per child',
    )(['referrals waiting', 'children being assessed', 'assessments to be decided', 'children recently closed']),
    ...by(
      first.plans,
      'child protection plans per child at the start',
    )(['children on a plan', 'children with an earlier plan']),
    ...by(first.plans, 'child protection plans per child at the start')(['children in preproceedings']),
    ...by(mean.starts, 'starts to be looked after per child')(['children in proceedings', 'published court capacity']),
    ...by(mean.enquiries, 'section 47 enquiries per child')(['reference enquiries']),
    ...by(
      mean.unaccompanied,
      'unaccompanied children per child',
    )(['published unaccompanied arrivals', 'unaccompanied children']),
    ...by(
      first.workers,
      'social workers per child at the start',
    )(['posts', 'newly qualified workers', 'experienced workers', 'agency workers']),
    ...by(
      first.money,
      'spending per child at the start',
    )(['prevention spend', 'prevention in budgets', 'funding', 'prevention floor', 'other statutory spend']),
  ]);
}

/** Each rate works on a stock that is scaled already, so that it takes what the flow has beyond that stock. */
function rates(mean: MeanRatios): OverlayChange[] {
  const exits = { factor: mean.ceases / mean.lookedAfter, reason: 'exits from care per child looked after' };
  return [
    { variable: 'contact rate', factor: mean.referrals, reason: 'referrals per child' },
    { variable: 'closure rate', factor: mean.referrals / mean.need, reason: 'referrals per child in need' },
    {
      variable: 'section 47 rate',
      factor: mean.enquiries / mean.need,
      reason: 'section 47 enquiries per child in need',
    },
    {
      variable: 'plan share of conferences',
      factor: mean.plans / mean.enquiries,
      reason: 'plans per section 47 enquiry',
    },
    ...['care by agreement rate', 'preproceedings rate'].flatMap((variable) => [
      { variable, element: 'need plan', factor: mean.starts / mean.need, reason: 'starts in care per child in need' },
      { variable, element: 'protection plan', factor: mean.starts / mean.plans, reason: 'starts in care per plan' },
    ]),
    { variable: 'direct care rate', factor: mean.starts, reason: 'starts in care per child' },
    { variable: 'closure care rate', factor: mean.starts / mean.referrals, reason: 'starts in care per referral' },
    ...['home rate base', 'permanence rate base', 'other exit rate base', 'base adoption rate'].map((variable) => ({
      variable,
      ...exits,
    })),
  ];
}

function percent(value: number): string {
  return `${(value * 100).toPrecision(3)} %`;
}

function times({ value }: Ratio): string {
  return `${value.toFixed(2)} times`;
}

function years(list: readonly number[]): string {
  const [from] = list;
  const to = list.at(-1);
  return from === to ? String(from) : `${from} to ${to}`;
}
